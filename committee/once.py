"""A form that makes something makes it once, however many times its button is pressed."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone

from committee.models import Receipt

ONCE = "_en-gang"
"""The hidden input with the form's own number."""
KEPT = dt.timedelta(days=1)


def once(request: HttpRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """Answer a posted form that carries its number; the second time lead on to where the first one led.

    The one that comes second waits for the first. A form that is shown again, with errors, may be sent again.
    """
    key = posted_number(request)
    if key is None:
        return answer()
    with transaction.atomic():
        # Ignored conflicts are waited for: whoever is second comes on when the first is done.
        Receipt.objects.filter(made_at__lt=timezone.now() - KEPT).delete()
        _, is_first = Receipt.objects.get_or_create(key=key)
        if not is_first:
            messages.info(request, "Det är redan sparat.")
            return redirect(Receipt.objects.get(key=key).address)
        response = answer()
        receipt = Receipt.objects.filter(key=key)
        if isinstance(response, HttpResponseRedirect):
            receipt.update(address=response.url)
        else:
            receipt.delete()
        return response


def posted_number(request: HttpRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get(ONCE, ""))
    except ValueError:
        return None

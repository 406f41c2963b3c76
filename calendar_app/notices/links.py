"""Addresses in what is sent: the portal's own, and the signed ones that answer for a person."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from calendar_app.models import Delivery

# A full stop, since a colon in an address is where some mail programs end the link.
SIGNER = Signer(salt="calendar_app.notices.answer", sep=".")


class Portal:
    """Stands in for a request where there is none: feeds ask it for whole addresses."""

    @staticmethod
    def build_absolute_uri(path: str) -> str:
        return f"{settings.PORTAL_URL}{path}"

    @staticmethod
    def host() -> str:
        return urlsplit(settings.PORTAL_URL).hostname or "localhost"


def answer_link(delivery: Delivery) -> str:
    """Where the person answers without logging in. It ends with the meeting and the assignment, not at a set time."""
    token = SIGNER.sign(str(delivery.pk))
    return Portal.build_absolute_uri(reverse("calendar:answer-by-link", args=[token]))


def example_link() -> str:
    """What stands in for it in a preview, and in the text that is kept with the notice."""
    return Portal.build_absolute_uri("/svara/…/")


def delivery_behind(token: str) -> Delivery | None:
    """The delivery whose link it is; None for a forged one, and for one whose delivery is gone."""
    try:
        key = int(SIGNER.unsign(token))
    except (BadSignature, ValueError):
        return None
    return Delivery.objects.select_related("person__municipality", "notice").filter(pk=key).first()

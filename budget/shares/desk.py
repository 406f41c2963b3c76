"""Who may open the pages where fees are divided and invoiced."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from committee.access import secretariat_page


def fee_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of the secretariat's own. Other staff get 403, whatever their rights to budgets.

    It reckons with members and divisions that aren't public, and what is reckoned without them would be wrong.
    """

    @secretariat_page("budget.change_budget")
    @wraps(view)
    def opened(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.reader.is_secretariat:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return opened

"""Who may open the pages where budgets are worked on."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from committee.access import secretariat_page


def desk_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of the secretariat's own. Other staff get 403, whatever their rights to budgets.

    It makes drafts that they wouldn't see, and reckons with members and divisions that aren't public.
    """

    @secretariat_page("budget.change_budget")
    @wraps(view)
    def opened(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.reader.is_secretariat:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return opened

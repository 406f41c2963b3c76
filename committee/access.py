"""Who may open the secretariat's own pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.admin.views.decorators import staff_member_required
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods


def secretariat_page(permission: str) -> Callable:
    """Let staff with the permission in, others to the login or to 403; the page is read or posted, never cached."""

    def decorate(view: Callable) -> Callable:
        view = require_http_methods(["GET", "HEAD", "POST"])(view)
        return never_cache(staff_member_required(permission_required(permission, raise_exception=True)(view)))

    return decorate


def only_secretariat(permission: str) -> Callable:
    """As `secretariat_page`, for the secretariat alone: other staff get 403, whatever their rights.

    For pages that show or make what those staff don't read: drafts, addresses, who reads what.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @secretariat_page(permission)
        @wraps(view)
        def opened(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if not request.reader.is_secretariat:
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return opened

    return decorate

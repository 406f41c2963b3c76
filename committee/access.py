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

from committee.once import once


def only_secretariat(permission: str) -> Callable:
    """Let the secretariat in, with the permission; other staff get 403 whatever their rights, the rest the login.

    These pages show, make and publish what other staff don't read. They are read or posted, and never cached.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @never_cache
        @staff_member_required
        @permission_required(permission, raise_exception=True)
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def opened(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if not request.reader.is_secretariat:
                raise PermissionDenied
            if request.method == "POST":
                return once(request, lambda: view(request, *args, **kwargs))
            return view(request, *args, **kwargs)

        return opened

    return decorate

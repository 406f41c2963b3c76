"""Who may open the secretariat's own pages."""

from collections.abc import Callable

from django.contrib.admin.views.decorators import staff_member_required
from django.contrib.auth.decorators import permission_required
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods


def secretariat_page(permission: str) -> Callable:
    """Let staff with the permission in, others to the login or to 403; the page is read or posted, never cached."""

    def decorate(view: Callable) -> Callable:
        view = require_http_methods(["GET", "HEAD", "POST"])(view)
        return never_cache(staff_member_required(permission_required(permission, raise_exception=True)(view)))

    return decorate

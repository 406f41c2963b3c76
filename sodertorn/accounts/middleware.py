"""What is asked of every request by someone who is logged in."""

from __future__ import annotations

import time
from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from sodertorn.accounts.sessions import reason_to_end

Handler = Callable[[HttpRequest], HttpResponse]

OPEN_WITHOUT_SECOND_FACTOR = {
    *("mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"),
    *("account_reauthenticate", "account_logout", "account_login"),
}
"""What staff need to get one, and to leave."""


def end_what_has_lapsed(get_response: Handler) -> Handler:
    """Let a login that no longer holds be the public's from this request on."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            reason = reason_to_end(request.session, request.user, now=time.time())
            if reason:
                logout(request)
                lost = " Det du skickade är inte sparat." if request.method == "POST" else ""
                messages.warning(request, f"{reason}{lost}")
        elif SESSION_KEY in request.session:
            # The account is closed or its password is another: it stays ended, even if the account is opened again.
            request.session.flush()
        return get_response(request)

    return middleware


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this login has shown one."""
    return any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))


def ask_staff_for_a_second_factor(get_response: Handler) -> Handler:
    """Lead staff who have shown no second factor to the page where they get one, whatever page they ask for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, view: Callable, args: tuple, kwargs: dict) -> HttpResponse | None:
        if not request.user.is_staff or request.resolver_match.view_name in OPEN_WITHOUT_SECOND_FACTOR:
            return None
        return None if has_second_factor(request) else redirect("mfa_index")

    middleware.process_view = process_view
    return middleware

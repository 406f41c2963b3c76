"""Browsers that have been logged in to an account before: wrong passwords typed elsewhere don't lock them out."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from django.conf import settings
from django.contrib.auth.models import User
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from sodertorn.accounts.names import one_name

COOKIE = "kand_webblasare"
LASTS = dt.timedelta(days=180)
SIGNER = TimestampSigner(salt="sodertorn.accounts.devices")


def digest(address: str) -> str:
    """The cookie doesn't say whose account it is."""
    return hashlib.sha256(one_name(address).encode()).hexdigest()


def fingerprint(user: User) -> str:
    """Of the password: a new one forgets all browsers, those of whoever knew the old one too."""
    return salted_hmac(SIGNER.salt, user.password, algorithm="sha256").hexdigest()


def remember_browser(response: HttpResponse, user: User) -> HttpResponse:
    """Let the browser show, at the login pages only, that it has been logged in to the account."""
    response.set_cookie(
        COOKIE,
        SIGNER.sign_object([digest(user.email), secrets.token_urlsafe(12), fingerprint(user)]),
        max_age=LASTS,
        path=reverse("account_login"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def browser_of(request: HttpRequest, address: str) -> str:
    """What tells this browser from others that know the account; empty when it doesn't know it. At most one query."""
    try:
        account, browser, password = SIGNER.unsign_object(request.COOKIES.get(COOKIE, ""), max_age=LASTS)
    except (BadSignature, ValueError, TypeError):
        return ""
    if account != digest(address):
        return ""
    user = User.objects.filter(email=one_name(address)).first()
    return browser if user and constant_time_compare(password, fingerprint(user)) else ""

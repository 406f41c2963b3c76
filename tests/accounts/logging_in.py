"""Logging in as people do, by the form, and counting how many passwords that costs."""

from __future__ import annotations

import re
import time
from typing import ClassVar

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from post_office.models import Email

from tests.factories import PASSWORD

LOGIN = "/logga-in/"


class CountingHasher(MD5PasswordHasher):
    """Remembers each password that was hashed, to be stored or compared."""

    hashed: ClassVar[list[str]] = []

    def encode(self, password: str, salt: str) -> str:
        self.hashed.append(password)
        return super().encode(password, salt)


def log_in(client: Client, user: User | str, password: str = PASSWORD, *, address: str = "", **values) -> HttpResponse:
    """Post the form, from an address if one is given."""
    name = user if isinstance(user, str) else user.email
    extra = {"REMOTE_ADDR": address} if address else {}
    return client.post(LOGIN, {"login": name, "password": password} | values, **extra)


def code(secret: str, *, at: float | None = None) -> str:
    """What an app shows; `at` is a Unix time, now if not given."""
    return format_hotp_value(hotp_value(secret, int(at or time.time()) // 30))


def wrong_code(secret: str) -> str:
    """A code that the app shows neither now nor around now."""
    near = {code(secret, at=time.time() + shift) for shift in (-60, -30, 0, 30, 60)}
    return next(other for other in ("000000", "111111", "222222", "333333", "444444", "555555") if other not in near)


def letters_to(address: str) -> list[Email]:
    return [mail for mail in Email.objects.order_by("pk") if mail.to == [address]]


def link_in(mail: Email) -> str:
    """The path of the letter's one-time link."""
    return re.search(r"https?://[^/\s]+(/logga-in/(?:nytt-losenord|valkommen)/\S+)", mail.message)[1]

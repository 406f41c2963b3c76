"""The demo's accounts. Their password and their codes are known to all, so production refuses to load them."""

from __future__ import annotations

import time

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.contrib.auth.models import User
from django.core.cache import cache

from committee.reader import ADMINISTRATORS, SECRETARIAT
from sodertorn.accounts.forms import used_key
from sodertorn.accounts.operations import create_account

PASSWORD = "skargard-i-januari"  # noqa: S105 (known to all)
SECRET = "KNVWSZLSMRUW2ZLOKNVWSZLS"  # noqa: S105
STAFF = [
    ("sekretariat@example.se", "Siv", "Sekreterare", [SECRETARIAT]),
    ("forvaltare@example.se", "Frans", "Förvaltare", [SECRETARIAT, ADMINISTRATORS]),
]
LOGINS = [
    ("sekretariat@example.se", "sekretariatet: redigerar planen, kalendern och budgeten"),
    ("kommundirektor@example.se", "kommundirektör: läser handlingar och svarar på kallelser"),
    ("forvaltare@example.se", "förvaltare: användare och inställningar"),
]


def make_staff() -> None:
    """The demo's staff, with a second factor like all staff."""
    for address, first_name, last_name, roles in STAFF:
        user = create_account(address, first_name=first_name, last_name=last_name, roles=roles)
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
        TOTP.activate(user, SECRET)


def code_for(user: User) -> str:
    """The demo's code, for accounts with the demo's secret; empty for every other account, and in production."""
    app = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    has_it = app and not settings.IS_PRODUCTION and decrypt(app.data["secret"]) == SECRET
    return next((code for code in codes_around_now() if not cache.get(used_key(user, code))), "") if has_it else ""


def codes_around_now() -> list[str]:
    """What an app with the demo's secret shows now, showed before and shows next: all three are taken, each once."""
    now = int(time.time()) // app_settings.TOTP_PERIOD
    return [format_hotp_value(hotp_value(SECRET, now + shift)) for shift in (0, -1, 1)]

"""The letters about accounts: what each says, put in the mail queue."""

from __future__ import annotations

import datetime as dt
from email.utils import make_msgid
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from post_office.models import PRIORITY, STATUS, Email

from calendar_app.notices.links import Portal
from committee.models import Cooperation

CHANGES = {
    "account/email/password_changed": "Ditt lösenord har ändrats",
    "account/email/password_set": "Ditt konto har fått ett lösenord",
    "account/email/password_reset": "Du har valt ett nytt lösenord",
    "mfa/email/totp_activated": "Ditt konto har fått engångskoder",
    "mfa/email/totp_deactivated": "Engångskoderna har tagits bort från ditt konto",
    "mfa/email/recovery_codes_generated": "Ditt konto har fått nya reservkoder",
    "mfa/email/webauthn_added": "Ditt konto har fått en passnyckel",
    "mfa/email/webauthn_removed": "En passnyckel har tagits bort från ditt konto",
    "address_changed": "Ditt konto har fått en annan e-postadress",
    "second_factor_reset": "Det andra steget i din inloggning har nollställts",
    "socialaccount/email/account_connected": "Ditt konto har kopplats till en annan inloggning",
    "socialaccount/email/account_disconnected": "En annan inloggning är inte längre kopplad till ditt konto",
}
"""What django-allauth tells of by mail, and how we say it."""
LETTERS = {
    "account/email/password_reset_key": ("Välj ett nytt lösenord", "account/mail/new_password.txt"),
    "account/email/unknown_account": ("Inget konto med den här adressen", "account/mail/no_account.txt"),
    "invitation": ("Välkommen till portalen", "account/mail/invitation.txt"),
}


def send_letter(kind: str, address: str, context: dict[str, Any]) -> Email:
    """Put a letter in the queue, which `send_mail` drains. Raises KeyError for a kind that nobody has written."""
    subject, template = LETTERS.get(kind) or (CHANGES[kind], "account/mail/changed.txt")
    cooperation = Cooperation.objects.first() or Cooperation(name="Samverkan")
    words = {**context, "subject": subject, "cooperation": cooperation, "portal": settings.PORTAL_URL}
    return queue(address, f"{subject} – {cooperation}", render_to_string(template, words))


def queue(address: str, subject: str, body: str) -> Email:
    """Known and unknown addresses cost the same: one row, and no mail server is asked while someone waits."""
    return Email.objects.create(
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[address],
        subject=subject,
        message=body,
        message_id=make_msgid(domain=Portal.host()),
        priority=PRIORITY.now,
        status=STATUS.queued,
        expires_at=timezone.now() + dt.timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT),
    )

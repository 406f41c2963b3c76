"""How django-allauth does things here: closed sign-up, one answer for all that fails, mail through the queue."""

from __future__ import annotations

import base64
import hashlib
import logging
import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from calendar_app.notices.links import Portal
from committee.models import Cooperation
from sodertorn.accounts.devices import browser_of, remember_browser
from sodertorn.accounts.letters import send_letter
from sodertorn.accounts.names import one_name
from sodertorn.accounts.sessions import begin

logger = logging.getLogger(__name__)
WRONG = "E-postadressen eller lösenordet stämmer inte. Försök igen, eller välj ett nytt lösenord."
TOO_MANY = "För många försök. Vänta fem minuter, eller välj ett nytt lösenord: då kommer du in direkt."


class AccountAdapter(DefaultAccountAdapter):
    """Login, and what is told by mail."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": WRONG,
        "too_many_login_attempts": TOO_MANY,
        "invalid_password_reset": "Länken gäller inte längre. Be om en ny.",
        "incorrect_password": "Lösenordet stämmer inte.",
        "enter_current_password": "Det nuvarande lösenordet stämmer inte.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt by account, however its name is written, and by address: or by known browser."""
        name = one_name(credentials.get("email") or credentials.get("username") or "")
        browser = browser_of(request, name)
        self._login_failed_rl_usage = ratelimit.consume(
            request,
            app="allauth.account",
            action="login_failed_in_known_browser" if browser else "login_failed",
            key=f"{browser}@{name}" if browser else name,
        )
        if not self._login_failed_rl_usage:
            raise self.validation_error("too_many_login_attempts")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """What django-allauth forgets when someone has chosen a new password by mail."""
        return one_name(credentials.get("email") or "")

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        """Codes typed wrong by whoever knew the old password are forgotten with it."""
        super()._delete_login_attempts_cached_email(request, **credentials)
        for user in User.objects.filter(email=one_name(credentials["email"])):
            key = f"mfa-auth-user-{user.pk}"
            ratelimit.clear(request, app="allauth.account", action="login_failed", key=key)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """A closed account answers as one that doesn't exist."""
        user = super().authenticate(request, **credentials)
        return user if user and user.is_active else None

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Who has just logged in needn't do so once more before a second factor is added."""
        records = get_authentication_records(context.request, context.request.user)
        latest = max((record["at"] for record in records), default=0)
        return time.time() - latest > app_settings.REAUTHENTICATION_TIMEOUT

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        begin(request.session, user, now=time.time())

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The secretariat comes to its desk and members to their own page, unless they were on the way elsewhere."""
        return reverse("admin:index" if request.user.is_staff else "calendar:my-pages")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        messages.success(request, "Lösenordet är bytt. Du är utloggad överallt utom här.")
        return reverse("calendar:my-pages")

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        return remember_browser(super().post_login(request, user, **kwargs), user)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """By the portal's own address, not by the one that a stranger's request came to."""
        uid, _, token = key.partition("-")
        return Portal.build_absolute_uri(
            reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
        )

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        send_letter(template_prefix, email, context)

    def add_message(self, request: HttpRequest, level: int, message_template: str | None = None, *args, **kwargs):
        """Only what failed is said in a message: the page one comes to shows what went well."""
        if level >= messages.ERROR:
            super().add_message(request, level, message_template, *args, **kwargs)


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor, whose secrets are unreadable in a copy of the database."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Det stämmer inte. Försök igen, med nästa kod om du använder en app.",
        "cannot_delete_authenticator": "Du som redigerar behöver ett andra steg. Lägg till ett annat först.",
    }

    @property
    def locks(self) -> MultiFernet:
        """Locks with the present key, opens with earlier ones too."""
        keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
        digests = [hashlib.sha256(f"sodertorn.accounts.second-factor:{key}".encode()).digest() for key in keys]
        return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])

    def encrypt(self, text: str) -> str:
        return self.locks.encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; one that no code fits when the key it was locked with is gone."""
        try:
            return self.locks.decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            logger.error("Ett andra steg är låst med en SECRET_KEY som saknas. Lägg den i SECRET_KEY_FALLBACKS.")
            return generate_totp_secret()

    def get_totp_issuer(self) -> str:
        return self._get_site_name()

    def _get_site_name(self) -> str:
        return str(Cooperation.objects.first() or "Samverkan")

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Staff keep at least one."""
        others = Authenticator.objects.filter(user=authenticator.user_id).exclude(pk=authenticator.pk)
        return not authenticator.user.is_staff or others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """Login by the municipality's own provider: for those who have an account here, and for them only."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def authenticate_by_email(self, sociallogin: Any) -> tuple[User, str] | None:
        """Only by an address that the provider says it has verified; some say it in words, and "false" is one too."""
        sociallogin.email_addresses = [row for row in sociallogin.email_addresses if row.verified in (True, "true")]
        return super().authenticate_by_email(sociallogin)

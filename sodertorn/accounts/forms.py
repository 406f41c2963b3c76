"""The forms of login and of one's own account, in the portal's words; what they do is django-allauth's."""

from __future__ import annotations

from allauth.account import forms as account
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.contrib.auth.models import User
from django.core.cache import cache

ADDRESS, PASSWORD, NEW_PASSWORD = "E-post", "Lösenord", "Nytt lösenord"
PASSWORD_HELP = "Minst 12 tecken, inte bara siffror och inget vanligt lösenord. Fyra ord i rad är lätta att minnas."  # noqa: S105
CODE_HELP = "Sex siffror i din app, eller en av dina reservkoder."


class Worded:
    """Gives fields our labels and helps, and takes away placeholders, which vanish when one types."""

    labels: dict[str, str] = {}
    helps: dict[str, str] = {}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.helps.get(name, "")
        if "code" in self.fields:
            self.fields["code"].widget.attrs["inputmode"] = "numeric"


class LoginForm(Worded, account.LoginForm):
    labels = {"login": ADDRESS, "password": PASSWORD}


class ResetPasswordForm(Worded, account.ResetPasswordForm):
    labels = {"email": ADDRESS}


class NewPasswordForm(Worded, account.ResetPasswordKeyForm):
    labels = {"password1": NEW_PASSWORD, "password2": "Nytt lösenord en gång till"}
    helps = {"password1": PASSWORD_HELP}


class ChangePasswordForm(Worded, account.ChangePasswordForm):
    labels = {"oldpassword": "Nuvarande lösenord", **NewPasswordForm.labels}
    helps = NewPasswordForm.helps


class ConfirmPasswordForm(Worded, account.ReauthenticateForm):
    labels = {"password": PASSWORD}


class LinkForm(account.UserTokenForm):
    def _get_user(self, uidb36: str) -> User | None:
        """A closed account's links lead nowhere."""
        user = super()._get_user(uidb36)
        return user if user and user.is_active else None


def used_key(user: User, code: str) -> str:
    """Where it is remembered that a code has been taken."""
    return f"used-code:{user.pk}:{code}"


class OnceMixin:
    """A code from an app is taken once, also at the edges of its half-minute, which django-allauth forgets."""

    def clean_code(self) -> str:
        code = super().clean_code()
        if not cache.add(used_key(self.user, code), 1, timeout=4 * app_settings.TOTP_PERIOD):
            raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(OnceMixin, Worded, second_factor.AuthenticateForm):
    labels = {"code": "Engångskod"}
    helps = {"code": CODE_HELP}


class ConfirmCodeForm(OnceMixin, Worded, second_factor.ReauthenticateForm):
    labels = {"code": "Engångskod"}
    helps = {"code": CODE_HELP}


class FirstCodeForm(Worded, totp.ActivateTOTPForm):
    labels = {"code": "Koden som appen visar"}


class AddKeyForm(Worded, webauthn.AddWebAuthnForm):
    labels = {"name": "Vad nyckeln ska heta", "passwordless": "Logga in med bara nyckeln"}
    helps = {
        "name": "Till exempel ”Jobbdatorn” eller ”Blå nyckeln”.",
        "passwordless": "Nyckeln frågar då efter fingeravtryck, ansikte eller pinkod, och du slipper lösenordet.",
    }


class NameKeyForm(Worded, webauthn.EditWebAuthnForm):
    labels = {"name": "Vad nyckeln ska heta"}

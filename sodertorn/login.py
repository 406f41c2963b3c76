"""Logging in and out, for members and the secretariat alike."""

from __future__ import annotations

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.urls import reverse


class LoginForm(AuthenticationForm):
    """One answer for a wrong name, a wrong password and a closed account."""

    error_messages = dict.fromkeys(
        ("invalid_login", "inactive"), "Namnet eller lösenordet stämmer inte. Försök igen, eller hör av dig till oss."
    )


class LogIn(LoginView):
    """The secretariat comes to its desk and members to their own page, unless they were on the way elsewhere."""

    template_name = "sodertorn/login.html"
    authentication_form = LoginForm

    def get_default_redirect_url(self) -> str:
        return reverse("admin:index" if self.request.user.is_staff else "calendar:my-pages")

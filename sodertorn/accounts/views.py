"""The pages of login and of one's own account that do more, or less, than django-allauth's."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import PasswordResetFromKeyView
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from allauth.socialaccount.providers.openid_connect.views import callback
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured
from django.db import DataError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from committee.access import only_secretariat
from committee.models import Person
from sodertorn.accounts.names import display_name, one_name
from sodertorn.accounts.operations import LONGEST_ADDRESS, create_account, invite, was_just_invited
from sodertorn.accounts.sessions import end_sessions, sessions_of, shown
from sodertorn.demo import code_for

logger = logging.getLogger(__name__)


class Authenticate(AuthenticateView):
    """The second step. In a demo the page says the code, as it says that it is a demo."""

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        user = self.stage.login.user
        types = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
        ways = {"has_key": "webauthn" in types, "has_codes": types - {"webauthn"}, "demo_code": code_for(user)}
        return super().get_context_data(**kwargs) | ways


def single_sign_on(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from the provider. What it says of a person can be anything; what makes no sense logs nobody in."""
    try:
        with transaction.atomic():
            return callback(request, provider_id)
    except (KeyError, TypeError, ValueError, DataError, ImproperlyConfigured) as error:
        logger.warning("Den andra inloggningen svarade obegripligt: %r", error)
        return render(request, "socialaccount/authentication_error.html", status=401)


class FirstTimeMixin:
    """Getting a second factor is to show it; and whoever was logged in elsewhere without one no longer is."""

    def form_valid(self, form) -> HttpResponse:
        response = super().form_valid(form)
        added = Authenticator.objects.filter(user=self.request.user).exclude(type=Authenticator.Type.RECOVERY_CODES)
        latest = added.latest("created_at")
        record_authentication(self.request, self.request.user, "mfa", id=latest.pk, type=latest.type)
        end_sessions(self.request.user, but=self.request.session.session_key)
        return response


class AddApp(FirstTimeMixin, ActivateTOTPView):
    """Engångskoder: an app that shows codes."""


class AddKey(FirstTimeMixin, AddWebAuthnView):
    """Passnyckel: a key, a phone or a computer that answers for its owner."""


class RemoveKey(RemoveWebAuthnView):
    """Staff keep one second factor, whichever it is."""

    def form_valid(self, form) -> HttpResponse:
        if get_adapter().can_delete_authenticator(self.object):
            return super().form_valid(form)
        messages.error(self.request, get_adapter().error_messages["cannot_delete_authenticator"])
        return redirect("mfa_index")


class AcceptInvitation(PasswordResetFromKeyView):
    """The first page of someone who has been invited: they choose their password, and are in."""

    template_name = "account/invitation.html"

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"action_url": reverse("invitation", kwargs=self.kwargs)}


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_sessions(request: HttpRequest) -> HttpResponse:
    """Where I am logged in; each place but this one can be logged out, or all of them."""
    current = request.session.session_key
    rows = sessions_of(request.user)
    if request.method == "POST":
        wanted = request.POST.get("end", "")
        for row in rows:
            if row.session_key != current and wanted in ("others", str(row.pk)):
                row.end()
        return redirect("usersessions_list")
    return render(request, "account/sessions.html", {"sessions": [shown(row, current) for row in rows]})


@only_secretariat("committee.change_person")
@transaction.atomic
def invite_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a person an account without roles, and send them the way in; or send it again until they have used it."""
    # Held until the end: a second click waits, and finds the letter that the first one sent.
    person = get_object_or_404(Person.objects.select_for_update().select_related(None), pk=pk)
    refusal = refusal_to_invite(person)
    if request.method == "POST" and not refusal:
        user = person.user or create_account(person.email, person=person)
        invite(user, inviter=display_name(request.user))
        messages.success(request, f"En inbjudan är på väg till {user.email}.")
        return redirect("admin:committee_person_change", pk)
    context = {"person": person, "refusal": refusal}
    return render(request, "account/invite_person.html", context, status=409 if request.method == "POST" else 200)


def refusal_to_invite(person: Person) -> str:
    """Why the person can't be invited, in words; empty when they can."""
    if person.user and not person.user.is_active:
        return "Kontot är stängt. En förvaltare kan öppna det."
    if person.user and person.user.has_usable_password():
        return "Personen har redan ett konto, och har valt ett lösenord. Glömda lösenord byts på inloggningssidan."
    if not person.user and not person.email:
        return "Personen har ingen e-post. Fyll i den först."
    if not person.user and len(one_name(person.email)) > LONGEST_ADDRESS:
        return f"Adressen är för lång för ett konto: högst {LONGEST_ADDRESS} tecken."
    if person.user and was_just_invited(person.user):
        return "En inbjudan gick för mindre än en minut sedan. Vänta lite innan du skickar en till."
    if not person.user and User.objects.filter(username=one_name(person.email)).exists():
        return "Adressen har redan ett konto. En förvaltare kan koppla det till personen."
    return ""

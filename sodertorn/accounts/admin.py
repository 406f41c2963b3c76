"""Accounts in the admin: people are invited by mail and given roles, never passwords or single rights."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib import admin, messages
from django.contrib.auth.models import Group, User
from django.contrib.auth.views import redirect_to_login
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from committee.admin.base import ForgivingAdmin
from sodertorn.accounts.account_forms import AccountForm, NewAccountForm
from sodertorn.accounts.names import display_name
from sodertorn.accounts.operations import invite, reset_second_factor
from sodertorn.accounts.powers import may_manage
from sodertorn.accounts.sessions import end_sessions

# What else there is of accounts is changed on these pages or by its owner, not row by row.
for model in (Group, User, EmailAddress, Authenticator, UserSession, SocialAccount, SocialApp, SocialToken):
    if admin.site.is_registered(model):
        admin.site.unregister(model)


@admin.register(User)
class AccountAdmin(ForgivingAdmin):
    """The list of accounts, and one account. What an administrator may change is in `powers`; the forms keep to it."""

    form = AccountForm
    list_display = ["email", "full_name", "roles", "person", "has_second_factor", "state"]
    list_filter = ["is_active", "groups"]
    search_fields = ["email", "username", "first_name", "last_name"]
    ordering = ["email"]
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        second = Authenticator.objects.filter(user=OuterRef("pk")).exclude(type=Authenticator.Type.RECOVERY_CODES)
        return (
            super()
            .get_queryset(request)
            .select_related("person")
            .prefetch_related("groups")
            .annotate(second_factor=Exists(second))
        )

    def get_form(self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs):
        if obj is None:
            kwargs["form"] = NewAccountForm
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"actor": request.user})

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        return list((NewAccountForm if obj is None else AccountForm).base_fields)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """An address may ask for what the list filters by, and for nothing else: not for how a password begins."""
        return lookup.partition("__")[0] in self.list_filter and super().lookup_allowed(lookup, value, request)

    def changeform_view(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Who is logged in somewhere for hours shows who they are before they see to others' accounts."""
        if get_adapter().is_reauthentication_required(app="sodertorn"):
            return redirect_to_login(request.get_full_path(), reverse("account_reauthenticate"))
        return super().changeform_view(request, *args, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """What people have done stays theirs: an account is closed instead."""
        return False

    def save_model(self, request: HttpRequest, obj: User, form, change: bool) -> None:
        form.apply()
        if not change:
            invite(obj, inviter=display_name(request.user))

    def response_add(self, request: HttpRequest, obj: User, post_url_continue: str | None = None) -> HttpResponse:
        messages.success(request, f"En inbjudan är på väg till {obj.email}.")
        return redirect("admin:auth_user_change", obj.pk)

    def response_change(self, request: HttpRequest, obj: User) -> HttpResponse:
        """The buttons beside Spara: a new invitation, a lost phone, a login somewhere that shouldn't be."""
        helps = may_manage(request.user, obj) and obj != request.user
        if "_logout" in request.POST:
            end_sessions(obj)
            done = "Kontot är utloggat överallt."
        elif helps and "_invite" in request.POST and obj.is_active:
            invite(obj, inviter=display_name(request.user))
            done = f"En ny inbjudan är på väg till {obj.email}."
        elif helps and "_second_factor" in request.POST:
            reset_second_factor(obj)
            done = "Det andra steget är nollställt. Personen väljer ett nytt vid nästa inloggning."
        else:
            return super().response_change(request, obj)
        self.log_change(request, obj, done)
        messages.success(request, done)
        return redirect(request.path)

    def render_change_form(self, request: HttpRequest, context: dict, *args, obj: User | None = None, **kwargs):
        context["manages"] = obj is not None and may_manage(request.user, obj)
        context["helps"] = context["manages"] and obj != request.user
        context["is_invited"] = obj is not None and not obj.has_usable_password()
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    @admin.display(description="namn", ordering="last_name")
    def full_name(self, user: User) -> str:
        return user.get_full_name()

    @admin.display(description="roller")
    def roles(self, user: User) -> str:
        names = [group.name for group in user.groups.all()]
        return ", ".join([*names, *(["allt"] if user.is_superuser else [])])

    @admin.display(description="person")
    def person(self, user: User) -> str:
        return str(getattr(user, "person", ""))

    @admin.display(description="två steg", boolean=True)
    def has_second_factor(self, user: User) -> bool:
        return user.second_factor

    @admin.display(description="läge")
    def state(self, user: User) -> str:
        if not user.is_active:
            return "stängt"
        return "öppet" if user.has_usable_password() else "inbjuden"

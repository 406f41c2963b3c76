"""The forms that accounts are made and changed in: what they show and take is what the administrator may give."""

from __future__ import annotations

from django import forms
from django.contrib.auth.models import User
from django.db import connection

from committee.models import Person
from sodertorn.accounts.names import display_name, one_name
from sodertorn.accounts.operations import (
    change_address,
    close_account,
    create_account,
    invite,
    link_person,
    open_account,
    set_roles,
)
from sodertorn.accounts.powers import may_link, may_manage, roles_to_give

ROLES_HELP = {
    "Sekretariat": "redigerar plan, kalender och budget, och läser allt",
    "Förvaltare": "användare och inställningar",
}
TAKEN = "Den adressen har redan ett konto."


class NewAccountForm(forms.ModelForm):
    """Someone who is to be invited."""

    actor: User  # set by the admin
    email = forms.EmailField(
        label="E-post", help_text="Det som personen loggar in med, och dit inbjudan går.", max_length=150
    )
    roles = forms.MultipleChoiceField(
        label="Roller",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Du kan ge de roller som du har själv. Utan roll är det ett konto för en ledamot.",
    )
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label="Person",
        required=False,
        empty_label="Ingen: kontot har inga uppdrag",
        help_text="Kontot läser det som personens uppdrag ger rätt till, så länge de varar.",
    )

    class Meta:
        model = User
        fields = ["email", "first_name", "last_name"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "roles" in self.fields:
            self.fields["roles"].choices = [(role, f"{role}: {ROLES_HELP[role]}") for role in roles_to_give(self.actor)]
        if "person" in self.fields and may_link(self.actor):
            self.fields["person"].queryset = Person.objects.filter(user=None).select_related("municipality")
        elif "person" in self.fields:
            self.fields["person"].help_text = "Sekretariatet kopplar personer till konton."

    def clean_email(self) -> str:
        """One at a time for each address: a second click finds what the first one made."""
        address = one_name(self.cleaned_data["email"])
        hold_address(address)
        if User.objects.filter(username=address).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(TAKEN)
        return address

    def apply(self) -> None:
        """Make the account; the instance becomes it."""
        words = self.cleaned_data
        user = create_account(
            words["email"],
            first_name=words["first_name"],
            last_name=words["last_name"],
            roles=words["roles"],
            person=words["person"],
        )
        self.instance.pk = user.pk
        self.instance.refresh_from_db()

    def _save_m2m(self) -> None:
        """Roles are set by `apply`."""


def hold_address(address: str) -> None:
    """Let nobody else make an account of the address before this transaction has ended."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [address])


class AccountForm(NewAccountForm):
    """An account that exists. Fields that the administrator may not change are shown, and take nothing."""

    is_active = forms.BooleanField(
        label="Kan logga in",
        required=False,
        help_text="Ett stängt konto loggas ut överallt, och släpper inte in någon förrän det öppnas.",
    )

    class Meta(NewAccountForm.Meta):
        fields = ["email", "first_name", "last_name"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not self.fields:
            return
        user = self.instance
        self.initial |= {"roles": list(user.groups.values_list("name", flat=True)), "is_active": user.is_active}
        self.initial["person"] = getattr(user, "person", None)
        self.fields["person"].queryset |= Person.objects.filter(user=user).select_related("municipality")
        manages, is_self = may_manage(self.actor, user), user == self.actor
        if not manages:
            self.fields["roles"].choices = [(role, role) for role in self.initial["roles"]]
        for name in ("email", "roles", "person"):
            self.fields[name].disabled = not manages or is_self
        for name in ("first_name", "last_name"):
            self.fields[name].disabled = not manages
        self.fields["person"].disabled |= not may_link(self.actor)
        self.fields["is_active"].disabled = not manages or is_self
        # What was shown is sent along: a page that has been open for a while changes only what was touched in it.
        for field in self.fields.values():
            field.show_hidden_initial = not field.disabled

    def apply(self) -> None:
        """Do what was touched, and what isn't so already."""
        user, words, had = self.instance, self.cleaned_data, self.initial
        touched = {name for name in self.changed_data if words[name] != had.get(name)}
        user.save(update_fields=[name for name in ("first_name", "last_name") if name in self.changed_data])
        if "roles" in touched and set(words["roles"]) != set(had["roles"]):
            set_roles(user, words["roles"])
        if "person" in touched:
            link_person(user, words["person"])
        if "email" in touched:
            change_address(user, words["email"])
        if "is_active" in touched:
            (open_account if words["is_active"] else close_account)(user)
        if not user.has_usable_password() and touched & {"person", "email"}:
            invite(user, inviter=display_name(self.actor))

"""What is done to accounts: they are made, invited, given roles, closed, and helped when a phone is lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from calendar_app.notices.links import Portal
from committee.models import Person
from committee.reader import SECRETARIAT, forget_roles, roles_of
from sodertorn.accounts.letters import send_letter
from sodertorn.accounts.names import one_name
from sodertorn.accounts.sessions import end_sessions

LONGEST_ADDRESS = User._meta.get_field("username").max_length


@transaction.atomic
def create_account(
    address: str,
    *,
    first_name: str = "",
    last_name: str = "",
    roles: Collection[str] = (),
    person: Person | None = None,
) -> User:
    """An account without a password, which nobody can log in to before they have accepted an invitation.

    Raises IntegrityError when the address has an account already.
    """
    user = User(first_name=first_name, last_name=last_name, username=one_name(address), email=one_name(address))
    user.set_unusable_password()
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    set_roles(user, roles)
    if person:
        Person.objects.filter(pk=person.pk).update(user=user)
    return user


@transaction.atomic
def change_address(user: User, address: str) -> None:
    """The address is the user name, and where letters go. Both the old and the new one are told.

    Whoever could log in before no longer can: the account may have been prepared by someone else.
    """
    old = User.objects.values_list("email", flat=True).get(pk=user.pk)
    send_letter("address_changed", old, {"timestamp": timezone.now(), "ip": ""})
    user.username = user.email = one_name(address)
    user.save(update_fields=["username", "email"])
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    forget_ways_in(user)


@transaction.atomic
def link_person(user: User, person: Person | None) -> None:
    """Let the account be the person's, or nobody's. Ways in from before the person was its owner don't come along."""
    Person.objects.filter(user=user).update(user=None)
    if person:
        Person.objects.filter(pk=person.pk).update(user=user)
        forget_ways_in(user)


def forget_ways_in(user: User) -> None:
    """No password, second factor, single sign-on or session is left: an invitation is the only way in."""
    user.set_unusable_password()
    user.save(update_fields=["password"])
    Authenticator.objects.filter(user=user).delete()
    SocialAccount.objects.filter(user=user).delete()
    end_sessions(user)


@transaction.atomic
def set_roles(user: User, roles: Collection[str]) -> None:
    """Those and no others; who has a role is staff. A login that began with other roles ends."""
    user.groups.set(Group.objects.filter(name__in=roles))
    user.is_staff = bool(roles) or user.is_superuser
    user.save(update_fields=["is_staff"])
    forget_roles(user)
    end_sessions(user)


@transaction.atomic
def close_account(user: User) -> None:
    """From now on nobody is logged in to it, nor will be until it is opened: then everyone logs in anew."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions(user)


def open_account(user: User) -> None:
    user.is_active = True
    user.save(update_fields=["is_active"])


@transaction.atomic
def reset_second_factor(user: User) -> None:
    """For someone who has lost phone, keys and codes: at the next login they are asked to choose anew."""
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    send_letter("second_factor_reset", user.email, {"timestamp": timezone.now(), "ip": ""})


def was_just_invited(user: User) -> bool:
    """Whether a letter has been made for the account within the last minute."""
    since = timezone.now() - dt.timedelta(minutes=1)
    return Email.objects.filter(to=user.email, created__gte=since).exists()


def invitation_link(user: User) -> str:
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return Portal.build_absolute_uri(reverse("invitation", kwargs=key))


def purpose_of(user: User) -> str:
    """What the account is for, in the words of its invitation."""
    roles = roles_of(user)
    if SECRETARIAT in roles:
        return "redigerar du som arbetar i sekretariatet"
    if roles:
        return "sköter du konton och inställningar"
    return "läser du handlingar och svarar på kallelser" if hasattr(user, "person") else "har du nu ett konto"


def invite(user: User, *, inviter: str) -> str:
    """Send the link where one chooses a password; returns it. An earlier link holds until a password is chosen."""
    purpose = purpose_of(user)
    link = invitation_link(user)
    send_letter("invitation", user.email, {"inviter": inviter, "purpose": purpose, "url": link})
    return link

"""Who may do what to whose account: nobody raises anyone's rights beyond their own."""

from __future__ import annotations

from django.contrib.auth.models import User

from committee.models import Person
from committee.reader import ROLES, SECRETARIAT, roles_of

MEMBER = "ledamot"
"""What an account may read that belongs to a person with assignments. The secretariat reads all that and more."""


def powers_needed(user: User) -> frozenset[str]:
    """What it takes to manage the account: its roles, and the power over members if it is a person's. Two queries."""
    return roles_of(user) | ({MEMBER} if Person.objects.filter(user=user).exists() else set())


def powers_of(actor: User) -> frozenset[str]:
    """What the actor has to give. To be a member oneself is no power over other members: the secretariat's is."""
    roles = roles_of(actor)
    return roles | {MEMBER} if SECRETARIAT in roles else roles


def may_manage(actor: User, user: User) -> bool:
    """Whether the actor may change what could let them use the account: its address, roles, second factor."""
    if user.is_superuser and not actor.is_superuser:
        return False
    return powers_needed(user) <= powers_of(actor)


def roles_to_give(actor: User) -> list[str]:
    """The actor's own, in the usual order."""
    return [role for role in ROLES if role in roles_of(actor)]


def may_link(actor: User) -> bool:
    """Whether the actor may let an account be a person's: it then reads what that person's assignments give."""
    return MEMBER in powers_of(actor)

"""Who may do what to whose account: nobody raises anyone's rights beyond their own."""

from __future__ import annotations

from django.contrib.auth.models import User

from committee.models import Person
from committee.reader import ROLES, SECRETARIAT, roles_of

MEMBER = "ledamot"
"""What an account may read that belongs to a person with assignments. The secretariat reads all that and more."""


def powers_of(user: User) -> frozenset[str]:
    """The roles of the account, and whether it reads as a member. Two queries at most."""
    roles = roles_of(user)
    reads_as_member = SECRETARIAT in roles or Person.objects.filter(user=user).exists()
    return roles | {MEMBER} if reads_as_member else roles


def may_manage(actor: User, user: User) -> bool:
    """Whether the actor may change what could let them use the account: its address, roles, second factor."""
    if user.is_superuser and not actor.is_superuser:
        return False
    return powers_of(user) <= powers_of(actor)


def roles_to_give(actor: User) -> list[str]:
    """The actor's own, in the usual order."""
    return [role for role in ROLES if role in roles_of(actor)]


def may_link(actor: User) -> bool:
    """Whether the actor may let an account be a person's: it then reads what that person's assignments give."""
    return MEMBER in powers_of(actor)

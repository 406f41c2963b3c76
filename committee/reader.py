"""Who is reading: the one argument of every `visible_to`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

    from committee.models import Person

SECRETARIAT = "Sekretariat"
"""Name of the group whose members edit; made and given its rights by migrations."""
ADMINISTRATORS = "Förvaltare"
"""Name of the group whose members look after users and settings; made in the same way.

They read what the public reads."""
ROLES = (SECRETARIAT, ADMINISTRATORS)


def roles_of(user: AbstractBaseUser | AnonymousUser) -> frozenset[str]:
    """The roles among staff: a superuser has all. One query, remembered as long as the user object: a request."""
    if not hasattr(user, "portal_roles"):
        user.portal_roles = frozenset(ROLES if user.is_superuser else user.groups.values_list("name", flat=True))
    return user.portal_roles


def forget_roles(user: AbstractBaseUser) -> None:
    """After the user's roles have changed."""
    if hasattr(user, "portal_roles"):
        del user.portal_roles


@dataclass(frozen=True)
class Reader:
    """What a person may read, worked out once per request. Without arguments: the public."""

    is_secretariat: bool = False
    bodies: frozenset[int] = frozenset()
    """Bodies whose agendas the reader follows: those of the assignments in force, and those that they prepare."""
    person: int | None = None

    @property
    def is_public(self) -> bool:
        """Whether it is no one in particular, who may read what everyone may."""
        return self == Reader()

    @classmethod
    def of(cls, user: AbstractBaseUser | AnonymousUser, today: dt.date) -> Reader:
        """The reader behind a user: no query for the public and superusers, one for secretaries, three for others."""
        if not user.is_active:
            return cls()
        if SECRETARIAT in roles_of(user):
            return cls(is_secretariat=True)
        person = getattr(user, "person", None)
        return cls.behind(person, today) if person else cls()

    @classmethod
    def behind(cls, person: Person, today: dt.date) -> Reader:
        """A person as reader, by the assignments in force on the day: one query."""
        held = person.assignments.on(today).values_list("body", "body__prepares")
        return cls(bodies=frozenset(filter(None, chain.from_iterable(held))), person=person.pk)

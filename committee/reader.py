"""Who is reading: the one argument of every `visible_to`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

SECRETARIAT = "Sekretariat"
"""Name of the group whose members edit; made and given its rights by migrations."""


@dataclass(frozen=True)
class Reader:
    """What a person may read, worked out once per request. Without arguments: the public."""

    is_secretariat: bool = False

    @classmethod
    def of(cls, user: AbstractBaseUser | AnonymousUser) -> Reader:
        """The reader behind a user: no query for the public and superusers, one for others."""
        if not user.is_active:
            return cls()
        return cls(is_secretariat=user.is_superuser or user.groups.filter(name=SECRETARIAT).exists())

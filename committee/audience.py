"""Who a row is for, and which readers that lets in."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from committee.reader import Reader


class Audience(models.TextChoices):
    PUBLIC = "public", "alla"
    MEMBERS = "members", "organets ledamöter"
    SECRETARIAT = "secretariat", "bara sekretariatet"


def is_for(reader: Reader, *, audience: str, body: str) -> Q:
    """The condition that a reader is among those a row is for; the arguments name its fields.

    The members of a body are those with an assignment in it, or in a body that prepares its meetings, on the day.
    """
    if reader.is_secretariat:
        return Q()
    members = Q(**{audience: Audience.MEMBERS, f"{body}__in": reader.bodies})
    return Q(**{audience: Audience.PUBLIC}) | members

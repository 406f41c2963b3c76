"""What querysets share."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Collate, Lower, Replace

from committee.reader import Reader


class PublicQuerySet(models.QuerySet):
    """Rows that are public facts, such as which municipalities take part."""

    def visible_to(self, reader: Reader) -> Self:
        """Every row, for every reader."""
        return self


class SecretariatQuerySet(models.QuerySet):
    """Rows of the secretariat's own work, never published."""

    def visible_to(self, reader: Reader) -> Self:
        """Every row for the secretariat, none for others."""
        return self if reader.is_secretariat else self.none()


class AnnouncedQuerySet(models.QuerySet):
    """Rows that are drafts until they are announced: `announced_at` says when that was."""

    def visible_to(self, reader: Reader) -> Self:
        """Announced rows for everyone; drafts too for the secretariat."""
        return self if reader.is_secretariat else self.exclude(announced_at=None)

    def announce(self, *, at: dt.datetime) -> int:
        """Show the drafts among these rows to everyone, from now on; says how many they were."""
        return self.filter(announced_at=None).update(announced_at=at)

    def announced_along(self) -> list[models.Model]:
        """The drafts of other sorts that announcing these rows shows too, since these name them."""
        return []


class DatedQuerySet(models.QuerySet):
    def on(self, day: dt.date) -> Self:
        """Rows in force on the day: begun, and not yet ended."""
        return self.filter(starts_on__lte=day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))


def announced_at_field() -> models.DateTimeField:
    return models.DateTimeField(
        "publicerat",
        null=True,
        blank=True,
        editable=False,
        help_text="Tomt: ett utkast som bara sekretariatet ser.",
    )


def swedish_order(field: str) -> Func:
    """Order by a name as Swedish does, å ä ö last and in that order, on any PostgreSQL and without ICU."""
    name = Lower(F(field))
    for letter, after_z in zip("åäö", "{|}", strict=True):
        name = Replace(name, Value(letter), Value(after_z))
    return Collate(name, "C").asc()

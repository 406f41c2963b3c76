"""What querysets share."""

from typing import Self

from django.db import models
from django.db.models import F, Func, Value
from django.db.models.functions import Collate, Lower, Replace

from committee.reader import Reader


class PublicQuerySet(models.QuerySet):
    """Rows that are public facts, such as which municipalities take part."""

    def visible_to(self, reader: Reader) -> Self:
        """Every row, for every reader."""
        return self


def swedish_order(field: str) -> Func:
    """Order by a name as Swedish does, å ä ö last and in that order, on any PostgreSQL and without ICU."""
    name = Lower(F(field))
    for letter, after_z in zip("åäö", "{|}", strict=True):
        name = Replace(name, Value(letter), Value(after_z))
    return Collate(name, "C").asc()

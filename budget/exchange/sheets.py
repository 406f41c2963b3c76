"""What a table is before it becomes a file: columns of known kinds, and rows of plain values (pure)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

Cell = str | int | Decimal | dt.date | None


class Kind(StrEnum):
    """What a column holds, and so how its cells are written."""

    TEXT = "text"
    KRONOR = "kronor"
    NUMBER = "number"
    PERCENT = "percent"
    """Percentage points: Decimal("94.7") is 94,7 procent."""
    YEAR = "year"
    DATE = "date"
    KEY = "key"
    """What tells rows apart, for programs: narrow in a workbook, and never wrapped."""


@dataclass(frozen=True)
class Column:
    name: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True)
class Sheet:
    """One table. Each row has a cell for each column; None is an empty cell."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Book:
    """Tables that are downloaded together; `name` is the file's without ending, `dated_on` the day of the decision."""

    name: str
    title: str
    sheets: tuple[Sheet, ...]
    dated_on: dt.date | None = None

    def alike(self) -> tuple[Sheet, ...]:
        """The first table and those with the same columns, which fit below each other in one.

        >>> years, names = (Column("År", Kind.YEAR),), (Column("Namn"),)
        >>> book = Book("a", "A", (Sheet("1", years, ()), Sheet("2", names, ()), Sheet("3", years, ())))
        >>> [sheet.title for sheet in book.alike()]
        ['1', '3']
        """
        return tuple(sheet for sheet in self.sheets if sheet.columns == self.sheets[0].columns)

"""What a file or a pasted text holds before it is understood: tables of cells, each row with its number (pure)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

MOST_ROWS = 5000
HEADER_WITHIN = 20
"""Among how many rows at the top the header is looked for."""
TOO_MANY_ROWS = "Tabellen har fler än 5\xa0000 rader. Dela upp den."


class UnreadableError(ValueError):
    """Nothing can be read from the file or text; the message says why, in Swedish."""


@dataclass(frozen=True)
class Unfit:
    """A cell that can't be read, and why."""

    reason: str


RawCell = str | int | Decimal | bool | dt.date | Unfit | None


@dataclass(frozen=True)
class Row:
    """`number` is the row's as the reader knows it: the line of a text, the row of a sheet."""

    number: int
    cells: tuple[RawCell, ...]

    @property
    def is_empty(self) -> bool:
        return all(cell is None or cell == "" or (isinstance(cell, str) and cell.isspace()) for cell in self.cells)


@dataclass(frozen=True)
class RawTable:
    """A table with its rows that aren't empty; `name` says which one when there are several: bladet Intäkter."""

    name: str
    rows: tuple[Row, ...]

    def where(self, row: Row) -> str:
        """Which row it is, as a sentence begins.

        >>> RawTable("", ()).where(Row(7, ())), RawTable("bladet Intäkter", ()).where(Row(7, ()))
        ('Rad 7', 'Bladet Intäkter, rad 7')
        """
        return f"{self.name[0].upper()}{self.name[1:]}, rad {row.number}" if self.name else f"Rad {row.number}"


def table_of(name: str, rows: list[Row]) -> RawTable:
    """The table without its empty rows."""
    return RawTable(name, tuple(row for row in rows if not row.is_empty))

"""A budget's lines as a table that can be downloaded, changed and read back (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from budget.exchange.sheets import Column, Kind, Sheet
from budget.kinds import COST, INCOME, TITLES

WORDS = {INCOME: "Intäkt", COST: "Kostnad"}
LONGEST = {"group": 120, "label": 200, "note": 1000}

COLUMNS = {
    "kind": Column("Sort"),
    "group": Column("Rubrik"),
    "label": Column("Benämning"),
    "amount_sek": Column("Belopp (kr)", Kind.KRONOR),
    "is_fee": Column("Avgift"),
    "forecast_sek": Column("Prognos (kr)", Kind.KRONOR),
    "outcome_sek": Column("Utfall (kr)", Kind.KRONOR),
    "note": Column("Anteckning"),
    "commitment": Column("Åtagande", Kind.NUMBER),
    "lineage": Column("Post-id", Kind.KEY),
}


def plain_name(header: str) -> str:
    """A column's name as it is recognised: in lower case, without the unit.

    >>> plain_name(" Belopp  (kr)"), plain_name("BENÄMNING"), plain_name("Belopp (tkr)")
    ('belopp', 'benämning', 'belopp (tkr)')
    """
    return " ".join(header.casefold().split()).removesuffix("(kr)").strip()


FIELDS = {plain_name(column.name): field for field, column in COLUMNS.items()}
"""The field that each column fills, by its plain name."""


@dataclass(frozen=True)
class LineValues:
    """What a line says, apart from its place. `lineage` is its Post-id, `commitment` the id of a node of the plan."""

    kind: str
    group: str
    label: str
    amount_sek: int
    note: str = ""
    is_fee: bool = False
    lineage: str | None = None
    commitment: int | None = None
    forecast_sek: int | None = None
    outcome_sek: int | None = None

    @classmethod
    def of(cls, line: Any) -> Self:
        """The values of a row of the database, with line breaks and outer spaces as they are when read from a file."""
        return cls(
            kind=str(line.kind),
            group=line.group.strip(),
            label=line.label.strip(),
            amount_sek=line.amount_sek,
            note=one_kind_of_breaks(line.note).strip(),
            is_fee=line.is_fee,
            lineage=str(line.lineage),
            commitment=line.commitment_id,
            forecast_sek=line.forecast_sek,
            outcome_sek=line.outcome_sek,
        )


def one_kind_of_breaks(text: str) -> str:
    """Line breaks as one sign, whatever program wrote them.

    >>> one_kind_of_breaks("a\\r\\nb\\rc\\n")
    'a\\nb\\nc\\n'
    """
    return re.sub(r"\r\n?", "\n", text)


def sheets_of(lines: Iterable[LineValues]) -> tuple[Sheet, Sheet]:
    """Incomes and costs, each in its order, with the same columns."""
    lines = list(lines)
    columns = tuple(COLUMNS.values())
    return tuple(
        Sheet(title, columns, tuple(cells_of(line) for line in lines if line.kind == kind))
        for kind, title in TITLES.items()
    )


def cells_of(line: LineValues) -> tuple[str | int | None, ...]:
    """A line's cells, in the order of COLUMNS.

    >>> cells_of(LineValues("income", "", "Avgifter", 945000, is_fee=True))
    ('Intäkt', '', 'Avgifter', 945000, 'ja', None, None, '', None, None)
    """
    in_words = {"kind": WORDS[line.kind], "is_fee": "ja" if line.is_fee else ""}
    return tuple(in_words.get(name, getattr(line, name)) for name in COLUMNS)

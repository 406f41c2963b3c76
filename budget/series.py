"""Several years of budgets as series of amounts, and what they are in one year's money (pure)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from budget.comparing import Change, Figure
from budget.kinds import TITLES
from budget.percent import rounded


@dataclass(frozen=True)
class Series:
    """A heading's or a line's amount in each of some years; None in a year without it."""

    kind: str
    title: str
    is_group: bool
    years: tuple[int, ...]
    amounts: tuple[int | None, ...]

    @property
    def cells(self) -> list[tuple[int, int | None]]:
        """Each year with its amount."""
        return list(zip(self.years, self.amounts, strict=True))

    @property
    def known(self) -> list[tuple[int, int]]:
        """The years that have an amount, with it."""
        return [(year, amount) for year, amount in self.cells if amount is not None]

    @property
    def change(self) -> Change:
        """From the first year that has an amount to the last one."""
        return Change(self.known[0][1], self.known[-1][1])


def series_of(budgets: Mapping[int, Iterable[Figure]]) -> list[Series]:
    """A series for each heading, and for each line without one, from a budget a year.

    A line is followed by its ancestry. Where it was renamed, or moved to another heading, its latest year decides what
    it is called and where all its years are counted; so a heading's earlier amounts are those of the lines that it has
    now, and each year's series add up to that year's budget. Order: the latest budget's, then what ended before it.
    """
    years = tuple(sorted(budgets))
    places: dict[tuple, Hashable] = {}
    found: dict[Hashable, Series] = {}
    amounts: dict[Hashable, dict[int, int]] = {}
    for year in reversed(years):
        for figure in budgets[year]:
            key = (figure.kind, figure.lineage)
            heading = places.setdefault(key, (figure.kind, figure.group) if figure.group else ("", *key))
            title = figure.group or figure.label
            found.setdefault(heading, Series(figure.kind, title, bool(figure.group), years, ()))
            of_heading = amounts.setdefault(heading, {})
            of_heading[year] = of_heading.get(year, 0) + figure.amount_sek
    rows = [replace(row, amounts=tuple(map(amounts[key].get, years))) for key, row in found.items()]
    return [row for kind in TITLES for row in rows if row.kind == kind]


def total_of(kind: str, title: str, budgets: Mapping[int, Iterable[Figure]]) -> Series:
    """What a side comes to, year by year; nothing is an amount too."""
    years = tuple(sorted(budgets))
    sums = [sum(figure.amount_sek for figure in budgets[year] if figure.kind == kind) for year in years]
    return Series(kind, title, True, years, tuple(sums))


def deflate(amount_sek: int, index_of_year: Decimal, index_of_base: Decimal) -> int:
    """An amount of one year in the base year's money, in whole kronor, halves rounded away from zero.

    >>> deflate(945_000, Decimal("322.11"), Decimal("328.40"))
    963453
    """
    return rounded(amount_sek * Fraction(index_of_base) / Fraction(index_of_year))


def in_money_of(base: int, series: Series, index: Mapping[int, Decimal]) -> Series:
    """A series in the base year's money; every year of it needs its index, else KeyError."""
    amounts = [amount if amount is None else deflate(amount, index[year], index[base]) for year, amount in series.cells]
    return replace(series, amounts=tuple(amounts))

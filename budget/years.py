"""The adopted budgets of all years as series, in each year's own money or in that of the latest."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from budget.charts import Bar, bars_of, ends_of
from budget.kinds import TITLES
from budget.models import Budget, PriceIndex
from budget.series import Series, in_money_of, series_of, total_of
from budget.tables import figures_of
from committee.reader import Reader

FIXED, CURRENT = "fasta", "lopande"


@dataclass(frozen=True)
class DrawnSeries:
    """A series with its small chart."""

    series: Series
    bars: list[Bar]

    @property
    def last_year(self) -> int:
        """The last on the axis, with or without an amount."""
        return self.series.years[-1]

    @property
    def ends(self) -> tuple[str, str]:
        return ends_of(self.series)

    @property
    def latest(self) -> tuple[int, int]:
        """The last year that has an amount, with it."""
        return self.series.known[-1]


@dataclass(frozen=True)
class YearsPage:
    """All years side by side; `base` is the year whose money the amounts are in, None when it is each year's own.

    `adopted_on` is the day when the last of them was adopted.
    """

    years: list[int]
    totals: list[Series]
    rows: list[Series]
    base: int | None
    missing: list[int]
    sources: list[str]
    adopted_on: dt.date | None

    @property
    def drawn_totals(self) -> list[DrawnSeries]:
        return [DrawnSeries(series, bars_of(series)) for series in self.totals]

    @property
    def sides(self) -> list[tuple[str, list[DrawnSeries], Series]]:
        """Each side's title, its series, and what they come to."""
        return [
            (total.title, [DrawnSeries(row, bars_of(row)) for row in self.rows if row.kind == total.kind], total)
            for total in self.totals
        ]


def years_page(reader: Reader, *, in_fixed_prices: bool) -> YearsPage:
    """All years that the reader may see, in the latest year's money if that is wished and possible: three queries."""
    budgets = Budget.objects.visible_to(reader).adopted().current().with_lines()
    by_year = {budget.year: figures_of(budget) for budget in budgets}
    years = sorted(by_year)
    prices = PriceIndex.objects.visible_to(reader).filter(year__in=years)
    index = {price.year: price.value for price in prices}
    sources = list(dict.fromkeys(price.source for price in prices))
    totals = [total_of(kind, title, by_year) for kind, title in TITLES.items()]
    rows = series_of(by_year)
    missing = [year for year in years if year not in index]
    base = years[-1] if in_fixed_prices and years and not missing else None
    if base:
        totals, rows = ([in_money_of(base, row, index) for row in found] for found in (totals, rows))
    adopted_on = max((budget.adopted_on for budget in budgets), default=None)
    return YearsPage(years, totals, rows, base, missing, sources, adopted_on)

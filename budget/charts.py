"""A series as a small chart of bars, one for each year (pure). Units are those of the drawing."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from budget.percent import one_decimal
from budget.series import Series

WIDTH, HEIGHT, GAP = 240, 80, Fraction(1, 4)
YEAR_WIDTH = 32
"""Of a year's four figures below the axis."""
THINNEST = 1
"""So that what is there can be seen, however little it is."""


@dataclass(frozen=True)
class Bar:
    """A year's amount; its place and size as text with a point."""

    year: int
    amount_sek: int
    x: str
    y: str
    width: str
    height: str


def bars_of(series: Series) -> list[Bar]:
    """Draw a series from nothing up to its own largest amount, on an axis of all the years between first and last.

    A year without an amount has no bar, and a year without a budget leaves its place empty.

    >>> [bar.height for bar in bars_of(Series("cost", "Hyra", False, (2016, 2017), (50, 100)))]
    ['40.0', '80.0']
    """
    step = Fraction(WIDTH, series.years[-1] - series.years[0] + 1)
    top = max(amount for _, amount in series.known)
    return [bar(year, amount, (year - series.years[0]) * step, step, top) for year, amount in series.known]


def bar(year: int, amount_sek: int, left: Fraction, step: Fraction, top: int) -> Bar:
    height = max(Fraction(HEIGHT * amount_sek, top), Fraction(THINNEST)) if amount_sek else Fraction(0)
    numbers = (left + step * GAP / 2, HEIGHT - height, step * (1 - GAP), height)
    return Bar(year, amount_sek, *(str(one_decimal(number)) for number in numbers))


def ends_of(series: Series) -> tuple[str, str]:
    """Where the first and the last year have their middle: that of their bars, but whole within the drawing.

    >>> ends_of(Series("cost", "Hyra", False, (2016, 2017), (50, 100)))
    ('60.0', '180.0')
    """
    step = Fraction(WIDTH, series.years[-1] - series.years[0] + 1)
    middle = max(step / 2, Fraction(YEAR_WIDTH, 2))
    return str(one_decimal(middle)), str(one_decimal(WIDTH - middle))

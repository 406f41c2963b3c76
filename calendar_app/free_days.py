"""Days on which nobody calls a meeting: red days, eves, bridge days and the days between Christmas and New Year (pure).

The names and dates of red days and eves come from the package `holidays`, which computes them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import holidays

FIRST_YEAR, LAST_YEAR = 1990, 2100  # what `holidays` knows
BRIDGED_EVES = frozenset({"Midsommarafton", "Julafton", "Nyårsafton"})  # eves on which most people don't work
BETWEEN_THE_HOLIDAYS = range(27, 31)  # December
SATURDAY = 6
HALF_DAY = " (från kl. 14.00)"


@cache
def free_days(year: int) -> Mapping[dt.date, str]:
    """The year's free days with their Swedish names. Ordinary Saturdays and Sundays aren't among them.

    Raises ValueError for years outside FIRST_YEAR–LAST_YEAR.

    >>> free_days(2018)[dt.date(2018, 5, 10)], free_days(2018)[dt.date(2018, 5, 11)]
    ('Kristi himmelsfärdsdag', 'klämdag')
    >>> dt.date(2018, 5, 12) in free_days(2018)
    False
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"Helgdagar är kända för åren {FIRST_YEAR}–{LAST_YEAR}, inte för {year}.")
    named = _named_days(year, "public", "optional", "de_facto")
    closed = set(_named_days(year, "public")) | {day for day, name in named.items() if name in BRIDGED_EVES}
    for day in _weekdays(year):
        if day not in named and day.month == 12 and day.day in BETWEEN_THE_HOLIDAYS:
            named[day] = "mellandag"
        elif day not in named and _is_bridge(day, closed):
            named[day] = "klämdag"
    return MappingProxyType(dict(sorted(named.items())))


def _named_days(year: int, *categories: str) -> dict[dt.date, str]:
    """Red days and eves. Two may fall on one day, as in 2008: "Första maj och Kristi himmelsfärdsdag"."""
    days = holidays.Sweden(years=year, language="sv", include_sundays=False, categories=categories)
    return {day: _plain(name) for day, name in days.items() if day.year == year}


def _plain(name: str) -> str:
    return name.replace(HALF_DAY, "").replace("; ", " och ").replace("Klämdag", "klämdag")


def _weekdays(year: int) -> list[dt.date]:
    first = dt.date(year, 1, 1)
    days = (first + dt.timedelta(days=number) for number in range(366))
    return [day for day in days if day.year == year and day.isoweekday() < SATURDAY]


def _is_bridge(day: dt.date, closed: set[dt.date]) -> bool:
    """A working day between two days off. New Year's Eve and Day are free themselves, so no bridge leaves the year."""
    around = (day - dt.timedelta(days=1), day + dt.timedelta(days=1))
    return all(other.isoweekday() >= SATURDAY or other in closed for other in around)

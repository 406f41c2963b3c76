"""Shares a fee of whole kronor between members: exactly, by the keys that cooperations use (pure)."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

from committee.swedish import alphabetical, enumerate_words, kronor

NOBODY = "Det finns ingen att fördela mellan."
ALL_ZERO = "Alla vikter är noll, så det går inte att räkna ut vem som ska betala."

Weights = Mapping[str, int | Fraction]
Period = tuple[dt.date, dt.date | None]
"""First and last day, both counted; no last day means until further notice."""


@dataclass(frozen=True)
class Member:
    """A municipality and what the keys ask of it: days of membership in the year, inhabitants and own weight."""

    name: str
    days: int
    inhabitants: int | None = None
    weight: int | None = None


def apportion(total: int, weights: Weights) -> dict[str, int]:
    """Share a whole number by weight, so that the parts are whole, never negative, and sum exactly to it.

    Largest remainder (Hamilton) in exact fractions: each part is its exact quota rounded down or up, and the ones
    rounded up are those that lie nearest above. Where several lie as near, those first in the Swedish alphabet come
    first, whatever order they are given in. Raises ValueError, in Swedish, for what can't be shared.

    >>> apportion(100, {"Vik": 1, "Näs": 1, "Åvik": 1})
    {'Vik': 33, 'Näs': 34, 'Åvik': 33}
    """
    whole = refuse_or_sum(total, weights)
    exact = {key: total * Fraction(weight) / whole for key, weight in weights.items()}
    parts = {key: math.floor(quota) for key, quota in exact.items()}
    nearest = sorted(exact, key=lambda key: (parts[key] - exact[key], alphabetical(key), key))
    for key in nearest[: total - sum(parts.values())]:
        parts[key] += 1
    return parts


def refuse_or_sum(total: int, weights: Weights) -> int | Fraction:
    if total < 0:
        raise ValueError("Ett negativt belopp kan inte fördelas.")
    if not weights:
        raise ValueError(NOBODY)
    if any(weight < 0 for weight in weights.values()):
        raise ValueError("En vikt kan inte vara negativ.")
    if not (whole := sum(weights.values())):
        raise ValueError(ALL_ZERO)
    return whole


def shared_equally(fee_sek: int, members: Iterable[Member]) -> dict[str, int]:
    """The same for all; who takes part for some of the year's days pays for those.

    >>> shared_equally(945_000, [Member("Sund", 365), Member("Näs", 365)])
    {'Sund': 472500, 'Näs': 472500}
    """
    return apportion(fee_sek, {member.name: member.days for member in members})


def shared_by_inhabitants(fee_sek: int, members: Iterable[Member], *, population_year: int) -> dict[str, int]:
    """The same per inhabitant and day. Raises ValueError, naming them, when municipalities lack a number.

    >>> shared_by_inhabitants(900, [Member("Sund", 365, 20_000), Member("Näs", 365, 10_000)], population_year=2015)
    {'Sund': 600, 'Näs': 300}
    """
    return apportion(fee_sek, inhabitant_days(members, population_year))


def shared_with_fixed_part(
    fee_sek: int, members: Iterable[Member], *, fixed_sek: int, year: int, population_year: int
) -> dict[str, int]:
    """A fixed part for each member of the whole year, by days for others, and the rest per inhabitant and day.

    Raises ValueError when the fixed parts are negative, or more than the fee, and when municipalities lack a number.

    >>> members = [Member("Sund", 365, 20_000), Member("Näs", 365, 10_000)]
    >>> shared_with_fixed_part(900, members, fixed_sek=150, year=2017, population_year=2015)
    {'Sund': 550, 'Näs': 350}
    """
    if fixed_sek < 0:
        raise ValueError("Den fasta delen kan inte vara negativ.")
    members = list(members)
    fixed = {member.name: Fraction(fixed_sek * member.days, days_of(year)) for member in members}
    rest = fee_sek - sum(fixed.values())
    if rest < 0:
        together = kronor(math.ceil(fee_sek - rest))
        raise ValueError(f"De fasta delarna är {together} tillsammans, men avgiften är {kronor(fee_sek)}.")
    by_inhabitants = inhabitant_days(members, population_year)
    if not rest:
        return apportion(fee_sek, fixed)
    each = rest / refuse_or_sum(fee_sek, by_inhabitants)
    return apportion(fee_sek, {name: fixed[name] + each * days for name, days in by_inhabitants.items()})


def shared_by_weight(fee_sek: int, members: Iterable[Member]) -> dict[str, int]:
    """By weights that are agreed on, and days. Raises ValueError, naming them, when municipalities lack one.

    >>> shared_by_weight(900, [Member("Sund", 365, weight=2), Member("Näs", 365, weight=1)])
    {'Sund': 600, 'Näs': 300}
    """
    members = list(members)
    if without := [member.name for member in members if member.weight is None]:
        raise ValueError(f"Vikt saknas för {in_order(without)}.")
    return apportion(fee_sek, {member.name: member.weight * member.days for member in members})


def inhabitant_days(members: Iterable[Member], population_year: int) -> dict[str, int]:
    members = list(members)
    if without := without_inhabitants(members):
        raise ValueError(f"Folkmängden {population_year} saknas för {in_order(without)}.")
    return {member.name: member.inhabitants * member.days for member in members}


def without_inhabitants(members: Iterable[Member]) -> list[str]:
    """The names of those whose number of inhabitants isn't known."""
    return [member.name for member in members if member.inhabitants is None]


def in_order(names: Iterable[str]) -> str:
    return enumerate_words(sorted(names, key=alphabetical))


def halves(share_sek: int, days: tuple[int, int], year: int) -> tuple[int, int]:
    """How a year's share falls on its two half-years, by how much of each half the member takes part in.

    Alike for a member of the whole year, though the second half is longer; the odd krona falls in the first.

    >>> halves(118_125, (181, 184), 2017), halves(1000, (0, 184), 2017), halves(900, (181, 92), 2017)
    ((59063, 59062), (0, 1000), (600, 300))
    """
    parts = apportion(
        share_sek,
        {str(half): Fraction(*pair) for half, pair in enumerate(zip(days, days_of_halves(year), strict=True))},
    )
    return parts["0"], parts["1"]


def days_of(year: int) -> int:
    return sum(days_of_halves(year))


def days_of_halves(year: int) -> tuple[int, int]:
    """The number of days before July and from July on.

    >>> days_of_halves(2016), days_of_halves(2017)
    ((182, 184), (181, 184))
    """
    return (dt.date(year, 7, 1) - dt.date(year, 1, 1)).days, 184


def days_within(periods: Iterable[Period], year: int) -> tuple[int, int]:
    """How many days of each half-year that periods cover; a day in several of them counts once.

    >>> days_within([(dt.date(2016, 3, 1), dt.date(2017, 1, 31)), (dt.date(2017, 6, 30), None)], 2017)
    (32, 184)
    """
    first, middle = dt.date(year, 1, 1).toordinal(), dt.date(year, 7, 1).toordinal()
    last = dt.date(year, 12, 31).toordinal()
    days = set(
        chain.from_iterable(
            range(max(start.toordinal(), first), min(end.toordinal() if end else last, last) + 1)
            for start, end in periods
        )
    )
    before = sum(day < middle for day in days)
    return before, len(days) - before

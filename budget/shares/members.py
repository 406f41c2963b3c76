"""Who takes part in a year, for how long, and how many live there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Prefetch, Q

from budget.apportionment import Member, days_within
from budget.models import Population
from committee.models import Membership, Municipality
from committee.reader import Reader

FIRST_YEAR = 1900
"""The first year that addresses and rows have."""


def members_from(first: dt.date, last: dt.date, reader: Reader):
    """The municipalities that a reader sees and that take part some day between two, with `memberships` of that time.

    Two queries.
    """
    during = Membership.objects.filter(Q(ends_on=None) | Q(ends_on__gte=first), starts_on__lte=last)
    members = Municipality.objects.visible_to(reader).filter(pk__in=during.values("municipality"))
    return members.prefetch_related(Prefetch("memberships", during))


def days_of_members(year: int, reader: Reader) -> dict[Municipality, tuple[int, int]]:
    """The members of a year in alphabetical order, with their days in each half of it: two queries."""
    return {
        municipality: days_within(
            [(membership.starts_on, membership.ends_on) for membership in municipality.memberships.all()], year
        )
        for municipality in members_from(dt.date(year, 1, 1), dt.date(year, 12, 31), reader)
    }


@dataclass(frozen=True)
class Roll:
    """The members of a year, with all that is known of how many live there."""

    year: int
    days: dict[Municipality, tuple[int, int]]
    populations: list[Population]

    @classmethod
    def of(cls, year: int, reader: Reader) -> Roll:
        """The year's roll as a reader may see it: three queries."""
        days = days_of_members(year, reader)
        known = Population.objects.visible_to(reader).filter(municipality__in=days, year__lte=year)
        return cls(year, days, list(known))

    def known_in(self, year: int | None) -> dict[int, Population]:
        """A year's numbers of inhabitants, by municipality's key."""
        return {row.municipality_id: row for row in self.populations if row.year == year}

    def population_years(self) -> list[int]:
        """The years that have the numbers of all members, the latest first."""
        years = sorted({row.year for row in self.populations}, reverse=True)
        return [year for year in years if len(self.known_in(year)) == len(self.days)]

    def usual_population_year(self) -> int:
        """The latest year that has the numbers of all; failing that the one before, whose numbers come first."""
        return next(iter(self.population_years()), max(self.year - 1, FIRST_YEAR))

    def source_of(self, year: int) -> str:
        """Where a year's numbers come from."""
        return "; ".join(dict.fromkeys(row.source for row in self.known_in(year).values()))

    def members(self, population_year: int | None, weights: Mapping[str, int]) -> list[Member]:
        """What the keys ask of each member; weights are by name."""
        known = self.known_in(population_year)
        return [
            Member(
                municipality.name,
                sum(days),
                known[municipality.pk].inhabitants if municipality.pk in known else None,
                weights.get(municipality.name),
            )
            for municipality, days in self.days.items()
        ]

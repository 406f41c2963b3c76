"""A year's follow-up as one reader may see it."""

from __future__ import annotations

from dataclasses import dataclass

from budget.comparing import under_headings
from budget.following import Account, Followed, Sums, follow, result_words, sums_of
from budget.kinds import TITLES
from budget.models import Budget
from budget.reading import is_followed, shows_results
from committee.reader import Reader


@dataclass(frozen=True)
class FollowUpTable:
    """A side of the follow-up: its lines under their headings with sums, and the sums of all."""

    kind: str
    title: str
    groups: list[tuple[str, list[Followed], Sums]]
    sums: Sums


@dataclass(frozen=True)
class FollowUp:
    """A year followed up; without `shows_results` forecasts and outcomes are left out of all its rows."""

    budget: Budget
    is_revised: bool
    shows_results: bool
    rows: list[Followed]

    @property
    def column_count(self) -> int:
        return 2 + self.is_revised + 4 * self.shows_results

    @property
    def in_order(self) -> list[Followed]:
        """All lines as they stand in the tables."""
        return [row for table in self.tables for _, inside, _ in table.groups for row in inside]

    @property
    def result_words(self) -> str:
        """What became of the year in a sentence; empty as long as that isn't known."""
        incomes, costs = (sums_of(row for row in self.rows if row.line.kind == kind) for kind in TITLES)
        return result_words(incomes, costs, is_year_over=self.budget.is_year_over)

    @property
    def tables(self) -> list[FollowUpTable]:
        return [
            FollowUpTable(
                kind,
                TITLES[kind],
                [(name, inside, sums_of(inside)) for name, inside in groups.items()],
                sums_of(row for inside in groups.values() for row in inside),
            )
            for kind, groups in under_headings(self.rows, lambda row: row.line).items()
        ]


def follow_up_of(year: int, reader: Reader) -> FollowUp | None:
    """The year's adopted versions against what came of them, if there is anything to follow: two queries."""
    versions = list(Budget.objects.visible_to(reader).adopted().in_year(year).with_lines())
    if not versions or not is_followed(versions[-1], reader):
        return None
    with_results = shows_results(versions[-1], reader)
    accounts = [accounts_of(version, with_results=with_results) for version in versions]
    rows = follow(accounts, is_year_over=versions[-1].is_year_over)
    return FollowUp(versions[-1], len(versions) > 1, with_results, rows)


def accounts_of(budget: Budget, *, with_results: bool) -> list[Account]:
    return [
        Account(
            *(line.lineage, line.kind, line.group, line.label, line.amount_sek),
            *((line.forecast_sek, line.outcome_sek) if with_results else ()),
        )
        for line in budget.lines.all()
    ]

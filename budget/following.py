"""A year's budget followed up: what was adopted first, what is in force, and what it came to (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from budget.comparing import Change, Figure
from committee.swedish import kronor


@dataclass(frozen=True)
class Account(Figure):
    """A line with its forecast and its outcome, in whole kronor; None where there is none yet."""

    forecast_sek: int | None = None
    outcome_sek: int | None = None


@dataclass(frozen=True)
class Followed:
    """A line through the year's versions: `original_sek` is None for one added later, `budget_sek` for one removed."""

    line: Account
    original_sek: int | None
    budget_sek: int | None
    is_year_over: bool = True

    @property
    def is_removed(self) -> bool:
        return self.budget_sek is None

    @property
    def forecast_sek(self) -> int | None:
        """What the line is believed to come to; nothing is foreseen of a removed one."""
        return None if self.is_removed else self.line.forecast_sek

    @property
    def outcome_sek(self) -> int | None:
        return self.line.outcome_sek

    @property
    def deviation(self) -> Change | None:
        """From the budget in force to what the year comes to: the outcome once it is over, until then the forecast.

        What a removed line had come to is all that it will. None as long as that isn't known.
        """
        result = self.outcome_sek if self.is_year_over or self.is_removed else self.forecast_sek
        return None if result is None else Change(self.budget_sek or 0, result)


@dataclass(frozen=True)
class PartialSum:
    """A sum over the lines that have a figure; `expected` is how many should have one."""

    change: Change
    count: int
    expected: int

    @property
    def sek(self) -> int | None:
        return self.change.later_sek if self.count else None

    @property
    def words(self) -> str:
        """What the sum lacks: 3 av 4 poster. Empty when it lacks nothing."""
        return "" if self.count == self.expected else f"{self.count} av {self.expected} poster"


@dataclass(frozen=True)
class Sums:
    """What some lines come to together."""

    original_sek: int
    budget_sek: int
    forecast: PartialSum
    outcome: PartialSum
    deviation: PartialSum


def result_words(incomes: Sums, costs: Sums, *, is_year_over: bool) -> str:
    """What the year came to, or is believed to come to; empty as long as a line lacks its figure."""
    sides = incomes.deviation, costs.deviation
    if any(side.words for side in sides):
        return ""
    result = sides[0].change.later_sek - sides[1].change.later_sek
    if not result:
        return "Året gick jämnt ut." if is_year_over else "Prognosen är att året går jämnt ut."
    kind = "överskott" if result > 0 else "underskott"
    return f"{'Året gav' if is_year_over else 'Prognosen är'} ett {kind} på {kronor(abs(result))}."


def follow(versions: Sequence[Iterable[Account]], *, is_year_over: bool = True) -> list[Followed]:
    """Follow each line through the year's versions, the first one first, the last one in force.

    `is_year_over` says whether outcomes are of the whole year.

    Lines in force come first, in order; then those that a revision removed, in the words of the last version that had
    them: what was in the first budget, and what had cost something before it was removed.
    """
    by_version = [{(line.kind, line.lineage): line for line in version} for version in versions]
    first, last = by_version[0], by_version[-1]
    latest = {key: line for version in by_version for key, line in version.items()}
    rows = [Followed(line, amount_in(first, key), line.amount_sek, is_year_over) for key, line in last.items()]
    gone = [(key, line) for key, line in latest.items() if key not in last]
    removed = [Followed(line, amount_in(first, key), None, is_year_over) for key, line in gone]
    return rows + [row for row in removed if row.original_sek is not None or row.outcome_sek is not None]


def amount_in(version: dict[tuple, Account], key: tuple) -> int | None:
    return version[key].amount_sek if key in version else None


def sums_of(rows: Iterable[Followed]) -> Sums:
    """Add lines up, and count how many of those in force have a forecast, an outcome, and a deviation.

    A removed line needs no figure, but what it had come to counts.
    """
    rows = list(rows)

    def partial(result_of) -> PartialSum:
        told = [(row.budget_sek or 0, result_of(row)) for row in rows if result_of(row) is not None]
        expected = [row for row in rows if not row.is_removed or result_of(row) is not None]
        return PartialSum(
            Change(sum(budget for budget, _ in told), sum(sek for _, sek in told)), len(told), len(expected)
        )

    return Sums(
        sum(row.original_sek or 0 for row in rows),
        sum(row.budget_sek or 0 for row in rows),
        partial(lambda row: row.forecast_sek),
        partial(lambda row: row.outcome_sek),
        partial(lambda row: row.deviation and row.deviation.later_sek),
    )

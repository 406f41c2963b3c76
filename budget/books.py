"""The budget pages' tables as files."""

from __future__ import annotations

from dataclasses import replace

from budget.comparing import Change
from budget.exchange.lines import LineValues, sheets_of
from budget.exchange.sheets import Book, Cell, Column, Kind, Sheet
from budget.follow_up import FollowUp
from budget.following import Followed
from budget.models import Budget, BudgetLine
from budget.reading import Comparison, ListedBudget, shows_results
from budget.years import YearsPage
from committee.commitments import decided_commitments
from committee.reader import Reader

LINE = (Column("Sort"), Column("Rubrik"), Column("Post"))


def kronor_column(name: str) -> Column:
    return Column(f"{name} (kr)", Kind.KRONOR)


def change_columns(name: str) -> tuple[Column, Column]:
    return kronor_column(name), Column(f"{name} (procent)", Kind.PERCENT)


def change_cells(change: Change | None) -> tuple[Cell, Cell]:
    return (change.sek, change.percent_rounded) if change else (None, None)


def kind_word(kind: str) -> str:
    return BudgetLine.Kind(kind).label


def budget_book(budget: Budget, reader: Reader) -> Book:
    """A version's lines as they can be read in again, without what the reader may not see: two queries at most.

    Forecasts and outcomes are those of the budget in force; what a revision superseded is followed no more.
    """
    lines = [LineValues.of(line) for line in budget.lines.all()]
    decided = decided_commitments([line.commitment for line in lines], reader)
    if not reader.is_secretariat:
        lines = [replace(line, commitment=line.commitment if line.commitment in decided else None) for line in lines]
    if not shows_results(budget, reader) or not budget.is_in_force:
        lines = [replace(line, forecast_sek=None, outcome_sek=None) for line in lines]
    name = f"budget-{budget.year}" if budget.number == 1 else f"budget-{budget.year}-version-{budget.number}"
    return Book(name, str(budget), sheets_of(lines), budget.adopted_on)


def comparison_book(comparison: Comparison) -> Book:
    """Every line of both, with what became of it; no sums, which are easily made and in the way of sorting."""
    earlier, later = comparison.earlier, comparison.later
    columns = (*LINE, *map(kronor_column, comparison.names), *change_columns("Ändring"), Column("Vad som skiljer"))
    pairs = [pair for side in comparison.sides for group in side.groups for pair in group.pairs]
    rows = tuple(
        (
            *(kind_word(pair.shown.kind), pair.shown.group, pair.shown.label),
            *(pair.change.earlier_sek, pair.change.later_sek),
            *(*change_cells(pair.change), pair.words),
        )
        for pair in pairs
    )
    name = f"budget-{later.year}-{later.number}-mot-{earlier.year}-{earlier.number}"
    return Book(name, f"{later} jämförd med {earlier}", (Sheet("Jämförelse", columns, rows),), later.adopted_on)


def follow_up_book(follow_up: FollowUp) -> Book:
    """Every line that stands on the page, with the columns that it has there."""
    columns = [*LINE, kronor_column("Ursprunglig")]
    if follow_up.is_revised:
        columns.append(kronor_column("Reviderad"))
    if follow_up.shows_results:
        columns += [kronor_column("Prognos"), kronor_column("Utfall"), *change_columns("Avvikelse")]
    rows = tuple(follow_up_cells(follow_up, row) for row in follow_up.in_order)
    budget = follow_up.budget
    sheet = Sheet(f"Uppföljning {budget.year}", tuple(columns), rows)
    return Book(f"budget-{budget.year}-uppfoljning", sheet.title, (sheet,), budget.follow_up_on or budget.adopted_on)


def follow_up_cells(follow_up: FollowUp, row: Followed) -> tuple[Cell, ...]:
    cells = [kind_word(row.line.kind), row.line.group, row.line.label, row.original_sek]
    if follow_up.is_revised:
        cells.append(row.budget_sek)
    if follow_up.shows_results:
        cells += [row.forecast_sek, row.outcome_sek, *change_cells(row.deviation)]
    return tuple(cells)


def years_book(page: YearsPage) -> Book:
    """A row for each heading or line, a column for each year."""
    prices = f"{page.base} års priser" if page.base else "löpande priser"
    columns = (Column("Sort"), Column("Rubrik eller post"), *(kronor_column(str(year)) for year in page.years))
    rows = tuple((kind_word(row.kind), row.title, *row.amounts) for row in page.rows)
    sheet = Sheet(f"Budget, {prices}", columns, rows)
    return Book("budget-utveckling", sheet.title, (sheet,))


def list_book(listed: list[ListedBudget]) -> Book:
    """A row for each year."""
    columns = (
        *(Column("År", Kind.YEAR), Column("Version")),
        *map(kronor_column, ("Intäkter", "Kostnader")),
        *change_columns("Kostnader mot året före"),
        *(Column("Fastställd", Kind.DATE), Column("Paragraf")),
    )
    rows = tuple(
        (
            *(row.budget.year, row.budget.version_words, row.budget.income_sek, row.budget.cost_sek),
            *change_cells(row.change if row.has_earlier else None),
            *(row.budget.adopted_on, row.budget.adopted_in),
        )
        for row in listed
    )
    return Book("budgetar", "Budget år för år", (Sheet("Budget år för år", columns, rows),))

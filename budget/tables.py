"""A budget's two sides as tables with bars."""

from __future__ import annotations

from dataclasses import dataclass

from budget.models import Budget, BudgetLine

TITLES = {BudgetLine.Kind.INCOME: "Intäkter", BudgetLine.Kind.COST: "Kostnader"}


@dataclass(frozen=True)
class Row:
    """A line with its share of its side's total; `percent` is for the bar's width, with a point."""

    line: BudgetLine
    percent: str

    @property
    def percent_words(self) -> str:
        """The share as Swedish writes it: 94,7 procent."""
        return f"{self.percent.replace('.', ',').removesuffix(',0')} procent"


@dataclass(frozen=True)
class Table:
    kind: str
    title: str
    rows: list[Row]
    total_sek: int


def tables_of(budget: Budget) -> list[Table]:
    """Incomes and costs, each with the shares of its total. No query beyond `with_lines`."""
    tables = []
    for kind in BudgetLine.Kind:
        total = budget.total_of(kind)
        rows = [Row(line, f"{100 * line.amount_sek / total:.1f}" if total else "0.0") for line in budget.lines_of(kind)]
        tables.append(Table(kind.value, TITLES[kind], rows, total))
    return tables

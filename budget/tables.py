"""A budget's two sides as tables with bars, beside the year before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from budget.comparing import Change, Figure, Pair, Side, compare, sides_of, sum_of
from budget.kinds import COST, INCOME, TITLES
from budget.models import Budget
from budget.percent import bar_width, share_words
from committee.commitments import Commitment

ANCHORS = {INCOME: "intakter", COST: "kostnader"}
WITHOUT_HEADING = "Övriga poster"


@dataclass(frozen=True)
class Row:
    """A line, or a heading with all its lines, with its share of its table's sum; `change` is from the year before."""

    label: str
    amount_sek: int
    whole_sek: int
    change: Change
    note: str = ""
    commitment: Commitment | None = None
    anchor: str = ""
    """Where a heading's own lines stand on the page."""

    @property
    def percent(self) -> str:
        """The bar's width, with a point."""
        return bar_width(self.amount_sek, self.whole_sek)

    @property
    def percent_words(self) -> str:
        return share_words(self.amount_sek, self.whole_sek)


@dataclass(frozen=True)
class Table:
    """A side of the budget or the lines under one of its headings; a side with several headings has a row for each.

    `gone` are the earlier year's lines that this year's budget doesn't have, without which changes wouldn't add up.
    """

    kind: str
    title: str
    rows: list[Row]
    change: Change
    gone: list[Pair]
    earlier_year: int | None
    anchor: str = ""
    groups: list[Table] = field(default_factory=list)

    @property
    def total_sek(self) -> int:
        return self.change.later_sek or 0

    @property
    def column_count(self) -> int:
        return 3 if self.earlier_year is None else 4

    @property
    def gone_change(self) -> Change:
        return sum_of(pair.change for pair in self.gone)


def figures_of(budget: Budget) -> list[Figure]:
    """The lines as plain values; needs `with_lines` to cost nothing."""
    return [Figure(line.lineage, line.kind, line.group, line.label, line.amount_sek) for line in budget.lines.all()]


def tables_of(
    budget: Budget, *, earlier: Budget | None = None, commitments: Mapping[int, Commitment] | None = None
) -> list[Table]:
    """Incomes and costs, compared with an earlier year's budget if there is one. No query beyond `with_lines`."""
    maker = TableMaker(budget, earlier, commitments or {})
    return [maker.side(side) for side in sides_of(compare(figures_of(earlier) if earlier else [], figures_of(budget)))]


class TableMaker:
    """Holds a budget's lines while its tables are made."""

    def __init__(self, budget: Budget, earlier: Budget | None, commitments: Mapping[int, Commitment]) -> None:
        self.lines = {line.lineage: line for line in budget.lines.all()}
        self.earlier_year = earlier.year if earlier else None
        self.commitments = commitments

    def side(self, side: Side) -> Table:
        """A side by its headings when it has several, else by its lines."""
        groups = [group for group in side.groups if any(pair.later for pair in group.pairs)]
        title, anchor = TITLES[side.kind], ANCHORS[side.kind]
        if len(groups) < 2:
            heading = groups[0].name if groups else ""
            pairs = [pair for group in side.groups for pair in group.pairs]
            return self.table(side.kind, f"{title}: {heading}" if heading else title, pairs, anchor)
        tables = [
            self.table(side.kind, group.name or WITHOUT_HEADING, group.pairs, f"{anchor}-{place}")
            for place, group in enumerate(groups, start=1)
        ]
        rows = [
            Row(table.title, table.total_sek, side.change.later_sek, table.change, anchor=table.anchor)
            for table in tables
        ]
        gone = [pair for group in side.groups if group not in groups for pair in group.pairs]
        return Table(side.kind, title, rows, side.change, gone, self.earlier_year, anchor, tables)

    def table(self, kind: str, title: str, pairs: Iterable[Pair], anchor: str) -> Table:
        pairs = list(pairs)
        change = sum_of(pair.change for pair in pairs)
        rows = [self.row(pair, change.later_sek) for pair in pairs if pair.later]
        gone = [pair for pair in pairs if pair.later is None]
        return Table(kind, title, rows, change, gone, self.earlier_year, anchor)

    def row(self, pair: Pair, whole_sek: int) -> Row:
        line = self.lines[pair.later.lineage]
        commitment = self.commitments.get(line.commitment_id)
        return Row(line.label, line.amount_sek, whole_sek, pair.change, line.note, commitment)

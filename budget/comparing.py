"""Two budgets line by line, matched by the lines' ancestry and never by place or name (pure)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from budget.kinds import TITLES
from budget.percent import change_words, one_decimal, signed

Row = TypeVar("Row")


class Status(StrEnum):
    """What has become of a line; the value is the reader's word."""

    KEPT = "oförändrad"
    CHANGED = "ändrad"
    ADDED = "ny"
    REMOVED = "borttagen"


@dataclass(frozen=True)
class Figure:
    """A line as one budget has it; `lineage` is the same for the same line in every budget."""

    lineage: Hashable
    kind: str
    group: str
    label: str
    amount_sek: int


@dataclass(frozen=True)
class Change:
    """An amount before and after, in whole kronor; None where there is none."""

    earlier_sek: int | None
    later_sek: int | None

    @property
    def sek(self) -> int:
        return (self.later_sek or 0) - (self.earlier_sek or 0)

    @property
    def percent(self) -> Fraction | None:
        """The change in percent of what was before, exactly; None when that was nothing.

        >>> Change(300, 400).percent, Change(0, 400).percent, Change(400, None).percent
        (Fraction(100, 3), None, Fraction(-100, 1))
        """
        return Fraction(100 * self.sek, self.earlier_sek) if self.earlier_sek else None

    @property
    def percent_rounded(self) -> Decimal | None:
        """The change in percent to one decimal, halves away from zero."""
        return None if self.percent is None else one_decimal(self.percent)

    @property
    def sek_words(self) -> str:
        """The change as a reader meets it, with its sign: +12 000."""
        return signed(self.sek)

    @property
    def percent_words(self) -> str:
        """The change in percent with its sign, or nothing."""
        return change_words(self.percent)


def sum_of(changes: Iterable[Change]) -> Change:
    """Add amounts up; a side that has none at all stays without.

    >>> sum_of([Change(100, 150), Change(None, 20)]), sum_of([Change(None, 20)])
    (Change(earlier_sek=100, later_sek=170), Change(earlier_sek=None, later_sek=20))
    """
    changes = list(changes)
    earlier = [change.earlier_sek for change in changes if change.earlier_sek is not None]
    later = [change.later_sek for change in changes if change.later_sek is not None]
    return Change(sum(earlier) if earlier else None, sum(later) if later else None)


@dataclass(frozen=True)
class Pair:
    """A line in the earlier and the later budget; one that was added or removed is in one of them."""

    earlier: Figure | None
    later: Figure | None

    @property
    def shown(self) -> Figure:
        """The line in its latest words, which also say under which heading it stands."""
        return self.later or self.earlier

    @property
    def change(self) -> Change:
        return Change(self.earlier and self.earlier.amount_sek, self.later and self.later.amount_sek)

    @property
    def status(self) -> Status:
        if self.earlier is None:
            return Status.ADDED
        if self.later is None:
            return Status.REMOVED
        return Status.KEPT if self.earlier == self.later else Status.CHANGED

    @property
    def old_label(self) -> str:
        """What the line was called before, if that was something else."""
        is_renamed = self.earlier and self.later and self.earlier.label != self.later.label
        return self.earlier.label if is_renamed else ""

    @property
    def is_moved(self) -> bool:
        return bool(self.earlier and self.later and self.earlier.group != self.later.group)

    @property
    def words(self) -> str:
        """What has become of the line, for the reader.

        >>> before, after = (Figure(1, "cost", "Drift", label, 100) for label in ("Hyra", "Lokaler"))
        >>> Pair(before, after).words
        'bytt namn från Hyra'
        """
        words = []
        if self.status != Status.CHANGED or self.change.sek:
            words.append(self.status.value)
        if self.old_label:
            words.append(f"bytt namn från {self.old_label}")
        if self.is_moved:
            words.append(
                f"flyttad från {self.earlier.group}" if self.earlier.group else f"flyttad till {self.later.group}"
            )
        return ", ".join(words)


@dataclass(frozen=True)
class Group:
    """The lines under one heading; a line that was moved brings its earlier amount along."""

    name: str
    pairs: tuple[Pair, ...]

    @property
    def change(self) -> Change:
        return sum_of(pair.change for pair in self.pairs)


@dataclass(frozen=True)
class Side:
    """Incomes or costs."""

    kind: str
    groups: tuple[Group, ...]

    @property
    def change(self) -> Change:
        return sum_of(group.change for group in self.groups)


def compare(earlier: Iterable[Figure], later: Iterable[Figure]) -> list[Pair]:
    """Pair two budgets' lines: the later one's in its order, then what was removed in the earlier one's order.

    A line that went from one side to the other was removed there and added here, since each side has its sum.
    """
    left = {(figure.kind, figure.lineage): figure for figure in earlier}
    pairs = [Pair(left.pop((figure.kind, figure.lineage), None), figure) for figure in later]
    return pairs + [Pair(figure, None) for figure in left.values()]


def under_headings(rows: Iterable[Row], line_of: Callable[[Row], Figure]) -> dict[str, dict[str, list[Row]]]:
    """Rows by side and heading, in order of appearance; both sides are there. A line needs only `kind` and `group`."""
    found: dict[str, dict[str, list[Row]]] = {kind: {} for kind in TITLES}
    for row in rows:
        line = line_of(row)
        found[line.kind].setdefault(line.group, []).append(row)
    return found


def sides_of(pairs: Iterable[Pair]) -> list[Side]:
    """Put pairs under their headings; lines that were removed come last under theirs."""
    return [
        Side(kind, tuple(Group(name, tuple(inside)) for name, inside in groups.items()))
        for kind, groups in under_headings(pairs, lambda pair: pair.shown).items()
    ]

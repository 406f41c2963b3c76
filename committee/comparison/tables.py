"""Rows before and after as tables for the page: what was changed in full, what is alike as a number (pure)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from committee.comparison.difference import ValueDifference
from committee.comparison.fields import ABSENT, Field, Status, visible
from committee.comparison.row_words import (
    FACTS,
    Names,
    body_words,
    cells_words,
    line_words,
    meeting_words,
    promise_words,
)
from committee.comparison.rows import BUDGET_SIDES, Row, RowDifference, RowsDifference
from committee.comparison.wording import MARKS, ROWS, Fate, Noun
from committee.comparison.words import Op, Segment, segments
from committee.swedish import thousands

MOST_ALIKE_SHOWN = 5
NOTHING = "–"
FATES = {Status.CHANGED: Fate.CHANGED, Status.REMOVED: Fate.REMOVED, Status.ADDED: Fate.ADDED}


@dataclass(frozen=True)
class ReadRow:
    """A row of a table: its name, what it was and what it is."""

    name: str
    fates: tuple[Fate, ...]
    noun: Noun
    before: tuple[Segment, ...]
    after: tuple[Segment, ...]

    @property
    def marks(self) -> list[tuple[str, str, str]]:
        """Its fates, each with the sign and the word that a reader meets."""
        return [(fate.value, MARKS[fate], self.noun.ending(fate, 1).capitalize()) for fate in self.fates]


@dataclass(frozen=True)
class ReadTable:
    """A table of rows that differ, and how many more are alike."""

    caption: str
    head: str
    rows: tuple[ReadRow, ...]
    has_marks: bool = True
    alike_words: str = ""
    is_money: bool = False
    total: tuple[str, str] | None = None

    @property
    def is_named(self) -> bool:
        """Whether rows have names; a meeting has none but its dates, and is named by its fate."""
        return any(row.name for row in self.rows)


@dataclass(frozen=True)
class Look:
    """How a sort of rows is read: the table's caption, what its first column is called, and a row's name and words."""

    caption: str
    head: str
    name: Callable[[Row, Names], str]
    words: Callable[[Row, Names], str]


LOOKS = {
    "meetings": Look("Möten", "Möte", lambda row, names: "", lambda row, names: meeting_words(row)),
    "turns": Look(
        "Värdskap", "År", lambda row, names: str(row.get("year")), lambda row, names: row.get("municipality", "")
    ),
    "rows": Look("Tabellens rader", "Rad", lambda row, names: row.get(0, ""), lambda row, names: cells_words(row)),
    "income": Look("Intäkter", "Post", lambda row, names: row.get("label", ""), lambda row, names: line_words(row)),
    "cost": Look("Kostnader", "Post", lambda row, names: row.get("label", ""), lambda row, names: line_words(row)),
    "bodies": Look("Organ", "Organ", lambda row, names: row.get("short_name") or row.get("name", ""), body_words),
    "promises": Look("Löften", "Löfte", promise_words, lambda row, names: "Står i planen"),
    "municipalities": Look(
        "Kommuner", "Kommun", lambda row, names: row.get("name", ""), lambda row, names: row.get("name", "")
    ),
}


def row_fates(row: RowDifference) -> tuple[Fate, ...]:
    moved = (Fate.MOVED,) if row.is_moved else ()
    return ((FATES[row.status],) if row.status in FATES else ()) + moved


def read_tables(own: ValueDifference, title: str, names: Names) -> tuple[ReadTable, ...]:
    """The tables of a part whose rows differ. A budget's few lines are shown though alike: they explain the sum."""
    totals = dict(side_totals(own))
    return tuple(read_table(rows, title, names, totals.get(rows.name)) for rows in own.rows if rows.is_changed)


def read_table(rows: RowsDifference, title: str, names: Names, total: tuple[int, int] | None) -> ReadTable:
    look = LOOKS[rows.name]
    kept = [row for row in rows.rows if not row.is_changed]
    is_money = rows.name in BUDGET_SIDES
    is_folded = not is_money or len(kept) > MOST_ALIKE_SHOWN
    shown = [row for row in rows.rows if row.is_changed or not is_folded]
    return ReadTable(
        f"{look.caption}: {title}" if title and not is_money else look.caption,
        look.head,
        tuple(read_row(row, rows.name, names) for row in shown),
        alike_words=f"{ROWS[rows.name].counted(len(kept))} till är lika" if kept and is_folded else "",
        is_money=is_money,
        total=total and (thousands(total[0]), thousands(total[1])),
    )


def read_row(row: RowDifference, sort: str, names: Names) -> ReadRow:
    look, before, after = LOOKS[sort], row.before, row.after
    name = look.name(before if after is None else after, names)
    words = [NOTHING if value is None else look.words(value, names) for value in (before, after)]
    if sort in BUDGET_SIDES:
        name = renamed(name, before, after)
        return ReadRow(name, row_fates(row), ROWS[sort], plain(words[0]), plain(words[1]))
    if row.status == Status.CHANGED and words[0] == words[1]:
        words[1] += f" ({other_words(row)})"
    return ReadRow(name, row_fates(row), ROWS[sort], *cells(*words))


def plain(text: str) -> tuple[Segment, ...]:
    return (Segment(Op.SAME, text),)


def cells(before: str, after: str) -> Iterator[tuple[Segment, ...]]:
    """Two cells, where each marks what the other lacks, unless it is all."""
    words = segments(before, after)
    if not any(segment.op == Op.SAME for segment in words):
        return map(plain, (before, after))
    return (tuple(one for one in words if one.op in (Op.SAME, mark)) for mark in (Op.REMOVED, Op.ADDED))


def other_words(row: RowDifference) -> str:
    """Why a row is called changed that reads as before."""
    names = {field.name for field in visible(row.fields)}
    return "står på ett annat ställe" if names <= {"node", "duty"} else "annat är ändrat"


def renamed(name: str, before: Row | None, after: Row | None) -> str:
    """A budget line's name, with what it was called and under which heading it stood if that was another.

    >>> before, after = {"label": "Hyra", "group": "Lokaler"}, {"label": "Kontor", "group": "Drift"}
    >>> renamed("Kontor", before, after), renamed("Kontor", None, after)
    ('Kontor (förut Hyra), flyttad från Lokaler till Drift', 'Kontor')
    """
    if not before or not after:
        return name
    if before.get("label") != after.get("label"):
        name = f"{name} (förut {before.get('label')})"
    old, new = (row.get("group", "") for row in (before, after))
    if old == new:
        return name
    if old and new:
        return f"{name}, flyttad från {old} till {new}"
    return f"{name}, nu under {new}" if new else f"{name}, inte längre under {old}"


def side_totals(own: ValueDifference) -> Iterator[tuple[str, tuple[int, int]]]:
    """The sums of each side that is in both budgets and whose lines differ."""
    for rows in own.rows:
        if rows.name in BUDGET_SIDES and rows.is_changed and rows.was_present and rows.is_present:
            before = [row.before for row in rows.rows if row.before]
            yield rows.name, (added_up(before), added_up(rows.after()))


def added_up(lines: list[Row]) -> int:
    return sum(line.get("amount_sek") or 0 for line in lines)


def facts_table(fields: tuple[Field, ...], noun: Noun) -> ReadTable:
    """What a plan says of itself at the top, where that differs."""
    places = {name: place for place, name in enumerate(FACTS)}
    rows = (read_fact(field, noun) for field in sorted(fields, key=lambda field: places.get(field.name, len(places))))
    return ReadTable("Planen och beslutet", "Uppgift", tuple(rows), has_marks=False)


def read_fact(field: Field, noun: Noun) -> ReadRow:
    label, write = FACTS.get(field.name, ("Annat", lambda value: "finns"))
    values = (field.before, field.after(field.before))
    words = [NOTHING if value in (None, "", ABSENT) else write(value) for value in values]
    return ReadRow(label, (), noun, *map(plain, words))

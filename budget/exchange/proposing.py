"""What reading lines into a budget would change, told before it is done (pure)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from budget.exchange.lines import COLUMNS, WORDS, LineValues
from budget.exchange.understanding import ReadLine
from budget.kinds import COST, INCOME
from committee.swedish import kronor

AMOUNTS = {"amount_sek", "forecast_sek", "outcome_sek"}
RESULTS = ("forecast_sek", "outcome_sek")
EVERY_FIELD = frozenset(field.name for field in fields(LineValues))
NO_RESULTS = "Tabellen har varken kolumnen Prognos eller Utfall, och inget annat läses in i en fastställd budget."


class Mode(StrEnum):
    """What becomes of the lines that a draft already has; of an adopted budget only the results are read."""

    REPLACE = "replace"
    APPEND = "append"
    RESULTS = "results"


@dataclass(frozen=True)
class Existing:
    """A line that the budget has; without key it is one that it will get."""

    pk: int | None
    values: LineValues


@dataclass(frozen=True)
class Change:
    """What happens to one line: old is None when it is added, new when it is removed.

    `earlier` is the line of the year before's budget that an added line continues.
    """

    old: LineValues | None
    new: LineValues | None
    earlier: LineValues | None = None

    @property
    def shown(self) -> LineValues:
        return self.new or self.old

    @property
    def kind_word(self) -> str:
        return WORDS[self.shown.kind]

    @property
    def verb(self) -> str:
        if self.old and self.new:
            return "Ändras"
        return "Läggs till" if self.new else "Tas bort"

    @property
    def differences(self) -> list[tuple[str, str, str]]:
        """Each field that changes: its name, what it says now and what it will say."""
        if not (self.old and self.new):
            return []
        return [
            (column.name.removesuffix(" (kr)"), in_words(self.old, field), in_words(self.new, field))
            for field, column in COLUMNS.items()
            if field != "lineage" and getattr(self.old, field) != getattr(self.new, field)
        ]


def in_words(values: LineValues, field: str) -> str:
    """What a field says, for a reader.

    >>> in_words(LineValues("cost", "", "Löner", 800000), "amount_sek"), in_words(LineValues("cost", "", "", 0), "note")
    ('800\\xa0000\\xa0kr', 'tomt')
    """
    value = getattr(values, field)
    if field == "kind":
        return WORDS[value]
    if field == "is_fee":
        return "ja" if value else "nej"
    if value is None or value == "":
        return "tomt"
    return kronor(value) if field in AMOUNTS else str(value)


@dataclass(frozen=True)
class Proposal:
    """The lines as they would become, in order; what that changes; and why it can't be done."""

    mode: Mode
    result: tuple[Existing, ...]
    changes: tuple[Change, ...]
    is_reordered: bool
    problems: tuple[str, ...]

    @property
    def is_nothing(self) -> bool:
        return not self.changes and not self.is_reordered

    @property
    def unchanged(self) -> int:
        return len(self.result) - sum(change.new is not None for change in self.changes)

    def total_of(self, kind: str) -> int:
        return sum(line.values.amount_sek for line in self.result if line.values.kind == kind)

    @property
    def sides(self) -> tuple[int, int]:
        """Total income and total cost, in kronor, as they would become."""
        return self.total_of(INCOME), self.total_of(COST)


def key_of(values: LineValues, fields: frozenset[str]) -> tuple[str, ...]:
    """What a line without Post-id is known by: its heading too, unless the table has no such column."""
    return (values.kind, values.group, values.label) if "group" in fields else (values.kind, values.label)


def pair(existing: Iterable[Existing], lines: list[ReadLine]) -> list[Existing | None]:
    """The line that each read line continues: the one with its Post-id, and without such the only one with its name."""
    by_lineage = {line.values.lineage: line for line in existing}
    claimed = lineages_of(lines)
    free = [line for lineage, line in by_lineage.items() if lineage not in claimed]
    named = Counter(key_of(line.values, form) for line in free for form in (EVERY_FIELD, frozenset()))
    by_name = {key_of(line.values, form): line for line in free for form in (EVERY_FIELD, frozenset())}
    asked = Counter(key_of(line.values, line.fields) for line in lines if line.values.lineage is None)
    pairs: list[Existing | None] = []
    taken: set[str | None] = set()
    for line in lines:
        key = key_of(line.values, line.fields)
        if line.values.lineage is not None:
            found = by_lineage.get(line.values.lineage)
        else:
            found = by_name.get(key) if named[key] == asked[key] == 1 else None
        if found and found.values.lineage in taken:
            found = None
        taken.add(found.values.lineage if found else None)
        pairs.append(found)
    return pairs


def propose_lines(
    existing: list[Existing],
    lines: list[ReadLine],
    mode: Mode,
    earlier: Sequence[LineValues | None],
    new_lineage: Callable[[], str],
) -> Proposal:
    """Lines read into a draft. A field that the table has no column for stays as it is, and so do the results.

    `earlier` has, for each read line, the line of the year before's budget that it continues if the draft has it not.
    `new_lineage` gives a Post-id to each line that continues nothing.
    """
    if mode == Mode.APPEND:
        return propose_more(existing, lines, earlier, new_lineage)
    pairs = pair(existing, lines)
    taken = lineages_of([*filter(None, pairs), *lines])
    changes = [
        Change(old.values, merged(old, line)) if old else added(line, before, taken, new_lineage)
        for old, line, before in zip(pairs, lines, earlier, strict=True)
    ]
    result = [Existing(old and old.pk, change.new) for old, change in zip(pairs, changes, strict=True)]
    changes = [change for change in changes if change.old != change.new]
    kept = {line.pk for line in result}
    removed = [Change(line.values, None) for line in existing if line.pk not in kept]
    return Proposal(mode, tuple(result), (*changes, *removed), orders(existing, kept) != orders(result, kept), ())


def orders(lines: Iterable[Existing], kept: set[int | None]) -> list[list[int]]:
    """The keys of the lines that are kept, in the order of each side."""
    return [
        [line.pk for line in lines if line.values.kind == kind and line.pk is not None and line.pk in kept]
        for kind in (INCOME, COST)
    ]


def propose_more(
    existing: list[Existing],
    lines: list[ReadLine],
    earlier: Sequence[LineValues | None],
    new_lineage: Callable[[], str],
) -> Proposal:
    """Lines added after those that the draft has."""
    known = lineages_of(existing)
    problems = [
        f"{line.where}: Budgeten har redan posten med det Post-id:t." for line in lines if line.values.lineage in known
    ]
    taken = lineages_of([*existing, *lines])
    changes = [added(line, before, taken, new_lineage) for line, before in zip(lines, earlier, strict=True)]
    result = (*existing, *(Existing(None, change.new) for change in changes))
    return Proposal(Mode.APPEND, result, tuple(changes), False, tuple(problems))


def lineages_of(lines: Iterable[Existing | ReadLine]) -> set[str | None]:
    return {line.values.lineage for line in lines}


def added(line: ReadLine, earlier: LineValues | None, taken: set[str | None], new_lineage: Callable[[], str]) -> Change:
    """A line that is new in its budget; without Post-id it continues none that is taken.

    Where the table has no column for it, the line is a fee if the one that it continues is.
    """
    if earlier and not line.values.lineage and earlier.lineage in taken:
        earlier = None
    lineage = line.values.lineage or (earlier.lineage if earlier else new_lineage())
    is_fee = earlier.is_fee if earlier and "is_fee" not in line.fields else line.values.is_fee
    new = replace(line.values, lineage=lineage, is_fee=is_fee and line.values.kind == INCOME)
    return Change(None, replace(new, forecast_sek=None, outcome_sek=None), earlier)


def merged(old: Existing, line: ReadLine) -> LineValues:
    untouched = (EVERY_FIELD - line.fields) | {"lineage", *RESULTS}
    values = replace(line.values, **{field: getattr(old.values, field) for field in untouched})
    return replace(values, is_fee=values.is_fee and values.kind == INCOME)


def propose_results(existing: list[Existing], lines: list[ReadLine]) -> Proposal:
    """Forecast and outcome read into an adopted budget; lines that the table doesn't have stay as they are."""
    if not any(line.fields & {*RESULTS} for line in lines):
        return Proposal(Mode.RESULTS, tuple(existing), (), False, (NO_RESULTS,))
    problems = []
    become: dict[int | None, LineValues] = {}
    for old, line in zip(pair(existing, lines), lines, strict=True):
        if reason := why_not_followed(old, line):
            problems.append(f"{line.where}: {reason}")
        else:
            read = {field: getattr(line.values, field) for field in RESULTS if field in line.fields}
            become[old.pk] = replace(old.values, **read)
    result = [Existing(line.pk, become.get(line.pk, line.values)) for line in existing]
    changes = [
        Change(old.values, new.values) for old, new in zip(existing, result, strict=True) if old.values != new.values
    ]
    return Proposal(Mode.RESULTS, tuple(result), tuple(changes), False, tuple(problems))


def why_not_followed(old: Existing | None, line: ReadLine) -> str:
    """Why a line's results can't be read into an adopted budget; empty when they can."""
    if old is None:
        return f"”{line.values.label}” finns inte i den fastställda budgeten, eller flera gånger. Ange postens Post-id."
    decided, stated = old.values.amount_sek, line.values.amount_sek
    return f"Beloppet är {kronor(stated)}, men {kronor(decided)} är fastställt." if decided != stated else ""

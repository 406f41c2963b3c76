"""Three versions of a form's values made one: what was shown, what others have made of it, and what was posted (pure).

Values are texts as a browser sends them: a tuple for each input's name, empty for a box that isn't ticked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

Texts = tuple[str, ...]
Values = dict[str, Texts]


@dataclass(frozen=True)
class Row:
    """A row of a form set: its key in the database ("" for a new one), and its values by field."""

    key: str
    values: Values
    is_deleted: bool = False


@dataclass(frozen=True)
class Sheet:
    """All that a page's forms hold: fields by input name, and rows by their form set's prefix."""

    fields: Values = field(default_factory=dict)
    rows: dict[str, list[Row]] = field(default_factory=dict)


class Sort(StrEnum):
    """What two people have done with the same thing."""

    TEXT = "text"
    THEY_REMOVED = "they_removed"
    YOU_REMOVED = "you_removed"


@dataclass(frozen=True)
class Clash:
    """A value that both have changed, each in their own way; `place` is the row's index in the merged sheet."""

    sort: Sort
    prefix: str = ""
    place: int = -1
    field: str = ""
    theirs: Texts = ()
    mine: Texts = ()

    @property
    def name(self) -> str:
        """The input's name, or what the names of the row's inputs begin with."""
        return "-".join(part for part in (self.prefix, str(self.place) if self.prefix else "", self.field) if part)


@dataclass(frozen=True)
class Merged:
    """What to save unless someone chooses otherwise (mine where both differ), what to choose between, what to be told.

    `kept` names the fields that only others have changed, whose values stand.
    """

    sheet: Sheet
    clashes: list[Clash]
    kept: list[Clash]


def merge(shown: Sheet, theirs: Sheet, mine: Sheet) -> Merged:
    """Keep what either has changed; where both have changed the same, say so.

    >>> shown, theirs = Sheet({"title": ("A",), "text": ("x",)}), Sheet({"title": ("B",), "text": ("y",)})
    >>> merged = merge(shown, theirs, Sheet({"title": ("A",), "text": ("z",)}))
    >>> merged.sheet.fields, [clash.name for clash in merged.clashes], [clash.name for clash in merged.kept]
    ({'title': ('B',), 'text': ('z',)}, ['text'], ['title'])
    """
    fields, found = merged_values(shown.fields, theirs.fields, mine.fields)
    rows = {}
    for prefix, posted in mine.rows.items():
        rows[prefix], more = merged_rows(prefix, shown.rows.get(prefix, []), theirs.rows.get(prefix, []), posted)
        found += more
    clashes = [clash for is_clash, clash in found if is_clash]
    return Merged(Sheet(fields, rows), clashes, [clash for is_clash, clash in found if not is_clash])


def merged_values(shown: Values, theirs: Values, mine: Values, prefix: str = "", place: int = -1):
    """The values, and what others have changed of them: pairs of whether it is a clash, and what."""
    values, found = {}, []
    for name, posted in mine.items():
        now = theirs.get(name, posted)
        was = shown.get(name, now)
        values[name] = now if posted == was else posted
        if now != was and now != posted:
            found.append((posted != was, Clash(Sort.TEXT, prefix, place, name, now, posted)))
    return values, found


def merged_rows(prefix: str, shown: list[Row], theirs: list[Row], mine: list[Row]):
    """Those that are in the database first, then the new ones, as a form set wants them; and what others changed."""
    was, now, posted = by_key(shown), by_key(theirs), by_key(mine)
    there, found = [], []
    for key, row in posted.items():
        if key in now:
            merged, more = merged_row(prefix, len(there), was.get(key, now[key]), now[key], row)
            there.append(merged)
            found += more
        elif key not in was:
            there.append(row)  # never shown: for the form set to refuse
    there += [row for key, row in now.items() if key not in was and key not in posted]
    new = list(new_rows(shown, mine))
    for key, row in posted.items():
        if key in was and key not in now and not row.is_deleted and row.values != was[key].values:
            found.append((True, Clash(Sort.THEY_REMOVED, prefix, len(there) + len(new))))
            new.append(Row("", row.values))
    return there + new, found


def merged_row(prefix: str, place: int, was: Row, now: Row, mine: Row):
    if mine.is_deleted:
        clash = [(True, Clash(Sort.YOU_REMOVED, prefix, place))] if now.values != was.values else []
        return mine, clash
    values, found = merged_values(was.values, now.values, mine.values, prefix, place)
    return Row(mine.key, values), found


def new_rows(shown: list[Row], mine: list[Row]) -> Iterator[Row]:
    """The posted rows that aren't in the database; an empty one that was only shown is none."""
    blank = [row.values for row in shown if not row.key]
    for place, row in enumerate(row for row in mine if not row.key):
        if place >= len(blank) or row.values != blank[place]:
            yield row


def by_key(rows: list[Row]) -> dict[str, Row]:
    return {row.key: row for row in rows if row.key}

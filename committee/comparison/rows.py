"""Lists of rows before and after: meetings, turns, budget lines, bodies, the rows of a table (pure)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from committee.comparison.fields import Field, Sight, Status, apply_fields, compare_fields, visible
from committee.comparison.order import Key, in_step, keys_of, with_gone

Row = dict[Any, Any]


@dataclass(frozen=True)
class RowDifference:
    """A row; `before` is as it was, None for one that was added, and only such a one carries what it is `now`."""

    key: Key
    status: Status
    before: Row | None
    now: Row | None = None
    fields: tuple[Field, ...] = ()
    is_moved: bool = False

    @property
    def after(self) -> Row | None:
        if self.status == Status.REMOVED:
            return None
        return self.now if self.before is None else apply_fields(self.before, self.fields)

    @property
    def is_changed(self) -> bool:
        return self.status != Status.KEPT or self.is_moved


@dataclass(frozen=True)
class RowsDifference:
    """A list of rows in its later order, with those that were removed where they stood."""

    name: str
    rows: tuple[RowDifference, ...]
    was_present: bool
    is_present: bool
    """Whether the earlier and the later value have such a list at all."""

    @property
    def is_changed(self) -> bool:
        return any(row.is_changed for row in self.rows)

    def after(self) -> list[Row]:
        return [row.after for row in self.rows if row.status != Status.REMOVED]


@dataclass(frozen=True)
class Sort:
    """A sort of rows: where in a value they are, what tells one from another, and whether their order says anything."""

    name: str
    path: tuple[str, ...]
    identity: Callable[[Row], Any]
    is_ordered: bool = False


def compare_rows(before: list[Row] | None, after: list[Row] | None, sort: Sort, sight: Sight) -> RowsDifference:
    """Compare two lists; None is no list."""
    old, new = before or [], after or []
    identity = sort.identity
    if sort.name in BUDGET_SIDES and not all(row.get("lineage") for row in [*old, *new]):
        identity = heading_and_label
    earlier = dict(zip(keys_of(map(identity, old)), old, strict=True))
    later = dict(zip(keys_of(map(identity, new)), new, strict=True))
    places = {key: place for place, key in enumerate(earlier)}
    steady = in_step([places[key] for key in later if key in places])
    staying = {key for key, place in places.items() if place in steady}
    return RowsDifference(
        sort.name,
        tuple(
            row_difference(key, earlier.get(key), later.get(key), sight, sort.is_ordered and key not in staying)
            for key in with_gone(list(earlier), list(later), staying)
        ),
        before is not None,
        after is not None,
    )


def row_difference(key: Key, before: Row | None, after: Row | None, sight: Sight, has_left: bool) -> RowDifference:
    if before is None:
        return RowDifference(key, Status.ADDED, None, now=after)
    if after is None:
        return RowDifference(key, Status.REMOVED, before)
    fields = compare_fields(before, after, sight)
    return RowDifference(
        key, Status.CHANGED if visible(fields) else Status.KEPT, before, fields=fields, is_moved=has_left
    )


def heading_and_label(row: Row) -> list:
    return [row.get("group", ""), row.get("label")]


BUDGET_SIDES = ("income", "cost")
NODE_ROWS = (
    Sort("meetings", ("meetings",), lambda row: row.get("id")),
    Sort("turns", ("turns",), lambda row: row.get("year")),
    Sort("rows", ("rows",), lambda row: row.get(0), is_ordered=True),
    *(Sort(side, ("budget", side, "lines"), lambda row: row.get("lineage"), is_ordered=True) for side in BUDGET_SIDES),
)
CONTENT_ROWS = (
    Sort("bodies", ("bodies",), lambda row: row.get("slug")),
    Sort("promises", ("promises",), lambda row: [row.get(name) for name in ("kind", "body", "preparer")]),
    Sort("municipalities", ("municipalities",), lambda row: row.get("slug")),
)

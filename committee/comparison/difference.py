"""Two contents of a plan node by node: parts are matched by the part they continue, never by place (pure)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from committee.comparison.fields import Field, Sight, Status, apply_fields, compare_fields, visible
from committee.comparison.order import Key, in_step, keys_of, with_gone
from committee.comparison.rows import CONTENT_ROWS, NODE_ROWS, RowsDifference, Sort, compare_rows
from committee.comparison.shape import put_together, take_apart

MACHINE_NAMES = frozenset({"id", "ancestor", "lineage", "format"})


@dataclass(frozen=True)
class Place:
    """A node of a content, and the one that it lies under."""

    node: dict
    parent: Key | None


@dataclass(frozen=True)
class Tree:
    """A content's nodes by key in reading order, and the keys under each."""

    places: dict[Key, Place]
    children: dict[Key | None, list[Key]]
    ancestors: dict[Any, Any]


@dataclass(frozen=True)
class ValueDifference:
    """What differs in a value by itself, without the nodes under it."""

    fields: tuple[Field, ...] = ()
    rows: tuple[RowsDifference, ...] = ()

    @property
    def visible_fields(self) -> tuple[Field, ...]:
        return visible(self.fields)

    @property
    def is_changed(self) -> bool:
        return bool(self.visible_fields) or any(rows.is_changed for rows in self.rows)


@dataclass(frozen=True)
class NodeDifference:
    """A node, with those under it in their later order; one that was removed stands where it stood.

    Only a node that was added carries what it says itself, as `now`.
    """

    key: Key
    status: Status
    own: ValueDifference
    children: tuple[NodeDifference, ...]
    is_moved: bool = False
    now: dict | None = None

    @property
    def is_kept(self) -> bool:
        return self.status == Status.KEPT and not self.is_moved

    def walk(self) -> Iterator[NodeDifference]:
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Difference:
    """All that differs between two contents."""

    own: ValueDifference
    chapters: tuple[NodeDifference, ...]

    def walk(self) -> Iterator[NodeDifference]:
        for chapter in self.chapters:
            yield from chapter.walk()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing that a reader would see; ids may differ."""
        return not self.own.is_changed and all(node.is_kept for node in self.walk())


def compare(a: dict, b: dict) -> Difference:
    """What has to be done with `a` to make it `b`. Contents have `chapters`, and each node `children`.

    >>> leaf = {"kind": "commitment", "children": []}
    >>> a = {"chapters": [{"id": 1, "kind": "chapter", "children": [{**leaf, "id": 2, "text": "Vi ger fler råd."}]}]}
    >>> change = {**leaf, "id": 8, "ancestor": 2, "text": "Vi ger alla råd."}
    >>> b = {"chapters": [{"id": 7, "ancestor": 1, "kind": "chapter", "children": [change]}]}
    >>> [(node.status.value, node.is_moved) for node in compare(a, b).walk()]
    [('oförändrad', False), ('ändrad', False)]
    >>> apply(a, compare(a, b)) == b
    True
    """
    return Comparison(a, b).difference()


class Comparison:
    """Holds two contents while they are compared."""

    def __init__(self, a: dict, b: dict) -> None:
        self.a, self.b = a, b
        self.before, self.after = tree_of(a), tree_of(b)
        self.sight = Sight(MACHINE_NAMES, self.before.ancestors, self.after.ancestors)

    def difference(self) -> Difference:
        own = self.own(without(self.a, "chapters"), without(self.b, "chapters"), CONTENT_ROWS)
        return Difference(own, self.under(None))

    def under(self, parent: Key | None) -> tuple[NodeDifference, ...]:
        """The nodes under one: those of the later content, and those that were removed from the earlier."""
        left, right = self.before.children.get(parent, []), self.after.children.get(parent, [])
        places = {key: place for place, key in enumerate(left)}
        steady = in_step([places[key] for key in right if key in places])
        staying = {key for key in left if places[key] in steady}
        gone = [key for key in left if key in staying or key not in self.after.places]
        return tuple(self.node(key, is_moved=key not in staying) for key in with_gone(gone, right, staying))

    def node(self, key: Key, *, is_moved: bool) -> NodeDifference:
        before, after = self.before.places.get(key), self.after.places.get(key)
        children = self.under(key)
        if before is None:
            now = without(after.node, "children")
            return NodeDifference(key, Status.ADDED, ValueDifference(), children, now=now)
        if after is None:
            return NodeDifference(key, Status.REMOVED, ValueDifference(), children)
        own = self.own(without(before.node, "children"), without(after.node, "children"), NODE_ROWS)
        return NodeDifference(key, Status.CHANGED if own.is_changed else Status.KEPT, own, children, is_moved)

    def own(self, before: dict, after: dict, sorts: tuple[Sort, ...]) -> ValueDifference:
        if before == after:
            return ValueDifference()
        (before, lists), (after, other_lists) = take_apart(before, sorts), take_apart(after, sorts)
        return ValueDifference(
            compare_fields(before, after, self.sight),
            tuple(
                compare_rows(lists.get(sort.name), other_lists.get(sort.name), sort, self.sight)
                for sort in sorts
                if sort.name in lists or sort.name in other_lists
            ),
        )


def tree_of(content: dict) -> Tree:
    """Number a content's nodes; an ancestor that occurs more than once is told apart by order."""
    found = list(in_reading_order(content["chapters"]))
    keys = keys_of(node.get("ancestor", node["id"]) for node, _ in found)
    parents = [None if parent is None else keys[parent] for _, parent in found]
    places = {key: Place(node, parent) for key, (node, _), parent in zip(keys, found, parents, strict=True)}
    children: dict[Key | None, list[Key]] = {}
    for key, place in places.items():
        children.setdefault(place.parent, []).append(key)
    ancestors = {node["id"]: node.get("ancestor", node["id"]) for node, _ in found}
    return Tree(places, children, ancestors)


def in_reading_order(chapters: list[dict]) -> Iterator[tuple[dict, int | None]]:
    """Every node with its parent's place in that order."""
    waiting: list[tuple[dict, int | None]] = [(chapter, None) for chapter in reversed(chapters)]
    place = 0
    while waiting:
        node, above = waiting.pop()
        yield node, above
        waiting += [(child, place) for child in reversed(node["children"])]
        place += 1


def without(value: dict, name: str) -> dict:
    return {key: inner for key, inner in value.items() if key != name}


def apply(a: dict, difference: Difference) -> dict:
    """Make the later content of the earlier one and what differs."""
    places = tree_of(a).places
    own = applied(without(a, "chapters"), difference.own, CONTENT_ROWS)
    return own | {"chapters": apply_under(difference.chapters, places)}


def apply_under(nodes: tuple[NodeDifference, ...], places: dict[Key, Place]) -> list[dict]:
    return [apply_node(node, places) for node in nodes if node.status != Status.REMOVED]


def apply_node(node: NodeDifference, places: dict[Key, Place]) -> dict:
    own = node.now
    if node.status != Status.ADDED:
        own = applied(without(places[node.key].node, "children"), node.own, NODE_ROWS)
    return own | {"children": apply_under(node.children, places)}


def applied(before: dict, own: ValueDifference, sorts: tuple[Sort, ...]) -> dict:
    if not own.fields and not own.rows:
        return before
    value, lists = take_apart(before, sorts)
    lists = {rows.name: rows.after() for rows in own.rows if rows.is_present}
    return put_together(apply_fields(value, own.fields), lists, sorts)

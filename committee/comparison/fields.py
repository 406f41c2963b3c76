"""Values before and after: the smallest part of a difference, which carries only what the earlier lacks (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Any

from committee.comparison.words import Op, Segment, segments


class Status(StrEnum):
    """What has become of a part or a row; the value is the reader's word."""

    KEPT = "oförändrad"
    CHANGED = "ändrad"
    ADDED = "ny"
    REMOVED = "struken"


class Absent(Enum):
    """What a value is that isn't there; None is a value of its own."""

    ABSENT = "absent"


ABSENT = Absent.ABSENT
Name = str | int
Nodes = Mapping[Any, Any]
"""A content's nodes: id to ancestor."""


@dataclass(frozen=True)
class Field:
    """A value that differs. Of a text only the words that differ are carried, as `words`.

    It is silent when it differs for the machine alone: a row's own id, or a pointer to the same part in another year.
    """

    name: Name
    before: Any
    value: Any = ABSENT
    words: tuple[Segment, ...] = ()
    is_silent: bool = False

    def after(self, before: Any) -> Any:
        """The later value, made of the earlier."""
        return rebuilt(before, self.words) if self.words else self.value


def rebuilt(text: str, words: tuple[Segment, ...]) -> str:
    """A text with its differences carried out.

    >>> rebuilt("fler råd", (Segment(Op.REMOVED, "fler"), Segment(Op.ADDED, "alla"), Segment(Op.SAME, " råd")))
    'alla råd'
    """
    parts, place = [], 0
    for segment in words:
        if segment.op == Op.ADDED:
            parts.append(segment.text)
            continue
        if segment.op == Op.SAME:
            parts.append(text[place : place + len(segment.text)])
        place += len(segment.text)
    return "".join(parts)


@dataclass(frozen=True)
class Sight:
    """What a reader sees: which names are for the machine alone, and what the nodes of each content continue."""

    silent: frozenset[Name]
    before: Nodes
    after: Nodes

    def is_blind_to(self, name: Name, before: Any, after: Any) -> bool:
        return name in self.silent or pointed(name, before, self.before) == pointed(name, after, self.after)


def followed(value: Any, nodes: Nodes) -> Any:
    """A value whose pointers to nodes point at what those continue, the same whatever the year.

    >>> followed([{"words": "jfr", "node": 17}], {17: 4})
    [{'words': 'jfr', 'node': 4}]
    """
    if isinstance(value, list):
        return [followed(inner, nodes) for inner in value]
    if isinstance(value, dict):
        return {name: pointed(name, inner, nodes) for name, inner in value.items()}
    return value


def pointed(name: Name, value: Any, nodes: Nodes) -> Any:
    """A pointer to no node of its content is never the same as one to a node that is there."""
    return nodes.get(value, ("no node", value)) if name == "node" and isinstance(value, int) else followed(value, nodes)


def compare_fields(before: dict, after: dict, sight: Sight) -> tuple[Field, ...]:
    """What differs, in the later value's order and then what it lacks."""
    names = [*after, *(name for name in before if name not in after)]
    pairs = ((name, before.get(name, ABSENT), after.get(name, ABSENT)) for name in names)
    return tuple(field_of(name, old, new, sight) for name, old, new in pairs if old != new)


def field_of(name: Name, before: Any, after: Any, sight: Sight) -> Field:
    if sight.is_blind_to(name, before, after):
        return Field(name, before, value=after, is_silent=True)
    if isinstance(before, str) and isinstance(after, str):
        return Field(name, before, words=segments(before, after))
    return Field(name, before, value=after)


def apply_fields(before: dict, fields: tuple[Field, ...]) -> dict:
    """The later values, made of the earlier.

    >>> before, after = {"a": 1, "b": 2}, {"b": None, "c": "ny"}
    >>> apply_fields(before, compare_fields(before, after, Sight(frozenset(), {}, {})))
    {'b': None, 'c': 'ny'}
    """
    after = before | {field.name: field.after(before.get(field.name)) for field in fields}
    return {name: value for name, value in after.items() if value is not ABSENT}


def visible(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    return tuple(field for field in fields if not field.is_silent)

"""Which parts of an earlier plan a new document's parts continue (pure): those of the same kind with the same words."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """A part of a plan; `key` is the caller's own, `parent` the key of the part it lies under."""

    key: Hashable
    parent: Hashable | None
    kind: str
    words: str


def continued(parts: Iterable[Part], year: int, earlier: Iterable[Part], earlier_year: int) -> dict:
    """Pair the keys of parts with those of earlier ones, where the words leave no doubt.

    The plan's own year may differ, as in "Budget 2017". Words that stand in several places are told apart by the
    words that they lie under.

    >>> old = [Part(1, None, "chapter", "Budget 2017"), Part(2, 1, "paragraph", "Vi sparar.")]
    >>> new = [Part("a", None, "chapter", "Budget 2018"), Part("b", "a", "paragraph", "Vi sparar mer.")]
    >>> continued(new, 2018, old, 2017)
    {'a': 1}
    """
    mine, theirs = list(parts), list(earlier)
    pairs: dict = {}
    for depth in (0, 1):
        left = named([part for part in mine if part.key not in pairs], mine, year, depth)
        right = named([part for part in theirs if part.key not in pairs.values()], theirs, earlier_year, depth)
        pairs |= {keys[0]: right[name][0] for name, keys in left.items() if len(keys) == len(right.get(name, [])) == 1}
    return pairs


def named(parts: list[Part], everyone: list[Part], year: int, depth: int) -> dict[tuple, list]:
    """The parts' keys by kind and words, and with a depth by the words above them too."""
    by_key = {part.key: part for part in everyone}
    found: dict[tuple, list] = {}
    for part in parts:
        above = plain(by_key[part.parent].words, year) if depth and part.parent in by_key else ""
        found.setdefault((part.kind, plain(part.words, year), above), []).append(part.key)
    return found


def plain(words: str, year: int) -> str:
    """Words without their case, spaces and final stop, the plan's own year as any year's."""
    return re.sub(rf"\b{year}\b", "år", " ".join(words.casefold().split())).rstrip(".")

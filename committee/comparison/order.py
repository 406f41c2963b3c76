"""Identity and order: who is who in two lists, and which of them were moved (pure)."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable
from typing import Any

Key = tuple[Hashable, int]
"""Whose turn it is: an identity, and how many have had it before in the same list."""


def keys_of(identities: Iterable[Any]) -> list[Key]:
    """Tell even those apart that have the same identity, by their order.

    >>> keys_of([7, 9, 7, [1]])
    [(7, 0), (9, 0), (7, 1), ('[1]', 0)]
    """
    seen: Counter[Hashable] = Counter()
    keys = []
    for identity in identities:
        name = (
            json.dumps(identity, sort_keys=True, ensure_ascii=False) if isinstance(identity, list | dict) else identity
        )
        keys.append((name, seen[name]))
        seen[name] += 1
    return keys


def in_step(places: list[int]) -> set[int]:
    """The most places that come in rising order, as a set; all others were moved. O(n log n).

    >>> sorted(in_step([2, 0, 1, 3])), sorted(in_step([]))
    ([0, 1, 3], [])
    """
    tails: list[int] = []
    previous: dict[int, int | None] = {}
    for place in places:
        length = bisect_left(tails, place)
        previous[place] = tails[length - 1] if length else None
        tails[length : length + 1] = [place]
    found, place = set(), tails[-1] if tails else None
    while place is not None:
        found.add(place)
        place = previous[place]
    return found


def with_gone(before: list[Key], after: list[Key], staying: set[Key]) -> list[Key]:
    """The later list with those that only the earlier has, each after the nearest before it that stayed where it was.

    `staying` holds keys of both lists that are in the same order in them.

    >>> a, b, c, d = keys_of("abcd")
    >>> "".join(key[0] for key in with_gone([a, b, c], [c, d], {c}))
    'abcd'
    """
    present = set(after)
    follow: dict[Key | None, list[Key]] = {}
    nearest = None
    for key in before:
        if key in staying:
            nearest = key
        elif key not in present:
            follow.setdefault(nearest, []).append(key)
    return [*follow.get(None, []), *(one for key in after for one in (key, *follow.get(key, [])))]

"""What tests ask of two contents."""

import copy

from committee.canonical import canonical_bytes
from committee.comparison.difference import apply, compare
from committee.comparison.reading import read_difference


def statuses(a: dict, b: dict) -> dict:
    """Each node's status and whether it was moved, by its ancestor."""
    return {one.key[0]: (one.status, one.is_moved) for one in compare(a, b).walk()}


def moved(a: dict, b: dict) -> set:
    return {key for key, (_, is_moved) in statuses(a, b).items() if is_moved}


def continued(before: dict, first_id: int = 100) -> dict:
    """The same content with new ids, as the next year's plan has it."""
    after = copy.deepcopy(before)
    waiting = list(after["chapters"])
    while waiting:
        one = waiting.pop()
        one.update(ancestor=one.get("ancestor", one["id"]), id=first_id + one["id"])
        waiting += one["children"]
    return after


def assert_exact(a: dict, b: dict) -> None:
    earlier = canonical_bytes(a)
    assert canonical_bytes(apply(a, compare(a, b))) == canonical_bytes(b)
    assert canonical_bytes(a) == earlier


def plain(text: str) -> str:
    return text.replace("\xa0", " ")


def summary(a: dict, b: dict, **values) -> list[str]:
    return [plain(sentence) for sentence in read_difference(a, b, **values).summary]


def cell(words: tuple) -> str:
    return plain("".join(segment.text for segment in words))

"""Two texts word by word: what stayed, what was struck and what was added, in marks that a person can read (pure)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby, takewhile

# Words, sentences, paragraphs: every character is in a unit. A number with its thousands apart is one word.
UNITS = (
    re.compile(r"\s*+(?:\d{1,3}(?:[ \xa0]\d{3})+(?!\d)|\w+(?:[-'’.,:/]\w+)*|[^\w\s])|\s+"),
    re.compile(r"[^.!?]*+[.!?]++\s*+|[^.!?]++"),
    re.compile(r"[^\n]*+\n++|[^\n]++"),
)
MOST_UNITS = 4_000
MOST_STEPS = 2_000_000
SHORT_WORD = 3


class Op(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Segment:
    """A stretch of text that is in both texts, or only in the earlier or the later one."""

    op: Op
    text: str

    @property
    def is_plain(self) -> bool:
        """Nothing to mark: the same in both, or only space."""
        return self.op == Op.SAME or not self.text.strip()

    @property
    def lead(self) -> str:
        """The space before its first word, which is left out of the mark."""
        return self.text[: len(self.text) - len(self.core)]

    @property
    def core(self) -> str:
        return self.text.lstrip()


@dataclass(frozen=True)
class Stretch:
    """Where two texts have come, step by step: what each of them says there."""

    before: str
    after: str

    @property
    def is_same(self) -> bool:
        return self.before == self.after

    @property
    def is_tiny(self) -> bool:
        """Too little to stand unmarked between two marks: no word at all, or one short one."""
        words = re.findall(r"\w+", self.before)
        return not words or (len(words) == 1 and len(words[0]) <= SHORT_WORD)


def segments(before: str, after: str) -> tuple[Segment, ...]:
    """Mark what differs. What is same and removed makes the earlier text, same and added the later one, exactly.

    Texts that are too long or repeat themselves too much to compare word by word are compared by sentences, else by
    paragraphs, else as wholes. Where less than a third is shared the whole is removed and added.

    >>> [(segment.op.value, segment.text) for segment in segments("Vi ger fler råd.", "Vi ger alla råd.")]
    [('same', 'Vi ger '), ('removed', 'fler'), ('added', 'alla'), ('same', ' råd.')]
    """
    stretches = without_islands(stretches_of(before, after))
    shared = sum(weight(stretch.before) for stretch in stretches if stretch.is_same)
    if 3 * shared < min(weight(before), weight(after)):
        stretches = [Stretch(before, after)]
    return tuple(marked(merged(hoisted(stretches))))


def weight(text: str) -> int:
    """How many letters and digits there are.

    >>> weight("Å, 12!")
    3
    """
    return sum(map(str.isalnum, text))


def stretches_of(before: str, after: str) -> list[Stretch]:
    """The two texts in step, by the finest unit of which there are not too many to compare."""
    for unit in UNITS:
        left, right = unit.findall(before), unit.findall(after)
        start = shared_start(left, right)
        end = shared_start(left[start:][::-1], right[start:][::-1])
        middle = left[start : len(left) - end], right[start : len(right) - end]
        if is_quick(*middle):
            first, last = "".join(left[:start]), "".join(left[len(left) - end :])
            return [Stretch(first, first), *compared(*middle), Stretch(last, last)]
    return [Stretch(before, after)]


def shared_start(left: Sequence[str], right: Sequence[str]) -> int:
    """How many units two texts begin alike with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False)))


def is_quick(left: list[str], right: list[str]) -> bool:
    """Whether the matcher's work has a bound: it grows with how often each unit is repeated in both."""
    if len(left) + len(right) > MOST_UNITS:
        return False
    counts = Counter(map(str.strip, right))
    repeated = sum(count * counts[unit] for unit, count in Counter(map(str.strip, left)).items())
    return repeated * min(len(left), len(right)) <= MOST_STEPS


def compared(left: list[str], right: list[str]) -> Iterator[Stretch]:
    """Units are the same when their words are; where the space around them isn't, that is marked by itself."""
    matcher = SequenceMatcher(None, [*map(str.strip, left)], [*map(str.strip, right)], autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag == "equal":
            for unit, other in zip(left[start:end], right[other_start:other_end], strict=True):
                yield from spaced(unit, other)
        else:
            yield Stretch("".join(left[start:end]), "".join(right[other_start:other_end]))


def spaced(unit: str, other: str) -> Iterable[Stretch]:
    """A unit of both texts, and apart from it the space around it.

    >>> list(spaced(" råd", "råd")) == [Stretch(" ", ""), Stretch("råd", "råd"), Stretch("", "")]
    True
    """
    core = unit.strip()
    if unit == other or not core:
        return [Stretch(unit, other)]
    return map(Stretch, unit.partition(core), other.partition(core))


def without_islands(stretches: Iterable[Stretch]) -> list[Stretch]:
    """What is tiny between two marks is marked with them, so that nobody has to read confetti."""
    runs = merged(stretches)
    inner = runs[1:-1]
    islands = {id(stretch) for stretch in inner if stretch.is_same and stretch.is_tiny}
    return merged(runs, lambda stretch: stretch.is_same and id(stretch) not in islands)


def merged(stretches: Iterable[Stretch], is_same: Callable[[Stretch], bool] = lambda one: one.is_same) -> list[Stretch]:
    """Put neighbours of a sort together; what is in neither text goes."""
    runs = groupby((stretch for stretch in stretches if stretch.before or stretch.after), key=is_same)
    return [Stretch(*map("".join, zip(*((one.before, one.after) for one in run), strict=True))) for _, run in runs]


def hoisted(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Take the space that both texts begin and end a difference with out of it: marks are around words."""
    for stretch in stretches:
        before, after = stretch.before, stretch.after
        lead = shared_space(before, after)
        before, after = before[len(lead) :], after[len(lead) :]
        trail = shared_space(before[::-1], after[::-1])[::-1]
        inner = Stretch(before[: len(before) - len(trail)], after[: len(after) - len(trail)])
        yield from (Stretch(lead, lead), inner, Stretch(trail, trail))


def shared_space(before: str, after: str) -> str:
    """The space that two texts begin alike with."""
    shared = before[: shared_start(before, after)]
    return shared[: len(shared) - len(shared.lstrip())]


def marked(stretches: Iterable[Stretch]) -> Iterator[Segment]:
    for stretch in stretches:
        if stretch.is_same:
            yield Segment(Op.SAME, stretch.before)
            continue
        if stretch.before:
            yield Segment(Op.REMOVED, stretch.before)
        if stretch.after:
            yield Segment(Op.ADDED, stretch.after)

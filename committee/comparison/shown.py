"""What the page shows of two contents: chapters of changes, and what is alike folded together (pure)."""

from __future__ import annotations

from dataclasses import dataclass

from committee.comparison.tables import ReadTable
from committee.comparison.wording import MARKS, PART, Fate, Noun
from committee.comparison.words import Op, Segment


@dataclass(frozen=True)
class Fold:
    """Parts in a row that are alike."""

    count: int
    is_fold = True

    @property
    def words(self) -> str:
        """
        >>> Fold(1).words, Fold(4).words
        ('1 del är lika', '4 delar är lika')
        """
        return f"{PART.counted(self.count)} är lika"


@dataclass(frozen=True)
class Change:
    """A part that was changed, moved, struck or added, with the headings above it and where it stands."""

    noun: Noun
    fates: tuple[Fate, ...]
    is_chapter: bool
    context: str
    title: tuple[Segment, ...]
    text: tuple[Segment, ...]
    moved_words: str
    notes: tuple[str, ...]
    tables: tuple[ReadTable, ...]
    before_url: str
    after_url: str
    is_fold = False

    @property
    def is_whole(self) -> bool:
        """Whether all of it was added or struck, so that its mark says what its words are."""
        return self.fates in {(Fate.ADDED,), (Fate.REMOVED,)}

    @property
    def label(self) -> str:
        """What tells the part's links from others': its sort and how it begins."""
        words = "".join(segment.text for segment in (self.title or self.text))
        return f"{self.noun.one} {words[:60]}".strip()

    @property
    def shows_title(self) -> bool:
        """A chapter's title stands right above it, and a table's in its caption: shown only if changed."""
        is_changed = not self.is_whole and any(segment.op != Op.SAME for segment in self.title)
        return is_changed or bool(self.title and not self.is_chapter and not self.tables)

    @property
    def marks(self) -> list[tuple[str, str, str]]:
        """Its fates, each with the sign and the word that a reader meets."""
        return [(fate.value, MARKS[fate], self.noun.ending(fate, 1).capitalize()) for fate in self.fates]


@dataclass(frozen=True)
class Chapter:
    """A chapter of the later content, or one that was struck."""

    heading: str
    entries: tuple[Change | Fold, ...]

    @property
    def is_alike(self) -> bool:
        """Whether nothing in it differs, so that its heading says all."""
        return all(entry.is_fold for entry in self.entries)


@dataclass(frozen=True)
class ReadDifference:
    """All that the page shows; `names` are what the two are called in tables."""

    names: tuple[str, str]
    summary: tuple[str, ...]
    facts: ReadTable
    chapters: tuple[Chapter, ...]
    tables: tuple[ReadTable, ...]

    @property
    def is_alike(self) -> bool:
        """Whether nothing but the decision differs."""
        return not self.summary

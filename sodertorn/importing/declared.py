"""Numbers that a plan's text gives of what is in it: fyra utvecklingsfrågor, fem kommuner (pure)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sodertorn.importing.lines import Block, Form
from sodertorn.importing.numerals import SEVERAL, read_number
from sodertorn.importing.values import Finding

DECLARED = rf"\b{SEVERAL}\s+(?:[a-zåäö]+\s+)?"
MUNICIPALITIES = r"\w*kommun(?:er|erna)"
ISSUES = "utvecklingsfrågor"
GOAL_AREAS = "målområden"
# What a paragraph about an area may call its issues, the plainest last.
ISSUE_NOUNS = (r"\w*frågor", r"\w*delmål", r"\w*mål")


@dataclass(frozen=True)
class Declared:
    """A number with the words that give it and the line where they begin."""

    number: int
    words: str
    line: int

    def compare(self, count: int) -> list[Finding]:
        """A finding when another number was found."""
        if count == self.number:
            return []
        return [Finding(self.line, f"Texten säger ”{self.words}”, men {count} hittades.")]


def find_number(text: str, noun: str) -> tuple[int, re.Match] | None:
    """Find how many of something a text says there are.

    >>> find_number("Hit hör fem konkreta utvecklingsfrågor.", ISSUES)[0]
    5
    """
    match = re.search(DECLARED + f"{noun}\\b", text, re.IGNORECASE)
    return (read_number(match[1]), match) if match else None


def declared_number(blocks: Iterable[Block], noun: str) -> Declared | None:
    """The first block that gives a number of something; one that is cut in two by a paragraph's end is none."""
    for block in blocks:
        parts = (
            [([line], [text]) for line, text in block.lines_as_text()]
            if block.form == Form.TABLE
            else [(block.lines, block.texts)]
        )
        for lines, texts in parts:
            if found := find_number(" ".join(texts), noun):
                number, match = found
                return Declared(number, match[0], line_at(lines, texts, match.start()))
    return None


def declared_issues(blocks: Iterable[Block]) -> Declared | None:
    """How many issues an area's own paragraphs say that it has, whatever they are called."""
    paragraphs = [block for block in blocks if block.form == Form.TEXT]
    return next((found for noun in ISSUE_NOUNS if (found := declared_number(paragraphs, noun))), None)


def line_at(lines: Iterable[int], texts: Iterable[str], place: int) -> int:
    """The line of a place in texts that were joined by spaces."""
    for line, text in zip(lines, texts, strict=True):
        if place <= len(text):
            return line
        place -= len(text) + 1
    return line

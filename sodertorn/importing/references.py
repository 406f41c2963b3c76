"""References in the text, such as "jfr sid 4" and "se kapitel 6", and which part of the plan they lead to (pure)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from sodertorn.importing.values import Finding, ParsedNode, ParsedReference

REFERENCE = re.compile(
    r"\b(?:jfr|jämför|se)\s{1,9}(?:även\s{1,9}|också\s{1,9})?"
    r"(?:(?P<page>sidan|sida|sid\.?|s\.)|(?P<chapter>kapitel|kap\.?|avsnitt|avsn\.?))\s{0,9}(?P<number>\d{1,3})\b",
    re.IGNORECASE,
)
"""Never longer than a reference's words may be, however many spaces a document has."""


def first_lines_of_pages(text: str) -> list[int]:
    """The line that each page begins with, from the form feeds that printing to text leaves, also after the last page.

    >>> first_lines_of_pages("Plan\\n\\f1. Syfte\\nVi hörs.\\n\\f2. Budget\\n\\f")
    [1, 3, 6]
    """
    lines = text.rstrip().splitlines(keepends=True)
    return [1, *(number + 1 for number, line in enumerate(lines, start=1) if line.endswith("\f"))]


def read_references(nodes: list[ParsedNode], text: str) -> tuple[list[ParsedReference], list[Finding]]:
    """Find the references in a plan's nodes, given in reading order, and what each leads to.

    A page is where its first part begins. What can't be told is a finding for a person, and no reference.
    """
    guide = Guide(nodes, first_lines_of_pages(text))
    references, findings = [], []
    for node in nodes:
        for words, match in references_in(node.text):
            target, reason = guide.target(match)
            if target is None:
                findings.append(Finding(node.lines[0], f"”{words}” blev ingen länk: {reason}", needs_person=False))
            elif target is not node:
                references.append(ParsedReference(node.lines[0], words, target.lines[0]))
    return references, findings


def references_in(text: str) -> Iterator[tuple[str, re.Match]]:
    """Each reference in a text once, with its words as they stand."""
    seen = set()
    for match in REFERENCE.finditer(text):
        if match[0] not in seen:
            seen.add(match[0])
            yield match[0], match


class Guide:
    """Knows where chapters and pages begin."""

    def __init__(self, nodes: list[ParsedNode], pages: list[int]) -> None:
        self.nodes = nodes
        self.starts = [node.lines[0] for node in nodes]
        self.pages = pages

    def target(self, match: re.Match) -> tuple[ParsedNode | None, str]:
        number = int(match["number"])
        return self.page(number) if match["page"] else self.chapter(number)

    def chapter(self, number: int) -> tuple[ParsedNode | None, str]:
        found = [node for node in self.nodes if node.number == str(number)]
        if len(found) == 1:
            return found[0], ""
        return None, f"planen har {'flera' if found else 'inget'} kapitel {number}."

    def page(self, number: int) -> tuple[ParsedNode | None, str]:
        """The first part that begins on a page, or the one that goes on there."""
        if len(self.pages) == 1:
            return None, "dokumentet visar inte var sidorna börjar. Lägg till den i planen om du vet vart den leder."
        if not 1 <= number <= len(self.pages):
            return None, f"dokumentet har {len(self.pages)} sidor."
        begins = self.pages[number - 1]
        ends = self.pages[number] if number < len(self.pages) else float("inf")
        place = bisect_right(self.starts, begins - 1)
        if place < len(self.starts) and self.starts[place] < ends:
            return self.nodes[place], ""
        return (self.nodes[place - 1], "") if place else (None, f"på sidan {number} står ingen del av planen.")

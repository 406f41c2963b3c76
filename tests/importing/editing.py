"""A plan that the portal wrote, edited as people do it in Word."""

from __future__ import annotations

import copy
import datetime as dt
import io
import json
import random
from collections.abc import Callable
from functools import lru_cache

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml.etree import _Element

from committee.paper.marks import KINDS
from committee.paper.word import plan_docx
from sodertorn.importing.placing import placed_lines
from sodertorn.importing.readers import ReadPlan, read_plan
from sodertorn.importing.values import ParsedNode
from tests.importing.words import saved

AT = dt.datetime(2017, 1, 16, tzinfo=dt.UTC)


@lru_cache(maxsize=4)
def file_of(content: str) -> bytes:
    return plan_docx(json.loads(content), AT)


def edited(content: dict, *changes: Callable[[Document], None]) -> ReadPlan:
    """What is read of a content's Word file after these changes."""
    document = docx.Document(io.BytesIO(file_of(json.dumps(content))))
    for change in changes:
        change(document)
    return read_plan(saved(document), "plan.docx")


def paragraph(document: Document, text: str) -> Paragraph:
    return next(one for one in document.paragraphs if one.text == text)


def table(document: Document, head: str) -> Table:
    """The first table with this in its first cell."""
    return next(one for one in document.tables if one.cell(0, 0).text == head)


def take_away(element: _Element) -> None:
    element.getparent().remove(element)


def add_after(place: Paragraph, text: str, style: str = "Normal") -> None:
    """Put a paragraph that has no mark behind another."""
    document = place.part.document
    new = document.add_paragraph(text, style=style)
    place._p.addnext(new._p)


def outline(node: ParsedNode) -> tuple:
    """A part with what lies under it: its kind, its words and the parts."""
    words = node.title or node.text
    return (node.kind, words, *([list(map(outline, node.children))] if node.children else []))


def silent(read: ReadPlan) -> list[str]:
    """Lines that became nothing, and of which nothing is said."""
    lines = placed_lines(read.lines, read.parsed, list(read.parsed.findings), KINDS)
    return [line.text for line in lines if not line.became and not line.findings]


def said(read: ReadPlan) -> list[tuple[str, str]]:
    """Each finding with the words of its line."""
    return [(read.lines[one.line - 1] if one.line else "", one.text) for one in read.parsed.findings]


class Editor:
    """Changes a file by chance."""

    def __init__(self, seed: int, edits: int) -> None:
        self.chance, self.edits = random.Random(seed), edits

    def __call__(self, document: Document) -> None:
        body = document.element.body
        for _ in range(self.edits):
            edit = self.chance.choice(
                [self.delete, self.copy, self.move, self.blank, self.unmark, self.restyle, self.strip_row, self.add]
            )
            tag = self.chance.choice(["w:p", "w:p", "w:tr", "w:tbl", "w:tc"])
            if elements := list(body.iter(qn(tag))):
                edit(self.chance.choice(elements))

    def delete(self, element: _Element) -> None:
        if element.tag != qn("w:tc"):
            take_away(element)

    def copy(self, element: _Element) -> None:
        element.addnext(copy.deepcopy(element))

    def move(self, element: _Element) -> None:
        """Among its like, wherever they stand; the last part of the file stays last."""
        others = list(element.getroottree().getroot().iter(element.tag))
        place = self.chance.choice(others)
        if place not in list(element.iter()) and element not in list(place.iterancestors()):
            place.addprevious(element)

    def blank(self, element: _Element) -> None:
        for text in element.iter(qn("w:t")):
            text.text = ""

    def unmark(self, element: _Element) -> None:
        for mark in list(element.iter(qn("w:bookmarkStart"))):
            take_away(mark)

    def restyle(self, element: _Element) -> None:
        style = next(element.iter(qn("w:pStyle")), None)
        if style is not None:
            style.set(qn("w:val"), self.chance.choice(["Heading1", "Heading3", "Heading9", "ListBullet", "Normal"]))

    def strip_row(self, element: _Element) -> None:
        """Take the first cell of a row away."""
        cell = next(element.iter(qn("w:tc")), None)
        if cell is not None and len(cell.getparent().findall(qn("w:tc"))) > 1:
            take_away(cell)

    def add(self, element: _Element) -> None:
        """Words where there may have been others."""
        text = next(element.iter(qn("w:t")), None)
        if text is not None:
            text.text += self.chance.choice([" och mer", " 31 februari 2017", "Summa", " 1 000", " kl. 25.00"])

"""A Word file's paragraphs and table rows as lines, with what the file says of each beside its words (pure)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import docx
from docx.oxml.ns import qn
from lxml.etree import _Element

from calendar_app.documents import content_values as reasons
from calendar_app.documents.content import content_of
from calendar_app.documents.formats import Format
from calendar_app.documents.unpacking import Unpacked
from sodertorn.importing.values import DocumentError, Finding
from sodertorn.importing.word_elements import (
    BOOKMARK,
    PARAGRAPH,
    ROW,
    TABLE,
    Turn,
    bookmarks_in,
    cells_of,
    is_bold,
    is_struck,
    links_in,
    parts_of,
    runs_of,
    text_in,
    turns_of_page,
    value_of,
)

NO_WORD = "Filen är inget Word-dokument (.docx)."
DAMAGED = "Word-dokumentet är skadat och kan inte läsas. Spara det på nytt i Word."
TOO_LARGE = "Dokumentet är för stort för att läsas. Ta bort bilderna och försök igen."
TOO_LONG = "Dokumentet är för långt för en verksamhetsplan och lästes inte."
REFUSALS = {
    reasons.ARCHIVE: NO_WORD,
    reasons.OTHER_ODF: NO_WORD,
    reasons.BOMB: TOO_LARGE,
    reasons.DAMAGED: DAMAGED,
    reasons.MACROS: "Filen innehåller makron, som kan vara skadliga. Spara den utan makron (.docx) och försök igen.",
    reasons.OLD_OFFICE: "Filen är i ett äldre Office-format. Spara den som .docx i Word.",
    reasons.TEMPLATE: "Filen är en mall. Spara den som .docx i Word.",
}
"""What is said of documents otherwise, in words for one that is read in: it can't be a PDF."""
MAY_BE_WORD = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How a zip file begins, and an old or encrypted office file, of which we say what to do."""
MOST_UNPACKED, MOST_XML = 40 * 1024 * 1024, 12 * 1024 * 1024
"""Pictures are never looked at, but a tree of elements takes ten times the room of its XML."""
MOST_LINES = 20_000
MOST_CHARACTERS = 2_000_000
MOST_BASES = 20
"""How many styles may be based on each other; more is a circle."""
HEADING = re.compile(r"(?:heading|rubrik) ([1-9])")
CONTENTS = re.compile(r"(?:toc|innehåll|contents) (?:[1-9]|heading)|innehållsförteckningsrubrik")
"""Names of the styles of a table of contents, in lower case."""
LISTS = ("list bullet", "list number", "punktlista", "numrerad lista")
LEFT_OUT = (
    (
        ("w:ins", "w:del", "w:moveTo", "w:moveFrom"),
        "Dokumentet har spårade ändringar. De lästes som om de vore godkända.",
        False,
    ),
    (("w:commentReference",), "Dokumentets kommentarer läses inte in.", False),
    (("w:footnoteReference", "w:endnoteReference"), "Dokumentet har fotnoter. De kom inte med.", True),
    (("w:txbxContent",), "Dokumentet har textrutor. Texten i dem kom inte med.", True),
    (("w:altChunk",), "Dokumentet har ett annat dokument i sig. Texten i det kom inte med.", True),
)
"""Elements, what is said of them, and whether a person should look."""


@dataclass(frozen=True)
class Line:
    """A paragraph or a table's row. `level` is a heading's, 0 for none; `cells` a row's texts, none for a paragraph.

    `bookmarks` begin here; `links` are words and the bookmark they lead to; `styled` are words in character styles, by
    the style's name. `is_page_break` lines have no words: the next line begins a page.
    """

    text: str = ""
    style: str = ""
    level: int = 0
    is_item: bool = False
    is_bold: bool = False
    cells: tuple[str, ...] = ()
    is_first_row: bool = False
    bookmarks: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    styled: tuple[tuple[str, str], ...] = ()
    is_page_break: bool = False

    @property
    def has_words(self) -> bool:
        return any(map(str.strip, (self.text, *self.cells)))


@dataclass
class WordDocument:
    """All lines of a file, numbered from 1 as they come, and what of it isn't read."""

    lines: list[Line]
    findings: list[Finding] = field(default_factory=list)


def read_word(data: bytes) -> WordDocument:
    """Read a Word file. Raises DocumentError, in Swedish, for what is none, is hostile, or is too large.

    Tracked changes are read as if accepted; a table of contents isn't read.
    """
    check(data)
    try:
        document = docx.Document(io.BytesIO(data))
        body, styles = document.element.body, document.styles.element
        has_entities = any(element.getroottree().docinfo.doctype for element in (document.element, styles))
    except Exception:  # python-docx answers damage with whatever it stumbled on: KeyError, ValueError, lxml's own
        raise DocumentError(DAMAGED) from None
    if body is None or has_entities:
        raise DocumentError(DAMAGED)
    return WordReader(body, styles).read()


def check(data: bytes) -> None:
    """See that the file is harmless before it is opened."""
    if not data.startswith(MAY_BE_WORD):
        raise DocumentError(NO_WORD)
    try:
        format = content_of(data).format
        members = Unpacked(data).archive.infolist()
    except reasons.ContentError as error:
        raise DocumentError(REFUSALS.get(str(error), str(error))) from None
    except Exception:  # the libraries raise nearly anything at what was made to deceive them
        raise DocumentError(DAMAGED) from None
    if format is not Format.DOCX:
        raise DocumentError(NO_WORD)
    if sum(member.file_size for member in members) > MOST_UNPACKED:
        raise DocumentError(TOO_LARGE)
    if sum(member.file_size for member in members if member.filename.casefold().endswith((".xml", ".rels"))) > MOST_XML:
        raise DocumentError(TOO_LONG)


class WordReader:
    def __init__(self, body: _Element, styles: _Element) -> None:
        self.body = body
        self.styles = {style.get(qn("w:styleId")): style for style in styles.iter(qn("w:style"))}
        self.lines: list[Line] = []
        self.size = 0
        self.has_contents = False
        self.is_blank = True
        """Whether the page has nothing on it yet."""
        self.marks: tuple[str, ...] = ()
        """Bookmarks that begin between paragraphs: they are the next one's."""

    def read(self) -> WordDocument:
        for element in parts_of(self.body, PARAGRAPH, TABLE, BOOKMARK):
            if element.tag == BOOKMARK:
                self.marks += bookmarks_in(element)
            elif element.tag == PARAGRAPH:
                self.read_paragraph(element)
            else:
                self.read_table(element)
        return WordDocument(self.lines, list(self.left_out()))

    def add(self, line: Line) -> None:
        self.size += len(line.text) + sum(map(len, line.cells))
        if len(self.lines) >= MOST_LINES or self.size > MOST_CHARACTERS:
            raise DocumentError(TOO_LONG)
        self.lines.append(line)

    def add_with_breaks(self, element: _Element, line: Line) -> None:
        before, behind = self.turn_pages(element)
        self.add_breaks(before)
        self.add(replace(line, bookmarks=(*self.marks, *line.bookmarks)))
        self.marks = ()
        self.add_breaks(behind)

    def add_breaks(self, number: int) -> None:
        for _ in range(number):
            self.add(Line(is_page_break=True))

    def turn_pages(self, element: _Element) -> tuple[int, int]:
        """How many pages end before the words of a paragraph or a row, and how many after they have begun.

        Where Word itself turned the page counts only with something on it: it notes that behind breaks too.
        """
        turned, has_begun = [0, 0], False
        for turn in turns_of_page(element):
            if turn is Turn.NONE:
                has_begun, self.is_blank = True, False
            elif turn is Turn.BREAK or not self.is_blank:
                turned[has_begun] += bool(self.lines) or has_begun
                self.is_blank = True
        return turned[0], turned[1]

    def read_paragraph(self, element: _Element) -> None:
        style = value_of(element, "w:pPr", "w:pStyle")
        names = [name_of(base) for base in self.bases_of(style)]
        if any(map(CONTENTS.fullmatch, map(str.casefold, names))):
            self.has_contents = True
            self.add_breaks(sum(self.turn_pages(element)))
            return
        level = self.level_of(element, style)
        runs = [run for run in runs_of(element) if text_in(run).strip()]
        self.add_with_breaks(
            element,
            Line(
                text=text_in(element),
                style=names[0] if names else "",
                level=level,
                is_item=not level and self.is_item(element, style),
                is_bold=bool(runs) and all(map(is_bold, runs)),
                bookmarks=bookmarks_in(element),
                links=links_in(element),
                styled=tuple(self.styled_words(element)),
            ),
        )

    def read_table(self, element: _Element) -> None:
        rows = [row for row in parts_of(element, ROW) if not is_struck(row)]
        for number, row in enumerate(rows):
            cells, marks = tuple(cells_of(row)), bookmarks_in(row)
            line = Line(cells=cells, is_first_row=number == 0, bookmarks=marks, links=links_in(row))
            self.add_with_breaks(row, line)

    def bases_of(self, name: str) -> Iterator[_Element]:
        """A style and those it is based on, nearest first."""
        for _ in range(MOST_BASES):
            style = self.styles.get(name)
            if style is None:
                return
            yield style
            name = value_of(style, "w:basedOn")

    def level_of(self, element: _Element, style: str) -> int:
        """A heading's level from 1, as the paragraph or its style says; the title of the document is none."""
        found = value_of(element, "w:pPr", "w:outlineLvl")
        for base in self.bases_of(style):
            heading = HEADING.fullmatch(name_of(base).casefold())
            if heading and not found:
                return int(heading[1])
            found = found or value_of(base, "w:pPr", "w:outlineLvl")
        return int(found) + 1 if re.fullmatch("[0-8]", found) else 0

    def is_item(self, element: _Element, style: str) -> bool:
        """Whether the paragraph is a place in a list, by itself or by its style."""
        if number := value_of(element, "w:pPr", "w:numPr", "w:numId"):
            return number != "0"
        return any(
            name_of(base).casefold().startswith(LISTS) or value_of(base, "w:pPr", "w:numPr", "w:numId") not in ("", "0")
            for base in self.bases_of(style)
        )

    def styled_words(self, element: _Element) -> Iterator[tuple[str, str]]:
        for run in runs_of(element):
            style = self.styles.get(value_of(run, "w:rPr", "w:rStyle"))
            if style is not None:
                yield name_of(style), text_in(run)

    def left_out(self) -> Iterator[Finding]:
        """What a person should know that was left out or decided for them."""
        if self.has_contents:
            yield Finding(0, "Innehållsförteckningen läses inte in.", needs_person=False)
        for names, text, needs_person in LEFT_OUT:
            if next(self.body.iter(*map(qn, names)), None) is not None:
                yield Finding(0, text, needs_person=needs_person)


def name_of(style: _Element) -> str:
    return value_of(style, "w:name")

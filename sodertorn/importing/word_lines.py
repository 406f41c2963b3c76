"""A Word file's paragraphs and table rows as lines, with what the file says of each beside its words (pure)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

import docx
from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import _Element

from calendar_app.documents.content import content_of
from calendar_app.documents.content_values import ContentError
from calendar_app.documents.formats import Format
from calendar_app.documents.unpacking import Unpacked
from sodertorn.importing.values import DocumentError, Finding

NO_WORD = "Filen är inget Word-dokument (.docx)."
MAY_BE_WORD = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How a zip file begins, and an old or encrypted office file, of which we say what to do."""
MOST_UNPACKED = 40 * 1024 * 1024
MOST_LINES = 20_000
MOST_CHARACTERS = 2_000_000
MOST_BASES = 20
"""How many styles may be based on each other; more is a circle."""
TEXT, TAB, BREAK, RETURN, HYPHEN = map(qn, ("w:t", "w:tab", "w:br", "w:cr", "w:noBreakHyphen"))
PARAGRAPH, TABLE, ROW, CELL, RUN = map(qn, ("w:p", "w:tbl", "w:tr", "w:tc", "w:r"))
LINK, BOOKMARK, RENDERED_BREAK = map(qn, ("w:hyperlink", "w:bookmarkStart", "w:lastRenderedPageBreak"))
UNREAD = frozenset(map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:drawing", "w:pict", "w:object", "w:instrText")))
"""What is struck, and what is no text of the paragraph."""
HOLDERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:smartTag", "w:customXml")))


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


@dataclass
class WordDocument:
    """All lines of a file, numbered from 1 as they come, and what of it isn't read."""

    lines: list[Line]
    findings: list[Finding] = field(default_factory=list)


def read_word(data: bytes) -> WordDocument:
    """Read a Word file. Raises DocumentError, in Swedish, for what is none, is hostile, or is too large.

    Tracked changes are read as if accepted.
    """
    return WordReader(opened(data)).read()


def opened(data: bytes) -> Document:
    """The file in python-docx, once it is known to be harmless."""
    if not data.startswith(MAY_BE_WORD):
        raise DocumentError(NO_WORD)
    try:
        if content_of(data).format is not Format.DOCX:
            raise DocumentError(NO_WORD)
        if sum(member.file_size for member in Unpacked(data).archive.infolist()) > MOST_UNPACKED:
            raise DocumentError("Dokumentet är för stort för att läsas. Ta bort bilderna och försök igen.")
        return docx.Document(io.BytesIO(data))
    except ContentError as error:
        raise DocumentError(str(error)) from None
    except DocumentError:
        raise
    except Exception:  # python-docx answers damage with whatever it stumbled on: KeyError, ValueError, lxml's own
        raise DocumentError("Word-dokumentet är skadat och kan inte läsas. Spara det på nytt i Word.") from None


class WordReader:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.styles = {style.style_id: style for style in document.styles}
        self.lines: list[Line] = []
        self.size = 0

    def read(self) -> WordDocument:
        body = self.document.element.body
        for element in parts_of(body):
            if element.tag == PARAGRAPH:
                self.read_paragraph(element)
            else:
                self.read_table(element)
        return WordDocument(self.lines, list(self.unread(body)))

    def add(self, line: Line) -> None:
        self.size += len(line.text) + sum(map(len, line.cells))
        if len(self.lines) >= MOST_LINES or self.size > MOST_CHARACTERS:
            raise DocumentError("Dokumentet är för långt för en verksamhetsplan och lästes inte.")
        self.lines.append(line)

    def read_paragraph(self, element: _Element) -> None:
        if begins_a_page(element) and self.lines:
            self.add(Line(is_page_break=True))
        style = self.style_of(element)
        runs = [run for run in runs_of(element) if run_text(run).strip()]
        self.add(
            Line(
                text=paragraph_text(element),
                style=style.name if style is not None else "",
                level=self.level_of(element, style),
                is_item=self.is_item(element, style),
                is_bold=bool(runs) and all(map(is_bold, runs)),
                bookmarks=bookmarks_in(element),
                links=links_in(element),
                styled=tuple(self.styled_words(element)),
            )
        )

    def read_table(self, element: _Element) -> None:
        for number, row in enumerate(element.findall(ROW)):
            cells = row.findall(CELL)
            self.add(
                Line(
                    cells=tuple("\n".join(map(paragraph_text, cell.iter(PARAGRAPH))) for cell in cells) or ("",),
                    is_first_row=number == 0,
                    bookmarks=bookmarks_in(row),
                    links=links_in(row),
                )
            )

    def style_of(self, element: _Element):
        return self.styles.get(value_of(element, "w:pPr", "w:pStyle"))

    def bases_of(self, style) -> Iterator:
        """A style and those it is based on, nearest first."""
        for _ in range(MOST_BASES):
            if style is None:
                return
            yield style
            style = style.base_style

    def level_of(self, element: _Element, style) -> int:
        """A heading's level from 1, as the paragraph or its style says; the title of the document is none."""
        found = value_of(element, "w:pPr", "w:outlineLvl")
        for base in self.bases_of(style):
            name = (base.name or "").casefold()
            if not found and name.startswith(("heading ", "rubrik ")) and name.split()[-1].isdecimal():
                return int(name.split()[-1])
            found = found or value_of(base.element, "w:pPr", "w:outlineLvl")
        return int(found) + 1 if found.isdecimal() and int(found) < 9 else 0

    def is_item(self, element: _Element, style) -> bool:
        """Whether the paragraph is a place in a list, by itself or by its style; a numbered heading isn't."""
        if number := value_of(element, "w:pPr", "w:numPr", "w:numId"):
            return number != "0"
        return any(
            (base.name or "").casefold().startswith(("list bullet", "list number", "punktlista", "numrerad lista"))
            or value_of(base.element, "w:pPr", "w:numPr", "w:numId") not in ("", "0")
            for base in self.bases_of(style)
        )

    def styled_words(self, element: _Element) -> Iterator[tuple[str, str]]:
        for run in runs_of(element):
            if style := self.styles.get(value_of(run, "w:rPr", "w:rStyle")):
                yield style.name, run_text(run)

    def unread(self, body: _Element) -> Iterator[Finding]:
        """What a person should know that was left out or decided for them."""
        if any(next(body.iter(qn(name)), None) is not None for name in ("w:ins", "w:del", "w:moveTo", "w:moveFrom")):
            yield Finding(0, "Dokumentet har spårade ändringar. De lästes som om de vore godkända.", needs_person=False)
        if next(body.iter(qn("w:commentReference")), None) is not None:
            yield Finding(0, "Dokumentets kommentarer läses inte in.", needs_person=False)
        if next(body.iter(qn("w:footnoteReference")), None) is not None:
            yield Finding(0, "Dokumentet har fotnoter. De kom inte med.")
        if next(body.iter(qn("w:txbxContent")), None) is not None:
            yield Finding(0, "Dokumentet har textrutor. Texten i dem kom inte med.")


def parts_of(element: _Element) -> Iterator[_Element]:
    """Paragraphs and tables in order, also those inside content controls."""
    for child in element:
        if child.tag in (PARAGRAPH, TABLE):
            yield child
        elif child.tag in HOLDERS:
            yield from parts_of(child)


def value_of(element: _Element, *path: str) -> str:
    """The value of a property some steps down; empty when it isn't there."""
    for name in path:
        element = element.find(qn(name))
        if element is None:
            return ""
    return element.get(qn("w:val")) or ""


def pieces(element: _Element) -> Iterator[_Element]:
    """Everything under a paragraph or a run, without what is struck or is no text."""
    for child in element:
        if child.tag not in UNREAD:
            yield child
            yield from pieces(child)


def runs_of(element: _Element) -> list[_Element]:
    return [piece for piece in pieces(element) if piece.tag == RUN]


def run_text(run: _Element) -> str:
    return "".join(map(piece_text, pieces(run)))


def paragraph_text(element: _Element) -> str:
    return "".join(map(piece_text, pieces(element)))


def piece_text(piece: _Element) -> str:
    if piece.tag == TEXT:
        return piece.text or ""
    if piece.tag == BREAK:
        return "" if piece.get(qn("w:type")) in ("page", "column") else "\n"
    return {TAB: "\t", RETURN: "\n", HYPHEN: "\u2011"}.get(piece.tag, "")


def is_bold(run: _Element) -> bool:
    bold = run.find(f"{qn('w:rPr')}/{qn('w:b')}")
    return bold is not None and bold.get(qn("w:val")) not in ("0", "false")


def bookmarks_in(element: _Element) -> tuple[str, ...]:
    return tuple(mark.get(qn("w:name")) or "" for mark in element.iter(BOOKMARK))


def links_in(element: _Element) -> tuple[tuple[str, str], ...]:
    """Words that lead to a bookmark in the file."""
    links = (piece for piece in element.iter(LINK) if piece.get(qn("w:anchor")))
    return tuple((paragraph_text(link), link.get(qn("w:anchor"))) for link in links)


def begins_a_page(element: _Element) -> bool:
    """Whether Word last began a page here, or was told to."""
    if (
        value_of(element, "w:pPr", "w:pageBreakBefore")
        or element.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None
    ):
        return True
    breaks = (piece for piece in element.iter(BREAK) if piece.get(qn("w:type")) == "page")
    return next(element.iter(RENDERED_BREAK), None) is not None or next(breaks, None) is not None

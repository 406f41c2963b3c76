"""What the elements of a Word file say, by themselves (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from docx.oxml.ns import qn
from lxml.etree import _Element

LONGEST_BOOKMARK = 40
"""Word has no longer ones."""
MOST_COLUMNS = 63
"""Word's own limit."""
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
TEXT, TAB, BREAK, RETURN, HYPHEN = map(qn, ("w:t", "w:tab", "w:br", "w:cr", "w:noBreakHyphen"))
PARAGRAPH, TABLE, ROW, CELL, RUN = map(qn, ("w:p", "w:tbl", "w:tr", "w:tc", "w:r"))
LINK, BOOKMARK, RENDERED_BREAK = map(qn, ("w:hyperlink", "w:bookmarkStart", "w:lastRenderedPageBreak"))
SHAPES = tuple(map(qn, ("w:drawing", "w:pict", "w:object")))
UNREAD = frozenset({FALLBACK, *SHAPES, *map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:instrText"))})
"""What is struck, and what is no text of the paragraph."""
HOLDERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:smartTag", "w:customXml")))


class Turn(Enum):
    """Something on a page, a break that someone put there, or the place where Word last turned the page by itself."""

    NONE, BREAK, RENDERED = range(3)


def parts_of(element: _Element, *tags: str) -> Iterator[_Element]:
    """Elements with these tags in order, also those inside content controls. The parser allows 256 levels of them."""
    for child in element:
        if child.tag in tags:
            yield child
        elif child.tag in HOLDERS:
            yield from parts_of(child, *tags)


def value_of(element: _Element, *path: str) -> str:
    """The value of a property some steps down; empty when it isn't there."""
    for name in path:
        element = element.find(qn(name))
        if element is None:
            return ""
    return element.get(qn("w:val")) or ""


def is_on(element: _Element, *path: str) -> bool:
    """Whether a property some steps down is there, and isn't turned off."""
    found = element.find("/".join(map(qn, path)))
    return found is not None and found.get(qn("w:val")) not in ("0", "false", "off")


def pieces(element: _Element) -> Iterator[_Element]:
    """Everything under a paragraph or a run, without what is struck or is no text."""
    for child in element:
        if child.tag not in UNREAD:
            yield child
            yield from pieces(child)


def runs_of(element: _Element) -> list[_Element]:
    return [piece for piece in pieces(element) if piece.tag == RUN]


def text_in(element: _Element) -> str:
    """The words of a paragraph or a run."""
    return "".join(map(piece_text, pieces(element)))


def piece_text(piece: _Element) -> str:
    if piece.tag == TEXT:
        return piece.text or ""
    if piece.tag == BREAK:
        return "" if piece.get(qn("w:type")) in ("page", "column") else "\n"
    return {TAB: "\t", RETURN: "\n", HYPHEN: "\u2011"}.get(piece.tag, "")


def is_bold(run: _Element) -> bool:
    return is_on(run, "w:rPr", "w:b")


def is_struck(row: _Element) -> bool:
    """Whether a tracked change takes the table's row away."""
    return row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None


def cells_of(row: _Element) -> list[str]:
    """A row's texts, one for each column: a cell over several columns has its text in the first."""
    texts = [""] * number_in(row, "w:trPr", "w:gridBefore")
    for cell in parts_of(row, CELL):
        paragraphs = (piece for piece in pieces(cell) if piece.tag == PARAGRAPH)
        texts.append("\n".join(map(text_in, paragraphs)))
        if len(texts) < MOST_COLUMNS:
            texts += [""] * (number_in(cell, "w:tcPr", "w:gridSpan") - 1)
    return texts or [""]


def number_in(element: _Element, *path: str) -> int:
    """The number that a property has, 0 when it isn't there or is more than a table's columns."""
    said = value_of(element, *path)
    return int(said) if re.fullmatch("[0-9]{1,2}", said) and int(said) <= MOST_COLUMNS else 0


def bookmarks_in(element: _Element) -> tuple[str, ...]:
    names = (mark.get(qn("w:name")) or "" for mark in element.iter(BOOKMARK))
    return tuple(name for name in names if 0 < len(name) <= LONGEST_BOOKMARK)


def links_in(element: _Element) -> tuple[tuple[str, str], ...]:
    """Words that lead to a bookmark in the file."""
    links = (piece for piece in element.iter(LINK) if piece.get(qn("w:anchor")))
    return tuple((text_in(link), link.get(qn("w:anchor"))) for link in links)


def turns_of_page(element: _Element) -> Iterator[Turn]:
    """What is on pages and what turns them in a paragraph or a row, in order."""
    if is_on(element, "w:pPr", "w:pageBreakBefore"):
        yield Turn.BREAK
    for piece in element.iter(TEXT, BREAK, RENDERED_BREAK, *SHAPES):
        if piece.tag == RENDERED_BREAK:
            yield Turn.RENDERED
        elif piece.tag == BREAK:
            if piece.get(qn("w:type")) == "page":
                yield Turn.BREAK
        elif piece.tag != TEXT or (piece.text or "").strip():
            yield Turn.NONE

"""A Word file's paragraphs and tables, with bookmarks and links between them."""

from __future__ import annotations

import datetime as dt
import re
from typing import BinaryIO

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from committee.paper.marks import FOCUS_STYLE

WATER = RGBColor(0x0A, 0x58, 0x66)
NOT_IN_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Words = str | list[tuple[str, str]]
"""A text, or pieces of it each with the bookmark that it leads to, empty for none."""


class WordFile:
    """A file that is written from its beginning to its end."""

    def __init__(self, *, title: str, author: str, made_at: dt.datetime) -> None:
        self.document = docx.Document()
        properties = self.document.core_properties
        properties.title, properties.author, properties.language = clean(title), clean(author), "sv-SE"
        properties.created = properties.modified = made_at
        properties.comments = properties.last_modified_by = ""
        self.bookmarks = 0
        self.set_styles()
        self.set_footer(title)

    def set_styles(self) -> None:
        styles = self.document.styles
        defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
        language = defaults.find(qn("w:lang"))
        for name in ("w:val", "w:eastAsia"):
            language.set(qn(name), "sv-SE")
        for style in styles:
            if style.name == "Title" or style.name.startswith("Heading "):
                style.font.color.rgb = WATER
        focus = styles.add_style(FOCUS_STYLE, WD_STYLE_TYPE.CHARACTER)
        focus.font.bold, focus.font.size, focus.font.color.rgb = True, Pt(9), WATER

    def set_footer(self, title: str) -> None:
        footer = self.document.sections[0].footer.paragraphs[0]
        footer.add_run(f"{clean(title)}, sida ")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        footer._p.append(field)

    def paragraph(self, words: Words, *, style: str = "Normal", names: list[str] = (), focus: str = "") -> None:
        """Add a paragraph with these bookmarks; `focus` is words after it in a style of their own."""
        paragraph = self.document.add_paragraph(style=style)
        self.fill(paragraph, words)
        if focus:
            paragraph.add_run(focus, style=FOCUS_STYLE)
        self.bookmark(paragraph, names)

    def table(self, rows: list[list[Words]], *, names: list[str], row_name: str = "") -> None:
        """Add a table whose first row is its head; a short row is filled out. Its bookmarks stand in the first cell.

        With `row_name` every other row has one too, with its number from 1.
        """
        width = max(map(len, rows))
        table = self.document.add_table(rows=len(rows), cols=width, style="Table Grid")
        grid = [row.cells for row in table.rows]
        for cells, values in zip(grid, rows, strict=True):
            for cell, words in zip(cells, values, strict=False):
                self.fill_cell(cell, words)
        self.head(table.rows[0])
        self.bookmark(grid[0][0].paragraphs[0], names)
        if row_name:
            for place, cells in enumerate(grid[1:], start=1):
                self.bookmark(cells[0].paragraphs[0], [f"{row_name}_{place}"])
        self.document.add_paragraph()  # else the next table would be a part of this one

    def fill_cell(self, cell: _Cell, words: Words) -> None:
        lines = words.split("\n") if isinstance(words, str) else [words]
        for place, line in enumerate(lines):
            self.fill(cell.paragraphs[0] if place == 0 else cell.add_paragraph(), line)

    def head(self, row) -> None:
        """Let the row be repeated on each page, which is also what tells a screen reader that it is the head."""
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell in row.cells:
            for run in cell.paragraphs[0].runs:
                run.bold = True

    def fill(self, paragraph: Paragraph, words: Words) -> None:
        for text, target in [(words, "")] if isinstance(words, str) else words:
            run = paragraph.add_run(clean(text))
            if target:
                run.underline = True
                link = OxmlElement("w:hyperlink")
                link.set(qn("w:anchor"), target)
                run._r.addprevious(link)
                link.append(run._r)

    def bookmark(self, paragraph: Paragraph, names: list[str]) -> None:
        """Put bookmarks around all that the paragraph holds."""
        for name in reversed(names):
            self.bookmarks += 1
            start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
            for element in (start, end):
                element.set(qn("w:id"), str(self.bookmarks))
            start.set(qn("w:name"), name)
            properties = paragraph._p.pPr
            if properties is None:
                paragraph._p.insert(0, start)
            else:
                properties.addnext(start)
            paragraph._p.append(end)

    def save(self, stream: BinaryIO) -> None:
        self.document.save(stream)


def clean(text: str) -> str:
    """The text with each line break as one, and without what XML can't hold."""
    return NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))

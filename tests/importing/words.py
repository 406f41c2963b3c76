"""Word files the way people write them, for the tests of reading them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import docx
from docx.document import Document

from sodertorn.importing.document import parse
from sodertorn.importing.values import ParsedNode


def saved(document: Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def written(*paragraphs: str | tuple[str, str], change: Callable[[Document], None] | None = None) -> bytes:
    """Paragraphs, some with a style, and what else is done to the file."""
    document = docx.Document()
    for one in paragraphs:
        text, style = (one, "Normal") if isinstance(one, str) else one
        document.add_paragraph(text, style=style)
    if change:
        change(document)
    return saved(document)


def heading_levels(text: str) -> dict[int, int]:
    """The lines of a text that are headings, and how deep they stand."""
    levels = {}

    def walk(node: ParsedNode, level: int) -> None:
        if node.title:
            levels[node.lines[0]] = level
        for child in node.children:
            walk(child, level + bool(node.title))

    for chapter in parse(text).chapters:
        walk(chapter, 1)
    return levels


def word_of(text: str, *, with_styles: bool, types_numbers: bool = True) -> bytes:
    """A plan's text as a secretary has it in Word: chapters as headings, tables, lists, goal areas in bold.

    `with_styles`: all headings have a style and a level, goal areas too; without `types_numbers` Word numbers chapters.
    """
    document, rows, levels = docx.Document(), [], heading_levels(text)
    for number, raw in enumerate(text.splitlines(), start=1):
        if "\t" in raw:
            rows.append([re.sub(r"</?p>", "", cell).strip() for cell in raw.strip().split("\t")])
            continue
        if line := raw.strip():
            add_table(document, rows)
            add_line(document, line, levels.get(number, 0) if with_styles else 0, types_numbers)
    add_table(document, rows)
    return saved(document)


def add_line(document: Document, line: str, level: int, types_numbers: bool) -> None:
    bare = re.sub(r"^- |\*\*", "", line)
    if level or re.match(r"\d{1,2}\. \S", line):
        document.add_heading(bare if types_numbers else re.sub(r"^\d+\. ", "", bare), level or 1)
    elif line.startswith("- **"):
        document.add_paragraph(style="List Bullet").add_run(bare).bold = True
    elif line.startswith("- "):
        document.add_paragraph(bare, style="List Bullet")
    else:
        document.add_paragraph(line)


def add_table(document: Document, rows: list[list[str]]) -> None:
    cells = [row for row in rows if not all(re.fullmatch("-+", cell) for cell in row)]
    if cells:
        table = document.add_table(rows=0, cols=len(cells[0]))
        for row in cells:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = words
    rows.clear()

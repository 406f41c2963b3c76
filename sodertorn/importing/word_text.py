"""A Word file that someone else wrote as the text that `document.parse` reads (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from sodertorn.importing.lines import CHAPTER, LONGEST_HEADING
from sodertorn.importing.word_lines import Line, WordDocument

DEEPEST_MARKDOWN = 6


def text_of(document: WordDocument) -> str:
    """Headings, lists, tables and bold names in Markdown, a form feed where a page begins.

    Chapters that Word numbers by itself get their numbers typed.
    """
    lines = numbered(document.lines)
    parts = []
    for before, line in zip([None, *lines], lines, strict=False):
        if line.is_page_break:
            parts.append("\f")
        elif words := markdown(line):
            parts.append(f"{words}\n" if belongs_to(before, line) else f"\n{words}\n")
    return "".join(parts)


def belongs_to(before: Line | None, line: Line) -> bool:
    """Whether a line goes on with the one before: a row of its table, a place of its list, a sentence broken in two."""
    if before is None:
        return False
    if line.cells:
        return bool(before.cells) and not line.is_first_row
    return (before.is_item and line.is_item) or is_broken(before, line)


def is_broken(before: Line, line: Line) -> bool:
    """Whether text that was pasted with its line breaks goes on in the next paragraph.

    >>> is_broken(Line("Ersättning för"), Line("arbetsrum mm 50 000")), is_broken(Line("Klart."), Line("så"))
    (True, False)
    """
    are_plain = not any(one.level or one.is_item or one.cells for one in (before, line))
    start, end = line.text.strip()[:1], before.text.strip()[-1:]
    return are_plain and start.islower() and (end.isalnum() or end in {",", "-"})


def markdown(line: Line) -> str:
    r"""One line of text, empty for a paragraph without words. One that was broken by hand has as many as it has breaks.

    >>> markdown(Line("Klimat", is_item=True, is_bold=True)), markdown(Line("Syfte", level=2))
    ('- **Klimat**', '## Syfte')
    >>> markdown(Line(cells=("Område", "Syfte")))
    '| Område | Syfte |'
    >>> markdown(Line("2 februari\n 6-7 april\n"))
    '2 februari\n6-7 april'
    """
    if line.cells:
        return f"| {' | '.join(one_line(cell).replace('|', '/') for cell in line.cells)} |"
    words = one_line(line.text)
    if not words:
        return ""
    if line.level:
        return f"{'#' * min(line.level, DEEPEST_MARKDOWN)} {words}"
    if line.is_bold and len(words) <= LONGEST_HEADING:
        words = f"**{words}**"
    elif not line.is_item:
        return "\n".join(filter(None, map(one_line, line.text.splitlines())))
    return f"- {words}" if line.is_item else words


def one_line(text: str) -> str:
    return " ".join(text.split())


def numbered(lines: list[Line]) -> list[Line]:
    """The lines, with numbers typed on the highest headings when no heading has one and Word numbers them by itself."""
    headings = [line for line in lines if line.level and line.text.strip()]
    if not headings or any(CHAPTER.match(line.text.strip()) for line in headings):
        return lines
    highest, numbers = min(line.level for line in headings), count(1)
    return list(with_numbers(lines, highest, numbers))


def with_numbers(lines: list[Line], highest: int, numbers: Iterator[int]) -> Iterator[Line]:
    for line in lines:
        is_chapter = line.level == highest and line.text.strip() and not re.match(r"\d", line.text.strip())
        yield replace(line, text=f"{next(numbers)}. {line.text.strip()}") if is_chapter else line

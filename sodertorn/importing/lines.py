"""A document's lines by their form: chapters, headings, bullets, table rows, running text (pure)."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum


class Form(StrEnum):
    CHAPTER = "chapter"
    HEADING = "heading"
    BOLD_BULLET = "bold_bullet"
    BULLET = "bullet"
    TABLE = "table"
    TEXT = "text"


@dataclass(frozen=True)
class Block:
    """One or more lines that belong together; `rows` holds a table's cells, `level` a Markdown heading's depth or 0.

    A table has as many rows as lines; the line under its header is an empty row.
    """

    form: Form
    lines: tuple[int, ...]
    texts: tuple[str, ...]
    number: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def text(self) -> str:
        """The block as one paragraph: its line breaks become spaces, all else is kept."""
        return " ".join(self.texts)

    @property
    def first(self) -> int:
        return self.lines[0]

    def lines_as_text(self) -> list[tuple[int, str]]:
        """Each line with its number; a table row's cells with spaces between, rows without words left out."""
        if not self.rows:
            return list(zip(self.lines, self.texts, strict=True))
        return [(line, " ".join(row).strip()) for line, row in zip(self.lines, self.rows, strict=True) if any(row)]


CHAPTER = re.compile(r"(\d{1,2})\.\s+(\S.*)")
MARKDOWN_HEADING = re.compile(r"(#{1,6})\s+(\S.*)")
BULLET = re.compile(r"[-*•–]\s+(\S.*)")
BOLD = re.compile(r"\*\*\s*([^*\s][^*]*?)\s*\*\*")
RULE = re.compile(r"(?=.*---)[\s|:-]+")
PARAGRAPH_TAG = re.compile(r"</?p>|<br\s*/?>", re.IGNORECASE)
ENDS_A_SENTENCE = tuple(".:;,?!”\"'")
LONGEST_HEADING = 80
MOST_WORDS_IN_A_HEADING = 9


def reads_as_heading(text: str) -> bool:
    """Tell a heading from a sentence by its form: short, no final punctuation, and nobody who acts in it.

    >>> reads_as_heading("Gemensam ägarstyrning"), reads_as_heading("Vi definierar tillväxthinder")
    (True, False)
    >>> reads_as_heading("Målområden i programmet:"), reads_as_heading("Det här prioriterar vi i år")
    (False, False)
    """
    return has_form_of_heading(text) and "vi" not in (word.casefold() for word in text.split())


def has_form_of_heading(text: str) -> bool:
    """Short and without final punctuation; enough for a heading that has a number.

    >>> has_form_of_heading("Hur vi arbetar"), has_form_of_heading("Vispa ägg och mjölk.")
    (True, False)
    """
    return (
        0 < len(text) <= LONGEST_HEADING
        and len(text.split()) <= MOST_WORDS_IN_A_HEADING
        and not text.endswith(ENDS_A_SENTENCE)
        and not text[0].islower()
    )


def cells(line: str) -> tuple[str, ...] | None:
    r"""Split a table row, by tabs or Markdown bars; None when the line is no row.

    >>> cells("Område\t<p>Syfte</p>")
    ('Område', 'Syfte')
    >>> cells("| Område | Syfte |")
    ('Område', 'Syfte')
    """
    line = PARAGRAPH_TAG.sub("", line).strip()
    if line.startswith("|") and line.endswith("|") and len(line) > 1:
        parts = line[1:-1].split("|")
    elif "\t" in line:
        parts = line.split("\t")
    else:
        return None
    return tuple(part.strip() for part in parts)


def read_blocks(text: str) -> list[Block]:
    """Group the document's lines into blocks; every line that isn't blank is in exactly one."""
    blocks: list[Block] = []
    follows_blank = True
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.replace("\ufeff", "").strip()
        if not line:
            follows_blank = True
            continue
        block = read_line(number, line, raw.strip(" "))
        if blocks and continues(blocks[-1], block, follows_blank):
            blocks[-1] = join(blocks[-1], block)
        else:
            blocks.append(block)
        follows_blank = False
    return blocks


def read_line(number: int, line: str, raw: str) -> Block:
    level = 0
    if heading := MARKDOWN_HEADING.fullmatch(line):
        level, line = len(heading[1]), heading[2].strip("# ") or line
    chapter = CHAPTER.fullmatch(without_bold(line))
    title = without_bold(chapter[2]) if chapter else ""
    if chapter and (level or has_form_of_heading(title)):
        return Block(Form.CHAPTER, (number,), (title,), number=chapter[1], level=level)
    if level or ((bold := BOLD.fullmatch(line)) and reads_as_heading(bold[1])):
        return Block(Form.HEADING, (number,), (line.strip("* ") or line,), level=level)
    if RULE.fullmatch(line):
        return Block(Form.TABLE, (number,), (line,), rows=((),))
    if row := cells(raw):
        return Block(Form.TABLE, (number,), (line,), rows=(row,))
    if bullet := BULLET.fullmatch(line):
        bold = BOLD.fullmatch(bullet[1])
        form = Form.BOLD_BULLET if bold else Form.BULLET
        return Block(form, (number,), (bold[1] if bold else bullet[1],))
    return Block(Form.TEXT, (number,), (PARAGRAPH_TAG.sub("", line).strip() or line,))


def without_bold(line: str) -> str:
    bold = BOLD.fullmatch(line)
    return bold[1] if bold else line


def continues(before: Block, block: Block, follows_blank: bool) -> bool:
    """A table goes on over blank lines; running text and bullets go on until one."""
    if before.form == block.form == Form.TABLE:
        return True
    return not follows_blank and block.form == Form.TEXT and before.form in {Form.TEXT, Form.BULLET}


def join(before: Block, block: Block) -> Block:
    return replace(
        before, lines=before.lines + block.lines, texts=before.texts + block.texts, rows=before.rows + block.rows
    )

"""From a file to what was understood of it: the formats a plan may come in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from sodertorn.importing.document import parse
from sodertorn.importing.marked import parse_marked, year_marked
from sodertorn.importing.values import DocumentError, ParsedPlan
from sodertorn.importing.word_lines import WordDocument, read_word
from sodertorn.importing.word_text import text_of

TEXT_FORMATS = {".txt", ".md"}
WORD = ".docx"
FORMATS = sorted([*TEXT_FORMATS, WORD])
MEGABYTE = 1024 * 1024
LARGEST_TEXT, LARGEST_WORD = 5 * MEGABYTE, 25 * MEGABYTE
ENCODINGS = ("utf-8-sig", "cp1252")


@dataclass(frozen=True)
class ReadPlan:
    """A document's lines as they are shown, and what was understood of them, by the lines' numbers from 1.

    `source` is what it was read from, enough to read it once more: a text, or a file that the portal wrote.
    """

    lines: tuple[str, ...]
    parsed: ParsedPlan
    source: str | WordDocument


def read_document(path: Path) -> ReadPlan:
    """Read a plan from a text, Markdown or Word file.

    Raises DocumentError, with the reason in Swedish, for files that are missing, empty, too large, or no plan.
    """
    check_format(path.name)
    try:
        if not path.exists():
            raise DocumentError(f"Filen {path} finns inte.")
        if not path.is_file():
            raise DocumentError(f"{path} är ingen vanlig fil.")
        check_size(path.name, path.stat().st_size)
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"Filen {path} kan inte läsas: {error.strerror}.") from None
    return read_plan(data, path.name)


def check_format(name: str) -> None:
    if PurePath(name).suffix.casefold() not in FORMATS:
        old = " Spara den som .docx i Word." if PurePath(name).suffix.casefold() in {".doc", ".odt", ".rtf"} else ""
        raise DocumentError(f"{name} har ett format som inte kan läsas. Använd {' eller '.join(FORMATS)}.{old}")


def check_size(name: str, size: int) -> None:
    """Refuse what is too large for a plan, before it is read."""
    largest = LARGEST_WORD if PurePath(name).suffix.casefold() == WORD else LARGEST_TEXT
    if size > largest:
        raise DocumentError(f"{name} är större än {largest // MEGABYTE} MB, som är gränsen för en plan.")


def read_plan(data: bytes, name: str) -> ReadPlan:
    """Read a file's bytes; its name says the format. Raises DocumentError."""
    check_format(name)
    check_size(name, len(data))
    if not data.strip():
        raise DocumentError(f"{name} är tom.")
    if PurePath(name).suffix.casefold() == WORD:
        return read_word_plan(read_word(data))
    return read_source(decode(data, name))


def read_word_plan(document: WordDocument) -> ReadPlan:
    """A file that the portal wrote is read by its marks, another as its text."""
    if year_marked(document):
        return read_source(document)
    read = read_source(text_of(document))
    findings = (*document.findings, *read.parsed.findings)
    return replace(read, parsed=replace(read.parsed, findings=findings))


def read_source(source: str | WordDocument) -> ReadPlan:
    """Read what a plan was read from. Raises DocumentError."""
    if isinstance(source, str):
        return ReadPlan(tuple(source.splitlines()), parse(source), source)
    lines = (" | ".join(line.cells) if line.cells else line.text for line in source.lines)
    shown = (" ".join(words.split()) if line.has_words else "" for words, line in zip(lines, source.lines, strict=True))
    return ReadPlan(tuple(shown), parse_marked(source), source)


def decode(data: bytes, name: str) -> str:
    """Turn a file's bytes into text, or say why they are none."""
    if b"\0" in data:
        raise DocumentError(f"{name} är ingen textfil.")
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if any(ord(character) < 32 and character not in "\t\n\r\f" for character in text):
            raise DocumentError(f"{name} är ingen textfil.")
        return text
    raise DocumentError(f"{name} har en teckenkodning som inte kan läsas. Spara filen som UTF-8.")

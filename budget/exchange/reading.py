"""Reads budget lines from an uploaded file or a pasted text, judged by what is in them (pure)."""

from __future__ import annotations

from dataclasses import dataclass

from budget.exchange.raw import UnreadableError
from budget.exchange.texts import DELIMITERS, decoded, delimiter_of, read_csv, read_json
from budget.exchange.typed import TypedBudget, is_typed
from budget.exchange.understanding import NO_HEADER, Understood, understand
from budget.exchange.workbooks import read_workbook
from committee.swedish import enumerate_words, size_in_words

MOST_BYTES = 2 * 1024 * 1024
ZIP, COMPOUND_FILE = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLD_OR_LOCKED = (
    "Filen är i det gamla Excelformatet (.xls) eller låst med lösenord. "
    "Spara den som .xlsx utan lösenord och försök igen."
)


@dataclass(frozen=True)
class Reading:
    """What was read, and from what in words: CSV (UTF-8 och semikolon mellan cellerna)."""

    source: str
    content: Understood


def read_file(data: bytes) -> Reading:
    """Read a file; its name is never asked. Raises UnreadableError when nothing can be read from it."""
    if not data:
        raise UnreadableError("Filen är tom.")
    if len(data) > MOST_BYTES:
        raise UnreadableError(f"Filen är {size_in_words(len(data))}. Den får vara högst {size_in_words(MOST_BYTES)}.")
    if data.startswith(ZIP):
        return Reading("Excel-arbetsbok", understand(read_workbook(data)))
    if data.startswith(COMPOUND_FILE):
        raise UnreadableError(OLD_OR_LOCKED)
    return read_text(*decoded(data))


def read_pasted(text: str) -> Reading:
    """Read a pasted table, or a budget typed line by line. Raises UnreadableError when it is neither."""
    if len(text) > MOST_BYTES:
        raise UnreadableError("Texten är för lång. Ladda upp den som fil i stället.")
    return read_text(text, "inklistrad")


def read_text(text: str, origin: str) -> Reading:
    """Read a text as what it looks like: JSON, a table with a header, or a typed budget.

    >>> read_text("Kostnader\\nLöner 800 000", "inklistrad").source
    'Text med rubriker och belopp (inklistrad)'
    """
    if not text.strip():
        raise UnreadableError("Texten är tom.")
    if text.lstrip().startswith("{"):
        return Reading(f"JSON ({origin})", understand(read_json(text)))
    if delimiter := delimiter_of(text):
        details = enumerate_words([origin, f"{DELIMITERS[delimiter]} mellan cellerna"])
        return Reading(f"Tabell som text ({details})", understand([read_csv(text, delimiter)]))
    if is_typed(text):
        return Reading(f"Text med rubriker och belopp ({origin})", understand([TypedBudget(text).table()]))
    raise UnreadableError(NO_HEADER)

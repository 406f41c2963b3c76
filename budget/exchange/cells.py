"""What the cells of a line mean, or why they mean nothing (pure)."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
import uuid
from collections.abc import Callable
from decimal import Decimal

from budget.amounts import MOST_DIGITS, AmountError, quoted, read_kronor
from budget.exchange.lines import LONGEST, one_kind_of_breaks
from budget.exchange.raw import RawCell, Unfit
from budget.kinds import COST, INCOME

SIDES = {"intäkt": INCOME, "intäkter": INCOME, "kostnad": COST, "kostnader": COST}
YES_OR_NO = {"ja": True, "x": True, "": False, "nej": False}
# Control characters, halves of surrogate pairs and what is no character: neither XML nor PostgreSQL holds them all.
FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
LARGEST_KEY = 2**63 - 1


class CellError(ValueError):
    """The cell can't be read; the message says why, in Swedish."""


def read_text(cell: RawCell, longest: int) -> str:
    """Text as a form keeps it: without outer spaces, and with one kind of line break."""
    text = one_kind_of_breaks(as_text(cell)).strip()
    if FORBIDDEN.search(text):
        raise CellError("Texten innehåller styrtecken som inte går att spara.")
    if len(text) > longest:
        raise CellError(f"Texten är {len(text)} tecken. Den får vara högst {longest}.")
    return text


def as_text(cell: RawCell) -> str:
    """What a typed cell says as text.

    >>> as_text(None), as_text(2017), as_text(Decimal("2.5")), as_text(dt.date(2017, 2, 2))
    ('', '2017', '2,5', '2017-02-02')
    """
    if cell is None:
        return ""
    return str(cell).replace(".", ",") if isinstance(cell, Decimal) else str(cell)


def read_name(cell: RawCell, longest: int, noun: str) -> str:
    """Text that is one line wherever it is shown, with something to see in it; breaks within it become spaces."""
    text = re.sub(r"\s*[\n\t]\s*", " ", read_text(cell, longest))
    if text and not is_seen(text):
        raise CellError(f"Skriv en {noun} som går att läsa.")
    return text


def is_seen(text: str) -> bool:
    """Whether a text has a letter, a digit, a punctuation mark or a symbol, and not just signs that show nothing.

    >>> is_seen("–"), is_seen("\\u200b\\u202e \\xad")
    (True, False)
    """
    return any(unicodedata.category(sign)[0] in "LNPS" for sign in text)


def read_label(cell: RawCell) -> str:
    text = read_name(cell, LONGEST["label"], "benämning")
    if not text:
        raise CellError("Posten saknar benämning.")
    return text


def read_kind(cell: RawCell) -> str:
    word = as_text(cell).strip().casefold()
    if word not in SIDES:
        raise CellError(f"Skriv Intäkt eller Kostnad{f', inte ”{quoted(word)}”' if word else ''}.")
    return SIDES[word]


def read_fee(cell: RawCell) -> bool:
    if isinstance(cell, bool):
        return cell
    word = as_text(cell).strip().casefold()
    if word not in YES_OR_NO:
        raise CellError(f"Skriv ja, eller lämna cellen tom, i stället för ”{quoted(word)}”.")
    return YES_OR_NO[word]


def read_amount(cell: RawCell) -> int:
    """Whole kronor, typed or as a number."""
    if isinstance(cell, bool | dt.date | dt.time | dt.timedelta):
        kind = "ja eller nej" if isinstance(cell, bool) else "ett datum"
        raise CellError(f"Cellen är {kind} och inget belopp.")
    if isinstance(cell, int | Decimal):
        return whole_kronor(cell)
    try:
        return read_kronor(as_text(cell))
    except AmountError as error:
        raise CellError(str(error)) from error


def whole_kronor(number: int | Decimal) -> int:
    # Asked first and without arithmetic: a whole number made of 1e999999999 would fill the memory.
    if not -(10**MOST_DIGITS) < number < 10**MOST_DIGITS:
        raise CellError(f"Beloppet ”{quoted(str(number))}” är orimligt stort.")
    if number != int(number):
        raise CellError(f"Skriv hela kronor utan ören: ”{quoted(as_text(number))}” har decimaler.")
    return int(number)


def read_line_amount(cell: RawCell) -> int:
    amount_sek = read_amount(cell)
    if amount_sek < 0:
        raise CellError("Beloppet kan inte vara negativt. Välj intäkt eller kostnad i stället.")
    return amount_sek


def read_optional_amount(cell: RawCell) -> int | None:
    return None if as_text(cell).strip() == "" else read_amount(cell)


def read_lineage(cell: RawCell) -> str | None:
    text = as_text(cell).strip()
    if not text:
        return None
    try:
        return str(uuid.UUID(text))
    except ValueError:
        raise CellError(f"”{quoted(text)}” är inget Post-id. Lämna cellen tom för en ny post.") from None


def read_commitment(cell: RawCell) -> int | None:
    text = as_text(cell).strip()
    if not text:
        return None
    if not re.fullmatch("[0-9]{1,19}", text) or not 0 < int(text) <= LARGEST_KEY:
        raise CellError(f"Skriv åtagandets nummer i portalen, inte ”{quoted(text)}”.")
    return int(text)


READERS: dict[str, Callable[[RawCell], object]] = {
    "lineage": read_lineage,
    "kind": read_kind,
    "group": lambda cell: read_name(cell, LONGEST["group"], "rubrik"),
    "label": read_label,
    "amount_sek": read_line_amount,
    "is_fee": read_fee,
    "forecast_sek": read_optional_amount,
    "outcome_sek": read_optional_amount,
    "note": lambda cell: read_text(cell, LONGEST["note"]),
    "commitment": read_commitment,
}


def read_cell(field: str, cell: RawCell) -> object:
    """The value of a line's field. Raises CellError with the reason when the cell holds none."""
    if isinstance(cell, Unfit):
        raise CellError(cell.reason)
    return READERS[field](cell)

"""Reads tables out of text: CSV with any common delimiter, and JSON as the portal writes it (pure)."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal

from budget.exchange.lines import FIELDS, plain_name
from budget.exchange.raw import HEADER_WITHIN, RawTable, Row, UnreadableError, table_of

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
DELIMITERS = {";": "semikolon", "\t": "tabb", ",": "komma"}
UNMATCHED = "Citattecknen på rad {} går inte ihop, så tabellen går inte att läsa."
TOO_LONG = "En cell på rad {} är för lång, eller saknar sitt avslutande citattecken."
NO_TABLE = "Filen är ingen tabell som går att läsa. Spara den som Excel (.xlsx) eller CSV och försök igen."
BAD_JSON = "Filen ser ut som JSON men är inte skriven som portalens egna tabeller."


def decoded(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding. Raises UnreadableError for what is no text.

    >>> decoded("Å".encode("utf-8-sig")), decoded("Å".encode("cp1252")), decoded("Å".encode("utf-16"))
    (('Å', 'UTF-8'), ('Å', 'Windows-1252'), ('Å', 'UTF-16'))
    """
    is_utf_16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = {"utf-16": "UTF-16"} if is_utf_16 else {"utf-8-sig": "UTF-8", "cp1252": "Windows-1252"}
    for encoding, name in encodings.items():
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if UNPRINTABLE.search(text):
            break
        return text, name
    raise UnreadableError(NO_TABLE)


def delimiter_of(text: str) -> str:
    """The delimiter that a header among the first lines is written with; empty when there is no header.

    >>> delimiter_of("Budget, utkast\\nsort;benämning;belopp (kr)"), delimiter_of("Löner 5, 6")
    (';', '')
    """
    first_lines = text.lstrip().split("\n", HEADER_WITHIN)[:HEADER_WITHIN]
    found = {delimiter: max(known_names(line, delimiter) for line in first_lines) for delimiter in DELIMITERS}
    best = max(found, key=found.get)
    return best if found[best] > 1 else ""


def known_names(line: str, delimiter: str) -> int:
    return len({plain_name(cell.strip(' "\r')) for cell in line.split(delimiter)} & FIELDS.keys())


def read_csv(text: str, delimiter: str) -> RawTable:
    """The table, its rows numbered by the line that each begins on. Raises UnreadableError when quotes don't match.

    A quote that is never closed makes a long text into one cell, which is why a long cell is told with both causes.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows, begins = [], 1
    try:
        for cells in reader:
            rows.append(Row(begins, tuple(cells)))
            begins = reader.line_num + 1
    except csv.Error as error:
        reason = TOO_LONG if "field limit" in str(error) else UNMATCHED
        raise UnreadableError(reason.format(begins)) from error
    return table_of("", rows)


def read_json(text: str) -> list[RawTable]:
    """The tables that `to_json` wrote. Raises UnreadableError for other JSON."""
    try:
        tables = json.loads(text, parse_float=Decimal)["tables"]
        return [json_table(table) for table in tables]
    except UnreadableError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
        raise UnreadableError(BAD_JSON) from error


def json_table(table: dict) -> RawTable:
    """A table with its columns' names as its first row."""
    header = [str(column["name"]) for column in table["columns"]]
    rows = [Row(0, tuple(header))]
    for number, cells in enumerate(table["rows"], start=1):
        if not all(cell is None or isinstance(cell, str | int | Decimal) for cell in cells):
            raise UnreadableError(BAD_JSON)
        rows.append(Row(number, tuple(cells)))
    return table_of(f"tabellen {str(table['title'])[:50]}", rows)

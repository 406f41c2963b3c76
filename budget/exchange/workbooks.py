"""Reads the sheets of an Excel workbook, within bounds (pure)."""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
from decimal import Decimal

from openpyxl import load_workbook
from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from budget.exchange.raw import TOO_MANY_ROWS, RawCell, RawTable, Row, Unfit, UnreadableError, table_of

MOST_PARTS = 1000
MOST_UNPACKED = 20 * 1024 * 1024
MOST_TAGS = 400_000  # 5 000 lines with all their cells have 300 000; each costs openpyxl some microseconds
MOST_SHEETS = 20
MOST_COLUMNS = 50
LAST_ROW = 20_000
DAMAGED = "Filen går inte att läsa som en Excel-arbetsbok (.xlsx). Spara den på nytt från Excel och försök igen."
TOO_LARGE = "Arbetsboken är för stor. Kopiera posterna, högst 5\xa0000 rader, till en ny arbetsbok och försök igen."
TRAPPED = "Arbetsboken innehåller XML som kan vara skadlig (DTD). Spara den på nytt från Excel och försök igen."


def read_workbook(data: bytes) -> list[RawTable]:
    """The sheets with something in them. Raises UnreadableError for what is no workbook, is damaged or too large."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of parts of a workbook that it won't write back
            look_inside(data)
            return sheets_in(data)
    except UnreadableError:
        raise
    except Exception as error:
        # openpyxl raises nearly anything at a file that isn't as it should be, and all of it means the same.
        raise UnreadableError(DAMAGED) from error


def look_inside(data: bytes) -> None:
    """Refuse what unpacks to absurd sizes before openpyxl sees it; zipfile itself unpacks no more than is declared."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise UnreadableError(TOO_LARGE)
        tags = 0
        for part in parts:
            content = archive.read(part)
            tags += content.count(b"<")
            if re.search(rb"<\0?!\0?(?:D\0?O\0?C\0?T\0?Y\0?P\0?E|E\0?N\0?T\0?I\0?T\0?Y)", content):
                raise UnreadableError(TRAPPED)
    if tags > MOST_TAGS:
        raise UnreadableError(TOO_LARGE)


def sheets_in(data: bytes) -> list[RawTable]:
    workbook = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    with workbook._archive:
        if len(workbook.worksheets) > MOST_SHEETS:
            raise UnreadableError(TOO_LARGE)
        tables = [table_of(f"bladet {sheet.title}", rows_of(sheet)) for sheet in workbook.worksheets]
    return [table for table in tables if table.rows]


def rows_of(sheet: ReadOnlyWorksheet) -> list[Row]:
    """The sheet's rows with cells; bounds are given, since the size that a sheet states is not to be trusted."""
    filled, number = [], 0
    for number, row in enumerate(sheet.iter_rows(max_row=LAST_ROW, max_col=MOST_COLUMNS), start=1):
        if any(cell.value is not None for cell in row):
            filled.append(Row(number, tuple(map(cell_of, row))))
    if number == LAST_ROW:  # openpyxl fills up to here when there is more below
        raise UnreadableError(TOO_MANY_ROWS)
    return filled


def cell_of(cell: ReadOnlyCell | EmptyCell) -> RawCell:
    """What a cell holds; a formula or an Excel error is unfit, with its address."""
    value = cell.value
    if value is None:
        return None
    if cell.data_type == "f":
        return Unfit(f"cell {cell.coordinate} är en formel. Klistra in den som värde i stället.")
    if cell.data_type == "e":
        return Unfit(f"cell {cell.coordinate} visar felet {value}.")
    if isinstance(value, float):
        return whole_or_decimal(value)
    if isinstance(value, str):
        return value.replace("_x000D_\n", "\n")  # how Excel writes the first half of a line break
    return value.date() if isinstance(value, dt.datetime) else value


def whole_or_decimal(value: float) -> int | Decimal:
    """Excel's numbers are floats.

    >>> whole_or_decimal(945000.0), whole_or_decimal(0.1)
    (945000, Decimal('0.1'))
    """
    return int(value) if value.is_integer() else Decimal(repr(value))

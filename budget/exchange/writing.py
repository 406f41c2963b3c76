"""Writes tables as CSV, XLSX and JSON; the same tables give the same bytes (pure)."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from collections.abc import Iterable
from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from budget.exchange.sheets import Book, Cell, Kind, Sheet

UNDATED = dt.date(2000, 1, 1)
LONGEST_SHEET_NAME = 31
NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
NARROWEST, WIDEST, WIDEST_KEY = 8, 60, 12
# In the file's own codes a comma stands for the reader's thousands separator, and a point for the decimal comma.
NUMBER_FORMATS = {
    Kind.TEXT: "@",
    Kind.KRONOR: "#,##0",
    Kind.NUMBER: "#,##0",
    Kind.PERCENT: "0.0 %",
    Kind.YEAR: "0",
    Kind.DATE: "yyyy-mm-dd",
    Kind.KEY: "@",
}
WITH_DECIMALS = "#,##0.00"


def to_csv(book: Book) -> bytes:
    """The first table, and those with the same columns below it: UTF-8 with BOM, semicolons, as Swedish Excel reads it.

    Text is quoted and otherwise as it is, also when it begins with a sign that Excel takes for a formula; numbers and
    dates are bare.

    >>> from budget.exchange.sheets import Column
    >>> columns = (Column("Post"), Column("Andel", Kind.PERCENT))
    >>> to_csv(Book("a", "A", (Sheet("1", columns, (('=1 "två" kr', Decimal("94.7")),)),))).decode("utf-8-sig")
    '"Post";"Andel"\\r\\n"=1 ""två"" kr";94,7\\r\\n'
    """
    header = [column.name for column in book.sheets[0].columns]
    rows = [row for sheet in book.alike() for row in sheet.rows]
    lines = [";".join(map(csv_cell, row)) + "\r\n" for row in [header, *rows]]
    return "".join(lines).encode("utf-8-sig")


def csv_cell(value: Cell) -> str:
    """A cell by RFC 4180; the csv module can't quote text and yet leave a number with decimal comma bare.

    >>> csv_cell("a;b"), csv_cell(-5), csv_cell(None), csv_cell(dt.date(2016, 12, 8))
    ('"a;b"', '-5', '', '2016-12-08')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return '"' + value.replace('"', '""') + '"'
    return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else str(value)


def to_json(book: Book) -> bytes:
    """All tables with their columns' kinds; numbers are numbers, dates ISO, and an empty cell null."""
    tables = [
        {
            "title": sheet.title,
            "columns": [{"name": column.name, "kind": column.kind.value} for column in sheet.columns],
            "rows": sheet.rows,
        }
        for sheet in book.sheets
    ]
    content = {"name": book.name, "title": book.title, "tables": tables}
    return json.dumps(content, ensure_ascii=False, indent=1, default=json_cell).encode()


def json_cell(value: Decimal | dt.date) -> float | str:
    """What JSON has no words for; only shares and indices have decimals, money never."""
    return float(value) if isinstance(value, Decimal) else value.isoformat()


def to_xlsx(book: Book) -> bytes:
    """A sheet for each table with typed cells, the header bold and kept in sight. No cell is a formula or a link."""
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as workbook:
        made_at = dt.datetime.combine(book.dated_on or UNDATED, dt.time())
        workbook.set_properties({"title": book.title, "created": made_at})
        workbook.set_custom_property("Language", "sv-SE")
        names = sheet_names(sheet.title for sheet in book.sheets)
        for name, sheet in zip(names, book.sheets, strict=True):
            XlsxSheet(workbook, name).write(sheet)
    return file.getvalue()


def sheet_names(titles: Iterable[str]) -> list[str]:
    """Names that Excel takes for sheets: short, without its forbidden signs, and no two alike.

    >>> sheet_names(["Intäkter/kostnader", "intäkter kostnader", "''", "x" * 40])
    ['Intäkter kostnader', 'intäkter kostnader 2', 'Blad', 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']
    """
    names: list[str] = []
    for title in titles:
        stem = NOT_IN_SHEET_NAMES.sub(" ", title)[:LONGEST_SHEET_NAME].strip(" '") or "Blad"
        name, count, taken = stem, 1, {name.casefold() for name in names}
        while name.casefold() in taken:
            count += 1
            name = f"{stem[: LONGEST_SHEET_NAME - len(str(count)) - 1]} {count}"
        names.append(name)
    return names


class XlsxSheet:
    """Writes one table to one sheet of a workbook."""

    def __init__(self, workbook: Workbook, name: str) -> None:
        self.worksheet: Worksheet = workbook.add_worksheet(name)
        self.plain = workbook.add_format()
        self.bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.formats = {
            kind: workbook.add_format({"num_format": code, "valign": "top", "text_wrap": kind == Kind.TEXT})
            for kind, code in NUMBER_FORMATS.items()
        }
        self.with_decimals = workbook.add_format({"num_format": WITH_DECIMALS, "valign": "top"})

    def write(self, sheet: Sheet) -> None:
        self.worksheet.freeze_panes(1, 0)
        for place, column in enumerate(sheet.columns):
            texts = [column.name, *(written(row[place], column.kind) for row in sheet.rows)]
            width = max(len(line) for text in texts for line in text.split("\n"))
            widest = WIDEST_KEY if column.kind == Kind.KEY else WIDEST
            self.worksheet.set_column(place, place, min(max(width + 2, NARROWEST), widest), self.formats[column.kind])
            self.write_text(0, place, column.name, self.bold)
            for number, row in enumerate(sheet.rows, start=1):
                self.write_cell(number, place, row[place], column.kind)

    def write_cell(self, row: int, place: int, value: Cell, kind: Kind) -> None:
        if isinstance(value, str):
            self.write_text(row, place, value, self.formats[Kind.KEY if kind == Kind.KEY else Kind.TEXT])
        elif isinstance(value, dt.date):
            self.worksheet.write_datetime(row, place, value, self.formats[Kind.DATE])
        elif value is not None and kind == Kind.PERCENT:
            self.worksheet.write_number(row, place, float(Decimal(value) / 100), self.formats[kind])
        elif isinstance(value, Decimal):
            self.worksheet.write_number(row, place, float(value), self.with_decimals)
        elif value is not None:
            self.worksheet.write_number(row, place, value, self.formats[kind])

    def write_text(self, row: int, place: int, text: str, cell_format) -> None:
        """Text as text. XlsxWriter lets text that looks like its own rich text through as raw XML; made of two parts
        it is escaped like any other."""
        if text.startswith("<r>") and text.endswith("</r>"):
            self.worksheet.write_rich_string(row, place, text[:1], self.plain, text[1:], cell_format)
        else:
            self.worksheet.write_string(row, place, text, cell_format)


def written(value: Cell, kind: Kind) -> str:
    """About what a cell looks like, for its width."""
    if isinstance(value, int) and kind in {Kind.KRONOR, Kind.NUMBER}:
        return f"{value:,}"
    return "" if value is None else str(value)

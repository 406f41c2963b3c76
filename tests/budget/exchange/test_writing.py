"""Tables as files: the same bytes each time, typed, and text that stays text."""

import csv
import datetime as dt
import io
import json
import time
import zipfile
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from budget.exchange.sheets import Book, Column, Kind, Sheet
from budget.exchange.writing import sheet_names, to_csv, to_json, to_xlsx

COLUMNS = (
    *(Column("Post"), Column("Belopp (kr)", Kind.KRONOR), Column("Andel", Kind.PERCENT), Column("Index", Kind.NUMBER)),
    *(Column("År", Kind.YEAR), Column("Dag", Kind.DATE)),
)
DAY = dt.date(2016, 12, 8)
ROWS = (
    ("Löner; ”fasta”", -945_000, Decimal("94.7"), Decimal("102.35"), 2017, DAY),
    ('=1+"1"', 0, Decimal("-3.2"), 12_345, 2018, None),
    ("rad 1\nrad 2", None, None, None, None, None),
)
BOOK = Book("budget-2017", "Budget 2017", (Sheet("Kostnader", COLUMNS, ROWS),), DAY)
# What a spreadsheet may take for a formula, a link, a number or its own rich text.
NASTY = [
    *(
        "=1+1",
        "+1",
        "-1",
        "@A1",
        "\tA",
        "＝1",
        "＋1",
        "－1",
        "＠1",
        "https://example.org",
        "mailto:a@example.org",
        "007",
    ),
    *("<r>fet</r>", "<r><t>fet</t></r>", "_x0041_", "a&b<c>", " två  mellanslag ", "x" * 32_767, "1e9", "TRUE", "😀"),
]


def book_of(texts) -> Book:
    return Book("a", "A", (Sheet("Blad", (Column("Text"),), tuple((text,) for text in texts)),))


def sheet_of(book: Book):
    return load_workbook(io.BytesIO(to_xlsx(book))).worksheets[0]


def test_csv_is_as_swedish_excel_reads_it():
    assert to_csv(BOOK) == (
        b"\xef\xbb\xbf"
        + (
            '"Post";"Belopp (kr)";"Andel";"Index";"År";"Dag"\r\n'
            '"Löner; ”fasta”";-945000;94,7;102,35;2017;2016-12-08\r\n'
            '"=1+""1""";0;-3,2;12345;2018;\r\n'
            '"rad 1\nrad 2";;;;;\r\n'
        ).encode()
    )


def test_csv_has_the_tables_with_the_columns_of_the_first():
    other = Sheet("Annat", (Column("Namn"),), (("x",),))
    book = Book("a", "A", (Sheet("1", COLUMNS[:1], (("a",),)), other, Sheet("2", COLUMNS[:1], (("b",),))))

    assert to_csv(book).decode("utf-8-sig") == '"Post"\r\n"a"\r\n"b"\r\n'


def test_json_is_typed_and_readable():
    content = to_json(BOOK)

    assert "Löner; ”fasta”".encode() in content
    assert json.loads(content) == {
        "name": "budget-2017",
        "title": "Budget 2017",
        "tables": [
            {
                "title": "Kostnader",
                "columns": [
                    *({"name": "Post", "kind": "text"}, {"name": "Belopp (kr)", "kind": "kronor"}),
                    {"name": "Andel", "kind": "percent"},
                    {"name": "Index", "kind": "number"},
                    {"name": "År", "kind": "year"},
                    {"name": "Dag", "kind": "date"},
                ],
                "rows": [
                    ["Löner; ”fasta”", -945000, 94.7, 102.35, 2017, "2016-12-08"],
                    ['=1+"1"', 0, -3.2, 12345, 2018, None],
                    ["rad 1\nrad 2", None, None, None, None, None],
                ],
            }
        ],
    }


def test_xlsx_cells_are_typed():
    header, first, second, *_ = sheet_of(BOOK).iter_rows()

    assert [cell.value for cell in header] == [column.name for column in COLUMNS]
    assert all(cell.font.bold for cell in header)
    assert [(cell.value, cell.data_type, cell.number_format) for cell in first] == [
        ("Löner; ”fasta”", "s", "@"),
        (-945000, "n", "#,##0"),
        (0.947, "n", "0.0 %"),
        (102.35, "n", "#,##0.00"),
        (2017, "n", "0"),
        (dt.datetime.combine(DAY, dt.time()), "d", "yyyy-mm-dd"),
    ]
    assert (second[3].value, second[3].number_format, second[5].value) == (12345, "#,##0", None)


def test_xlsx_has_a_frozen_header_and_columns_as_wide_as_their_cells():
    sheet = sheet_of(
        Book(
            "a",
            "A",
            (
                Sheet(
                    "Blad",
                    COLUMNS[:2],
                    (("x" * 20, 1), ("y" * 200, 945_000_000)),
                ),
            ),
        )
    )

    assert sheet.freeze_panes == "A2"
    assert 60 <= sheet.column_dimensions["A"].width < 62
    assert 13 <= sheet.column_dimensions["B"].width < 16


def test_xlsx_tells_its_title_language_and_day():
    workbook = load_workbook(io.BytesIO(to_xlsx(BOOK)))

    assert (workbook.properties.title, workbook.properties.created.date()) == ("Budget 2017", DAY)
    assert {own.name: own.value for own in workbook.custom_doc_props.props} == {"Language": "sv-SE"}


def test_xlsx_of_the_same_tables_is_the_same_bytes():
    first = to_xlsx(BOOK)
    time.sleep(2.1)  # ZIP counts time in steps of two seconds

    assert to_xlsx(BOOK) == first


@pytest.mark.parametrize("text", NASTY)
def test_text_is_never_anything_else(text):
    book = book_of([text])
    cell = sheet_of(book)["A2"]

    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)
    rows = list(csv.reader(io.StringIO(to_csv(book).decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows == [["Text"], [text]]
    assert json.loads(to_json(book))["tables"][0]["rows"] == [[text]]


def test_workbook_has_no_formula_and_no_link():
    with zipfile.ZipFile(io.BytesIO(to_xlsx(book_of(NASTY)))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
        assert b"<f" not in sheet
        assert b"<hyperlink" not in sheet


@pytest.mark.parametrize("text", ["a\x00b", "a\x01b", "a\x0bb", "a\ufffeb", "a\rb"])
def test_text_that_xml_cannot_hold_makes_a_file_all_the_same(text):
    assert sheet_of(book_of([text]))["A2"].data_type == "s"
    assert json.loads(to_json(book_of([text])))["tables"][0]["rows"] == [[text]]


@given(st.lists(st.text(), min_size=1, max_size=5))
def test_any_texts_can_be_written(texts):
    cells = [row[0].value for row in sheet_of(book_of(texts)).iter_rows(max_row=1 + len(texts))]

    assert cells[0] == "Text"
    assert [cell or "" for cell, text in zip(cells[1:], texts, strict=True) if text.isprintable()] == [
        text for text in texts if text.isprintable()
    ]


def test_sheet_without_rows_has_its_header():
    book = Book("a", "A", (Sheet("Blad", COLUMNS, ()),))

    assert [cell.value for cell in sheet_of(book)[1]] == [column.name for column in COLUMNS]
    assert to_csv(book).decode("utf-8-sig").count("\r\n") == 1


@given(st.lists(st.text(max_size=40), min_size=1, max_size=8))
def test_any_titles_become_sheet_names_that_excel_takes(titles):
    names = sheet_names(titles)

    assert len({name.casefold() for name in names}) == len(titles)
    assert all(1 <= len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_titles_that_are_alike_become_sheets_of_different_names():
    title = "Kostnader: [drift]/investering och annat"
    book = Book("a", "A", tuple(Sheet(title, COLUMNS[:1], ((str(n),),)) for n in range(3)))

    names = load_workbook(io.BytesIO(to_xlsx(book))).sheetnames

    assert names == [
        "Kostnader   drift  investering",
        "Kostnader   drift  investerin 2",
        "Kostnader   drift  investerin 3",
    ]

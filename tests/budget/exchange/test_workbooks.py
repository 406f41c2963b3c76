"""Workbooks, honest and hostile."""

import datetime as dt
import io
import zipfile
from decimal import Decimal

import pytest
from docx import Document
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation

from budget.exchange.raw import Row, UnreadableError
from budget.exchange.reading import read_file
from budget.exchange.workbooks import DAMAGED, TOO_LARGE, TRAPPED, read_workbook
from tests.budget.exchange.tables import CONTENT_TYPES, with_parts, workbook_of

HEADER = ["Sort", "Benämning", "Belopp"]
PLAIN = workbook_of({"Blad": [HEADER, ["Kostnad", "Löner", 5]]})
SHEET = "xl/worksheets/sheet1.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def sheet_xml(rows: str) -> dict[str, bytes]:
    return {SHEET: f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>".encode()}


def cells_of(row: Row, count: int = 3) -> tuple:
    return row.cells[:count]


def refusal_of(data: bytes) -> str:
    with pytest.raises(UnreadableError) as refused:
        read_file(data)
    return str(refused.value)


def test_cells_are_what_they_are_in_the_workbook():
    data = workbook_of({"Blad": [["a_x000D_\nb", 5, 5.5], [None, True, dt.date(2017, 2, 2)], [], [1e15]]})

    table = read_workbook(data)[0]

    assert table.name == "bladet Blad"
    assert [(row.number, *cells_of(row)) for row in table.rows] == [
        (1, "a\nb", 5, Decimal("5.5")),
        (2, None, True, dt.date(2017, 2, 2)),
        (4, 10**15, None, None),
    ]


def test_size_that_a_sheet_states_is_not_believed():
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as archive:
        sheet = archive.read(SHEET)
    assert b'<dimension ref="A1:C2"' in sheet

    data = with_parts(PLAIN, {SHEET: sheet.replace(b"A1:C2", b"A1")})

    assert len(read_file(data).content.lines) == 1


def test_formula_and_error_are_told_with_their_address():
    reading = read_file(
        workbook_of({"Blad": [[*HEADER, "Konto"], ["Kostnad", "Löner", "=B2*2", "=1"], ["Kostnad", "Hyra", "#REF!"]]})
    )

    assert reading.content.problems == (
        "Bladet Blad, rad 2: cell C2 är en formel. Klistra in den som värde i stället.",
        "Bladet Blad, rad 3: cell C3 visar felet #REF!.",
    )


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        (945.5, "Skriv hela kronor utan ören: ”945,5” har decimaler."),
        (dt.date(2017, 2, 2), "Cellen är ett datum och inget belopp."),
        (dt.time(12, 0), "Cellen är ett datum och inget belopp."),
        (dt.timedelta(days=1), "Cellen är ett datum och inget belopp."),
        (True, "Cellen är ja eller nej och inget belopp."),
        (1e300, "är orimligt stort."),
        ("945.000", "Skriv mellanslag mellan tusentalen: ”945.000” kan läsas på två sätt."),
    ],
)
def test_amount_cell_that_is_no_amount_is_refused(cell, problem):
    (said,) = read_file(workbook_of({"Blad": [HEADER, ["Kostnad", "Löner", cell]]})).content.problems

    assert said.startswith("Bladet Blad, rad 2, Belopp: ")
    assert said.endswith(problem)


def test_number_as_name_is_text():
    assert read_file(workbook_of({"Blad": [HEADER, ["Kostnad", 2017, 5.0]]})).content.lines[0].values.label == "2017"


def test_workbook_with_everything_that_excel_adds_is_read():
    workbook = Workbook()
    sheet = workbook.active
    sheet.append(HEADER)
    sheet.append(["Kostnad", "Löner", 5])
    sheet["B2"].font = Font(bold=True)
    sheet["B2"].hyperlink = "https://example.org"
    sheet.add_data_validation(DataValidation(type="list", formula1='"Intäkt,Kostnad"', sqref="A2:A9"))
    sheet.merge_cells("E1:F1")
    sheet.auto_filter.ref = "A1:C2"
    sheet.protection.set_password("x")
    charts = BarChart(), BarChart()
    for chart in charts:
        chart.add_data(Reference(sheet, min_col=3, min_row=1, max_row=2), titles_from_data=True)
    workbook.create_chartsheet("Diagram").add_chart(charts[0])
    sheet.add_chart(charts[1], "H2")
    file = io.BytesIO()
    workbook.save(file)

    assert [line.values.label for line in read_file(file.getvalue()).content.lines] == ["Löner"]


def test_workbook_whose_parts_make_openpyxl_warn_is_read():
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as archive:
        sheet = archive.read(SHEET)
    extension = b'<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}"/></extLst></worksheet>'

    data = with_parts(PLAIN, {SHEET: sheet.replace(b"</worksheet>", extension)})

    assert len(read_file(data).content.lines) == 1


@pytest.mark.parametrize(
    "part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", CONTENT_TYPES, "docProps/core.xml"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_wherever_they_are(part, encoding):
    assert refusal_of(with_parts(PLAIN, {part: f"{LAUGHS}<x>&b;</x>".encode(encoding)})) == TRAPPED


def test_workbook_that_unpacks_to_too_much_is_refused_before_it_is_read():
    assert refusal_of(with_parts(PLAIN, {"xl/media/image1.bmp": bytes(21 * 1024 * 1024)})) == TOO_LARGE
    assert refusal_of(with_parts(PLAIN, {f"a/{n}": b"" for n in range(1000)})) == TOO_LARGE
    assert refusal_of(with_parts(PLAIN, sheet_xml("<row/>" * 400_001))) == TOO_LARGE


def test_workbook_that_lies_about_its_size_is_refused():
    data = with_parts(PLAIN, {"xl/media/image1.bmp": bytes(5 * 1024 * 1024)})
    size = (5 * 1024 * 1024).to_bytes(4, "little")

    assert refusal_of(data.replace(size, (9).to_bytes(4, "little"))) == DAMAGED


def test_workbook_of_too_many_sheets_or_rows_is_refused():
    assert refusal_of(workbook_of({f"Blad {n}": [HEADER] for n in range(21)})) == TOO_LARGE
    halves = {title: [HEADER, *[["Kostnad", "A", 5]] * 2501] for title in ("Ett", "Två")}
    assert "fler än 5\xa0000 rader" in refusal_of(workbook_of(halves))
    assert refusal_of(workbook_of({"Blad": [HEADER, *[["Kostnad", "Löner", 5]] * 50_000]})) == TOO_LARGE


@pytest.mark.parametrize("number", ["20001", "1048576", "99999999999"])
def test_row_far_below_is_not_waited_for(number):
    row = f'<row r="{number}"><c r="A{number}" t="n"><v>1</v></c></row>'

    assert "fler än 5\xa0000 rader" in refusal_of(with_parts(PLAIN, sheet_xml(row)))


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="-5"><c r="A1"><v>1</v></c></row>',
        '<row r="x"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="??"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>999</v></c></row>',
        '<row r="1"><c r="A1" s="999"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="d"><v>i går</v></c></row>',
        '<row r="1"><c r="A1"><f t="shared" si="0"/></c></row>',
        f'<row r="1"><c r="A1"><v>{"9" * 5000}</v></c></row>',
        '<row r="1"><c r="A1"><v>1e999</v></c></row>',
        '<row r="1"><c r="A1"><v>NaN</v></c></row>',
        "<row",
    ],
)
def test_sheet_that_is_badly_made_is_no_table(rows):
    assert refusal_of(with_parts(PLAIN, sheet_xml(rows)))


def test_what_is_no_workbook_is_refused():
    docx, archive = io.BytesIO(), io.BytesIO()
    Document().save(docx)
    with zipfile.ZipFile(archive, "w") as empty:
        empty.writestr("a.txt", "a")

    assert refusal_of(docx.getvalue()) == DAMAGED
    assert refusal_of(archive.getvalue()) == DAMAGED


# Its length isn't quite the same from run to run, since openpyxl writes the time in it.
@pytest.mark.parametrize("kept", [slice(4), slice(100), slice(1000), slice(-2000), slice(-1)], ids=str)
def test_workbook_that_is_cut_off_is_refused(kept):
    assert refusal_of(PLAIN[kept]) == DAMAGED


@pytest.mark.parametrize("fortieth", range(40))
def test_workbook_with_a_damaged_byte_is_read_or_refused(fortieth):
    place = fortieth * len(PLAIN) // 40
    data = PLAIN[:place] + bytes([PLAIN[place] ^ 0xFF]) + PLAIN[place + 1 :]
    try:
        read_file(data)
    except UnreadableError as refused:
        assert str(refused)  # noqa: PT017 (either is right)


def test_locked_part_is_refused():
    archive = bytearray(PLAIN)
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = archive.find(signature)
        while start >= 0:
            archive[start + place] |= 1  # the flag that says the part is encrypted
            start = archive.find(signature, start + 1)

    assert refusal_of(bytes(archive)) == DAMAGED


def test_unfit_cell_of_an_unread_column_is_no_error():
    reading = read_file(workbook_of({"Blad": [[*HEADER, "Konto"], ["Kostnad", "Löner", 5, "=1"]]}))

    assert reading.content.problems == ()

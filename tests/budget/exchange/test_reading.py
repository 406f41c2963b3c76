"""Lines read from files and pasted text, judged by their bytes, with all errors at once."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.exchange.lines import LineValues
from budget.exchange.raw import UnreadableError
from budget.exchange.reading import read_file, read_pasted
from tests.budget.exchange.tables import csv_of, workbook_of

LONER = LineValues("cost", "Personal", "Löner", 800_000)


def values_in(reading) -> list[LineValues]:
    return [line.values for line in reading.content.lines]


def problems_in(*rows: str, header: str = "Sort;Rubrik;Benämning;Belopp") -> tuple[str, ...]:
    return read_file(csv_of(*rows, header=header)).content.problems


@pytest.mark.parametrize(
    ("encoding", "source"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("cp1252", "Windows-1252"), ("utf-16", "UTF-16")],
)
@pytest.mark.parametrize(("delimiter", "name"), [(";", "semikolon"), (",", "komma"), ("\t", "tabb")])
def test_text_table_is_read_in_any_common_form(encoding, source, delimiter, name):
    text = "SORT;benämning;Belopp (kr);Rubrik\nkostnader;Löner;800 000 kr;Personal\n".replace(";", delimiter)

    reading = read_file(text.encode(encoding))

    assert values_in(reading) == [LONER]
    assert reading.source == f"Tabell som text ({source} och {name} mellan cellerna)"


def test_pasted_cells_from_a_spreadsheet_are_read():
    reading = read_pasted("Sort\tBenämning\tBelopp\tRubrik\nKostnad\tLöner\t800\xa0000\tPersonal")

    assert values_in(reading) == [LONER]
    assert reading.source == "Tabell som text (inklistrad och tabb mellan cellerna)"


def test_workbook_is_read_by_the_sheets_that_have_the_header():
    data = workbook_of(
        {
            "Läs mig": [["Fyll i nästa blad"]],
            "Tomt": [],
            "Intäkter": [["Budget 2017"], [], ["Belopp", "Benämning", "Sort"], [945_000, "Avgifter", "Intäkt"]],
            "Kostnader": [["Sort", "Rubrik", "Benämning", "Belopp"], ["Kostnad", "Personal", "Löner", "800 000"]],
        }
    )

    reading = read_file(data)

    assert values_in(reading) == [LineValues("income", "", "Avgifter", 945_000), LONER]
    assert [line.where for line in reading.content.lines] == ["Bladet Intäkter, rad 4", "Bladet Kostnader, rad 2"]
    assert reading.content.lines[0].fields == {"kind", "label", "amount_sek"}
    assert reading.content.unread == ("bladet Läs mig",)
    assert reading.source == "Excel-arbetsbok"


def test_json_is_read_as_the_portal_writes_it():
    table = {
        "title": "Kostnader",
        "columns": [{"name": name} for name in ("Sort", "Rubrik", "Benämning", "Belopp (kr)")],
        "rows": [["Kostnad", "Personal", "Löner", 800000], ["Kostnad", None, "Resor", 0.5]],
    }

    reading = read_pasted(json.dumps({"tables": [table]}))

    assert values_in(reading) == [LONER]
    assert reading.content.problems == (
        "Tabellen Kostnader, rad 2, Belopp: Skriv hela kronor utan ören: ”0,5” har decimaler.",
    )


def test_columns_that_are_not_known_are_named():
    reading = read_file(csv_of("Kostnad;A;B;5;x;y", header="Sort;Ansvarig;Benämning;Belopp;Konto;Ansvarig"))

    assert reading.content.unread == ("kolumnen Ansvarig", "kolumnen Konto")


def test_every_error_is_told_with_its_line():
    assert problems_in(
        "Kostnad;;Löner;945,50",
        "Utgift;;;",
        'Kostnad;"Rad 1\nrad 2";Hyra;5',
        ";;;",
        "Kostnad;;Resor;-5",
        f"Kostnad;{'g' * 121};{'l' * 201};5",
        "Kostnad;;Kurser;5;till kontot",
        "Kostnad;;\u200b\u202e;5",
    ) == (
        "Rad 2, Belopp: Skriv hela kronor utan ören: ”945,50” har decimaler.",
        "Rad 3, Sort: Skriv Intäkt eller Kostnad, inte ”utgift”.",
        "Rad 3, Benämning: Posten saknar benämning.",
        "Rad 3, Belopp: Skriv ett belopp, till exempel 945 000.",
        "Rad 7, Belopp: Beloppet kan inte vara negativt. Välj intäkt eller kostnad i stället.",
        "Rad 8, Rubrik: Texten är 121 tecken. Den får vara högst 120.",
        "Rad 8, Benämning: Texten är 201 tecken. Den får vara högst 200.",
        "Rad 9: Cellen i kolumn 5 står inte under någon rubrik.",
        "Rad 10, Benämning: Skriv en benämning som går att läsa.",
    )


@pytest.mark.parametrize(
    ("column", "cell", "problem"),
    [
        ("Post-id", "7", "Post-id: ”7” är inget Post-id. Lämna cellen tom för en ny post."),
        ("Rubrik", "\u202e\xad", "Rubrik: Skriv en rubrik som går att läsa."),
        ("Avgift", "kanske", "Avgift: Skriv ja, eller lämna cellen tom, i stället för ”kanske”."),
        ("Avgift", "ja", "Avgift: Bara en intäkt kan vara en avgift från kommunerna."),
        ("Åtagande", "-1", "Åtagande: Skriv åtagandets nummer i portalen, inte ”-1”."),
        ("Åtagande", "٣", "Åtagande: Skriv åtagandets nummer i portalen, inte ”٣”."),
        ("Åtagande", "9" * 19, f"Åtagande: Skriv åtagandets nummer i portalen, inte ”{'9' * 19}”."),
        ("Prognos (kr)", "1e9", "Prognos: Skriv alla siffror i beloppet: ”1e9” är förkortat."),
        ("Anteckning", "a\x7fb", "Anteckning: Texten innehåller styrtecken som inte går att spara."),
        ("Anteckning", "a" * 1001, "Anteckning: Texten är 1001 tecken. Den får vara högst 1000."),
    ],
)
def test_cell_that_is_wrong_says_why(column, cell, problem):
    header = f"Sort;Benämning;Belopp;{column}"

    assert problems_in(f"Kostnad;Löner;5;{cell}", header=header) == (f"Rad 2, {problem}",)


@pytest.mark.parametrize(
    ("column", "cell", "values"),
    [
        ("Avgift", "Ja", {"is_fee": True}),
        ("Anteckning", "a" * 1000, {"note": "a" * 1000}),
        ("Avgift", "x", {"is_fee": True}),
        ("Avgift", "nej", {"is_fee": False}),
        ("Åtagande", "12", {"commitment": 12}),
        ("Utfall (kr)", "\u2212500", {"outcome_sek": -500}),
        ("Prognos", " ", {"forecast_sek": None}),
        ("Anteckning", '" rad 1\r\nrad 2 "', {"note": "rad 1\nrad 2"}),
        ("Post-id", "{0E37DF36-F698-11E6-8DD4-CB9CED3DF976}", {"lineage": "0e37df36-f698-11e6-8dd4-cb9ced3df976"}),
    ],
)
def test_cell_is_read_as_what_it_means(column, cell, values):
    reading = read_file(csv_of(f"Intäkt;;A\xa0;5;{cell}", header=f"Sort;Rubrik;Benämning;Belopp;{column}"))

    assert values_in(reading) == [LineValues("income", "", "A", 5, **values)]


def test_line_break_in_a_name_becomes_a_space():
    assert values_in(read_file(csv_of('Kostnad;"Per-\nsonal";"Löner \r\n och\tannat";5')))[0].label == "Löner och annat"


def test_lines_with_the_same_post_id_are_told():
    same = "0e37df36-f698-11e6-8dd4-cb9ced3df976"

    assert problems_in(
        f"Kostnad;{same};A;1", f"Kostnad;{same.upper()};B;1", header="Sort;Post-id;Benämning;Belopp"
    ) == ("Rad 3: Samma Post-id som på rad 2.",)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "Filen är tom."),
        (b"\xef\xbb\xbf \r\n", "Texten är tom."),
        (b"x" * (2 * 1024 * 1024 + 1), "Filen är 2,1\xa0MB. Den får vara högst 2\xa0MB."),
        (b"%PDF-1.7\x00\x01", "Filen är ingen tabell som går att läsa."),
        (b"\xff\xfe\x00", "Filen är ingen tabell som går att läsa."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "gamla Excelformatet"),
        (b"PK\x03\x04", "går inte att läsa som en Excel-arbetsbok"),
        ("Namn;Ålder\nKim;5".encode(), "Det finns ingen rubrikrad med Sort, Benämning och Belopp."),
        ("Sort;Benämning\nKostnad;A".encode(), "Rubrikraden saknar Belopp."),
        ("Benämning;Belopp (tkr);Rubrik\nA;5;B".encode(), "Rubrikraden saknar Sort och Belopp."),
        ("Sort;Benämning;Belopp;belopp (kr)\nKostnad;A;5;5".encode(), "Rubrikraden har Belopp mer än en gång."),
        ("Sort;Benämning;Belopp\n\n;;\n".encode(), "Tabellen har inga poster."),
        ('Sort;Benämning;Belopp\nKostnad;A;5\nKostnad;"B;5\n'.encode(), "Citattecknen på rad 3 går inte ihop"),
        ('Sort;Benämning;Belopp\nKostnad;"B"C;5\n'.encode(), "Citattecknen på rad 2 går inte ihop"),
        (f"Sort;Benämning;Belopp\nKostnad;{'A' * 140_000};5\n".encode(), "En cell på rad 2 är för lång"),
        ('Sort;Benämning;Belopp\nKostnad;"'.encode() + b"A;5\n" * 40_000, "eller saknar sitt avslutande citattecken."),
        ("Sort;Benämning;Belopp\n".encode() + b"Kostnad;A;5\n" * 5001, "fler än 5\xa0000 rader"),
        (b"{", "ser ut som JSON"),
        (b"[1]" * 9, "Det finns ingen rubrikrad"),
        (b'{"tables": 5}', "ser ut som JSON"),
        (b'{"tables": [{"title": "A", "columns": [], "rows": [[NaN]]}]}', "ser ut som JSON"),
        (b'{"tables": [{"title": "A", "columns": [], "rows": [[{}]]}]}', "ser ut som JSON"),
        (b'{"a":' * 100_000, "ser ut som JSON"),
        (b'{"tables": [' + b"9" * 5000 + b"]}", "ser ut som JSON"),
    ],
)
def test_file_that_cannot_be_read_says_why(data, reason):
    with pytest.raises(UnreadableError) as refused:
        read_file(data)

    assert reason in str(refused.value)


def test_numbers_of_json_are_bounded_before_they_are_counted_out():
    table = (
        '{"title":"A","columns":[{"name":"Sort"},{"name":"Benämning"},{"name":"Belopp"}],"rows":[["Kostnad","A",%s]]}'
    )

    for number in ("1e999999999", "1" + "0" * 15, "-1e15"):
        assert "är orimligt stort" in read_pasted('{"tables":[' + table % number + "]}").content.problems[0]
    assert "är ja eller nej" in read_pasted('{"tables":[' + table % "true" + "]}").content.problems[0]


def test_half_of_a_sign_in_json_is_refused():
    table = (
        '{"title":"A","columns":[{"name":"Sort"},{"name":"Benämning"},{"name":"Belopp"}],"rows":[["Kostnad","%s",5]]}'
    )

    assert "styrtecken" in read_pasted('{"tables":[' + table % r"\ud800" + "]}").content.problems[0]


def test_table_of_the_most_rows_is_read():
    assert len(values_in(read_file(csv_of(*["Kostnad;;A;5"] * 5000)))) == 5000


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_words(data):
    with pytest.raises(UnreadableError):
        read_file(data)


@given(st.lists(st.lists(st.text(max_size=8), min_size=4, max_size=5), max_size=6))
def test_any_cells_are_lines_or_problems(rows):
    lines = [";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    data = csv_of("Kostnad;;A;5", *lines)
    try:
        content = read_file(data).content
    except UnreadableError as refused:
        assert "ingen tabell" in str(refused)  # noqa: PT017 (control characters make it no text)
    else:
        assert len(content.lines) + len(content.problems) >= 1

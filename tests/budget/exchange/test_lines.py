"""Lines as a table, and what is downloaded read back."""

import io
import re
import uuid

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from budget.exchange.cells import is_seen
from budget.exchange.lines import COLUMNS, LONGEST, LineValues, cells_of, sheets_of
from budget.exchange.reading import read_file
from budget.exchange.sheets import Book
from budget.exchange.writing import to_csv, to_json, to_xlsx
from budget.models import BudgetLine
from tests.budget_factories import BudgetLineFactory

LINEAGE = "0e37df36-f698-11e6-8dd4-cb9ced3df976"
FEE = LineValues("income", "", "Avgifter", 945_000, "Enligt avtal", True, LINEAGE, 12, 940_000, -5)
COST = LineValues("cost", "Personal", "Löner", 945_000)

# Signs that are something in one format or other; control characters, which no form should take, aren't among them.
SIGNS = st.sampled_from(
    [*"=+-@＝＋－＠\";,\t'\\/<>&#{}[]()%$ \xa0\u202f\u2028åäöÅ😀", *"Summa kr 1e9", "_x0041_", "<r>", "</r>"]
)
WORDS = st.lists(SIGNS | st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), max_size=3), max_size=12).map(
    "".join
)
ONE_LINE = WORDS.map(lambda text: re.sub(r"\s*[\n\t]\s*", " ", text.strip()))
NOTES = st.lists(WORDS, max_size=4).map(lambda lines: "\n".join(lines).strip())
AMOUNTS = st.integers(min_value=1 - 10**15, max_value=10**15 - 1)


@st.composite
def lines(draw) -> LineValues:
    kind = draw(st.sampled_from(["income", "cost"]))
    return LineValues(
        kind=kind,
        group=draw(ONE_LINE.filter(lambda text: not text or is_seen(text))),
        label=draw(ONE_LINE.filter(is_seen)),
        amount_sek=abs(draw(AMOUNTS)),
        note=draw(NOTES),
        is_fee=kind == "income" and draw(st.booleans()),
        lineage=draw(st.none() | st.uuids().map(str)),
        commitment=draw(st.none() | st.integers(1, 10**15)),
        forecast_sek=draw(st.none() | AMOUNTS),
        outcome_sek=draw(st.none() | AMOUNTS),
    )


@settings(max_examples=50)
@pytest.mark.parametrize("write", [to_csv, to_json, to_xlsx])
@given(st.lists(lines(), min_size=1, max_size=6, unique_by=lambda line: line.lineage or object()))
def test_what_is_downloaded_is_read_back(write, written):
    content = read_file(write(Book("a", "A", sheets_of(written)))).content

    assert content.problems == ()
    assert content.unread == ()
    assert [line.values for line in content.lines] == sorted(written, key=lambda line: line.kind, reverse=True)
    assert all(line.fields == COLUMNS.keys() for line in content.lines)


def test_lines_are_two_tables_with_the_same_columns():
    incomes, costs = sheets_of([COST, FEE])

    assert [incomes.title, costs.title] == ["Intäkter", "Kostnader"]
    assert incomes.columns == costs.columns
    assert [column.name for column in costs.columns] == [
        *("Sort", "Rubrik", "Benämning", "Belopp (kr)", "Avgift", "Prognos (kr)", "Utfall (kr)"),
        *("Anteckning", "Åtagande", "Post-id"),
    ]
    assert incomes.rows == (("Intäkt", "", "Avgifter", 945_000, "ja", 940_000, -5, "Enligt avtal", 12, LINEAGE),)
    assert costs.rows == (cells_of(COST),)


@pytest.mark.parametrize("label", ["_x000D_", "_x000D_a", "a_x000D_b"])
def test_name_that_looks_like_excels_line_break_is_read_back(label):
    written = LineValues("cost", "", label, 5)

    (line,) = read_file(to_xlsx(Book("a", "A", sheets_of([written])))).content.lines

    assert line.values == written


def test_post_id_takes_little_room_in_the_workbook():
    sheet = load_workbook(io.BytesIO(to_xlsx(Book("a", "A", sheets_of([FEE])))))["Intäkter"]
    note, lineage = sheet["H2"], sheet["J2"]

    assert (lineage.value, lineage.number_format) == (LINEAGE, "@")
    assert 12 <= sheet.column_dimensions["J"].width < 14
    assert (note.alignment.wrap_text, lineage.alignment.wrap_text) == (True, None)


def test_values_of_a_row_are_what_a_file_would_say_of_it():
    row = BudgetLineFactory.build(
        budget=None,
        kind=BudgetLine.Kind.INCOME,
        label=" Avgifter\xa0",
        amount_sek=945_000,
        note="rad 1\r\nrad 2\r\n",
        is_fee=True,
        lineage=uuid.UUID(LINEAGE),
        commitment_id=12,
        forecast_sek=940_000,
        outcome_sek=-5,
    )

    assert LineValues.of(row) == LineValues(
        "income", "", "Avgifter", 945_000, "rad 1\nrad 2", True, LINEAGE, 12, 940_000, -5
    )


def test_limits_are_those_of_the_rows():
    assert {name: BudgetLine._meta.get_field(name).max_length for name in LONGEST} == LONGEST

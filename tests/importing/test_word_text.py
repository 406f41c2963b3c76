"""A plan that someone wrote in Word is understood as the same plan in text."""

from __future__ import annotations

import pytest
from docx.enum.text import WD_BREAK

from sodertorn.importing.document import parse
from sodertorn.importing.load import load_plan
from sodertorn.importing.readers import read_plan
from tests.importing.rows import everything
from tests.importing.values import said_where, without_places
from tests.importing.words import word_of, written

FRONT = ("Beslutad 2030-11-21", "Samverkansrådet", "Verksamhetsplan 2031")
WAYS = {
    "few styles": {"with_styles": False},
    "styles": {"with_styles": True},
    "numbered by Word": {"with_styles": True, "types_numbers": False},
}


@pytest.fixture(params=["seed_text", "demo_text"])
def text(request) -> str:
    return request.getfixturevalue(request.param).replace("\f", "")


@pytest.mark.parametrize("way", WAYS)
def test_real_plan_is_understood_alike_in_word_and_in_text(text, way):
    in_word, in_text = read_plan(word_of(text, **WAYS[way]), "plan.docx").parsed, parse(text)

    assert without_places(in_word) == without_places(in_text)
    assert said_where(in_word) == said_where(in_text)
    assert {finding.text for finding in in_word.findings} == {finding.text for finding in in_text.findings}


@pytest.mark.django_db(transaction=False)
def test_word_file_gives_the_rows_that_the_text_gives(seed_text):
    load_plan(parse(seed_text))
    rows = everything()
    load_plan(read_plan(word_of(seed_text, with_styles=True), "plan.docx").parsed, replace_draft=True)

    assert everything() == rows


def lines(*paragraphs, change=None) -> list[str]:
    return [line for line in read_plan(written(*FRONT, *paragraphs, change=change), "plan.docx").lines[6:] if line]


def test_headings_lists_tables_and_bold_names_become_markdown():
    def add(document):
        document.add_paragraph(style="List Bullet").add_run("Klimat").bold = True
        document.add_paragraph("Vi ger råd.", style="List Number")
        table = document.add_table(rows=2, cols=2)
        for cell, words in zip(table._cells, ("Område", "Syfte", "Region|Nord", "Utvecklar\nlandet"), strict=True):
            cell.text = words

    assert lines(("1. Mål", "Heading 1"), ("Inriktning", "Heading 2"), change=add) == [
        *("# 1. Mål", "## Inriktning", "- **Klimat**", "- Vi ger råd."),
        *("| Område | Syfte |", "| Region/Nord | Utvecklar landet |"),
    ]


def test_chapters_get_numbers_when_word_has_them():
    assert lines(("Syfte", "Heading 1"), "Vi hörs.", ("Mål", "Heading 1"), ("Klimat", "Heading 2"), "Ja.") == [
        *("# 1. Syfte", "Vi hörs.", "# 2. Mål", "## Klimat", "Ja."),
    ]


def test_chapters_with_typed_numbers_are_left_alone():
    assert lines(("3. Syfte", "Heading 1"), ("Bilaga", "Heading 1")) == ["# 3. Syfte", "# Bilaga"]


def test_sentence_that_was_broken_in_two_paragraphs_is_one():
    found = read_plan(
        written(*FRONT, ("1. Budget", "Heading 1"), "Kostnader", "Ersättning för", "lokaler 50 000", "Summa 50 000"),
        "plan.docx",
    )

    assert [(one.label, one.amount_sek) for one in found.parsed.budget_lines] == [("Ersättning för lokaler", 50_000)]


def test_pages_of_word_are_pages_that_references_lead_to():
    def add(document):
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        document.add_heading("2. Mål", 1)
        document.add_paragraph("Vi ger råd.")

    found = read_plan(
        written(*FRONT, ("1. Syfte", "Heading 1"), "Vi vill mer (jfr sid 2).", change=add), "plan.docx"
    ).parsed
    words = {node.lines[0]: node.title or node.text for node in found.nodes()}

    assert [(one.words, words[one.target_line]) for one in found.references] == [("jfr sid 2", "Mål")]

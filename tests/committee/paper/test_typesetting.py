"""An edition as PDF/UA: what it says, in which order, and what a screen reader is told."""

from __future__ import annotations

import datetime as dt
import io
import re
from itertools import pairwise

import pikepdf
import pytest
from hypothesis import given, settings
from pdfua import validate

from committee.paper.blocks import Block, Heading, List, Table, Text, blocks_of
from committee.paper.typesetting import edition_pdf
from tests.calendar_app.documents.pdf_text import page_text, read_text
from tests.committee.comparison.contents import budget, content, line, meeting, node
from tests.committee.paper.plans import plans
from tests.committee.paper.structure import attribute, outline, tags

AT = dt.datetime(2016, 12, 8, 12, 0, 0, 123456, tzinfo=dt.UTC)  # databases keep parts of seconds
SHA = "0123456789abcdef" * 4
TABLE = [["Område", "Syfte"], ["Region", "Utvecklar"], ["Verksamhet", "Effektiv"]]
PLAN = content(
    node(1, "chapter", node(2, "paragraph", text="Vi hörs\n(jfr kap. 7)."), number="1", title="Inledning"),
    node(
        3,
        "chapter",
        node(4, "table", rows=TABLE),
        node(
            5,
            "goal_area",
            node(6, "issue", node(7, text="Vi ger fler råd.", is_focus=True), title="Råd"),
            title="Klimat",
        ),
        node(8, "meeting_series", title="Rådet", meetings=[meeting(9, hosts=["Sund", "Näs"], title="konferens")]),
        number="2",
        title="Mål",
    ),
    node(
        10,
        "budget",
        number="7",
        title="Budget",
        budget=budget([line("Avgifter", 7)], [line("Hyra", 2, group="Lokaler"), line("Lön", 5)]),
    ),
    subtitle="Med budget",
)
PLAN["chapters"][0]["children"][0]["references"] = [{"words": "jfr kap. 7", "node": 10}]


def opened(plan: dict) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(edition_pdf(plan, SHA, AT)))


def letters(text: str) -> str:
    """What is left when spaces, hyphens at line ends and bullets are taken away."""
    return "".join(re.findall(r"\w", text))


def said(block: Block) -> str:
    match block:
        case Heading():
            return f"{block.number} {block.text}"
        case Text():
            return "".join(text for text, _ in block.words)
        case List():
            return " ".join("".join(text for text, _ in item.words) + item.mark for item in block.items)
        case Table():
            return " ".join(cell for row in [block.head, *block.rows, block.foot] for cell in row)


@settings(deadline=None, max_examples=12)
@given(plans())
def test_pages_say_what_the_edition_says_in_its_order(plan):
    pdf = opened(plan)

    found = letters("".join(map(read_text, pdf.pages)))

    assert found.endswith(letters("".join(map(said, blocks_of(plan)))))
    assert found.startswith(letters(plan["issuer"] + plan["title"] + plan["subtitle"]))


@settings(deadline=None, max_examples=15)
@given(plans())
def test_checker_of_accessibility_finds_nothing(tmp_path_factory, plan):
    path = tmp_path_factory.mktemp("pdf") / "plan.pdf"
    path.write_bytes(edition_pdf(plan, SHA, AT))

    assert [str(finding) for finding in validate(path).findings] == []


def test_front_tells_decision_and_checksum_that_can_be_copied():
    pdf = opened({**PLAN, "reason": "Ett ord var fel."})
    front = page_text(pdf.pages[0])

    assert "Fastställd 8 december 2016, § 8. Utgåva 1." in front.replace("\xa0", " ")
    assert "Rättelse: Ett ord var fel." in front
    assert SHA in front


def test_document_says_its_language_title_and_standard():
    pdf = opened(PLAN)
    metadata = pdf.open_metadata()

    assert str(pdf.Root.Lang) == "sv-SE"
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert metadata["dc:title"] == "Verksamhetsplan 2017, utgåva 1"
    assert metadata["pdfuaid:part"] == "1"


def test_headings_are_tagged_one_level_at_a_time_and_listed():
    pdf = opened(PLAN)

    found = [(role, str(element.get("/T", ""))) for role, element in tags(pdf) if re.fullmatch(r"H\d", role)]
    headings = [block for block in blocks_of(PLAN) if block.block == "heading"]

    assert found[0] == ("H1", "Innehåll")
    assert found[1:] == [(f"H{one.level}", f"{one.number}. {one.text}".lstrip(". ")) for one in headings]
    assert outline(pdf) == [title for _, title in found[1:]]


@settings(deadline=None, max_examples=15)
@given(plans())
def test_no_level_of_headings_is_skipped(plan):
    levels = [int(role[1:]) for role, _ in tags(opened(plan)) if re.fullmatch(r"H\d+", role)]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_have_heads_that_are_heads_of_their_columns():
    pdf = opened(PLAN)
    found = list(tags(pdf))

    heads = [attribute(element, "/Scope") for role, element in found if role == "TH"]
    tables = [block for block in blocks_of(PLAN) if block.block == "table"]

    assert [role for role, _ in found].count("Table") == len(tables) == 4
    assert len(heads) == sum(len(table.head) for table in tables)
    assert set(map(str, heads)) == {"/Column"}


def test_lists_and_links_are_tagged():
    roles = [role for role, _ in tags(opened(PLAN))]

    assert (roles.count("L"), roles.count("LI")) == (1, 1)
    assert roles.count("TOCI") == 7
    assert roles.count("Link") == roles.count("TOCI") + 1  # the reference to chapter 7


def test_same_edition_gives_the_same_bytes():
    assert edition_pdf(PLAN, SHA, AT) == edition_pdf(PLAN, SHA, AT)
    assert edition_pdf(PLAN, SHA, AT) != edition_pdf({**PLAN, "title": "Annat"}, SHA, AT)


@pytest.mark.parametrize("words", ['#panic("x")', "$x$ @a <b> *c* _d_ `e` = f \\ //", "]#[", '"), panic("'])
def test_words_are_never_code(words):
    plan = content(node(1, "chapter", node(2, "paragraph", text=words), title=words), title=words, issuer=words)

    pdf = opened(plan)
    assert words in page_text(pdf.pages[-1])


def test_pages_are_numbered_and_long_swedish_words_are_hyphenated():
    long = "Samverkansorganisationerna planerar kommunikationsinsatser tillsammans. " * 60
    pdf = opened(content(node(1, "chapter", node(2, "paragraph", text=long), number="1", title="A")))
    pages = [page_text(page) for page in pdf.pages]

    assert all(f"Sida {number} av {len(pages)}" in page for number, page in enumerate(pages, start=1))
    assert re.search(r"(Samverkans|organisa|kommunika)\w* \xad ", pages[2])  # marked as no part of the word

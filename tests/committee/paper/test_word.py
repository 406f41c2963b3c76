"""A plan as a Word file: real headings, lists and tables, whoever opens it."""

from __future__ import annotations

import datetime as dt
import io

import docx
from docx.document import Document
from docx.oxml.ns import qn
from hypothesis import given, settings

from committee.paper.word import plan_docx
from tests.committee.paper.plans import plans
from tests.committee.paper.test_typesetting import PLAN

AT = dt.datetime(2017, 1, 16, 12, tzinfo=dt.UTC)


def opened(plan: dict) -> Document:
    return docx.Document(io.BytesIO(plan_docx(plan, AT)))


def test_headings_lists_and_tables_are_real():
    document = opened(PLAN)

    assert [(one.style.name, one.text) for one in document.paragraphs if one.text] == [
        ("Normal", "Rådet"),
        ("Title", "Verksamhetsplan 2017"),
        ("Subtitle", "Med budget"),
        ("Normal", "Fastställd 8 december 2016, § 8. Utgåva 1."),
        ("Heading 1", "1. Inledning"),
        ("Normal", "Vi hörs\n(jfr kap. 7)."),
        ("Heading 1", "2. Mål"),
        ("Heading 2", "Klimat"),
        ("Heading 3", "Råd"),
        ("List Bullet", "Vi ger fler råd. Fokus 2017"),
        ("Heading 2", "Rådet"),
        ("Heading 1", "7. Budget"),
        ("Heading 2", "Intäkter"),
        ("Heading 2", "Kostnader"),
        ("Heading 1", "Uppgifter till portalen"),
    ]
    assert [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables] == [
        [["Område", "Syfte"], ["Region", "Utvecklar"], ["Verksamhet", "Effektiv"]],
        [["Datum", "Tid", "Rubrik", "Värdkommun"], ["2 februari 2017", "", "konferens", "Sund\nNäs"]],
        [["Post", "Kronor"], ["Avgifter", "7"], ["Summa", "7"]],
        [["Post", "Kronor", "Rubrik"], ["Hyra", "2", "Lokaler"], ["Lön", "5", ""], ["Summa", "7", ""]],
    ]


def test_every_table_says_which_row_is_its_head():
    for table in opened(PLAN).tables:
        heads = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.rows]
        assert heads == [True] + [False] * (len(heads) - 1)


def test_file_says_its_title_author_and_language():
    document = opened(PLAN)
    language = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")

    assert (document.core_properties.title, document.core_properties.author) == ("Verksamhetsplan 2017", "Rådet")
    assert (document.core_properties.language, language.get(qn("w:val"))) == ("sv-SE", "sv-SE")
    assert document.core_properties.modified == AT.replace(tzinfo=document.core_properties.modified.tzinfo)


def test_reference_leads_to_the_part():
    document = opened(PLAN)
    link = next(document.element.body.iter(qn("w:hyperlink")))
    target = next(one for one in document.paragraphs if one.text == "7. Budget")

    assert "".join(one.text for one in link.iter(qn("w:t"))) == "jfr kap. 7"
    assert link.get(qn("w:anchor")) in target._p.xpath("./w:bookmarkStart/@w:name")


@settings(deadline=None, max_examples=25)
@given(plans())
def test_bookmarks_are_what_word_allows_and_each_stands_once(plan):
    names = opened(plan).element.body.xpath(".//w:bookmarkStart/@w:name")

    assert len(set(names)) == len(names)
    assert all(len(name) <= 40 and name[0].isalpha() and name.replace("_", "").isalnum() for name in names)


def test_what_xml_cannot_hold_is_left_out_and_line_breaks_are_one():
    plan = {**PLAN, "title": "A\x0bB", "issuer": "Ett\r\nTvå\ud800"}

    assert [one.text for one in opened(plan).paragraphs[:2]] == ["Ett\nTvå", "AB"]

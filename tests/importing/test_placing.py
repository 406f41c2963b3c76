"""Every line of a document says what became of it."""

from __future__ import annotations

import datetime as dt

import pytest

from committee.paper.marks import KINDS
from sodertorn.importing.placing import PlacedLine, placed_lines
from sodertorn.importing.readers import read_plan
from sodertorn.importing.values import Finding
from tests.importing.editing import edited, silent
from tests.importing.plan_in_word import PLAN
from tests.importing.words import word_of


@pytest.mark.parametrize("with_styles", [False, True])
def test_every_line_of_the_real_plan_became_something(seed_text, with_styles):
    read = read_plan(word_of(seed_text, with_styles=with_styles), "plan.docx")

    assert silent(read) == []


def test_lines_of_a_plan_say_what_they_became():
    read = edited(PLAN)
    found = {line.text: line.became for line in placed_lines(read.lines, read.parsed, [], {**KINDS, "item": "punkt"})}

    assert {text: found[text] for text in WORDS} == WORDS


WORDS = {
    "Rådet": ["planens uppgifter"],
    "1. Inledning": ["kapitel"],
    "Så här.": ["kapitel"],
    "Vi möts.": ["stycke", "löfte: Rådet"],
    "Vi ger fler råd. Fokus 2017": ["atagande, i fokus"],
    "2 februari 2017 | | | Sund": ["möte 2 februari 2017, Rådet, Sund"],
    "2017 | Sund": ["värdskap 2017: Sund"],
    "Avgifter | 7": ["intäkt: Avgifter, 7\xa0kr"],
    "Lön | 5 | | två": ["kostnad: Lön, 5\xa0kr"],
    "Summa | 7": ["summa, jämförd med posterna"],
    "Uppgifter till portalen": ["planens uppgifter"],
}


def test_findings_stand_at_their_lines_and_blank_lines_are_left_out():
    read = edited(PLAN)
    finding = Finding(3, "Oj.")
    lines = placed_lines(("a", " ", "c"), read.parsed, [finding, Finding(0, "Allt.")], KINDS)

    assert [(line.number, line.text, line.findings, line.needs_person) for line in lines] == [
        *((1, "a", [], False), (3, "c", [finding], True)),
    ]
    assert not PlacedLine(1, "", findings=[Finding(1, "", needs_person=False)]).needs_person
    assert read.parsed.decided_on == dt.date(2016, 12, 8)

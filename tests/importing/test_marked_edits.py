"""What people do in Word to a plan that the portal wrote is understood, or told of."""

from __future__ import annotations

import copy
import datetime as dt

import pytest

from tests.importing.editing import add_after, edited, outline, paragraph, said, silent, take_away
from tests.importing.plan_in_word import PLAN

INTRODUCTION = ("chapter", "Inledning", [("paragraph", "Vi möts.")])
ISSUE = ("issue", "Råd", [("commitment", "Vi ger fler råd."), ("commitment", "Vi hörs (jfr kap. 3).")])
MORE = ("section", "Mer", [("paragraph", "Mer om det.")])
TABLE = ("table", "Område | Syfte\nRegion | Utvecklar")
CALENDAR = ("calendar", "Kalendarium", [("meeting_series", "Rådets möten"), ("host_rota", "Värdar")])
BUDGET = ("budget", "Budget")


def goals(*parts: tuple) -> tuple:
    return ("chapter", "Mål", list(parts))


def climate(*parts: tuple) -> tuple:
    return ("goal_area", "Klimat", list(parts))


GOALS = goals(climate(ISSUE, MORE), TABLE)


def parts(*changes) -> list[tuple]:
    """The chapters after changes that leave nothing to say and nothing out."""
    read = edited(PLAN, *changes)
    assert (said(read), silent(read)) == ([], [])
    return list(map(outline, read.parsed.chapters))


def test_plan_that_nobody_changed_is_read_whole():
    assert parts() == [INTRODUCTION, GOALS, CALENDAR, BUDGET]


def test_changed_words_are_those_of_the_same_part():
    def change(document):
        paragraph(document, "2. Mål").runs[0].text = "II. Syfte"
        paragraph(document, "Vi möts.").runs[0].text = "Vi möts ofta."
        paragraph(document, "Så här.").runs[0].text = "Så där."

    [first, second, *_] = edited(PLAN, change).parsed.chapters

    assert (first.text, first.children[0].text) == ("Så där.", "Vi möts ofta.")
    assert (second.kind, second.number, second.title) == ("chapter", "II", "Syfte")


def test_added_parts_are_what_their_style_says():
    def change(document):
        add_after(paragraph(document, "Vi möts."), "Och skriver.")
        add_after(paragraph(document, "Vi hörs (jfr kap. 3)."), "Vi lyssnar.", "List Bullet")
        place = paragraph(document, "Mer om det.")
        for text, style in [("En punkt.", "List Number"), ("Djupt.", "Normal"), ("Djup", "Heading 4")]:
            add_after(place, text, style)
        add_after(place, "Nytt", "Heading 2")

    issue = ("issue", "Råd", [*ISSUE[2], ("commitment", "Vi lyssnar.")])
    deep = ("section", "Djup", [("paragraph", "Djupt."), ("item", "En punkt.")])
    assert parts(change) == [
        ("chapter", "Inledning", [("paragraph", "Vi möts."), ("paragraph", "Och skriver.")]),
        goals(climate(issue, MORE), ("section", "Nytt", [deep]), TABLE),
        CALENDAR,
        BUDGET,
    ]


def test_added_chapter_and_table_are_parts_too():
    def change(document):
        new = document.add_table(rows=2, cols=2)
        for cell, words in zip(new._cells, ("A", "B", "C", "D"), strict=True):
            cell.text = words
        place = paragraph(document, "Vi möts.")
        place._p.addnext(new._tbl)
        add_after(place, "Nytt kapitel", "Heading 1")

    table = ("table", "A | B\nC | D")
    assert parts(change) == [
        *(INTRODUCTION, ("chapter", "Nytt kapitel", [table]), GOALS, CALENDAR, BUDGET),
    ]


def test_deleted_commitment_is_gone():
    issue = ("issue", "Råd", [("commitment", "Vi hörs (jfr kap. 3).")])

    assert parts(lambda document: take_away(paragraph(document, "Vi ger fler råd. Fokus 2017")._p)) == [
        *(INTRODUCTION, goals(climate(issue, MORE), TABLE), CALENDAR, BUDGET)
    ]


def test_heading_that_is_moved_a_level_takes_what_is_below_with_it():
    def promote(document):
        paragraph(document, "Mer").style = "Heading 2"

    def demote(document):
        paragraph(document, "Klimat").style = "Heading 3"

    assert parts(promote)[1] == goals(climate(ISSUE), MORE, TABLE)
    assert parts(demote)[1] == goals(("goal_area", "Klimat"), ISSUE, MORE, TABLE)
    assert parts(demote, promote)[1] == goals(("goal_area", "Klimat"), ISSUE, MORE, TABLE)


def test_lone_heading_that_is_moved_down_keeps_its_words():
    def change(document):
        paragraph(document, "Mer").style = "Heading 5"

    assert parts(change)[1] == goals(climate(("issue", "Råd", [*ISSUE[2], MORE])), TABLE)


def test_chapter_that_is_moved_down_is_a_heading_and_a_heading_that_is_moved_up_a_chapter():
    def change(document):
        paragraph(document, "2. Mål").style = "Heading 2"
        paragraph(document, "Klimat").style = "Heading 1"

    assert parts(change) == [
        ("chapter", "Inledning", [("paragraph", "Vi möts."), ("section", "2. Mål")]),
        ("chapter", "Klimat", [ISSUE, MORE, TABLE]),
        *(CALENDAR, BUDGET),
    ]


def test_parts_that_change_places_keep_what_they_are():
    def change(document):
        chapter = paragraph(document, "1. Inledning")
        for text in ("2. Mål", "Mer", "Mer om det."):
            chapter._p.addprevious(paragraph(document, text)._p)

    assert parts(change) == [
        goals(MORE),
        ("chapter", "Inledning", [("paragraph", "Vi möts."), climate(ISSUE), TABLE]),
        *(CALENDAR, BUDGET),
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [("", [False, False]), (" I FOKUS", [True, False]), (" ", [False, False])],
    ids=["taken away", "other words", "blank"],
)
def test_focus_is_the_words_in_its_style(words, found):
    def change(document):
        paragraph(document, "Vi ger fler råd. Fokus 2017").runs[-1].text = words

    read = edited(PLAN, change).parsed
    commitments = read.nodes_of("commitment")

    assert [one.is_focus for one in commitments] == found
    assert [one.text.strip() for one in commitments] == ["Vi ger fler råd.", "Vi hörs (jfr kap. 3)."]


def test_focus_is_added_with_its_style_and_may_stand_before_other_words():
    def change(document):
        paragraph(document, "Vi hörs (jfr kap. 3).").add_run(" Fokus 2017", style="Fokus")
        paragraph(document, "Vi ger fler råd. Fokus 2017").add_run(" Alltid.")

    assert [(one.text, one.is_focus) for one in edited(PLAN, change).parsed.nodes_of("commitment")] == [
        ("Vi ger fler råd. Alltid.", True),
        ("Vi hörs (jfr kap. 3).", True),
    ]


def test_commitment_with_nothing_left_but_its_focus_is_told_of():
    def change(document):
        paragraph(document, "Vi ger fler råd. Fokus 2017").runs[0].text = ""

    assert said(edited(PLAN, change)) == [("Fokus 2017", "”Fokus 2017” har ingen text och kom inte med.")]


def test_text_whose_heading_is_deleted_is_never_lost():
    def change(document):
        take_away(paragraph(document, "1. Inledning")._p)
        take_away(paragraph(document, "2. Mål")._p)

    read = edited(PLAN, change)

    assert said(read) == [
        ("Så här.", "”Så här.” står utanför kapitlen och kom inte med."),
        ("Vi möts.", "”Vi möts.” står utanför kapitlen och kom inte med."),
    ]
    assert outline(read.parsed.chapters[0]) == ("chapter", "Klimat", [ISSUE, MORE, TABLE])


def test_text_under_a_deleted_heading_never_replaces_another():
    def change(document):
        paragraph(document, "Vi möts.")._p.addprevious(paragraph(document, "Mer")._p)
        paragraph(document, "Mer")._p.addprevious(paragraph(document, "Så här.")._p)
        take_away(paragraph(document, "1. Inledning")._p)
        paragraph(document, "Klimat")._p.addnext(paragraph(document, "Så här.")._p)
        paragraph(document, "Vi ger fler råd. Fokus 2017")._p.addnext(paragraph(document, "Så här.")._p)

    read = edited(PLAN, change)
    texts = [one.text for one in read.parsed.nodes() if one.text]

    assert sorted(texts) == sorted(
        ["Vi möts.", "Vi ger fler råd.", "Så här.", "Vi hörs (jfr kap. 3).", "Mer om det.", TABLE[1]]
    )


def test_second_text_under_a_heading_is_a_part():
    def change(document):
        text = paragraph(document, "Så här.")
        text._p.addnext(copy.deepcopy(text._p))
        text.runs[0].text = "Så där."

    chapter = edited(PLAN, change).parsed.chapters[0]

    assert (chapter.text, [one.text for one in chapter.children]) == ("Så där.", ["Så här.", "Vi möts."])


def test_link_to_a_part_that_is_gone_is_told_of():
    def change(document):
        take_away(paragraph(document, "4. Budget")._p)

    read = edited(PLAN, change)

    assert read.parsed.references == ()
    assert (
        "Vi hörs (jfr kap. 3).",
        "”jfr kap. 3” blev ingen länk: delen som den ledde till finns inte kvar.",
    ) in said(read)


@pytest.mark.parametrize(
    ("words", "day", "told"),
    [
        ("Fastställd 9 januari 2017, § 2. Utgåva 1.", dt.date(2017, 1, 9), []),
        ("Fastställd 30 februari 2017.", None, ["Beslutsdatumet kan inte läsas: 30 februari 2017 finns inte."]),
        ("Beslutad.", None, ["”Beslutad.” har inget datum. Ange det när planen fastställs."]),
        ("Utkast, inte fastställt.", None, []),
    ],
)
def test_decision_is_read_or_told_of(words, day, told):
    def change(document):
        document.paragraphs[2].runs[0].text = words

    read = edited(PLAN, change)

    assert (read.parsed.decided_on, [text for _, text in said(read)]) == (day, told)


def test_title_that_stands_twice_is_told_of():
    def change(document):
        title = paragraph(document, "Verksamhetsplan 2017")
        title._p.addprevious(copy.deepcopy(title._p))
        title.runs[0].text = "Plan för 2017"

    read = edited(PLAN, change)

    assert read.parsed.title == "Plan för 2017"
    assert said(read) == [("Plan för 2017", "”Verksamhetsplan 2017” står två gånger och kom inte med.")]


def test_file_without_bookmarks_is_read_as_text():
    def change(document):
        for mark in document.element.body.xpath(".//w:bookmarkStart"):
            take_away(mark)

    read = edited(PLAN, change)

    assert isinstance(read.source, str)
    assert (read.parsed.year, [(one.number, one.title) for one in read.parsed.chapters][:4]) == (
        *(2017, [("1", "Inledning"), ("2", "Mål"), ("3", "Kalendarium"), ("4", "Budget")]),
    )
    assert silent(read) == []


def test_words_behind_the_plan_are_told_of():
    def change(document):
        document.add_paragraph("Lycka till!")
        document.add_table(rows=1, cols=1).cell(0, 0).text = "Tabell"

    assert said(edited(PLAN, change)) == [
        ("Lycka till!", "”Lycka till!” står efter planen och kom inte med."),
        ("Tabell", "”Tabell” står efter planen och kom inte med."),
    ]

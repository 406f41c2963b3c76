"""What the page says of two contents."""

from __future__ import annotations

import pytest
from hypothesis import given

from committee.comparison.difference import tree_of
from committee.comparison.reading import read_difference
from committee.comparison.shown import Change, Chapter
from committee.comparison.words import Op
from tests.committee.comparison.asking import cell, summary
from tests.committee.comparison.contents import content, node, years


def area(key: int, title: str, *children: dict) -> dict:
    return node(key, "goal_area", *children, title=title)


def chapter(key: int, *children: dict, **values) -> dict:
    return node(key, "chapter", *children, **{"number": str(key), "title": f"Kapitel {key}", **values})


def vow(key: int, text: str = "Vi ger råd.", **values) -> dict:
    return node(key, text=text, **values)


def outline(chapter: Chapter) -> list[str]:
    """Entries in a line each: a fold's words, or a change's marks and words."""
    return [entry.words if entry.is_fold else change_line(entry) for entry in chapter.entries]


def change_line(change: Change) -> str:
    marks = " ".join(f"{sign} {word}" for _, sign, word in change.marks)
    words = "".join(segment.text for segment in (*change.title, *change.text) if segment.op != Op.REMOVED)
    gone = "".join(segment.text for segment in (*change.title, *change.text) if segment.op == Op.REMOVED)
    return " / ".join(filter(None, [marks, change.context, change.moved_words, words, gone and f"({gone.strip()})"]))


PLAN = content(
    chapter(
        5,
        area(10, "Klimat", vow(11), vow(12, "Vi visar vägen."), vow(13, "Vi sparar el.")),
        area(20, "Infrastruktur", vow(21, "Vi bygger."), vow(22, "Vi planerar.")),
    ),
    chapter(6, node(60, "paragraph", text="Så arbetar vi.")),
)


def test_chapter_is_read_in_the_later_order_with_what_was_struck_where_it_stood():
    later = content(
        chapter(
            5,
            area(10, "Klimat", vow(11, "Vi ger alla råd."), vow(13, "Vi sparar el."), vow(14, "Vi odlar.")),
            area(20, "Infrastruktur", vow(21, "Vi bygger."), vow(22, "Vi planerar.")),
        ),
        chapter(6, node(60, "paragraph", text="Så arbetar vi.")),
    )

    five, six = read_difference(PLAN, later).chapters

    assert (five.heading, six.heading) == ("5. Kapitel 5", "6. Kapitel 6")
    assert outline(five) == [
        "1 del är lika",
        "± Ändrat / Kap. 5 › Klimat / Vi ger alla råd.",
        "− Struket / Kap. 5 › Klimat / (Vi visar vägen.)",
        "1 del är lika",
        "+ Nytt / Kap. 5 › Klimat / Vi odlar.",
        "3 delar är lika",
    ]
    assert outline(six) == ["1 del är lika"]


def test_moved_says_from_where_to_where():
    later = content(
        chapter(
            5,
            area(10, "Klimat", vow(13, "Vi sparar el."), vow(11)),
            area(20, "Infrastruktur", vow(21, "Vi bygger."), vow(22, "Vi planerar."), vow(12, "Vi visar vägen nu.")),
        ),
        chapter(6, node(60, "paragraph", text="Så arbetar vi.")),
    )

    five, _ = read_difference(PLAN, later).chapters
    moved = [entry for entry in five.entries if not entry.is_fold]

    assert [change_line(entry) for entry in moved][1:] == [
        "± Ändrat → Flyttat / Kap. 5 › Infrastruktur / Flyttat från Klimat till Infrastruktur / Vi visar vägen nu.",
    ]
    assert moved[0].moved_words == "Flyttat inom Klimat"
    assert summary(PLAN, later) == ["1 åtagande ändrat, 2 flyttade."]


def test_moved_between_headings_of_one_name_says_which_chapters():
    before = content(chapter(5, area(10, "Klimat", vow(1))), chapter(6, area(20, "Klimat")))
    after = content(chapter(5, area(10, "Klimat")), chapter(6, area(20, "Klimat", vow(1))))

    (change,) = [entry for entry in read_difference(before, after).chapters[1].entries if not entry.is_fold]

    assert change.moved_words == "Flyttat från kap. 5 › Klimat till kap. 6 › Klimat"


def test_moved_under_a_heading_that_was_renamed_is_moved_within_it():
    before = content(chapter(5, area(10, "Klimat", vow(1), vow(2), vow(3))))
    after = content(chapter(5, area(10, "Miljö", vow(3), vow(1), vow(2))))

    _, change, _ = read_difference(before, after).chapters[0].entries

    assert change.moved_words == "Flyttat inom Miljö"


def test_chapters_may_be_moved_added_and_struck():
    before, after = content(*map(chapter, (1, 2, 3, 4))), content(*map(chapter, (1, 9, 3, 4, 2)))
    read = read_difference(before, content(*map(chapter, (1, 9, 3, 4))))

    assert [(one.heading, outline(one)) for one in read.chapters] == [
        ("1. Kapitel 1", []),
        ("2. Kapitel 2", ["− Struket / (2. Kapitel 2)"]),
        ("9. Kapitel 9", ["+ Nytt / 9. Kapitel 9"]),
        ("3. Kapitel 3", []),
        ("4. Kapitel 4", []),
    ]
    assert outline(read_difference(before, after).chapters[-1]) == ["→ Flyttat / Flyttat inom planen / 2. Kapitel 2"]


def test_summary_counts_by_kind_in_correct_swedish():
    before = content(
        chapter(
            1,
            *(vow(key, f"Vi gör {key} saker.") for key in range(10, 15)),
            *(node(key, "section", title=f"Rubrik {key}") for key in range(20, 23)),
            *(node(key, "item", text=f"Punkt {key}") for key in range(30, 32)),
        )
    )
    after = content(
        chapter(
            1,
            *(vow(key, f"Vi gör alla {key} saker.") for key in range(10, 13)),
            vow(14, "Vi gör 14 saker."),
            vow(19, "Nytt löfte."),
            *(node(key, "section", title=f"Rubrik {key} nu") for key in range(21, 23)),
            node(31, "item", text="Punkt 31"),
            node(30, "item", text="Punkt 30"),
        ),
        chapter(2),
        chapter(3),
    )

    assert summary(before, after) == [
        "2 nya kapitel.",
        "3 åtaganden ändrade, 1 struket, 1 nytt.",
        "2 rubriker ändrade, 1 struken.",
        "1 punkt flyttad.",
    ]


def test_plans_that_differ_in_their_decision_alone_are_alike():
    later = {**PLAN, "year": 2018, "title": "Verksamhetsplan 2018", "edition": 2, "decided_on": "2017-12-07"}

    read = read_difference(PLAN, later)

    assert read.is_alike
    assert [(row.name, cell(row.before), cell(row.after)) for row in read.facts.rows] == [
        ("Titel", "Verksamhetsplan 2017", "Verksamhetsplan 2018"),
        ("År", "2017", "2018"),
        ("Utgåva", "1", "2"),
        ("Fastställd", "8 december 2016", "7 december 2017"),
    ]
    assert read.names == ("2017", "2018")


@pytest.mark.parametrize("values", [{"title": "Ny plan 2018"}, {"issuer": "Fullmäktige"}, {"unheard_of": 1}])
def test_plans_that_differ_at_the_top_in_more_are_not_alike(values):
    assert summary(PLAN, {**PLAN, **values}) == ["Uppgifterna om planen är ändrade."]


def test_names_are_editions_when_the_year_is_the_same_or_what_the_caller_says():
    assert read_difference(PLAN, {**PLAN, "edition": 2}).names == ("Utgåva 1", "Utgåva 2")
    assert read_difference(PLAN, PLAN, names=("2017", "Utkastet")).names == ("2017", "Utkastet")


def test_links_go_to_each_edition_and_drafts_have_none():
    later = content(chapter(5, area(10, "Klimat", vow(11, "Vi ger alla råd."), vow(14, "Nytt."))), chapter(6))

    linked = changes(read_difference(PLAN, later, before_link="/17/", after_link="/18/"))
    draft = changes(read_difference(PLAN, later, before_link="/17/"))

    assert [(one.before_url, one.after_url) for one in linked[:3]] == [
        ("/17/#del-11", "/18/#del-11"),
        ("/17/#del-12", ""),
        ("/17/#del-13", ""),
    ]
    assert {one.after_url for one in draft} == {""}


def changes(read) -> list[Change]:
    return [entry for one in read.chapters for entry in one.entries if not entry.is_fold]


@given(years())
def test_every_part_of_either_plan_is_shown_or_counted_once(pair):
    read = read_difference(*pair)
    entries = [entry for one in read.chapters for entry in one.entries]
    headings = sum(not any(entry.is_chapter for entry in one.entries if not entry.is_fold) for one in read.chapters)

    shown = sum(entry.count if entry.is_fold else 1 for entry in entries)

    assert shown + headings == len({key for one in pair for key in tree_of(one).places})

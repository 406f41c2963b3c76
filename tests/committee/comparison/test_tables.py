"""Rows before and after, as tables and in the summary."""

import pytest

from committee.comparison.reading import read_difference
from tests.committee.comparison.asking import cell, plain, summary
from tests.committee.comparison.contents import budget, content, line, meeting, node


def test_rows_are_counted_instead_of_the_list_that_they_stand_in():
    def plan(meetings: list[dict], turns: list[dict]) -> dict:
        series = node(2, "meeting_series", title="Rådet", meetings=meetings)
        return content(node(1, "calendar", series, node(3, "host_rota", turns=turns), title="Kalendarium"))

    before = plan([meeting(1), meeting(2), meeting(3)], [{"id": 1, "year": 2017, "municipality": "Sund"}])
    after = plan([meeting(1), meeting(2, "2017-03-03"), meeting(4), meeting(5)], [])

    assert summary(before, after) == ["1 möte ändrat, 1 struket, 2 nya.", "1 värdskap struket."]
    (read,) = read_difference(before, after).chapters
    series, rota = (entry for entry in read.entries if not entry.is_fold)
    (table,) = series.tables
    assert (table.caption, table.head, table.alike_words) == ("Möten: Rådet", "Möte", "1 möte till är lika")
    assert [(row.marks[0][2], cell(row.before), cell(row.after)) for row in table.rows] == [
        ("Ändrat", "2 februari 2017", "3 mars 2017"),
        ("Struket", "2 februari 2017", "–"),
        ("Nytt", "–", "2 februari 2017"),
        ("Nytt", "–", "2 februari 2017"),
    ]
    assert [(row.name, cell(row.before), cell(row.after)) for row in rota.tables[0].rows] == [("2017", "Sund", "–")]


def money(income: int, *costs: tuple) -> dict:
    lines = [line(label, amount, lineage=label) for label, amount in costs]
    return content(node(8, "budget", budget=budget([line("Avgift", income, lineage="a")], lines), title="Budget"))


def test_rows_of_a_part_that_was_added_or_struck_are_shown_and_counted():
    series = node(2, "meeting_series", title="Rådet", meetings=[meeting(1), meeting(2, "2017-03-03")])
    money = node(4, "budget", budget=budget([line("Avgift", 5)], []))
    without = content(node(1, "chapter"))
    whole = content(node(1, "chapter", series, node(3, "table", rows=[["Mål", "Vägar"]]), money))

    assert summary(without, whole) == [
        "1 nytt kapitel.",
        "1 ny tabell.",
        "1 ny möteslista.",
        "2 nya möten.",
        "1 ny intäktspost.",
    ]
    assert summary(whole, without)[-2:] == ["2 möten strukna.", "1 intäktspost struken."]
    for pair, place in (((without, whole), 1), ((whole, without), 0)):
        ((*changes,),) = (one.entries for one in read_difference(*pair).chapters)
        cells = [[(cell(row.before), cell(row.after))[place] for row in one.tables[0].rows] for one in changes]
        assert cells == [["2 februari 2017", "3 mars 2017"], ["Vägar"], ["5"]]


def test_commitment_that_was_added_says_that_it_is_in_focus():
    commitments = (node(2, text="Vi ger råd.", is_focus=True), node(3, text="Vi lyssnar."))

    ((*changes,),) = (
        one.entries
        for one in read_difference(content(node(1, "chapter")), content(node(1, "chapter", *commitments))).chapters
    )

    assert [change.notes for change in changes] == [("Är i fokus i år.",), ()]


def test_table_is_counted_and_not_its_rows():
    before, after = (content(node(1, "chapter", node(2, "table", rows=[["Mål", word]]))) for word in ("ett", "två"))

    assert summary(before, after) == ["1 tabell ändrad."]


def test_money_is_said_in_words_and_shown_with_its_sums():
    before, after = (
        money(945_000, ("Lön", 895_000), ("Hyra", 50_000)),
        money(957_000, ("Lön", 880_000), ("Hyra", 65_000)),
    )

    assert summary(before, after) == [
        "1 intäktspost ändrad.",
        "2 kostnadsposter ändrade.",
        "Intäkterna ökar med 12 000 kr, från 945 000 kr till 957 000 kr.",
        "Kostnaderna är lika stora tillsammans, 945 000 kr.",
    ]
    assert summary(after, before)[2] == "Intäkterna minskar med 12 000 kr, från 957 000 kr till 945 000 kr."
    ((change,),) = (one.entries for one in read_difference(before, after).chapters)
    income, cost = change.tables
    assert tuple(map(plain, cost.total)) == ("945 000", "945 000")
    assert [(row.name, cell(row.before), cell(row.after)) for row in income.rows] == [("Avgift", "945 000", "957 000")]


def test_money_is_not_compared_with_a_budget_that_is_not_there():
    without = content(node(8, "budget", title="Budget"))

    assert summary(without, money(5)) == ["1 ny intäktspost."]
    assert summary(money(5), without) == ["1 intäktspost struken."]


def test_budget_line_that_is_alike_is_shown_beside_the_one_that_is_not():
    before, after = money(1, ("Lön", 5), ("Hyra", 7)), money(1, ("Lön", 6), ("Hyra", 7))

    ((change,),) = (one.entries for one in read_difference(before, after).chapters)

    (table,) = change.tables
    assert [(row.name, [mark[2] for mark in row.marks]) for row in table.rows] == [("Lön", ["Ändrad"]), ("Hyra", [])]
    assert table.alike_words == ""


def test_many_budget_lines_that_are_alike_are_counted():
    same = tuple((f"Post {n}", n) for n in range(6))

    ((change,),) = (one.entries for one in read_difference(money(1, *same), money(1, *same, ("Ny", 1))).chapters)

    (table,) = change.tables
    assert ([row.name for row in table.rows], table.alike_words) == (["Ny"], "6 kostnadsposter till är lika")


def test_bodies_promises_and_municipalities_are_read_in_words():
    body = {"slug": "rad", "name": "Rådet", "short_name": "Rådet", "usual_weekday": 4, "prepares": None}
    group = {"slug": "grupp", "name": "Gruppen", "short_name": "Gruppen", "prepares": "rad", "usual_weekday": None}
    before = content(bodies=[{**body, "duty": {"minimum_meetings": 6, "period_years": 1, "node": None}}, group])
    after = content(
        bodies=[{**body, "duty": {"minimum_meetings": 7, "period_years": 1, "node": None}}, group],
        promises=[{"kind": "prepared", "body": "rad", "preparer": "grupp", "node": None}],
        municipalities=[{"slug": "sund", "name": "Sund"}],
    )

    read = read_difference(before, after)

    assert read.summary == ("1 organ ändrat.", "1 nytt löfte.", "1 ny kommun.")
    bodies, promises, municipalities = read.tables
    assert [(row.name, cell(row.before), cell(row.after)) for row in bodies.rows] == [
        ("Rådet", "Rådet, torsdagar, minst sex möten per år", "Rådet, torsdagar, minst sju möten per år")
    ]
    assert bodies.alike_words == "1 organ till är lika"
    assert [row.name for row in promises.rows] == ["Rådet: varje möte förbereds av Gruppen"]
    assert [row.name for row in municipalities.rows] == ["Sund"]


@pytest.mark.parametrize(("before", "after"), [(5, 6), (5, None), (50, 60)])
def test_promise_that_stands_elsewhere_says_so(before, after):
    promise = {"kind": "balance", "body": "", "preparer": "", "node": before}
    chapters = [node(5, "chapter"), node(6, "chapter")]
    plans = (content(*chapters, promises=[one]) for one in (promise, promise | {"node": after}))

    (table,) = read_difference(*plans).tables

    assert [cell(row.after) for row in table.rows] == ["Står i planen (står på ett annat ställe)"]

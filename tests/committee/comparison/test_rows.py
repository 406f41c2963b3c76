"""The rows that a part stands for: meetings, turns, budget lines, rows of a table."""

from committee.comparison.difference import compare
from committee.comparison.fields import Status
from tests.committee.comparison.asking import assert_exact, statuses
from tests.committee.comparison.contents import budget, content, line, meeting, node

KEPT, CHANGED, ADDED, REMOVED = Status


def rows_of(a: list | dict, b: list | dict, name: str, sort: str) -> list:
    difference = compare(content(node(1, "chapter", **{name: a})), content(node(1, "chapter", **{name: b})))
    (rows,) = [rows for rows in difference.chapters[0].own.rows if rows.name == sort]
    return [(row.key[0], row.status, row.is_moved) for row in rows.rows]


def test_meetings_are_matched_by_id():
    before = [meeting(1), meeting(2, "2017-03-02"), meeting(3, "2017-04-02")]
    after = [meeting(3, "2017-01-02"), meeting(1), meeting(4, "2017-03-02")]

    assert rows_of(before, after, "meetings", "meetings") == [
        (3, CHANGED, False),
        (1, KEPT, False),
        (2, REMOVED, False),
        (4, ADDED, False),
    ]


def test_turns_are_matched_by_year_and_their_ids_say_nothing():
    before = [{"id": 1, "year": 2017, "municipality": "Sund"}, {"id": 2, "year": 2018, "municipality": "Näs"}]
    after = [{"id": 7, "year": 2018, "municipality": "Näs"}, {"id": 8, "year": 2019, "municipality": "Sund"}]

    assert rows_of(before, after, "turns", "turns") == [
        (2017, REMOVED, False),
        (2018, KEPT, False),
        (2019, ADDED, False),
    ]


def test_budget_lines_are_matched_by_lineage_and_else_by_heading_and_label():
    named = [line("Hyra", 5, lineage="a"), line("Lön", 6, lineage="b")]
    renamed = [line("Lokaler", 5, lineage="a"), line("Hyra", 6, lineage="b")]
    assert rows_of(budget([], named), budget([], renamed), "budget", "cost") == [
        ("a", CHANGED, False),
        ("b", CHANGED, False),
    ]

    old = [line("Hyra", 5), line("Lön", 6)]
    new = [line("Lön", 6, lineage="b"), line("Hyra", 5, lineage="a", group="Lokaler")]
    assert rows_of(budget(old, []), budget(new, []), "budget", "income") == [
        ('["", "Hyra"]', REMOVED, False),
        ('["", "Lön"]', KEPT, False),
        ('["Lokaler", "Hyra"]', ADDED, False),
    ]


def test_rows_of_a_table_are_matched_by_their_first_cell_and_may_be_moved():
    before = [["Område", "Syfte"], ["Region", "a"], ["Verksamhet", "b"], ["Stöd", "d"]]
    after = [["Område", "Syfte"], ["Verksamhet", "b"], ["Stöd", "d"], ["Region", "c"]]

    assert {row[0]: row[1:] for row in rows_of(before, after, "rows", "rows")} == {
        "Område": (KEPT, False),
        "Region": (CHANGED, True),
        "Verksamhet": (KEPT, False),
        "Stöd": (KEPT, False),
    }


def test_totals_are_compared_as_well():
    a, b = (content(node(1, "budget", budget={"income": {"lines": [], "total_sek": sum_}})) for sum_ in (1, 2))

    assert statuses(a, b) == {1: (CHANGED, False)}
    assert_exact(a, b)

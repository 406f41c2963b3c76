"""Two contents node by node: what is done to the earlier makes the later, exactly."""

import copy
import json
import time
import timeit

import pytest
from hypothesis import given, settings

from committee.comparison.difference import apply, compare
from committee.comparison.fields import ABSENT, Status
from committee.comparison.words import Op
from tests.committee.comparison.asking import assert_exact, continued, moved, statuses
from tests.committee.comparison.contents import Invention, budget, content, contents, line, meeting, node, years

KEPT, CHANGED, ADDED, REMOVED = Status


@given(contents())
def test_content_compared_with_itself_is_empty(a):
    difference = compare(a, copy.deepcopy(a))

    assert difference.is_empty
    assert difference.own.fields == ()
    assert {(one.status, one.is_moved, one.own.fields) for one in difference.walk()} <= {(KEPT, False, ())}


@given(years())
def test_difference_of_two_years_applied_gives_the_later(pair):
    assert_exact(*pair)
    assert_exact(*reversed(pair))


@settings(max_examples=50)
@given(contents(), contents())
def test_difference_of_unrelated_contents_applied_gives_the_later(a, b):
    assert_exact(a, b)


@given(years())
def test_difference_turned_around_adds_what_was_removed(pair):
    there, back = (list(compare(*way).walk()) for way in (pair, pair[::-1]))

    assert {one.key for one in there if one.status == ADDED} == {one.key for one in back if one.status == REMOVED}
    assert {one.key for one in there if one.status == REMOVED} == {one.key for one in back if one.status == ADDED}
    assert {one.key for one in there if one.status == CHANGED} == {one.key for one in back if one.status == CHANGED}
    assert sum(one.is_moved for one in there) == sum(one.is_moved for one in back)


@given(years())
def test_every_node_stands_once_in_the_difference(pair):
    a, b = pair
    keys = [one.key for one in compare(a, b).walk()]

    assert len(keys) == len(set(keys))
    assert sum(one.status != ADDED for one in compare(a, b).walk()) == json.dumps(a).count('"children"')
    assert sum(one.status != REMOVED for one in compare(a, b).walk()) == json.dumps(b).count('"children"')


def test_next_years_plan_with_the_same_words_differs_in_nothing_but_the_machines_own():
    duty = {"minimum_meetings": 6, "period_years": 1, "node": 2}
    lists = {
        "bodies": [{"slug": "rad", "duty": duty}],
        "promises": [{"kind": "hosts", "body": "rad", "preparer": "", "node": 2}],
    }
    pointing = node(2, text="jfr sid 4", references=[{"words": "jfr sid 4", "node": 1}])
    a = content(node(1, "chapter", pointing), **lists)
    b = continued(a)
    b["bodies"][0]["duty"]["node"] = b["promises"][0]["node"] = 102
    b["chapters"][0]["children"][0]["references"][0]["node"] = 101
    b["format"] = 3

    assert compare(a, b).is_empty
    assert_exact(a, b)


@pytest.mark.parametrize("name", ["bodies", "promises", "references"])
@pytest.mark.parametrize("target", [101, 7])
def test_pointing_at_another_part_or_none_is_a_change(name, target):
    pointing = {"bodies": [{"slug": "rad", "duty": {"node": 2}}], "promises": [{"kind": "balance", "node": 2}]}
    a = content(node(1, "chapter", node(2), node(3, references=[{"words": "jfr", "node": 2}])), **pointing)
    b = continued(a)
    pointers = {
        "bodies": b["bodies"][0]["duty"],
        "promises": b["promises"][0],
        "references": b["chapters"][0]["children"][1]["references"][0],
    }
    for pointer in pointers.values():
        pointer["node"] = 102
    assert compare(a, b).is_empty

    pointers[name]["node"] = target

    assert not compare(a, b).is_empty
    assert_exact(a, b)


def test_heading_is_not_changed_because_something_under_it_is():
    a = content(node(1, "chapter", node(2, "goal_area", node(3, text="Vi ger råd.")), title="Mål"))
    b = continued(a)
    b["chapters"][0]["children"][0]["children"][0]["text"] = "Vi ger alla råd."

    assert statuses(a, b) == {1: (KEPT, False), 2: (KEPT, False), 3: (CHANGED, False)}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "item"),
        ("number", "4b"),
        ("title", "Nytt"),
        ("text", "Nytt"),
        ("is_focus", True),
        ("body", "rad"),
        ("series_kind", "konferens"),
        ("references", [{"words": "jfr", "node": 9}]),
        ("rows", [["Nytt"]]),
        ("meetings", [meeting(1)]),
        ("turns", [{"id": 1, "year": 2017, "municipality": "Sund"}]),
        ("budget", budget([line("Avgift", 5)], [])),
        ("unheard_of", {"later": [1]}),
    ],
)
def test_each_field_that_differs_changes_its_node(name, value):
    a = content(node(1, "chapter", node(2)))
    b = content(node(1, "chapter", node(2, **{name: value})))

    assert statuses(a, b) == {1: (KEPT, False), 2: (CHANGED, False)}
    assert statuses(b, a) == {1: (KEPT, False), 2: (CHANGED, False)}
    assert_exact(a, b)
    assert_exact(b, a)


@pytest.mark.parametrize("name", ["title", "subtitle", "issuer", "year", "edition", "decided_on", "decided_in", "new"])
def test_each_field_at_the_top_that_differs_is_a_change(name):
    a, b = content(), content(**{name: "annat"})
    difference = compare(a, b)

    assert [field.name for field in difference.own.visible_fields] == [name]
    assert not difference.is_empty
    assert_exact(a, b)
    assert_exact(b, a)


def test_fewest_siblings_are_called_moved():
    def order(*keys: int) -> dict:
        return content(node(1, "chapter", *map(node, keys)))

    assert moved(order(2, 3, 4, 5, 6), order(6, 2, 3, 4, 5)) == {6}
    assert moved(order(2, 3, 4, 5, 6), order(3, 4, 5, 6, 2)) == {2}
    assert moved(order(2, 3, 4, 5, 6), order(9, 2, 8, 4, 6)) == set()
    assert len(moved(order(2, 3, 4, 5), order(5, 4, 3, 2))) == 3


def test_node_under_another_parent_is_moved_and_may_be_changed_too():
    a = content(node(1, "chapter", node(3, text="Vi ger råd om klimat.")), node(2, "chapter"))
    b = content(node(1, "chapter"), node(2, "chapter", node(3, text="Vi ger råd om klimat och vägar.")))

    assert statuses(a, b) == {1: (KEPT, False), 2: (KEPT, False), 3: (CHANGED, True)}


def test_nodes_of_a_heading_that_was_struck_are_moved_out_of_it():
    a = content(node(1, "chapter", node(2, "section", node(3), node(4))))
    b = content(node(1, "chapter", node(3)))

    assert statuses(a, b) == {1: (KEPT, False), 2: (REMOVED, False), 4: (REMOVED, False), 3: (KEPT, True)}


def test_removed_nodes_stand_where_they_stood():
    a = content(node(1, "chapter", *map(node, (2, 3, 4, 5, 6))))
    b = content(node(1, "chapter", *map(node, (9, 3, 7, 5))))

    assert [one.key[0] for one in compare(a, b).walk()] == [1, 2, 9, 3, 4, 7, 5, 6]


def test_ancestor_that_occurs_twice_is_matched_in_order():
    a = content(node(1, "chapter", node(2, text="ett"), node(3, text="två", ancestor=2)))
    b = content(node(1, "chapter", node(8, text="ett", ancestor=2), node(9, text="tre", ancestor=2)))

    assert [(one.key, one.status) for one in compare(a, b).walk()][1:] == [((2, 0), KEPT), ((2, 1), CHANGED)]
    assert_exact(a, b)


def test_difference_carries_of_the_later_content_only_what_the_earlier_lacks():
    """Kept parts and rows come from the earlier content, also when that is another one; so do the words of a text."""
    a = content(
        node(1, "chapter", node(2, text="Vi ger fler råd."), node(3, text="Kvar.", meetings=[meeting(1), meeting(2)]))
    )
    b = copy.deepcopy(a)
    b["chapters"][0]["children"][0]["text"] = "Vi ger alla råd."
    b["chapters"][0]["children"].append(node(4, text="Ny."))
    difference = compare(a, b)
    other = json.loads(json.dumps(a).replace("Kvar.", "Annat.").replace("Vi ger fler", "Du ser fler"))

    made = apply(other, difference)["chapters"][0]["children"]

    assert [one["text"] for one in made] == ["Du ser alla råd.", "Annat.", "Ny."]
    carried = [one for one in difference.walk() if one.now is not None]
    assert [(one.key[0], one.now["text"]) for one in carried] == [(4, "Ny.")]
    (field,) = difference.chapters[0].children[0].own.fields
    assert (field.value, [word.text for word in field.words if word.op == Op.ADDED]) == (ABSENT, ["alla"])


def test_comparing_five_times_as_many_nodes_costs_about_five_times_as_much():
    def seconds(size: int) -> float:
        invention = Invention(7, size)
        before = invention.content()
        after = invention.next_year(before)
        return min(timeit.repeat(lambda: compare(before, after), timer=time.process_time, number=1, repeat=3))

    small, large = seconds(400), seconds(2000)

    assert large < 12 * small

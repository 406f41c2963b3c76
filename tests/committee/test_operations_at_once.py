"""Two editors in one plan at the same time, with real transactions: one waits for the other, and the tree is whole."""

from __future__ import annotations

import pytest

from committee import operations
from committee.models import Plan, PlanNode
from tests.at_once import together
from tests.factories import ChapterFactory, NodeFactory

pytestmark = pytest.mark.usefixtures("committed")
NO_HEADING = "Inget kan ligga under ”a”: det har ingen rubrik."


@pytest.fixture
def plan(committed) -> Plan:
    """A: a, b(b1), c."""
    chapter = ChapterFactory(plan__year=2018, title="A", position=1)
    NodeFactory(parent=chapter, text="a", position=1)
    holder = NodeFactory(parent=chapter, kind="section", title="b", text="", position=2)
    NodeFactory(parent=holder, text="b1", position=1)
    NodeFactory(parent=chapter, text="c", position=3)
    return chapter.plan


def part(words: str) -> PlanNode:
    return PlanNode.objects.filter(title=words).first() or PlanNode.objects.get(text=words)


def lines(plan: Plan) -> list[str]:
    return ["-" * depth + (node.title or node.text) for node, depth in plan.nodes.tree()]


def test_one_moves_what_another_puts_something_under(plan):
    b, c = part("b"), part("c")

    said = together([lambda: operations.indent(c), lambda: operations.move(b, steps=-1) and None])

    in_turn = {
        ("", ""): ["A", "-b", "--b1", "--c", "-a"],
        ("", NO_HEADING): ["A", "-b", "--b1", "-a", "-c"],  # moved first, so that c came after a
    }
    assert lines(plan) == in_turn[tuple(said)]


def test_what_several_add_and_move_at_once_is_all_there(plan):
    chapter, b1 = part("A"), part("b1")
    new = [PlanNode(plan=plan, parent=chapter, kind="paragraph", text=text) for text in ("d", "e")]
    adding = [lambda node=node: operations.add(node) and None for node in new]

    said = together([*adding, lambda: operations.outdent(b1)])

    assert said == ["", "", ""]
    assert lines(plan)[:5] == ["A", "-a", "-b", "-b1", "-c"]
    assert sorted(lines(plan)[5:]) == ["-d", "-e"]


def test_two_who_each_put_a_heading_under_the_other_s_make_no_ring(plan):
    b = part("b")
    d = NodeFactory(parent=part("A"), kind="section", title="d", text="", position=4)

    said = together([lambda: operations.put_last(b, under=d), lambda: operations.put_last(d, under=b)])

    assert said == ["", "En del kan inte ligga under sig själv."]
    assert len(lines(plan)) == plan.nodes.count()

"""Moves, indents, adds and splits in a plan's tree: the tree stays whole, and a decided plan's rests."""

from __future__ import annotations

import pytest

from committee import operations
from committee.models import Plan, PlanNode
from committee.refusal import RefusedError
from tests.factories import (
    AT,
    BodyFactory,
    ChapterFactory,
    CommitmentFactory,
    NodeFactory,
    PlanEditionFactory,
    PlanFactory,
    PlanReferenceFactory,
)

pytestmark = pytest.mark.django_db
DECIDED = "Planen är fastställd. Öppna den för rättelse om något ska ändras."


def section(parent: PlanNode, title: str, position: int) -> PlanNode:
    return NodeFactory(parent=parent, kind="section", title=title, text="", position=position)


@pytest.fixture
def plan() -> Plan:
    """A: a, b(b1, b2), c. B."""
    plan = PlanFactory(year=2018)
    first = ChapterFactory(plan=plan, title="A", position=1)
    ChapterFactory(plan=plan, title="B", position=2)
    NodeFactory(parent=first, text="a", position=1)
    holder = section(first, "b", 2)
    NodeFactory(parent=holder, text="b1", position=1)
    NodeFactory(parent=holder, text="b2", position=2)
    NodeFactory(parent=first, text="c", position=3)
    return plan


def part(words: str) -> PlanNode:
    return PlanNode.objects.get(title=words) if words in ("A", "B", "b") else PlanNode.objects.get(text=words)


def shape(plan: Plan) -> str:
    """The tree on one line: each part, with what lies under it in parentheses."""

    def written(parent: PlanNode | None) -> str:
        nodes = list(plan.nodes.filter(parent=parent).order_by("position"))
        inside = [f"{node.title or node.text}{f'({below})' if (below := written(node)) else ''}" for node in nodes]
        return " ".join(inside)

    return written(None)


def test_parts_change_place_with_their_neighbours(plan):
    assert operations.move(part("b"), steps=-1)
    assert shape(plan) == "A(b(b1 b2) a c) B"
    assert operations.move(part("b"), steps=2)
    assert operations.move(part("B"), steps=-1)
    assert shape(plan) == "B A(c a b(b1 b2))"


@pytest.mark.parametrize(("words", "steps"), [("a", -1), ("c", 1), ("A", -1), ("B", 1)])
def test_first_and_last_part_have_nowhere_to_go(plan, words, steps):
    assert not operations.move(part(words), steps=steps)
    assert shape(plan) == "A(a b(b1 b2) c) B"


def test_part_is_put_last_under_the_one_before_it_and_out_again(plan):
    operations.indent(part("c"))
    assert shape(plan) == "A(a b(b1 b2 c)) B"
    operations.outdent(part("b1"))
    assert shape(plan) == "A(a b(b2 c) b1) B"


@pytest.mark.parametrize(
    ("act", "words", "reason"),
    [
        (
            operations.indent,
            "B",
            "Ett kapitel ligger alltid överst. Byt sort till rubrik för att lägga det under ett annat.",
        ),
        (operations.indent, "a", "Det finns ingen del före den här att lägga den under."),
        (operations.indent, "b", "Inget kan ligga under ”a”: det har ingen rubrik."),
        (operations.outdent, "A", "Kapitlet ligger redan överst."),
        (operations.outdent, "a", "Överst ligger bara kapitel. Byt sort till kapitel för att flytta ut delen dit."),
    ],
)
def test_move_that_makes_no_plan_is_refused_with_the_reason(plan, act, words, reason):
    with pytest.raises(RefusedError) as refused:
        act(part(words))

    assert str(refused.value) == reason
    assert shape(plan) == "A(a b(b1 b2) c) B"


def test_part_is_added_last_or_right_after_another(plan):
    parent = part("A")
    operations.add(PlanNode(plan=plan, parent=parent, kind="paragraph", text="d"))
    operations.add(PlanNode(plan=plan, parent=parent, kind="paragraph", text="e"), after=part("a"))
    operations.add(PlanNode(plan=plan, kind="chapter", title="C"), after=part("A"))

    assert shape(plan) == "A(a e b(b1 b2) c d) C B"


def test_part_is_put_last_under_another(plan):
    operations.put_last(part("a"), under=part("B"))
    PlanNode.objects.filter(title="A").update(position=7)
    operations.put_last(part("b2"), under=part("A"))

    assert shape(plan) == "B(a) A(b(b1) c b2)"


def test_split_keeps_order_focus_owner_and_takes_references_with_their_words(plan):
    owner = BodyFactory()
    words = {"text": "Ett.\n\nTvå (jfr kap. 2).", "is_focus": True, "owner": owner, "ancestor": 7}
    node = CommitmentFactory(parent=part("b"), position=9, **words)
    after = NodeFactory(parent=part("b"), position=10, text="sist")
    reference = PlanReferenceFactory(node=node, words="jfr kap. 2", target=part("B"))

    parts = operations.split(node, ["Ett.", "Två (jfr kap. 2).", "Tre."])

    assert [one.text for one in after.siblings()] == ["b1", "b2", "Ett.", "Två (jfr kap. 2).", "Tre.", "sist"]
    saved = after.siblings().filter(kind="commitment").values_list("pk", "is_focus", "owner", "ancestor")
    assert list(saved) == [(one.pk, True, owner.pk, 7 if one == node else None) for one in parts]
    assert part("Ett.").pk == node.pk
    reference.refresh_from_db()
    assert reference.node == parts[1]


def test_reference_whose_words_stand_in_several_of_the_parts_stays_in_the_first(plan):
    reference = PlanReferenceFactory(node=part("c"), words="jfr kap. 2", target=part("B"))

    operations.split(part("c"), ["Ett (jfr kap. 2).", "Två (jfr kap. 2)."])

    reference.refresh_from_db()
    assert reference.node == part("Ett (jfr kap. 2).")


def test_reference_whose_words_are_split_apart_stays_where_it_was(plan):
    reference = PlanReferenceFactory(node=part("c"), words="jfr kap. 2", target=part("B"))

    operations.split(part("c"), ["Ett (jfr.", "kap. 2)."])

    reference.refresh_from_db()
    assert reference.node == part("Ett (jfr.")


@pytest.mark.parametrize("under", ["b", "b1"])
def test_part_is_not_put_under_itself(plan, under):
    with pytest.raises(RefusedError, match=r"^En del kan inte ligga under sig själv\.$"):
        operations.put_last(part("b"), under=part(under))

    assert shape(plan) == "A(a b(b1 b2) c) B"


def test_part_is_put_last_whatever_place_it_had_and_takes_what_is_new_with_it(plan):
    chapter = part("B")
    chapter.kind, chapter.title, chapter.number = "section", "d", ""

    operations.put_last(chapter, under=part("A"))

    assert shape(plan) == "A(a b(b1 b2) c d)"


def test_part_is_not_put_under_one_that_is_gone(plan):
    gone = part("b")
    PlanNode.objects.filter(pk=gone.pk).delete()

    for put in (
        lambda: operations.put_last(part("a"), under=gone),
        lambda: operations.add(PlanNode(plan=plan, parent=gone, kind="paragraph", text="ny")),
    ):
        with pytest.raises(RefusedError, match=r"^Delen som den skulle ligga under finns inte längre\.$"):
            put()

    assert shape(plan) == "A(a c) B"


def test_words_are_saved_where_the_part_has_been_moved_to(plan):
    before = part("c")
    operations.indent(part("c"))
    before.text, before.title = "nya", "inte med"

    operations.save_words(before, fields=["text"])

    assert shape(plan) == "A(a b(b1 b2 nya)) B"


@pytest.mark.parametrize(
    ("words", "texts", "reason"),
    [
        ("b", ["x", "y"], "Bara stycken, åtaganden och punkter kan delas."),
        ("a", ["x"], "Sätt en tom rad där delen ska delas."),
        ("a", ["x", " "], "Sätt en tom rad där delen ska delas."),
    ],
)
def test_split_of_what_cant_be_split_is_refused(plan, words, texts, reason):
    with pytest.raises(RefusedError) as refused:
        operations.split(part(words), texts)

    assert str(refused.value) == reason
    assert shape(plan) == "A(a b(b1 b2) c) B"


def reworded(node: PlanNode) -> PlanNode:
    node.text = "Annat."
    return node


ACTS = {
    "move": lambda: operations.move(part("b"), steps=-1),
    "indent": lambda: operations.indent(part("c")),
    "outdent": lambda: operations.outdent(part("b1")),
    "add": lambda: operations.add(PlanNode(plan=part("A").plan, parent=part("A"), kind="paragraph", text="d")),
    "save words": lambda: operations.save_words(reworded(part("a")), fields=["text"]),
    "put last": lambda: operations.put_last(part("a"), under=part("B")),
    "split": lambda: operations.split(part("a"), ["x", "y"]),
}


@pytest.mark.parametrize("act", ACTS)
def test_decided_plan_rests_until_it_is_opened_for_a_reason(plan, act):
    PlanEditionFactory(plan=plan)
    with pytest.raises(RefusedError) as refused:
        ACTS[act]()
    assert str(refused.value) == DECIDED
    assert shape(plan) == "A(a b(b1 b2) c) B"

    plan.reopen(because="Fel ord.", at=AT, by=None)
    ACTS[act]()

    assert shape(plan) != "A(a b(b1 b2) c) B"


@pytest.mark.parametrize(
    "act",
    [
        operations.indent,
        operations.outdent,
        lambda node: operations.move(node, steps=1),
        lambda node: operations.split(node, ["x", "y"]),
        lambda node: operations.save_words(node, fields=["text"]),
        lambda node: operations.put_last(node, under=part("B")),
    ],
)
def test_part_that_is_gone_stays_so(plan, act):
    node = part("a")
    PlanNode.objects.filter(pk=node.pk).delete()

    with pytest.raises(RefusedError, match=r"^Delen finns inte längre\.$"):
        act(node)

    assert shape(plan) == "A(b(b1 b2) c) B"

"""The plan's tree: who sees the draft, how nodes move, and what they are called."""

import pytest
from django.db import DatabaseError, transaction

from committee.models import Duty, Plan, PlanNode
from committee.reader import Reader
from tests.factories import ChapterFactory, DutyFactory, NodeFactory, PlanEditionFactory, PlanFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def row():
    """Three paragraphs in one chapter, and one in another; positions with a gap."""
    chapter = ChapterFactory(position=1)
    other = ChapterFactory(plan=chapter.plan, position=2)
    NodeFactory(parent=other, position=4, text="annan")
    return [NodeFactory(parent=chapter, position=p, text=text) for p, text in ((1, "a"), (4, "b"), (5, "c"))]


def test_draft_plan_is_the_secretariats_alone():
    plan = PlanFactory()

    assert set(Plan.objects.visible_to(Reader())) == set()
    assert set(Plan.objects.visible_to(Reader(is_secretariat=True))) == {plan}


def test_plan_knows_whether_it_is_decided(django_assert_num_queries):
    decided, draft = PlanEditionFactory().plan, PlanFactory()

    with django_assert_num_queries(1):
        told = {plan.pk: plan.is_decided for plan in Plan.objects.with_decision()}

    assert told == {decided.pk: True, draft.pk: False}


def test_tree_is_in_reading_order_with_depths(row, django_assert_num_queries):
    chapter = row[0].parent
    deep = NodeFactory(parent=row[1], position=1)

    with django_assert_num_queries(1):
        tree = [(node.pk, depth) for node, depth in chapter.plan.nodes.tree()]

    other = PlanNode.objects.get(text="annan")
    assert tree == [
        (chapter.pk, 0),
        (row[0].pk, 1),
        (row[1].pk, 1),
        (deep.pk, 2),
        (row[2].pk, 1),
        (other.parent_id, 0),
        (other.pk, 1),
    ]
    assert deep.path() == [deep.pk, row[1].pk, chapter.pk]


def test_table_reads_its_rows_from_its_text():
    table = NodeFactory(kind=PlanNode.Kind.TABLE, text="Område | Syfte\nRegion | a\\|b")

    assert table.rows == [["Område", "Syfte"], ["Region", "a|b"]]


@pytest.mark.parametrize(
    ("title", "text", "name"),
    [("Syfte", "annat", "3 Syfte"), ("", "Vi hörs.", "3 Vi hörs."), ("", "x" * 81, "x" * 77 + "…")],
)
def test_node_is_named_by_its_title_or_the_beginning_of_its_text(title, text, name):
    assert str(ChapterFactory.build(number="3", title=title, text=text)) == name


def test_duty_is_put_in_words():
    duty = DutyFactory(minimum_meetings=1, period_years=2, body__name="Jämförelsedagen")

    assert str(duty) == "Jämförelsedagen: minst ett möte vartannat år"


def test_node_and_what_lies_under_it_stay_in_one_plan():
    chapter = ChapterFactory(position=1)
    node = NodeFactory(parent=chapter)
    other = PlanFactory(year=2190)

    for change in (
        lambda: NodeFactory(parent=chapter, plan=other),
        lambda: PlanNode.objects.filter(pk=node.pk).update(plan=other),
        lambda: PlanNode.objects.filter(pk=chapter.pk).update(plan=other),
    ):
        with pytest.raises(DatabaseError, match="parent_in_the_same_plan"), transaction.atomic():
            change()
    PlanNode.objects.filter(plan=chapter.plan).update(plan=other)


def test_promises_in_force_are_the_years_own_or_those_of_the_latest_plan_before():
    older, newer = (DutyFactory(plan__year=year) for year in (2017, 2019))
    PlanFactory(year=2018)  # promises nothing of its own yet

    in_force = {year: set(Duty.objects.in_force(year)) for year in (2016, 2017, 2018, 2019, 2030)}

    assert in_force == {2016: set(), 2017: {older}, 2018: {older}, 2019: {newer}, 2030: {newer}}

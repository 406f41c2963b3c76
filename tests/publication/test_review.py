"""What is to be thought of before a plan is decided: each topic when there is cause, and none otherwise."""

import datetime as dt

import pytest

from committee.models import Body, Plan, PlanNode
from sodertorn.publication.decide import compose_next
from sodertorn.publication.review import Remark, Topic, by_topic, review
from tests.budget_factories import BudgetFactory, BudgetLineFactory
from tests.factories import (
    ChapterFactory,
    CommitmentFactory,
    MeetingFactory,
    NodeFactory,
    PlanFactory,
    PlanReferenceFactory,
)
from tests.publication.correcting_rows import Kind, small_plan

pytestmark = pytest.mark.django_db
NO_BUDGET = Remark(Topic.PARTS, "Planen har inget kapitel som fylls från budgeten.")


@pytest.fixture
def plan(db) -> Plan:
    """A plan with nothing to remark on but that it has no budget; see the test of that."""
    return small_plan(2017)


def remarks_on(plan: Plan) -> list[Remark]:
    return review(plan, compose_next(plan, decided_on=None))


def new_remarks(plan: Plan) -> list[Remark]:
    """Those that the plan didn't have from the beginning."""
    return [remark for remark in remarks_on(plan) if remark != NO_BUDGET]


def node(plan: Plan, **values) -> PlanNode:
    return plan.nodes.get(**values)


def test_plan_with_all_its_parts_has_no_remarks(plan):
    assert remarks_on(plan) == [NO_BUDGET]

    BudgetFactory(year=2017, balanced=True)
    ChapterFactory(plan=plan, position=4, number="4", title="Budget", kind=Kind.BUDGET)
    assert remarks_on(plan) == []


def test_plan_without_chapters_for_calendar_and_budget_lacks_parts(plan):
    node(plan, kind=Kind.CALENDAR).delete()

    assert new_remarks(plan) == [Remark(Topic.PARTS, "Planen har inget kapitel som fylls från kalendern.")]


def test_plan_without_chapters_is_stopped_first():
    assert remarks_on(PlanFactory(year=2017)) == [
        Remark(Topic.STOPS, "Planen har inga kapitel."),
        Remark(Topic.PARTS, "Planen har inget kapitel som fylls från kalendern."),
        NO_BUDGET,
    ]


@pytest.mark.parametrize(("number", "name"), [("4", "Kapitel 4 Tomt"), ("", "Kapitel Tomt")])
def test_chapter_without_words_stops_with_its_name(plan, number, name):
    empty = ChapterFactory(plan=plan, position=4, number=number, title="Tomt")
    NodeFactory(parent=empty, position=1, kind=Kind.SECTION, title="Rubrik", text="")

    assert new_remarks(plan) == [Remark(Topic.STOPS, f"{name} är tomt.", empty.pk)]


def test_budget_stops_while_it_has_no_lines_or_doesn_t_balance(plan):
    chapter = ChapterFactory(plan=plan, position=4, number="4", title="Budget", kind=Kind.BUDGET)
    budget = BudgetFactory(year=2017)
    empty = Remark(Topic.STOPS, "Kapitel 4 Budget är tomt: årets budget har inga poster.", chapter.pk)
    assert empty in remarks_on(plan)

    BudgetLineFactory(budget=budget, kind="income", amount_sek=5)

    stops = [remark for remark in remarks_on(plan) if remark.stops]
    assert [remark.text for remark in stops] == [budget.imbalance_in_words()]
    assert [remark.stops for remark in remarks_on(plan)] == [True]


def test_heading_with_nothing_under_it_is_remarked_and_its_chapter_isn_t(plan):
    empty = NodeFactory(parent=node(plan, title="Mål"), position=9, kind=Kind.AREA, title="Väg", text="")
    within = NodeFactory(parent=empty, position=1, kind=Kind.GOAL_AREA, title="Cykel", text="")

    assert new_remarks(plan) == [
        Remark(Topic.EMPTY, "Rubriken ”Väg” i kapitel 2 har inget under sig.", empty.pk),
        Remark(Topic.EMPTY, "Rubriken ”Cykel” i kapitel 2 har inget under sig.", within.pk),
    ]
    PlanNode.objects.filter(pk=within.pk).update(text="Vi cyklar.")
    assert new_remarks(plan) == []


@pytest.mark.parametrize("kind", [Kind.MEETING_SERIES, Kind.HOST_ROTA])
def test_series_and_rota_are_empty_without_meetings_and_hosts(plan, kind):
    other = NodeFactory(
        parent=node(plan, kind=Kind.CALENDAR), position=9, kind=kind, title="G", text="", body=Body.objects.first()
    )

    assert [remark.node_id for remark in new_remarks(plan)] == [other.pk]
    assert node(plan, title="Rådet", kind=Kind.MEETING_SERIES).pk != other.pk


def test_commitment_without_a_body_that_sees_to_it_is_remarked(plan):
    commitment = node(plan, text="Vi ses.")
    PlanNode.objects.filter(pk=commitment.pk).update(owner=None)

    assert new_remarks(plan) == [Remark(Topic.OWNER, "”Vi ses.” har inget ansvarigt organ.", commitment.pk)]


@pytest.mark.parametrize(
    ("values", "is_remarked"),
    [
        ({"text": "Klart 2016.", "ancestor": 3}, True),
        ({"text": "Under 2016–2018.", "ancestor": 3}, True),
        ({"text": "Klart 2016."}, False),  # new in the plan: whoever wrote it knows
        ({"text": "Klart 2017.", "ancestor": 3}, False),
        ({"text": "Nr 12016.", "ancestor": 3}, False),
        ({"text": "Klart 2015.", "ancestor": 3}, False),
    ],
)
def test_part_that_continues_another_and_names_the_year_before_is_remarked(plan, values, is_remarked):
    item = node(plan, kind=Kind.ITEM)
    PlanNode.objects.filter(pk=item.pk).update(**values)

    remark = Remark(Topic.YEAR, f"”{values['text']}” nämner 2016.", item.pk)
    assert new_remarks(plan) == ([remark] if is_remarked else [])


def test_heading_that_names_the_year_before_is_remarked(plan):
    PlanNode.objects.filter(plan=plan, title="Klimat").update(title="Klimat 2016", ancestor=3)

    assert [remark.text for remark in new_remarks(plan)] == ["”Klimat 2016” nämner 2016."]


def test_reference_whose_words_are_gone_is_remarked(plan):
    states = node(plan, kind=Kind.PARAGRAPH)
    PlanReferenceFactory(node=states, words="sex gånger", target=node(plan, title="Mål"))
    PlanNode.objects.filter(pk=states.pk).update(text="Rådet möts sex gånger.")

    words = "”jfr kap. 2” står inte längre i ”Rådet möts sex gånger.”."
    assert new_remarks(plan) == [Remark(Topic.REFERENCE, words, states.pk)]


def test_draft_meeting_that_the_plan_doesn_t_list_is_remarked(plan):
    body = Body.objects.get(slug="gruppen")
    meeting = MeetingFactory(body=body, plan=plan, draft=True, starts_on=dt.date(2017, 5, 2))
    MeetingFactory(body=body, starts_on=dt.date(2017, 5, 3))  # everyone sees it already
    MeetingFactory(body=Body.objects.get(slug="radet"), plan=plan, draft=True, starts_on=dt.date(2017, 5, 4))

    text = f"{meeting} står inte i planen och blir inte synligt för andra än sekretariatet."
    assert new_remarks(plan) == [Remark(Topic.MEETING, text, meeting_id=meeting.pk)]


@pytest.mark.parametrize(("year", "is_remarked"), [(2017, True), (2018, False)])
def test_meeting_without_a_day_is_remarked_in_the_plan_s_own_year(plan, year, is_remarked):
    meeting = MeetingFactory(
        body=Body.objects.get(slug="radet"), plan=plan, month_only=True, starts_on=dt.date(year, 5, 1)
    )

    remark = Remark(Topic.MEETING, f"{meeting} har ingen dag än.", meeting_id=meeting.pk)
    assert new_remarks(plan) == ([remark] if is_remarked else [])


def test_remarks_come_by_topic_with_what_stops_first(plan):
    PlanNode.objects.filter(kind=Kind.COMMITMENT).update(owner=None)
    MeetingFactory(body=Body.objects.get(slug="radet"), month_only=True, starts_on=dt.date(2017, 5, 1))
    PlanNode.objects.filter(kind=Kind.PARAGRAPH).update(text="Klart 2016.", ancestor=3)
    NodeFactory(parent=node(plan, title="Mål"), position=9, kind=Kind.AREA, title="Väg", text="")
    ChapterFactory(plan=plan, position=4, number="4", title="Tomt")

    topics = by_topic(remarks_on(plan))

    assert [(topic, len(remarks)) for topic, remarks in topics] == [
        (Topic.STOPS, 1),
        (Topic.PARTS, 1),
        (Topic.EMPTY, 1),
        (Topic.OWNER, 2),
        (Topic.YEAR, 1),
        (Topic.REFERENCE, 1),
        (Topic.MEETING, 1),
    ]
    assert [topic for topic, remarks in topics if any(remark.topic != topic for remark in remarks)] == []
    assert by_topic([]) == []


@pytest.mark.parametrize("count", [1, 3])
def test_review_costs_six_queries_for_any_number_of_parts(plan, django_assert_num_queries, count):
    CommitmentFactory.create_batch(count, parent=node(plan, title="Klimat"))
    MeetingFactory.create_batch(count, body=Body.objects.first(), plan=plan, draft=True)
    BudgetFactory(year=2017, balanced=True)
    content = compose_next(plan, decided_on=None)

    with django_assert_num_queries(6):
        assert len(review(plan, content)) == 1 + count + count

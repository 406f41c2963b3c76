"""Next year's draft from a decided plan: its tree, its commitments, and when it can't begin."""

import datetime as dt

import pytest

from committee.models import Duty, Plan, PlanNode, PlanReference
from committee.refusal import RefusedError
from sodertorn.publication.rollover import OF_DUTIES, OF_NODES, Choice, Do, roll_over
from tests.budget_factories import BudgetFactory, BudgetLineFactory
from tests.factories import (
    AT,
    BodyFactory,
    ChapterFactory,
    CommitmentFactory,
    DutyFactory,
    NodeFactory,
    PlanFactory,
    PlanReferenceFactory,
)
from tests.publication.rollover_rows import Kind, decided, everything, goals, keep_all, shape

pytestmark = pytest.mark.django_db


def texts(plan: Plan) -> list[tuple[str, bool]]:
    return list(plan.nodes.filter(kind=Kind.COMMITMENT).order_by("position").values_list("text", "is_focus"))


def test_draft_is_next_years_with_the_year_in_its_words_and_no_decision():
    plan = PlanFactory(
        year=2017,
        title="Verksamhetsplan 2017",
        subtitle="Budget 2017 och program 2013–2017",
        issuer="Rådet 2017",
        document_decided_on=dt.date(2016, 12, 8),
    )

    draft = roll_over(decided(plan), choices={}).plan

    assert (draft.year, draft.title, draft.subtitle) == (
        2018,
        "Verksamhetsplan 2018",
        "Budget 2018 och program 2013–2017",
    )
    assert (draft.issuer, draft.document_decided_on, draft.reopened_at) == ("Rådet 2017", None, None)
    assert draft.is_open


def test_whole_tree_is_cloned_with_the_year_in_its_headings_alone():
    body, plan = BodyFactory(), PlanFactory(year=2017)
    last = ChapterFactory(plan=plan, position=9, kind=Kind.BUDGET, number="8", title="Budget 2017")
    first = ChapterFactory(plan=plan, position=4, number="1", title="Inledning", text="Under 2017 händer det.")
    section = NodeFactory(parent=first, position=7, kind=Kind.SECTION, title="Mål 2017", text="2017", body=body)
    for position, kind in ((5, Kind.ITEM), (3, Kind.PARAGRAPH), (8, Kind.TABLE)):
        NodeFactory(parent=section, position=position, kind=kind, text="År|2017")
    series = {"kind": Kind.MEETING_SERIES, "title": "Konferenser 2017", "text": "", "series_kind": "konferens"}
    NodeFactory(parent=last, position=2, body=body, **series)
    NodeFactory(parent=section, position=1, kind=Kind.HOST_ROTA, title="Värdar 2017–2024", text="", body=body)
    CommitmentFactory(parent=section, position=9, text="Vi når målen 2017.", is_focus=True, owner=body)
    before = shape(decided(plan))

    draft = roll_over(plan, choices=keep_all(plan)).plan

    renamed = {"Budget 2017": "Budget 2018", "Mål 2017": "Mål 2018", "Konferenser 2017": "Konferenser 2018"}
    assert shape(draft) == [(*row[:4], renamed.get(row[4], row[4]), *row[5:]) for row in before]
    assert shape(plan) == before
    assert {node.plan_id for node in PlanNode.objects.exclude(plan=plan)} == {draft.pk}
    origins = [node.ancestor for node, _ in draft.nodes.tree()]
    assert origins == [node.pk for node, _ in plan.nodes.tree()]


def test_rows_have_no_other_columns_than_those_that_are_cloned_or_made_anew():
    def columns(model) -> set[str]:
        return {field.attname for field in model._meta.concrete_fields}

    assert columns(PlanNode) == {*OF_NODES, "id", "version", "plan_id", "parent_id", "ancestor"}
    assert columns(Duty) == {*OF_DUTIES, "id", "plan_id", "node_id"}
    assert columns(PlanReference) == {"id", "node_id", "words", "target_id"}


def test_third_years_parts_continue_the_first_years():
    plan, (promise,) = goals("Vi ses.")
    second = roll_over(decided(plan), choices=keep_all(plan)).plan
    ids = [node.pk for node, _ in plan.nodes.tree()]

    third = roll_over(decided(second), choices=keep_all(second)).plan

    assert third.year == 2019
    assert [node.ancestor for node, _ in third.nodes.tree()] == ids
    assert third.nodes.get(kind=Kind.COMMITMENT).ancestor == promise.pk


def test_commitments_are_kept_changed_or_dropped_and_their_focus_is_as_chosen():
    plan, (kept, changed, dropped, focused) = goals("Vi ses.", "Vi hörs.", "Vi går.", "Vi syns.")
    decided(plan)
    before = everything()

    rolled = roll_over(
        plan,
        choices={
            kept.pk: Choice(Do.KEEP, "Ord som inte läses.", is_focus=False),
            changed.pk: Choice(Do.CHANGE, " Vi hörs\r\nofta. ", is_focus=True),
            dropped.pk: Choice(Do.DROP, is_focus=True),
            focused.pk: Choice(Do.KEEP, is_focus=True),
        },
    )

    assert texts(rolled.plan) == [("Vi ses.", False), ("Vi hörs\nofta.", True), ("Vi syns.", True)]
    cloned = rolled.plan.nodes.filter(kind=Kind.COMMITMENT).order_by("position")
    assert [node.ancestor for node in cloned] == [kept.pk, changed.pk, focused.pk]
    assert {node.owner_id for node in cloned} == {kept.owner_id}
    assert rolled.counts == {Do.KEEP: 2, Do.CHANGE: 1, Do.DROP: 1}
    rolled.plan.delete()
    assert everything() == before


def test_text_changed_into_itself_is_kept():
    plan, (one, other) = goals("Vi ses.\nOfta.", "Vi hörs.")
    choices = {one.pk: Choice(Do.CHANGE, "Vi ses.\r\nOfta. "), other.pk: Choice(Do.CHANGE, "Vi hörs!")}

    rolled = roll_over(decided(plan), choices=choices)

    assert rolled.counts == {Do.KEEP: 1, Do.CHANGE: 1, Do.DROP: 0}
    assert texts(rolled.plan) == [("Vi ses.\nOfta.", False), ("Vi hörs!", False)]


def test_what_lies_under_a_dropped_part_is_dropped_with_it():
    plan, (promise, _) = goals("Vi ses.", "Vi hörs.")
    under = NodeFactory(parent=promise, kind=Kind.SECTION, title="Så här")
    NodeFactory(parent=under)

    draft = roll_over(decided(plan), choices=keep_all(plan) | {promise.pk: Choice(Do.DROP)}).plan

    assert [kind for _, kind, *_ in shape(draft)] == ["chapter", "area", "goal_area", "issue", "commitment"]


def draft_only() -> Plan:
    return PlanFactory(year=2017)


def reopened() -> Plan:
    plan = decided(PlanFactory(year=2017))
    plan.reopen(because="Fel datum.", at=AT, by=None)
    return plan


def followed() -> Plan:
    PlanFactory(year=2018)
    return decided(PlanFactory(year=2017))


def followed_and_reopened() -> Plan:
    PlanFactory(year=2018)
    return reopened()


def in_the_last_year() -> Plan:
    return decided(PlanFactory(year=2199))


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (draft_only, "Verksamhetsplanen för 2017 är ett utkast. Fastställ den först."),
        (reopened, "Avsluta rättelsen av verksamhetsplanen för 2017 först."),
        (followed, "Det finns redan en verksamhetsplan för 2018."),
        (followed_and_reopened, "Det finns redan en verksamhetsplan för 2018."),
        (in_the_last_year, "Planer kan göras till och med 2199."),
    ],
)
def test_plan_that_cant_be_followed_is_refused_and_nothing_changes(make, reason):
    plan = make()
    before = everything()

    with pytest.raises(RefusedError) as refused:
        roll_over(plan, choices={})

    assert str(refused.value) == reason
    assert everything() == before


def test_plan_that_is_gone_is_refused():
    plan = PlanFactory(year=2017)
    Plan.objects.all().delete()

    with pytest.raises(RefusedError, match=r"^Planen finns inte längre\.$"):
        roll_over(plan, choices={})


@pytest.mark.parametrize("wrong", ["missing", "unknown", "of another kind"])
def test_choices_about_other_parts_than_the_commitments_are_refused(wrong):
    plan, (one, other) = goals("Vi ses.", "Vi hörs.")
    choices = keep_all(decided(plan))
    if wrong == "missing":
        del choices[other.pk]
    else:
        choices[one.parent_id if wrong == "of another kind" else 10**9] = Choice()
    before = everything()

    with pytest.raises(RefusedError, match=r"^Planen har ändrats\. Ladda om sidan\.$"):
        roll_over(plan, choices=choices)

    assert everything() == before


def test_change_without_text_is_refused():
    plan, (promise,) = goals("Vi ses.")
    before = everything() if decided(plan) else ""

    with pytest.raises(RefusedError, match=r"^Skriv den nya texten för varje åtagande som ändras\.$"):
        roll_over(plan, choices={promise.pk: Choice(Do.CHANGE, " \r\n ")})

    assert everything() == before


@pytest.mark.parametrize("count", [10, 40])
def test_cost_is_the_same_for_any_size(django_assert_num_queries, count):
    plan, commitments = goals(*(f"Vi håller löfte {place}." for place in range(count)))
    NodeFactory.create_batch(count, parent=commitments[0].parent.parent)
    DutyFactory.create_batch(count, plan=plan)
    for node in commitments:
        PlanReferenceFactory(node=node, words="löfte", target=node.parent)
    BudgetLineFactory.create_batch(count, budget=BudgetFactory(year=2017))
    choices = keep_all(decided(plan))

    with django_assert_num_queries(37):
        rolled = roll_over(plan, choices=choices)

    assert rolled.counts[Do.KEEP] == count
    assert rolled.plan.nodes.count() == 4 + 2 * count
    assert rolled.plan.duties.count() == PlanReference.objects.filter(node__plan=rolled.plan).count() == count

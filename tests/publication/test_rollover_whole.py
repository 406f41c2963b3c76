"""The demo's plan, decided, and the next one begun from it: all of it reads the same, and nothing leads back."""

import datetime as dt

import pytest
from django.apps import apps
from pghistory.models import Event

from budget.models import Budget
from calendar_app.models import HostTurn, Meeting
from committee.models import Duty, Plan, PlanEdition, PlanNode
from committee.reading import read_chapters
from sodertorn.publication.compose import budget_of, compose
from sodertorn.publication.decide import decide
from sodertorn.publication.rollover import RolledOver, roll_over
from tests.factories import HostTurnFactory, MeetingFactory, PlanReferenceFactory
from tests.publication.rollover_rows import keep_all
from tests.publication.rows import AT, DECIDED_ON

pytestmark = pytest.mark.django_db
OWN = ("committee_plan", "committee_plannode", "committee_duty", "committee_planreference")
OWN += ("budget_budget", "budget_budgetline")


@pytest.fixture
def old(plan) -> Plan:
    """With a reference, and a budget line that pays for a commitment; decided, so that its meetings are announced."""
    PlanReferenceFactory(node__parent=plan.nodes.get(kind="budget"), node__position=99)
    line = budget_of(plan).lines.first()
    line.commitment = plan.nodes.filter(kind="commitment").first()
    line.save()
    decide(plan, on=DECIDED_ON, at=AT)
    return plan


@pytest.fixture
def rolled(old) -> RolledOver:
    return roll_over(old, choices=keep_all(old))


def nodes_of(plan: Plan) -> list[dict]:
    chapters = read_chapters(compose(plan, number=1, decided_on=None))
    return [below.content for chapter in chapters for below in chapter.walk()]


def told(nodes: list[dict]) -> list[list]:
    """What the parts say, but for their titles."""
    names = ("kind", "number", "text", "is_focus", "body", "rows", "series_kind")
    return [[node.get(name) for name in names] for node in nodes]


def series_of(plan: Plan) -> dict[tuple[str, str], list[int]]:
    """The ids of the meetings under each series."""
    series = (node for node in nodes_of(plan) if node["kind"] == "meeting_series")
    return {
        (node["body"], node.get("series_kind", "")): [meeting["id"] for meeting in node["meetings"]] for node in series
    }


def turns_of(plan: Plan) -> list[tuple[int, str]]:
    rotas = (node for node in nodes_of(plan) if node["kind"] == "host_rota")
    return [(turn["year"], turn["municipality"]) for node in rotas for turn in node["turns"]]


def rows_of(plan: Plan) -> dict[str, set[int]]:
    """The ids of all rows that are the plan's own, by table."""
    keys = {"committee_plan": Plan.objects.filter(pk=plan.pk)}
    keys |= {"committee_plannode": plan.nodes.all(), "committee_duty": plan.duties.all()}
    keys["committee_planreference"] = PlanNode.references.rel.related_model.objects.filter(node__plan=plan)
    budgets = Budget.objects.filter(year=plan.year)
    keys |= {"budget_budget": budgets, "budget_budgetline": budgets.get().lines.all()}
    return {table: set(rows.values_list("pk", flat=True)) for table, rows in keys.items()}


def links(rows: dict[str, set[int]]) -> set[tuple[str, str, int]]:
    """Where the rows' foreign keys lead, among tables of the plan's own: (from, to, key)."""
    found = set()
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if field.is_relation and model._meta.db_table in rows and field.related_model._meta.db_table in OWN:
                values = model.objects.filter(pk__in=rows[model._meta.db_table]).values_list(field.attname, flat=True)
                found |= {(str(field), field.related_model._meta.db_table, key) for key in values if key is not None}
    return found


def test_whole_plan_reads_the_same_but_for_year_and_ids(old, rolled):
    before, after = nodes_of(old), nodes_of(rolled.plan)

    assert told(after) == told(before)
    assert [node["title"] for node in after] == [node["title"].replace("2017", "2018") for node in before]
    assert [node["ancestor"] for node in after] == [node["id"] for node in before]
    assert {node["id"] for node in after} & {node["id"] for node in before} == set()
    assert len(after) == 87


def test_nothing_new_leads_back_and_each_row_leads_where_its_origin_did(old, rolled):
    before, after = rows_of(old), rows_of(rolled.plan)

    for table in OWN:
        assert before[table]
        assert after[table] & before[table] == set()
        assert len(after[table]) == len(before[table])
    leading = links(after)
    assert {(table, key) for _, table, key in leading if key not in after[table]} == set()
    paying = "budget.BudgetLine.commitment"
    assert {name for name, _, _ in leading} == {name for name, _, _ in links(before)} - {paying}


def test_nothing_else_leads_to_the_new_rows(rolled):
    own = rows_of(rolled.plan)
    elsewhere = {
        str(field)
        for model in apps.get_models()
        if not issubclass(model, Event)
        for field in model._meta.concrete_fields
        if field.is_relation and (table := field.related_model._meta.db_table) in own
        if model._meta.db_table not in own and model.objects.filter(**{f"{field.name}__in": own[table]}).exists()
    }

    assert elsewhere == set()


def test_promises_hold_in_the_new_year_and_are_stated_by_the_new_parts(old, rolled):
    told = ("kind", "body_id", "preparer_id", "minimum_meetings", "period_years")
    new = list(rolled.plan.duties.order_by("pk"))

    assert [[getattr(duty, name) for name in told] for duty in new] == [
        [getattr(duty, name) for name in told] for duty in old.duties.order_by("pk")
    ]
    assert [duty.node and duty.node.ancestor for duty in new] == [duty.node_id for duty in old.duties.order_by("pk")]
    assert set(Duty.objects.in_force(2018)) == set(new)
    assert set(Duty.objects.in_force(2017)) == set(old.duties.all())


def test_meetings_with_only_a_month_are_taken_up_under_their_series_and_stay_in_the_old_plan(old):
    before = series_of(old)
    edition = PlanEdition.objects.get().content

    rolled = roll_over(old, choices=keep_all(old))

    undated = Meeting.objects.filter(precision="month", starts_on__year=2018)
    new = {series: ids for series, ids in series_of(rolled.plan).items() if ids}
    assert len(undated) == 3
    assert rolled.undated == list(undated.order_by("starts_on"))
    assert sorted(key for ids in new.values() for key in ids) == sorted(meeting.pk for meeting in undated)
    assert all(set(ids) <= set(before[series]) for series, ids in new.items())
    assert series_of(old) == before
    assert set(undated.values_list("plan", flat=True)) == {old.pk}
    assert PlanEdition.objects.get().content == edition


def test_only_published_meetings_without_a_day_that_have_a_series_are_named(old):
    listed = Meeting.objects.filter(precision="month", starts_on__year=2018).order_by("starts_on")
    first, cancelled, *others = listed
    cancelled.state = "cancelled"
    cancelled.save()
    MeetingFactory(month_only=True)  # of a body without a series
    MeetingFactory(body=first.body, month_only=True, draft=True, plan=old)
    MeetingFactory(body=first.body, month_only=True, audience="members")
    MeetingFactory(body=first.body, month_only=True, starts_on=dt.date(2019, 3, 1))
    dated = MeetingFactory(body=first.body, starts_on=dt.date(2018, 5, 3))

    rolled = roll_over(old, choices=keep_all(old))

    assert rolled.undated == [first, *others]
    assert {key for ids in series_of(rolled.plan).values() for key in ids} == {
        *(meeting.pk for meeting in rolled.undated),
        dated.pk,
    }


def test_hosts_of_the_coming_years_are_taken_up_and_stay_in_the_old_plan(old):
    before = turns_of(old)
    HostTurnFactory(body=HostTurn.objects.filter(year=2018).get().body, year=2040, draft=True, plan=old)

    rolled = roll_over(old, choices=keep_all(old))

    assert turns_of(rolled.plan) == [turn for turn in before if turn[0] >= 2018]
    assert len(turns_of(rolled.plan)) == len(before) - 1 > 3
    assert turns_of(old)[: len(before)] == before

"""What a decided plan's edition says rests in its rows, whoever writes: until it is opened again for a reason."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError

from committee.models import Duty, Plan, PlanNode, PlanReference
from tests.factories import (
    AT,
    BodyFactory,
    ChapterFactory,
    CommitmentFactory,
    DutyFactory,
    NodeFactory,
    PlanEditionFactory,
    PlanFactory,
    PlanReferenceFactory,
)

pytestmark = pytest.mark.django_db
REST = "rests_once_decided"


@pytest.fixture
def plan() -> Plan:
    plan = PlanFactory(year=2017)
    chapter = ChapterFactory(plan=plan, position=1, title="Mål")
    node = NodeFactory(parent=chapter, position=1, text="Se vidare (jfr kap. 1).")
    CommitmentFactory(parent=chapter, position=2)
    PlanReferenceFactory(node=node, words="jfr kap. 1", target=chapter)
    DutyFactory(plan=plan, node=node)
    PlanEditionFactory(plan=plan)
    return plan


def sql(statement: str):
    return lambda plan: connection.cursor().execute(statement)


ATTEMPTS = {
    "add a part": lambda plan: NodeFactory(parent=plan.nodes.get(title="Mål"), position=9),
    "add many parts": lambda plan: PlanNode.objects.bulk_create(
        [PlanNode(plan=plan, kind="chapter", title="x", position=9)]
    ),
    "save other words": lambda plan: PlanNode(
        **PlanNode.objects.filter(title="Mål").values()[0] | {"title": "Annat"}
    ).save(),
    "update the words": lambda plan: plan.nodes.filter(title="Mål").update(title="Annat"),
    "move a part": lambda plan: plan.nodes.filter(kind="commitment").update(position=5),
    "another focus": sql("UPDATE committee_plannode SET is_focus = true WHERE kind = 'commitment'"),
    "another ancestor": sql("UPDATE committee_plannode SET ancestor = 7 WHERE kind = 'commitment'"),
    "move it to another plan": lambda plan: plan.nodes.filter(kind="commitment").update(
        plan=PlanFactory(year=2018), parent=None
    ),
    "delete a part": lambda plan: plan.nodes.filter(kind="commitment").delete(),
    "delete it in SQL": sql("DELETE FROM committee_plannode WHERE kind = 'commitment'"),
    "another reference": lambda plan: PlanReference.objects.update(words="kap. 1"),
    "no reference": lambda plan: PlanReference.objects.all().delete(),
    "one more reference": lambda plan: PlanReferenceFactory(
        node=plan.nodes.get(kind="commitment"), words="håller", target=plan.nodes.get(title="Mål")
    ),
    "another promise": lambda plan: Duty.objects.update(minimum_meetings=7),
    "no promise": sql("DELETE FROM committee_duty"),
    "one more promise": lambda plan: DutyFactory(plan=plan),
}


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_decided_plan_s_rows_rest_until_it_is_reopened(plan, attempt):
    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        ATTEMPTS[attempt](plan)
    assert REST in str(refused.value)

    plan.reopen(because="Fel ord.", at=AT, by=None)

    assert REST not in said_when(ATTEMPTS[attempt], plan)  # it may be refused for another reason


def said_when(attempt, plan: Plan) -> str:
    try:
        with transaction.atomic():
            attempt(plan)
    except DatabaseError as error:
        return str(error)
    return ""


NODE = {
    "id": 999,
    "plan_id": "(SELECT id FROM committee_plan WHERE year = 2018)",
    "parent_id": "NULL",
    "position": 77,
    "kind": "'item'",
    "number": "'9'",
    "title": "'Annat'",
    "text": "'Annat.'",
    "is_focus": "NOT is_focus",
    "body_id": "(SELECT max(id) FROM committee_body)",
    "series_kind": "'råd'",
    "ancestor": 7,
    "owner_id": "(SELECT max(id) FROM committee_body)",
}
REFERENCE = {
    "id": 999,
    "node_id": "(SELECT id FROM committee_plannode WHERE kind = 'commitment')",
    "words": "'kap. 1'",
    "target_id": "(SELECT id FROM committee_plannode WHERE kind = 'commitment')",
}
DUTY = {
    "id": 999,
    "plan_id": "(SELECT id FROM committee_plan WHERE year = 2018)",
    "kind": "'hosts'",
    "body_id": "NULL",
    "preparer_id": "body_id",
    "node_id": "NULL",
    "minimum_meetings": 99,
    "period_years": 99,
}
COLUMNS = {PlanNode: NODE, PlanReference: REFERENCE, Duty: DUTY}
"""Another value of every column, in SQL."""


@pytest.mark.parametrize("model", COLUMNS, ids=lambda model: model.__name__)
def test_every_column_of_a_decided_plan_s_row_rests_but_the_owner(plan, model):
    PlanFactory(year=2018)
    columns, row = COLUMNS[model], model.objects.order_by("pk").last()

    rests = {
        column: REST in said_when(sql(f"UPDATE {model._meta.db_table} SET {column} = {new} WHERE id = {row.pk}"), plan)
        for column, new in columns.items()
    }

    assert set(columns) == {field.column for field in model._meta.local_fields} - {"version"}
    assert rests == {column: column != "owner_id" for column in columns}


def test_draft_s_rows_don_t_rest():
    chapter = ChapterFactory(plan__year=2018, position=1)

    assert PlanNode.objects.filter(pk=chapter.pk).update(title="Annat") == 1
    assert PlanNode.objects.filter(pk=chapter.pk).delete()[0] == 1


def test_who_sees_to_a_commitment_changes_though_the_plan_rests(plan):
    body = BodyFactory()

    assert plan.nodes.filter(kind="commitment").update(owner=body) == 1
    assert PlanNode.objects.get(kind="commitment").owner == body


@pytest.mark.parametrize("model", [PlanReference, Duty], ids=lambda model: model.__name__)
def test_row_of_a_decided_plan_is_not_moved_to_a_draft(plan, model):
    draft = NodeFactory(parent__plan__year=2018)
    there = {"node": draft, "target": draft.parent} if model is PlanReference else {"plan": draft.plan}

    with pytest.raises(DatabaseError, match=REST), transaction.atomic():
        model.objects.update(**there)


def test_part_of_a_draft_is_not_moved_into_a_plan_that_rests(plan):
    draft = ChapterFactory(plan__year=2018, position=7)

    with pytest.raises(DatabaseError, match=REST), transaction.atomic():
        PlanNode.objects.filter(pk=draft.pk).update(plan=plan)


@pytest.mark.parametrize("words", ["title", "subtitle", "issuer"])
def test_decided_plan_s_own_words_rest_until_it_is_reopened(plan, words):
    with pytest.raises(DatabaseError, match="words_rest_once_decided"), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(**{words: "Annat"})

    plan.reopen(because="Fel ord.", at=AT, by=None)

    assert Plan.objects.filter(pk=plan.pk).update(**{words: "Annat"}) == 1


def test_decided_plan_s_year_stays_in_a_correction_too(plan):
    plan.reopen(because="Fel ord.", at=AT, by=None)

    with pytest.raises(DatabaseError, match="year_stays_once_decided"), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(year=2019)


def test_plan_that_is_closed_again_rests_again(plan):
    plan.reopen(because="Fel ord.", at=AT, by=None)
    plan.close()

    with pytest.raises(DatabaseError, match=REST), transaction.atomic():
        plan.nodes.update(text="Annat.")
    with pytest.raises(DatabaseError, match="words_rest_once_decided"), transaction.atomic():
        Plan.objects.update(title="Annat")


def test_reopening_may_not_be_slipped_in_with_other_words(plan):
    with pytest.raises(DatabaseError, match="words_rest_once_decided"), transaction.atomic():
        Plan.objects.update(title="Annat", reopened_at=AT, reopened_because="Fel ord.")


@pytest.mark.parametrize(
    "attempt",
    [
        lambda draft: draft.reopen(because="Fel ord.", at=AT, by=None),
        lambda draft: Plan.objects.filter(pk=draft.pk).update(reopened_at=AT, reopened_because="Fel ord."),
        lambda draft: Plan.objects.bulk_create([Plan(year=2019, title="x", reopened_at=AT, reopened_because="Fel.")]),
    ],
    ids=["method", "update", "insert"],
)
def test_draft_is_not_reopened(attempt):
    draft = PlanFactory(year=2018)

    with pytest.raises(DatabaseError, match="only_a_decided_one_is_reopened"), transaction.atomic():
        attempt(draft)


def test_decided_plan_is_not_deleted(plan):
    with pytest.raises(ProtectedError):
        plan.delete()
    with pytest.raises(DatabaseError, match="foreign key"), transaction.atomic():
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE; DELETE FROM committee_plan")


def test_reference_leads_to_a_part_of_the_same_plan(plan):
    elsewhere = ChapterFactory(plan__year=2018, position=1)
    plan.reopen(because="Fel ord.", at=AT, by=None)

    for attempt in (
        lambda: PlanReference.objects.update(target=elsewhere),
        lambda: PlanReferenceFactory(node=plan.nodes.get(kind="commitment"), words="håller", target=elsewhere),
    ):
        with pytest.raises(DatabaseError, match="target_in_the_same_plan"), transaction.atomic():
            attempt()

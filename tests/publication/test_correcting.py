"""A decided plan is opened for a reason, changed while everyone reads its edition, and decided again."""

import datetime as dt
import hashlib

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from committee.canonical import canonical_bytes
from committee.models import Duty, Plan, PlanEdition, PlanReference
from committee.reading import walk
from committee.refusal import RefusedError
from sodertorn.publication.compose import named
from sodertorn.publication.correcting import reopen
from sodertorn.publication.decide import DecisionRefusedError, decide
from tests.factories import ChapterFactory, NodeFactory, PlanFactory
from tests.publication.correcting_rows import (
    LATER,
    Kind,
    change,
    corrected,
    decided_plan,
    everything,
    opened,
    what_it_says,
)
from tests.publication.rows import AT, DECIDED_ON

pytestmark = pytest.mark.django_db


def refusal(operation) -> str:
    """Why it is refused; nothing may have changed."""
    before = everything()
    with pytest.raises((RefusedError, DecisionRefusedError)) as refused:
        operation()
    assert everything() == before
    return str(refused.value)


def fields_of(plan: Plan) -> tuple:
    return Plan.objects.values_list("reopened_because", "reopened_at", "reopened_by").get(pk=plan.pk)


def test_plan_that_is_reopened_keeps_why_when_and_by_whom(secretary):
    plan = decided_plan()

    held = reopen(plan, because="Fel antal.", at=AT, by=secretary)

    assert fields_of(plan) == ("Fel antal.", AT, secretary.pk)
    assert (held.pk, held.is_open, Plan.objects.open().get()) == (plan.pk, True, plan)


def test_reopening_takes_a_reason():
    plan = decided_plan()

    with pytest.raises(IntegrityError, match="plan_is_reopened_for_a_reason"), transaction.atomic():
        reopen(plan, because="", at=AT)

    assert fields_of(plan) == ("", None, None)


def test_draft_is_not_reopened():
    plan = PlanFactory(year=2017)

    assert refusal(lambda: reopen(plan, because="Fel.", at=AT)) == (
        "Planen är inte fastställd än och kan ändras som den är."
    )


def test_plan_that_is_open_is_not_reopened_and_keeps_its_first_reason():
    plan = decided_plan()
    reopen(plan, because="Fel antal.", at=AT)

    reason = refusal(lambda: reopen(plan, because="Fel datum.", at=AT + dt.timedelta(hours=1)))

    assert reason == "Verksamhetsplan 2017 är redan öppnad för rättelse: Fel antal."


ATTEMPTS = {
    "title": lambda plan: Plan.objects.filter(pk=plan.pk).update(title="En annan"),
    "words": lambda plan: plan.nodes.filter(kind=Kind.COMMITMENT).update(text="Ändrat."),
    "new part": lambda plan: ChapterFactory(plan=plan, position=9, text="Mer."),
    "struck part": lambda plan: plan.nodes.filter(kind=Kind.ITEM).delete(),
    "promise": lambda plan: plan.duties.filter(kind=Duty.Kind.MEETINGS).update(minimum_meetings=5),
    "reference": lambda plan: PlanReference.objects.filter(node__plan=plan).delete(),
}


@pytest.mark.parametrize("name", ATTEMPTS)
def test_rows_rest_but_while_they_are_corrected(name):
    plan = decided_plan()
    with pytest.raises(DatabaseError, match="rest"), transaction.atomic():
        ATTEMPTS[name](plan)

    reopen(plan, because="Fel.", at=AT)
    ATTEMPTS[name](plan)
    decide(plan, on=LATER, at=AT)

    with pytest.raises(DatabaseError, match="rest"), transaction.atomic():
        plan.nodes.filter(kind=Kind.GOAL_AREA).update(title="Väg")


def test_correction_is_the_next_edition_with_its_reason(secretary):
    plan = decided_plan()
    first = plan.current_edition()
    reopen(plan, because="Fel antal.", at=AT, by=secretary)
    change(plan)

    second = decide(plan, on=LATER, paragraph="§ 3", at=AT, by=secretary)

    assert list(PlanEdition.objects.order_by("number")) == [first, second]
    assert plan.current_edition() == second
    assert (second.number, second.supersedes, second.reason, second.decided_by) == (2, first, "Fel antal.", secretary)
    assert (second.decided_on, second.decided_in) == (LATER, "§ 3")
    told = {name: second.content[name] for name in ("edition", "reason", "decided_on", "decided_in")}
    assert told == {"edition": 2, "reason": "Fel antal.", "decided_on": "2016-12-20", "decided_in": "§ 3"}
    assert "reason" not in first.content
    assert second.content == what_it_says(plan) | told
    assert fields_of(plan) == ("", None, None)


def test_parts_meetings_and_hosts_keep_their_ids_in_a_correction():
    plan = decided_plan()
    first = plan.current_edition().content

    second = corrected(plan).content

    assert [node["id"] for node in walk(second["chapters"])] == [node["id"] for node in walk(first["chapters"])]
    assert [named(second, part) for part in ("meetings", "turns")] == [
        named(first, part) for part in ("meetings", "turns")
    ]


def test_old_edition_is_at_its_address_with_the_same_bytes_under_a_banner(client, demo_day):
    plan = decided_plan()
    first = plan.current_edition()
    old = client.get("/verksamhetsplan/2017/utgava/1.json").content

    second = corrected(plan, because="Fel antal.")

    again = client.get("/verksamhetsplan/2017/utgava/1.json").content
    assert again == old == canonical_bytes(first.content)
    assert hashlib.sha256(again).hexdigest() == first.sha256 != second.sha256
    page = client.get("/verksamhetsplan/2017/utgava/1/").content.decode()
    assert "Den här utgåvan är ersatt. Varför: Fel antal." in page
    assert '<a href="/verksamhetsplan/2017/">Läs utgåva 2, som gäller nu</a>' in page
    assert first.sha256 in page
    now = client.get("/verksamhetsplan/2017/").content.decode()
    assert "Utgåva 2 rättar utgåva 1. Varför: Fel antal." in now
    assert ("Vi ger råd." in page, "Vi ger fler råd." in now) == (True, True)


def test_plan_is_corrected_again_and_again():
    plan = decided_plan()
    first = plan.current_edition()

    second = corrected(plan, "Vi ger fler råd.", "Fel antal.")
    third = corrected(plan, "Vi ger råd.", "Antalet var rätt.")

    assert [(edition.number, edition.supersedes, edition.reason) for edition in PlanEdition.objects.all()] == [
        (3, second, "Antalet var rätt."),
        (2, first, "Fel antal."),
        (1, None, ""),
    ]
    assert plan.current_edition() == third


def test_correction_that_says_nothing_new_is_refused():
    plan = decided_plan()
    reopen(plan, because="Fel antal.", at=AT)

    reason = refusal(lambda: decide(plan, on=LATER, paragraph="§ 3", at=AT))

    assert reason == "Inget skiljer planen från utgåva 1. Avsluta rättelsen i stället."
    change(plan)
    assert decide(plan, on=LATER, at=AT).number == 2


def test_correction_is_compared_with_the_edition_that_holds_and_no_older_one():
    plan = decided_plan()
    corrected(plan)
    opened(plan)

    assert refusal(lambda: decide(plan, on=LATER, at=AT)).startswith("Inget skiljer planen från utgåva 2.")
    change(plan, "Vi ger råd.")
    assert decide(plan, on=LATER, at=AT).number == 3


@pytest.mark.parametrize("on", [dt.date(2016, 12, 7), dt.date(2015, 1, 1)])
def test_correction_is_not_decided_before_the_edition_that_it_corrects(on):
    plan = decided_plan()
    change(opened(plan))

    assert refusal(lambda: decide(plan, on=on, at=AT)) == (
        "Rättelsen kan inte vara fastställd före utgåva 1, 8 december 2016."
    )


def test_correction_may_be_decided_on_the_same_day():
    plan = decided_plan()
    change(opened(plan))

    assert decide(plan, on=DECIDED_ON, at=AT).number == 2


def test_correction_that_leaves_a_chapter_empty_is_refused():
    plan = decided_plan()
    opened(plan)
    plan.nodes.filter(kind=Kind.GOAL_AREA).delete()

    assert refusal(lambda: decide(plan, on=LATER, at=AT)) == "Kapitel 2 Mål är tomt."


def test_part_that_a_correction_adds_is_in_the_next_edition_only():
    plan = decided_plan()
    first = plan.current_edition()
    opened(plan)
    added = NodeFactory(parent=plan.nodes.get(title="Mål"), position=9, text="Något mer.")

    second = decide(plan, on=LATER, at=AT)

    found = {
        edition.number: added.pk in {node["id"] for node in walk(edition.content["chapters"])}
        for edition in (PlanEdition.objects.get(pk=first.pk), second)
    }
    assert found == {1: False, 2: True}

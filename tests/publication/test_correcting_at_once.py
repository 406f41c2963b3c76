"""Two who correct, decide or withdraw at the same time, with real transactions."""

import threading

import pytest
from django.db import transaction

from committee.models import Plan, PlanEdition
from sodertorn.publication.correcting import reopen, withdraw
from sodertorn.publication.decide import DecisionRefusedError, decide
from tests.at_once import at_once, together
from tests.publication.correcting_rows import LATER, change, decided_plan, opened
from tests.publication.rows import AT

pytestmark = pytest.mark.usefixtures("committed")


def decide_again(plan: Plan) -> str:
    try:
        return f"utgåva {decide(plan, on=LATER, at=AT).number}"
    except DecisionRefusedError as refused:
        return str(refused)


def test_plan_is_reopened_once_by_those_who_press_at_once():
    plan = decided_plan()
    reasons = iter(["Fel A.", "Fel B.", "Fel C."])

    said = at_once(lambda: reopen(plan, because=next(reasons), at=AT) and None, 3)

    kept = Plan.objects.get(pk=plan.pk).reopened_because
    assert said == ["", *[f"Verksamhetsplan 2017 är redan öppnad för rättelse: {kept}"] * 2]


def test_correction_becomes_one_edition_when_two_decide_it_at_once():
    plan = opened(decided_plan())
    change(plan)

    said = at_once(lambda: decide_again(plan), 2)

    assert said == ["Verksamhetsplanen för 2017 är redan fastställd.", "utgåva 2"]
    assert list(PlanEdition.objects.values_list("number", flat=True)) == [2, 1]


def test_correction_is_either_decided_or_withdrawn():
    plan = opened(decided_plan())
    change(plan)

    said = together([lambda: decide_again(plan), lambda: withdraw(plan) and None])

    outcomes = {
        1: ["", "Verksamhetsplanen för 2017 är redan fastställd."],
        2: ["Verksamhetsplan 2017 rättas inte.", "utgåva 2"],
    }
    assert said == outcomes[PlanEdition.objects.count()]
    assert Plan.objects.get(pk=plan.pk).reopened_at is None


def test_rows_changed_while_a_correction_is_decided_wait_and_are_refused():
    plan = opened(decided_plan())
    change(plan)
    decided = threading.Event()

    def decide_slowly() -> str:
        with transaction.atomic():
            words = decide_again(plan)
            decided.set()
            threading.Event().wait(0.3)  # the change would be made by now, if it didn't wait
        return words

    def change_meanwhile() -> str:
        decided.wait(10)
        try:
            change(plan, "Vi ger alla råd.")
        except Exception as refused:
            return str(refused).split(":")[0]
        return "changed"

    assert together([decide_slowly, change_meanwhile]) == ["rests_once_decided", "utgåva 2"]
    assert not plan.nodes.filter(text="Vi ger alla råd.").exists()

"""Two who begin the same year at the same time, with real transactions."""

import threading

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from budget.models import Budget
from committee.models import Plan
from sodertorn.publication.rollover import roll_over
from tests.at_once import at_once, together
from tests.budget_factories import BudgetFactory
from tests.factories import AT, UserFactory
from tests.processes import within
from tests.publication.rollover_rows import decided, goals, keep_all

pytestmark = pytest.mark.usefixtures("committed", "demo_day")
EXISTS = "Det finns redan en verksamhetsplan för 2018."


def someone_waits_for_us() -> bool:
    """Whether another connection waits for what this one's transaction holds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
        )
        return cursor.fetchone()[0] > 0


def test_two_presses_give_one_plan_and_the_other_is_told():
    plan, _ = goals("Vi ses.", "Vi hörs.")
    choices = keep_all(decided(plan))

    def press() -> str:
        return f"{roll_over(plan, choices=choices).plan.year}"

    assert at_once(press, 3) == ["2018", EXISTS, EXISTS]
    assert Plan.objects.get(year=2018).nodes.count() == plan.nodes.count() == 6


def test_page_leads_to_the_plan_that_someone_else_begins_meanwhile():
    plan, (node,) = goals("Vi ses.")
    decided(plan)
    client = Client()
    client.force_login(UserFactory(secretary=True))
    held = threading.Event()

    def begin_elsewhere() -> str:
        with transaction.atomic():
            Plan.objects.select_for_update().get(pk=plan.pk)
            held.set()
            assert within(20, someone_waits_for_us)  # the page has been read
            Plan.objects.create(year=2018, title="Den andra")
        return "begun"

    def press() -> str:
        held.wait(10)
        answer = {f"del-{node.pk}-do": "keep", f"del-{node.pk}-text": "Vi ses."}
        response = client.post(reverse("plan-rollover", args=[plan.pk]), answer)
        return f"{response.context['reason']} {response.context['following']}"

    assert together([begin_elsewhere, press]) == [f"{EXISTS} Den andra 2018", "begun"]
    assert Plan.objects.count() == 2


def test_plan_that_is_read_in_meanwhile_is_told_of():
    plan, _ = goals("Vi ses.")
    choices = keep_all(decided(plan))
    made = threading.Event()

    def read_in() -> str:
        with transaction.atomic():
            Plan.objects.create(year=2018, title="Den inlästa")
            made.set()
            assert within(20, someone_waits_for_us)
        return "inläst"

    def press() -> None:
        made.wait(10)
        roll_over(plan, choices=choices)

    assert together([read_in, press]) == [EXISTS, "inläst"]
    assert Plan.objects.get(year=2018).title == "Den inlästa"


def test_budget_that_is_begun_meanwhile_is_left_alone():
    plan, _ = goals("Vi ses.")
    choices = keep_all(decided(plan))
    BudgetFactory(year=2017, adopted=True)
    made = threading.Event()

    def begin_budget() -> str:
        with transaction.atomic():
            Budget.objects.create(year=2018)
            made.set()
            assert within(20, someone_waits_for_us)
        return "en budget"

    def press() -> str:
        made.wait(10)
        return roll_over(plan, choices=choices).notes[0]

    assert together([begin_budget, press]) == ["Det fanns redan en budget för 2018. Den är orörd.", "en budget"]
    assert Budget.objects.get(year=2018).lines.count() == 0
    assert Plan.objects.get(year=2018).nodes.count() == 5


def test_plan_is_not_reopened_while_the_next_one_begins():
    plan, _ = goals("Vi ses.")
    choices = keep_all(decided(plan))
    begun = threading.Event()

    def begin() -> str:
        with transaction.atomic():
            roll_over(plan, choices=choices)
            begun.set()
            threading.Event().wait(0.5)  # the correction would be begun by now, if it didn't wait
        return "begun"

    def reopen() -> str:
        begun.wait(10)
        plan.reopen(because="Fel datum.", at=AT, by=None)
        return f"next: {Plan.objects.filter(year=2018).exists()}"

    assert together([begin, reopen]) == ["begun", "next: True"]

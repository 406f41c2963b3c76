"""A line that is being written and an adoption wait for each other, with real transactions."""

import threading

import pytest
from django.db import DatabaseError, transaction

from budget.models import Budget, BudgetLine
from tests.at_once import together
from tests.budget_factories import ADOPTED_ON, BudgetFactory, BudgetLineFactory


@pytest.mark.usefixtures("committed")
def test_adoption_waits_for_a_line_that_is_being_written_and_then_refuses():
    budget = BudgetFactory(year=2017, balanced=True)
    written, goes_on = threading.Event(), threading.Event()

    def write() -> str:
        with transaction.atomic():
            BudgetLineFactory(budget_id=budget.pk, budget=None, amount_sek=7)
            written.set()
            waited = not goes_on.wait(0.5)  # the adoption would be done by now, if it didn't wait
        return "skriven" if waited else "adopterad under tiden"

    def adopt() -> None:
        written.wait(10)
        Budget.objects.get(pk=budget.pk).adopt(on=ADOPTED_ON)
        goes_on.set()

    said = together([write, adopt])

    assert [words for words in said if words == "skriven" or "balanserar inte" in words] == said
    assert len(said) == 2
    assert not Budget.objects.adopted().exists()


@pytest.mark.usefixtures("committed")
def test_line_waits_for_an_adoption_that_is_under_way_and_is_then_refused():
    budget = BudgetFactory(year=2017, balanced=True)
    adopting = threading.Event()

    def adopt() -> str:
        with transaction.atomic():
            Budget.objects.get(pk=budget.pk).adopt(on=ADOPTED_ON)
            adopting.set()
            threading.Event().wait(0.3)
        return "fastställd"

    def write() -> str:
        adopting.wait(10)
        try:
            BudgetLineFactory(budget_id=budget.pk, budget=None, amount_sek=7)
        except DatabaseError as refused:
            return str(refused).partition(":")[0]
        return "skriven"

    assert together([adopt, write]) == ["fastställd", "stays_when_adopted"]
    assert BudgetLine.objects.filter(budget=budget).count() == 2

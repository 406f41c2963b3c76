"""Each constraint of the budget, provoked by name."""

import pytest

from tests.committee.provoking import (
    Case,
    constraint_names,
    message_of_the_constraint,
    messages_of_the_form,
    refusal_of_the_database,
)
from tests.factories import BudgetFactory, BudgetLineFactory

pytestmark = pytest.mark.django_db

YEAR = "Året ska vara mellan 1900 och 2199."


def line(**values):
    return BudgetLineFactory.build(budget=BudgetFactory(), **values)


def line_at_a_taken_position():
    there = BudgetLineFactory()
    return BudgetLineFactory.build(budget=there.budget, kind=there.kind, position=there.position)


CASES = [
    Case(
        "budget_paragraph_needs_a_date",
        "Ange datum för beslutet när du anger paragraf.",
        lambda: BudgetFactory.build(adopted_in="§ 12"),
    ),
    *(Case("budget_year_is_a_year", YEAR, lambda year=year: BudgetFactory.build(year=year)) for year in (1899, 2200)),
    Case("budget_line_position_once", "En annan post har redan den platsen.", line_at_a_taken_position),
    Case(
        "budget_line_amount_not_negative",
        "Beloppet kan inte vara negativt. Välj intäkt eller kostnad i stället.",
        lambda: line(amount_sek=-1),
    ),
    Case(
        "budget_line_kind_is_known",
        "En budgetpost är en intäkt eller en kostnad.",
        lambda: line(kind="gift"),
        form=("Värdet 'gift' är inget giltigt alternativ.",),
    ),
]

UNIQUE_FIELDS = [
    Case(
        "budget_budget_year_key",
        "Budget med detta År finns redan.",
        lambda: BudgetFactory.build(year=BudgetFactory().year),
    ),
]


def test_constraints_of_the_budget_are_all_provoked():
    assert {case.name for case in [*CASES, *UNIQUE_FIELDS]} == constraint_names("budget")


@pytest.mark.parametrize("case", [*CASES, *UNIQUE_FIELDS], ids=str)
def test_constraint_refuses_the_row_by_its_name(case):
    assert refusal_of_the_database(case) == case.name


@pytest.mark.parametrize("case", CASES, ids=str)
def test_constraint_says_why_in_swedish(case):
    assert message_of_the_constraint(case) == case.message


@pytest.mark.parametrize("case", [*CASES, *UNIQUE_FIELDS], ids=str)
def test_form_says_the_same_before_the_row_is_written(case):
    assert messages_of_the_form(case) == sorted(case.form or [case.message])


def test_line_of_nothing_is_allowed():
    free = line(amount_sek=0)

    free.full_clean()
    free.save()

    assert free.budget.total_of(free.kind) == 0

"""Budgets: who sees them, what they add up to, and when they can be adopted."""

import datetime as dt

import pytest

from budget.models import Budget, BudgetLine
from committee.reader import Reader
from committee.refusal import RefusedError
from tests.budget_factories import BudgetFactory, BudgetLineFactory

pytestmark = pytest.mark.django_db
INCOME, COST = BudgetLine.Kind.INCOME, BudgetLine.Kind.COST
DECIDED_ON = dt.date(2016, 12, 8)


@pytest.fixture
def budget():
    """Balances at 945 000 kr, with one income and two costs entered in the other order."""
    budget = BudgetFactory(year=2017)
    for kind, position, label, amount in (
        (COST, 2, "Lokaler", 50_000),
        (COST, 1, "Personal", 895_000),
        (INCOME, 1, "Avgifter", 945_000),
    ):
        BudgetLineFactory(budget=budget, kind=kind, position=position, label=label, amount_sek=amount)
    return budget


def test_draft_budget_is_the_secretariats_alone():
    draft, adopted = BudgetFactory(), BudgetFactory(adopted=True)

    assert set(Budget.objects.visible_to(Reader())) == {adopted}
    assert set(Budget.objects.visible_to(Reader(is_secretariat=True))) == {draft, adopted}
    assert (draft.is_adopted, adopted.is_adopted) == (False, True)


@pytest.mark.parametrize(("today", "year"), [("2017-06-01", 2017), ("2019-06-01", 2018), ("2016-06-01", 2017)])
def test_budget_in_force_is_the_years_own_or_the_nearest(today, year):
    for other in (2017, 2018, 2020):
        BudgetFactory(year=other)

    budget = Budget.objects.in_force(dt.date.fromisoformat(today))

    assert budget.year == year


@pytest.mark.parametrize("count", [1, 3])
def test_totals_cost_one_query_for_any_number_of_budgets(django_assert_num_queries, budget, count):
    for _ in range(count):
        BudgetFactory()

    with django_assert_num_queries(1):
        totals = {row.year: (row.income_sek, row.cost_sek) for row in Budget.objects.with_totals()}

    assert totals.pop(2017) == (945_000, 945_000)
    assert list(totals.values()) == [(0, 0)] * count


def test_lines_are_in_order_for_two_queries(django_assert_num_queries, budget):
    with django_assert_num_queries(2):
        found = Budget.objects.with_lines().get()
        told = [[line.label for line in found.lines_of(kind)] for kind in (INCOME, COST)]
        totals = [found.total_of(kind) for kind in (INCOME, COST)]

    assert told == [["Avgifter"], ["Personal", "Lokaler"]]
    assert totals == [945_000, 945_000]


def test_budget_that_balances_says_so(budget):
    assert budget.imbalance_in_words() == ""
    assert budget.balance_in_words() == "Intäkter och kostnader är lika stora: 945\xa0000\xa0kr"


def test_budget_that_does_not_balance_says_by_what(budget):
    budget.lines.filter(label="Lokaler").update(amount_sek=49_999)

    assert budget.imbalance_in_words() == (
        "Budgeten för 2017 balanserar inte: intäkterna är 945\xa0000\xa0kr och kostnaderna 944\xa0999\xa0kr."
    )
    assert budget.balance_in_words() == "Intäkterna är 945\xa0000\xa0kr och kostnaderna 944\xa0999\xa0kr"


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda lines: lines.filter(kind=COST).update(amount_sek=1), "balanserar inte"),
        (lambda lines: lines.all().delete(), "Budgeten för 2017 har inga poster."),
    ],
)
def test_budget_that_is_unbalanced_or_empty_refuses_adoption(budget, spoil, reason):
    spoil(budget.lines)

    with pytest.raises(RefusedError, match=reason):
        budget.adopt(on=DECIDED_ON)

    assert Budget.objects.values_list("adopted_on", "adopted_in").get() == (None, "")


def test_line_shows_its_amount():
    assert str(BudgetLineFactory.build(label="Personal", amount_sek=895_000)) == "Personal: 895\xa0000\xa0kr"

"""The budget's pages."""

import pytest
from django.urls import reverse

from tests.budget_factories import BudgetFactory, BudgetLineFactory
from tests.factories import CooperationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_budget_list_costs_the_same_for_any_length(client, django_assert_num_queries, count):
    CooperationFactory()
    budgets = BudgetFactory.create_batch(count, adopted=True)
    BudgetFactory()

    with django_assert_num_queries(2):
        response = client.get(reverse("budget:budget-list"))

    assert set(response.context["budgets"]) == set(budgets)


@pytest.mark.parametrize("count", [1, 3])
def test_budget_detail_costs_the_same_for_any_number_of_lines(client, django_assert_num_queries, count):
    CooperationFactory()
    budget = BudgetFactory(year=2017, adopted=True)
    lines = BudgetLineFactory.create_batch(count, budget=budget, kind="cost", amount_sek=300)

    with django_assert_num_queries(3):
        response = client.get(reverse("budget:budget-detail", args=[2017]))

    costs = next(table for table in response.context["tables"] if table.kind == "cost")
    assert {row.line for row in costs.rows} == set(lines)
    assert costs.total_sek == 300 * count


def test_budget_detail_states_the_balance_and_the_shares(client):
    budget = BudgetFactory(year=2017, adopted=True)
    BudgetLineFactory(budget=budget, kind="income", label="Avgifter", amount_sek=945000)
    BudgetLineFactory(budget=budget, kind="cost", label="Personal", amount_sek=895000)
    BudgetLineFactory(budget=budget, kind="cost", label="Kontor", amount_sek=50000)

    page = client.get(reverse("budget:budget-detail", args=[2017])).content.decode()

    assert "Intäkter och kostnader är lika stora: 945\xa0000\xa0kr" in page
    assert "94,7 procent" in page
    assert 'width="94.7"' in page
    assert "895\xa0000" in page


def test_budget_that_is_a_draft_is_the_secretariats(client):
    BudgetFactory(year=2018)

    assert client.get(reverse("budget:budget-detail", args=[2018])).status_code == 404
    client.force_login(UserFactory(secretary=True))
    page = client.get(reverse("budget:budget-detail", args=[2018]))
    assert page.status_code == 200
    assert "som bara sekretariatet ser" in page.content.decode()


def test_budget_of_a_year_that_is_no_year_is_not_found(client):
    assert client.get("/budget/0/").status_code == 404
    assert client.get("/budget/99999/").status_code == 404

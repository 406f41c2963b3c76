"""Budgets are adopted, revised, continued and followed up on the secretariat's pages."""

import datetime as dt

import pytest
from django.urls import reverse

from budget.models import Budget, BudgetLine
from budget.operations import revise
from tests.budget_factories import ADOPTED_ON, BudgetFactory, BudgetLineFactory
from tests.factories import CooperationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
DECISION = {"adopted_on": "2016-12-08", "adopted_in": "§ 12", "is_confirmed": "on"}


@pytest.fixture
def draft() -> Budget:
    return BudgetFactory(year=2017, balanced=True)


@pytest.fixture
def adopted() -> Budget:
    return BudgetFactory(year=2017, adopted=True)


def address(name: str, budget: Budget) -> str:
    return reverse(f"budget:{name}", args=[budget.pk])


def adoption() -> tuple[dt.date | None, str]:
    return Budget.objects.values_list("adopted_on", "adopted_in").get()


def test_budget_is_adopted_and_shown_to_everyone(desk, client, draft):
    response = desk.post(address("budget-adopt", draft), DECISION)

    assert response["Location"] == "/budget/2017/"
    assert adoption() == (ADOPTED_ON, "§ 12")


def test_decision_of_today_is_a_decision(desk, draft):
    desk.post(address("budget-adopt", draft), DECISION | {"adopted_on": "2017-01-16"})

    assert adoption() == (dt.date(2017, 1, 16), "§ 12")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"adopted_on": "2017-01-17"}, "Beslutsdatumet 17 januari 2017 har inte varit än."),
        ({"adopted_on": "0900-01-01"}, "är för länge sedan. Kontrollera årtalet."),
        ({"adopted_on": "12/31/2016"}, "Skriv datumet som 2018-01-25."),
        ({"adopted_on": ""}, "måste fyllas i"),
        ({"adopted_in": "§" * 21}, "har som mest 20 tecken"),
        ({"is_confirmed": ""}, "Kryssa i rutan när budgeten är beslutad."),
    ],
    ids=str,
)
def test_decision_that_is_wrong_adopts_nothing(desk, draft, values, words):
    response = desk.post(address("budget-adopt", draft), DECISION | values)

    assert words in response.content.decode()
    assert adoption() == (None, "")


def test_budget_that_does_not_balance_says_so_and_has_no_button(desk, draft):
    draft.lines.filter(kind="cost").update(amount_sek=99_999)

    page = desk.get(address("budget-adopt", draft)).content.decode()
    posted = desk.post(address("budget-adopt", draft), DECISION).content.decode()

    assert "balanserar inte" in page
    assert 'type="submit">Fastställ' not in page
    assert "balanserar inte" in posted
    assert adoption() == (None, "")


def test_adoption_warns_when_no_income_is_a_fee(desk, draft):
    words = "Ingen intäkt är märkt som avgift från kommunerna"

    assert words in desk.get(address("budget-adopt", draft)).content.decode()

    draft.lines.filter(kind="income").update(is_fee=True)
    assert words not in desk.get(address("budget-adopt", draft)).content.decode()


def test_adopted_budget_is_not_adopted_again(desk, adopted):
    response = desk.post(address("budget-adopt", adopted), DECISION | {"adopted_in": "§ 99"}, follow=True)

    assert "Budget 2017 är redan fastställd." in response.content.decode()
    assert adoption() == (ADOPTED_ON, "")


def test_budget_is_revised_with_a_reason_and_only_once_at_a_time(desk, adopted):
    desk.post(address("budget-revise", adopted), {"reason": "Ny hyra"})
    again = desk.post(address("budget-revise", adopted), {"reason": "Ny hyra"})

    assert "Det finns redan ett utkast till budget för 2017." in again.content.decode()
    assert list(Budget.objects.order_by("number").values_list("number", "reason")) == [(1, ""), (2, "Ny hyra")]
    assert "Fortsätt med revidering 1" in desk.get(address("budget-lines", adopted)).content.decode()


def test_next_year_is_begun_by_a_button_and_only_once(desk, adopted):
    assert desk.get(address("next-year", adopted)).status_code == 405
    response = desk.post(address("next-year", adopted))
    again = desk.post(address("next-year", adopted), follow=True)

    draft = Budget.objects.get(year=2018)
    assert response["Location"] == address("budget-lines", draft)
    assert "Det finns redan en budget för 2018." in again.content.decode()
    assert draft.lines.count() == 2


def results(budget: Budget, forecast: str, outcome: str, on: str = "2017-01-16", before: str = "") -> dict[str, str]:
    """What the page posts: the fields, and what stood in them when it was opened."""
    line = budget.lines.get(kind="cost")
    names = (f"forecast-{line.pk}", f"outcome-{line.pk}")
    typed = dict(zip(names, (forecast, outcome), strict=True))
    return typed | {f"initial-{name}": before for name in names} | {"follow_up_on": on}


def test_forecast_and_outcome_are_typed_in_klarsprak(desk, adopted):
    desk.post(address("budget-results", adopted), results(adopted, "98 500 kr", "−1\xa0200"))

    assert set(adopted.lines.values_list("kind", "forecast_sek", "outcome_sek")) == {
        ("income", None, None),
        ("cost", 98_500, -1_200),
    }
    assert Budget.objects.get().follow_up_on == dt.date(2017, 1, 16)
    page = desk.get(address("budget-results", adopted)).content.decode()
    assert 'value="98 500"' in page
    assert 'value="−1 200"' in page


def test_empty_field_takes_a_figure_back(desk, adopted):
    adopted.lines.update(forecast_sek=1, outcome_sek=0)

    desk.post(address("budget-results", adopted), results(adopted, "", "0", on="", before="1"))

    assert adopted.lines.values_list("forecast_sek", "outcome_sek").get(kind="cost") == (None, 0)
    assert Budget.objects.get().follow_up_on is None


def test_page_opened_yesterday_leaves_what_was_typed_since_alone(desk, adopted):
    adopted.lines.update(forecast_sek=98_500, outcome_sek=70)

    desk.post(address("budget-results", adopted), results(adopted, "", "80"))

    assert adopted.lines.values_list("forecast_sek", "outcome_sek").get(kind="cost") == (98_500, 80)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (("1e9", ""), "Skriv alla siffror i beloppet"),
        (("", "NaN"), "”NaN” är inget belopp."),
        (("1", "1", "2017-01-17"), "17 januari 2017 har inte varit än."),
        (("1", "1", "2016-12-31"), "31 december 2016 är före budgetåret 2017."),
        (("1", "1", "0001-01-01"), "1 januari 1 är före budgetåret 2017."),
    ],
)
def test_figures_that_are_wrong_save_nothing(desk, adopted, typed, words):
    response = desk.post(address("budget-results", adopted), results(adopted, *typed))

    assert words in response.content.decode()
    assert "Inget är sparat än." in response.content.decode()
    assert set(adopted.lines.values_list("forecast_sek", "outcome_sek")) == {(None, None)}


def test_figures_belong_to_the_budget_in_force(desk, adopted):
    revision = revise(adopted, reason="")

    assert desk.get(address("budget-results", revision))["Location"] == address("budget-lines", revision)
    revision.adopt(on=ADOPTED_ON)
    assert desk.get(address("budget-results", adopted))["Location"] == address("budget-lines", adopted)
    assert desk.get(address("budget-results", revision)).status_code == 200


def test_four_hundred_lines_are_followed_up_in_one_form(desk, django_assert_num_queries):
    CooperationFactory()
    budget = BudgetFactory(year=2017)
    for kind in BudgetLine.Kind:
        BudgetLineFactory.create_batch(200, budget=budget, kind=kind, amount_sek=10)
    budget.adopt(on=ADOPTED_ON)
    typed = {
        f"{name}-{pk}": "7" for pk in budget.lines.values_list("pk", flat=True) for name in ("forecast", "outcome")
    }

    with django_assert_num_queries(17):
        assert desk.post(address("budget-results", budget), typed).status_code == 302

    assert BudgetLine.objects.filter(forecast_sek=7, outcome_sek=7).count() == 400

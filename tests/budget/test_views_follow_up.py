"""The page where a year's budget is followed up."""

import datetime as dt

import pytest

from budget.models import Budget
from tests.budget.examples import adopted, cost, draft_of, large_budget, text
from tests.factories import CooperationFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/budget/2017/uppfoljning/"


def publish(budget: Budget, **results: tuple[int | None, int | None]) -> None:
    note(budget, **results)
    Budget.objects.filter(pk=budget.pk).update(follow_up_on=dt.date(2017, 8, 31))


def note(budget: Budget, **results: tuple[int | None, int | None]) -> None:
    """Forecast and outcome by the line's name."""
    for label, (forecast, outcome) in results.items():
        budget.lines.filter(label=label).update(forecast_sek=forecast, outcome_sek=outcome)


@pytest.mark.parametrize("count", [1, 3])
def test_follow_up_costs_the_same_for_any_number_of_lines_and_versions(client, django_assert_num_queries, count):
    CooperationFactory()
    for number in range(1, count + 1):
        budget = adopted(*(cost(f"Post {line}", number) for line in range(count)), number=number)
    publish(budget)

    with django_assert_num_queries(3):
        response = client.get(ADDRESS)

    assert len(response.context["follow_up"].rows) == count + 1


def test_follow_up_costs_the_same_for_400_lines_under_20_headings(client, django_assert_num_queries):
    CooperationFactory()
    publish(large_budget())

    with django_assert_num_queries(3):
        response = client.get(ADDRESS)

    assert response.content.decode().count("Summa Verksamhet") == 20


def test_follow_up_shows_budget_forecast_outcome_and_deviation(client):
    budget = adopted(cost("Hyra", 100_000), cost("Resor", 20_000))
    publish(budget, Hyra=(120_000, 90_000), Resor=(15_000, None))

    page = text(client, ADDRESS)

    assert "Utfallet är det som har hänt hittills." in page
    assert 'Prognos och utfall per <time datetime="2017-08-31">31 augusti 2017</time>.' in page
    assert 'data-label="Avvikelse">+20 000</td> <td class="num" data-label="Procent">+20 %</td>' in page
    assert 'data-label="Avvikelse">−5 000</td> <td class="num" data-label="Procent">−25 %</td>' in page
    assert 'data-label="Utfall">90 000 <span class="percent">1 av 2 poster</span>' in page
    assert 'data-label="Prognos">135 000</td>' in page
    assert "Reviderad" not in page


def test_deviation_is_of_the_outcome_once_the_year_is_over(client):
    budget = adopted(cost("Hyra", 100_000))
    publish(budget, Hyra=(120_000, 90_000))
    Budget.objects.filter(pk=budget.pk).update(follow_up_on=dt.date(2017, 12, 31))

    page = text(client, ADDRESS)

    assert "Avvikelsen är utfallet mot den budget som gäller." in page
    assert 'data-label="Avvikelse">−10 000</td>' in page
    assert "Året gav" not in page  # the fee has no outcome
    note(budget, Avgifter=(None, 100_000))
    assert "Året gav ett överskott på 10 000 kr." in text(client, ADDRESS)


def test_forecast_of_the_result_is_said_until_the_year_is_over(client):
    budget = adopted(cost("Hyra", 100_000))
    publish(budget, Hyra=(120_000, 90_000), Avgifter=(100_000, 100_000))

    assert "Prognosen är ett underskott på 20 000 kr." in text(client, ADDRESS)


def test_follow_up_of_a_revised_budget_has_both_and_what_was_removed(client):
    adopted(cost("Hyra", 100), cost("Film", 40))
    adopted(cost("Hyra", 120), cost("Bok", 20), number=2)

    page = text(client, ADDRESS)

    assert 'Film <span class="mark">borttagen</span></th> <td class="num" data-label="Ursprunglig">40</td>' in page
    assert 'Bok <span class="mark">ny</span></th> <td class="num" data-label="Ursprunglig">–</td>' in page
    assert 'data-label="Reviderad">120</td>' in page
    assert "efter revidering 1. Prognos och utfall är inte publicerade än." in page


def test_unpublished_results_are_nowhere_for_the_public(client):
    adopted(cost("Hyra", 100))
    first = adopted(cost("Hyra", 100), cost("Film", 77), number=2)
    note(first, Hyra=(11_111, 22_222), Film=(None, 33_333))
    note(adopted(cost("Hyra", 100), number=3), Hyra=(11_111, 22_222))

    told = [text(client, ADDRESS)]
    told += [client.get(f"/budget/2017{end}.json").content.decode() for end in ("", "/uppfoljning", "/version/2")]

    figures = ("11 111", "22 222", "11111", "22222", "33333")
    for words in ("Prognosen är", "Året g", "Prognos</th>", "Utfall</th>", "Avvikelse", *figures):
        assert [told.index(page) for page in told if words in page] == []
    assert "Film" not in told[0]  # it is no longer there, and that it cost something isn't told


def test_unpublished_results_are_the_secretariats(desk):
    budget = adopted(cost("Hyra", 100))
    note(budget, Hyra=(90, None))

    page = text(desk, ADDRESS)

    assert "Prognos och utfall är inte publicerade. Bara sekretariatet ser dem." in page
    assert 'data-label="Prognos">90</td>' in page
    assert '"Prognos (kr)"' in desk.get("/budget/2017/uppfoljning.json").content.decode()


def test_follow_up_is_not_there_for_the_public_until_there_is_something_to_follow(client, secretary):
    adopted(cost("Hyra", 100))

    assert client.get(ADDRESS).status_code == 404
    assert client.get("/budget/2017/uppfoljning.csv").status_code == 404
    assert ADDRESS not in text(client, "/budget/2017/")
    client.force_login(secretary)
    assert client.get(ADDRESS).status_code == 200
    assert ADDRESS in text(client, "/budget/2017/")


def test_follow_up_is_linked_once_it_is_published(client):
    publish(adopted(cost("Hyra", 100)))

    assert ADDRESS in text(client, "/budget/2017/")


def test_budget_that_is_a_draft_is_not_followed_up(desk):
    draft_of(cost("Hyra", 100))

    assert desk.get(ADDRESS).status_code == 404
    assert ADDRESS not in text(desk, "/budget/2017/")


def test_draft_of_a_revision_is_no_part_of_the_follow_up(desk):
    adopted(cost("Hyra", 100))
    draft_of(cost("Hyra", 150), number=2)

    follow_up = desk.get(ADDRESS).context["follow_up"]

    assert (follow_up.budget.number, follow_up.is_revised) == (1, False)

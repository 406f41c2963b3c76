"""Which two editions to compare."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.committee.comparison.pages import HOSTILE, decide, page_of
from tests.factories import CooperationFactory


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_plan_comparison_choose_costs_two_queries_whatever_the_number_of_editions(
    client, django_assert_num_queries, count
):
    CooperationFactory()
    editions = [decide(2017, number) for number in range(1, count + 1)]

    with django_assert_num_queries(2):
        response = client.get(reverse("committee:plan-comparison-choose"))

    assert list(response.context["form"].editions.values()) == editions[::-1]


@pytest.mark.django_db
def test_plan_comparison_choose_goes_on_to_the_pages_own_address(client):
    decide(2017)
    decide(2018)
    decide(2018, 2)

    form = client.get(reverse("committee:plan-comparison-choose")).context["form"]
    response = client.get(reverse("committee:plan-comparison-choose"), {"fran": "2017.1", "till": "2018.2"})

    assert (form["fran"].value(), form["till"].value()) == ("2018.1", "2018.2")
    assert (response.status_code, response.url) == (302, "/verksamhetsplan/2018/jamfor/2017/?fran=1&till=2")
    assert client.get(response.url).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"fran": "2017.1", "till": "2017.1"}, "Välj två olika utgåvor."),
        ({"fran": "2017.1"}, "Välj en utgåva."),
        ({"till": ""}, "Välj en utgåva."),
        ({"fran": "2017.9", "till": "2018.1"}, "Den utgåvan finns inte. Välj en i listan."),
        ({"fran": "2017.1\n", "till": "9" * 5000}, "Den utgåvan finns inte. Välj en i listan."),
        ({"fran": HOSTILE, "till": "2018.1"}, "Den utgåvan finns inte. Välj en i listan."),
    ],
)
def test_plan_comparison_choose_says_what_is_wrong(client, query, words):
    decide(2017)
    decide(2018)

    response = client.get(reverse("committee:plan-comparison-choose"), query)

    assert response.status_code == 400
    assert words in response.content.decode()
    assert "<script>alert" not in response.content.decode()


@pytest.mark.django_db
def test_plan_comparison_choose_with_one_edition_has_no_form(client):
    url = reverse("committee:plan-comparison-choose")
    assert "Ingen verksamhetsplan är publicerad än." in page_of(client, url)

    decide(2017)

    assert "Det finns bara en utgåva" in page_of(client, url)
    assert "<select" not in page_of(client, url)


@pytest.mark.django_db
def test_plan_list_links_to_comparison_when_there_are_two_editions(client):
    link = '<a href="/verksamhetsplan/jamfor/">Jämför planer</a>'
    decide(2017)
    assert link not in page_of(client, reverse("committee:plan-list"))

    decide(2017, 2)
    assert link in page_of(client, reverse("committee:plan-list"))

    decide(2018)
    assert link in page_of(client, reverse("committee:plan-list"))

"""The page with the budgets of all years."""

from decimal import Decimal

import pytest

from tests.budget.examples import adopted, cost, draft_of, large_budget, text
from tests.budget_factories import PriceIndexFactory
from tests.factories import CooperationFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/budget/utveckling/"


def amounts(client, query: str = "") -> dict[str, tuple]:
    return {row.title: row.amounts for row in client.get(ADDRESS + query).context["page"].rows}


@pytest.mark.parametrize("count", [1, 3])
def test_years_cost_the_same_for_any_number(client, django_assert_num_queries, count):
    CooperationFactory()
    for year in range(2017, 2017 + count):
        adopted(cost("Hyra", 100), year=year)

    with django_assert_num_queries(4):
        response = client.get(ADDRESS)

    assert response.context["page"].years == list(range(2017, 2017 + count))


def test_years_cost_the_same_for_400_lines_under_20_headings(client, django_assert_num_queries):
    CooperationFactory()
    large_budget(year=2016)
    large_budget()

    with django_assert_num_queries(4):
        response = client.get(ADDRESS)

    assert response.content.decode().count("<svg viewBox") == 2 + 1 + 20


def test_years_follow_lines_that_were_renamed_and_moved(client):
    adopted(cost("Hyra", 100), cost("Film", 5), year=2015)
    adopted(cost("Lokaler", 120, descends_from="Hyra", group="Drift"), cost("Resor", 20, group="Drift"))

    assert amounts(client) == {"Avgifter": (105, 140), "Drift": (100, 140), "Film": (5, None)}
    page = text(client, ADDRESS)
    assert '<td class="num" data-label="2017">–</td>' in page
    assert "<title>2017: 140 kr</title>" in page


def test_years_are_the_adopted_versions_in_force(client, secretary):
    adopted(cost("Hyra", 100), year=2016)
    adopted(cost("Hyra", 110))
    adopted(cost("Hyra", 120), number=2)
    draft_of(cost("Hyra", 130), number=3)
    draft_of(cost("Hyra", 140), year=2018)

    assert amounts(client)["Hyra"] == (100, 120)
    client.force_login(secretary)
    assert amounts(client)["Hyra"] == (100, 120)


def test_years_are_in_the_latest_years_money_when_there_is_an_index(client):
    adopted(cost("Hyra", 100), year=2016)
    adopted(cost("Hyra", 120))
    PriceIndexFactory(year=2016, value=Decimal("200.00"), source="Prisindex A")
    PriceIndexFactory(year=2017, value=Decimal("250.00"), source="Prisindex A")

    assert amounts(client) == amounts(client, "?priser=fasta") == {"Avgifter": (125, 120), "Hyra": (125, 120)}
    assert amounts(client, "?priser=lopande")["Hyra"] == (100, 120)
    page = text(client, ADDRESS)
    assert "I 2017 års priser, enligt Prisindex A." in page
    assert '<a href="?priser=fasta" aria-current="true">' in page
    assert "kronor i 2017 års priser</caption>" in page
    page = text(client, f"{ADDRESS}?priser=lopande")
    assert "I löpande priser: varje års belopp är i det årets kronor." in page
    assert "kronor i löpande priser</caption>" in page


def test_years_without_an_index_are_named_and_nothing_is_recalculated(client):
    for year in (2015, 2016, 2017):
        adopted(cost("Hyra", 100), year=year)
    PriceIndexFactory(year=2016, value=Decimal("200.00"))

    assert amounts(client, "?priser=fasta")["Hyra"] == (100, 100, 100)
    page = text(client, f"{ADDRESS}?priser=fasta")
    assert "Omräkning till 2017 års priser saknas" in page
    assert "något prisindex för 2015 och 2017" in page
    assert 'aria-label="Priser"' not in page


def test_one_year_is_nothing_to_compare_with(client):
    adopted(cost("Hyra", 100))

    page = text(client, ADDRESS)

    assert "inget att jämföra den med än" in page
    assert "<svg viewBox" not in page


def test_no_year_at_all_says_so(client):
    assert "Ingen budget är fastställd än." in text(client, ADDRESS)


@pytest.mark.parametrize("junk", ["", "x", "fasta,lopande", "%C3%A5", "9" * 5000])
def test_prices_of_no_known_kind_are_not_found(client, junk):
    assert client.get(f"{ADDRESS}?priser={junk}").status_code == 404
    assert client.get(f"/budget/utveckling.csv?priser={junk}").status_code == 404

"""The pages where two budgets stand beside each other."""

import pytest

from budget.comparing import Change
from tests.budget.examples import adopted, cost, draft_of, large_budget, text
from tests.factories import CooperationFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_comparison_costs_the_same_for_any_number_of_lines(client, django_assert_num_queries, count):
    CooperationFactory()
    for year in (2016, 2017):
        adopted(*(cost(f"Post {number}", year) for number in range(count)), year=year)

    with django_assert_num_queries(5):
        response = client.get("/budget/2017/jamfor/2016/")

    (group,) = response.context["comparison"].sides[1].groups
    assert [pair.change for pair in group.pairs] == [Change(2016, 2017)] * count


def test_comparison_costs_the_same_for_400_lines_under_20_headings(client, django_assert_num_queries):
    CooperationFactory()
    large_budget(year=2016)
    large_budget()

    with django_assert_num_queries(5):
        response = client.get("/budget/2017/jamfor/2016/")

    assert response.content.decode().count("Summa Verksamhet") == 20


def test_comparison_tells_what_became_of_each_line(client):
    adopted(cost("Hyra", 100), cost("Film", 30), cost("Bok", 5), year=2016)
    adopted(cost("Lokaler", 120, descends_from="Hyra"), cost("Bok", 5), cost("Resor", 20))

    page = text(client, "/budget/2017/jamfor/2016/")

    assert "<h1>Budget 2017, jämförd med budget 2016</h1>" in page
    assert "Av posterna är en oförändrad, två ändrade, en ny och en borttagen." in page
    for words in ("ändrad, bytt namn från Hyra", "oförändrad", "ny", "borttagen"):
        assert f"<td>{words}</td>" in page
    assert '<td class="num" data-label="Ändring">+20</td> <td class="num" data-label="Procent">+20 %</td>' in page
    assert '<td class="num" data-label="Ändring">−30</td> <td class="num" data-label="Procent">−100 %</td>' in page
    assert "har flyttats" not in page


def test_comparison_goes_the_way_it_is_asked(client):
    adopted(cost("Hyra", 100), year=2016)
    adopted(cost("Hyra", 120))

    comparison = client.get("/budget/2016/jamfor/2017/").context["comparison"]

    assert [side.change for side in comparison.sides] == [Change(120, 100)] * 2


def test_comparison_explains_sums_when_a_line_has_moved(client):
    adopted(cost("Hyra", 100, group="Drift"), cost("El", 10, group="Drift"), year=2016)
    adopted(cost("Hyra", 100, group="Lokaler"), cost("El", 10, group="Drift"))

    page = text(client, "/budget/2017/jamfor/2016/")

    assert "flyttad från Drift" in page
    assert "En post som har flyttats mellan rubriker står under den nya" in page


def test_comparison_is_of_the_versions_in_force(client):
    adopted(cost("Hyra", 1), year=2016)
    earlier = adopted(cost("Hyra", 2), year=2016, number=2)
    adopted(cost("Hyra", 3))
    later = adopted(cost("Hyra", 4), number=2)

    comparison = client.get("/budget/2017/jamfor/2016/").context["comparison"]

    assert (comparison.earlier, comparison.later) == (earlier, later)


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", (1, 3)),
        ("?fran=1&till=2", (1, 2)),
        ("?fran=2&till=3", (2, 3)),
        ("?fran=3&till=1", (3, 1)),
        ("?fran=2", (2, 3)),
        ("?till=2", (1, 2)),
        ("?till=2&annat=x", (1, 2)),
    ],
)
def test_versions_of_a_year_are_compared_as_chosen(client, query, numbers):
    for number in (1, 2, 3):
        adopted(cost("Hyra", number), number=number)

    comparison = client.get(f"/budget/2017/jamfor/2017/{query}").context["comparison"]

    assert (comparison.earlier.number, comparison.later.number) == numbers


def test_versions_are_named_in_the_comparison(client):
    adopted(cost("Hyra", 1))
    adopted(cost("Hyra", 2), number=2)

    page = text(client, "/budget/2017/jamfor/2017/")

    assert "<h1>Budget 2017, revidering 1, jämförd med den ursprungliga</h1>" in page
    assert '<th scope="col" class="num">Ursprunglig</th><th scope="col" class="num">Revidering 1</th>' in page
    assert "jämförd med revidering 1</h1>" in text(client, "/budget/2017/jamfor/2017/?fran=2&till=1")


@pytest.mark.parametrize("query", ["", "?fran=1&till=1", "?fran=1", "?till=1"])
@pytest.mark.parametrize("end", ["/", ".csv"])
def test_version_is_not_compared_with_itself(client, query, end):
    adopted(cost("Hyra", 1))

    assert client.get(f"/budget/2017/jamfor/2017{end}{query}").status_code == 404


def test_pages_of_an_only_version_lead_to_no_comparison_of_it_with_itself(desk):
    adopted(cost("Hyra", 1))

    for address in ("/budget/", "/budget/2017/", "/budget/2017/version/1/", "/budget/2017/uppfoljning/"):
        assert "jamfor" not in text(desk, address)


@pytest.mark.parametrize(
    "address",
    [
        *(
            f"/budget/2017/jamfor/2017/?fran={junk}"
            for junk in ("", "0", "x", "-1", "1.5", "٣", "3", "9" * 5000, "%00")
        ),
        *("/budget/2017/jamfor/2017/?till=3", "/budget/2017/jamfor/2015/", "/budget/2015/jamfor/2017/"),
        *("/budget/2017/jamfor/0/", "/budget/2017/jamfor/2016.html", "/budget/2017/jamfor/2015.csv"),
        "/budget/2017/jamfor/2017.csv?fran=9",
    ],
)
def test_comparison_with_what_is_none_is_not_found(client, address):
    adopted(cost("Hyra", 1))
    draft_of(cost("Hyra", 2), number=2)
    draft_of(cost("Hyra", 2), year=2015)

    assert client.get(address).status_code in {400, 404}


def test_comparison_with_a_draft_is_the_secretariats(client, secretary):
    adopted(cost("Hyra", 1))
    draft_of(cost("Hyra", 2), number=2)

    assert client.get("/budget/2017/jamfor/2017/?till=2").status_code == 404
    client.force_login(secretary)
    page = text(client, "/budget/2017/jamfor/2017/?till=2")
    assert "Budget 2017, revidering 1 är ett utkast som bara sekretariatet ser." in page

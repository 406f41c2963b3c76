"""The budget's list, and the page of one year's budget."""

import datetime as dt

import pytest
from django.urls import reverse

from budget.comparing import Change
from tests.budget.examples import adopted, cost, draft_of, income, large_budget, text
from tests.committee.decided import edition_with
from tests.factories import CommitmentFactory, CooperationFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_budget_list_costs_the_same_for_any_length(client, django_assert_num_queries, count):
    CooperationFactory()
    budgets = [adopted(cost("Hyra", 100), year=year) for year in range(2017, 2017 + count)]
    draft_of(cost("Hyra", 100), year=2030)

    with django_assert_num_queries(2):
        response = client.get(reverse("budget:budget-list"))

    assert [row.budget for row in response.context["listed"]] == budgets[::-1]


def test_budget_list_has_the_current_version_of_each_year_beside_the_year_before(client):
    adopted(cost("Hyra", 100), year=2014)
    first = adopted(cost("Hyra", 100), year=2016)
    adopted(cost("Hyra", 120), year=2017)
    revised = adopted(cost("Hyra", 150), year=2017, number=2, reason="Dyrare.", paragraph="§ 7")

    listed = client.get(reverse("budget:budget-list")).context["listed"]

    assert [row.budget for row in listed][:2] == [revised, first]
    assert [row.change for row in listed] == [Change(100, 150), Change(None, 100), Change(None, 100)]
    page = text(client, "/budget/")
    assert "revidering 1" in page
    assert "+50 <span" in page
    assert "2016-12-08, § 7" in page


def test_budget_list_is_updated_when_the_last_budget_was_adopted(client, desk):
    adopted(cost("Hyra", 100), year=2016, on=dt.date(2015, 12, 3))
    adopted(cost("Hyra", 100), year=2016, number=2, on=dt.date(2017, 1, 12))
    adopted(cost("Hyra", 100), year=2017, on=dt.date(2016, 12, 8))
    draft_of(cost("Hyra", 100), year=2018)

    for reader in (client, desk):
        assert 'Senast uppdaterad <time datetime="2017-01-12">' in text(reader, "/budget/")
        assert 'Senast uppdaterad <time datetime="2017-01-12">' in text(reader, "/budget/utveckling/")


def test_budget_list_without_budgets_says_so(client):
    draft_of(cost("Hyra", 100))

    assert "Ingen budget är publicerad än." in text(client, "/budget/")


def test_budget_list_marks_drafts_for_the_secretariat(desk):
    draft_of(cost("Hyra", 100), year=2018)

    assert 'data-status="draft">utkast' in text(desk, "/budget/")


@pytest.mark.parametrize("count", [1, 3])
def test_budget_detail_costs_the_same_for_any_number_of_lines(client, django_assert_num_queries, count):
    CooperationFactory()
    adopted(cost("Hyra", 100), year=2016)
    adopted(*(cost(f"Post {number}", 300) for number in range(count)))

    with django_assert_num_queries(7):  # the cooperation, two budgets with their lines, versions, the division
        response = client.get("/budget/2017/")

    table = response.context["page"].tables[1]
    assert ([row.label for row in table.rows], table.total_sek) == (
        [f"Post {number}" for number in range(count)],
        300 * count,
    )


def test_budget_detail_costs_the_same_for_400_lines_under_20_headings(client, django_assert_num_queries):
    CooperationFactory()
    large_budget(year=2016)
    large_budget()

    with django_assert_num_queries(7):
        response = client.get("/budget/2017/")

    page = response.content.decode()
    assert page.count('<a href="#kostnader-') == page.count('id="kostnader-') - 1 == 20  # a heading has an id too


def test_budget_detail_states_the_balance_and_the_shares(client):
    adopted(cost("Personal", 895_000), cost("Kontor", 49_600), cost("Frakt", 400), paragraph="§ 12")

    page = text(client, "/budget/2017/")

    assert "Intäkter och kostnader är lika stora: 945 000 kr" in page
    assert "8 december 2016</time>, § 12" in page
    assert "94,7 procent" in page
    assert 'width="94.7"' in page
    assert "under 0,1 procent" in page
    assert "Mot 2016" not in page
    assert "Versioner" not in page


def test_budget_detail_has_the_change_from_the_year_before(client):
    adopted(cost("Hyra", 50_000), cost("Film", 3_000), year=2016)
    adopted(cost("Lokaler", 60_000, descends_from="Hyra"), cost("Resor", 1_000))

    page = text(client, "/budget/2017/")

    assert '+10 000 <span class="percent">+20 %</span>' in page
    assert 'data-mark="new">ny</span>' in page
    assert "En post från 2016 finns inte kvar" in page
    assert reverse("budget:budget-compare", args=[2017, 2016]) in page


def test_budget_detail_compares_with_nothing_that_is_a_draft_or_older(client):
    adopted(cost("Hyra", 50_000), year=2015)
    draft_of(cost("Hyra", 50_000), year=2016)
    adopted(cost("Hyra", 60_000))

    assert client.get("/budget/2017/").context["page"].earlier is None


def test_budget_detail_shows_notes_as_they_were_written(client):
    adopted(cost("Hyra", 60_000, note="Två rum.\n<b>Ett</b> förråd."))

    assert "Två rum.<br>&lt;b&gt;Ett&lt;/b&gt; förråd." in text(client, "/budget/2017/")


def test_budget_detail_links_to_commitments_that_were_decided(client, django_assert_num_queries):
    CooperationFactory()
    decided, drafted = (CommitmentFactory(parent__plan__year=year) for year in (2017, 2018))
    edition_with(decided, words="Vi håller ihop.")
    adopted(cost("Hyra", 10, commitment=decided), cost("Resor", 20, commitment=drafted))

    with django_assert_num_queries(7):  # no year before; one for the edition
        page = text(client, "/budget/2017/")

    assert f'<a href="/verksamhetsplan/2017/atagande/{decided.pk}/">Vi håller ihop.</a>' in page
    assert f"/atagande/{drafted.pk}/" not in page


def test_budget_that_is_a_draft_is_the_secretariats(client, secretary):
    draft_of(cost("Hyra", 10), year=2018)
    addresses = ["/budget/2018/", "/budget/2018/version/1/"]

    assert {client.get(address).status_code for address in addresses} == {404}
    client.force_login(secretary)
    for address in addresses:
        assert "som bara sekretariatet ser" in text(client, address)


def test_budget_detail_is_of_the_version_in_force(client):
    adopted(cost("Hyra", 10))
    revised = adopted(cost("Hyra", 20), number=2, reason="Dyrare lokaler.", on=dt.date(2017, 3, 23), paragraph="§ 9")
    draft_of(cost("Hyra", 30), number=3, reason="Hemligt skäl.")

    page = text(client, "/budget/2017/")

    assert client.get("/budget/2017/").context["budget"] == revised
    assert "Revidering 1: Dyrare lokaler." in page
    assert "Ursprunglig</a>, fastställd 8 december 2016" in page
    assert "Revidering 1</a>, fastställd 23 mars 2017, § 9, gäller nu" in page
    assert '<a href="/budget/2017/jamfor/2017/?fran=1&amp;till=2">Vad som ändrades i revidering 1</a>' in page
    assert "är ersatt" not in page
    assert "Hemligt skäl" not in page
    assert "version/3" not in page


def test_budget_version_that_is_superseded_says_so_and_leads_to_the_one_in_force(client):
    first = adopted(cost("Hyra", 10))
    adopted(cost("Hyra", 20), number=2)

    page = text(client, "/budget/2017/version/1/")

    assert client.get("/budget/2017/version/1/").context["budget"] == first
    assert 'Den här versionen är ersatt. <a href="/budget/2017/">Läs revidering 1, som gäller nu</a>' in page
    assert 'rel="canonical" href="http://testserver/budget/2017/version/1/"' in page
    assert 'rel="canonical" href="http://testserver/budget/2017/"' in text(client, "/budget/2017/version/2/")


def test_budget_revision_that_is_a_draft_leads_to_the_budget_in_force(desk):
    adopted(cost("Hyra", 10))
    draft_of(cost("Hyra", 20), income("Avgifter", 25), number=2, reason="Dyrare.")

    assert 'data-status="draft">utkast' in text(desk, "/budget/2017/")
    page = text(desk, "/budget/2017/version/2/")
    assert 'som gäller när det fastställs. <a href="/budget/2017/">' in page
    assert "som bara sekretariatet ser" in page
    assert "Intäkterna är 25 kr och kostnaderna 20 kr" in page


@pytest.mark.parametrize(
    "address",
    [
        *("/budget/0/", "/budget/99999/", "/budget/2016/", "/budget/2017/version/0/", "/budget/2017/version/2/"),
        *(f"/budget/2017/version/{'9' * digits}/" for digits in (6, 30, 5000)),
        *("/budget/2017/version/-1/", "/budget/2017/version/x/", "/budget/2017%00/", "/budget/2017.pdf"),
        *("/budget/2016.csv", "/budget/2017/version/2.csv", "/budget/1899.csv", "/budget/alla.html"),
    ],
)
def test_budget_that_is_none_is_not_found(client, address):
    adopted(cost("Hyra", 10))

    assert client.get(address).status_code in {400, 404}


def test_start_page_shows_headings_without_links_to_what_is_elsewhere(client, demo_day):
    adopted(cost("Hyra", 10, group="Drift"), cost("Film", 20, group="Projekt"))

    page = text(client, "/")

    assert '<th scope="row">Drift</th>' in page
    assert "kostnader-1" not in page

"""Which division of a year is shown, and what one municipality's page says of it."""

import datetime as dt
import json

import pytest

from budget.models import FeeDivision
from budget.shares.operations import choose_key, publish, withdraw
from budget.shares.reading import division_of, fee_of
from committee.reader import Reader
from tests.budget.examples import text
from tests.budget.shares.fees import LATER_AT, budget_with_fee, inhabitants, members, published, revised
from tests.factories import AT, CooperationFactory, MembershipFactory, PlanEditionFactory

pytestmark = pytest.mark.django_db
Key = FeeDivision.Key
PUBLIC, SECRETARIAT = Reader(), Reader(is_secretariat=True)
ADDRESS, BUDGET = "/budget/2017/avgifter/", "/budget/2017/"


def shown_to(reader: Reader, year: int = 2017) -> FeeDivision | None:
    return division_of(year, reader).first()


@pytest.fixture
def place(demo_day):
    """A member since before the year; today is in 2017."""
    return MembershipFactory(
        municipality__name="Sund", municipality__slug="sund", starts_on=dt.date(2010, 1, 1)
    ).municipality


def test_division_and_fee_are_given_to_other_pages_once_they_are_public(django_assert_num_queries):
    [only] = members(1)
    division = choose_key(budget_with_fee(), key=Key.EQUAL)

    assert (shown_to(PUBLIC), fee_of(only, 2017, PUBLIC)) == (None, None)
    assert shown_to(SECRETARIAT) == division
    assert fee_of(only, 2017, SECRETARIAT).division.is_published is False

    publish(division, at=LATER_AT)
    with django_assert_num_queries(1):
        assert shown_to(PUBLIC).is_published
    with django_assert_num_queries(1):
        fee = fee_of(only, 2017, PUBLIC)
        assert (fee.figures.amount_sek, str(fee.division.budget), fee.superseded_words) == (945_000, "Budget 2017", "")
    assert fee_of(only, 2018, PUBLIC) is None


def test_published_division_stays_until_that_of_the_revision_is_published():
    [only] = members(1)
    budget = budget_with_fee()
    first = published(budget, key=Key.EQUAL)
    revision = revised(budget, 1000)
    assert shown_to(PUBLIC) == shown_to(SECRETARIAT) == first

    second = choose_key(revision, key=Key.EQUAL)
    assert (shown_to(PUBLIC), shown_to(SECRETARIAT)) == (first, second)
    assert [fee_of(only, 2017, reader).figures.amount_sek for reader in (PUBLIC, SECRETARIAT)] == [945_000, 1000]

    publish(second, at=LATER_AT)
    assert shown_to(PUBLIC) == second
    assert fee_of(only, 2017, PUBLIC).superseded_words == ""
    withdraw(second)
    assert shown_to(PUBLIC) == first


def test_municipality_that_the_latest_division_leaves_out_pays_nothing():
    stays, leaves = members(2)
    budget = budget_with_fee()
    published(budget, key=Key.EQUAL)
    leaves.memberships.update(ends_on=dt.date(2016, 12, 31), starts_on=dt.date(2016, 1, 1))
    published(revised(budget, 1000), key=Key.EQUAL)

    assert fee_of(leaves, 2017, PUBLIC) is None
    assert fee_of(stays, 2017, PUBLIC).figures.share == "100 procent"


def test_pages_say_that_the_budget_has_been_revised_since(client, secretary, place):
    budget = budget_with_fee()
    published(budget, key=Key.EQUAL)
    said = "Avgiften är fördelad enligt den ursprungliga budgeten. Budgeten har reviderats sedan dess"
    older = "(enligt budgeten före revideringen)"
    for address, words in ((ADDRESS, said), ("/kommuner/sund/", said), (BUDGET, older)):
        assert words not in text(client, address)

    revision = revised(budget, 1000)
    for address in (ADDRESS, "/kommuner/sund/"):
        assert said in text(client, address)
    assert f'<a href="{ADDRESS}">Vad varje kommun betalar</a> {older}' in text(client, BUDGET)
    assert "/fordelning/" not in text(client, ADDRESS)
    client.force_login(secretary)
    assert f'href="/admin/budget/budget/{revision.pk}/fordelning/">Fördela den nya avgiften' in text(client, ADDRESS)

    published(revision, key=Key.EQUAL)
    latest = revised(revision, 2000)
    assert "enligt budgetens revidering 1. Budgeten har" in text(client, ADDRESS)
    published(latest, key=Key.EQUAL)
    for address in (ADDRESS, "/kommuner/sund/", BUDGET):
        page = text(client, address)
        assert "sedan dess" not in page
        assert older not in page


def test_file_of_a_superseded_budget_is_named_for_its_version(client):
    members(1)
    budget = budget_with_fee()
    published(budget, key=Key.EQUAL)
    assert 'filename="avgifter-2017.json"' in client.get("/budget/2017/avgifter.json")["Content-Disposition"]
    revised(budget, 1000)

    response = client.get("/budget/2017/avgifter.json")

    assert 'filename="avgifter-2017-version-1.json"' in response["Content-Disposition"]
    assert json.loads(response.content)["title"] == "Avgifter 2017, ursprunglig"


def test_municipality_reads_what_its_fee_is(client, place, django_assert_num_queries):
    other = MembershipFactory(starts_on=dt.date(2017, 7, 1)).municipality
    inhabitants({place: 20_000, other: 10_000}, source="SCB")
    published(budget_with_fee(800_000, year=2016), key=Key.EQUAL)
    division = choose_key(budget_with_fee(), key=Key.INHABITANTS, population_year=2016)

    assert "Avgift</h2>" not in text(client, "/kommuner/sund/")
    publish(division, at=AT)
    with django_assert_num_queries(6):  # no meeting, so no hosts of meetings
        page = text(client, "/kommuner/sund/")

    figures = fee_of(place, 2017, PUBLIC).figures
    assert figures.amount_sek == 754_759  # 365 days of twice as many, beside 184
    assert "Sund betalar <b>754 759 kr</b> till samarbetet 2017. Det är 79,9 procent av hela avgiften" in page
    assert "och 37,74 kr per invånare. Avgiften delas efter antalet invånare den 31 december 2016 (källa: SCB)." in page
    assert "(källa: SCB). 2016 betalade Sund 800 000 kr.</p>" in page


def test_municipality_reads_of_no_fee_of_the_year_before_that_is_not_published(desk, place):
    choose_key(budget_with_fee(800_000, year=2016), key=Key.EQUAL)
    published(budget_with_fee(), key=Key.EQUAL)

    page = text(desk, "/kommuner/sund/")

    assert "100 procent av hela avgiften. Alla kommuner betalar lika mycket.</p>" in page
    assert "800 000" not in page


def test_member_for_a_part_of_the_year_reads_so_on_its_page(client, place):
    place.memberships.update(starts_on=dt.date(2017, 7, 1))
    published(budget_with_fee(), key=Key.EQUAL)

    assert "Sund är med 184 av årets 365 dagar och betalar för dem." in text(client, "/kommuner/sund/")


def test_municipality_is_updated_when_its_fee_is_published_or_the_plan_is(client, place):
    CooperationFactory()

    def updated() -> str:
        return text(client, "/kommuner/sund/").partition("Senast uppdaterad <time datetime=")[2][1:11]

    assert updated() == ""
    published(budget_with_fee(), key=Key.EQUAL)
    assert updated() == "2017-01-09"
    PlanEditionFactory(plan__year=2016, decided_at=AT - dt.timedelta(days=40))
    assert updated() == "2017-01-09"
    PlanEditionFactory(plan__year=2017, decided_at=AT + dt.timedelta(days=3))
    assert updated() == "2017-01-12"

"""What each municipality pays, once the secretariat has published it."""

import datetime as dt
import io
import json

import openpyxl
import pytest
from django.urls import reverse

from budget.models import FeeDivision
from budget.shares.operations import choose_key, publish, withdraw
from tests.budget.shares.fees import budget_with_fee, draft_with_fee, inhabitants, members, published
from tests.factories import AT, CooperationFactory, MembershipFactory

pytestmark = pytest.mark.django_db
Key = FeeDivision.Key
ADDRESSES = ["/budget/2017/avgifter/", *(f"/budget/2017/avgifter.{extension}" for extension in ("csv", "xlsx", "json"))]


def page_of(client) -> str:
    return client.get(reverse("budget:fee-shares", args=[2017])).content.decode()


@pytest.mark.parametrize("count", [1, 3, 26])
def test_fee_shares_cost_the_same_for_any_number_of_municipalities(client, django_assert_num_queries, count):
    CooperationFactory()
    everyone = members(count)
    published(budget_with_fee(), key=Key.EQUAL)

    with django_assert_num_queries(3):
        response = client.get(reverse("budget:fee-shares", args=[2017]))
    with django_assert_num_queries(2):
        client.get(reverse("budget:fee-shares-table", args=[2017, "csv"]))

    assert [share.municipality for share, _ in response.context["table"].rows] == everyone


def test_fee_shares_say_how_the_fee_is_divided_and_add_up(client):
    first, second = members(2)
    inhabitants({first: 20_000, second: 10_000}, source="SCB")
    published(budget_with_fee(900_000), key=Key.FIXED, fixed_sek=150_000, population_year=2016)

    page = page_of(client)

    assert "Varje kommun betalar en fast del på 150\xa0000\xa0kr." in page
    assert "Resten delas efter antalet invånare den 31 december 2016 (källa: SCB)." in page
    assert ">550\xa0000<" in page
    assert "61,1 procent" in page
    assert 'width="61.1"' in page
    assert "27,50\xa0kr" in page
    assert '<th scope="row">Summa</th>' in page
    assert ">900\xa0000<" in page
    assert ">30\xa0000<" in page


def test_fee_shares_by_weight_show_the_weights_and_by_equal_shares_nothing_more(client):
    first, second = members(2)
    budget = budget_with_fee(900)
    division = published(budget, key=Key.WEIGHTS, weights={first.name: 2, second.name: 1})
    page = page_of(client)
    assert "dubbelt så stor vikt ger dubbelt så stor avgift" in page
    assert "Vikt</th>" in page
    assert "Per invånare" not in page

    withdraw(division)
    published(budget, key=Key.EQUAL)
    page = page_of(client)
    assert "Alla kommuner betalar lika mycket." in page
    assert "Vikt</th>" not in page
    assert "Per invånare" not in page


def test_member_for_a_part_of_the_year_is_said(client):
    members(1)
    [part] = members(1, starts_on=dt.date(2017, 7, 1))
    published(budget_with_fee(), key=Key.EQUAL)

    page = page_of(client)

    assert f"{part} är med 184 av årets 365 dagar och betalar för dem." in page
    assert '<span class="kicker">184 dagar</span>' in page


@pytest.fixture
def chosen():
    """A division that is chosen and not published: 61 729 and 61 728 kr, which no other figures are."""
    for name in ("Hemliga viken", "Hemliga näset"):
        MembershipFactory(municipality__name=name, municipality__slug=name.split()[1].replace("ä", "a"))
    return choose_key(budget_with_fee(123_457), key=Key.EQUAL)


@pytest.mark.parametrize("address", ADDRESSES)
def test_chosen_shares_are_as_missing_until_they_are_published(client, chosen, address):
    missing = client.get(address.replace("2017", "2016"))
    hidden = client.get(address)
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert hidden.content == missing.content

    publish(chosen, at=AT)
    assert client.get(address).status_code == 200
    withdraw(chosen)
    assert client.get(address).status_code == 404


def test_chosen_shares_are_told_on_no_public_page(client, chosen):
    pages = ["/", "/om/", "/budget/", "/budget/2017/", "/budget/2017/version/1/", "/kommuner/", "/kommuner/viken/"]
    for address in pages:
        page = client.get(address).content.decode()
        assert [word for word in ("61\xa0729", "61\xa0728", "/avgifter", "lika mycket") if word in page] == [], address


def test_secretariat_sees_chosen_shares_marked_as_a_draft(desk, chosen):
    page = page_of(desk)

    assert "<b>Utkast</b> som bara sekretariatet ser" in page
    assert "Hemliga viken" in page
    publish(chosen, at=AT)
    assert "<b>Utkast</b>" not in page_of(desk)


def test_draft_of_a_revision_leaves_the_published_shares(client):
    members(1)
    budget = budget_with_fee()
    published(budget, key=Key.EQUAL)
    draft_with_fee(year=2018)

    assert client.get(ADDRESSES[0]).context["budget"] == budget
    assert client.get("/budget/2018/avgifter/").status_code == 404


@pytest.mark.parametrize("address", ["/budget/0/avgifter/", "/budget/99999/avgifter/", "/budget/2017/avgifter.pdf"])
def test_address_that_is_none_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_fee_shares_are_only_read(client):
    assert client.post(ADDRESSES[0]).status_code == 405
    assert client.post(ADDRESSES[1]).status_code == 405


def test_file_holds_the_page_and_its_sum(client):
    first, second = members(2)
    inhabitants({first: 20_000, second: 10_000})
    published(budget_with_fee(900), key=Key.INHABITANTS, population_year=2016)

    response = client.get(ADDRESSES[3])
    [table] = json.loads(response.content)["tables"]

    assert [column["name"] for column in table["columns"]] == [
        "Kommun",
        "Dagar som medlem",
        "Invånare",
        "Vikt",
        "Avgift (kr)",
        "Andel (%)",
        "Kronor per invånare",
    ]
    assert table["rows"] == [
        [first.name, 365, 20_000, None, 600, 66.7, 0.03],
        [second.name, 365, 10_000, None, 300, 33.3, 0.03],
        ["Summa", None, 30_000, None, 900, 100, 0.03],
    ]
    assert "avgifter-2017.json" in response["Content-Disposition"]


def test_file_comes_as_csv_and_excel(client):
    [only] = members(1)
    published(budget_with_fee(900), key=Key.EQUAL)

    csv = client.get(ADDRESSES[1]).content.decode("utf-8-sig")
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(ADDRESSES[2]).content)).active

    assert csv.splitlines()[1:] == [f'"{only}";365;;;900;100,0;', '"Summa";;;;900;100,0;']
    assert list(sheet.values)[1][:5] == (only.name, 365, None, None, 900)

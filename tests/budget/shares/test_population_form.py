"""How many live in each municipality is typed for a year at a time: all of it is saved, or nothing."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from budget.models import Population
from tests.budget.shares.fees import budget_with_fee, inhabitants, members
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def address(year: int = 2016) -> str:
    return reverse("budget:population-form", args=[year])


def typed(numbers: dict, source: str = "SCB") -> dict:
    return {"source": source, **{f"invanare-{municipality.pk}": number for municipality, number in numbers.items()}}


def saved() -> list[tuple[str, int, int, str]]:
    rows = Population.objects.order_by("municipality__name", "year")
    return list(rows.values_list("municipality__name", "year", "inhabitants", "source"))


@pytest.mark.parametrize("count", [1, 3, 26])
def test_population_form_costs_the_same_for_any_number_of_members(desk, django_assert_num_queries, count):
    inhabitants(dict.fromkeys(members(count), 1000))

    with django_assert_num_queries(11):
        response = desk.get(address())

    assert [field.value() for field in response.context["form"].number_fields()] == [1000] * count


def test_numbers_of_all_are_saved_with_one_source(desk):
    first, second = members(2)
    inhabitants({first: 1}, source="gammal")

    response = desk.post(address(), typed({first: "30 000", second: "8\xa0500"}), follow=True)

    assert "Folkmängden 2016 är sparad." in response.content.decode()
    assert saved() == [(first.name, 2016, 30_000, "SCB"), (second.name, 2016, 8500, "SCB")]


@pytest.mark.parametrize("wrong", ["", "0", "-1", "många", "1,5", "9" * 5000, "100000001", "\0"])
def test_one_wrong_number_saves_nothing(desk, wrong):
    first, second = members(2)

    response = desk.post(address(), typed({first: "30 000", second: wrong}))

    page = response.content.decode()
    assert response.context["form"].errors == {
        f"invanare-{second.pk}": ["Skriv antalet invånare med siffror, till exempel 30 000."]
    }
    assert "Inget är sparat." in page
    assert 'value="30 000"' in page
    assert saved() == []


@pytest.mark.parametrize("source", ["", "  ", "x" * 201, "\0"])
def test_numbers_without_a_source_are_not_saved(desk, source):
    [only] = members(1)

    response = desk.post(address(), typed({only: "5"}, source))

    assert list(response.context["form"].errors) == ["source"]
    assert saved() == []


def test_those_who_were_members_or_became_so_later_are_asked_about(desk):
    [was] = members(1, starts_on=dt.date(2010, 1, 1), ends_on=dt.date(2016, 1, 1))
    [comes] = members(1, starts_on=dt.date(2019, 1, 1))
    members(1, starts_on=dt.date(2010, 1, 1), ends_on=dt.date(2015, 12, 31))

    assert set(desk.get(address()).context["form"].municipalities) == {was, comes}


def test_saved_numbers_lead_back_to_the_division_that_lacked_them(desk):
    [only] = members(1)
    budget = budget_with_fee()
    back = reverse("budget:fee-scenarios", args=[budget.pk])

    for year, expected in ((2016, f"{back}?ar=2016"), (2018, back)):
        response = desk.post(f"{address(year)}?budget={budget.pk}", typed({only: "5"}))
        assert response.url == expected


@pytest.mark.parametrize("key", ["x", "", "0", "9" * 30, "-1", "٣"])
def test_budget_to_lead_back_to_that_is_none_is_passed_over(desk, key):
    [only] = members(1)

    assert desk.get(address(), {"budget": key}).status_code == 200
    assert desk.post(f"{address()}?budget={key}", typed({only: "5"})).url == address()


def test_year_without_members_says_so(desk):
    assert "Ingen kommun är medlem 2016 eller senare." in desk.get(address()).content.decode()


@pytest.mark.parametrize("year", ["0", "1899", "10000"])
def test_year_that_is_none_is_not_found(desk, year):
    assert desk.get(f"/admin/budget/folkmangd/{year}/").status_code == 404


def test_population_form_is_the_secretariats(client):
    staff = UserFactory(is_staff=True)
    staff.user_permissions.add(Permission.objects.get(codename="change_budget"))
    client.force_login(staff)
    assert client.get(address()).status_code == 403
    client.logout()
    assert client.get(address()).status_code == 302

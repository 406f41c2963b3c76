"""Who shares a year's fee, and for how many days."""

import datetime as dt

import pytest

from budget.shares.members import Roll, days_of_members, members_from
from committee.reader import Reader
from tests.budget.shares.fees import inhabitants, members
from tests.factories import MembershipFactory, MunicipalityFactory

pytestmark = pytest.mark.django_db
SECRETARIAT = Reader(is_secretariat=True)


def member(name: str, starts_on: str, ends_on: str | None = None, **values):
    """A membership of a municipality that is made when it isn't there."""
    slug = name.lower().replace("å", "a")
    return MembershipFactory(
        municipality=MunicipalityFactory._meta.model.objects.filter(name=name).first()
        or MunicipalityFactory(name=name, slug=slug, **values),
        starts_on=dt.date.fromisoformat(starts_on),
        ends_on=dt.date.fromisoformat(ends_on) if ends_on else None,
    ).municipality


def days_by_name(year: int, reader: Reader = SECRETARIAT) -> dict[str, tuple[int, int]]:
    return {municipality.name: days for municipality, days in days_of_members(year, reader).items()}


def test_members_of_the_year_come_in_alphabetical_order_with_their_days():
    member("Åvik", "2010-01-01")
    member("Sund", "2017-07-01")
    member("Näs", "2016-01-01", "2017-01-31")
    member("Holm", "2016-01-01", "2016-12-31")
    member("Berg", "2018-01-01")

    days = days_by_name(2017)

    assert list(days.items()) == [("Näs", (31, 0)), ("Sund", (0, 184)), ("Åvik", (181, 184))]


def test_municipality_that_left_and_came_back_is_one_member():
    member("Sund", "2010-01-01", "2017-01-10")
    member("Sund", "2017-12-01")

    assert days_by_name(2017) == {"Sund": (10, 31)}


def test_municipality_that_is_not_public_is_the_secretariats():
    member("Sund", "2017-01-01")
    member("Hemlig", "2017-01-01", draft=True)

    assert set(days_by_name(2017)) == {"Sund", "Hemlig"}
    assert set(days_by_name(2017, Reader())) == {"Sund"}


def test_members_from_a_year_on_are_those_then_and_those_that_come_later():
    member("Sund", "2010-01-01", "2015-12-31")
    member("Näs", "2010-01-01", "2016-01-01")
    member("Holm", "2040-01-01")

    found = members_from(dt.date(2016, 1, 1), dt.date.max, SECRETARIAT)

    assert [municipality.name for municipality in found] == ["Holm", "Näs"]


@pytest.mark.parametrize("count", [1, 3, 26])
def test_roll_costs_the_same_for_any_number_of_members(django_assert_num_queries, count):
    inhabitants(dict.fromkeys(members(count), 1000))

    with django_assert_num_queries(3):
        roll = Roll.of(2017, SECRETARIAT)
        found = roll.members(2016, {})

    assert [(member.days, member.inhabitants) for member in found] == [(365, 1000)] * count


def test_roll_knows_the_years_whose_numbers_are_all_there():
    first, second = members(2)
    inhabitants({first: 1, second: 2}, year=2014)
    inhabitants({first: 3, second: 4}, year=2015)
    inhabitants({first: 5}, year=2016)
    inhabitants({first: 7, second: 8}, year=2018)

    roll = Roll.of(2017, SECRETARIAT)

    assert roll.population_years() == [2015, 2014]
    assert roll.usual_population_year() == 2015
    assert [member.inhabitants for member in roll.members(2016, {})] == [5, None]
    assert [member.inhabitants for member in roll.members(2018, {})] == [None, None]


def test_roll_without_numbers_asks_for_those_of_the_year_before():
    members(1)

    assert Roll.of(2017, SECRETARIAT).usual_population_year() == 2016


def test_roll_names_each_source_once():
    first, second, third = members(3)
    inhabitants({first: 1, second: 2}, source="SCB")
    inhabitants({third: 3}, source="Egen räkning")

    assert Roll.of(2017, SECRETARIAT).source_of(2016) == "SCB; Egen räkning"

"""A key is chosen for an adopted budget's fee, and shown to all when the secretariat says so."""

import datetime as dt

import pytest

from budget.models import Budget, FeeDivision, FeeShare, Population
from budget.shares.operations import choose_key, publish, save_populations, withdraw
from committee.models import Membership, Municipality
from committee.refusal import RefusedError
from tests.budget.shares.fees import LATER_AT, amounts, budget_with_fee, draft_with_fee, inhabitants, members, revised
from tests.budget_factories import InvoiceBasisFactory
from tests.factories import AT, MembershipFactory

pytestmark = pytest.mark.django_db
Key = FeeDivision.Key


def refusal(operation, *args, **values) -> str:
    with pytest.raises(RefusedError) as refused:
        operation(*args, **values)
    return str(refused.value)


def test_945000_between_eight_members_is_118125_each():
    eight = members(8)

    division = choose_key(budget_with_fee(), key=Key.EQUAL)

    assert amounts(division) == {municipality.name: 118_125 for municipality in eight}
    assert (division.fee_sek, division.is_published) == (945_000, False)
    assert set(division.shares.values_list("days", "inhabitants", "weight")) == {(365, None, None)}


def test_key_by_inhabitants_keeps_what_it_was_reckoned_from():
    first, second = members(2)
    inhabitants({first: 20_000, second: 10_000}, source="SCB")

    division = choose_key(budget_with_fee(900), key=Key.INHABITANTS, population_year=2016)
    Population.objects.update(inhabitants=1, source="annan")

    assert amounts(division) == {first.name: 600, second.name: 300}
    assert (division.population_year, division.population_source) == (2016, "SCB")
    assert set(division.shares.values_list("inhabitants", flat=True)) == {20_000, 10_000}


def test_key_with_fixed_part_and_own_weights_are_kept_too():
    first, second = members(2)
    inhabitants({first: 20_000, second: 10_000})
    budget = budget_with_fee(900)

    fixed = choose_key(budget, key=Key.FIXED, fixed_sek=150, population_year=2016)
    assert (amounts(fixed), fixed.fixed_sek) == ({first.name: 550, second.name: 350}, 150)

    own = choose_key(budget, key=Key.WEIGHTS, weights={first.name: 2, second.name: 1})
    assert amounts(own) == {first.name: 600, second.name: 300}
    assert list(own.shares.values_list("weight", "inhabitants")) == [(2, None), (1, None)]


def test_what_a_key_does_not_ask_for_is_left_out():
    first, second = members(2)
    inhabitants({first: 20_000, second: 10_000})

    division = choose_key(
        budget_with_fee(900), key=Key.EQUAL, fixed_sek=7, population_year=2016, weights={first.name: 5}
    )

    assert (division.fixed_sek, division.population_year, division.population_source) == (0, None, "")
    assert set(division.shares.values_list("inhabitants", "weight")) == {(None, None)}


def test_member_for_a_part_of_the_year_pays_for_its_days():
    [whole] = members(1)
    [part] = members(1, starts_on=dt.date(2017, 7, 1))

    division = choose_key(budget_with_fee(549), key=Key.EQUAL)

    assert amounts(division) == {whole.name: 365, part.name: 184}


def test_new_choice_replaces_the_earlier_one():
    first, second = members(2)
    budget = budget_with_fee(900)
    choose_key(budget, key=Key.EQUAL)

    choose_key(budget, key=Key.WEIGHTS, weights={first.name: 2, second.name: 1})

    assert FeeDivision.objects.get().key == Key.WEIGHTS
    assert FeeShare.objects.count() == 2


def test_draft_budget_is_not_divided():
    members(1)
    budget = draft_with_fee()

    words = "Budget 2017 är ett utkast. Du kan välja fördelning när budgeten är fastställd."
    assert refusal(choose_key, budget, key=Key.EQUAL) == words
    assert not FeeDivision.objects.exists()


def test_superseded_budget_is_neither_divided_nor_published():
    members(1)
    budget = budget_with_fee()
    division = choose_key(budget, key=Key.EQUAL)
    revised(budget, 1000)

    assert "gäller inte längre" in refusal(choose_key, budget, key=Key.EQUAL)
    assert "gäller inte längre" in refusal(publish, division, at=AT)


def test_published_and_invoiced_divisions_are_not_replaced():
    members(1)
    budget = budget_with_fee()
    division = publish(choose_key(budget, key=Key.EQUAL), at=AT)

    assert "Ta tillbaka den" in refusal(choose_key, budget, key=Key.EQUAL)
    InvoiceBasisFactory(division=withdraw(division))
    assert "Ett låst faktureringsunderlag bygger på" in refusal(choose_key, budget, key=Key.EQUAL)
    assert FeeDivision.objects.get() == division


def test_nothing_to_divide_and_nobody_to_divide_between_are_said():
    budget = budget_with_fee(0)
    assert refusal(choose_key, budget, key=Key.EQUAL) == "Budget 2017 har ingen avgift att fördela."

    budget = budget_with_fee(year=2018)
    assert refusal(choose_key, budget, key=Key.EQUAL) == "Det finns ingen att fördela mellan."


def test_refused_choice_leaves_the_earlier_one():
    [only] = members(1)
    budget = budget_with_fee()
    choose_key(budget, key=Key.EQUAL)

    missing = f"Folkmängden 2016 saknas för {only.name}."
    assert refusal(choose_key, budget, key=Key.INHABITANTS, population_year=2016) == missing
    assert "Fyll i vilket års folkmängd" in refusal(choose_key, budget, key=Key.INHABITANTS)
    assert "Fyll i en fast del" in refusal(choose_key, budget, key=Key.FIXED, population_year=2016)
    assert refusal(choose_key, budget, key=Key.WEIGHTS) == "Fyll i en vikt för varje kommun."
    assert refusal(choose_key, budget, key=Key.WEIGHTS, weights={"Annan": 1}) == f"Vikt saknas för {only.name}."
    assert FeeDivision.objects.get().key == Key.EQUAL


def test_division_is_published_with_its_municipalities_and_withdrawn():
    MembershipFactory(municipality__draft=True)
    division = choose_key(budget_with_fee(), key=Key.EQUAL)
    assert Municipality.objects.get().announced_at is None

    published = publish(division, at=LATER_AT)
    assert (published.published_at, Municipality.objects.get().announced_at) == (LATER_AT, LATER_AT)
    assert refusal(publish, division, at=AT) == "Fördelningen är redan publicerad."

    withdraw(division)
    assert FeeDivision.objects.get().published_at is None
    assert refusal(withdraw, division) == "Fördelningen är inte publicerad."


def test_division_that_has_been_replaced_is_not_published():
    members(1)
    budget = budget_with_fee()
    division = choose_key(budget, key=Key.EQUAL)
    choose_key(budget, key=Key.EQUAL)

    assert "En annan fördelning är vald" in refusal(publish, division, at=AT)
    assert FeeDivision.objects.get().published_at is None


def test_membership_that_ends_later_changes_no_share():
    members(2)
    division = publish(choose_key(budget_with_fee(), key=Key.EQUAL), at=AT)

    Membership.objects.update(ends_on=dt.date(2017, 3, 31))

    assert sum(amounts(division).values()) == Budget.objects.get().fee_sek == 945_000


def test_populations_replace_those_of_the_year_alone():
    first, second = members(2)
    inhabitants({first: 1, second: 2}, year=2015, source="gammal")
    inhabitants({first: 3}, year=2016, source="gammal")

    save_populations(2016, "SCB", {first.pk: 10, second.pk: 20})

    assert list(Population.objects.order_by("year", "inhabitants").values_list("year", "inhabitants", "source")) == [
        (2015, 1, "gammal"),
        (2015, 2, "gammal"),
        (2016, 10, "SCB"),
        (2016, 20, "SCB"),
    ]

"""Fees are shared exactly, whatever the fee, the members and the key."""

import datetime as dt
import random
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from budget.apportionment import (
    Member,
    apportion,
    days_within,
    halves,
    shared_by_inhabitants,
    shared_by_weight,
    shared_equally,
    shared_with_fixed_part,
)

EIGHT = [f"Vik {number}" for number in range(1, 9)]
totals = st.integers(0, 10**12)
# Few letters, so that names that differ only in case, and ties between them, turn up.
names = st.text("abAåäö", min_size=1, max_size=4)
numbers = st.one_of(st.integers(0, 12), st.integers(0, 10**7), st.fractions(0, 1000, max_denominator=366))
weights = st.dictionaries(names, numbers, min_size=1, max_size=30).filter(lambda found: sum(found.values()) > 0)


def quota(total, shared, name) -> Fraction:
    return total * Fraction(shared[name]) / sum(shared.values())


@given(totals, weights)
def test_parts_are_the_exact_quotas_rounded_and_sum_to_the_total(total, shared):
    parts = apportion(total, shared)

    assert sum(parts.values()) == total
    assert parts.keys() == shared.keys()
    assert all(part >= 0 for part in parts.values())
    assert all(abs(part - quota(total, shared, name)) < 1 for name, part in parts.items())


@given(totals, weights)
def test_larger_weight_never_gets_less_and_equal_ones_differ_by_a_krona_at_most(total, shared):
    parts = apportion(total, shared)

    in_order = sorted(shared, key=lambda name: (shared[name], parts[name]))
    for smaller, larger in pairwise(in_order):
        assert parts[smaller] <= parts[larger]
        assert shared[smaller] < shared[larger] or parts[larger] - parts[smaller] <= 1


@given(totals, weights, st.data())
def test_own_weight_that_grows_never_lowers_the_part(total, shared, data):
    name = data.draw(st.sampled_from(sorted(shared)))
    more = data.draw(st.one_of(st.integers(1, 50), st.fractions(Fraction(1, 366), 10, max_denominator=366)))

    assert apportion(total, shared | {name: shared[name] + more})[name] >= apportion(total, shared)[name]


@given(totals, weights, st.randoms(use_true_random=False))
def test_order_that_members_come_in_means_nothing(total, shared, shuffling):
    items = list(shared.items())
    shuffling.shuffle(items)

    assert apportion(total, dict(items)) == apportion(total, shared)


@given(totals, weights, st.fractions(Fraction(1, 1000), 1000, max_denominator=1000))
def test_scale_of_the_weights_means_nothing(total, shared, scale):
    assert apportion(total, {name: weight * scale for name, weight in shared.items()}) == apportion(total, shared)


def test_odd_kronor_fall_on_those_first_in_the_swedish_alphabet():
    alike = dict.fromkeys(["Ösund", "Ånäs", "Vik", "Äng", "vik"], 1)

    assert apportion(2, alike) == {"Vik": 1, "vik": 1, "Ånäs": 0, "Äng": 0, "Ösund": 0}
    assert apportion(3, alike)["Ånäs"] == 1
    assert apportion(4, alike)["Äng"] == 1


def test_nearest_remainder_goes_before_the_alphabet():
    assert apportion(10, {"Ask": Fraction(1, 3), "Vik": Fraction(2, 3)}) == {"Ask": 3, "Vik": 7}
    assert apportion(1, {"Ask": 10, "Bro": 11, "Vik": 12}) == {"Ask": 0, "Bro": 0, "Vik": 1}


def test_weights_that_floats_can_not_tell_apart_are_told_apart():
    assert apportion(1, {"Ask": 2**80, "Vik": 2**80 + 1}) == {"Ask": 0, "Vik": 1}
    assert apportion(10**18 + 1, {"Ask": 1, "Vik": 1}) == {"Ask": 5 * 10**17 + 1, "Vik": 5 * 10**17}


@pytest.mark.parametrize(
    ("total", "shared", "reason"),
    [
        (1, {}, "Det finns ingen att fördela mellan."),
        (1, {"Vik": 0, "Sund": 0}, "Alla vikter är noll, så det går inte att räkna ut vem som ska betala."),
        (1, {"Vik": 2, "Sund": -1}, "En vikt kan inte vara negativ."),
        (-1, {"Vik": 1}, "Ett negativt belopp kan inte fördelas."),
    ],
)
def test_what_can_not_be_shared_is_said_in_swedish(total, shared, reason):
    with pytest.raises(ValueError) as refused:  # noqa: PT011 (the whole message is compared)
        apportion(total, shared)

    assert str(refused.value) == reason


def test_945000_between_eight_is_118125_each():
    members = [Member(name, 365) for name in EIGHT]

    assert shared_equally(945_000, members) == dict.fromkeys(EIGHT, 118_125)


def a_budget(seed: int) -> tuple[int, list[Member], int]:
    """A fee, its members, some of them for a part of the year, and a fixed part that the fee has room for."""
    chance = random.Random(seed)
    fee = chance.randrange(1, 10 ** chance.randint(1, 10))
    members = [
        Member(f"Vik {number}", chance.choice([365, chance.randint(1, 365)]), chance.randint(1, 2_000_000))
        for number in range(chance.randint(1, 30))
    ]
    return fee, members, chance.randint(0, fee // len(members))


def test_500_random_budgets_sum_exactly_by_three_keys():
    for seed in range(500):
        fee, members, fixed = a_budget(seed)
        rule = {"population_year": 2015}
        for parts in (
            shared_equally(fee, members),
            shared_by_inhabitants(fee, members, **rule),
            shared_with_fixed_part(fee, members, fixed_sek=fixed, year=2017, **rule),
        ):
            assert sum(parts.values()) == fee, seed
            assert min(parts.values()) >= 0, seed


def test_member_for_a_part_of_the_year_pays_for_its_days():
    members = [Member("Sund", 365, 20_000, 2), Member("Näs", 73, 20_000, 2)]

    assert shared_equally(1200, members) == {"Sund": 1000, "Näs": 200}
    assert shared_by_inhabitants(1200, members, population_year=2015) == {"Sund": 1000, "Näs": 200}
    assert shared_by_weight(1200, members) == {"Sund": 1000, "Näs": 200}


def test_fixed_part_goes_by_days_and_the_rest_by_inhabitants_and_days():
    members = [Member("Sund", 365, 10_000), Member("Näs", 73, 50_000)]

    parts = shared_with_fixed_part(1000, members, fixed_sek=500, year=2017, population_year=2015)

    # 500 and a fifth of 500; the remaining 400 by 3 650 000 and as many inhabitants times days.
    assert parts == {"Sund": 700, "Näs": 300}


def test_leap_year_is_divided_by_its_own_days():
    members = [Member("Sund", 366, 10_000), Member("Näs", 183, 10_000)]

    assert shared_with_fixed_part(900, members, fixed_sek=600, year=2016, population_year=2015) == {
        "Sund": 600,
        "Näs": 300,
    }


def test_fixed_parts_that_take_the_whole_fee_leave_nothing_to_inhabitants():
    members = [Member("Sund", 365, 90_000), Member("Näs", 365, 1)]

    assert shared_with_fixed_part(900, members, fixed_sek=450, year=2017, population_year=2015) == {
        "Sund": 450,
        "Näs": 450,
    }


def reason_of(share, *args, **values) -> str:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 (the whole message is compared)
        share(*args, **values)
    return str(refused.value)


def test_fixed_parts_that_exceed_the_fee_are_refused():
    members = [Member("Sund", 365, 1), Member("Näs", 364, 1)]
    rule = {"year": 2017, "population_year": 2015}

    assert reason_of(shared_with_fixed_part, 999, members, fixed_sek=501, **rule) == (
        "De fasta delarna är 1\xa0001\xa0kr tillsammans, men avgiften är 999\xa0kr."
    )
    assert reason_of(shared_with_fixed_part, 999, members, fixed_sek=-1, **rule) == (
        "Den fasta delen kan inte vara negativ."
    )


def test_missing_numbers_are_named_with_their_year():
    members = [Member(name, 365) for name in ("Älvik", "Åvik", "Vik")] + [Member("Sund", 365, 5, 5)]
    fixed = {"fixed_sek": 1, "year": 2017, "population_year": 2015}

    words = "Folkmängden 2015 saknas för Vik, Åvik och Älvik."
    assert reason_of(shared_by_inhabitants, 100, members, population_year=2015) == words
    assert reason_of(shared_with_fixed_part, 100, members, **fixed) == words
    assert reason_of(shared_by_weight, 100, members) == "Vikt saknas för Vik, Åvik och Älvik."


def test_nobody_to_share_between_is_said_by_every_key():
    rule = {"population_year": 2015}
    words = "Det finns ingen att fördela mellan."

    assert reason_of(shared_equally, 100, []) == words
    assert reason_of(shared_by_weight, 100, []) == words
    assert reason_of(shared_by_inhabitants, 100, [], **rule) == words
    assert reason_of(shared_with_fixed_part, 100, [], fixed_sek=0, year=2017, **rule) == words


@settings(max_examples=500)
@given(totals, st.integers(1900, 2199), st.integers(0, 182), st.integers(0, 184))
def test_halves_sum_to_the_share_and_follow_the_days(share, year, first_days, second_days):
    first_days = min(first_days, days_within([(dt.date(year, 1, 1), None)], year)[0])
    assume(first_days or second_days)

    first, second = halves(share, (first_days, second_days), year)

    assert first + second == share
    assert first >= 0
    assert second >= 0
    assert first_days or first == 0
    assert second_days or second == 0


@given(totals, st.integers(1900, 2199))
def test_halves_of_a_whole_year_are_alike_with_the_odd_krona_first(share, year):
    whole = days_within([(dt.date(year - 1, 5, 5), None)], year)

    first, second = halves(share, whole, year)

    assert first - second == share % 2


PERIODS = [
    ([("2017-01-01", None)], (181, 184)),
    ([("2016-01-01", "2016-12-31")], (0, 0)),
    ([("2018-01-01", None)], (0, 0)),
    ([("2000-01-01", "2017-06-30")], (181, 0)),
    ([("2017-07-01", "2017-07-01")], (0, 1)),
    ([("2017-01-01", "2017-02-28"), ("2017-12-31", None)], (59, 1)),
    ([("2017-01-01", "2017-06-30"), ("2017-06-01", "2017-07-02"), ("2017-02-01", "2017-03-01")], (181, 2)),
]


@pytest.mark.parametrize(("periods", "days"), PERIODS)
def test_days_of_membership_count_once(periods, days):
    read = dt.date.fromisoformat

    assert days_within([(read(start), read(end) if end else None) for start, end in periods], 2017) == days


def test_days_of_a_leap_year_are_366():
    assert days_within([(dt.date(2000, 1, 1), None)], 2016) == (182, 184)

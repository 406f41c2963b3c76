"""Several years' budgets as series."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.series import Series, deflate, in_money_of, series_of, total_of
from tests.budget.figures import budgets, cost

YEARS = st.dictionaries(st.integers(2010, 2020), budgets(), min_size=1)
INDEX = st.decimals(1, 100_000, places=2)


@given(YEARS)
def test_series_add_up_to_each_years_budget(years):
    rows = series_of(years)

    for kind in ("income", "cost"):
        of_kind = [row for row in rows if row.kind == kind]
        totals = [sum(row.amounts[place] or 0 for row in of_kind) for place in range(len(years))]
        assert tuple(totals) == total_of(kind, "Summa", years).amounts


@given(YEARS)
def test_series_have_the_same_years_and_at_least_one_amount(years):
    assert {row.years for row in series_of(years)} <= {tuple(sorted(years))}
    assert all(row.known for row in series_of(years))


def test_lines_with_a_heading_are_one_series_and_others_their_own():
    rows = series_of(
        {
            2017: [cost(1, 60, "Hyra", "Drift"), cost(2, 40, "Resor", "Drift"), cost(3, 5, "Film")],
            2018: [cost(3, 6, "Film"), cost(1, 70, "Hyra", "Drift")],
        }
    )

    assert [(row.title, row.is_group, row.amounts) for row in rows] == [
        ("Film", False, (5, 6)),
        ("Drift", True, (100, 70)),
    ]


def test_year_without_the_line_is_a_gap_and_not_nothing():
    (row,) = series_of({2016: [cost(1, 50)], 2017: [], 2018: [cost(1, 0)]})

    assert row.amounts == (50, None, 0)
    assert row.known == [(2016, 50), (2018, 0)]


def test_line_that_was_renamed_and_moved_is_followed_to_where_it_is_now():
    rows = series_of(
        {
            2016: [cost(1, 50, "Hyra", "Drift"), cost(2, 20, "Resor", "Drift")],
            2017: [cost(1, 60, "Lokaler", "Kontor"), cost(2, 25, "Resor", "Drift")],
            2018: [cost(1, 70, "Lokal och el"), cost(2, 30, "Resor", "Drift")],
        }
    )

    assert [(row.title, row.amounts) for row in rows] == [("Lokal och el", (50, 60, 70)), ("Drift", (20, 25, 30))]


def test_line_that_ended_keeps_the_heading_it_had_last():
    rows = series_of({2016: [cost(1, 50, "Film", "Projekt")], 2017: [cost(2, 60, "Rapport", "Utredning")]})

    assert [(row.title, row.amounts) for row in rows] == [("Utredning", (None, 60)), ("Projekt", (50, None))]


def test_lines_of_one_name_and_another_ancestry_are_two_series():
    rows = series_of({2016: [cost(1, 50, "Konferens")], 2017: [cost(2, 60, "Konferens")]})

    assert [(row.title, row.amounts) for row in rows] == [("Konferens", (None, 60)), ("Konferens", (50, None))]


def test_series_tells_its_change_from_first_to_last():
    row = Series("cost", "Hyra", False, (2016, 2017, 2018), (None, 50, 60))

    assert (row.change.sek, row.change.percent_words) == (10, "+20\xa0%")


def test_total_of_a_side_without_lines_is_nothing():
    assert total_of("income", "Intäkter", {2016: [cost(1, 50)], 2018: []}).amounts == (0, 0)


@given(st.integers(0, 10**12), INDEX)
def test_amount_in_its_own_years_money_is_the_amount(amount, index):
    assert deflate(amount, index, index) == amount


@given(st.integers(0, 10**12), INDEX, INDEX)
def test_deflated_amount_is_the_nearest_krona(amount, of_year, of_base):
    exact = Decimal(amount) * 200 * of_base  # twice a hundredth, so that all below is whole

    assert abs(exact - Decimal(deflate(amount, of_year, of_base)) * 200 * of_year) <= 100 * of_year


@pytest.mark.parametrize(("amount", "krona"), [(1, 1), (3, 2), (-1, -1), (-3, -2), (2, 1)])
def test_half_a_krona_is_rounded_away_from_zero(amount, krona):
    assert deflate(amount, Decimal(200), Decimal(100)) == krona


def test_series_in_one_years_money_keeps_its_gaps():
    row = Series("cost", "Hyra", False, (2016, 2017, 2018), (100, None, 100))
    index = {2016: Decimal("200.00"), 2017: Decimal("250.00"), 2018: Decimal("300.00")}

    assert in_money_of(2018, row, index).amounts == (150, None, 100)


def test_year_without_index_has_no_amount_in_other_money():
    row = Series("cost", "Hyra", False, (2016, 2018), (100, 100))

    with pytest.raises(KeyError):
        in_money_of(2018, row, {2018: Decimal(300)})

"""A year's budget followed up through its versions."""

import pytest
from hypothesis import given

from budget.comparing import Change
from budget.following import Account, follow, result_words, sums_of
from tests.budget.figures import budgets


def account(lineage: int, amount_sek: int, forecast_sek: int | None = None, outcome_sek: int | None = None) -> Account:
    return Account(lineage, "cost", "", f"Post {lineage}", amount_sek, forecast_sek, outcome_sek)


def accounts(figures) -> list[Account]:
    return [Account(**vars(figure)) for figure in figures]


def test_only_version_is_both_the_first_and_the_one_in_force():
    (row,) = follow([[account(1, 100)]])

    assert (row.original_sek, row.budget_sek, row.deviation) == (100, 100, None)


@pytest.mark.parametrize(
    ("is_year_over", "deviations"),
    [(True, [Change(200, 210), None, Change(0, 9)]), (False, [Change(200, 190), Change(300, 270), Change(0, 9)])],
)
def test_outcome_is_held_against_the_budget_in_force_and_the_forecast_until_the_year_is_over(is_year_over, deviations):
    first = [account(1, 100), account(2, 100), account(3, 40, forecast_sek=40, outcome_sek=9)]
    last = [account(1, 200, forecast_sek=190, outcome_sek=210), account(2, 300, forecast_sek=270)]

    rows = follow([first, last], is_year_over=is_year_over)

    assert [row.deviation for row in rows] == deviations
    assert [row.original_sek for row in rows] == [100, 100, 40]


def test_line_added_by_a_revision_has_no_original_figure():
    rows = follow([[account(1, 100)], [account(2, 30), account(1, 70)]])

    assert [(row.line.lineage, row.original_sek, row.budget_sek) for row in rows] == [(2, None, 30), (1, 100, 70)]


def test_line_removed_by_a_revision_stands_last_with_what_it_had_cost():
    versions = [
        [account(1, 100), account(2, 40), account(3, 10)],
        [account(1, 100), account(2, 40, forecast_sek=40, outcome_sek=15), account(3, 10, forecast_sek=9)],
        [account(1, 150)],
    ]

    rows = follow(versions)

    assert [(row.line.lineage, row.original_sek, row.budget_sek) for row in rows] == [
        (1, 100, 150),
        (2, 40, None),
        (3, 10, None),
    ]
    assert [(row.forecast_sek, row.outcome_sek, row.deviation) for row in rows] == [
        (None, None, None),
        (None, 15, Change(0, 15)),
        (None, None, None),
    ]


def test_line_between_two_revisions_stands_only_if_it_cost_something():
    versions = [[account(1, 100)], [account(1, 90), account(2, 6, None, 4), account(3, 4)], [account(1, 100)]]

    assert [row.line.lineage for row in follow(versions)] == [1, 2]


def test_sum_that_lacks_figures_says_of_how_many_lines():
    rows = follow([[account(1, 100, 90, 120), account(2, 50, 60), account(3, 30), account(4, 20, 20, 0)]])

    sums = sums_of(rows)

    assert (sums.original_sek, sums.budget_sek) == (200, 200)
    assert (sums.forecast.sek, sums.forecast.words) == (170, "3 av 4 poster")
    assert (sums.outcome.sek, sums.outcome.words) == (120, "2 av 4 poster")
    assert (sums.deviation.change, sums.deviation.words) == (Change(120, 120), "2 av 4 poster")


def test_sum_that_is_complete_says_nothing_more():
    sums = sums_of(follow([[account(1, 100, 90, 110)], [account(1, 120, 115, 130)]]))

    assert (sums.outcome.sek, sums.outcome.words) == (130, "")
    assert (sums.deviation.change, sums.deviation.words) == (Change(120, 130), "")


def test_sum_without_any_figure_is_none_and_not_nothing():
    sums = sums_of(follow([[account(1, 100)]]))

    assert (sums.outcome.sek, sums.outcome.words) == (None, "0 av 1 poster")


def test_removed_line_lacks_nothing_but_counts_with_what_it_had_cost():
    rows = follow([[account(1, 100), account(2, 40, None, 9), account(3, 5)], [account(1, 145, None, 120)]])

    sums = sums_of(rows)

    assert (sums.original_sek, sums.budget_sek, sums.outcome.sek, sums.outcome.words) == (145, 145, 129, "")
    assert sums.deviation.change == Change(145, 129)


@given(budgets(), budgets(), budgets())
def test_original_and_budget_add_up_to_the_first_and_the_last_version(first, between, last):
    sums = sums_of(follow([accounts(version) for version in (first, between, last)]))

    assert sums.original_sek == sum(figure.amount_sek for figure in first)
    assert sums.budget_sek == sum(figure.amount_sek for figure in last)


def words_of(income: int | None, cost: int | None, *, is_year_over: bool = True) -> str:
    """A year with 100 kr on each side that came to this; until it is over it was believed to."""
    figures = ((None, income), (None, cost)) if is_year_over else ((income, 1), (cost, 1))
    sides = [sums_of(follow([[account(1, 100, *figure)]], is_year_over=is_year_over)) for figure in figures]
    return result_words(*sides, is_year_over=is_year_over).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("income", "cost", "over", "foreseen"),
    [
        (16_755, 100, "Året gav ett överskott på 16 655 kr.", "Prognosen är ett överskott på 16 655 kr."),
        (100, 101, "Året gav ett underskott på 1 kr.", "Prognosen är ett underskott på 1 kr."),
        (90, 90, "Året gick jämnt ut.", "Prognosen är att året går jämnt ut."),
        (0, 0, "Året gick jämnt ut.", "Prognosen är att året går jämnt ut."),
        (None, 90, "", ""),
        (90, None, "", ""),
    ],
)
def test_result_of_the_year_is_said_once_all_figures_are_there(income, cost, over, foreseen):
    assert (words_of(income, cost), words_of(income, cost, is_year_over=False)) == (over, foreseen)


def test_result_counts_what_a_removed_line_had_cost():
    income = sums_of(follow([[account(1, 100, 100)]], is_year_over=False))
    cost = sums_of(follow([[account(1, 60), account(2, 40, 40, 9)], [account(1, 100, 100)]], is_year_over=False))

    assert result_words(income, cost, is_year_over=False).replace("\xa0", " ") == "Prognosen är ett underskott på 9 kr."

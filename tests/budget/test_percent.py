"""Shares and changes in percent."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.percent import bar_width, change_words, decimal_words, one_decimal, rounded, share_words, signed

AMOUNTS = st.integers(1, 10**15)


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (895_000, 945_000, "94,7 procent"),
        (1, 2, "50 procent"),
        (1, 1, "100 procent"),
        (0, 5, "0 procent"),
        (1, 2000, "0,1 procent"),
        (1, 2001, "under 0,1 procent"),
        (1, 10**18, "under 0,1 procent"),
        (1999, 2000, "över 99,9 procent"),
        (0, 0, ""),
    ],
)
def test_share_is_said_in_words(part, whole, words):
    assert share_words(part, whole) == words


@given(AMOUNTS, AMOUNTS)
def test_share_of_something_never_reads_as_nothing_or_all(part, rest):
    assert share_words(part, part + rest) not in {"0 procent", "100 procent"}


@given(AMOUNTS, AMOUNTS)
def test_change_never_reads_as_no_change(before, more):
    assert change_words(Fraction(100 * more, before)) != "0\xa0%"
    assert change_words(Fraction(-100 * more, before)) != "0\xa0%"


@given(st.fractions())
def test_rounding_is_to_the_nearest_and_alike_on_both_sides_of_zero(value):
    assert abs(rounded(value) - value) <= Fraction(1, 2)
    assert rounded(-value) == -rounded(value)


def test_one_decimal_rounds_halves_away_from_zero():
    assert [one_decimal(Fraction(n, 100)) for n in (5, -5, 4, 15)] == [Decimal(n) for n in ("0.1", "-0.1", "0", "0.2")]


def test_bar_is_as_wide_as_the_share():
    assert [bar_width(*parts) for parts in ((0, 9), (1, 3), (9, 9), (0, 0))] == ["0.0", "33.3", "100.0", "0.0"]


def test_numbers_are_written_as_in_swedish():
    assert [decimal_words(Decimal(n)) for n in ("0.5", "-0.5", "1234567.0")] == ["0,5", "−0,5", "1\xa0234\xa0567"]
    assert [signed(n) for n in (1, -1000, 0)] == ["+1", "−1\xa0000", "0"]
    assert change_words(None) == ""

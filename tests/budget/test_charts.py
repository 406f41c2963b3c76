"""A series as bars."""

from hypothesis import given
from hypothesis import strategies as st

from budget.charts import HEIGHT, WIDTH, YEAR_WIDTH, bars_of, ends_of
from budget.series import Series

SERIES = st.dictionaries(st.integers(1900, 2199), st.none() | st.integers(0, 10**12), min_size=1).filter(
    lambda years: any(amount is not None for amount in years.values())
)


def series(amounts: dict[int, int | None]) -> Series:
    years = tuple(sorted(amounts))
    return Series("cost", "Hyra", False, years, tuple(amounts[year] for year in years))


@given(SERIES)
def test_bars_stay_within_the_drawing_and_stand_on_its_floor(amounts):
    for bar in bars_of(series(amounts)):
        assert float(bar.x) >= 0
        assert float(bar.x) + float(bar.width) <= WIDTH + 0.1
        assert float(bar.y) >= 0
        assert abs(float(bar.y) + float(bar.height) - HEIGHT) < 0.11


def test_bars_begin_at_nothing_and_are_as_high_as_their_amounts():
    bars = bars_of(series({2016: 50, 2017: 100, 2018: 0}))

    assert [(bar.year, bar.height, bar.y) for bar in bars] == [
        (2016, "40.0", "40.0"),
        (2017, "80.0", "0.0"),
        (2018, "0.0", "80.0"),
    ]


def test_years_without_an_amount_or_a_budget_keep_their_places():
    bars = bars_of(series({2014: 50, 2016: None, 2017: 100}))

    assert [(bar.year, bar.x, bar.width) for bar in bars] == [(2014, "7.5", "45.0"), (2017, "187.5", "45.0")]


def test_little_is_seen_as_something():
    assert [bar.height for bar in bars_of(series({2016: 1, 2017: 10**9}))] == ["1.0", "80.0"]


def test_amounts_of_nothing_alone_are_drawn():
    assert [bar.height for bar in bars_of(series({2017: 0}))] == ["0.0"]


@given(SERIES)
def test_first_and_last_year_stand_whole_within_the_drawing(amounts):
    first, last = map(float, ends_of(series(amounts)))

    assert YEAR_WIDTH / 2 <= first <= WIDTH / 2 <= last <= WIDTH - YEAR_WIDTH / 2


def test_first_and_last_year_stand_under_the_middle_of_their_bars():
    shown = series({2014: 50, 2016: None, 2017: 100})

    middles = [float(bar.x) + float(bar.width) / 2 for bar in bars_of(shown)]

    assert tuple(map(float, ends_of(shown))) == tuple(middles)

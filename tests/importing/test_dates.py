"""Swedish dates as they stand in calendars: every date can be written and read back."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from committee.swedish import SHORT_MONTHS, WEEKDAYS, date_span, long_date, month_and_year
from sodertorn.importing.dates import DateLine, DateProblem, find_date, read_date_line, read_decision_date

DATES = st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31))
TIMES = st.times().map(lambda time: time.replace(second=0, microsecond=0))


def every_date():
    day = dt.date(1990, 1, 1)
    while day.year <= 2100:
        yield day
        day += dt.timedelta(days=1)


def test_every_date_from_1990_to_2100_is_read_back():
    wrong = [day for day in every_date() if read_date_line(long_date(day), 2017) != DateLine(day, day)]

    assert wrong == []


def test_every_date_is_read_back_without_its_year_and_in_iso():
    days = [dt.date(2016, 1, 1) + dt.timedelta(days=n) for n in range(366)]

    assert [read_date_line(long_date(day).removesuffix(" 2016"), 2016) for day in days] == [
        DateLine(d, d) for d in days
    ]
    assert [read_date_line(day.isoformat(), 1) for day in days] == [DateLine(day, day) for day in days]
    assert [read_decision_date(f"Beslutad {day.isoformat()}") for day in days] == days
    assert [read_decision_date(f"Fastställd den {long_date(day)}") for day in days] == days


def test_every_month_is_read_back_as_a_month_only():
    months = [dt.date(year, month, 1) for year in range(1990, 2101) for month in range(1, 13)]
    wrong = [
        month
        for month in months
        if read_date_line(month_and_year(month).capitalize(), 2017) != DateLine(month, month, is_month_only=True)
    ]

    assert wrong == []


@given(first=DATES, days=st.integers(1, 400))
def test_span_is_read_back(first, days):
    last = first + dt.timedelta(days=days)

    assert read_date_line(date_span(first, last), 2017) == DateLine(first, last)


@given(
    day=DATES,
    starts_at=TIMES,
    ends_at=TIMES,
    clock=st.sampled_from(["kl. ", "kl ", ", ", ""]),
    dash=st.sampled_from("-–—"),
)
def test_date_with_weekday_times_and_hosts_is_read_back(day, starts_at, ends_at, clock, dash):
    starts_at, ends_at = sorted((starts_at, ends_at))
    weekday = WEEKDAYS[day.weekday()]
    line = f"{weekday.capitalize()} {long_date(day)} {clock}{starts_at:%H.%M} {dash} {ends_at:%H:%M}\t(Vik och Sund)"
    if starts_at == ends_at:
        with pytest.raises(DateProblem, match="Sluttiden"):
            read_date_line(line, 2017)
    else:
        found = DateLine(day, day, False, starts_at, ends_at, weekday, ("Vik", "Sund"))
        assert read_date_line(line, 2017) == found


@pytest.mark.parametrize("month", range(1, 13))
def test_short_month_is_read_with_or_without_a_full_stop(month):
    day = dt.date(2017, month, 3)

    found = {read_date_line(f"3 {SHORT_MONTHS[month - 1]}{stop} 2017", 1) for stop in ("", ".")}

    assert found == {DateLine(day, day)}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("30 februari", "30 februari 2017 finns inte."),
        ("29 februari 2017", "29 februari 2017 finns inte."),
        ("0 mars", "0 mars 2017 finns inte."),
        ("31-32 mars", "32 mars 2017 finns inte."),
        ("2017-13-01", "1 månad 13 2017 finns inte."),
        ("1 mars 0000", "1 mars 0 finns inte."),
        ("12 brumaire", "Månaden ”brumaire” finns inte."),
        ("7-6 april", "Sista dagen 2017-04-06 ligger före den första 2017-04-07."),
        ("2 mars 12.60-13.00", "Klockslaget 12.60 finns inte."),
        ("2 mars kl. 24-25", "Klockslaget 24.00 finns inte."),
    ],
)
def test_line_in_the_form_of_a_date_says_why_it_is_none(line, reason):
    with pytest.raises(DateProblem) as problem:
        read_date_line(line, 2017)

    assert str(problem.value) == reason


@pytest.mark.parametrize(
    "line", ["", " ", "Personal 895 000", "6-7", "mars", "12.00-15.00", "Nästa dag är 5 mars", "(Vik)", "( )"]
)
def test_other_line_is_no_date(line):
    assert read_date_line(line, 2017) is None


def test_date_in_a_sentence_is_found():
    assert find_date("Nästa dag äger rum 5 oktober 2018 på Vik", 2017) == DateLine(
        dt.date(2018, 10, 5), dt.date(2018, 10, 5)
    )
    assert find_date("Vi möts 16-17 augusti.", 2017) == DateLine(dt.date(2017, 8, 16), dt.date(2017, 8, 17))
    assert find_date("Vi möts i maj.", 2017) is None

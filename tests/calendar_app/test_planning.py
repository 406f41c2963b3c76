"""The planner: the real plan's own year and the year after it, then each rule by itself."""

import datetime as dt

import pytest

from calendar_app.planning import BodyYear, Proposal, Slot, objections, propose_year
from tests.calendar_app.planning_examples import CONFERENCE, WEEK, board, day, month, planned, slot

COMMITTEE_2017 = (
    slot("2017-02-02"),
    slot("2017-03-23"),
    slot("2017-06-01"),
    slot("2017-09-14"),
    slot("2017-10-26"),
    slot("2017-12-07"),
    slot("2017-08-16", "2017-08-17", kind=CONFERENCE),
)
DIRECTORS_2017 = (
    slot("2017-01-20"),
    slot("2017-02-24"),
    slot("2017-04-06", "2017-04-07", title=CONFERENCE),
    slot("2017-05-12"),
    slot("2017-09-01"),
    slot("2017-10-06"),
    slot("2017-11-17"),
)
OTHERS_2017 = {
    day("2017-03-30"): "Södertörns rådslag",
    day("2017-09-07"): "Södertörnskonferensen",
    day("2017-10-05"): "Nyckeltalsdagen",
}
DIRECTORS = BodyYear("Ledningsgruppen", 5, 6, DIRECTORS_2017)


def test_the_real_year_gives_itself():
    committee = BodyYear("Samarbetskommittén", 4, 6, COMMITTEE_2017)

    year = propose_year(2017, committee, preparer=DIRECTORS, busy=OTHERS_2017)

    def as_slots(proposals):
        return [Slot(each.starts_on, each.ends_on, each.kind, each.title) for each in proposals]

    assert as_slots(year.body) == sorted(COMMITTEE_2017, key=lambda each: each.starts_on)
    assert as_slots(year.preparing) == list(DIRECTORS_2017)
    assert year.remarks == ()


def test_the_real_dates_meet_no_objection():
    ready = [each.ends_on for each in DIRECTORS_2017]
    ordinary = [each for each in COMMITTEE_2017 if not each.kind]

    found = [objections(each.starts_on, each.ends_on, busy=OTHERS_2017, prepared_by=ready) for each in ordinary]
    found += [objections(each.starts_on, each.ends_on, busy=OTHERS_2017) for each in (*COMMITTEE_2017, *DIRECTORS_2017)]
    found += [objections(each, each, busy={}) for each in OTHERS_2017]

    assert set(map(tuple, found)) == {()}


def test_the_year_after_the_real_one():
    months = (
        month("2018-01-01", "Huddinge", key=1),
        month("2018-03-01", "Haninge", key=2),
        month("2018-04-01", "Nykvarn", key=3),
    )
    turns = ("Salem", "Nynäshamn", "Botkyrka", "Tyresö", "Södertälje", "Huddinge")
    committee = BodyYear(
        "Samarbetskommittén", 4, 6, COMMITTEE_2017, months, turns, rota_kinds=frozenset({"", CONFERENCE})
    )

    year = propose_year(2018, committee, preparer=DIRECTORS)

    def made(first, *notes, last="", kind="", title="", host="", key=None):
        return Proposal(day(first), day(last or first), kind, title, (host,) if host else (), key, notes)

    def prepared_by(when):
        return f"Förbereds i Ledningsgruppen {when} 2018."

    def prepares(when):
        return f"Förbereder mötet i Samarbetskommittén {when} 2018."

    january, april = "Mötet är bestämt till januari 2018.", "Mötet är bestämt till april 2018."
    moved = "Förra årets mönster ger 19 januari 2018: en annan dag passar bättre för det som ska förberedas."
    bridge = "Förra årets mönster ger 11 maj 2018: 11 maj 2018 är klämdag."
    assert list(year.body) == [
        made("2018-01-25", january, prepared_by("12 januari"), host="Huddinge", key=1),
        made("2018-03-22", prepared_by("23 februari"), host="Haninge", key=2),
        made("2018-04-19", april, prepared_by("5–6 april"), host="Nykvarn", key=3),
        made("2018-05-31", prepared_by("18 maj"), host="Salem"),
        made("2018-08-15", last="2018-08-16", kind=CONFERENCE, host="Nynäshamn"),
        made("2018-09-13", prepared_by("31 augusti"), host="Botkyrka"),
        made("2018-10-25", prepared_by("5 oktober"), host="Tyresö"),
        made("2018-12-06", prepared_by("16 november"), host="Södertälje"),
    ]
    assert list(year.preparing) == [
        made("2018-01-12", moved, prepares("25 januari")),
        made("2018-02-23", prepares("22 mars")),
        made("2018-04-05", prepares("19 april"), last="2018-04-06", title=CONFERENCE),
        made("2018-05-18", bridge, prepares("31 maj")),
        made("2018-08-31", prepares("13 september")),
        made("2018-10-05", prepares("25 oktober")),
        made("2018-11-16", prepares("6 december")),
    ]
    assert year.remarks == ()


@pytest.mark.parametrize(
    ("last_year", "year", "first"),
    [
        (slot("2017-03-23"), 2018, "2018-03-22"),  # same ISO week
        (slot("2017-03-22"), 2018, "2018-03-22"),  # usual weekday
        (slot("2017-03-22", title="Extra"), 2018, "2018-03-21"),  # its own
        (slot("2017-03-22", kind="rådslag"), 2018, "2018-03-21"),
        (slot("2017-03-21", "2017-03-22"), 2018, "2018-03-20"),
        (slot("2020-12-31"), 2021, "2021-12-23"),  # moved from the days between the holidays
        (slot("2020-12-28", kind="rådslag"), 2026, "2026-12-21"),  # week 53 becomes 52
        (slot("2017-01-01"), 2018, "2018-01-04"),  # ISO week of the year before
        (slot("2018-12-31", kind="rådslag"), 2019, "2019-12-16"),  # ISO week of the year after
        (slot("2017-05-11"), 2018, "2018-05-17"),  # free days; later before earlier
        (slot("2017-05-01", is_month_only=True), 2018, None),
    ],
)
def test_pattern_gives_the_same_week(last_year, year, first):
    assert planned(last_year, year=year) == ([first] if first else [])


def test_a_conference_keeps_its_days_kind_title_and_length():
    conference = slot("2017-04-06", "2017-04-07", kind=CONFERENCE, title="Internat")

    assert propose_year(2018, board(conference)).body == (
        Proposal(day("2018-04-05"), day("2018-04-06"), CONFERENCE, "Internat", (), None, ()),
    )


def test_a_day_that_is_taken_moves_the_meeting_and_says_why():
    busy = {day("2018-03-22"): "rådslaget", day("2018-03-29"): "annat"}

    year = propose_year(2018, board(slot("2017-03-23")), busy=busy)

    assert [(each.starts_on, each.notes) for each in year.body] == [
        (day("2018-03-15"), ("Förra årets mönster ger 22 mars 2018: 22 mars 2018 krockar med rådslaget.",))
    ]


@pytest.mark.parametrize(
    ("free_thursday", "first"),
    [("2018-10-18", "2018-10-18"), (None, "2018-09-21")],  # four weeks away; then the nearest other weekday
)
def test_the_right_weekday_goes_before_the_nearest_day(free_thursday, first):
    thursdays = [day("2018-09-20") + number * WEEK for number in range(-4, 5)]
    busy = {each: "annat" for each in thursdays if str(each) != free_thursday}

    assert planned(slot("2017-09-21"), busy=busy) == [first]


def test_no_meeting_moves_more_than_four_weeks():
    busy = {day("2018-08-23") + dt.timedelta(days=number): "annat" for number in range(57)}

    year = propose_year(2018, board(slot("2017-09-21")), busy=busy)

    assert year.body == ()
    assert year.remarks == (
        "Styrelsen får inget möte kring 20 september 2018: 20 september 2018 krockar med annat. "
        "Ingen annan dag inom fyra veckor är tillåten.",
    )


def test_nothing_is_moved_into_july_but_what_was_there_stays():
    busy = {day("2018-06-28"): "annat", day("2018-06-21"): "annat"}

    assert planned(slot("2017-06-29"), busy=busy) == ["2018-06-14"]
    assert planned(slot("2017-07-06"), busy=busy) == ["2018-07-05"]


@pytest.mark.parametrize(
    ("weekday", "pattern", "first"),
    [
        (6, slot("2017-03-25"), "2018-03-24"),  # the usual weekday
        (4, slot("2017-03-25", kind="rådslag"), "2018-03-23"),
        (None, slot("2017-03-25"), "2018-03-23"),
        (4, slot("2017-03-24", "2017-03-25"), "2018-03-23"),  # last year's days
    ],
)
def test_weekends_only_where_people_are_used_to_them(weekday, pattern, first):
    assert planned(pattern, weekday=weekday) == [first]


def test_a_conference_isnt_moved_into_a_weekend():
    conference = slot("2017-03-22", "2017-03-23", kind=CONFERENCE)
    busy = {day("2018-03-21") + number * WEEK: "annat" for number in range(-4, 5)}
    busy |= {day("2018-03-19") + number * WEEK: "annat" for number in range(-4, 5)}

    assert planned(conference, busy=busy) == ["2018-03-22"]  # Thursday–Friday


def test_a_bodys_meetings_lie_a_week_apart():
    december = slot("2017-12-29")

    assert planned(slot("2017-03-23"), slot("2017-03-22", kind="rådslag")) == ["2018-03-21", "2018-04-05"]
    assert planned(slot("2017-01-05"), existing=(december,)) == ["2018-01-11"]

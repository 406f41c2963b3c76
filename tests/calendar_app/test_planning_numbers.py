"""The planner: what is already in the calendar, how many meetings a body gets, who hosts and what prepares them."""

import datetime as dt

import pytest

from calendar_app.planning import BodyYear, Proposal, propose_year
from tests.calendar_app.planning_examples import CONFERENCE, WEEK, board, dates, day, month, planned, slot


@pytest.mark.parametrize(
    ("existing", "left"),
    [
        (slot("2018-03-01"), []),
        (slot("2018-05-06"), []),  # 45 days
        (slot("2018-05-07"), ["2018-03-22"]),
        (slot("2018-03-01", kind="rådslag"), ["2018-03-22"]),
        (slot("2017-12-29"), ["2018-03-22"]),
    ],
)
def test_existing_meetings_use_up_the_pattern(existing, left):
    assert planned(slot("2017-03-23"), existing=(existing,)) == left


def test_existing_meetings_use_up_the_nearest():
    pattern = (slot("2017-03-23"), slot("2017-04-20"), slot("2017-05-18"))

    assert planned(*pattern, existing=(slot("2018-04-24"),)) == ["2018-03-22", "2018-05-17"]
    assert planned(*pattern, existing=(slot("2018-04-24"), slot("2018-04-26"))) == ["2018-03-22"]


@pytest.mark.parametrize(
    ("pattern", "first"),
    [
        ([slot("2017-03-02")], "2018-03-01"),
        ([slot("2017-04-13")], "2018-03-15"),  # the pattern's day is outside: the middle
        ([], "2018-03-15"),
    ],
)
def test_month_only_meetings_get_a_day_in_their_month(pattern, first):
    existing = month("2018-03-01", "Salem", key=7)

    year = propose_year(2018, board(*pattern, existing=(existing,), hosts_in_turn=("Tyresö",)))

    assert [(str(each.starts_on), each.hosts, each.month_only) for each in year.body] == [(first, ("Salem",), 7)]


def test_month_only_conference_gets_last_years_length():
    conference = slot("2018-08-01", kind=CONFERENCE, is_month_only=True, key=7)

    assert propose_year(
        2018, board(slot("2017-08-16", "2017-08-17", kind=CONFERENCE), existing=(conference,))
    ).body == (Proposal(day("2018-08-15"), day("2018-08-16"), CONFERENCE, "", (), 7, ()),)


def test_a_month_without_a_day_left_is_remarked():
    busy = {day("2018-03-01") + dt.timedelta(days=number): "annat" for number in range(31)}

    year = propose_year(2018, board(existing=(month("2018-03-01", key=7),)), busy=busy)

    assert (year.body, year.remarks) == (
        (),
        (
            "Styrelsen får ingen dag för mötet i mars 2018: 15 mars 2018 krockar med annat. "
            "Ingen annan dag i månaden är tillåten.",
        ),
    )


def test_a_body_without_pattern_meets_evenly_in_spring_and_autumn():
    assert planned(minimum=4) == ["2018-02-22", "2018-05-03", "2018-09-06", "2018-11-15"]
    assert planned(minimum=1, weekday=None) == ["2018-06-07"]
    assert planned() == []


def test_the_widest_gap_is_filled():
    pattern = (slot("2017-02-02"), slot("2017-05-04"), slot("2017-11-30"))

    assert planned(*pattern, minimum=3) == ["2018-02-01", "2018-05-03", "2018-11-29"]
    assert planned(*pattern, minimum=4) == ["2018-02-01", "2018-05-03", "2018-08-16", "2018-11-29"]
    assert planned(*pattern, minimum=4, existing=(month("2018-08-01", key=1),)) == [
        "2018-02-01",
        "2018-05-03",
        "2018-08-16",
        "2018-11-29",
    ]


def test_other_kinds_of_meeting_dont_count():
    conference = slot("2017-08-16", "2017-08-17", kind=CONFERENCE)

    assert planned(conference, minimum=1) == ["2018-06-07", "2018-08-15"]


def test_too_few_days_are_remarked():
    busy = {day("2018-01-01") + dt.timedelta(days=number): "annat" for number in range(350)}

    year = propose_year(2018, board(minimum=2), busy=busy)

    assert dates(year.body) == ["2018-12-20"]
    assert year.remarks[-1] == (
        "Styrelsen får ett ordinarie möte 2018 men har lovat minst två. Det finns ingen tillåten dag för fler."
    )


def test_hosts_take_turns_by_date():
    pattern = (slot("2017-02-02"), slot("2017-05-04", kind="rådslag"), slot("2017-11-30"), slot("2017-09-07"))
    existing = (month("2018-06-01", "Tyresö", key=1),)

    year = propose_year(2018, board(*pattern, existing=existing, hosts_in_turn=("Salem", "Botkyrka")))

    assert [(str(each.starts_on), each.hosts) for each in year.body] == [
        ("2018-02-01", ("Salem",)),
        ("2018-05-03", ()),
        ("2018-06-14", ("Tyresö",)),
        ("2018-09-06", ("Botkyrka",)),
        ("2018-11-29", ()),
    ]


def test_the_preparing_bodys_own_meetings_come_first():
    preparer = BodyYear("Gruppen", 5, 0, (slot("2017-03-17"),))

    year = propose_year(2018, board(slot("2017-03-23")), preparer=preparer)

    assert (dates(year.body), dates(year.preparing)) == (["2018-03-22"], ["2018-03-09"])


def test_a_meeting_is_added_to_prepare():
    year = propose_year(2018, board(slot("2017-03-23")), preparer=BodyYear("Gruppen", 5))

    assert [(str(each.starts_on), each.notes) for each in year.preparing] == [
        ("2018-03-09", ("Mötet finns inte i förra årets mönster.", "Förbereder mötet i Styrelsen 22 mars 2018."))
    ]


def test_a_meeting_that_cannot_be_prepared_moves():
    busy = {day("2018-02-15") + dt.timedelta(days=number): "annat" for number in range(29)}

    year = propose_year(2018, board(slot("2017-03-23")), preparer=BodyYear("Gruppen", 5), busy=busy)

    assert (dates(year.body), dates(year.preparing)) == (["2018-04-05"], ["2018-03-23"])
    assert year.body[0].notes == (
        "Förra årets mönster ger 22 mars 2018: andra dagar går bättre att förbereda i Gruppen.",
        "Förbereds i Gruppen 23 mars 2018.",
    )


def test_the_preparing_bodys_weekday_gives_way_last():
    fridays = {day("2018-02-16") + number * WEEK: "annat" for number in range(4)}

    year = propose_year(2018, board(slot("2017-03-23")), preparer=BodyYear("Gruppen", 5), busy=fridays)

    assert [each.starts_on.isoweekday() for each in (*year.body, *year.preparing)] == [4, 5]


def test_what_nothing_can_prepare_is_remarked():
    busy = {day("2018-01-01") + dt.timedelta(days=number): "annat" for number in range(109)}
    del busy[day("2018-03-22")]

    year = propose_year(2018, board(slot("2017-03-23")), preparer=BodyYear("Gruppen", 5), busy=busy)

    assert year.body == year.preparing == ()
    assert year.remarks == (
        "Styrelsen får inget möte kring 22 mars 2018: inget möte i Gruppen kan ligga en till fem veckor före. "
        "Ingen annan dag inom fyra veckor är tillåten.",
    )


def test_last_years_last_meetings_prepare_january():
    preparer = BodyYear("Gruppen", 5, existing=(slot("2017-12-15"),))

    year = propose_year(2018, board(slot("2017-01-19")), preparer=preparer)

    assert (dates(year.body), year.preparing) == (["2018-01-18"], ())
    assert year.body[0].notes == ("Förbereds i Gruppen 15 december 2017.",)


def test_existing_meetings_are_prepared_or_remarked():
    existing = (slot("2017-12-14"), slot("2018-01-08"), slot("2018-03-22"), slot("2018-05-03", kind=CONFERENCE))

    year = propose_year(2018, board(existing=existing), preparer=BodyYear("Gruppen", 5))

    assert (year.body, dates(year.preparing)) == ((), ["2018-03-09"])
    assert year.remarks == ("Mötet i Styrelsen 8 januari 2018: inget möte i Gruppen en till fem veckor före.",)


@pytest.mark.parametrize(("meeting", "before"), [("2018-07-19", "2018-06-29"), ("2018-08-09", "2018-08-01")])
def test_no_meeting_is_added_in_july_to_prepare(meeting, before):
    year = propose_year(2018, board(existing=(slot(meeting),)), preparer=BodyYear("Gruppen", 5))

    assert dates(year.preparing) == [before]


def test_no_meeting_falls_on_one_of_the_preparing_body():
    preparer = BodyYear("Gruppen", 5, existing=(slot("2018-03-09"), slot("2018-03-22")))

    year = propose_year(2018, board(slot("2017-03-23")), preparer=preparer)

    assert [(str(each.starts_on), each.notes[0]) for each in year.body] == [
        ("2018-04-05", "Förra årets mönster ger 22 mars 2018: 22 mars 2018 krockar med mötet i Gruppen 22 mars 2018.")
    ]


def test_the_last_meeting_before_is_named_as_the_preparing_one():
    preparer = BodyYear("Gruppen", 5, existing=(slot("2018-02-16"), slot("2018-03-02"), slot("2018-03-16")))

    year = propose_year(2018, board(slot("2017-03-23")), preparer=preparer)

    assert year.body[0].notes == ("Förbereds i Gruppen 2 mars 2018.",)


def test_the_preparing_body_can_be_planned_alone():
    prepares = (
        slot("2018-01-08"),
        slot("2018-03-22"),
        month("2018-06-01", key=1),
        slot("2018-09-06", kind=CONFERENCE),
        slot("2019-01-10"),
    )

    year = propose_year(2018, board(weekday=5, minimum=3), prepares=prepares)

    assert [(str(each.starts_on), each.notes[-1]) for each in year.body] == [
        ("2018-03-09", "Förbereder mötet 22 mars 2018."),
        ("2018-08-03", "Mötet finns inte i förra årets mönster."),
        ("2018-12-21", "Förbereder mötet 10 januari 2019."),
    ]
    assert year.remarks == ("Mötet 8 januari 2018: inget möte i Styrelsen en till fem veckor före.",)


def test_the_preparing_body_keeps_its_promise_too():
    year = propose_year(2018, board(slot("2017-03-23")), preparer=BodyYear("Gruppen", 5, minimum=2))

    assert dates(year.preparing) == ["2018-03-09", "2018-08-03"]

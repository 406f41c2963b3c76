"""What speaks against a date."""

import datetime as dt

import pytest

from calendar_app.planning import objections
from tests.calendar_app.planning_examples import day


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2018-05-09", "2018-05-09", []),
        ("2018-05-12", "2018-05-13", []),  # a weekend is the editor's own choice
        (
            "2018-05-09",
            "2018-05-11",
            ["10 maj 2018 är Kristi himmelsfärdsdag", "11 maj 2018 är klämdag"],
        ),
        ("2018-03-13", "2018-03-13", []),
        ("2018-03-13", "2018-03-14", ["14 mars 2018 krockar med rådslaget"]),
        ("2018-03-14", "2018-03-16", ["14 mars 2018 krockar med rådslaget"]),  # said once
        ("2018-12-31", "2019-01-01", ["31 december 2018 är Nyårsafton", "1 januari 2019 är Nyårsdagen"]),
        ("2101-02-01", "2101-02-01", ["Portalen känner bara helgdagarna åren 1990–2100"]),
    ],
)
def test_objections(first, last, words):
    busy = {day("2018-03-14"): "rådslaget", day("2018-03-15"): "rådslaget"}

    assert objections(day(first), day(last), busy=busy) == words


@pytest.mark.parametrize(
    ("days_before", "is_in_time"), [(0, False), (6, False), (7, True), (35, True), (36, False), (-14, False)]
)
def test_objections_want_a_preparing_meeting_one_to_five_weeks_before(days_before, is_in_time):
    first = day("2018-03-15")
    prepared_by = [day("2017-01-01"), first - dt.timedelta(days=days_before)]

    found = objections(first, first, busy={}, prepared_by=prepared_by, preparer_name="Ledningsgruppen")

    assert found == ([] if is_in_time else ["Inget möte i Ledningsgruppen en till fem veckor före"])


def test_objections_say_that_nothing_prepares():
    assert objections(day("2018-03-15"), day("2018-03-15"), busy={}, prepared_by=[], preparer_name="Gruppen") == [
        "Inget möte i Gruppen en till fem veckor före"
    ]

"""Each constraint of the calendar, provoked by name."""

import datetime as dt

import pytest

from calendar_app.models import Meeting
from tests.calendar_app.agenda.constraint_cases import AGENDA_CASES, AGENDA_UNIQUE_FIELDS
from tests.calendar_app.minutes.constraint_cases import MINUTES_CASES, MINUTES_UNIQUE_FIELDS
from tests.committee.provoking import (
    Case,
    constraint_names,
    message_of_the_constraint,
    messages_of_the_form,
    refusal_of_the_database,
)
from tests.factories import (
    BodyFactory,
    HostTurnFactory,
    MeetingFactory,
    MeetingHostFactory,
    MeetingKindFactory,
    MunicipalityFactory,
)

pytestmark = pytest.mark.django_db

MONTH = "Ett möte som bara har månad anges med månadens första dag, som både första och sista dag, och utan klockslag."
BOTH_OR_NONE = "Ange både start- och sluttid, eller ingen av dem."
YEAR = "Året ska vara mellan 1900 och 2199."
MARCH, NOON = dt.date(2018, 3, 1), dt.time(12)


def meeting(**values):
    return MeetingFactory.build(body=BodyFactory(), **values)


def host_again():
    there = MeetingHostFactory()
    return MeetingHostFactory.build(meeting=there.meeting, municipality=there.municipality, position=2)


def host_at_a_taken_position():
    there = MeetingHostFactory()
    return MeetingHostFactory.build(meeting=there.meeting, municipality=MunicipalityFactory(), position=there.position)


def turn_again():
    there = HostTurnFactory()
    return HostTurnFactory.build(body=there.body, year=there.year, municipality=MunicipalityFactory())


def turn_at_a_taken_position():
    there = HostTurnFactory(year=None, position=3)
    return HostTurnFactory.build(body=there.body, year=None, position=3, municipality=MunicipalityFactory())


def turn(**values):
    return HostTurnFactory.build(body=BodyFactory(), municipality=MunicipalityFactory(), **values)


NO_DRAFT = "Ett utkast är inte publicerat, och ett möte i annat läge är det."
NO_DAY = "Ett möte som bara har månad är utkast, preliminärt eller inställt."
YEAR_OR_PLACE = "Ange antingen år eller plats i ordningen."
OUT_OF_TIME = "Mötets datum ska vara mellan år 1900 och 2199."

CASES = [
    *(
        Case("meeting_in_a_month_has_no_day", MONTH, lambda values=values: meeting(precision="month", **values))
        for values in (
            {"starts_on": dt.date(2018, 3, 2)},
            {"starts_on": MARCH, "ends_on": dt.date(2018, 3, 31)},
            {"starts_on": MARCH, "starts_at": NOON, "ends_at": dt.time(15)},
        )
    ),
    Case(
        "meeting_in_a_month_has_no_day",
        MONTH,
        lambda: meeting(precision="week", starts_on=MARCH),
        form=("Värdet 'week' är inget giltigt alternativ.",),
    ),
    *(
        Case("meeting_year_is_a_year", OUT_OF_TIME, lambda day=day: meeting(starts_on=day, ends_on=day))
        for day in (dt.date(217, 2, 2), dt.date(2200, 1, 1))
    ),
    Case(
        "meeting_ends_after_it_starts",
        "Mötet kan inte sluta före första dagen.",
        lambda: meeting(starts_on=dt.date(2017, 4, 7), ends_on=dt.date(2017, 4, 6)),
    ),
    Case("meeting_times_both_or_none", BOTH_OR_NONE, lambda: meeting(starts_at=NOON)),
    Case("meeting_times_both_or_none", BOTH_OR_NONE, lambda: meeting(ends_at=NOON)),
    *(
        Case(
            "meeting_times_in_order",
            "Sluttiden ska vara efter starttiden.",
            lambda ends_at=ends_at: meeting(starts_at=NOON, ends_at=ends_at),
        )
        for ends_at in (NOON, dt.time(11, 59))
    ),
    Case("meeting_is_a_draft_until_announced", NO_DRAFT, lambda: meeting(state="draft")),
    Case("meeting_is_a_draft_until_announced", NO_DRAFT, lambda: meeting(state="planned", announced_at=None)),
    Case("meeting_without_a_day_is_tentative", NO_DAY, lambda: meeting(month_only=True, state="planned")),
    Case("meeting_without_a_day_is_tentative", NO_DAY, lambda: meeting(month_only=True, state="held")),
    Case(
        "meeting_state_is_known",
        "Välj ett av mötets lägen.",
        lambda: meeting(state="uppskjutet"[:9]),
        form=("Välj ett av mötets lägen.",),
    ),
    Case(
        "host_turn_once_per_body_and_position",
        "En annan kommun har redan den platsen i ordningen.",
        turn_at_a_taken_position,
    ),
    Case("host_turn_has_a_year_or_a_position", YEAR_OR_PLACE, lambda: turn(year=None)),
    Case("host_turn_has_a_year_or_a_position", YEAR_OR_PLACE, lambda: turn(year=2017, position=1)),
    Case("meeting_host_once", "Kommunen är redan värd för mötet.", host_again),
    Case("meeting_host_position_once", "En annan värdkommun har redan den platsen.", host_at_a_taken_position),
    Case("host_turn_once_per_body_and_year", "Organet har redan en värdkommun det året.", turn_again),
    *(
        Case(
            "host_turn_year_is_a_year",
            YEAR,
            lambda year=year: HostTurnFactory.build(body=BodyFactory(), municipality=MunicipalityFactory(), year=year),
        )
        for year in (1899, 2200)
    ),
]

UNIQUE_FIELDS = [
    Case(
        "calendar_app_meetingkind_name_key",
        "Mötestyp med detta Namn finns redan.",
        lambda: MeetingKindFactory.build(name=MeetingKindFactory().name),
    ),
    Case(
        "calendar_app_meeting_uid_key",
        "Möte med detta Id i kalendrar finns redan.",
        lambda: meeting(uid=Meeting.objects.get(pk=MeetingFactory().pk).uid),
    ),
]


CASES += AGENDA_CASES + MINUTES_CASES
UNIQUE_FIELDS += AGENDA_UNIQUE_FIELDS + MINUTES_UNIQUE_FIELDS


def test_constraints_of_the_calendar_are_all_provoked():
    assert {case.name for case in [*CASES, *UNIQUE_FIELDS]} == constraint_names("calendar_app")


@pytest.mark.parametrize("case", [*CASES, *UNIQUE_FIELDS], ids=str)
def test_constraint_refuses_the_row_by_its_name(case):
    assert refusal_of_the_database(case) == case.name


@pytest.mark.parametrize("case", CASES, ids=str)
def test_constraint_says_why_in_swedish(case):
    assert message_of_the_constraint(case) == case.message


@pytest.mark.parametrize("case", [*CASES, *UNIQUE_FIELDS], ids=str)
def test_form_says_the_same_before_the_row_is_written(case):
    assert messages_of_the_form(case) == sorted(case.form or [case.message])


def test_meeting_over_two_days_may_end_at_an_earlier_hour():
    two_days = meeting(starts_on=dt.date(2017, 8, 16), ends_on=dt.date(2017, 8, 17), starts_at=NOON, ends_at=dt.time(9))

    two_days.full_clean()
    two_days.save()

    assert two_days.pk

"""Rows that each constraint of the minutes refuses."""

import datetime as dt

from tests.committee.provoking import Case
from tests.factories import BodyFactory, MeetingFactory
from tests.meeting_factories import (
    AdjusterFactory,
    AgendaItemFactory,
    AttendanceFactory,
    FollowUpFactory,
    MinutesFactory,
    ParagraphFactory,
)

AT = dt.datetime(2017, 2, 6, 9, 0, tzinfo=dt.UTC)
SENT_FIRST = "Ett protokoll skickas för justering innan det justeras."


def minutes(**values):
    meeting = MeetingFactory(body=BodyFactory(), state="held")
    return MinutesFactory.build(meeting=meeting, **values)


def minutes_again():
    return MinutesFactory.build(meeting=MinutesFactory().meeting)


def section_again():
    there = ParagraphFactory(section=7)
    meeting = MeetingFactory(body=there.body, starts_on=there.minutes.meeting.starts_on, state="held")
    return ParagraphFactory.build(minutes=MinutesFactory(meeting=meeting), section=7)


def paragraph_of_a_taken_item():
    there = ParagraphFactory()
    there.item = AgendaItemFactory(meeting=there.minutes.meeting)
    there.save()
    return ParagraphFactory.build(minutes=there.minutes, item=there.item)


def attendance_again():
    there = AttendanceFactory()
    return AttendanceFactory.build(minutes=there.minutes, name=there.name)


def adjuster_again():
    there = AdjusterFactory()
    return AdjusterFactory.build(minutes=there.minutes, person=there.person)


MINUTES_CASES = [
    *(
        Case("minutes_are_sent_before_adjusted", SENT_FIRST, lambda values=values: minutes(**values))
        for values in (
            {"adjusted_at": AT, "content": {"format": 1}, "sha256": "0" * 64},
            {"sent_at": AT, "adjusted_at": AT, "sha256": "0" * 64},
            {"sent_at": AT, "adjusted_at": AT, "content": {"format": 1}},
            {"sent_at": AT, "content": {"format": 1}},
            {"sent_at": AT, "sha256": "0" * 64},
        )
    ),
    *(
        Case(
            "minutes_close_after_they_open",
            "Mötet kan inte avslutas innan det öppnades.",
            lambda closed_at=closed_at: minutes(opened_at=dt.time(12), closed_at=closed_at),
        )
        for closed_at in (dt.time(12), dt.time(11, 59))
    ),
    Case(
        "paragraph_section_once_per_body_and_year",
        "Organet har redan den paragrafen det året.",
        section_again,
    ),
    Case("attendance_once_per_name", "Personen står redan i närvaron.", attendance_again),
    Case("adjuster_once", "Personen är redan justerare.", adjuster_again),
    Case(
        "follow_up_has_an_owner",
        "Ange vem som är ansvarig.",
        lambda: FollowUpFactory.build(paragraph=ParagraphFactory(), owner=""),
    ),
]

MINUTES_UNIQUE_FIELDS = [
    Case("calendar_app_minutes_meeting_id_key", "Protokoll med detta Möte finns redan.", minutes_again),
    Case(
        "calendar_app_paragraph_item_id_key",
        "Paragraf med detta Ärende finns redan.",
        paragraph_of_a_taken_item,
    ),
]

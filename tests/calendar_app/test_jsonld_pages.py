"""A meeting's page tells search engines what it is, and its data can't end their script."""

import datetime as dt
import json

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from calendar_app.feeds import meeting_json_ld
from calendar_app.models import Meeting
from tests.factories import (
    MeetingChangeFactory,
    MeetingFactory,
    MeetingHostFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]


def script(value: dict | None) -> str:
    return Template("{% load calendar %}{{ event|json_ld }}").render(Context({"event": value}))


def described(meeting: Meeting) -> dict | None:
    row = Meeting.objects.with_body_and_hosts().with_changes().get(pk=meeting.pk)
    return meeting_json_ld(row, RequestFactory().get("/"))


def test_json_ld_can_not_end_its_script():
    value = {"name": "</script><script>alert(1)</script> & <!-- å\u2028"}

    written = script(value)

    inside = written.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert set(inside) & set("<>&\u2028") == set()
    assert json.loads(inside) == value
    assert script(None) == ""


def test_json_ld_describes_the_meeting():
    meeting = MeetingHostFactory(
        municipality__name="Sund",
        meeting__body__name="Rådet",
        meeting__joining_link="https://a.example/hemlig-lank",
        meeting__starts_on=dt.date(2017, 7, 2),
        meeting__starts_at=dt.time(12),
        meeting__ends_at=dt.time(15),
        meeting__venue="Stora salen",
    ).meeting

    assert described(meeting) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Rådet",
        "startDate": "2017-07-02T12:00:00+02:00",
        "endDate": "2017-07-02T15:00:00+02:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "organizer": {"@type": "Organization", "name": "Rådet"},
        "url": f"http://testserver/kalender/sammantrade/{meeting.pk}/",
        "inLanguage": "sv",
        "location": {"@type": "Place", "name": "Stora salen", "address": "Sund"},
    }


def test_json_ld_knows_cancelled_moved_and_whole_days():
    moved = MeetingFactory(starts_on=dt.date(2017, 7, 2), ends_on=dt.date(2017, 7, 3))
    cancelled = MeetingFactory(cancelled=True)
    for meeting in (moved, cancelled):
        MeetingChangeFactory(meeting=meeting, what="date", before="1 juli 2017")

    assert described(moved)["eventStatus"] == "https://schema.org/EventRescheduled"
    assert (described(moved)["startDate"], described(moved)["endDate"]) == ("2017-07-02", "2017-07-03")
    assert "location" not in described(moved)
    assert described(cancelled)["eventStatus"] == "https://schema.org/EventCancelled"
    assert described(MeetingFactory(month_only=True)) is None

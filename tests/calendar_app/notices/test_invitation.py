"""The invitation that follows with the mail: read back, it is the feed's event with one attendee."""

import datetime as dt

import pytest
from icalendar import Calendar

from calendar_app.notices.invitation import Party, invitation_bytes
from tests.calendar_app.test_ical import AT, event, strict_lines

ORGANIZER = Party("Kansliet", "portalen@portal.example")
MADE = dt.datetime(2017, 1, 16, 9, 30, tzinfo=dt.UTC)


def written(*, method="REQUEST", attendee=Party("Direktör Sund", "sund@example.se"), **values) -> bytes:  # noqa: B008
    return invitation_bytes(
        event(**values), method=method, organizer=ORGANIZER, attendee=attendee, host="portal.example", at=MADE
    )


def read(data: bytes):
    calendar = Calendar.from_ical(data)
    return calendar, calendar.walk("VEVENT")[0]


def test_request_is_the_feed_s_event_with_organizer_and_one_attendee():
    calendar, read_event = read(written(starts_at=dt.time(12), ends_at=dt.time(15)))

    assert (calendar["METHOD"], calendar["VERSION"], len(calendar.walk("VTIMEZONE"))) == ("REQUEST", "2.0", 1)
    assert (read_event["UID"], read_event["SEQUENCE"], read_event["STATUS"]) == ("b7c1", 3, "CONFIRMED")
    assert read_event["ORGANIZER"] == "mailto:portalen@portal.example"
    attendee = read_event["ATTENDEE"]
    assert attendee == "mailto:sund@example.se"
    assert dict(attendee.params) == {
        "CUTYPE": "INDIVIDUAL",
        "ROLE": "REQ-PARTICIPANT",
        "PARTSTAT": "NEEDS-ACTION",
        "RSVP": "FALSE",
        "CN": "Direktör Sund",
    }
    assert read_event["DTSTART"].dt.isoformat() == "2017-02-02T12:00:00+01:00"
    assert read_event["DTEND"].dt.isoformat() == "2017-02-02T15:00:00+01:00"
    assert (read_event["DTSTAMP"].dt, read_event["LAST-MODIFIED"].dt) == (MADE, AT)


@pytest.mark.parametrize(
    ("ends_on", "ends"), [(dt.date(2017, 2, 2), dt.date(2017, 2, 3)), (dt.date(2017, 2, 3), dt.date(2017, 2, 4))]
)
def test_whole_and_several_days_end_the_day_after(ends_on, ends):
    _, read_event = read(written(ends_on=ends_on))

    assert (read_event["DTSTART"].dt, read_event["DTEND"].dt) == (dt.date(2017, 2, 2), ends)


def test_cancel_takes_the_event_away():
    calendar, read_event = read(written(method="CANCEL", status="CANCELLED"))

    assert (calendar["METHOD"], read_event["STATUS"]) == ("CANCEL", "CANCELLED")
    assert "RSVP" not in read_event["ATTENDEE"].params


@pytest.mark.parametrize(
    ("name", "read_name"),
    [
        ('Anna "Ann" Ek', "Anna 'Ann' Ek"),
        ("Ek; Anna: A, B", "Ek; Anna: A, B"),
        ("Anna\r\nATTENDEE:mailto:x@y.se", "Anna ATTENDEE:mailto:x@y.se"),
        ("Åsa 🦭 " + "x" * 100, "Åsa 🦭 " + "x" * 100),
    ],
)
def test_name_of_any_kind_is_read_back_and_adds_no_line(name, read_name):
    data = written(attendee=Party(name, "sund@example.se"))

    assert read(data)[1]["ATTENDEE"].params["CN"] == read_name
    assert sum(line.startswith("ATTENDEE") for line in strict_lines(data)) == 1


def test_address_can_t_carry_headers_of_a_mailto():
    _, read_event = read(written(attendee=Party("A", "a?bcc=x@example.se")))

    assert read_event["ATTENDEE"] == "mailto:a%3Fbcc%3Dx@example.se"

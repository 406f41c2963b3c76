"""Meetings as iCalendar text: what is written is read back, line by line and value by value."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from icalendar.parser.property import unescape_backslash

from calendar_app.ical import CalendarEvent, calendar_bytes

SOURCE = "https://a.example/kalender/alla.ics"
AT = dt.datetime(2017, 1, 9, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))
# What people write and what breaks writers: letters of two, three and four octets, the signs that are escaped, a
# backslash before n and N, and other signs that some programs end a line at.
WORDS = st.lists(
    st.sampled_from(
        ["ö", "å", "–", "🦭", ",", ";", "\n", "\\", "\\n", "\\N", ":", '"', "%2C", "\u2028", "\x85", "mötet"]
    )
    | st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=20),
    max_size=40,
).map("".join)


def event(**values) -> CalendarEvent:
    return CalendarEvent(
        **{
            "uid": "b7c1",
            "sequence": 3,
            "status": "CONFIRMED",
            "summary": "Rådet",
            "starts_on": dt.date(2017, 2, 2),
            "ends_on": dt.date(2017, 2, 2),
            "starts_at": None,
            "ends_at": None,
            "location": "Stora salen, Sund",
            "url": "https://a.example/kalender/sammantrade/1/",
            "categories": ("Rådet",),
            "description": "Mötet är planerat.",
            "changed_at": AT,
            **values,
        }
    )


def written(*events: CalendarEvent, name: str = "Rådet") -> bytes:
    return calendar_bytes(name, events, source=SOURCE, host="a.example")


def strict_lines(data: bytes) -> list[str]:
    """The unfolded lines. Raises ValueError for what RFC 5545 forbids and many programs forgive.

    That is: a line that doesn't end in CRLF, one of more than 75 octets, one cut inside a letter, and a NUL.
    """
    if b"\0" in data:
        raise ValueError("NUL")
    if not data.endswith(b"\r\n"):
        raise ValueError("the last line has no end")
    lines = []
    for piece in data.removesuffix(b"\r\n").split(b"\r\n"):
        if b"\r" in piece or b"\n" in piece:
            raise ValueError(f"a line ends without CRLF: {piece!r}")
        if len(piece) > 75:
            raise ValueError(f"{len(piece)} octets: {piece!r}")
        text = piece.decode("utf-8")  # UnicodeDecodeError is a ValueError
        if not text:
            raise ValueError("an empty line")
        if text[0] in " \t":
            lines[-1] += text[1:]
        else:
            lines.append(text)
    return lines


def read(data: bytes) -> Calendar:
    strict_lines(data)
    return Calendar.from_ical(data)


def read_event(**values):
    return read(written(event(**values))).events[0]


@pytest.mark.parametrize(
    "data",
    [
        b"A:1\nB:2\r\n",
        b"A:1\rB:2\r\n",
        b"A:1\r\nB:2",
        b"A:\0\r\n",
        b"A:" + b"x" * 74 + b"\r\n",
        b"A:\xc3\r\n \xb6\r\n",
        b"A:1\r\n\r\nB:2\r\n",
    ],
)
def test_strict_lines_refuse_what_the_standard_forbids(data):
    with pytest.raises(ValueError, match=r"."):
        strict_lines(data)


def test_strict_lines_unfold():
    assert strict_lines(b"A:" + b"x" * 73 + b"\r\n \xc3\xb6\r\nB:2\r\n") == ["A:" + "x" * 73 + "ö", "B:2"]


def test_calendar_says_whose_it_is_and_how_often_to_ask():
    head = strict_lines(written(name="Rådet – Vikarna"))

    assert set(head[: head.index("BEGIN:VTIMEZONE")]) == {
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//a.example//Kalender//SV",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "NAME:Rådet – Vikarna",
        "X-WR-CALNAME:Rådet – Vikarna",
        f"SOURCE;VALUE=URI:{SOURCE}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
        "X-WR-TIMEZONE:Europe/Stockholm",
    }


def test_calendar_without_events_holds_its_time_zone():
    calendar = read(written())

    assert calendar.events == []
    assert [zone.tz_name for zone in calendar.timezones] == ["Europe/Stockholm"]


def test_event_is_written_as_it_is():
    lines = strict_lines(
        written(event(starts_at=dt.time(12), ends_at=dt.time(15), categories=("Rådet", "planeringsdag")))
    )

    assert set(lines[lines.index("BEGIN:VEVENT") + 1 : lines.index("END:VEVENT")]) == {
        "UID:b7c1",
        "DTSTAMP:20170109T083000Z",
        "LAST-MODIFIED:20170109T083000Z",
        "SEQUENCE:3",
        "STATUS:CONFIRMED",
        "SUMMARY:Rådet",
        "DTSTART;TZID=Europe/Stockholm:20170202T120000",
        "DTEND;TZID=Europe/Stockholm:20170202T150000",
        r"LOCATION:Stora salen\, Sund",
        "DESCRIPTION:Mötet är planerat.",
        "CATEGORIES:Rådet,planeringsdag",
        "URL:https://a.example/kalender/sammantrade/1/",
    }


@pytest.mark.parametrize(
    "values",
    [
        {"ends_on": dt.date(2017, 2, 2)},
        {"ends_on": dt.date(2017, 2, 3)},
        {"ends_on": dt.date(2017, 2, 3), "starts_at": dt.time(12), "ends_at": dt.time(9)},
    ],
)
def test_event_without_times_or_over_several_days_is_whole_days_and_ends_the_day_after(values):
    data = written(event(**values))
    after = values["ends_on"] + dt.timedelta(days=1)

    assert {"DTSTART;VALUE=DATE:20170202", f"DTEND;VALUE=DATE:{after:%Y%m%d}"} <= set(strict_lines(data))
    assert (read(data).events[0].start, read(data).events[0].end) == (dt.date(2017, 2, 2), after)


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        (dt.date(1996, 3, 30), 1),
        (dt.date(2017, 1, 1), 1),
        (dt.date(2017, 3, 25), 1),
        (dt.date(2017, 3, 26), 2),
        (dt.date(2017, 10, 28), 2),
        (dt.date(2017, 10, 29), 1),
        (dt.date(2024, 3, 31), 2),
        (dt.date(2031, 10, 25), 2),
        (dt.date(2031, 10, 26), 1),
    ],
)
def test_time_zone_in_the_calendar_gives_the_right_hour(day, hours):
    calendar = read(written(event(starts_on=day, ends_on=day, starts_at=dt.time(12), ends_at=dt.time(13))))
    zone = calendar.timezones[0].to_tz(lookup_tzid=False)
    start = calendar.events[0].start.replace(tzinfo=None)

    assert start == dt.datetime.combine(day, dt.time(12))
    if day.year > 1996:  # the library's own zone begins with the first change
        assert start.replace(tzinfo=zone).utcoffset() == dt.timedelta(hours=hours)
    assert calendar.events[0].start.utcoffset() == dt.timedelta(hours=hours)


def test_time_zone_changes_at_the_hour_when_clocks_do():
    zone = read(written()).timezones[0].to_tz(lookup_tzid=False)
    moments = [(3, 26, 1, 59), (3, 26, 2, 0), (10, 29, 1, 59), (10, 29, 2, 59), (10, 29, 3, 0)]

    offsets = [dt.datetime(2017, *moment, tzinfo=zone).utcoffset().seconds // 3600 for moment in moments]

    assert offsets == [1, 2, 2, 2, 1]


def test_cancelled_event_says_so_and_takes_no_time():
    cancelled = set(strict_lines(written(event(status="CANCELLED"))))
    tentative = set(strict_lines(written(event(status="TENTATIVE"))))

    assert {"STATUS:CANCELLED", "SUMMARY:Inställt: Rådet", "TRANSP:TRANSPARENT"} <= cancelled
    assert {"STATUS:TENTATIVE", "SUMMARY:Rådet"} <= tentative
    assert "TRANSP:TRANSPARENT" not in tentative


def test_event_leaves_out_what_is_not_known():
    lines = strict_lines(written(event(location="", description="", categories=())))

    assert [line for line in lines if re.match("LOCATION|DESCRIPTION|CATEGORIES", line)] == []


@given(text=WORDS)
def test_words_are_read_back_as_they_were_written(text):
    found = read_event(summary=text, description=text or "x", location=text or "x", categories=(text, "Rådet"))

    assert str(found["SUMMARY"]) == text
    assert str(found["DESCRIPTION"]) == str(found["LOCATION"]) == (text or "x")
    assert [str(name) for name in found["CATEGORIES"].cats] == [text, "Rådet"]


@given(text=WORDS)
def test_name_of_the_calendar_is_read_back_as_it_was_written(text):
    calendar = read(written(name=text))

    # The library knows neither property, and gives their values as they stand.
    assert [unescape_backslash(str(calendar[name])) for name in ("NAME", "X-WR-CALNAME")] == [text, text]


@pytest.mark.parametrize(
    ("text", "read_as"), [("a\r\nb", "a\nb"), ("a\rb", "a\nb"), ("a\0\x07b", "ab"), ("a\tb", "a\tb")]
)
def test_signs_that_calendars_forbid_are_left_out(text, read_as):
    assert str(read_event(summary=text)["SUMMARY"]) == read_as


def test_same_events_give_the_same_bytes():
    utc = AT.astimezone(dt.UTC)

    assert written(event(), event(uid="b7c2")) == written(event(changed_at=utc), event(uid="b7c2", changed_at=utc))
    assert written(event()) != written(event(sequence=4))

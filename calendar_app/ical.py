"""Meetings as iCalendar text (RFC 5545 and 7986), which calendar programs subscribe to (pure)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone
from icalendar.prop import vCategory, vDate, vDatetime, vDuration, vInt, vText, vUri

ZONE = ZoneInfo("Europe/Stockholm")
REFRESH = dt.timedelta(hours=6)
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

# The rules that have applied since 1996. The library would list every year's change by itself, some on the wrong hour.
STOCKHOLM = Timezone.from_ical(
    """BEGIN:VTIMEZONE
TZID:Europe/Stockholm
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
""".replace("\n", "\r\n")
)


@dataclass(frozen=True)
class CalendarEvent:
    """What a calendar program is told of one meeting; `starts_on` and `ends_on` are its first and last day."""

    uid: str
    sequence: int
    status: Literal["TENTATIVE", "CONFIRMED", "CANCELLED"]
    summary: str
    starts_on: dt.date
    ends_on: dt.date
    starts_at: dt.time | None
    ends_at: dt.time | None
    location: str
    url: str
    categories: tuple[str, ...]
    description: str
    changed_at: dt.datetime

    @property
    def is_timed(self) -> bool:
        """Several days are shown as whole days: their clock times are those of the first and the last."""
        return self.starts_at is not None and self.ends_at is not None and self.starts_on == self.ends_on


class Text(vText):
    r"""Text as RFC 5545 escapes it; the library's own makes a line break of a backslash before an N, as in C:\Norr.

    >>> Text("A, b; c:\\Norr\r\nd\x00").to_ical()
    b'A\\, b\\; c:\\\\Norr\\nd'
    """

    __slots__ = ()

    def to_ical(self) -> bytes:
        text = CONTROLS.sub("", self.replace("\r\n", "\n").replace("\r", "\n"))
        return re.sub(r"([\\;,])", r"\\\1", text).replace("\n", r"\n").encode()


def calendar_bytes(name: str, events: Iterable[CalendarEvent], *, source: str, host: str) -> bytes:
    r"""Write a calendar that programs fetch anew every six hours; the same events always give the same bytes.

    `source` is the address it is fetched from, and `host` says whose program wrote it. Without events it is still
    a valid calendar: it holds the time zone. Clock times before 1996 lie outside the time zone's rules.

    >>> lines = calendar_bytes("Rådet", [], source="https://a.example/alla.ics", host="a.example").split(b"\r\n")
    >>> [line.decode() for line in lines[:5]]
    ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//a.example//Kalender//SV', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH']
    >>> b"BEGIN:VTIMEZONE" in lines, b"BEGIN:VEVENT" in lines, b"NAME:R\xc3\xa5det" in lines
    (True, False, True)
    """
    calendar = Calendar()
    calendar["PRODID"] = Text(f"-//{host}//Kalender//SV")
    calendar["VERSION"] = Text("2.0")
    calendar["CALSCALE"] = Text("GREGORIAN")
    calendar["METHOD"] = Text("PUBLISH")
    calendar["NAME"] = calendar["X-WR-CALNAME"] = Text(name)
    calendar["SOURCE"] = vUri(source, params={"VALUE": "URI"})
    calendar["REFRESH-INTERVAL"] = vDuration(REFRESH, params={"VALUE": "DURATION"})
    calendar["X-PUBLISHED-TTL"] = vDuration(REFRESH)
    calendar["X-WR-TIMEZONE"] = Text(ZONE.key)
    calendar.add_component(STOCKHOLM)
    for event in events:
        calendar.add_component(component_of(event))
    return calendar.to_ical()


def component_of(event: CalendarEvent) -> Event:
    """The event as the library's own; made of its value types directly, which is quicker than its `add`."""
    is_cancelled = event.status == "CANCELLED"
    stamp = vDatetime(event.changed_at.astimezone(dt.UTC))
    component = Event()
    component["UID"] = Text(event.uid)
    component["DTSTAMP"] = component["LAST-MODIFIED"] = stamp
    component["SEQUENCE"] = vInt(event.sequence)
    component["STATUS"] = Text(event.status)
    component["SUMMARY"] = Text(f"Inställt: {event.summary}" if is_cancelled else event.summary)
    component["DTSTART"], component["DTEND"] = span_of(event)
    component["URL"] = vUri(event.url)
    if is_cancelled:
        component["TRANSP"] = Text("TRANSPARENT")
    if event.location:
        component["LOCATION"] = Text(event.location)
    if event.description:
        component["DESCRIPTION"] = Text(event.description)
    if event.categories:
        component["CATEGORIES"] = vCategory([])
        component["CATEGORIES"].cats = [Text(name) for name in event.categories]
    return component


def span_of(event: CalendarEvent) -> tuple[vDatetime | vDate, vDatetime | vDate]:
    """Start and end: clock times in Stockholm, or whole days with the end on the day after."""
    if event.is_timed:
        start, end = (dt.datetime.combine(event.starts_on, at, tzinfo=ZONE) for at in (event.starts_at, event.ends_at))
        return vDatetime(start), vDatetime(end)
    day = {"VALUE": "DATE"}
    return vDate(event.starts_on, params=day), vDate(event.ends_on + dt.timedelta(days=1), params=day)

"""The meeting as an invitation to one person (iTIP, RFC 5546), which calendar programs put in the calendar (pure)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

from icalendar import Calendar
from icalendar.prop import vCalAddress, vDatetime

from calendar_app.ical import STOCKHOLM, CalendarEvent, Text, component_of
from calendar_app.notices.letters import one_line

Method = Literal["REQUEST", "CANCEL"]


@dataclass(frozen=True)
class Party:
    """Someone in a calendar: a name and a mail address."""

    name: str
    address: str


def invitation_bytes(
    event: CalendarEvent, *, method: Method, organizer: Party, attendee: Party, host: str, at: dt.datetime
) -> bytes:
    """One event with one attendee: nobody sees who else is called. Same UID and SEQUENCE as in the feeds.

    A calendar program updates the event that it has when SEQUENCE is higher, and DTSTAMP says which of two with the
    same SEQUENCE is the later, so that is when this was made.
    """
    calendar = Calendar()
    calendar["PRODID"] = Text(f"-//{host}//Kalender//SV")
    calendar["VERSION"] = Text("2.0")
    calendar["CALSCALE"] = Text("GREGORIAN")
    calendar["METHOD"] = Text(method)
    calendar.add_component(STOCKHOLM)
    component = component_of(event)
    component["DTSTAMP"] = vDatetime(at.astimezone(dt.UTC))
    component["ORGANIZER"] = calendar_address(organizer)
    component["ATTENDEE"] = calendar_address(attendee, **(ASKED if method == "REQUEST" else {}))
    calendar.add_component(component)
    return calendar.to_ical()


ASKED = {"CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "FALSE"}


def calendar_address(party: Party, **params: str) -> vCalAddress:
    """A name can hold no quotation mark in a calendar (RFC 5545, 3.1), and no line break."""
    name = one_line(party.name).replace('"', "'")
    address = quote(one_line(party.address), safe="@+")  # what follows a ? in a mailto is headers
    return vCalAddress(f"mailto:{address}", params={**params, **({"CN": name} if name else {})})

"""What calendar programs get, read back for the tests of feeds."""

from icalendar import Calendar

from calendar_app.models import Meeting
from tests.calendar_app.test_ical import strict_lines

ALL = "/kalender/alla.ics"


def single(meeting: Meeting) -> str:
    return f"/kalender/sammantrade/{meeting.pk}.ics"


def feeds_of(meeting: Meeting) -> list[str]:
    """Every address that holds the meeting."""
    hosts = [f"/kalender/kommun/{host.slug}.ics" for host in meeting.host_municipalities]
    return [single(meeting), ALL, f"/kalender/organ/{meeting.body.slug}.ics", *hosts]


def fetched(client, address: str, **parameters) -> Calendar:
    response = client.get(address, parameters)
    assert response.status_code == 200
    strict_lines(response.content)
    return Calendar.from_ical(response.content)


def uids(client, address: str, **parameters) -> list[str]:
    return sorted(str(event["UID"]) for event in fetched(client, address, **parameters).events)


def ids(*meetings: Meeting) -> list[str]:
    """Read again, since the database gives the ids."""
    return sorted(str(Meeting.objects.get(pk=meeting.pk).uid) for meeting in meetings)


def the_event(client, meeting: Meeting):
    (event,) = fetched(client, single(meeting)).events
    return event


def sequence(client, meeting: Meeting) -> int:
    return int(the_event(client, meeting)["SEQUENCE"])

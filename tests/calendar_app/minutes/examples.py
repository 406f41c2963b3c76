"""A council with members, a meeting of it that was held, and its minutes in each state."""

import datetime as dt

from calendar_app.minutes.operations import approve, send_for_adjustment, start_minutes
from calendar_app.models import Meeting, Minutes
from calendar_app.operations import Occurrence
from committee.models import Body, Municipality, Person
from tests.factories import AssignmentFactory, BodyFactory, MeetingFactory, MunicipalityFactory, PersonFactory
from tests.meeting_factories import AdjusterFactory, AgendaItemFactory, FollowUpFactory

DAY = dt.date(2017, 2, 2)
AFTER = dt.date(2017, 2, 3)
SENT = dt.datetime(2017, 2, 6, 9, 0, tzinfo=dt.UTC)
SIGNED = dt.datetime(2017, 3, 3, 13, 30, tzinfo=dt.UTC)
DONE = Occurrence(dt.datetime(2017, 2, 3, 8, 0, tzinfo=dt.UTC))


def member(body: Body, name: str, *, municipality: Municipality | None = None, **values) -> Person:
    """A person with an assignment in the body since the first of January 2017."""
    person = PersonFactory(name=name, municipality=municipality)
    AssignmentFactory(person=person, body=body, **values)
    return person


def council() -> Body:
    """A body with two members of two municipalities, and a secretary."""
    body = BodyFactory(name="Vikarnas råd", slug="vikarnas-rad")
    for name in ("Sund", "Näs"):
        municipality = MunicipalityFactory(name=name, slug={"Sund": "sund", "Näs": "nas"}[name])
        member(body, f"Direktören i {name}", municipality=municipality)
    member(body, "Sekreteraren", role="secretary")
    return body


def called_meeting(body: Body | None = None, **values) -> Meeting:
    """A meeting that has been called, with an agenda that everyone may read."""
    values = {"starts_on": DAY, "state": "called", "agenda_audience": "public"} | values
    return MeetingFactory(body=body or council(), **values)


def draft_of(meeting: Meeting, *, chair: str = "Direktören i Sund") -> Minutes:
    """Started minutes with a chair and one adjuster, who alone was present."""
    minutes = start_minutes(meeting, DONE, today=meeting.starts_on)
    minutes.chair = chair
    minutes.save()
    adjuster = AdjusterFactory(minutes=minutes, person=meeting.body.assignments.order_by("pk").first().person)
    minutes.attendances.filter(name=adjuster.person.name).update(is_present=True)
    return minutes


def meeting_with_items(titles: list[str], **values) -> Meeting:
    meeting = called_meeting(**values)
    for number, title in enumerate(titles, start=1):
        AgendaItemFactory(
            meeting=meeting, position=number, title=title, text=f"Om {title}.", proposal=f"Ja till {title}."
        )
    return meeting


def sent_minutes(titles: tuple[str, ...] = ("Mötet öppnas", "Taxan"), **values) -> Minutes:
    return send_for_adjustment(draft_of(meeting_with_items(list(titles), **values)), SENT)


def adjusted_minutes(titles: tuple[str, ...] = ("Mötet öppnas", "Taxan"), *, secret: str = "", **values) -> Minutes:
    """Minutes that one person has adjusted; the last paragraph has a follow-up, and `secret` is its ground if any."""
    meeting = meeting_with_items(list(titles), **values)
    meeting.items.filter(number=len(titles)).update(ground=secret)
    minutes = draft_of(meeting)
    FollowUpFactory(paragraph=minutes.paragraphs.last(), task=f"Räkna på {titles[-1]}", owner="ekonomichefen")
    send_for_adjustment(minutes, SENT)
    return approve(minutes, minutes.adjusters.get().person, SIGNED)

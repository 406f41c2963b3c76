"""The meetings of the sweep's world, in every state and for every audience, with what stands on their agendas."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from calendar_app.models import AgendaItem, Meeting, MeetingReading, State
from committee.models import Body
from tests.calendar_app.documents.files import docx_bytes, pdf_bytes
from tests.factories import (
    AT,
    HostTurnFactory,
    MeetingChangeFactory,
    MeetingFactory,
    MeetingHostFactory,
    MeetingKindFactory,
)
from tests.meeting_factories import (
    AgendaItemFactory,
    DocumentFactory,
    DocumentVersionFactory,
    StandingItemFactory,
)
from tests.sweep.canaries import BY_RIGHT, DESK, EVERYONE, MEMBER, OUTSIDER, PREPARER, STAFF, World
from tests.sweep.organisation import Here
from tests.sweep.plans import Plans

GROUND = "19 kap. 3 § OSL"
SECRET_YEAR = 2077
OF_COUNCIL, OF_GROUP, OF_OTHERS = DESK | {MEMBER, PREPARER}, DESK | {PREPARER}, DESK | {OUTSIDER}


@dataclass
class Calendar:
    """Makes meetings: `members` says who belongs to each body."""

    world: World
    here: Here
    plans: Plans

    def __post_init__(self) -> None:
        self.members = {self.here.council: OF_COUNCIL, self.here.group: OF_GROUP, self.here.others: OF_OTHERS}

    def meeting(self, body: Body, day: dt.date, to: str, agenda_to: str = "members", **values) -> Meeting:
        """A meeting for an audience, or a draft, with a host and a change of day."""
        readers = self.readers(body, to)
        audience = {"audience": to, "agenda_audience": agenda_to} if to != "draft" else {"draft": True}
        link = readers & (self.members.get(body, DESK) | {STAFF})  # by the right to change it
        kind = self.world.add(MeetingKindFactory, readers | BY_RIGHT) if values.pop("has_kind", False) else None
        named = {"body": body, "starts_on": day, "kind": kind} | audience | values
        meeting = self.world.add(MeetingFactory, readers, fields={"joining_link": link}, **named)
        MeetingHostFactory(meeting=meeting, municipality=self.here.host)
        self.world.add(MeetingChangeFactory, readers, meeting=meeting, what="date", after="")
        return meeting

    def readers(self, body: Body, to: str, within: Iterable[str] = EVERYONE) -> frozenset[str]:
        groups = {"public": EVERYONE, "members": self.members.get(body, DESK)}
        return groups.get(to, DESK) & frozenset(within)

    def item(self, meeting: Meeting, to: Iterable[str], **values) -> AgendaItem:
        number = (meeting.items.count() or 0) + 1
        values = {"ground": "", "position": number, "number": number} | values
        return self.world.add(AgendaItemFactory, to, meeting=meeting, **values)

    def document(self, meeting: Meeting, to: Iterable[str], *, is_word: bool = False, versions: int = 1, **values):
        """A document whose versions have each words in their names and their text."""
        document = self.world.add(DocumentFactory, to, meeting=meeting, version=False, **values)
        for number in range(1, versions + 1):
            text, extension = self.world.word(), "docx" if is_word else "pdf"
            content = docx_bytes(text) if is_word else pdf_bytes(pages=1, text=text)
            name = f"{self.world.word()}.{extension}"
            made = {"document": document, "number": number, "name": name, "format": extension, "content": content}
            version = self.world.add(DocumentVersionFactory, to, **made)
            self.world.hide(text, version, "file", to)
            self.world.hide(name, version, "name", to)
        return document

    def fill(self, meeting: Meeting) -> None:
        """An agenda with all that can be on it; `meeting` says who reads it."""
        to = self.readers(meeting.body, meeting.agenda_audience, self.readers(meeting.body, meeting.audience))
        members = self.members[meeting.body] & to
        self.item(meeting, to, source="minutes")
        self.item(meeting, to, source="follow_ups")
        item = self.item(meeting, to, commitment=self.plans.decided)
        self.item(meeting, to, is_withdrawn=True, commitment=self.plans.draft)
        words = {"ground": GROUND, "commitment": self.plans.decided}
        secret = self.item(meeting, members, is_known=True, **words)
        self.item(meeting, DESK, draft=True, position=90, number=None, commitment=self.plans.decided)
        self.item(meeting, DESK, draft=True, position=91, number=None, ground=self.world.word())
        self.document(meeting, to, item=item)
        self.document(meeting, to, is_word=True)
        self.document(meeting, members, item=secret, versions=2)
        self.document(meeting, members, audience="members", is_word=True)
        self.document(meeting, DESK, item=item, audience="secretariat", versions=2)
        self.document(meeting, DESK, item=item, draft=True)

    def touch(self, meeting: Meeting) -> None:
        """One item and one document, as few as can be hidden."""
        to = self.readers(meeting.body, meeting.agenda_audience, self.readers(meeting.body, meeting.audience))
        to = DESK if meeting.is_draft else to
        item = self.item(meeting, to, commitment=self.plans.decided)
        self.document(meeting, to, item=item)


def day(month: int, date: int, year: int = 2017) -> dt.date:
    return dt.date(year, month, date)


def hold_meetings(calendar: Calendar) -> Meeting:
    """All the meetings without minutes; returns the one that is called."""
    council, group, others = calendar.here.council, calendar.here.group, calendar.here.others
    called = calendar.meeting(council, day(2, 2), "public", "public", state=State.CALLED)
    calendar.fill(called)
    calendar.fill(calendar.meeting(council, day(2, 9), "public", "members"))
    for body, date in ((council, 12), (council, 13), (group, 14), (others, 15)):
        to = "secretariat" if date == 13 else "members"
        calendar.touch(calendar.meeting(body, day(2, date), to, to, has_kind=date == 12))
    calendar.item(calendar.meeting(council, day(2, 14), "public", "public"), EVERYONE, source="minutes")
    calendar.meeting(council, day(2, 1), "public", "public", precision="month")
    for body, date in ((council, 16), (others, 17)):
        calendar.touch(calendar.meeting(body, day(2, date), "public", "secretariat" if date == 16 else "members"))
    cancel(calendar, council)
    hide_drafts(calendar)
    carry(calendar, called)
    return called


def cancel(calendar: Calendar, council: Body) -> None:
    for to, date in (("public", 3), ("members", 4)):
        meeting = calendar.meeting(council, day(4, date), to, to, cancelled=True)
        readers = calendar.readers(council, to)
        words = {"before": "planned", "after": "cancelled"}
        calendar.world.add(MeetingChangeFactory, readers, meeting=meeting, **words)


def hide_drafts(calendar: Calendar) -> None:
    """Meetings that aren't published, before, between and after the others, and of a body that isn't either."""
    here, world = calendar.here, calendar.world
    for date in (day(12, 1, 2016), day(1, 17), day(2, 3), day(12, 2), day(1, 5, SECRET_YEAR)):
        draft = calendar.meeting(here.council, date, "draft")
        MeetingHostFactory(meeting=draft, municipality=here.hidden_host, position=2)
    calendar.touch(draft)
    calendar.meeting(here.hidden_body, day(1, 20), "draft")
    calendar.meeting(here.hidden_body, day(3, 1, 2018), "draft", precision="month")
    calendar.meeting(here.group, day(1, 18), "draft")
    turn = {"draft": True, "municipality": here.hidden_host}
    world.add(HostTurnFactory, DESK, body=here.council, year=2018, **turn)
    world.add(HostTurnFactory, DESK, body=here.council, year=None, position=1, **turn)
    world.add(HostTurnFactory, DESK, body=here.hidden_body, year=2019, draft=True, municipality=here.host)
    world.add(HostTurnFactory, EVERYONE, body=here.others, year=2018, municipality=here.host)
    for body in (here.council, here.hidden_body):
        world.add(StandingItemFactory, BY_RIGHT, body=body)


def carry(calendar: Calendar, called: Meeting) -> None:
    """An item carried from an agenda that is open to one that isn't, and the way back."""
    closed = Meeting.objects.filter(body=calendar.here.council, audience="members", state=State.PLANNED).first()
    shut = Meeting.objects.filter(audience="secretariat").first()
    calendar.item(closed, OF_COUNCIL, carried_from=called.items.get(position=3))
    calendar.item(called, EVERYONE, carried_from=shut.items.first())


def note_readings(calendar: Calendar) -> None:
    """Everyone who reads as a member has read everything a day before it was published: what is new is told them."""
    read_at = AT - dt.timedelta(days=1)
    MeetingReading.objects.bulk_create(
        MeetingReading(person=person, meeting=meeting, read_at=read_at)
        for person in calendar.here.people.values()
        for meeting in Meeting.objects.all()
    )

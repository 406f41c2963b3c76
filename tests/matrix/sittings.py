"""Meetings of the matrix, and what belongs to them: agendas, documents, minutes, kallelser and calendars."""

from __future__ import annotations

import datetime as dt

from calendar_app.member.subscriptions import make_subscription, revoke_subscription
from calendar_app.models import Meeting, Minutes, State
from calendar_app.notices.links import SIGNER
from tests.factories import AT, HostTurnFactory, MeetingFactory, MeetingKindFactory
from tests.matrix.objects import World
from tests.matrix.roles import CLOSED
from tests.meeting_factories import AdjusterFactory, DeliveryFactory, NoticeFactory, StandingItemFactory
from tests.sweep.canaries import DESK, EVERYONE, FORMER, MEMBER
from tests.sweep.meetings import GROUND, OF_COUNCIL, Calendar, day
from tests.sweep.minutes import lock, written

KINDS = {
    "meeting announced": ("public", "public", {}),
    "meeting called": ("public", "public", {"state": State.CALLED}),
    "meeting cancelled": ("public", "public", {"cancelled": True}),
    "meeting without a day": ("public", "public", {"precision": "month", "starts_on": dt.date(2017, 2, 1)}),
    "meeting whose agenda is the members'": ("public", "members", {}),
    "meeting whose agenda is the secretariat's": ("public", "secretariat", {}),
    "meeting for members": ("members", "members", {}),
    "meeting for the secretariat": ("secretariat", "secretariat", {}),
    "meeting draft": ("draft", "", {}),
}


def hold_meetings(world: World, calendar: Calendar) -> None:
    """The council's meetings in every state, each with an item and a document; and one of another body."""
    council = calendar.here.council
    for date, (name, (to, agenda_to, values)) in enumerate(KINDS.items(), start=2):
        values = {"starts_on": day(2, date)} | values
        meeting = calendar.meeting(council, values.pop("starts_on"), to, agenda_to, **values)
        calendar.touch(meeting)
        world.add(name, meeting)
    others = calendar.meeting(calendar.here.others, day(2, 20), "members", "members")
    calendar.touch(others)
    world.add("meeting of another body, for its members", others)
    world.add("meeting without an agenda", calendar.meeting(council, day(2, 21), "public", "public"))
    hold_around_meetings(world, calendar)


def hold_around_meetings(world: World, calendar: Calendar) -> None:
    """The years of the calendar, who is to host, and what the secretariat's lists are made of."""
    council, host = calendar.here.council, calendar.here.host
    distant = MeetingFactory(body=council, draft=True, starts_on=day(3, 1, 2031))
    world.add("year with meetings", Meeting.objects.first(), year=2017)
    world.add("year with drafts alone", distant, year=2031)
    world.add("turn announced", HostTurnFactory(body=council, municipality=host, year=2025))
    world.add("turn draft", HostTurnFactory(body=council, municipality=host, year=2026, draft=True))
    world.add("kind of meeting", MeetingKindFactory())
    world.add("standing item", StandingItemFactory(body=council))


def hold_documents(world: World, calendar: Calendar) -> None:
    """On the agenda that everyone reads; and one on each that they don't."""
    meeting = Meeting.objects.get(pk=world.objects["meeting announced"]["pk"])
    item = world.add("item open", calendar.item(meeting, EVERYONE))
    secret = world.add("item confidential", calendar.item(meeting, OF_COUNCIL, is_known=True, ground=GROUND))
    draft = {"draft": True, "position": 90, "number": None}
    world.add("item draft", calendar.item(meeting, DESK, **draft))
    documents = {
        "document open": (EVERYONE, {"item": item, "versions": 2}),
        "document for members": (OF_COUNCIL, {"audience": "members", "versions": 2}),
        "document of a confidential item": (OF_COUNCIL, {"item": secret, "versions": 2}),
        "document for the secretariat": (DESK, {"audience": "secretariat", "versions": 2}),
        "document draft": (DESK, {"draft": True, "versions": 2}),
    }
    for name, (to, values) in documents.items():
        world.add(name, calendar.document(meeting, to, **values), number=1)
    for name in ("meeting whose agenda is the members'", "meeting for members", "meeting draft"):
        document = Meeting.objects.get(pk=world.objects[name]["pk"]).documents.get()
        world.add(f"document of a {name}", document, number=1)
    world.add("version that never was", meeting.documents.first(), number=98)


def hold_minutes(world: World, calendar: Calendar) -> None:
    """In every state; a member is asked to adjust them, and one who was a member until yesterday."""
    council, held = calendar.here.council, {"state": State.HELD}
    states = ("minutes adjusted", "minutes adjusted, for members", "minutes draft", "minutes sent")
    for date, name in enumerate(states, start=3):
        to = "members" if "members" in name else "public"
        meeting = world.add(name, calendar.meeting(council, day(1, date), "public", to, **held))
        minutes = written(calendar, meeting, calendar.readers(council, to))
        for reader in (MEMBER, FORMER):
            AdjusterFactory(minutes=minutes, person=calendar.here.people[reader])
        if "adjusted" in name:
            lock(calendar.world, minutes)
        elif "sent" in name:
            Minutes.objects.filter(pk=minutes.pk).update(sent_at=AT)
        world.add(f"follow-up in {name}", minutes.paragraphs.first().follow_ups.first())
    world.add("meeting held, without minutes", calendar.meeting(council, day(1, 8), "public", "public", **held))


def hold_letters(world: World, calendar: Calendar) -> None:
    """What was sent to each of two, one of whom isn't a member any more; and members' own calendars."""
    called = Meeting.objects.get(pk=world.objects["meeting called"]["pk"])
    notice, people = NoticeFactory(meeting=called), calendar.here.people
    told = {name: DeliveryFactory(notice=notice, person=people[name]) for name in (MEMBER, FORMER)}
    tokens = {name: SIGNER.sign(str(delivery.pk)) for name, delivery in told.items()}
    calendars = {name: make_subscription(people[name], at=AT) for name in (MEMBER, FORMER)}
    calendars[CLOSED] = make_subscription(world.users[CLOSED].person, at=AT)
    revoke_subscription(people[FORMER], at=AT)
    world.objects |= {
        "answer link of a member": {"token": tokens[MEMBER]},
        "answer link of a former member": {"token": tokens[FORMER]},
        "answer link forged": {"token": f"{tokens[MEMBER]}x"},
        "calendar of a member": {"token": calendars[MEMBER]},
        "calendar of a closed account": {"token": calendars[CLOSED]},
        "calendar revoked": {"token": calendars[FORMER]},
    }

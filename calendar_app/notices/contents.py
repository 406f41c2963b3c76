"""Brings rows to the letters: what the members of a meeting's body may be told of it in a mail."""

from __future__ import annotations

import datetime as dt
import json
from email.utils import parseaddr
from hashlib import sha256

from django.conf import settings

from calendar_app.agenda.reading import numbers_once_published
from calendar_app.feeds import PUBLIC, calendar_event
from calendar_app.models import AgendaItem, Document, Meeting
from calendar_app.notices.invitation import Party, invitation_bytes
from calendar_app.notices.letters import AgendaLine, Facts, Secretariat
from calendar_app.notices.links import Portal
from calendar_app.notices.recipients import Recipient
from calendar_app.notices.told import FACTS, Told, ToldDocument, ToldItem, words_of
from committee.audience import is_for
from committee.models import Cooperation
from committee.reader import Reader


def fresh(meeting: Meeting) -> Meeting:
    """The meeting as it is now, with what letters and invitations need: two queries."""
    return Meeting.objects.with_body_and_hosts().with_changes().get(pk=meeting.pk)


def member_of(meeting: Meeting) -> Reader:
    """A reader who has an assignment in the meeting's body, and no other: all recipients have that."""
    return Reader(bodies=frozenset({meeting.body_id}))


def facts_of(meeting: Meeting) -> Facts:
    """Needs `with_body_and_hosts`."""
    return Facts(
        name=meeting.name,
        when=meeting.when,
        weekday=meeting.weekday,
        clock=meeting.clock,
        venue=meeting.venue,
        hosts=meeting.host_names,
        joining_link=meeting.joining_link,
        page=Portal.build_absolute_uri(meeting.get_absolute_url()),
    )


def told_of(meeting: Meeting) -> Told:
    """What a notice sent now would tell. Drafts are counted as the published ones that they become: two queries."""
    readable = Meeting.objects.with_agenda_visible_to(member_of(meeting)).filter(pk=meeting.pk).order_by()
    rows = AgendaItem.objects.filter(meeting__in=readable).in_order()
    items = numbers_once_published(rows, meeting)
    numbers = {item.pk: number for number, item in items.items()}
    confidential = {item.pk for item in items.values() if item.ground}
    for_members = is_for(member_of(meeting), audience="audience", body="meeting__body")
    documents = Document.objects.filter(for_members, meeting__in=readable).with_latest().in_order()
    return Told(
        facts={key: value for key, value in meeting.facts().items() if key in FACTS},
        joining_link=meeting.joining_link,
        items={str(number): told_item(item) for number, item in items.items()},
        documents={
            str(document.pk): ToldDocument(
                title="" if document.item_id in confidential else document.title,
                item=numbers.get(document.item_id),
                version=document.version_number or 0,
            )
            for document in documents
        },
    )


def told_item(item: AgendaItem) -> ToldItem:
    title = "" if item.ground else item.title
    return ToldItem(title=title, ground=item.ground, withdrawn=item.is_withdrawn, rest=rest_of(item))


def rest_of(item: AgendaItem) -> str:
    """A digest of what the page shows of an item and no sentence tells in words.

    Browsers write line breaks in their own way, so where lines and words are broken doesn't count.
    """
    untold_title = item.title if item.ground else ""
    minutes = str(item.minutes or "")
    words = [text.split() for text in (untold_title, item.kind, item.presenter, minutes, item.text, item.proposal)]
    return sha256(json.dumps(words).encode()).hexdigest()


def agenda_in(told: Told) -> list[AgendaLine]:
    """The agenda as a letter has it."""
    return [AgendaLine(int(number), words_of(item), item["withdrawn"]) for number, item in told["items"].items()]


def secretariat() -> Secretariat:
    """Whom a recipient can ask: one query."""
    cooperation = Cooperation.objects.visible_to(PUBLIC).first() or Cooperation(name="Sekretariatet")
    return Secretariat(cooperation.name, cooperation.email, cooperation.phone)


def invitation(meeting: Meeting, recipient: Recipient, at: dt.datetime) -> bytes:
    """The file that follows with a letter; needs `fresh`. Calendars are shared: no agenda, and no joining link."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return invitation_bytes(
        calendar_event(meeting, Portal),
        method="CANCEL" if meeting.is_cancelled else "REQUEST",
        organizer=Party(name or "Sekretariatet", address),
        attendee=Party(recipient.person.name, recipient.address),
        host=Portal.host(),
        at=at,
    )

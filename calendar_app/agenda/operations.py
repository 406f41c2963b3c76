"""What the secretariat does to a meeting's agenda."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from calendar_app.models import AgendaItem, Document, FollowUp, ItemKind, ItemSource, Meeting, StandingItem, State
from calendar_app.operations import locked_meeting
from committee.refusal import RefusedError


@dataclass(frozen=True)
class Published:
    """What became readable: items and documents."""

    items: list[AgendaItem]
    documents: list[Document]

    def __bool__(self) -> bool:
        return bool(self.items or self.documents)


@transaction.atomic
def publish_agenda(meeting: Meeting, *, at: dt.datetime) -> Published:
    """Show the drafts among a meeting's items and documents to those they are for; the items get their numbers.

    Until the kallelse is sent the numbers follow the order; after it they stay, and what is added is late.
    """
    meeting = locked_meeting(meeting.pk)
    if meeting.is_draft or meeting.is_cancelled:
        raise RefusedError(f"{meeting} är {meeting.get_state_display()}. Föredragningslistan kan inte publiceras.")
    is_late = meeting.was_called
    last = meeting.items.aggregate(last=Max("number"))["last"] or 0
    items = list(meeting.items.filter(number=None).in_order())
    for number, item in enumerate(items, start=last + 1):
        item.number, item.announced_at, item.is_late = number, at, is_late
    AgendaItem.objects.bulk_update(items, ["number", "announced_at", "is_late"])
    number_in_order(meeting)
    documents = list(meeting.documents.filter(announced_at=None).in_order())
    meeting.documents.filter(announced_at=None).update(announced_at=at, is_late=is_late)
    return Published(items, documents)


def number_in_order(meeting: Meeting) -> None:
    """Number the published items by their places, unless the kallelse has been sent."""
    if meeting.was_called:
        return
    published = list(meeting.items.filter(number__isnull=False).in_order())
    for number, item in enumerate(published, start=1):
        item.number = number
    AgendaItem.objects.bulk_update(published, ["number"])


@transaction.atomic
def start_agenda(meeting: Meeting) -> list[AgendaItem]:
    """Put the body's standing items on an agenda that is empty, and what comes by itself; nothing on one that isn't."""
    meeting = locked_meeting(meeting.pk)
    if meeting.items.exists():
        return []
    standing = [row for row in meeting.body.standing_items.all() if has_something_to_show(meeting, row.source)]
    AgendaItem.objects.bulk_create(from_standing(row, meeting, position) for position, row in enumerate(standing, 1))
    add_what_comes_by_itself(meeting)
    return list(meeting.items.in_order())


def from_standing(row: StandingItem, meeting: Meeting, position: int = 0) -> AgendaItem:
    copied = ("kind", "title", "minutes", "text", "source")
    return AgendaItem(meeting=meeting, position=position, **{name: getattr(row, name) for name in copied})


BY_THEMSELVES = [
    (ItemSource.MINUTES, "Föregående mötes protokoll"),
    (ItemSource.FOLLOW_UPS, "Uppföljning av beslut"),
]


def what_comes_by_itself(meeting: Meeting) -> list[AgendaItem]:
    """The items, unsaved, for the previous minutes and for open follow-ups, as far as the agenda lacks them."""
    there = set(meeting.items.values_list("source", flat=True))
    standing = {row.source: row for row in meeting.body.standing_items.all()}
    missing = [
        (source, title)
        for source, title in BY_THEMSELVES
        if source not in there and has_something_to_show(meeting, source)
    ]
    return [
        from_standing(standing[source], meeting)
        if source in standing
        else AgendaItem(meeting=meeting, source=source, title=title, kind=ItemKind.INFORMATION)
        for source, title in missing
    ]


@transaction.atomic
def add_what_comes_by_itself(meeting: Meeting) -> list[AgendaItem]:
    """Add those items as drafts: also to an agenda that was begun before there was anything to show."""
    meeting = locked_meeting(meeting.pk)
    return [put_last(item, meeting) for item in what_comes_by_itself(meeting)]


@transaction.atomic
def complete_agenda(meeting: Meeting) -> None:
    """Add what comes by itself to an agenda that is begun; one that isn't gets it when it begins."""
    if meeting.items.exists():
        add_what_comes_by_itself(meeting)


def has_something_to_show(meeting: Meeting, source: str) -> bool:
    if source == ItemSource.MINUTES:
        return Meeting.objects.whose_minutes_are_read_at(meeting).exists()
    if source == ItemSource.FOLLOW_UPS:
        return FollowUp.objects.open_at(meeting).exists()
    return True


@transaction.atomic
def add_item(meeting: Meeting, item: AgendaItem) -> AgendaItem:
    """Put a new draft item last, but before a standing one that closes the meeting."""
    start_agenda(meeting)
    return put_last(item, locked_meeting(meeting.pk))


def put_last(item: AgendaItem, meeting: Meeting) -> AgendaItem:
    item.meeting = meeting
    item.position = (meeting.items.aggregate(last=Max("position"))["last"] or 0) + 1
    item.save()
    closing = set(meeting.body.standing_items.filter(is_last=True).values_list("title", flat=True))
    for above in reversed([row for row in movable(meeting) if row.pk != item.pk]):
        if above.title not in closing:
            break
        move_item(item, up=True)
    return item


def movable(meeting: Meeting) -> list[AgendaItem]:
    """The items that may change places: all of them until the kallelse is sent, then the drafts."""
    items = meeting.items.in_order()
    return list(items.filter(number=None) if meeting.was_called else items)


@transaction.atomic
def move_item(item: AgendaItem, *, up: bool) -> None:
    """Let an item change places with the one before or after it; the ends stay, and positions have no gaps."""
    meeting = locked_meeting(item.meeting_id)
    rows = movable(meeting)
    place = next((place for place, row in enumerate(rows) if row.pk == item.pk), None)
    if place is None:
        raise RefusedError(f"Kallelsen är skickad. ”{item}” behåller sitt nummer.")
    other = place - 1 if up else place + 1
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
    first = meeting.items.count() - len(rows) + 1
    for position, row in enumerate(rows, start=first):
        row.position = position
    AgendaItem.objects.bulk_update(rows, ["position"])
    number_in_order(meeting)


def next_meeting(meeting: Meeting, today: dt.date) -> Meeting | None:
    """Where an item is carried to: the body's next meeting with a day that isn't cancelled or over, drafts too."""
    later = Meeting.objects.filter(body=meeting.body_id, precision=Meeting.Precision.DAY, ends_on__gte=today)
    return later.filter(state__in=[State.DRAFT, State.PLANNED, State.CALLED]).after(meeting).first()


@transaction.atomic
def carry_over(item: AgendaItem, *, today: dt.date) -> AgendaItem:
    """Put a copy of an item on the body's next agenda, traced both ways; documents stay where they were sent.

    Raises RefusedError when there is no next meeting, or when the item has been carried already.
    """
    meeting = locked_meeting(item.meeting_id)
    to = next_meeting(meeting, today)
    if to is None:
        raise RefusedError(f"{meeting.body} har inget kommande möte att flytta ärendet till. Planera ett först.")
    carried = AgendaItem.objects.filter(carried_from=item).select_related("meeting__body", "meeting__kind").first()
    if carried:
        raise RefusedError(f"Ärendet är redan flyttat till {carried.meeting}.")
    copied = ("kind", "title", "presenter", "minutes", "text", "proposal", "ground", "commitment_id")
    return add_item(to, AgendaItem(carried_from=item, **{name: getattr(item, name) for name in copied}))


@transaction.atomic
def remove_item(item: AgendaItem) -> None:
    """Take a draft item off the agenda; one that is published or has documents stays."""
    locked_meeting(item.meeting_id)
    item = AgendaItem.objects.get(pk=item.pk)
    if not item.is_draft:
        raise RefusedError(f"”{item}” är publicerat. Markera att det utgår i stället.")
    if item.documents.exists():
        raise RefusedError(f"”{item}” har handlingar. Ta bort eller flytta dem först.")
    item.delete()


@transaction.atomic
def withdraw_item(item: AgendaItem, *, at: dt.datetime, is_withdrawn: bool = True) -> None:
    """Say that a published item won't be dealt with, or that it will after all; it keeps its number."""
    locked_meeting(item.meeting_id)
    published = AgendaItem.objects.filter(pk=item.pk, number__isnull=False)
    if not published.update(is_withdrawn=is_withdrawn, edited_at=at):
        raise RefusedError(f"”{item}” är ett utkast. Ta bort det i stället.")

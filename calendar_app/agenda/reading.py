"""A meeting's agenda as one reader may read it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from calendar_app.models import AgendaItem, Document, FollowUp, ItemSource, Meeting, Minutes
from committee.commitments import Commitment, decided_commitments
from committee.reader import Reader


@dataclass
class Entry:
    """A place on the agenda; one whose item is withheld has a number and the ground for it, and nothing else."""

    number: int
    item: AgendaItem | None = None
    ground: str = ""
    documents: list[Document] = field(default_factory=list)
    starts_at: dt.time | None = None
    carried_from: AgendaItem | None = None
    carried_to: AgendaItem | None = None
    follow_ups: list[FollowUp] = field(default_factory=list)
    commitment: Commitment | None = None
    is_new: bool = False

    @property
    def anchor(self) -> str:
        return self.item.anchor if self.item else f"arende-{self.number}"


@dataclass
class Agenda:
    """What a reader may read of a meeting: entries in order, the meeting's own documents, and the minutes before."""

    entries: list[Entry]
    documents: list[Document]
    previous: Meeting | None = None
    previous_minutes: Minutes | None = None

    def __bool__(self) -> bool:
        return bool(self.entries or self.documents)

    @property
    def has_documents(self) -> bool:
        return bool(self.documents or any(entry.documents for entry in self.entries))

    @property
    def has_drafts(self) -> bool:
        items = [entry.item for entry in self.entries if entry.item]
        documents = [*self.documents, *(document for entry in self.entries for document in entry.documents)]
        return any(row.is_draft for row in [*items, *documents])


def agenda_of(meeting: Meeting, reader: Reader, *, since: dt.datetime | None = None) -> Agenda:
    """The agenda, with what was published or edited after `since` marked as new: four to eight queries."""
    items = list(AgendaItem.objects.visible_to(reader).filter(meeting=meeting).in_order())
    if any(item.is_draft for item in items):  # only the secretariat sees those, with the numbers they will get
        ordered = [Entry(number, item) for number, item in numbers_once_published(items, meeting).items()]
    else:
        ordered = [Entry(item.number, item) for item in items]
        withheld = AgendaItem.objects.withheld_from(reader).filter(meeting=meeting)
        ordered += [Entry(row["number"], ground=row["ground"]) for row in withheld]
        ordered.sort(key=lambda entry: entry.number)
    documents = documents_of(meeting, reader, since)
    for entry in ordered:
        if entry.item:
            entry.documents = documents[entry.item.pk]
            entry.is_new = is_new(since, entry.item.announced_at, entry.item.edited_at)
    agenda = Agenda(ordered, documents[None])
    trace(ordered, reader)
    add_commitments(ordered, reader)
    set_times(ordered, meeting.starts_at)
    add_what_is_shown_by_itself(agenda, meeting, reader)
    return agenda


def numbers_once_published(items: Iterable[AgendaItem], meeting: Meeting) -> dict[int, AgendaItem]:
    """All the items, given in order, by the number that they have once the drafts among them are published.

    Until the kallelse the numbers follow the order; after it they stay, and the drafts come last.
    """
    items = list(items)
    kept = {item.number: item for item in items if item.number} if meeting.was_called else {}
    rest = [item for item in items if item.number not in kept]
    return kept | dict(enumerate(rest, start=max(kept, default=0) + 1))


def is_new(since: dt.datetime | None, *moments: dt.datetime | None) -> bool:
    """Whether something has happened after the last reading; who hasn't read knows nothing as new."""
    return since is not None and any(moment and moment > since for moment in moments)


def documents_of(meeting: Meeting, reader: Reader, since: dt.datetime | None) -> dict[int | None, list[Document]]:
    """The readable documents by item, None for the meeting's own: one query."""
    found = defaultdict(list)
    for document in Document.objects.visible_to(reader).filter(meeting=meeting).with_latest().in_order():
        document.is_new = is_new(since, document.announced_at, document.uploaded_at)
        found[document.item_id].append(document)
    return found


def trace(entries: Iterable[Entry], reader: Reader) -> None:
    """Tell from which meeting an item was carried, and to which, as far as the reader may read it there: one query."""
    items = {entry.item.pk: entry for entry in entries if entry.item}
    linked = AgendaItem.objects.visible_to(reader).filter(Q(carried_from__in=items) | Q(carried_to__in=items))
    elsewhere = list(linked.select_related("meeting__body", "meeting__kind"))
    by_key = {item.pk: item for item in elsewhere}
    for entry in items.values():
        entry.carried_from = by_key.get(entry.item.carried_from_id)
    for item in elsewhere:
        if item.carried_from_id in items:
            items[item.carried_from_id].carried_to = item


def add_commitments(entries: Iterable[Entry], reader: Reader) -> None:
    """Link items to the commitments that decided plans hold; one query, or none."""
    decided = decided_commitments([entry.item.commitment_id for entry in entries if entry.item], reader)
    for entry in entries:
        entry.commitment = decided.get(entry.item.commitment_id) if entry.item else None


def set_times(entries: Iterable[Entry], starts_at: dt.time | None) -> None:
    """Say when each item begins, as long as all before it have a length; a withheld one's length isn't told."""
    clock = dt.datetime.combine(dt.date.min, starts_at) if starts_at else None
    for entry in entries:
        if clock is None or entry.item is None:
            return
        entry.starts_at = clock.time()
        if entry.item.is_withdrawn:
            continue
        clock = clock + dt.timedelta(minutes=entry.item.minutes) if entry.item.minutes else None


def add_what_is_shown_by_itself(agenda: Agenda, meeting: Meeting, reader: Reader) -> None:
    """Fill in the previous minutes and the open follow-ups where the agenda has items for them.

    The minutes are those of the nearest meeting that the reader sees, so that no gap tells of one that is hidden.
    """
    for entry in agenda.entries:
        source = entry.item.source if entry.item else ItemSource.TYPED
        if source == ItemSource.FOLLOW_UPS:
            entry.follow_ups = list(FollowUp.objects.visible_to(reader).open_at(meeting).with_decision())
        elif source == ItemSource.MINUTES and agenda.previous is None:
            agenda.previous = Meeting.objects.visible_to(reader).whose_minutes_are_read_at(meeting).first()
            minutes = Minutes.objects.visible_to(reader).without_content()
            agenda.previous_minutes = minutes.filter(meeting=agenda.previous).first()

"""What a member has read, and what is new since then."""

from __future__ import annotations

import datetime as dt

from django.db.models import Case, DateTimeField, Exists, OuterRef, Q, Subquery, Value, When

from calendar_app.models import AgendaItem, Document, MeetingChange, MeetingQuerySet, MeetingReading
from committee.reader import Reader


def last_read(meeting_pk: int, reader: Reader) -> dt.datetime | None:
    """When the person last opened the meeting's page: one query, none for readers without a person."""
    if reader.person is None:
        return None
    readings = MeetingReading.objects.filter(person=reader.person, meeting=meeting_pk)
    return readings.values_list("read_at", flat=True).first()


def note_reading(meeting_pk: int, reader: Reader, *, at: dt.datetime) -> None:
    """Remember that the person has opened the meeting's page: one query."""
    if reader.person is not None:
        MeetingReading.objects.bulk_create(
            [MeetingReading(person_id=reader.person, meeting_id=meeting_pk, read_at=at)],
            update_conflicts=True,
            unique_fields=["person", "meeting"],
            update_fields=["read_at"],
        )


def with_news(meetings: MeetingQuerySet, reader: Reader) -> MeetingQuerySet:
    """Add `read_at`, and whether the meeting, its agenda or its documents have changed since then: no query of its own.

    `has_agenda` says that there is an agenda to read. What the reader may not read makes no news.
    """
    readings = MeetingReading.objects.filter(person=reader.person, meeting=OuterRef("pk"))
    read_at = Subquery(readings.values("read_at")[:1], output_field=DateTimeField())
    items = AgendaItem.objects.visible_to(reader).filter(meeting=OuterRef("pk"), number__isnull=False).order_by()
    documents = Document.objects.visible_to(reader).filter(meeting=OuterRef("pk"), announced_at__isnull=False)
    changes = MeetingChange.objects.visible_to(reader).filter(meeting=OuterRef("pk")).order_by()
    since = OuterRef("read_at")
    new_items = items.filter(Q(announced_at__gt=since) | Q(edited_at__gt=since))
    new_documents = documents.filter(Q(announced_at__gt=since) | Q(versions__uploaded_at__gt=since)).order_by()
    return meetings.annotate(
        read_at=read_at,
        has_agenda=Exists(items),
        has_changed=known(Exists(changes.filter(changed_at__gt=since))),
        has_new_items=known(Exists(new_items)),
        has_new_documents=known(Exists(new_documents)),
    )


def known(news: Exists) -> Case:
    """Only who has read something can find it changed."""
    return Case(When(read_at__isnull=True, then=Value(False)), default=news)

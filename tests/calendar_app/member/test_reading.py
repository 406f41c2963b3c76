"""What a member has read is remembered, and only what they may read makes news."""

import datetime as dt

import pytest
from django.db import models
from django.urls import reverse

from calendar_app.member.reading import last_read, note_reading, with_news
from calendar_app.models import Meeting, MeetingReading
from committee.reader import Reader
from tests.factories import (
    AT,
    AssignmentFactory,
    MeetingChangeFactory,
    MeetingFactory,
    PersonFactory,
    UserFactory,
)
from tests.meeting_factories import AgendaItemFactory, DocumentFactory, DocumentVersionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
BEFORE, AFTER = AT - dt.timedelta(days=1), AT + dt.timedelta(days=1)


@pytest.fixture
def meeting():
    return MeetingFactory(agenda_audience="members")


@pytest.fixture
def reader(meeting):
    return Reader.behind(AssignmentFactory(body=meeting.body).person, dt.date(2017, 1, 16))


def news(reader) -> tuple:
    meeting = with_news(Meeting.objects.visible_to(reader), reader).get()
    return meeting.has_changed, meeting.has_new_items, meeting.has_new_documents


def test_reading_is_noted_once_per_person_and_meeting(meeting, reader):
    assert last_read(meeting.pk, reader) is None

    note_reading(meeting.pk, reader, at=BEFORE)
    note_reading(meeting.pk, reader, at=AFTER)

    assert last_read(meeting.pk, reader) == AFTER
    assert MeetingReading.objects.count() == 1


def test_public_reads_without_being_noted(meeting, django_assert_num_queries):
    with django_assert_num_queries(0):
        note_reading(meeting.pk, Reader(), at=AT)
        assert last_read(meeting.pk, Reader()) is None


MAKERS = {
    "changed": lambda meeting: MeetingChangeFactory(meeting=meeting),
    "items": lambda meeting: AgendaItemFactory(meeting=meeting),
    "edited item": lambda meeting: AgendaItemFactory(meeting=meeting, announced_at=BEFORE, edited_at=AT),
    "documents": lambda meeting: DocumentFactory(meeting=meeting),
    "new version": lambda meeting: DocumentVersionFactory(
        document=DocumentFactory(meeting=meeting, announced_at=BEFORE, version__uploaded_at=BEFORE), number=2
    ),
}
EXPECTED = {
    "changed": (True, False, False),
    "items": (False, True, False),
    "edited item": (False, True, False),
    "documents": (False, False, True),
    "new version": (False, False, True),
}


@pytest.mark.parametrize("what", MAKERS)
def test_what_has_happened_since_the_last_reading_is_news(meeting, reader, what):
    note_reading(meeting.pk, reader, at=BEFORE)

    MAKERS[what](meeting)

    assert news(reader) == EXPECTED[what]
    note_reading(meeting.pk, reader, at=AFTER)
    assert news(reader) == (False, False, False)


def test_nothing_is_news_to_who_has_not_read(meeting, reader):
    for make in MAKERS.values():
        make(meeting)

    assert news(reader) == (False, False, False)


@pytest.mark.parametrize(
    "make",
    [
        lambda meeting: AgendaItemFactory(draft=True, meeting=meeting),
        lambda meeting: AgendaItemFactory(meeting=meeting, ground="19 kap. 3 § OSL"),
        lambda meeting: DocumentFactory(draft=True, meeting=meeting),
        lambda meeting: DocumentFactory(meeting=meeting, audience="secretariat"),
        lambda meeting: DocumentFactory(meeting=meeting, audience="members"),
    ],
)
def test_what_a_reader_may_not_read_makes_no_news(reader, make):
    """Someone from another body, who follows a public agenda."""
    meeting = Meeting.objects.get()
    Meeting.objects.update(agenda_audience="public")
    outsider = Reader.behind(AssignmentFactory().person, dt.date(2017, 1, 16))
    note_reading(meeting.pk, outsider, at=BEFORE)

    make(meeting)

    assert news(outsider) == (False, False, False)


def test_opening_the_page_is_reading_and_head_is_not(client, meeting):
    user = UserFactory()
    AssignmentFactory(body=meeting.body, person=PersonFactory(user=user))
    client.force_login(user)
    page = reverse("calendar:meeting-detail", args=[meeting.pk])

    client.head(page)
    assert not MeetingReading.objects.exists()
    client.get(page)
    assert MeetingReading.objects.aggregate(n=models.Count("pk"))["n"] == 1

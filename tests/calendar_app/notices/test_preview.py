"""The preview says in truth who reads each document that is published with the kallelse."""

import re

import pytest
from django.urls import reverse

from calendar_app.models import Meeting
from tests.calendar_app.notices.conftest import make_meeting
from tests.meeting_factories import DocumentFactory

pytestmark = pytest.mark.django_db


def preview(desk, meeting: Meeting) -> str:
    return desk.get(reverse("calendar:meeting-notices", args=[meeting.pk])).content.decode()


@pytest.mark.parametrize(
    ("agenda_audience", "is_confidential", "audience", "words"),
    [
        ("public", False, "public", "läses av alla"),
        ("public", True, "public", "läses av organets ledamöter"),
        ("public", False, "members", "läses av organets ledamöter"),
        ("members", False, "public", "läses av organets ledamöter"),
        ("members", True, "public", "läses av organets ledamöter"),
        ("members", True, "secretariat", "läses bara av sekretariatet"),
        ("secretariat", True, "public", "läses bara av sekretariatet"),
        ("secretariat", False, "members", "läses bara av sekretariatet"),
    ],
)
def test_document_s_readers_are_those_who_will_read_it(
    desk, meeting, agenda_audience, is_confidential, audience, words
):
    Meeting.objects.update(agenda_audience=agenda_audience)
    item = meeting.items.exclude(ground="").get() if is_confidential else meeting.items.get(ground="")
    DocumentFactory(meeting=meeting, draft=True, title="Underlag", item=item, audience=audience)

    page = preview(desk, meeting)

    assert re.search(r'Handling: Underlag <span class="kicker">([^<]+)</span>', page)[1] == words


def test_document_of_the_whole_meeting_has_no_ground(desk, meeting):
    Meeting.objects.update(agenda_audience="public")
    DocumentFactory(meeting=meeting, draft=True, title="Underlag")

    assert "läses av alla<" in preview(desk, meeting)


def test_meeting_that_is_for_members_hides_its_documents_too(desk, meeting):
    Meeting.objects.update(agenda_audience="public", audience="members")
    DocumentFactory(meeting=meeting, draft=True, title="Underlag")

    assert "läses av organets ledamöter<" in preview(desk, meeting)


def test_what_is_published_stands_next_to_the_tick(desk, meeting):
    page = preview(desk, meeting)

    between = page[page.index("Publiceras när du skickar") : page.index("is_reviewed")]
    assert "Mottagare" not in between


@pytest.mark.parametrize("count", [1, 3])
def test_preview_costs_the_same_for_any_number_of_documents(desk, django_assert_num_queries, count):
    meeting = make_meeting()
    item = meeting.items.exclude(ground="").get()
    DocumentFactory.create_batch(count, meeting=meeting, draft=True, item=item)

    with django_assert_num_queries(20):
        preview(desk, meeting)

"""A hundred meetings with ten items each cost lists, pages and feeds as many queries as three do."""

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from calendar_app.models import (
    AgendaItem,
    Answer,
    Document,
    DocumentVersion,
    FollowUp,
    Meeting,
    MeetingHost,
    MeetingReading,
    Minutes,
    Paragraph,
    State,
)
from committee.models import Body, Municipality, Person
from tests.calendar_app.test_many_meetings import costs
from tests.factories import (
    AT,
    AssignmentFactory,
    BodyFactory,
    CooperationFactory,
    MunicipalityFactory,
    PersonFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
ITEMS = 10


@pytest.fixture
def person():
    CooperationFactory()
    host = MunicipalityFactory(name="Sund", slug="sund")
    person = PersonFactory(user=UserFactory(), municipality=host)
    AssignmentFactory(person=person, body=BodyFactory(name="Rådet", slug="radet"))
    return person


def fill(count: int) -> Meeting:
    """So many coming meetings with items, documents and answers, and as many held ones with minutes; one coming."""
    body, host, person = Body.objects.get(), Municipality.objects.get(), Person.objects.get()
    coming = make(body, count, dt.date(2017, 1, 17), State.CALLED)
    held = make(body, count, dt.date(2016, 1, 10), State.HELD)
    MeetingHost.objects.bulk_create(MeetingHost(meeting=meeting, municipality=host) for meeting in coming)
    answer = {"municipality": host, "person": person, "choice": "coming", "answered_at": AT}
    Answer.objects.bulk_create(Answer(meeting=meeting, **answer) for meeting in coming)
    MeetingReading.objects.bulk_create(MeetingReading(meeting=meeting, person=person, read_at=AT) for meeting in coming)
    follow_up(held, host)
    return coming[0]


def make(body: Body, count: int, first: dt.date, state: State) -> list[Meeting]:
    days = [first + dt.timedelta(days=number % 300) for number in range(count)]
    values = {"body": body, "state": state, "announced_at": AT, "agenda_audience": "public"}
    meetings = Meeting.objects.bulk_create(Meeting(starts_on=day, ends_on=day, **values) for day in days)
    items = AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, number=number, position=number, title=f"Ärende {number}", announced_at=AT)
        for meeting in meetings
        for number in range(1, ITEMS + 1)
    )
    documents = Document.objects.bulk_create(
        Document(meeting=item.meeting, item=item, title="Handling", dated_on=AT.date(), announced_at=AT)
        for item in items
    )
    kept = DocumentVersion(document=documents[0])
    kept.file.save("x.pdf", ContentFile(b"%PDF-"), save=False)
    file = {"file": kept.file.name, "name": "x.pdf", "format": "pdf", "size": 5, "sha256": "0" * 64}
    DocumentVersion.objects.bulk_create(
        DocumentVersion(document=document, number=1, uploaded_at=AT, **file) for document in documents
    )
    return meetings


def follow_up(held: list[Meeting], host: Municipality) -> None:
    """Minutes of each with a paragraph, and something for the municipality to do."""
    minutes = Minutes.objects.bulk_create(Minutes(meeting=meeting) for meeting in held)
    paragraphs = Paragraph.objects.bulk_create(
        Paragraph(minutes=row, section=number, title="Beslutet", body=row.meeting.body, year=2016)
        for number, row in enumerate(minutes, start=1)
    )
    task = {"municipality": host, "task": "Räkna broar", "due_on": dt.date(2017, 3, 1)}
    FollowUp.objects.bulk_create(FollowUp(paragraph=paragraph, **task) for paragraph in paragraphs)
    Minutes.objects.update(sent_at=AT)
    Minutes.objects.update(adjusted_at=AT, content={}, sha256="0" * 64)


@pytest.mark.parametrize("count", [3, 100])
def test_lists_and_feeds_cost_the_same_for_many_meetings_with_items(client, person, count):
    meeting = fill(count)
    lists = ["/", "/kalender/", "/kalender/2017/", "/organ/radet/", "/kommuner/sund/"]
    feeds = ["/kalender/flode.atom", "/kalender/alla.ics", "/kalender/organ/radet.ics"]

    assert costs(client, [*lists, *feeds, meeting.get_absolute_url()]) == {
        "/": 8,
        "/kalender/": 8,
        "/kalender/2017/": 7,
        "/organ/radet/": 11,
        "/kommuner/sund/": 7,
        "/kalender/flode.atom": 3,
        "/kalender/alla.ics": 3,
        "/kalender/organ/radet.ics": 4,
        meeting.get_absolute_url(): 12,
    }


@pytest.mark.parametrize("count", [3, 100])
def test_member_s_page_costs_the_same_for_many_meetings_with_items(client, person, count):
    meeting = fill(count)
    client.force_login(person.user)

    assert costs(client, ["/mina-sidor/", meeting.get_absolute_url()]) == {
        "/mina-sidor/": 18,
        meeting.get_absolute_url(): 22,
    }


@pytest.mark.parametrize("count", [3, 100])
def test_secretariat_s_pages_cost_the_same_for_many_meetings_with_items(desk, person, count):
    meeting = fill(count)
    pages = [
        reverse(f"calendar:{name}", args=[meeting.pk])
        for name in ("meeting-agenda", "meeting-notices", "meeting-minutes")
    ]

    counted = costs(desk, [*pages, reverse("admin:index")])
    assert list(counted.values()) == [16, 21, 9, 29]

"""The news feed tells of new documents and new versions that everyone may read, among the meetings' news."""

import datetime as dt
from xml.etree import ElementTree

import pytest

from tests.factories import AT, MeetingChangeFactory, MeetingFactory
from tests.meeting_factories import AgendaItemFactory, DocumentFactory, DocumentVersionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
ATOM = "{http://www.w3.org/2005/Atom}"
HOUR = dt.timedelta(hours=1)


def entries(client) -> list[tuple[str, str]]:
    """Title and moment of each entry, in the feed's order."""
    feed = ElementTree.fromstring(client.get("/kalender/flode.atom").content)
    return [(entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}updated")) for entry in feed.iter(f"{ATOM}entry")]


def titles(client) -> list[str]:
    return [title for title, _ in entries(client)]


def test_document_is_news_when_it_is_published_and_not_when_it_is_uploaded(client):
    document = DocumentFactory(
        title="Yttrandet",
        meeting__body__name="Rådet",
        meeting__starts_on=dt.date(2017, 2, 2),
        announced_at=AT + HOUR,
        version__uploaded_at=AT,
    )

    assert entries(client) == [("Rådet 2 februari 2017: ny handling ”Yttrandet”", "2017-01-09T09:00:00+00:00")]
    feed = ElementTree.fromstring(client.get("/kalender/flode.atom").content)
    link = feed.find(f"{ATOM}entry/{ATOM}link").get("href")
    assert link == f"http://testserver/handlingar/{document.uuid}/versioner/"


def test_new_version_is_news_of_its_own(client):
    document = DocumentFactory(title="Yttrandet", meeting__body__name="Rådet")
    DocumentVersionFactory(document=document, number=2, uploaded_at=AT + HOUR, content=b"%PDF- ny")

    assert [title.partition(": ")[2] for title in titles(client)] == [
        "version 2 av ”Yttrandet”",
        "ny handling ”Yttrandet”",
    ]


def test_news_of_documents_and_meetings_come_in_order_of_time(client):
    meeting = MeetingFactory(agenda_audience="public")
    MeetingChangeFactory(meeting=meeting, changed_at=AT + HOUR)
    DocumentFactory(meeting=meeting, title="Före", announced_at=AT)
    DocumentFactory(meeting=meeting, title="Efter", announced_at=AT + 2 * HOUR)

    assert [title.rpartition(": ")[2] for title in titles(client)] == [
        "ny handling ”Efter”",
        "Mötet är inställt",
        "ny handling ”Före”",
    ]


def test_what_is_hidden_is_no_news_whoever_asks(client, desk):
    secret = AgendaItemFactory(ground="19 kap. 3 § OSL")
    DocumentFactory(meeting=secret.meeting, item=secret, title="Hemlig")
    DocumentFactory(audience="members", title="Hemlig")
    DocumentFactory(draft=True, title="Hemlig")
    DocumentFactory(meeting__agenda_audience="members", title="Hemlig")

    assert titles(client) == titles(desk) == []


@pytest.mark.parametrize("count", [1, 3, 60])
def test_news_of_documents_cost_the_same_for_any_length(client, django_assert_num_queries, count):
    for number in range(count):
        DocumentFactory(announced_at=AT + number * HOUR)

    with django_assert_num_queries(3):
        assert len(entries(client)) == min(count, 50)

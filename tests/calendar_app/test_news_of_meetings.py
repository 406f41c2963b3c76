"""The news feed tells what has happened to meetings that everyone may see."""

import datetime as dt
import xml.etree.ElementTree as ET

import pytest

from calendar_app.models import MeetingChange, State
from calendar_app.operations import Occurrence, change_state
from tests.factories import (
    AT,
    CooperationFactory,
    MeetingChangeFactory,
    MeetingFactory,
    MeetingKindFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
ATOM = "{http://www.w3.org/2005/Atom}"
NEWS = "/kalender/flode.atom"
DAY = dt.date(2017, 1, 16)
LATER = dt.datetime(2017, 1, 16, 9, 0, tzinfo=dt.UTC)


def news(client) -> ET.Element:
    response = client.get(NEWS)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(response.content)


def entries(client) -> list[ET.Element]:
    return news(client).findall(f"{ATOM}entry")


def test_news_tells_what_happened_to_the_meetings(client):
    CooperationFactory(name="Vikarnas samarbetsråd")
    meeting = MeetingFactory(body__name="Rådet", starts_on=dt.date(2017, 2, 2))
    moved = MeetingChangeFactory(meeting=meeting, what="date", before="1 februari 2017", after="2 februari 2017")
    cancelled = MeetingChangeFactory(meeting=meeting, changed_at=LATER, reason="Snö & <is>")
    MeetingChangeFactory(meeting=meeting, what="venue", before="A", after="B")
    link = f"http://testserver/kalender/sammantrade/{meeting.pk}/"

    feed = news(client)
    found = [{part.tag.removeprefix(ATOM): part for part in entry} for entry in feed.findall(f"{ATOM}entry")]

    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "sv"
    assert feed.findtext(f"{ATOM}title") == "Nytt i kalendern – Vikarnas samarbetsråd"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Vikarnas samarbetsråd"
    assert feed.findtext(f"{ATOM}id") == "tag:testserver,2017:kalender"
    assert dt.datetime.fromisoformat(feed.findtext(f"{ATOM}updated")) == LATER
    assert {part.get("rel"): part.get("href") for part in feed.findall(f"{ATOM}link")} == {
        "alternate": "http://testserver/kalender/",
        "self": f"http://testserver{NEWS}",
    }
    assert [entry["id"].text for entry in found] == [
        f"tag:testserver,2017:andring-{change.pk}" for change in (cancelled, moved)
    ]
    assert [entry["title"].text for entry in found] == [
        "Rådet 2 februari 2017: Mötet är inställt",
        "Rådet 2 februari 2017: Mötet är flyttat från 1 februari 2017 till 2 februari 2017",
    ]
    assert [entry["link"].get("href") for entry in found] == [link, link]
    assert [dt.datetime.fromisoformat(entry["updated"].text) for entry in found] == [LATER, AT]
    assert found[0]["summary"].text == "Skäl: Snö &amp; &lt;is&gt;"
    assert "summary" not in found[1]


def test_news_id_has_no_port(client):
    MeetingChangeFactory()

    content = client.get(NEWS, headers={"host": "localhost:8000"}).content.decode()

    assert "<id>tag:localhost,2017:andring-" in content
    assert 'href="http://localhost:8000/kalender/' in content


def test_news_of_a_hidden_meeting_is_not_told(client):
    shown = MeetingChangeFactory()
    MeetingChangeFactory(meeting=MeetingFactory(draft=True, title="Hemligt möte"))
    client.force_login(UserFactory(secretary=True))

    assert [entry.findtext(f"{ATOM}id") for entry in entries(client)] == [f"tag:testserver,2017:andring-{shown.pk}"]
    assert "hemligt" not in client.get(NEWS).content.decode().lower()


def test_news_is_not_sent_again_until_something_happens(client):
    empty = client.get(NEWS).headers["ETag"]
    still_empty = client.get(NEWS, headers={"If-None-Match": empty})
    meeting = MeetingFactory(starts_on=dt.date(2017, 2, 2))
    change_state(meeting, State.CANCELLED, Occurrence(at=LATER), today=DAY)

    first = client.get(NEWS, headers={"If-None-Match": empty})
    same = client.get(NEWS, headers={"If-None-Match": first.headers["ETag"]})

    assert [answer.status_code for answer in (still_empty, first, same)] == [304, 200, 304]
    assert "Last-Modified" not in first.headers
    assert first.headers["Access-Control-Allow-Origin"] == "*"


def test_news_without_news_is_the_same_at_any_time(client):
    assert dt.datetime.fromisoformat(news(client).findtext(f"{ATOM}updated")).year == 2017


@pytest.mark.parametrize(("count", "shown"), [(1, 1), (3, 3), (60, 50)])
def test_news_costs_the_same_for_any_length(client, django_assert_num_queries, count, shown):
    kind = MeetingKindFactory()
    changes = [MeetingChangeFactory(meeting__kind=kind, changed_at=AT + dt.timedelta(hours=n)) for n in range(count)]

    with django_assert_num_queries(3):
        found = entries(client)

    latest = [f"tag:testserver,2017:andring-{change.pk}" for change in reversed(changes)][:shown]
    assert [entry.findtext(f"{ATOM}id") for entry in found] == latest
    assert MeetingChange.objects.count() == count

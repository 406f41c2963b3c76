"""What calendar programs and news readers fetch, and the page that explains how to subscribe."""

import datetime as dt
import json
import re
import xml.etree.ElementTree as ET

import pytest
from django.db import connection
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse
from icalendar import Calendar

from calendar_app.feeds import meeting_json_ld
from calendar_app.models import Meeting, MeetingChange, MeetingHost, State
from calendar_app.operations import Occurrence, change_state, give_day
from tests.calendar_app.test_ical import strict_lines
from tests.factories import (
    AT,
    BodyFactory,
    CooperationFactory,
    MeetingChangeFactory,
    MeetingFactory,
    MeetingHostFactory,
    MeetingKindFactory,
    MunicipalityFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
DAY = dt.date(2017, 1, 16)
LATER = dt.datetime(2017, 1, 16, 9, 0, tzinfo=dt.UTC)
ATOM = "{http://www.w3.org/2005/Atom}"
ALL = "/kalender/alla.ics"
NEWS = "/kalender/flode.atom"


@pytest.fixture(autouse=True)
def on_the_day(settings):
    settings.PORTAL_TODAY = DAY


def single(meeting: Meeting) -> str:
    return f"/kalender/sammantrade/{meeting.pk}.ics"


def feeds_of(meeting: Meeting) -> list[str]:
    """Every address that holds the meeting."""
    hosts = [f"/kalender/kommun/{host.slug}.ics" for host in meeting.host_municipalities]
    return [single(meeting), ALL, f"/kalender/organ/{meeting.body.slug}.ics", *hosts]


def fetched(client, address: str, **parameters) -> Calendar:
    response = client.get(address, parameters)
    assert response.status_code == 200
    strict_lines(response.content)
    return Calendar.from_ical(response.content)


def uids(client, address: str, **parameters) -> list[str]:
    return sorted(str(event["UID"]) for event in fetched(client, address, **parameters).events)


def ids(*meetings: Meeting) -> list[str]:
    """Read again, since the database gives the ids."""
    return sorted(str(Meeting.objects.get(pk=meeting.pk).uid) for meeting in meetings)


def the_event(client, meeting: Meeting):
    (event,) = fetched(client, single(meeting)).events
    return event


def sequence(client, meeting: Meeting) -> int:
    return int(the_event(client, meeting)["SEQUENCE"])


# --- What a feed holds ----------------------------------------------------------------------------------------


def test_each_feed_holds_its_own_meetings(client):
    mine, other = MeetingFactory(), MeetingFactory()
    host = MeetingHostFactory(meeting=mine).municipality
    MeetingHostFactory(meeting=other)

    assert uids(client, ALL) == ids(mine, other)
    assert uids(client, single(mine)) == ids(mine)
    assert uids(client, f"/kalender/organ/{mine.body.slug}.ics") == ids(mine)
    assert uids(client, f"/kalender/kommun/{host.slug}.ics") == ids(mine)


def test_addresses_are_those_promised():
    assert reverse("calendar:meeting-ics", args=[7]) == "/kalender/sammantrade/7.ics"
    assert reverse("calendar:all-ics") == ALL
    assert reverse("calendar:body-ics", args=["rad"]) == "/kalender/organ/rad.ics"
    assert reverse("calendar:municipality-ics", args=["vik"]) == "/kalender/kommun/vik.ics"
    assert reverse("calendar:news-feed") == NEWS
    assert reverse("calendar:subscribe") == "/kalender/prenumerera/"


@pytest.mark.parametrize("is_secretary", [False, True])
def test_draft_is_in_no_feed_whoever_asks(client, is_secretary):
    shown = MeetingHostFactory().meeting
    host = shown.host_municipalities[0]
    draft = MeetingFactory(draft=True, body=shown.body, title="Hemligt möte")
    MeetingHostFactory(meeting=draft, municipality=host)
    if is_secretary:
        client.force_login(UserFactory(secretary=True))

    for address in feeds_of(shown):
        assert uids(client, address) == ids(shown)
        assert "hemligt" not in client.get(address).content.decode().lower()
    assert client.get(single(draft)).status_code == 404


def without_token(page: bytes) -> bytes:
    """A page without what is new each time in the form that logs out."""
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", page)


@pytest.mark.parametrize("is_secretary", [False, True])
def test_hidden_answers_as_missing(client, is_secretary):
    draft = MeetingFactory(draft=True)
    BodyFactory(draft=True, slug="hemligt")
    MunicipalityFactory(draft=True, slug="hemlig")
    if is_secretary:
        client.force_login(UserFactory(secretary=True))
    pairs = [
        (single(draft), f"/kalender/sammantrade/{draft.pk + 1000}.ics"),
        ("/kalender/organ/hemligt.ics", "/kalender/organ/finns-inte.ics"),
        ("/kalender/kommun/hemlig.ics", "/kalender/kommun/finns-inte.ics"),
    ]

    for hidden, missing in pairs:
        answers = [client.get(hidden), client.get(missing)]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert without_token(answers[0].content) == without_token(answers[1].content)
    assert client.get("/kalender/sammantrade/99999999999999999999.ics").status_code == 404


def test_secretariat_is_given_the_same_bytes_as_everyone(client):
    meeting = MeetingHostFactory().meeting
    MeetingFactory(draft=True, body=meeting.body)
    addresses = [*feeds_of(meeting), NEWS]

    public = [client.get(address).content for address in addresses]
    client.force_login(UserFactory(secretary=True))

    assert [client.get(address).content for address in addresses] == public


def test_joining_link_is_in_no_feed(client):
    meeting = MeetingHostFactory(meeting__joining_link="https://a.example/hemlig-lank").meeting
    MeetingChangeFactory(meeting=meeting)

    for address in [*feeds_of(meeting), NEWS]:
        response = client.get(address)
        assert response.status_code == 200
        # Unfolded, so that the line's length can't hide it.
        assert "hemlig-lank" not in response.content.decode().replace("\r\n ", "")


def test_event_says_what_the_page_says(client):
    meeting = MeetingFactory(
        body__name="Rådet, norr",
        kind=MeetingKindFactory(name="Planeringsdag"),
        starts_on=dt.date(2017, 2, 2),
        starts_at=dt.time(12),
        ends_at=dt.time(15),
        venue="Stora salen",
    )
    for position, name in enumerate(["Sund", "Ålvik"], start=1):
        MeetingHostFactory(meeting=meeting, position=position, municipality__name=name)

    event = the_event(client, meeting)

    assert str(event["SUMMARY"]) == "Rådet, norr, planeringsdag"
    assert str(event["LOCATION"]) == "Stora salen, Sund och Ålvik"
    assert [str(name) for name in event["CATEGORIES"].cats] == ["Rådet, norr", "Planeringsdag"]
    assert str(event["URL"]) == f"http://testserver/kalender/sammantrade/{meeting.pk}/"
    assert str(event["DESCRIPTION"]).split("\n") == [
        "Mötet är planerat.",
        "Tid: torsdag 2 februari 2017, kl.\xa012.00–15.00",
        "Värdkommuner: Sund och Ålvik",
    ]
    assert event.start.isoformat() == "2017-02-02T12:00:00+01:00"
    assert event["DTSTAMP"].dt == AT


def test_moved_meeting_says_from_when(client):
    meeting = MeetingFactory()
    MeetingChangeFactory(meeting=meeting, what="date", before="1 mars 2017", after="2 mars 2017", changed_at=LATER)

    event = the_event(client, meeting)

    assert "Flyttat från 1 mars 2017." in str(event["DESCRIPTION"]).split("\n")
    assert event["LAST-MODIFIED"].dt == LATER


@pytest.mark.parametrize(
    ("state", "status"),
    [
        (State.TENTATIVE, "TENTATIVE"),
        (State.PLANNED, "CONFIRMED"),
        (State.CALLED, "CONFIRMED"),
        (State.HELD, "CONFIRMED"),
        (State.ADJUSTED, "CONFIRMED"),
        (State.CANCELLED, "CANCELLED"),
    ],
)
def test_status_follows_the_state(client, state, status):
    event = the_event(client, MeetingFactory(state=state, body__name="Rådet"))

    assert str(event["STATUS"]) == status
    assert str(event["SUMMARY"]) == ("Inställt: Rådet" if state == State.CANCELLED else "Rådet")
    assert str(event["DESCRIPTION"]).startswith(f"Mötet är {state.label}.")


def test_month_only_meeting_waits_for_its_day_and_keeps_its_id(client):
    meeting = MeetingHostFactory(meeting=MeetingFactory(month_only=True)).meeting
    addresses = feeds_of(meeting)
    before = [uids(client, address) for address in addresses]
    uid = ids(meeting)

    day = dt.date(2018, 3, 8)
    give_day(meeting, Occurrence(at=LATER), starts_on=day, ends_on=day, starts_at=None, ends_at=None)

    assert before == [[]] * 4
    assert [uids(client, address) for address in addresses] == [uid] * 4
    assert the_event(client, meeting).start == day
    assert sequence(client, meeting) > 0


# --- Numbers --------------------------------------------------------------------------------------------------


def test_number_goes_up_however_the_meeting_is_changed(client):
    meeting = MeetingFactory()
    numbers = [sequence(client, meeting)]

    day = dt.date(2017, 5, 2)
    Meeting.objects.filter(pk=meeting.pk).update(starts_on=day, ends_on=day)
    numbers.append(sequence(client, meeting))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE calendar_app_meeting SET starts_on = '2017-05-01' WHERE id = %s", [meeting.pk])
    numbers.append(sequence(client, meeting))
    MeetingHost.objects.create(meeting=meeting, municipality=MunicipalityFactory())
    numbers.append(sequence(client, meeting))

    assert numbers == [0, 1, 2, 3]


# --- Which years ----------------------------------------------------------------------------------------------


def test_subscription_reaches_one_year_back(client):
    days = [dt.date(2016, 1, 15), dt.date(2016, 1, 16), dt.date(2017, 1, 16), dt.date(2030, 1, 1)]
    too_old, *rest = [MeetingFactory(starts_on=day) for day in days]
    long = MeetingFactory(starts_on=dt.date(2016, 1, 14), ends_on=dt.date(2016, 1, 16))

    assert uids(client, ALL) == ids(*rest, long)
    assert uids(client, single(too_old)) == ids(too_old)


def test_subscription_on_a_leap_day_reaches_back_to_the_28th(client, settings):
    settings.PORTAL_TODAY = dt.date(2020, 2, 29)
    old, shown = (MeetingFactory(starts_on=dt.date(2019, 2, day)) for day in (27, 28))

    assert uids(client, ALL) == ids(shown)
    assert old != shown


def test_one_year_is_what_touches_it(client):
    body = BodyFactory()
    in_2015, in_2016 = (MeetingFactory(body=body, starts_on=dt.date(year, 6, 1)) for year in (2015, 2016))
    across = MeetingFactory(body=body, starts_on=dt.date(2014, 12, 31), ends_on=dt.date(2015, 1, 1))

    calendar = fetched(client, f"/kalender/organ/{body.slug}.ics", ar="2015")

    assert sorted(str(event["UID"]) for event in calendar.events) == ids(in_2015, across)
    assert str(calendar["NAME"]) == f"{body} 2015 – Samverkan"
    assert str(calendar["SOURCE"]) == f"http://testserver/kalender/organ/{body.slug}.ics?ar=2015"
    assert uids(client, ALL, ar="2016") == ids(in_2016)
    assert uids(client, ALL, ar="1900") == uids(client, ALL, ar="2199") == []


@pytest.mark.parametrize(
    "value", ["", "1899", "2200", "0000", "17", "02017", "2017 ", "2017\n", "-2017", "２０１７", "x", "9" * 5000]
)
def test_what_is_no_year_is_not_found(client, value):
    body = BodyFactory()

    for address in (ALL, f"/kalender/organ/{body.slug}.ics"):
        assert client.get(address, {"ar": value}).status_code == 404


# --- As the web has it ----------------------------------------------------------------------------------------


def test_feed_is_a_calendar_for_every_site(client):
    response = client.get(ALL)

    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'inline; filename="alla.ics"'
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.cookies == {}


def test_feed_is_named_for_what_it_holds_and_the_cooperation(client):
    CooperationFactory(name="Vikarnas samarbetsråd")
    meeting = MeetingHostFactory(municipality__name="Sund", meeting__body__name="Rådet").meeting

    names = [str(fetched(client, address)["NAME"]) for address in feeds_of(meeting)]

    words = ["Rådet", "Alla möten", "Rådet", "Möten med Sund som värd"]
    assert names == [f"{name} – Vikarnas samarbetsråd" for name in words]


def test_feed_is_not_sent_again_until_it_changes(client):
    meeting = MeetingHostFactory().meeting
    addresses = feeds_of(meeting)
    tags = [client.get(address).headers["ETag"] for address in addresses]
    asked = list(zip(addresses, tags, strict=True))

    same = [client.get(address, headers={"If-None-Match": tag}) for address, tag in asked]
    Meeting.objects.filter(pk=meeting.pk).update(venue="Stora salen")
    changed = [client.get(address, headers={"If-None-Match": tag}) for address, tag in asked]

    assert [(answer.status_code, answer.content) for answer in same] == [(304, b"")] * 4
    assert [answer.status_code for answer in changed] == [200] * 4


def test_feeds_answer_head_and_refuse_post(client):
    meeting = MeetingHostFactory().meeting

    for address in [*feeds_of(meeting), NEWS, "/kalender/prenumerera/"]:
        head = client.head(address)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["Content-Type"] == client.get(address).headers["Content-Type"]
        assert client.post(address).status_code == 405


@pytest.mark.parametrize("count", [1, 3, 300])
def test_feed_costs_the_same_for_any_length(client, django_assert_num_queries, count):
    body, host = BodyFactory(), MunicipalityFactory()
    meetings = MeetingFactory.create_batch(count, body=body, kind=MeetingKindFactory())
    for meeting in meetings:
        MeetingHostFactory(meeting=meeting, municipality=host)
        MeetingChangeFactory(meeting=meeting, what="date", before="1 mars 2017")
    costs = {ALL: 3, f"/kalender/organ/{body.slug}.ics": 4, f"/kalender/kommun/{host.slug}.ics": 4}

    for address, cost in costs.items():
        with django_assert_num_queries(cost):
            response = client.get(address)
        assert response.content.count(b"BEGIN:VEVENT") == count
    with django_assert_num_queries(4):
        client.get(single(meetings[0]))


# --- News -----------------------------------------------------------------------------------------------------


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


# --- The page -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_subscribe_costs_the_same_for_any_number_of_bodies(client, django_assert_num_queries, count):
    CooperationFactory()
    bodies, municipalities = BodyFactory.create_batch(count), MunicipalityFactory.create_batch(count)

    with django_assert_num_queries(3):
        response = client.get(reverse("calendar:subscribe"))

    page = response.content.decode()
    paths = [
        ALL,
        *(f"/kalender/organ/{body.slug}.ics" for body in bodies),
        *(f"/kalender/kommun/{row.slug}.ics" for row in municipalities),
    ]
    assert page.count("webcal://") == len(paths)
    for path in paths:
        assert f'href="webcal://testserver{path}"' in page
        assert f"<code>http://testserver{path}</code>" in page
    assert f'href="{NEWS}"' in page


def test_subscribe_names_no_draft_to_anyone(client):
    BodyFactory(draft=True, name="Hemligt organ", slug="hemligt")
    MunicipalityFactory(draft=True, name="Hemlig kommun", slug="hemlig")
    client.force_login(UserFactory(secretary=True))

    assert "hemlig" not in client.get(reverse("calendar:subscribe")).content.decode().lower()


def test_subscribe_partial_leads_to_the_program_and_to_the_page():
    request = RequestFactory().get("/", headers={"host": "localhost:8000"})
    source = '{% include "calendar_app/_subscribe.html" with ics_url="/kalender/alla.ics" name="alla möten" %}'

    line = Template(source).render(Context({"request": request}))

    assert '<a href="webcal://localhost:8000/kalender/alla.ics">Prenumerera på alla möten</a>' in line
    assert 'href="/kalender/prenumerera/"' in line


# --- For search engines ---------------------------------------------------------------------------------------


def script(value: dict | None) -> str:
    return Template("{% load calendar %}{{ event|json_ld }}").render(Context({"event": value}))


def described(meeting: Meeting) -> dict | None:
    row = Meeting.objects.with_body_and_hosts().with_changes().get(pk=meeting.pk)
    return meeting_json_ld(row, RequestFactory().get("/"))


def test_json_ld_can_not_end_its_script():
    value = {"name": "</script><script>alert(1)</script> & <!-- å\u2028"}

    written = script(value)

    inside = written.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert set(inside) & set("<>&\u2028") == set()
    assert json.loads(inside) == value
    assert script(None) == ""


def test_json_ld_describes_the_meeting():
    meeting = MeetingHostFactory(
        municipality__name="Sund",
        meeting__body__name="Rådet",
        meeting__joining_link="https://a.example/hemlig-lank",
        meeting__starts_on=dt.date(2017, 7, 2),
        meeting__starts_at=dt.time(12),
        meeting__ends_at=dt.time(15),
        meeting__venue="Stora salen",
    ).meeting

    assert described(meeting) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Rådet",
        "startDate": "2017-07-02T12:00:00+02:00",
        "endDate": "2017-07-02T15:00:00+02:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "organizer": {"@type": "Organization", "name": "Rådet"},
        "url": f"http://testserver/kalender/sammantrade/{meeting.pk}/",
        "inLanguage": "sv",
        "location": {"@type": "Place", "name": "Stora salen", "address": "Sund"},
    }


def test_json_ld_knows_cancelled_moved_and_whole_days():
    moved = MeetingFactory(starts_on=dt.date(2017, 7, 2), ends_on=dt.date(2017, 7, 3))
    cancelled = MeetingFactory(cancelled=True)
    for meeting in (moved, cancelled):
        MeetingChangeFactory(meeting=meeting, what="date", before="1 juli 2017")

    assert described(moved)["eventStatus"] == "https://schema.org/EventRescheduled"
    assert (described(moved)["startDate"], described(moved)["endDate"]) == ("2017-07-02", "2017-07-03")
    assert "location" not in described(moved)
    assert described(cancelled)["eventStatus"] == "https://schema.org/EventCancelled"
    assert described(MeetingFactory(month_only=True)) is None

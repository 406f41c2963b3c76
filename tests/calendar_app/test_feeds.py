"""What calendar programs fetch: which meetings, of which years, and how the web has it."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from calendar_app.models import Meeting
from tests.calendar_app.subscribed import ALL, feeds_of, fetched, ids, single, uids
from tests.factories import (
    BodyFactory,
    CooperationFactory,
    MeetingChangeFactory,
    MeetingFactory,
    MeetingHostFactory,
    MeetingKindFactory,
    MunicipalityFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
NEWS = "/kalender/flode.atom"


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


@pytest.mark.parametrize("count", [1, 3, 100])
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

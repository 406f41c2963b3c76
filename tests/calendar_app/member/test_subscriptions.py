"""A member's own calendar: its address is secret, shown once, and can be taken back."""

import datetime as dt
import re

import icalendar
import pytest
from django.urls import reverse

from calendar_app.models import Subscription
from tests.factories import AssignmentFactory, BodyFactory, MeetingFactory, PersonFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
LINK = "https://video.example.se/mote"


@pytest.fixture
def person():
    return PersonFactory(user=UserFactory())


@pytest.fixture
def body(person):
    return AssignmentFactory(person=person, body__name="Rådet").body


@pytest.fixture
def member(client, person):
    client.force_login(person.user)
    return client


def address_in(response) -> str:
    return re.search(r"/kalender/min/[\w-]{43}\.ics", response.content.decode())[0]


def make(client) -> str:
    return address_in(client.post(reverse("calendar:my-subscription"), {"make": ""}))


def names(client, address) -> set[str]:
    return {str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(client.get(address).content).events}


def test_address_is_shown_once_and_kept_as_a_hash(member, body):
    address = make(member)
    secret = address.removeprefix("/kalender/min/").removesuffix(".ics")

    row = Subscription.objects.values().get()
    assert secret not in str(row)
    assert secret not in member.get(reverse("calendar:my-pages")).content.decode()


def test_calendar_holds_the_meetings_of_the_persons_own_bodies_with_joining_links(member, body, client):
    MeetingFactory(body=body, joining_link=LINK)
    MeetingFactory(body=body, audience="members", title="slutet")
    MeetingFactory(body=body, draft=True, title="utkast")
    MeetingFactory(body=BodyFactory(name="Ett annat organ"))
    address = make(member)
    client.logout()

    assert names(client, address) == {"Rådet", "Rådet, slutet"}
    response = client.get(address)
    assert LINK in response.content.decode().replace("\r\n ", "")
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert "Access-Control-Allow-Origin" not in response.headers
    assert LINK not in client.get("/kalender/alla.ics").content.decode().replace("\r\n ", "")


def test_calendar_is_empty_the_day_after_the_assignment_ends(member, body, person, settings):
    MeetingFactory(body=body)
    person.assignments.update(ends_on=dt.date(2017, 1, 16))
    address = make(member)
    assert names(member, address) == {"Rådet"}

    settings.PORTAL_TODAY = dt.date(2017, 1, 17)

    assert names(member, address) == set()


def test_new_address_ends_the_old_one(member, body):
    old, new = make(member), make(member)

    assert (member.get(old).status_code, member.get(new).status_code) == (404, 200)
    assert Subscription.objects.filter(revoked_at=None).count() == 1


def test_revoked_address_leads_nowhere(member, body):
    address = make(member)

    member.post(reverse("calendar:my-subscription"), {"revoke": ""})
    member.logout()

    assert member.get(address).status_code == 404
    assert member.get(address).content == member.get("/kalender/min/gissad.ics").content


def test_address_of_a_closed_login_leads_nowhere(member, body, person):
    address = make(member)
    type(person.user).objects.update(is_active=False)

    assert member.get(address).status_code == 404


def test_subscription_is_made_by_post_by_who_is_logged_in(client, member, body):
    assert member.get(reverse("calendar:my-subscription")).status_code == 405
    client.logout()
    response = client.post(reverse("calendar:my-subscription"), {"make": ""})
    assert response.url.startswith("/logga-in/")
    assert not Subscription.objects.exists()


def test_account_without_person_has_no_subscription(client):
    client.force_login(UserFactory())

    assert client.post(reverse("calendar:my-subscription"), {"make": ""}).url == "/mina-sidor/"
    assert not Subscription.objects.exists()

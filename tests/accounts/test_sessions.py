"""How logins end: by themselves, by their owner, and at once when what they rest on is taken away."""

import datetime as dt

import pytest
from django.conf import settings as portal
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from committee.models import Assignment
from sodertorn.accounts.operations import close_account, open_account, set_roles
from sodertorn.accounts.sessions import BEGAN_AT, SEEN_AT
from tests.accounts.logging_in import log_in
from tests.factories import PASSWORD, AssignmentFactory, PersonFactory, UserFactory
from tests.meeting_factories import AgendaItemFactory, MeetingFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
MINE = "/mina-sidor/"


def shift(client: Client, name: str, by: dt.timedelta) -> None:
    session = client.session
    session[name] -= by.total_seconds()
    session.save()


@pytest.fixture
def member(client) -> User:
    user = UserFactory()
    log_in(client, user)
    assert client.get(MINE).status_code == 200
    return user


@pytest.mark.parametrize(
    ("who", "name", "short", "long"),
    [
        ("others", SEEN_AT, dt.timedelta(days=6, hours=23), dt.timedelta(days=7, hours=1)),
        ("others", BEGAN_AT, dt.timedelta(days=29), dt.timedelta(days=30, hours=1)),
        ("staff", SEEN_AT, dt.timedelta(hours=1, minutes=59), dt.timedelta(hours=2, minutes=1)),
        ("staff", BEGAN_AT, dt.timedelta(hours=11), dt.timedelta(hours=12, minutes=1)),
    ],
)
def test_login_that_is_idle_or_old_ends(client, who, name, short, long):
    client.force_login(UserFactory(secretary=who == "staff"))
    client.get(MINE)
    shift(client, name, short)
    assert client.get(MINE).status_code == 200
    shift(client, name, long if name == SEEN_AT else long - short)

    response = client.get(MINE, follow=True)

    assert response.redirect_chain == [(f"/logga-in/?next={MINE}", 302)]
    assert "Logga in igen." in response.content.decode()
    assert "Logga in" in client.get("/").content.decode()


def test_who_sends_something_after_the_login_has_lapsed_is_told_that_it_is_not_saved(client, member):
    shift(client, SEEN_AT, dt.timedelta(days=8))

    response = client.post("/mina-sidor/prenumeration/", {"make": ""}, follow=True)

    assert "Det du skickade är inte sparat." in response.content.decode()


def test_use_keeps_a_login_alive_and_is_noted_once_a_minute(client, member, django_assert_num_queries):
    shift(client, SEEN_AT, dt.timedelta(seconds=30))
    before = client.session[SEEN_AT]
    client.get("/om/")
    assert client.session[SEEN_AT] == before

    shift(client, SEEN_AT, dt.timedelta(days=6))
    client.get("/om/")
    assert client.session[SEEN_AT] > before - 60


def test_limits_are_shorter_for_those_who_can_change_things():
    assert portal.SESSION_LIMITS["staff"] < portal.SESSION_LIMITS["others"]


@pytest.mark.parametrize("by", ["operation", "SQL"])
def test_closed_account_is_the_public_at_the_next_request_and_stays_so_when_it_is_opened(client, member, by):
    close_account(member) if by == "operation" else User.objects.update(is_active=False)
    assert client.get(MINE).status_code == 302

    open_account(member)

    assert client.get(MINE).status_code == 302


def test_session_of_a_closed_account_is_gone_even_if_it_is_opened_before_the_next_request(client, member):
    close_account(member)
    open_account(member)

    assert client.get(MINE).status_code == 302


def test_changed_password_logs_out_everywhere_else(client, member):
    other = Client()
    log_in(other, member)
    words = {"oldpassword": PASSWORD, "password1": "sju sura saltgurkor", "password2": "sju sura saltgurkor"}

    page = client.post(reverse("account_change_password"), words, follow=True)

    assert "Lösenordet är bytt." in page.content.decode()
    assert other.get(MINE).status_code == 302
    assert client.get(MINE).status_code == 200


@pytest.mark.parametrize("taken", ["by operation", "by SQL", "staff by SQL"])
def test_removed_role_ends_the_login_at_the_next_request(client, taken):
    user = UserFactory(secretary=True)
    client.force_login(user)
    assert client.get("/admin/").status_code == 200
    if taken == "by operation":
        set_roles(user, [])
    elif taken == "by SQL":
        user.groups.through.objects.all().delete()
    else:
        User.objects.update(is_staff=False)

    assert client.get("/admin/").status_code == 302
    if taken != "staff by SQL":
        assert client.get(MINE).status_code == 302


def test_given_role_ends_it_too_so_that_a_second_factor_is_asked_for(client, member):
    member.groups.add(Group.objects.get(name="Sekretariat"))

    assert client.get(MINE).status_code == 302


def test_ended_assignment_is_felt_at_the_next_request(client, member, demo_day):
    meeting = MeetingFactory(agenda_audience="members")
    AgendaItemFactory(meeting=meeting, title="Förslag till avtal")
    AssignmentFactory(body=meeting.body, person=PersonFactory(user=member))
    assert "Förslag till avtal" in client.get(meeting.get_absolute_url()).content.decode()

    Assignment.objects.update(ends_on=demo_day - dt.timedelta(days=1))

    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "Förslag till avtal" not in page
    assert "Mina sidor" in page


def test_my_logins_are_listed_and_ended_one_by_one_or_all(client, member):
    others = [Client(headers={"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/130.0"}) for _ in range(3)]
    for other in others:
        log_in(other, member)
    page = client.get(reverse("usersessions_list"))
    assert [row.is_current for row in page.context["sessions"]].count(True) == 1
    assert page.content.decode().count("Firefox på Windows</b>") == 3

    newest = page.context["sessions"][0]
    client.post(reverse("usersessions_list"), {"end": newest.pk})
    assert [other.get(MINE).status_code for other in others] == [200, 200, 302]
    client.post(reverse("usersessions_list"), {"end": "others"})

    assert [other.get(MINE).status_code for other in others] == [302, 302, 302]
    assert client.get(MINE).status_code == 200
    assert len(client.get(reverse("usersessions_list")).context["sessions"]) == 1


def test_nobody_ends_anothers_login(client, member):
    stranger = Client()
    log_in(stranger, UserFactory())
    theirs = stranger.get(reverse("usersessions_list")).context["sessions"][0].pk

    for value in (theirs, "others", "", "0", "x" * 50):
        client.post(reverse("usersessions_list"), {"end": value})

    assert stranger.get(MINE).status_code == 200


def test_login_lasts_no_longer_in_the_browser_than_here(client):
    response = log_in(client, UserFactory())

    cookie = response.cookies["sessionid"]
    assert cookie["max-age"] == 30 * 24 * 3600
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert Session.objects.count() == 1


def test_public_pages_set_no_cookie(client):
    assert not client.get("/").cookies
    assert not client.get("/kalender/").cookies

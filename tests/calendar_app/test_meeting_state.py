"""A meeting's next state: what is asked about before, and what the public sees after."""

import datetime as dt

import pytest
from django.urls import reverse

from calendar_app.models import Meeting, MeetingChange, State
from tests.conftest import admin_address
from tests.factories import MeetingChangeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
BROKEN = "Det blir 5 av minst 6 sammanträden 2017."


def state_page(meeting: Meeting, state: str) -> str:
    return reverse("calendar:meeting-state", args=[meeting.pk, state])


def test_cancelling_the_sixth_meeting_says_that_the_promise_breaks_and_asks_once_more(desk, committee):
    meeting = Meeting.objects.get(body=committee, starts_on=dt.date(2017, 12, 7))
    page = state_page(meeting, "cancelled")

    asked = desk.get(page).content.decode()
    first = desk.post(page, {"reason": "För få ärenden"}).content.decode()
    between = Meeting.objects.get(pk=meeting.pk).state
    second = desk.post(page, {"reason": "För få ärenden", "is_confirmed": "on"}, follow=True)

    assert BROKEN in asked
    assert BROKEN in first
    assert "Kryssa i rutan om du vill gå vidare ändå." in first
    assert "Spara" not in first
    assert between == State.PLANNED
    assert "är nu inställt." in second.content.decode()
    assert Meeting.objects.get(pk=meeting.pk).state == State.CANCELLED
    assert MeetingChange.objects.get().reason == "För få ärenden"


def test_cancelling_a_meeting_that_others_make_up_for_asks_nothing_more(desk, committee):
    meeting = Meeting.objects.get(title="planeringskonferens")

    response = desk.post(state_page(meeting, "cancelled"), {"reason": ""})

    assert response.status_code == 302
    assert Meeting.objects.get(pk=meeting.pk).state == State.CANCELLED


def test_cancelling_what_prepares_a_meeting_names_the_meeting(desk, committee):
    meeting = Meeting.objects.get(starts_on=dt.date(2017, 1, 20))

    page = desk.get(state_page(meeting, "cancelled")).content.decode()

    assert "Det blir 5 av 6 möten 2017 förbereds av Ledningsgruppen." in page
    assert "2 februari 2017 saknar förberedande möte en till fem veckor före." in page


def test_cancelling_one_more_when_the_promise_is_broken_is_asked_about_too(desk, committee):
    Meeting.objects.filter(body=committee, starts_on=dt.date(2017, 12, 7)).update(state=State.CANCELLED)
    meeting = Meeting.objects.get(body=committee, starts_on=dt.date(2017, 10, 26))

    page = desk.post(state_page(meeting, "cancelled"), {"reason": ""})

    assert "Det blir 4 av minst 6 sammanträden 2017." in page.content.decode()
    assert Meeting.objects.get(pk=meeting.pk).state == State.PLANNED


def test_cancelled_meeting_is_taken_back_and_the_news_say_so(desk, client, committee):
    meeting = Meeting.objects.get(body=committee, starts_on=dt.date(2017, 12, 7))
    desk.post(state_page(meeting, "cancelled"), {"is_confirmed": "on"})

    assert "Återta som planerat" in desk.get(admin_address(Meeting, "change", meeting.pk)).content.decode()
    desk.post(state_page(meeting, "planned"))

    client.logout()
    assert "Mötet är inställt" not in client.get(meeting.get_absolute_url()).content.decode()
    assert "Mötet är inte längre inställt, utan planerat" in client.get("/kalender/flode.atom").content.decode()


def test_public_sees_the_broken_promise_and_the_cancelled_meeting(client, desk, committee):
    meeting = Meeting.objects.get(body=committee, starts_on=dt.date(2017, 12, 7))
    desk.post(state_page(meeting, "cancelled"), {"reason": "För få ärenden", "is_confirmed": "on"})
    client.logout()

    body = client.get(reverse("calendar:body-detail", args=[committee.slug])).content.decode()
    year = client.get(reverse("calendar:year-detail", args=[2017])).content.decode()
    page = client.get(meeting.get_absolute_url()).content.decode()

    assert "5 av minst 6 sammanträden 2017." in body
    assert "5 av minst 6 sammanträden 2017." in year
    assert "1 inställt" in year
    assert "Mötet är inställt. Skäl: För få ärenden" in page
    assert "EventCancelled" in page


def test_step_that_is_not_open_leads_back_with_the_reason(desk, committee):
    meeting = Meeting.objects.get(body=committee, starts_on=dt.date(2017, 12, 7))

    for state in ("held", "adjusted", "draft", "planned"):
        response = desk.post(state_page(meeting, state), follow=True)
        assert "kan inte bli" in response.content.decode()
    assert desk.get(state_page(meeting, "uppskjutet")).status_code == 404
    assert Meeting.objects.get(pk=meeting.pk).state == State.PLANNED


def test_change_is_told_on_the_meetings_page_with_the_day_in_its_shortest_form(client):
    change = MeetingChangeFactory(changed_at=dt.datetime(2017, 1, 16, 4, 8, 8, 159584, tzinfo=dt.UTC))

    page = client.get(change.meeting.get_absolute_url()).content.decode()

    assert '<time class="kicker" datetime="2017-01-16">16 januari 2017</time>' in page

"""A month-only meeting is given its day."""

import datetime as dt

import pytest
from django.urls import reverse

from calendar_app.models import Meeting
from tests.factories import (
    MeetingFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]


def day_page(meeting: Meeting) -> str:
    return reverse("calendar:meeting-day", args=[meeting.pk])


def test_month_gets_the_day_that_is_proposed(desk, client, committee):
    meeting = Meeting.objects.get(starts_on=dt.date(2018, 1, 1))

    page = desk.get(day_page(meeting))
    proposed = page.context["form"].initial["starts_on"]
    desk.post(
        day_page(meeting), {"starts_on": proposed, "starts_at": "12.00", "ends_at": "15.00", "is_confirmed": "on"}
    )

    client.logout()
    assert (proposed.year, proposed.month, proposed.isoweekday()) == (2018, 1, 4)
    shown = client.get(meeting.get_absolute_url()).content.decode()
    assert "25 januari 2018" in shown
    assert "<del>januari 2018 (preliminärt)</del> <ins>25 januari 2018</ins>" in shown
    assert Meeting.objects.get(pk=meeting.pk).host_names == "Huddinge"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"starts_on": "2018-01-06"}, "6 januari 2018 är Trettondedag jul"),
        ({"starts_on": "2018-01-20"}, "lördag 20 januari 2018 är en helg"),
        ({"starts_on": "2018-06-14"}, "Mötet är satt till januari 2018 (preliminärt)."),
        ({"starts_on": "2018-01-18"}, "Inget möte i Ledningsgruppen en till fem veckor före"),
    ],
)
def test_unusual_day_is_asked_about_once_more(desk, committee, values, words):
    meeting = Meeting.objects.get(starts_on=dt.date(2018, 1, 1))

    first = desk.post(day_page(meeting), values).content.decode()
    between = Meeting.objects.get(pk=meeting.pk).precision
    desk.post(day_page(meeting), values | {"is_confirmed": "on"})

    assert words in first
    assert between == Meeting.Precision.MONTH
    assert Meeting.objects.get(pk=meeting.pk).starts_on.isoformat() == values["starts_on"]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"starts_on": "01/25/2018"}, "Skriv datumet som 2018-01-25."),
        ({"starts_on": ""}, "måste fyllas i"),
        ({"starts_on": "2018-01-25", "ends_on": "2018-01-24"}, "Mötet kan inte sluta före första dagen."),
        ({"starts_on": "2018-01-25", "starts_at": "12.00"}, "Ange både start- och sluttid"),
        ({"starts_on": "2018-01-25", "starts_at": "15.00", "ends_at": "12.00"}, "Sluttiden ska vara efter"),
        ({"starts_on": "2018-01-25", "starts_at": "tolv"}, "Skriv tiden som 12.00."),
        ({"starts_on": "0217-01-25"}, "Mötets datum ska vara mellan år 1900 och 2199."),
    ],
)
def test_wrong_day_is_refused_with_the_reason_and_changes_nothing(desk, committee, values, words):
    meeting = Meeting.objects.get(starts_on=dt.date(2018, 1, 1))

    page = desk.post(day_page(meeting), values | {"is_confirmed": "on"}).content.decode()

    assert words in page
    assert Meeting.objects.get(pk=meeting.pk).is_month_only


def test_meeting_with_a_day_is_given_no_other_here(desk):
    meeting = MeetingFactory()

    assert "har redan en dag" in desk.get(day_page(meeting), follow=True).content.decode()

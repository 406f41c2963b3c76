"""An agenda begins with what a body always has, and with what comes by itself."""

import datetime as dt

import pytest

from calendar_app.agenda.operations import (
    add_item,
    add_what_comes_by_itself,
    carry_over,
    complete_agenda,
    publish_agenda,
    start_agenda,
)
from calendar_app.models import Meeting, State
from tests.calendar_app.agenda.agendas import new, titles
from tests.factories import BodyFactory, MeetingFactory
from tests.meeting_factories import (
    AgendaItemFactory,
    FollowUpFactory,
    StandingItemFactory,
)

pytestmark = pytest.mark.django_db
AT = dt.datetime(2017, 1, 16, 9, 0, tzinfo=dt.UTC)
TODAY = AT.date()
LATER = dt.datetime(2017, 1, 30, 9, 0, tzinfo=dt.UTC)


def test_agenda_begins_with_the_bodys_standing_items_and_ends_with_the_closing_one():
    meeting = MeetingFactory()
    StandingItemFactory(body=meeting.body, position=1, title="Öppnande")
    StandingItemFactory(body=meeting.body, position=2, title="Avslutning", is_last=True)
    StandingItemFactory(position=1, title="Ett annat organs")

    add_item(meeting, new("Vägar"))
    add_item(meeting, new("Broar"))

    assert titles(meeting) == ["Öppnande", "Vägar", "Broar", "Avslutning"]
    assert list(meeting.items.order_by("position").values_list("position", flat=True)) == [1, 2, 3, 4]


def test_agenda_that_has_items_is_not_started_again():
    meeting = AgendaItemFactory(draft=True, title="Det enda").meeting
    StandingItemFactory(body=meeting.body)

    assert start_agenda(meeting) == []
    assert titles(meeting) == ["Det enda"]


def test_previous_minutes_and_open_follow_ups_come_by_themselves():
    body = BodyFactory()
    StandingItemFactory(body=body, position=1, title="Öppnande")
    StandingItemFactory(body=body, position=2, title="Avslutning", is_last=True)
    held = MeetingFactory(body=body, state=State.HELD, starts_on=dt.date(2017, 2, 2))
    FollowUpFactory(paragraph__minutes__meeting=held)
    following = MeetingFactory(body=body, starts_on=dt.date(2017, 3, 23))

    start_agenda(following)

    assert titles(following) == ["Öppnande", "Föregående mötes protokoll", "Uppföljning av beslut", "Avslutning"]


def test_standing_items_with_nothing_to_show_are_left_out():
    meeting = MeetingFactory()
    StandingItemFactory(body=meeting.body, title="Protokollet", source="minutes")
    StandingItemFactory(body=meeting.body, title="Uppföljning", source="follow_ups")

    assert start_agenda(meeting) == []


def test_follow_up_that_is_done_before_the_meeting_is_not_on_its_agenda():
    body = BodyFactory()
    held = MeetingFactory(body=body, state=State.HELD, starts_on=dt.date(2017, 2, 2))
    FollowUpFactory(paragraph__minutes__meeting=held, done_on=dt.date(2017, 3, 1))
    following = MeetingFactory(body=body, starts_on=dt.date(2017, 3, 23))

    assert [item.source for item in start_agenda(following)] == ["minutes"]


def test_minutes_are_read_of_the_last_meeting_that_is_not_cancelled_or_without_a_day():
    body = BodyFactory()
    first = MeetingFactory(body=body, starts_on=dt.date(2017, 1, 12))
    MeetingFactory(body=body, starts_on=dt.date(2017, 1, 19), cancelled=True)
    MeetingFactory(body=body, starts_on=dt.date(2017, 1, 20), draft=True)
    MeetingFactory(body=body, month_only=True, starts_on=dt.date(2017, 1, 1))
    MeetingFactory(starts_on=dt.date(2017, 1, 20))

    following = MeetingFactory(body=body, starts_on=dt.date(2017, 2, 2))
    assert list(Meeting.objects.whose_minutes_are_read_at(following)) == [first]
    assert list(Meeting.objects.whose_minutes_are_read_at(first)) == []


def test_follow_ups_come_to_an_agenda_that_was_begun_before_them():
    body = BodyFactory()
    held = MeetingFactory(body=body, state=State.HELD, starts_on=dt.date(2017, 2, 2))
    following = MeetingFactory(body=body, starts_on=dt.date(2017, 3, 23))
    StandingItemFactory(body=body, title="Att följa upp", source="follow_ups", minutes=15)
    carry_over(AgendaItemFactory(meeting=held, title="Vägar"), today=TODAY)
    assert titles(following) == ["Föregående mötes protokoll", "Vägar"]
    FollowUpFactory(paragraph__minutes__meeting=held)

    publish_agenda(following, at=LATER)
    assert titles(following) == ["Föregående mötes protokoll", "Vägar"]  # no more than the secretary has seen
    complete_agenda(following)

    assert titles(following) == ["Föregående mötes protokoll", "Vägar", "Att följa upp"]
    assert following.items.get(source="follow_ups").minutes == 15
    assert add_what_comes_by_itself(following) == []


def test_agenda_that_is_not_begun_is_not_completed():
    body = BodyFactory()
    MeetingFactory(body=body, state=State.HELD, starts_on=dt.date(2017, 2, 2))
    following = MeetingFactory(body=body, starts_on=dt.date(2017, 3, 23))

    complete_agenda(following)

    assert titles(following) == []

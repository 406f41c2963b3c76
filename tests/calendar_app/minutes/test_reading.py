"""What the page of adjusted minutes shows of the rows behind it, and what it shows as it was."""

import datetime as dt

import pytest

from calendar_app.minutes.operations import approve, send_for_adjustment
from calendar_app.minutes.reading import tasks_of
from calendar_app.models import FollowUp
from committee.models import Municipality
from tests.calendar_app.minutes.examples import SENT, SIGNED, draft_of, meeting_with_items
from tests.meeting_factories import FollowUpFactory

pytestmark = pytest.mark.django_db


def test_page_shows_what_was_asked_for_as_it_was_adjusted_and_when_it_was_done(client, settings):
    settings.PORTAL_TODAY = dt.date(2017, 3, 3)
    minutes = draft_of(meeting_with_items(["Taxan"]))
    sund = Municipality.objects.get(slug="sund")
    due_on = dt.date(2017, 2, 20)
    FollowUpFactory(paragraph=minutes.paragraphs.get(), task="Räkna", municipality=sund, owner="", due_on=due_on)
    FollowUpFactory(paragraph=minutes.paragraphs.get(), task="Skriva", municipality=sund, owner="chefen")
    minutes = approve(send_for_adjustment(minutes, SENT), minutes.adjusters.get().person, SIGNED)
    before = client.get(minutes.get_absolute_url()).content.decode()
    Municipality.objects.filter(pk=sund.pk).update(name="Bytt namn")
    FollowUp.objects.filter(task="Räkna").update(done_on="2017-03-02")

    after = client.get(minutes.get_absolute_url()).content.decode()

    assert "Bytt namn" not in after
    assert "Sund · klart 2 mars 2017" in after
    assert 'chefen, Sund · klart senast <time datetime="2017-03-01">1 mars 2017</time>' in after
    assert (before.count("försenat"), after.count("försenat")) == (2, 1)


def test_task_that_the_reader_may_not_read_is_left_out_of_the_content():
    asked = {"task": "Räkna", "municipality": None, "owner": "chefen", "due_on": "2017-03-01"}

    tasks = tasks_of({"follow_ups": [asked | {"id": 1}, asked | {"id": 2, "task": "Hemligt"}]}, {1: None})

    assert [task.task for task in tasks] == ["Räkna"]

"""Two who press at the same time, with real transactions: one of them calls, and everyone gets one mail."""

import threading

import pytest
from django.db import connection, transaction
from post_office.models import Email

from calendar_app.models import Delivery, Meeting, Notice
from calendar_app.notices.drain import claim
from calendar_app.notices.operations import call_meeting, send_changes
from calendar_app.operations import recorded
from tests.at_once import at_once
from tests.calendar_app.notices.conftest import DONE, TODAY, after, make_meeting


@pytest.mark.usefixtures("committed")
def test_meeting_that_three_call_at_once_is_called_once():
    meeting = make_meeting()

    said = at_once(lambda: call_meeting(meeting, DONE, today=TODAY))

    assert said[0] == ""
    assert [words.endswith("Ingen kallelse skickades den här gången.") for words in said[1:]] == [True, True]
    assert (Notice.objects.count(), Delivery.objects.count(), Email.objects.count()) == (1, 3, 3)
    assert set(meeting.items.values_list("number", flat=True)) == {1, 2}


@pytest.mark.usefixtures("committed")
def test_changes_that_three_send_at_once_are_sent_once():
    meeting = make_meeting()
    call_meeting(meeting, DONE, today=TODAY)
    with recorded([meeting], after(1)):
        Meeting.objects.update(venue="Lilla salen")

    said = at_once(lambda: send_changes(meeting, after(2), today=TODAY))

    assert [bool(words) for words in said] == [False, True, True]
    assert Notice.objects.count() == 2


@pytest.mark.usefixtures("committed")
def test_delivery_that_another_holds_is_passed_over_without_waiting():
    call_meeting(make_meeting(), DONE, today=TODAY)
    first, second, _ = Delivery.objects.order_by("pk")
    claimed = []

    def take() -> None:
        claimed.append(claim(after(0).at))
        connection.close()

    with transaction.atomic():
        Delivery.objects.select_for_update().get(pk=first.pk)
        thread = threading.Thread(target=take)
        thread.start()
        thread.join(10)

        assert claimed == [second]

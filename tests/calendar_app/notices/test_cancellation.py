"""Those who were called are told, once, that a meeting is cancelled."""

import pytest
from icalendar import Calendar

from calendar_app.models import Delivery, Notice, State
from calendar_app.notices.operations import (
    call_meeting,
    send_cancellation,
    send_changes,
)
from calendar_app.operations import change_state
from committee.refusal import RefusedError
from tests.calendar_app.notices.conftest import DONE, TODAY, after
from tests.calendar_app.notices.mailbox import all_sent, cancel, mails, message

pytestmark = pytest.mark.django_db
Status = Delivery.Status


def test_cancellation_is_told_once_with_its_reason_and_takes_the_event_away(called):
    cancel(called)

    notice = send_cancellation(called, after(6), today=TODAY)

    assert (notice.kind, notice.subject) == ("cancellation", "Inställt: Rådet 2 februari 2017")
    assert "Skäl: För få ärenden" in notice.body
    part = list(message(mails()["sund@example.se"]).iter_parts())[1]
    read = Calendar.from_ical(part.get_content())
    called.refresh_from_db()
    assert (part.get_param("method"), read["METHOD"]) == ("CANCEL", "CANCEL")
    assert read.walk("VEVENT")[0]["STATUS"] == "CANCELLED"
    assert read.walk("VEVENT")[0]["SEQUENCE"] == called.sequence
    with pytest.raises(RefusedError):
        send_cancellation(called, after(7), today=TODAY)
    assert Notice.objects.count() == 2


def test_cancellation_of_a_meeting_nobody_was_called_to_is_refused(meeting):
    cancel(meeting)

    with pytest.raises(RefusedError):
        send_cancellation(meeting, after(6), today=TODAY)


def test_cancellation_takes_the_place_of_what_still_waits(meeting):
    call_meeting(meeting, DONE, today=TODAY)
    cancel(meeting)

    send_cancellation(meeting, after(6), today=TODAY)

    assert {mail.subject.partition(":")[0] for mail in mails().values()} == {"Inställt"}


def test_meeting_that_is_taken_back_is_called_anew(called):
    cancel(called)
    send_cancellation(called, after(6), today=TODAY)
    all_sent()
    change_state(called, State.PLANNED, after(7), today=TODAY)

    notice = call_meeting(called, after(8), today=TODAY)

    assert (notice.number, notice.kind, len(mails())) == (3, "summons", 3)
    all_sent()
    with pytest.raises(RefusedError):
        send_changes(called, after(9), today=TODAY)

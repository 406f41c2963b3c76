"""What has changed since the kallelse is told in one notice."""

import datetime as dt

import pytest
from post_office.models import Email

from calendar_app.models import AgendaItem, Delivery, Document, Meeting, Notice, State
from calendar_app.notices.contents import fresh
from calendar_app.notices.operations import (
    call_meeting,
    changes_since,
    send_changes,
)
from calendar_app.notices.proposals import changes_to, last_notice
from calendar_app.operations import change_state
from committee.models import Assignment
from committee.refusal import RefusedError
from tests.calendar_app.notices.conftest import DONE, TODAY, after, member
from tests.calendar_app.notices.mailbox import edit, event_of, mails
from tests.meeting_factories import AgendaItemFactory, DocumentFactory

pytestmark = pytest.mark.django_db
Status = Delivery.Status


def test_changes_are_collected_in_one_notice_with_the_event_updated(called):
    edit(called, 1, starts_on=dt.date(2017, 2, 8), ends_on=dt.date(2017, 2, 8))
    edit(called, 2, starts_on=dt.date(2017, 2, 9), ends_on=dt.date(2017, 2, 9))
    edit(called, 3, venue="Lilla salen")
    AgendaItem.objects.filter(number=1).update(is_withdrawn=True)
    AgendaItemFactory(meeting=called, draft=True, position=3, title="Val")
    DocumentFactory(meeting=called, draft=True, title="Underlag", item=called.items.get(number=2))
    DocumentFactory(meeting=called, draft=True, title="Hemlig promemoria", audience="secretariat")
    before = event_of(Email.objects.first())
    shown = changes_to(fresh(called), TODAY)

    notice = send_changes(called, after(4), today=TODAY, seen=shown.digest)

    assert (notice.number, notice.kind) == (2, "change")
    assert notice.body == shown.letter().body
    assert [line for line in notice.body.splitlines() if line.startswith("– ")] == [
        "– Datum: 9 februari 2017 (förut 2 februari 2017)",
        "– Lokal: Lilla salen (förut Stora salen)",
        "– Ärende 1 utgår: Budget {{ 7|add:1 }}",
        "– Nytt ärende 3: Val",
        "– Ny handling till ärende 2",
    ]
    assert "Mötet har en ny tid, så svara på nytt:" in notice.body
    late = called.items.get(title="Val")
    assert (late.number, late.is_late) == (3, True)
    assert Document.objects.filter(announced_at=None).count() == 0
    assert len(mails()) == 3
    event = event_of(mails()["sund@example.se"])
    assert (event["UID"], event["SEQUENCE"]) == (before["UID"], before["SEQUENCE"] + 3)
    assert event["DTSTART"].dt.date() == dt.date(2017, 2, 9)


def test_changes_are_sent_once(called):
    edit(called, 1, venue="Lilla salen")
    send_changes(called, after(2), today=TODAY)

    with pytest.raises(RefusedError, match="inget nytt att berätta"):
        send_changes(called, after(3), today=TODAY)

    assert Notice.objects.count() == 2


def test_what_is_changed_back_is_no_news(called):
    edit(called, 1, venue="Lilla salen")
    edit(called, 2, venue="Stora salen")

    assert changes_since(fresh(called), last_notice(called)) == []
    with pytest.raises(RefusedError):
        send_changes(called, after(3), today=TODAY)


def test_new_joining_link_is_news(called):
    Meeting.objects.update(joining_link="https://mote.example/annat")

    assert changes_since(fresh(called), last_notice(called)) == ["Ny möteslänk: https://mote.example/annat"]


def test_documents_of_the_secretariat_are_no_news_and_stay_drafts(called):
    DocumentFactory(meeting=called, draft=True, audience="secretariat")

    with pytest.raises(RefusedError):
        send_changes(called, after(1), today=TODAY)

    assert Document.objects.get().is_draft


def test_newcomer_gets_the_kallelse_when_the_others_get_the_changes(called):
    member(called, "Nyvik")
    edit(called, 1, venue="Lilla salen")

    send_changes(called, after(2), today=TODAY)

    subjects = {address: mail.subject.partition(":")[0] for address, mail in mails().items()}
    assert subjects == {
        "nyvik@example.se": "Kallelse",
        "sund@example.se": "Ändring",
        "nas@example.se": "Ändring",
        "alvik@example.se": "Ändring",
    }
    assert "Lokal: Lilla salen" in mails()["nyvik@example.se"].message


def test_newcomer_alone_gets_the_kallelse_and_the_others_nothing(called):
    member(called, "Nyvik")

    send_changes(called, after(1), today=TODAY)

    assert {address: mail.subject for address, mail in mails().items()} == {
        "nyvik@example.se": "Kallelse: Rådet 2 februari 2017"
    }
    with pytest.raises(RefusedError):
        send_changes(called, after(2), today=TODAY)


def test_one_whose_assignment_has_ended_gets_no_changes(called):
    Assignment.objects.filter(person__name="Direktör Sund").update(ends_on=dt.date(2017, 1, 15))
    edit(called, 1, venue="Lilla salen")

    send_changes(called, after(2), today=TODAY)

    assert set(mails()) == {"nas@example.se", "alvik@example.se"}


def test_kallelse_that_still_waits_gives_way_to_one_with_the_changes_in_it(meeting):
    call_meeting(meeting, DONE, today=TODAY)
    Delivery.objects.exclude(person__name="Direktör Sund").update(status=Status.SENT)
    edit(meeting, 1, venue="Lilla salen")

    send_changes(meeting, after(2), today=TODAY)

    of_sund = Delivery.objects.filter(person__name="Direktör Sund").order_by("pk")
    assert [(d.status, d.mail.subject.partition(":")[0]) for d in of_sund] == [
        ("superseded", "Kallelse"),
        ("queued", "Kallelse"),
    ]
    assert mails()["nas@example.se"].subject.startswith("Ändring")


def test_changes_are_refused_before_the_call_and_after_the_meeting(meeting):
    with pytest.raises(RefusedError, match=r"är planerat\. Det finns inga ändringar"):
        send_changes(meeting, DONE, today=TODAY)
    call_meeting(meeting, DONE, today=TODAY)
    edit(meeting, 1, venue="Lilla salen")

    with pytest.raises(RefusedError):
        send_changes(meeting, after(2), today=dt.date(2017, 2, 3))


def test_meeting_called_before_there_were_notices_gets_its_kallelse(meeting):
    change_state(meeting, State.CALLED, DONE, today=TODAY)

    notice = send_changes(meeting, after(1), today=TODAY)

    assert (notice.kind, len(mails())) == ("summons", 3)

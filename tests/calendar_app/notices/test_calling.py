"""The kallelse: each who is called gets one mail, as it was looked at, and nobody gets two."""

import datetime as dt

import pytest
from icalendar import Calendar
from post_office.models import Email

from calendar_app.models import Delivery, Meeting, MeetingChange, Notice, State
from calendar_app.notices.contents import fresh
from calendar_app.notices.operations import (
    call_meeting,
    changes_since,
    mark_as_called,
)
from calendar_app.notices.proposals import summons_to
from committee.models import Person
from committee.refusal import RefusedError
from tests.calendar_app.notices.conftest import AT, DONE, TODAY, after, make_meeting, member
from tests.calendar_app.notices.mailbox import file_of, mails, message
from tests.factories import MeetingFactory
from tests.meeting_factories import AgendaItemFactory, DocumentFactory

pytestmark = pytest.mark.django_db
Status = Delivery.Status


def test_call_publishes_the_agenda_and_queues_one_mail_to_each(meeting):
    notice = call_meeting(meeting, DONE, today=TODAY)

    meeting.refresh_from_db()
    assert meeting.state == State.CALLED
    assert list(meeting.items.in_order().values_list("number", "is_late")) == [(1, False), (2, False)]
    assert (notice.number, notice.kind, notice.made_at) == (1, "summons", AT)
    assert set(mails()) == {"sund@example.se", "nas@example.se", "alvik@example.se"}
    assert MeetingChange.objects.get().after == State.CALLED


def test_call_looks_the_same_in_the_preview_and_in_what_is_sent(meeting):
    shown = summons_to(fresh(meeting), TODAY)

    notice = call_meeting(meeting, DONE, today=TODAY, seen=shown.digest)

    assert (notice.subject, notice.body) == (shown.letter().subject, shown.letter().body)
    link = next(line for line in notice.body.splitlines() if "/svara/" in line)
    own = next(line for line in mails()["sund@example.se"].message.splitlines() if "/svara/" in line)
    assert mails()["sund@example.se"].message == notice.body.replace(link, own)


def test_mail_leaves_as_text_with_a_calendar_file_that_programs_know(meeting):
    call_meeting(meeting, DONE, today=TODAY)

    sent = message(mails()["alvik@example.se"])

    text, calendar = sent.iter_parts()
    assert (sent["From"], sent["To"]) == ("Kansliet <portalen@portal.example>", "alvik@example.se")
    assert (sent["Reply-To"], sent["Subject"]) == ("kansli@example.se", "Kallelse: Rådet 2 februari 2017")
    assert sent["Message-ID"].endswith("@portal.example>")
    assert text.get_content_type() == "text/plain"
    assert "1. Budget {{ 7|add:1 }}" in text.get_content().splitlines()
    assert calendar.get_content_type() == "text/calendar"
    assert (calendar.get_param("method"), calendar.get_content_charset()) == ("REQUEST", "utf-8")
    assert calendar.get_filename() == "mote.ics"
    read = Calendar.from_ical(calendar.get_content())
    event = read.walk("VEVENT")[0]
    meeting.refresh_from_db()
    assert (read["METHOD"], event["UID"], event["SEQUENCE"]) == ("REQUEST", str(meeting.uid), meeting.sequence)
    assert (event["ATTENDEE"], event["ORGANIZER"]) == (
        "mailto:alvik@example.se",
        "mailto:portalen@portal.example",
    )
    assert event["LOCATION"] == "Stora salen, Holmen"
    assert "mote.example" not in calendar.get_content()


def test_mail_has_its_own_link_and_names_no_other_recipient(meeting):
    call_meeting(meeting, DONE, today=TODAY)

    for mail in mails().values():
        told = (mail.message + file_of(mail)).lower()
        assert [address for address in mails() if address in told or address in mail.to] == mail.to
    links = {line for mail in mails().values() for line in mail.message.splitlines() if "/svara/" in line}
    assert len(links) == 3


def test_confidential_item_has_its_number_and_ground_in_mails_and_no_title(meeting):
    notice = call_meeting(meeting, DONE, today=TODAY)

    for mail in mails().values():
        assert "2. sekretess enligt 19 kap. 3 § OSL\n" in mail.message
        assert "Hemlig" not in mail.message
    assert "Hemlig" not in f"{notice.body}{notice.told}"


def test_agenda_that_only_the_secretariat_reads_is_in_no_mail(meeting):
    Meeting.objects.update(agenda_audience="secretariat")

    call_meeting(meeting, DONE, today=TODAY)

    assert all("Budget" not in mail.message for mail in mails().values())


def test_library_s_own_command_leaves_the_mails_alone(meeting):
    call_meeting(meeting, DONE, today=TODAY)

    assert set(Email.objects.values_list("status", flat=True)) == {None}


def test_second_call_is_refused_and_sends_nothing(meeting):
    call_meeting(meeting, DONE, today=TODAY)

    with pytest.raises(RefusedError, match=r"är redan kallat\. Ingen kallelse skickades"):
        call_meeting(meeting, after(1), today=TODAY)

    assert (Notice.objects.count(), Email.objects.count()) == (1, 3)


@pytest.mark.parametrize(
    "values",
    [{"state": "tentative"}, {"state": "held"}, {"starts_on": dt.date(2017, 1, 15)}, {"cancelled": True}],
    ids=str,
)
def test_call_is_refused_for_what_can_t_be_called(db, values):
    meeting = MeetingFactory(**values)

    with pytest.raises(RefusedError, match=r"kan inte bli kallat 16 januari 2017\. Inget skickades"):
        call_meeting(meeting, DONE, today=TODAY)

    assert not Notice.objects.exists()


def test_call_without_an_address_changes_nothing(meeting):
    Person.objects.update(email="")

    with pytest.raises(RefusedError, match="Ingen i Rådet har en e-postadress"):
        call_meeting(meeting, DONE, today=TODAY)

    meeting.refresh_from_db()
    assert meeting.state == State.PLANNED
    assert list(meeting.items.values_list("number", flat=True)) == [None, None]


def test_call_shows_who_has_no_address(meeting):
    Person.objects.filter(name="Direktör Näs").update(email="")

    call_meeting(meeting, DONE, today=TODAY)

    statuses = dict(Delivery.objects.values_list("person__name", "status"))
    assert statuses == {"Direktör Näs": "no_address", "Direktör Sund": "queued", "Direktör Ålvik": "queued"}


@pytest.mark.parametrize(
    "meanwhile",
    [
        lambda meeting: Meeting.objects.update(venue="Lilla salen"),
        lambda meeting: AgendaItemFactory(meeting=meeting, draft=True, position=9, title="Sent"),
        lambda meeting: DocumentFactory(meeting=meeting, draft=True),
        lambda meeting: DocumentFactory(meeting=meeting, draft=True, audience="secretariat"),
        lambda meeting: member(meeting, "Nyvik"),
        lambda meeting: Person.objects.filter(name="Direktör Näs").update(email="annan@example.se"),
    ],
)
def test_call_is_refused_when_something_changed_after_the_preview(meeting, meanwhile):
    seen = summons_to(fresh(meeting), TODAY).digest
    meanwhile(meeting)

    with pytest.raises(RefusedError, match="Något har ändrats sedan du granskade"):
        call_meeting(meeting, DONE, today=TODAY, seen=seen)

    assert not Email.objects.exists()


def test_mark_as_called_sends_nothing_and_knows_who_was_called(meeting):
    notice = mark_as_called(meeting, DONE, today=TODAY)

    meeting.refresh_from_db()
    assert meeting.state == State.CALLED
    assert set(notice.deliveries.values_list("status", flat=True)) == {"elsewhere"}
    assert notice.deliveries.count() == 3
    assert not Email.objects.exists()
    assert changes_since(fresh(meeting), notice) == []


@pytest.mark.parametrize("members", [1, 3])
def test_proposal_costs_the_same_for_any_number_of_recipients(db, django_assert_num_queries, members):
    meeting = fresh(make_meeting(members=members))

    with django_assert_num_queries(6):
        proposal = summons_to(meeting, TODAY)
        assert len(proposal.digest) == 64
    assert len(proposal.recipients) == members

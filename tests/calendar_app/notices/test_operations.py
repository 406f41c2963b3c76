"""Calling, telling of changes, cancelling and trying again: once each, all or nothing."""

import datetime as dt
import email
import email.policy

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from icalendar import Calendar, Event
from post_office.models import Email

from calendar_app.models import AgendaItem, Delivery, Document, Meeting, MeetingChange, Notice, State
from calendar_app.notices.contents import fresh
from calendar_app.notices.operations import (
    call_meeting,
    changes_since,
    mark_as_called,
    mark_as_sent,
    retry,
    send_cancellation,
    send_changes,
)
from calendar_app.notices.proposals import changes_to, last_notice, summons_to
from calendar_app.operations import Occurrence, RefusedError, change_state, recorded
from committee.models import Assignment, Person
from tests.calendar_app.notices.conftest import AT, DONE, TODAY, after, later, make_meeting, member
from tests.factories import MeetingFactory
from tests.meeting_factories import AgendaItemFactory, DeliveryFactory, DocumentFactory

pytestmark = pytest.mark.django_db
Status = Delivery.Status


def mails() -> dict[str, Email]:
    """The mails in the queue that wait to be sent, by address."""
    waiting = Delivery.objects.filter(status=Status.QUEUED).select_related("mail")
    return {delivery.mail.to[0]: delivery.mail for delivery in waiting}


def file_of(mail: Email) -> str:
    """The calendar file that follows with the mail."""
    with mail.attachments.get().file.open() as file:
        return file.read().decode()


def event_of(mail: Email) -> Event:
    return Calendar.from_ical(file_of(mail)).walk("VEVENT")[0]


def message(mail: Email) -> email.message.EmailMessage:
    """The mail as it leaves, read back as a mail program does."""
    sent = mail.email_message().message().as_bytes(linesep="\r\n")
    return email.message_from_bytes(sent, policy=email.policy.default)


def all_sent() -> None:
    Delivery.objects.filter(status=Status.QUEUED).update(status=Status.SENT)


def edit(meeting: Meeting, minutes: int, **values) -> None:
    with recorded([meeting], after(minutes)):
        Meeting.objects.filter(pk=meeting.pk).update(**values)


# --- The kallelse -----------------------------------------------------------------------------------------------


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


# --- Changes ----------------------------------------------------------------------------------------------------


@pytest.fixture
def called(meeting) -> Meeting:
    call_meeting(meeting, DONE, today=TODAY)
    all_sent()
    meeting.refresh_from_db()
    return meeting


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


# --- Cancellation ---------------------------------------------------------------------------------------------


def cancel(meeting: Meeting) -> None:
    change_state(meeting, State.CANCELLED, Occurrence(later(5), reason="För få ärenden"), today=TODAY)


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


# --- Failures ---------------------------------------------------------------------------------------------------


def of(name: str) -> Delivery:
    return Delivery.objects.select_related("notice", "person", "mail").get(person__name=f"Direktör {name}")


@pytest.mark.parametrize("status", [Status.FAILED, Status.NO_ADDRESS, Status.SENDING, Status.QUEUED])
def test_retry_goes_to_the_present_address_with_the_same_message_id(meeting, status):
    Person.objects.filter(name="Direktör Sund").update(email="" if status == Status.NO_ADDRESS else "fel@example.se")
    call_meeting(meeting, DONE, today=TODAY)
    was = of("Sund").mail.message_id
    Delivery.objects.filter(pk=of("Sund").pk).update(status=status, attempts=1, error="Nej")
    Person.objects.filter(name="Direktör Sund").update(email="ratt@example.se")

    retry(of("Sund"), later(30), today=TODAY)

    delivery = of("Sund")
    assert (delivery.status, delivery.attempts, delivery.error) == ("queued", 0, "")
    assert (delivery.address, delivery.mail.to) == ("ratt@example.se", ["ratt@example.se"])
    assert delivery.mail.message_id == was
    event = event_of(delivery.mail)
    assert event["ATTENDEE"] == "mailto:ratt@example.se"


@pytest.mark.parametrize(
    ("status", "changed_at"),
    [
        (Status.SENT, AT),
        (Status.QUEUED, AT),
        (Status.SENDING, later(29)),
        (Status.ELSEWHERE, AT),
        (Status.SUPERSEDED, AT),
    ],
)
def test_retry_is_refused_for_what_needs_none(called, status, changed_at):
    delivery = DeliveryFactory(notice=last_notice(called), status=status, changed_at=changed_at)

    with pytest.raises(RefusedError, match="Det behöver inte skickas igen"):
        retry(delivery, later(30), today=TODAY)


@pytest.mark.parametrize(
    ("meanwhile", "words"),
    [
        (lambda m: Person.objects.update(email=""), "saknar e-postadress"),
        (lambda m: Assignment.objects.update(ends_on=dt.date(2017, 1, 15)), "har inte längre något uppdrag"),
        (cancel, "Skicka att det är inställt i stället"),
        (lambda m: Email.objects.all().delete(), "Brevet är gallrat"),
        (lambda m: Meeting.objects.update(starts_on=TODAY.replace(day=1), ends_on=TODAY.replace(day=1)), "har varit"),
    ],
)
def test_retry_is_refused_with_the_reason(meeting, meanwhile, words):
    call_meeting(meeting, DONE, today=TODAY)
    Delivery.objects.update(status=Status.FAILED)
    meanwhile(meeting)

    with pytest.raises(RefusedError, match=words):
        retry(of("Sund"), later(30), today=TODAY)

    assert of("Sund").status == Status.FAILED


def test_uncertain_delivery_is_marked_as_sent_and_stays_so(meeting):
    call_meeting(meeting, DONE, today=TODAY)
    Delivery.objects.filter(pk=of("Sund").pk).update(status=Status.SENDING, attempts=1)
    with pytest.raises(RefusedError, match="oviss"):
        mark_as_sent(of("Sund"), later(4))

    mark_as_sent(of("Sund"), later(5))

    assert of("Sund").status == Status.SENT
    with pytest.raises(ProgrammingError, match="Cannot update rows"), transaction.atomic():
        Delivery.objects.filter(pk=of("Sund").pk).update(status=Status.QUEUED)


def test_delivery_that_is_to_be_sent_has_an_address(called):
    with pytest.raises(IntegrityError, match="delivery_goes_to_an_address"), transaction.atomic():
        DeliveryFactory(notice=last_notice(called), address="")


@pytest.mark.parametrize("members", [1, 3])
def test_proposal_costs_the_same_for_any_number_of_recipients(db, django_assert_num_queries, members):
    meeting = fresh(make_meeting(members=members))

    with django_assert_num_queries(6):
        proposal = summons_to(meeting, TODAY)
        assert len(proposal.digest) == 64
    assert len(proposal.recipients) == members

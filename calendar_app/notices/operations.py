"""What the secretariat does to call people: the kallelse, changes after it, cancellation, and mails that failed."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from calendar_app.agenda.operations import publish_agenda
from calendar_app.models import Delivery, Meeting, Notice, State
from calendar_app.notices.contents import fresh
from calendar_app.notices.mailing import attach, make_notice, send
from calendar_app.notices.proposals import (
    Proposal,
    cancellation_of,
    changes_since,
    changes_to,
    last_notice,
    summons_to,
)
from calendar_app.notices.recipients import recipients_of
from calendar_app.operations import Occurrence, change_state, locked_meeting
from committee.refusal import RefusedError
from committee.swedish import long_date

__all__ = [
    "call_meeting",
    "changes_since",
    "mark_as_called",
    "mark_as_sent",
    "retry",
    "retry_all",
    "send_cancellation",
    "send_changes",
]
Status = Delivery.Status


@transaction.atomic
def call_meeting(meeting: Meeting, done: Occurrence, *, today: dt.date, seen: str = "") -> Notice:
    """Publish the agenda, make the meeting called and queue the kallelse to each who has an assignment.

    All or nothing, by one at a time: the meeting is locked, so the second press finds it called and is refused.
    `seen` is the digest of what was looked at before. Raises RefusedError.
    """
    proposal = become_called(meeting, done, today=today, seen=seen)
    if not proposal.with_address:
        raise RefusedError(
            f"Ingen i {proposal.meeting.body} har en e-postadress att skicka till. "
            "Skriv in adresserna, eller markera mötet som kallat utan utskick."
        )
    return send(proposal, done)


@transaction.atomic
def mark_as_called(meeting: Meeting, done: Occurrence, *, today: dt.date, seen: str = "") -> Notice:
    """The same without mail, when the kallelse has been sent in another way; who was called then is noted."""
    proposal = become_called(meeting, done, today=today, seen=seen)
    notice = make_notice(proposal, done)
    Delivery.objects.bulk_create(
        Delivery(
            notice=notice,
            person=recipient.person,
            address=recipient.address,
            status=Status.ELSEWHERE,
            changed_at=done.at,
        )
        for recipient in proposal.recipients
    )
    return notice


def become_called(meeting: Meeting, done: Occurrence, *, today: dt.date, seen: str) -> Proposal:
    """Publish the agenda and call the meeting. The items are published first: those of the kallelse aren't late."""
    meeting = locked_meeting(meeting.pk)
    refuse_unless_callable(meeting, today)
    refuse_unless_seen(summons_to(fresh(meeting), today), seen)
    publish_agenda(meeting, at=done.at)
    change_state(meeting, State.CALLED, done, today=today)
    return summons_to(fresh(meeting), today)


def refuse_unless_callable(meeting: Meeting, today: dt.date) -> None:
    if meeting.state == State.CALLED:
        raise RefusedError(f"{meeting} är redan kallat. Ingen kallelse skickades den här gången.")
    if State.CALLED not in meeting.next_states(today):
        raise RefusedError(
            f"{meeting} är {meeting.get_state_display()} och kan inte bli kallat {long_date(today)}. Inget skickades."
        )


def refuse_unless_seen(proposal: Proposal, seen: str) -> None:
    """Stop what would send something else than what was looked at."""
    if seen and seen != proposal.digest:
        raise RefusedError("Något har ändrats sedan du granskade. Inget skickades. Läs igenom på nytt.")


@transaction.atomic
def send_changes(meeting: Meeting, done: Occurrence, *, today: dt.date, seen: str = "") -> Notice:
    """Publish what was added late, and queue one notice of all that has changed since the last one.

    It goes to all who have an assignment today; those who never got the kallelse get it, with the changes in it.
    Raises RefusedError when there is nothing to tell, as when it is pressed twice.
    """
    meeting = locked_meeting(meeting.pk)
    if meeting.state != State.CALLED or meeting.last_day < today:
        raise RefusedError(f"{meeting} är {meeting.get_state_display()}. Det finns inga ändringar att skicka.")
    proposal = changes_to(fresh(meeting), today)
    if not proposal.with_address:
        raise RefusedError("Det finns inget nytt att berätta, eller ingen att skicka till. Inget skickades.")
    refuse_unless_seen(proposal, seen)
    publish_agenda(meeting, at=done.at)
    return send(proposal, done)


@transaction.atomic
def send_cancellation(meeting: Meeting, done: Occurrence, *, today: dt.date) -> Notice:
    """Queue the news that a meeting, once called, is cancelled: once."""
    meeting = locked_meeting(meeting.pk)
    if not is_untold_cancellation(meeting, last_notice(meeting)):
        raise RefusedError(f"{meeting}: det finns inget inställt möte att berätta om. Inget skickades.")
    proposal = cancellation_of(fresh(meeting), today)
    if not proposal.with_address:
        raise RefusedError(f"Ingen i {meeting.body} har en e-postadress att skicka till. Inget skickades.")
    return send(proposal, done)


def is_untold_cancellation(meeting: Meeting, previous: Notice | None) -> bool:
    """Whether people have been called to a meeting that is cancelled, and not been told."""
    return meeting.is_cancelled and are_called(previous)


def are_called(previous: Notice | None) -> bool:
    """Whether people take it that the meeting will be, by the latest notice."""
    return previous is not None and previous.kind != Notice.Kind.CANCELLATION


@transaction.atomic
def retry(delivery: Delivery, at: dt.datetime, *, today: dt.date) -> Delivery:
    """Queue a mail again, to the address that the person has now. It is the same mail, with the same Message-ID.

    For one that failed, that waits after a failure, that had no address, or whose fate is uncertain.
    """
    meeting = locked_meeting(delivery.notice.meeting_id)
    delivery = own(delivery)
    refuse_unless_unsent(delivery, at)
    refuse_unless_current(delivery, meeting, today)
    meeting = fresh(meeting)
    recipient = next((one for one in recipients_of(meeting, today) if one.person == delivery.person), None)
    if recipient is None:
        raise RefusedError(f"{delivery.person} har inte längre något uppdrag i {meeting.body}. Inget skickas.")
    if not recipient.address:
        raise RefusedError(f"{delivery.person} saknar e-postadress. Skriv in den först.")
    delivery.mail.to = [recipient.address]
    delivery.mail.save(update_fields=["to"])
    attach(delivery.mail, meeting, recipient, at)
    delivery.address, delivery.status, delivery.changed_at = recipient.address, Status.QUEUED, at
    delivery.attempts, delivery.error = 0, ""
    delivery.save()
    return delivery


@transaction.atomic
def retry_all(notice: Notice, at: dt.datetime, *, today: dt.date) -> tuple[list[Delivery], list[str]]:
    """Queue all mails of a notice that failed; returns those queued, and why the others weren't, each reason once.

    What is uncertain may have arrived, so a person decides of each. Raises RefusedError when none can be queued.
    """
    queued, reasons = [], {}
    for delivery in notice.deliveries.failed().select_related("notice").order_by("pk"):
        try:
            queued.append(retry(delivery, at, today=today))
        except RefusedError as refused:
            reasons[str(refused)] = True
    if not queued:
        raise RefusedError(" ".join(reasons) or "Inget brev behöver skickas igen.")
    return queued, list(reasons)


@transaction.atomic
def mark_as_sent(delivery: Delivery, at: dt.datetime) -> Delivery:
    """Settle a mail whose fate is uncertain: the secretariat knows that it arrived."""
    delivery = own(delivery)
    if not delivery.is_uncertain(at):
        raise RefusedError(f"{delivery}. Det går bara att markera en oviss leverans som skickad.")
    delivery.status, delivery.error, delivery.changed_at = Status.SENT, "", at
    delivery.save()
    return delivery


def own(delivery: Delivery) -> Delivery:
    """The delivery as it is now, held until the transaction ends: the drain lets it be meanwhile."""
    rows = Delivery.objects.select_for_update(of=["self"]).select_related("person", "notice", "mail")
    return rows.get(pk=delivery.pk)


def refuse_unless_unsent(delivery: Delivery, at: dt.datetime) -> None:
    waits_after_failure = delivery.status == Status.QUEUED and delivery.attempts
    may_be_retried = delivery.status in (Status.FAILED, Status.NO_ADDRESS) or waits_after_failure
    if not (may_be_retried or delivery.is_uncertain(at)):
        raise RefusedError(f"{delivery}. Det behöver inte skickas igen.")


def refuse_unless_current(delivery: Delivery, meeting: Meeting, today: dt.date) -> None:
    if delivery.mail is None:
        raise RefusedError("Brevet är gallrat och kan inte skickas igen.")
    if meeting.last_day < today:
        raise RefusedError(f"{meeting} har varit. Inget skickas.")
    if meeting.is_cancelled and delivery.notice.kind != Notice.Kind.CANCELLATION:
        raise RefusedError(f"{meeting} är inställt. Skicka att det är inställt i stället.")

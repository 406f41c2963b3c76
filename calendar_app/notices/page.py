"""What the secretariat's page of a meeting's notices shows: the preview, what was sent, and who has answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.conf import settings
from django.db.models import Prefetch

from calendar_app.models import Answer, Delivery, Meeting, MeetingChange, Notice, State
from calendar_app.notices.operations import is_untold_cancellation
from calendar_app.notices.proposals import Proposal, cancellation_of, changes_to, summons_to
from calendar_app.notices.recipients import left_out, recipients_of, seat_of
from committee.audience import Audience
from committee.models import Municipality, Person
from committee.swedish import alphabetical

Status = Delivery.Status
SLOW_AFTER = dt.timedelta(minutes=10)


@dataclass(frozen=True)
class DeliveryRow:
    """A delivery as the page shows it; `mark` is its status, with two of its own: resting and uncertain."""

    delivery: Delivery
    mark: str
    words: str
    can_be_retried: bool


@dataclass(frozen=True)
class SeatRow:
    """A seat and what it has answered; `is_old` when the meeting has been moved since."""

    seat: Municipality | Person
    answer: Answer | None
    is_old: bool


def notices_page(meeting: Meeting, *, at: dt.datetime, today: dt.date) -> dict:
    """The context of the page; `meeting` needs `with_body_and_hosts` and `with_changes`."""
    notices = list(notices_of(meeting))
    deliveries = [delivery for notice in notices for delivery in notice.deliveries.all()]
    proposal = proposal_for(meeting, notices[0] if notices else None, today)
    shown = [(notice, rows_of(notice, meeting, at=at, today=today)) for notice in notices]
    seats = [] if meeting.is_cancelled else seats_of(meeting, deliveries, today)
    return {
        "meeting": meeting,
        "notices": [(notice, rows, failures_in(rows)) for notice, rows in shown],
        "proposal": proposal,
        "letter": proposal.letter() if proposal else None,
        "warnings": [*warnings_of(proposal, today), *slowness(deliveries, at)],
        "seats": seats if notices or any(row.answer for row in seats) else [],
        "can_tell": bool(proposal and proposal.recipients),
    }


def notices_of(meeting: Meeting) -> Iterable[Notice]:
    """The latest first: two queries."""
    deliveries = Delivery.objects.select_related("person__municipality").order_by("person__name", "pk")
    return meeting.notices.order_by("-number").prefetch_related(Prefetch("deliveries", queryset=deliveries))


def proposal_for(meeting: Meeting, latest: Notice | None, today: dt.date) -> Proposal | None:
    """What can be sent today, if anything."""
    if State.CALLED in meeting.next_states(today):
        return summons_to(meeting, today)
    if meeting.state == State.CALLED and meeting.last_day >= today:
        return changes_to(meeting, today)
    return cancellation_of(meeting, today) if is_untold_cancellation(meeting, latest) else None


def rows_of(notice: Notice, meeting: Meeting, *, at: dt.datetime, today: dt.date) -> list[DeliveryRow]:
    """The notice's deliveries; none is to be tried again when the notice has nothing to say any more."""
    rows = [row_of(delivery, at) for delivery in notice.deliveries.all()]
    is_stale = meeting.last_day < today or (meeting.is_cancelled and notice.kind != Notice.Kind.CANCELLATION)
    return [replace(row, can_be_retried=False) for row in rows] if is_stale else rows


def failures_in(rows: Iterable[DeliveryRow]) -> int:
    """How many can be tried again at once: what is uncertain may have arrived, and needs a person for each."""
    return sum(row.can_be_retried and row.mark in ("failed", "resting") for row in rows)


def row_of(delivery: Delivery, at: dt.datetime) -> DeliveryRow:
    if delivery.is_uncertain(at):
        return DeliveryRow(delivery, "uncertain", "oviss", can_be_retried=True)
    if delivery.tried_again_at:
        return DeliveryRow(delivery, "resting", "försöks igen", can_be_retried=True)
    can_be_retried = delivery.status in (Status.FAILED, Status.NO_ADDRESS)
    return DeliveryRow(delivery, delivery.status, delivery.get_status_display(), can_be_retried)


def warnings_of(proposal: Proposal | None, today: dt.date) -> Iterable[str]:
    """What the secretariat should know before it sends: nothing here stops it."""
    if proposal is None:
        return
    meeting = proposal.meeting
    if not proposal.recipients and proposal.kind != Notice.Kind.CHANGE:
        yield f"Ingen har ett uppdrag i {meeting.body} som gäller i dag. Lägg in uppdragen under Personer."
    without = [str(recipient.person) for recipient in proposal.recipients if not recipient.address]
    if without:
        yield f"Saknar e-postadress och nås inte: {', '.join(without)}."
    if settings.EMAIL_BACKEND.endswith((".console.EmailBackend", ".dummy.EmailBackend")):
        yield "Portalen har ingen mejlserver. Breven skrivs bara i loggen och når ingen."
    if proposal.kind == Notice.Kind.SUMMONS:
        yield from warnings_of_summons(proposal, today)


def warnings_of_summons(proposal: Proposal, today: dt.date) -> Iterable[str]:
    meeting = proposal.meeting
    if meeting.audience == Audience.SECRETARIAT:
        yield "Mötet syns bara för sekretariatet, så de som kallas kan inte öppna dess sida eller svara."
    if meeting.agenda_audience == Audience.SECRETARIAT:
        yield "Föredragningslistan läses bara av sekretariatet, så den står inte i kallelsen."
    elif not proposal.told["items"]:
        yield "Föredragningslistan är tom."
    if not meeting.clock:
        yield "Mötet har ingen tid."
    if not (meeting.venue or meeting.joining_link):
        yield "Mötet har varken lokal eller möteslänk."
    if meeting.starts_on <= today:
        yield "Mötet börjar i dag eller har redan börjat."
    yield from left_out(meeting, today)


def slowness(deliveries: Iterable[Delivery], at: dt.datetime) -> Iterable[str]:
    waiting = [d for d in deliveries if d.status == Status.QUEUED and not d.attempts]
    if any(delivery.changed_at < at - SLOW_AFTER for delivery in waiting):
        yield "Breven har väntat länge. Programmet som skickar dem (manage.py send_mail) verkar inte vara igång."


def seats_of(meeting: Meeting, deliveries: Iterable[Delivery], today: dt.date) -> list[SeatRow]:
    """Each seat that is called, or that has answered, in Swedish order: three queries.

    Those called are those with an assignment today; once the meeting is over, those who got the kallelse.
    """
    answers = {row.seat: row for row in meeting.answers.select_related("municipality", "person")}
    if meeting.last_day < today:
        called = {seat_of(delivery.person) for delivery in deliveries}
    else:
        called = {recipient.seat for recipient in recipients_of(meeting, today)}
    What = MeetingChange.What
    moved = meeting.changes.filter(what__in=[What.DATE, What.DAY, What.TIME]).last()
    return [
        SeatRow(seat, answer, is_old=bool(answer and moved and answer.answered_at < moved.changed_at))
        for seat in sorted(called | set(answers), key=lambda seat: alphabetical(str(seat)))
        for answer in [answers.get(seat)]
    ]

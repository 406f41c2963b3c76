"""What is done to minutes: started, sent, taken back, adjusted; and to what is to be followed up."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from calendar_app.agenda.operations import complete_agenda, next_meeting
from calendar_app.minutes.content import compose
from calendar_app.minutes.drafting import attendances_of, items_without_a_paragraph, paragraph_of
from calendar_app.minutes.sections import give_sections
from calendar_app.models import Adjuster, Attendance, FollowUp, Meeting, Minutes, Paragraph, State
from calendar_app.operations import Occurrence, change_state, locked_meeting
from committee.canonical import checksum
from committee.models import Assignment, Person
from committee.refusal import RefusedError


def locked(minutes: Minutes) -> Minutes:
    """The minutes as they are now, held until the transaction ends: they are written and adjusted by one at a time."""
    rows = Minutes.objects.select_for_update(of=["self"]).select_related("meeting__body", "meeting__kind")
    return rows.get(pk=minutes.pk)


def locked_draft(minutes: Minutes) -> Minutes:
    """The same; raises RefusedError when they aren't a draft any more."""
    minutes = locked(minutes)
    if minutes.is_adjusted:
        raise RefusedError("Protokollet är justerat och kan inte ändras.")
    if minutes.is_sent:
        raise RefusedError("Protokollet är skickat för justering. Ta tillbaka det först om något ska ändras.")
    return minutes


@transaction.atomic
def start_minutes(meeting: Meeting, done: Occurrence, *, today: dt.date) -> Minutes:
    """Draft the minutes of a meeting that has begun, from its agenda and the answers; the meeting becomes held.

    Raises RefusedError when it has not begun, is cancelled, or has its minutes already.
    """
    meeting = locked_meeting(meeting.pk)
    if Minutes.objects.filter(meeting=meeting).exists():
        raise RefusedError("Mötet har redan ett protokoll.")
    if meeting.state == State.ADJUSTED:
        raise RefusedError("Mötet är markerat som justerat, med ett protokoll som inte finns i portalen.")
    if meeting.state != State.HELD:
        meeting = change_state(meeting, State.HELD, done, today=today)
    secretary = meeting.body.assignments.on(meeting.starts_on).filter(role=Assignment.Role.SECRETARY)
    minutes = Minutes.objects.create(
        meeting=meeting,
        secretary=secretary.values_list("person__name", flat=True).first() or "",
        opened_at=meeting.starts_at if meeting.starts_on == meeting.ends_on else None,
    )
    Attendance.objects.bulk_create(attendances_of(minutes))
    add_missing_items(minutes)
    return minutes


@transaction.atomic
def add_missing_items(minutes: Minutes) -> list[Paragraph]:
    """Add, last, a paragraph for each published item of the agenda that has none: those published since, too."""
    minutes = locked_draft(minutes)
    items = items_without_a_paragraph(minutes.meeting)
    last = last_position(minutes)
    return Paragraph.objects.bulk_create(
        paragraph_of(item, minutes, position) for position, item in enumerate(items, start=last + 1)
    )


def last_position(minutes: Minutes) -> int:
    return minutes.paragraphs.aggregate(last=Max("position"))["last"] or 0


@transaction.atomic
def add_paragraph(minutes: Minutes, paragraph: Paragraph, *, after: Paragraph | None = None) -> Paragraph:
    """Add a paragraph that isn't on the agenda, after another or last. Those that have a § stay before it."""
    minutes = locked_draft(minutes)
    meeting = minutes.meeting
    paragraph.minutes, paragraph.body_id, paragraph.year = minutes, meeting.body_id, meeting.starts_on.year
    without_section = list(minutes.paragraphs.filter(section=None).in_order())
    if after is None:
        place = len(without_section)
    else:
        place = next((place for place, row in enumerate(without_section, start=1) if row.pk == after.pk), 0)
    start = minutes.paragraphs.exclude(section=None).aggregate(last=Max("position"))["last"] or 0
    order = [*without_section[:place], paragraph, *without_section[place:]]
    for position, row in enumerate(order, start=start + 1):
        row.position = position
    Paragraph.objects.bulk_update(without_section, ["position"])
    paragraph.save()
    return paragraph


@transaction.atomic
def send_for_adjustment(minutes: Minutes, at: dt.datetime) -> Minutes:
    """Give the paragraphs their §§ and let the adjusters read; from now on the text is locked.

    Paragraphs whose items have become confidential get the items' grounds. Raises RefusedError when something is
    missing that the adjusters must have.
    """
    minutes = locked_draft(minutes)
    missing = what_is_missing(
        chair=minutes.chair,
        adjusters=minutes.adjusters.exists(),
        present=minutes.attendances.filter(is_present=True).exists(),
        paragraphs=minutes.paragraphs.exists(),
    )
    if missing:
        raise RefusedError(" ".join(missing.values()))
    take_over_grounds(minutes)
    give_sections(minutes)
    minutes.sent_at = at
    minutes.save(update_fields=["sent_at"])
    return minutes


NEEDED = {
    "chair": "Skriv vem som var ordförande.",
    "adjusters": "Välj minst en justerare.",
    "present": "Kryssa i vilka som var närvarande.",
    "paragraphs": "Protokollet har inga paragrafer. Lägg till minst en.",
}


def what_is_missing(**there: object) -> dict[str, str]:
    """What to do about each part that the adjusters must have and isn't there; each of NEEDED is given, true or not."""
    return {part: words for part, words in NEEDED.items() if not there[part]}


def take_over_grounds(minutes: Minutes) -> None:
    """What is locked says itself that it is confidential, also when its item became so after it was drafted."""
    paragraphs = [row for row in minutes.paragraphs.select_related("item") if row.is_less_secret_than_its_item]
    for paragraph in paragraphs:
        paragraph.ground = paragraph.item.ground
    Paragraph.objects.bulk_update(paragraphs, ["ground"])


@transaction.atomic
def take_back(minutes: Minutes) -> Minutes:
    """Make sent minutes a draft again; who has adjusted must do it anew.

    The §§ stay: they may have been told, in a mail or a decision, and must not come to mean something else.
    """
    minutes = locked(minutes)
    if minutes.is_adjusted or not minutes.is_sent:
        state = "justerat och kan inte ändras" if minutes.is_adjusted else "ett utkast"
        raise RefusedError(f"Protokollet är {state}.")
    minutes.adjusters.update(adjusted_at=None, is_on_paper=False)
    minutes.sent_at = None
    minutes.save(update_fields=["sent_at"])
    return minutes


def approve(minutes: Minutes, person: Person, at: dt.datetime, *, by: AbstractBaseUser | None = None) -> Minutes:
    """Note that a person has read and adjusts the minutes; when no one else is waited for they are adjusted.

    Raises RefusedError when the person isn't asked, or has adjusted already.
    """
    adjuster = Adjuster.objects.filter(minutes=minutes, person=person).first()
    if adjuster is None:
        raise RefusedError("Du är inte justerare av det här protokollet.")
    return note_approval(adjuster, Occurrence(at, by), is_on_paper=False)


def approve_on_paper(adjuster: Adjuster, at: dt.datetime, *, by: AbstractBaseUser | None = None) -> Minutes:
    """Note that an adjuster has signed on paper; otherwise as `approve`."""
    return note_approval(adjuster, Occurrence(at, by), is_on_paper=True)


@transaction.atomic
def note_approval(adjuster: Adjuster, done: Occurrence, *, is_on_paper: bool) -> Minutes:
    minutes = locked(adjuster.minutes)
    if not minutes.is_sent:
        raise RefusedError("Protokollet är taget tillbaka för ändring och kan inte justeras nu.")
    waiting = minutes.adjusters.filter(adjusted_at=None)
    if minutes.is_adjusted or not waiting.filter(pk=adjuster.pk).update(adjusted_at=done.at, is_on_paper=is_on_paper):
        raise RefusedError(f"{adjuster.person} har redan justerat protokollet.")
    return minutes if waiting.exists() else adjust(minutes, done)


def adjust(minutes: Minutes, done: Occurrence) -> Minutes:
    """Store the whole with its checksum, which locks and publishes it, and let the meeting be adjusted.

    What is to be followed up comes to the next agenda, also when that is begun already.
    """
    minutes.content = compose(minutes, adjusted_at=done.at)
    minutes.sha256 = checksum(minutes.content)
    minutes.adjusted_at = done.at
    minutes.save(update_fields=["content", "sha256", "adjusted_at"])
    today = timezone.localdate(done.at)
    change_state(minutes.meeting, State.ADJUSTED, done, today=today)
    if following := next_meeting(minutes.meeting, today):
        complete_agenda(following)
    return minutes


def finish(follow_up: FollowUp, on: dt.date) -> bool:
    """Note when something was done; says whether it was waiting. It is no longer on the agendas after that day."""
    return bool(FollowUp.objects.filter(pk=follow_up.pk, done_on=None).update(done_on=on))


def reopen(follow_up: FollowUp) -> bool:
    """Let something wait again; says whether it was done."""
    return bool(FollowUp.objects.filter(pk=follow_up.pk).exclude(done_on=None).update(done_on=None))

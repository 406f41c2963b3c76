"""What a seat answers to a kallelse: kommer, ersättare or förhinder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from calendar_app.models import Answer, Meeting, State
from calendar_app.notices.letters import one_line
from calendar_app.notices.recipients import seat_of
from calendar_app.operations import locked_meeting
from committee.models import Municipality, Person
from committee.refusal import RefusedError

Choice = Answer.Choice
ANSWERABLE = (State.PLANNED, State.CALLED)


def obstacle(meeting: Meeting, person: Person, today: dt.date) -> str:
    """Why the person can't answer today, in words; empty when nothing stands in the way. One query."""
    if not person.assignments.on(today).filter(body=meeting.body_id).exists():
        return f"Du har inget uppdrag i {meeting.body} nu, så du kan inte svara."
    return obstacle_of(meeting, today)


def obstacle_of(meeting: Meeting, today: dt.date) -> str:
    """Why nobody can answer today: no query."""
    if meeting.is_cancelled:
        return "Mötet är inställt. Du behöver inte svara."
    if meeting.last_day < today or meeting.state in (State.HELD, State.ADJUSTED):
        return "Mötet har varit, så det går inte längre att svara."
    return "" if meeting.state in ANSWERABLE else "Mötet är inte bestämt än. Vänta med ditt svar."


@transaction.atomic
def answer(meeting: Meeting, person: Person, choice: str, substitute: str, at: dt.datetime) -> Answer:
    """Let a person answer for their seat; a later answer replaces the earlier. Raises RefusedError with the reason.

    The meeting is locked: two who answer for a municipality at once leave one answer, and none comes after a
    cancellation.
    """
    meeting = locked_meeting(meeting.pk)
    reason = obstacle(meeting, person, timezone.localdate(at))
    if reason:
        raise RefusedError(reason)
    seat = {"municipality": person.municipality} if person.municipality else {"municipality": None, "person": person}
    values = {"person": person, "choice": choice, "substitute": substitute, "answered_at": at}
    return Answer.objects.update_or_create(meeting=meeting, **seat, defaults=values)[0]


def answers_for(person: Person, meetings: Iterable[Meeting]) -> dict[int, Answer]:
    """The present answer of the person's seat by meeting: one query. A seat knows its own answer."""
    own = Q(municipality=person.municipality) if person.municipality else Q(municipality=None, person=person)
    rows = Answer.objects.filter(own, meeting__in=[meeting.pk for meeting in meetings])
    return {row.meeting_id: row for row in rows.select_related("municipality", "person")}


class AnswerForm(forms.Form):
    """The answer; a substitute is named only when one comes."""

    choice = forms.ChoiceField(
        label="Svar",
        choices=[
            (Choice.COMING.value, "Jag kommer"),
            (Choice.SUBSTITUTE.value, "En ersättare kommer"),
            (Choice.ABSENT.value, "Förhinder, ingen kommer"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj ett svar.", "invalid_choice": "Välj ett av svaren."},
    )
    substitute = forms.CharField(
        label="Ersättarens namn",
        max_length=120,
        required=False,
        help_text="Fyll bara i om en ersättare kommer.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_substitute(self) -> str:
        """The name as one line. One without a letter is none: marks and spaces alone may be invisible."""
        name = one_line(self.cleaned_data["substitute"])
        return name if any(sign.isalpha() for sign in name) else ""

    def clean(self) -> dict:
        """A name that was left from another choice is let go."""
        cleaned = super().clean()
        if cleaned.get("choice") != Choice.SUBSTITUTE:
            cleaned["substitute"] = ""
        elif "substitute" in cleaned and not cleaned["substitute"]:
            self.add_error("substitute", "Skriv vem som kommer i stället.")
        return cleaned


@dataclass(frozen=True)
class AnswerBox:
    """What `_answer.html` shows: a person's form for a meeting, and what the seat has answered."""

    meeting: Meeting
    person: Person
    answer: Answer | None
    obstacle: str
    form: AnswerForm
    action: str
    next: str = ""

    @property
    def seat(self) -> Municipality | Person:
        return seat_of(self.person)


def answer_box(
    meeting: Meeting,
    person: Person,
    present: Answer | None,
    *,
    action: str,
    obstacle: str,
    next: str = "",
    data: dict | None = None,
) -> AnswerBox:
    """A box of its own on the page: the ids hold the meeting's, so many can stand on one page."""
    initial = {"choice": present.choice, "substitute": present.substitute} if present else {}
    form = AnswerForm(data, initial=initial, auto_id=f"svar-{meeting.pk}-%s", use_required_attribute=False)
    return AnswerBox(meeting, person, present, obstacle, form, action, next)


def answer_boxes(
    person: Person, meetings: Iterable[Meeting], *, today: dt.date, next: str = ""
) -> dict[int, AnswerBox]:
    """Boxes by meeting, for those that the person can answer to today or has an answer for: two queries."""
    meetings = list(meetings)
    present = answers_for(person, meetings)
    bodies = set(person.assignments.on(today).values_list("body", flat=True))
    return {
        meeting.pk: answer_box(
            meeting,
            person,
            present.get(meeting.pk),
            action=reverse("calendar:answer", args=[meeting.pk]),
            obstacle=obstacle_of(meeting, today),
            next=next,
        )
        for meeting in meetings
        if meeting.body_id in bodies and (meeting.pk in present or not obstacle_of(meeting, today))
    }

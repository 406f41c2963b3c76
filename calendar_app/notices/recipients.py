"""Who is called to a meeting: those with an assignment in its body today that lasts until the meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet

from calendar_app.models import Meeting
from committee.models import Assignment, Municipality, Person
from committee.querysets import swedish_order


@dataclass(frozen=True)
class Recipient:
    """A person who is called; `address` is empty for one who can't be reached by mail."""

    person: Person
    role: str
    address: str

    @property
    def seat(self) -> Municipality | Person:
        return seat_of(self.person)


def seat_of(person: Person) -> Municipality | Person:
    """Whom a person answers for: the municipality, or only themselves without one."""
    return person.municipality or person


def recipients_of(meeting: Meeting, today: dt.date) -> list[Recipient]:
    """Each person once, by name: one query.

    The assignment is in force today, since rights begin and end with it: a mail sent now is read now. One that ends
    before the meeting is left out, since that person will not be there.
    """
    assignments = in_body(meeting).on(today).exclude(ends_on__lt=meeting.starts_on)
    roles: dict[Person, list[str]] = {}
    for assignment in assignments:
        roles.setdefault(assignment.person, []).append(assignment.get_role_display())
    return [
        Recipient(person, " och ".join(dict.fromkeys(held)), usable(person.email)) for person, held in roles.items()
    ]


def in_body(meeting: Meeting) -> QuerySet[Assignment]:
    assignments = Assignment.objects.filter(body=meeting.body_id).select_related("person__municipality")
    return assignments.order_by(swedish_order("person__name"), "person", "pk")


def usable(address: str) -> str:
    """The address, or nothing when no mail can go there. A comma would make two addresses of it in the mail queue."""
    try:
        validate_email(address)
    except ValidationError:
        return ""
    return "" if "," in address else address


def left_out(meeting: Meeting, today: dt.date) -> list[str]:
    """Who isn't called although they may be expected to be, and why, in words: two queries."""
    called = {recipient.person for recipient in recipients_of(meeting, today)}
    rest = in_body(meeting).exclude(person__in=called).exclude(ends_on__lt=today)
    return list(reasons(rest, meeting, today))


def reasons(assignments: Iterable[Assignment], meeting: Meeting, today: dt.date) -> Iterable[str]:
    for assignment in assignments:
        if today < assignment.starts_on <= meeting.ends_on:
            yield f"{assignment.person} kallas inte än: uppdraget börjar {assignment.starts_on}, före mötet."
        elif assignment.starts_on <= today:
            yield f"{assignment.person} kallas inte: uppdraget slutar {assignment.ends_on}, före mötet."

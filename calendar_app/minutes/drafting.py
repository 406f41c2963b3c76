"""What minutes hold from the start: a paragraph for each item of the agenda, and those who were to be there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from calendar_app.models import AgendaItem, Answer, Attendance, Meeting, Minutes, Paragraph
from committee.models import Assignment
from committee.querysets import swedish_order

WITHDRAWN = "Ärendet utgick."
ROLES = {
    Assignment.Role.MEMBER: Attendance.Role.MEMBER,
    Assignment.Role.DIRECTOR: Attendance.Role.MEMBER,
    Assignment.Role.SUBSTITUTE: Attendance.Role.SUBSTITUTE,
    Assignment.Role.SECRETARY: Attendance.Role.OTHER,
}
IN_ORDER = list(ROLES)
"""Who of several assignments counts, and in which order people are named."""
NAME_LENGTH = Attendance._meta.get_field("name").max_length


def items_without_a_paragraph(meeting: Meeting) -> list[AgendaItem]:
    """The published items that the minutes don't deal with yet, in order: one query."""
    return list(meeting.items.exclude(number=None).filter(paragraph=None).in_order())


def paragraph_of(item: AgendaItem, minutes: Minutes, position: int) -> Paragraph:
    """What the minutes say of an item before anyone has written: its own words, and the decision that is proposed."""
    return Paragraph(
        minutes=minutes,
        item=item,
        position=position,
        title=item.title,
        text=WITHDRAWN if item.is_withdrawn else item.text,
        decision="" if item.is_withdrawn else item.proposal,
        ground=item.ground,
        # The database gives both, from the meeting; Django wants a value to send.
        body_id=minutes.meeting.body_id,
        year=minutes.meeting.starts_on.year,
    )


def assignments_at(meeting: Meeting) -> list[Assignment]:
    """One assignment for each person who had any in the body on the meeting's first day: one query."""
    by_name = [swedish_order("person__municipality__name"), swedish_order("person__name")]
    held = meeting.body.assignments.on(meeting.starts_on).select_related("person__municipality").order_by(*by_name)
    in_order = sorted(held, key=lambda assignment: IN_ORDER.index(assignment.role))
    return list({assignment.person_id: assignment for assignment in reversed(in_order)}.values())[::-1]


def attendances_of(minutes: Minutes) -> list[Attendance]:
    """Unsaved rows for the meeting's people, as they answered the kallelse: two queries.

    Whoever has not answered is not present until someone ticks it.
    """
    meeting = minutes.meeting
    held = assignments_at(meeting)
    answers = list(meeting.answers.select_related("municipality").order_by("pk"))
    seated = {row.person_id for row in held if ROLES[row.role] == Attendance.Role.MEMBER}
    coming = [answer for answer in answers if answer.choice == Answer.Choice.COMING]
    rows = [attendance_of(row, minutes, any(is_about(answer, row, seated) for answer in coming)) for row in held]
    for answer in answers:
        if answer.choice == Answer.Choice.SUBSTITUTE:
            seat_substitute(rows, answer, minutes)
    tell_apart(rows)
    for position, row in enumerate(rows, start=1):
        row.position = position
    return rows


def attendance_of(assignment: Assignment, minutes: Minutes, is_present: bool) -> Attendance:
    person = assignment.person
    return Attendance(
        minutes=minutes,
        name=person.name,
        municipality=person.municipality,
        role=ROLES[assignment.role],
        is_present=is_present,
    )


def is_about(answer: Answer, assignment: Assignment, seated: set[int]) -> bool:
    """A member answers for their own seat; anyone else for all the seats of their municipality."""
    if assignment.person_id not in seated:
        return False
    if answer.person_id in seated:
        return answer.person_id == assignment.person_id
    return answer.municipality_id is not None and answer.municipality_id == assignment.person.municipality_id


def seat_substitute(rows: list[Attendance], answer: Answer, minutes: Minutes) -> None:
    """Let the named substitute serve: a row of their own, unless they have one already."""
    for row in rows:
        is_theirs = row.municipality_id in (None, answer.municipality_id)
        if row.role == Attendance.Role.SUBSTITUTE and is_theirs and same_name(row.name, answer.substitute):
            row.is_present = True
            return
    role = Attendance.Role.SUBSTITUTE
    rows.append(Attendance(minutes=minutes, name=answer.substitute, municipality=answer.municipality, role=role))


def same_name(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def tell_apart(rows: Iterable[Attendance]) -> None:
    """Add the municipality to names that several have, such as an office, and a number where that isn't enough."""
    several = Counter(row.name for row in rows)
    taken: Counter[str] = Counter()
    for row in rows:
        if several[row.name] > 1 and row.municipality:
            row.name = with_ending(row.name, f", {row.municipality}")
        taken[row.name] += 1
        if taken[row.name] > 1:
            row.name = with_ending(row.name, f" ({taken[row.name]})")


def with_ending(name: str, ending: str) -> str:
    return name[: NAME_LENGTH - len(ending)] + ending

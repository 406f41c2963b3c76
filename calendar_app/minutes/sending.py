"""What is looked at in the forms before minutes are sent: what must be there, and what is asked about once more."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.forms import BaseFormSet

from calendar_app.models import ItemKind, Meeting
from committee.models import Person
from committee.swedish import long_date, with_municipality


def kept(formset: BaseFormSet) -> list[dict]:
    """The values of the rows that are to be saved, as far as they are right: not the empty ones, nor those removed."""
    rows = [form.cleaned_data for form in formset.forms]
    return [row for row in rows if row and not row.get("DELETE")]


def is_anyone_present(attendance: BaseFormSet) -> bool:
    return any(row.get("is_present") for row in kept(attendance))


def without_a_decision(paragraphs: BaseFormSet) -> list[str]:
    """Items for decision that nothing is decided of."""
    rows = [(form.instance.item, form.cleaned_data) for form in paragraphs.initial_forms]
    return [
        f"”{row['title']}” var ett beslutsärende men har inget beslut."
        for item, row in rows
        if item and item.kind == ItemKind.DECISION and not (item.is_withdrawn or row["decision"])
    ]


def absent(adjusters: Iterable[Person], attendance: BaseFormSet) -> list[str]:
    """Adjusters that the attendance doesn't name as present; they may stand there in other words, so it is asked."""
    there = [row for row in kept(attendance) if row["is_present"]]
    away = [person for person in adjusters if not any(is_named(person, row) for row in there)]
    names = [with_municipality(person.name, str(person.municipality or "")) for person in away]
    return [f"{name} är vald till justerare men är inte ikryssad som närvarande." for name in names]


def is_named(person: Person, row: dict) -> bool:
    """Whether a row of the attendance is about a person: it is text, and may have more after the name."""
    name, written = (" ".join(words.split()) for words in (person.name, row["name"]))
    is_same_place = row["municipality"] is None or person.municipality in (None, row["municipality"])
    return is_same_place and bool(re.match(rf"{re.escape(name)}($|,| \()", written, re.IGNORECASE))


def due_before(meeting: Meeting, follow_ups: BaseFormSet) -> list[str]:
    """What is to be done before it was decided: most likely a year or a month that was mistyped."""
    return [
        f"”{row['task']}” ska vara klart {long_date(row['due_on'])}, före mötet."
        for row in kept(follow_ups)
        if row["due_on"] < meeting.starts_on
    ]

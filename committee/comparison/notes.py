"""What differs in a part beside its words: focus, sort, body, references (pure)."""

from __future__ import annotations

from committee.comparison.difference import ValueDifference
from committee.comparison.fields import ABSENT, Field
from committee.comparison.row_words import Names
from committee.comparison.wording import NODES, PART

SHOWN_AS_WORDS = {"title", "text", "number", "budget"}


def notes_on(own: ValueDifference, bodies: Names) -> tuple[str, ...]:
    """A sentence for each, and one for all that has no words of its own."""
    notes = [note_on(field, bodies) for field in own.visible_fields if field.name not in SHOWN_AS_WORDS]
    return tuple(dict.fromkeys(notes))


def note_on(field: Field, bodies: Names) -> str:
    """
    >>> note_on(Field("is_focus", False, value=True), {}), note_on(Field("kind", "item", value="commitment"), {})
    ('Är i fokus i år.', 'Har gjorts om från punkt till åtagande.')
    >>> note_on(Field("body", "rad", value=ABSENT), {"rad": "Rådet"})
    'Gäller inte längre Rådet.'
    """
    before, after = field.before, field.after(field.before)
    match field.name:
        case "is_focus":
            return "Är i fokus i år." if after is True else "Är inte längre i fokus."
        case "kind":
            old, new = (NODES.get(kind, PART).one for kind in (before, after))
            return f"Har gjorts om från {old} till {new}."
        case "body":
            return body_note(*(None if slug is ABSENT else bodies.get(slug, slug) for slug in (before, after)))
        case "series_kind":
            return "Sorten av möten är ändrad."
        case "references":
            return "Hänvisningarna är ändrade."
    return "Annat i delen är ändrat."


def body_note(before: str | None, after: str | None) -> str:
    if after is None:
        return f"Gäller inte längre {before}."
    return f"Gäller nu {after}, förut {before}." if before else f"Gäller nu {after}."

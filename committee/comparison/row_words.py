"""A row of a plan in one line of words: a meeting, a turn, a budget line, a body, a promise (pure)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from committee.comparison.rows import Row
from committee.duties import describe_duty
from committee.reading import clock_times, meeting_days
from committee.swedish import WEEKDAYS, enumerate_words, long_date, thousands

Names = Mapping[str, str]
"""Bodies' names by slug."""


def meeting_words(row: Row) -> str:
    r"""When and where.

    >>> row = {"precision": "day", "starts_on": "2017-02-02", "ends_on": "2017-02-02", "hosts": ["Sund", "Näs"]}
    >>> meeting_words(row | {"title": "konferens", "starts_at": "12:00", "ends_at": "15:00"}).replace("\xa0", " ")
    '2 februari 2017, kl. 12.00–15.00, konferens, värd: Sund och Näs'
    """
    hosts = enumerate_words(row.get("hosts") or [])
    return comma([meeting_days(row), clock_times(row), row.get("title"), hosts and f"värd: {hosts}"])


def comma(parts: list[str | None]) -> str:
    return ", ".join(part for part in parts if part)


def line_words(row: Row) -> str:
    return comma([thousands(row.get("amount_sek") or 0), row.get("note")])


def cells_words(row: Row) -> str:
    """A table's row without its first cell, which is its name."""
    return " | ".join(str(cell) for place, cell in sorted(row.items()) if place)


def body_words(row: Row, names: Names) -> str:
    """A body's usual time, its promise and what it prepares.

    >>> body_words({"name": "Rådet", "usual_weekday": 4, "duty": {"minimum_meetings": 6, "period_years": 1}}, {})
    'Rådet, torsdagar, minst sex möten per år'
    """
    weekday, duty, prepares = row.get("usual_weekday"), row.get("duty"), row.get("prepares")
    usual = f"{WEEKDAYS[weekday - 1]}ar" if weekday else ""
    promise = duty and describe_duty(duty.get("minimum_meetings", 1), duty.get("period_years", 1))
    prepared = prepares and f"förbereder {names.get(prepares, prepares)}"
    return comma([row.get("name"), usual, clock_times(row, "usual_"), promise, prepared])


def promise_words(row: Row, names: Names) -> str:
    """A promise of another kind than a number of meetings.

    >>> promise_words({"kind": "prepared", "body": "rad", "preparer": "grupp"}, {"rad": "Rådet", "grupp": "Gruppen"})
    'Rådet: varje möte förbereds av Gruppen'
    """
    body, preparer = (names.get(row.get(name), row.get(name)) for name in ("body", "preparer"))
    words = {
        "prepared": f"{body}: varje möte förbereds av {preparer}",
        "hosts": f"{body}: värdar enligt ordningen",
        "balance": "Budgeten balanserar",
    }
    return words.get(row.get("kind"), f"{body}: annat löfte" if body else "Annat löfte")


FACTS: dict[str, tuple[str, Callable[[Any], str]]] = {
    "title": ("Titel", str),
    "subtitle": ("Underrubrik", str),
    "issuer": ("Beslutas av", str),
    "year": ("År", str),
    "edition": ("Utgåva", str),
    "decided_on": ("Fastställd", lambda value: long_date(dt.date.fromisoformat(value))),
    "decided_in": ("Paragraf", str),
    "reason": ("Skäl till rättelsen", str),
}
"""What a plan says of itself at the top, and how each is written."""

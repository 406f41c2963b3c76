"""Rows of the tables in a Word file that the portal wrote: meetings, turns, budget lines, bodies (pure)."""

from __future__ import annotations

import re

from committee.duties import describe_duty
from committee.swedish import WEEKDAYS
from sodertorn.importing.dates import read_days
from sodertorn.importing.money import split_amount
from sodertorn.importing.names import folded
from sodertorn.importing.numerals import read_number
from sodertorn.importing.times import check_times, read_times
from sodertorn.importing.values import ParsedBody, ParsedBudgetLine, ParsedHostTurn, ParsedMeeting

TENTATIVE = re.compile(r"\s*\(preliminärt\)\s*")
PERIODS = {"per år": 1, "vartannat år": 2, "vart tredje år": 3, "vart fjärde år": 4, "vart femte år": 5}
PROMISE = re.compile(rf"minst (\w+) möten? ({'|'.join(PERIODS)}|på (\d{{1,3}}) år)", re.IGNORECASE)
SPACES = re.compile(r"[\s\u00a0\u202f]+")
Cells = dict[str, str]
"""A row's texts by the head of their column, in lower case."""


class RowProblem(ValueError):
    """The row can't be read; the message says why, in Swedish."""


def read_meeting(cells: Cells, line: int, *, body: str, kind: str, year: int) -> ParsedMeeting:
    """A meeting of a series. Raises DateProblem or RowProblem.

    >>> cells = {"datum": "6–7 april 2017", "värdkommun": "Sund\\nNäs"}
    >>> read_meeting(cells, 4, body="Rådet", kind="", year=2017).hosts
    ('Sund', 'Näs')
    """
    words = cells.get("datum", "")
    days = read_days(TENTATIVE.sub("", words).strip(), year)
    if days is None:
        raise RowProblem(f"”{words}” är inget datum. Mötet kom inte med.")
    rest, starts_at, ends_at = read_times(cells.get("tid", ""))
    if rest.strip():
        raise RowProblem(f"”{rest.strip()}” är inga klockslag, som kl. 12.00–15.00. Mötet kom inte med.")
    check_times(starts_at, ends_at)
    return ParsedMeeting(
        body=body,
        lines=(line,),
        starts_on=days.starts_on,
        ends_on=days.ends_on,
        is_month_only=days.is_month_only,
        starts_at=starts_at,
        ends_at=ends_at,
        kind=kind,
        title=cells.get("rubrik", ""),
        hosts=tuple(dict.fromkeys(filter(None, map(str.strip, cells.get("värdkommun", "").split("\n"))))),
    )


def read_turn(cells: Cells, line: int, *, body: str) -> ParsedHostTurn:
    year = cells.get("år", "").strip()
    if not re.fullmatch(r"(19|20|21)\d\d", year) or not cells.get("kommun", "").strip():
        raise RowProblem("Raden har inget år med en kommun och kom inte med.")
    return ParsedHostTurn(body, int(year), cells["kommun"].strip(), (line,))


def read_budget_line(cells: Cells, line: int, *, kind: str) -> ParsedBudgetLine:
    label, amount = cells.get("post", "").strip(), read_amount(cells)
    if not label:
        raise RowProblem("Budgetraden har inget namn och kom inte med.")
    group, note = cells.get("rubrik", "").strip(), cells.get("anmärkning", "").strip()
    return ParsedBudgetLine(kind, label, amount, (line,), group=group, note=note)


def read_amount(cells: Cells) -> int:
    """The kronor of a budget line or a sum. Raises RowProblem or AmountProblem."""
    found = split_amount(f"x {cells.get('kronor', '').strip()}")
    if found is None or found[0] != "x":
        raise RowProblem(f"”{cells.get('kronor', '')}” är inget belopp i hela kronor. Raden kom inte med.")
    return found[1]


def read_body(cells: Cells, *, prepares_line: int) -> ParsedBody:
    """A body with its usual day and times.

    >>> read_body({"organ": "Rådet", "ordinarie tid": "torsdagar kl. 12.00–15.00"}, prepares_line=0).weekday
    4
    """
    name = cells.get("organ", "").strip()
    if not name:
        raise RowProblem("Organet har inget namn och kom inte med.")
    rest, starts_at, ends_at = read_times(cells.get("ordinarie tid", ""))
    weekday = folded(rest.strip()).removesuffix("ar")
    if weekday and weekday not in WEEKDAYS:
        raise RowProblem(f"”{rest.strip()}” är ingen veckodag, som torsdagar. Organet kom inte med.")
    return ParsedBody(
        name=name,
        short_name=cells.get("kortnamn", "").strip(),
        weekday=WEEKDAYS.index(weekday) + 1 if weekday else None,
        starts_at=starts_at,
        ends_at=ends_at,
        prepares=cells.get("förbereder", "").strip(),
        prepares_line=prepares_line,
    )


def read_promise(words: str) -> tuple[int, int] | None:
    """How many meetings in how many years; None when there is no promise. Raises RowProblem for other words.

    >>> read_promise(describe_duty(2, 3)), read_promise(describe_duty(14, 7)), read_promise("")
    ((2, 3), (14, 7), None)
    """
    words = SPACES.sub(" ", words).strip()
    if not words:
        return None
    found = PROMISE.fullmatch(words)
    if found is None:
        raise RowProblem(f"Löftet ”{words}” förstås inte. Skriv som ”{describe_duty(6, 1)}”.")
    try:
        return read_number("en" if found[1] == "ett" else found[1]), int(found[3] or PERIODS[folded(found[2])])
    except ValueError:
        raise RowProblem(f"”{found[1]}” är inget antal möten.") from None

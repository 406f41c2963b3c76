"""The planner's values, the rules that a date keeps, and where last year's pattern points (pure)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from calendar_app.free_days import FIRST_YEAR, LAST_YEAR, free_days
from committee.swedish import date_span, last_of_month, long_date, weekday_date

DAY = dt.timedelta(days=1)
PREPARED_DAYS_BEFORE = range(7, 36)  # one to five weeks
DAYS_BETWEEN_MEETINGS = 7  # of one body
SAME_MEETING_WITHIN = 45  # days between last year's pattern and the meeting that stands for it
FARTHEST_MOVE = 28  # days
WRONG_WEEKDAY = 1000  # dearer than any move
INVENTED_WEEKS = (*range(4, 25), *range(34, 51))
MIDWEEK = 3
SATURDAY, JULY, LAST_WEEK = 6, 7, 52
EXTRA_MEETING = 22  # costs as much as moving something three weeks
MOST_FELT = 10  # days that a meeting gives way to spare the preparing body a move or an extra meeting
PREPARERS_WRONG_WEEKDAY = 30  # and more than any move, to spare it a wrong weekday


@dataclass(frozen=True)
class Slot:
    """A meeting as the planner sees it."""

    starts_on: dt.date
    ends_on: dt.date
    kind: str = ""  # "" for an ordinary meeting
    title: str = ""
    hosts: tuple[str, ...] = ()
    is_month_only: bool = False  # then starts_on is the month's first day
    key: int | None = None  # the row's id; None for what doesn't exist yet


@dataclass(frozen=True)
class BodyYear:
    """A body and what is known before its year is planned."""

    name: str
    weekday: int | None = None  # the usual one, ISO 1–7
    minimum: int = 0  # ordinary meetings promised in the year
    last_year: tuple[Slot, ...] = ()  # the pattern: all its meetings of the year before, cancelled ones left out
    existing: tuple[Slot, ...] = ()  # all in the calendar that year, and of the last five weeks of the year before
    hosts_in_turn: tuple[str, ...] = ()  # for new meetings that have no host; first first
    rota_kinds: frozenset[str] = frozenset({""})  # kinds of meeting that take a turn


@dataclass(frozen=True)
class Proposal:
    starts_on: dt.date
    ends_on: dt.date
    kind: str
    title: str
    hosts: tuple[str, ...]
    month_only: int | None  # key of the month-only meeting that this gives a day
    notes: tuple[str, ...]  # why not the day that last year's pattern gives; what it prepares or is prepared by


@dataclass(frozen=True)
class YearProposal:
    body: tuple[Proposal, ...]  # by date
    preparing: tuple[Proposal, ...]  # meetings of the preparing body, by date
    remarks: tuple[str, ...]  # what couldn't be placed


@dataclass(frozen=True)
class Target:
    """A meeting to place: the day to be near, or the month to be in. `pattern` is last year's meeting behind it."""

    day: dt.date
    more_days: int = 0
    kind: str = ""
    title: str = ""
    weekday: int | None = None
    pattern: Slot | None = None
    month: Slot | None = None

    def last_day(self, starts_on: dt.date) -> dt.date:
        return starts_on + self.more_days * DAY


@dataclass(frozen=True)
class Choice:
    """A target's day, with the choice that prepares it when such a meeting has to be added or placed."""

    target: Target
    starts_on: dt.date
    support: Choice | None = None

    @property
    def ends_on(self) -> dt.date:
        return self.target.last_day(self.starts_on)

    @property
    def cost(self) -> int:
        return cost_of(self.target, self.starts_on) + (self.support.felt if self.support else 0)

    @property
    def burden(self) -> int:
        """What it costs to prepare another meeting this way."""
        return self.cost if self.target.pattern or self.target.month else self.cost + EXTRA_MEETING

    @property
    def felt(self) -> int:
        """That cost for the meeting that is prepared: it gives way a little, not for any distance."""
        return PREPARERS_WRONG_WEEKDAY if self.burden >= WRONG_WEEKDAY else min(self.burden, MOST_FELT)


def span(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    return (first + number * DAY for number in range((last - first).days + 1))


def is_prepared(starts_on: dt.date, prepared_by: Iterable[dt.date]) -> bool:
    """Whether any of these meetings (by their last days) lies one to five weeks before.

    >>> is_prepared(dt.date(2017, 2, 2), [dt.date(2017, 1, 20)]), is_prepared(dt.date(2017, 2, 2), [])
    (True, False)
    """
    return any((starts_on - last_day).days in PREPARED_DAYS_BEFORE for last_day in prepared_by)


def objections(
    starts_on: dt.date,
    ends_on: dt.date,
    *,
    busy: Mapping[dt.date, str],
    prepared_by: Iterable[dt.date] | None = None,
    preparer_name: str = "",
) -> list[str]:
    """What speaks against these dates, in words. `prepared_by` has the last days of the preparing body's meetings.

    >>> objections(dt.date(2018, 5, 10), dt.date(2018, 5, 10), busy={})
    ['10 maj 2018 är Kristi himmelsfärdsdag']
    """
    if not FIRST_YEAR <= starts_on.year <= ends_on.year <= LAST_YEAR:
        return [f"Portalen känner bara helgdagarna åren {FIRST_YEAR}–{LAST_YEAR}"]
    days = list(span(starts_on, ends_on))
    found = [f"{long_date(day)} är {free_days(day.year)[day]}" for day in days if day in free_days(day.year)]
    clashes: dict[str, dt.date] = {}
    for day in days:
        if day in busy:
            clashes.setdefault(busy[day], day)
    found += [f"{long_date(day)} krockar med {words}" for words, day in clashes.items()]
    if prepared_by is not None and not is_prepared(starts_on, prepared_by):
        found.append(f"Inget möte i {preparer_name} en till fem veckor före")
    return found


def weekend_days(starts_on: dt.date, ends_on: dt.date, usual_weekday: int | None) -> list[str]:
    """The Saturdays and Sundays among these days, in words, unless the body usually meets on that weekday.

    >>> weekend_days(dt.date(2018, 4, 20), dt.date(2018, 4, 21), 5)
    ['lördag 21 april 2018 är en helg']
    """
    days = [day for day in span(starts_on, ends_on) if day.isoweekday() >= SATURDAY]
    return [f"{weekday_date(day)} är en helg" for day in days if day.isoweekday() != usual_weekday]


OwnDays = dict[int, tuple[int, dt.date, dt.date]]
"""The days of a body's own meetings, as ordinals: each meeting's place among them, first and last day."""


def too_close(starts_on: dt.date, ends_on: dt.date, own: OwnDays) -> str:
    """The first of the body's other meetings that lie less than a week away, in words; "" if none.

    >>> second, eighth, ninth = (dt.date(2017, 3, day) for day in (2, 8, 9))
    >>> own = {second.toordinal(): (0, second, second)}
    >>> too_close(eighth, eighth, own), too_close(ninth, ninth, own)
    ('det är mindre än en vecka till mötet 2 mars 2017', '')
    """
    days = range(starts_on.toordinal() - DAYS_BETWEEN_MEETINGS + 1, ends_on.toordinal() + DAYS_BETWEEN_MEETINGS)
    near = [own[day] for day in days if day in own]
    return f"det är mindre än en vecka till mötet {date_span(*min(near)[1:])}" if near else ""


def same_time(slot: Slot, year: int, usual_weekday: int | None) -> Target:
    """Where a meeting of last year falls in this one: same ISO week, and the usual or its own weekday.

    >>> same_time(Slot(dt.date(2017, 3, 23), dt.date(2017, 3, 23)), 2018, 4).day
    datetime.date(2018, 3, 22)
    """
    more_days = (slot.ends_on - slot.starts_on).days
    is_usual = slot.kind == "" and not slot.title and not more_days
    weekday = (is_usual and usual_weekday) or slot.starts_on.isoweekday()
    iso_year, week, _ = slot.starts_on.isocalendar()
    if iso_year != slot.starts_on.year:  # the first days of January or the last of December
        week = 1 if iso_year < slot.starts_on.year else LAST_WEEK
    day = dt.date.fromisocalendar(year, min(week, LAST_WEEK), weekday)
    if day.year != year:
        day += 7 * DAY if day.year < year else -7 * DAY
    return Target(day, more_days, slot.kind, slot.title, weekday, pattern=slot)


def targets_for(body: BodyYear, year: int) -> list[Target]:
    """What is to be placed: months without a day first, then what existing meetings leave of last year's pattern."""
    pattern = [same_time(slot, year, body.weekday) for slot in body.last_year if not slot.is_month_only]
    pattern.sort(key=lambda target: (target.day, target.kind, target.title))
    existing = [slot for slot in body.existing if slot.starts_on.year == year]
    used = _used_up(existing, pattern)
    left = [target for place, target in enumerate(pattern) if place not in used.values()]
    months = [
        in_month(slot, pattern[used[place]] if place in used else None, body.weekday)
        for place, slot in sorted(enumerate(existing), key=lambda pair: pair[1].starts_on)
        if slot.is_month_only
    ]
    return months + left


def _used_up(existing: list[Slot], pattern: list[Target]) -> dict[int, int]:
    """Which existing meeting stands for which of the pattern's (by place): nearest pairs first, each once."""
    near = [
        (abs((target.day - about(slot)).days), place, number)
        for place, slot in enumerate(existing)
        for number, target in enumerate(pattern)
        if slot.kind == target.kind
    ]
    used: dict[int, int] = {}
    for days, place, number in sorted(near):
        if days <= SAME_MEETING_WITHIN and place not in used and number not in used.values():
            used[place] = number
    return used


def about(slot: Slot) -> dt.date:
    """The day, or the middle of the month."""
    return slot.starts_on.replace(day=15) if slot.is_month_only else slot.starts_on


def in_month(slot: Slot, used: Target | None, usual_weekday: int | None) -> Target:
    """Give a month-only meeting the day and length of last year's, if these are in the month; else its middle."""
    day, more_days, weekday = about(slot), 0, usual_weekday
    if used:
        weekday = used.weekday
        if (used.day.year, used.day.month) == (day.year, day.month):
            day = used.day
        more_days = used.more_days if used.title == slot.title else 0
    return Target(
        day, more_days, slot.kind, slot.title, weekday, used.pattern if used and day == used.day else None, slot
    )


def evenly_spread(year: int, body: BodyYear) -> list[Target]:
    """Spread the promised meetings evenly over spring and autumn, for a body without a pattern."""
    weeks = [
        INVENTED_WEEKS[(2 * number + 1) * len(INVENTED_WEEKS) // (2 * body.minimum)] for number in range(body.minimum)
    ]
    days = [dt.date.fromisocalendar(year, week, body.weekday or MIDWEEK) for week in weeks]
    return [Target(day, weekday=body.weekday) for day in days]


@lru_cache(maxsize=1024)
def days_near(target: Target, usual_weekday: int | None) -> tuple[tuple[int, dt.date], ...]:
    """First days to try with what they cost: right weekday first, then by distance, later before earlier."""
    first, last = target.day - FARTHEST_MOVE * DAY, target.day + FARTHEST_MOVE * DAY
    if target.month:
        first, last = target.month.starts_on, last_of_month(target.month.starts_on) - target.more_days * DAY
    days = (day for day in span(first, last) if _suits(target, day, usual_weekday))
    return tuple(
        sorted(((cost_of(target, day), day) for day in days), key=lambda each: (each[0], -each[1].toordinal()))
    )


def cost_of(target: Target, day: dt.date) -> int:
    """Days moved, and more for a day that isn't the right weekday."""
    return abs((day - target.day).days) + WRONG_WEEKDAY * (target.weekday not in (None, day.isoweekday()))


def _suits(target: Target, day: dt.date, usual_weekday: int | None) -> bool:
    """In the year, not moved into July, and on a weekend only where that's usual or last year's days were."""
    last = target.last_day(day)
    if not target.day.year == day.year == last.year:
        return False
    if JULY in (day.month, last.month) and JULY not in (target.day.month, target.last_day(target.day).month):
        return False
    accustomed = target.weekday if target.more_days else usual_weekday
    return day.isoweekday() == accustomed or all(each.isoweekday() < SATURDAY for each in span(day, last))


def days_of(year: int) -> Iterator[dt.date]:
    return span(dt.date(year, 1, 1), dt.date(year, 12, 31))

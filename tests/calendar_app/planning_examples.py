"""What the planner's tests share: meetings in short."""

import datetime as dt

from calendar_app.planning import BodyYear, Slot, propose_year

CONFERENCE = "planeringskonferens"
WEEK = dt.timedelta(weeks=1)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def slot(first: str, last: str = "", **rest) -> Slot:
    return Slot(day(first), day(last or first), **rest)


def month(first: str, *hosts: str, key: int) -> Slot:
    return slot(first, hosts=hosts, is_month_only=True, key=key)


def dates(proposals) -> list[str]:
    return [str(each.starts_on) for each in proposals]


def planned(*pattern: Slot, year=2018, busy=None, **rest) -> list[str]:
    """The board's days, from this pattern."""
    return dates(propose_year(year, board(*pattern, **rest), busy=busy or {}).body)


def board(*pattern: Slot, **rest) -> BodyYear:
    return BodyYear("Styrelsen", **{"weekday": 4, "last_year": pattern, **rest})

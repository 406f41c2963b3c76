"""The year as a wheel (årshjul): where months, rings, days and spans lie (pure). Units are those of the drawing."""

from __future__ import annotations

import calendar
import datetime as dt
import math
from dataclasses import dataclass

from committee.swedish import SHORT_MONTHS, last_of_month

SIZE = 520
CENTRE = SIZE / 2
OUTER_RADIUS, RING_STEP, INNER_EDGE = 200.0, 34.0, 84.0
MONTH_LABEL_RADIUS, SPOKE_END = 236.0, 222.0
MOST_RINGS = 4
MONTH_INSET, SEVERAL_DAYS = 0.04, 0.03  # radians


@dataclass(frozen=True)
class Occasion:
    """A meeting on the wheel: first and last day, or a whole month; `ring` says which group it belongs to."""

    ring: str
    label: str
    starts_on: dt.date
    ends_on: dt.date
    is_month_only: bool = False
    is_cancelled: bool = False


@dataclass(frozen=True)
class Mark:
    """A dot (`path` empty) or a stretch along the ring."""

    label: str
    x: str
    y: str
    path: str
    is_month_only: bool
    is_cancelled: bool = False


@dataclass(frozen=True)
class Ring:
    name: str
    place: int
    radius: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Month:
    name: str
    x: str
    y: str
    spoke: tuple[str, str, str, str]


@dataclass(frozen=True)
class Wheel:
    year: int
    months: tuple[Month, ...]
    rings: tuple[Ring, ...]

    @property
    def count(self) -> int:
        return sum(len(ring.marks) for ring in self.rings)

    @property
    def cancelled_count(self) -> int:
        return sum(mark.is_cancelled for ring in self.rings for mark in ring.marks)

    @property
    def held_count(self) -> int:
        """The meetings that aren't cancelled."""
        return self.count - self.cancelled_count


def turn(day: dt.date) -> float:
    """How far round the year a day begins, in radians clockwise from the top.

    >>> turn(dt.date(2017, 1, 1)), round(turn(dt.date(2017, 7, 2)) / math.pi, 2)
    (0.0, 1.0)
    """
    days = 366 if calendar.isleap(day.year) else 365
    return math.tau * (day.timetuple().tm_yday - 1) / days


def point(angle: float, radius: float) -> tuple[str, str]:
    """A place on the drawing, as its coordinates in text.

    >>> point(0.0, 100)
    ('260.0', '160.0')
    """
    return f"{CENTRE + radius * math.sin(angle):.1f}", f"{CENTRE - radius * math.cos(angle):.1f}"


def draw(year: int, ring_names: list[str], occasions: list[Occasion]) -> Wheel:
    """Draw a year; rings go from the outside in, in the order of their names."""
    rings = []
    for place, name in enumerate(ring_names):
        radius = OUTER_RADIUS - place * RING_STEP
        marks = tuple(mark(occasion, year, radius) for occasion in occasions if occasion.ring == name)
        rings.append(Ring(name, place + 1, f"{radius:.0f}", marks))
    return Wheel(year, tuple(month(year, number) for number in range(1, 13)), tuple(rings))


def month(year: int, number: int) -> Month:
    start = turn(dt.date(year, number, 1))
    middle = turn(dt.date(year, number, 15))
    x, y = point(middle, MONTH_LABEL_RADIUS)
    spoke = (*point(start, INNER_EDGE), *point(start, SPOKE_END))
    return Month(SHORT_MONTHS[number - 1], x, y, spoke)


def mark(occasion: Occasion, year: int, radius: float) -> Mark:
    """A dot for a day; a stretch for several, or for a month without a day. Days outside the year are cut off."""
    first = max(occasion.starts_on, dt.date(year, 1, 1))
    last = min(occasion.ends_on, dt.date(year, 12, 31))
    start, end = turn(first), turn(last)
    if occasion.is_month_only:
        start += MONTH_INSET
        end = turn(last_of_month(first)) - MONTH_INSET
    elif last > first:
        end += SEVERAL_DAYS  # two days would else look like one dot
    x, y = point(start, radius)
    path = f"M{x} {y}A{radius:.0f} {radius:.0f} 0 0 1 {' '.join(point(end, radius))}" if end > start else ""
    return Mark(occasion.label, x, y, path, occasion.is_month_only, occasion.is_cancelled)


def ring_names(counts: dict[str, int], rest: str) -> dict[str, str]:
    """Give each body its ring: its own, or the shared one named `rest` when there are too many for the wheel.

    Bodies that meet equally often are treated alike.

    >>> ring_names({"A": 9, "B": 7, "C": 1, "D": 1, "E": 1}, "Övriga")
    {'A': 'A', 'B': 'B', 'C': 'Övriga', 'D': 'Övriga', 'E': 'Övriga'}
    """
    if len(counts) <= MOST_RINGS:
        return {name: name for name in counts}
    busiest_without_ring = sorted(counts.values(), reverse=True)[MOST_RINGS - 1]
    return {name: name if count > busiest_without_ring else rest for name, count in counts.items()}

"""What the calendar's pages put together from many meetings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from calendar_app.models import Meeting
from calendar_app.wheel import Occasion, Wheel, draw, ring_names

REST = "Övriga organ"


def wheel_of(year: int, meetings: Iterable[Meeting]) -> Wheel:
    """The year's meetings as a wheel, the bodies in their own order from the outside in. No query of its own."""
    in_order = sorted(meetings, key=lambda meeting: (meeting.body.position, meeting.starts_on))
    counts = Counter(str(meeting.body) for meeting in in_order)
    rings = ring_names(counts, REST)
    occasions = [
        Occasion(
            ring=rings[str(meeting.body)],
            label=str(meeting),
            starts_on=meeting.starts_on,
            ends_on=meeting.ends_on,
            is_month_only=meeting.is_month_only,
        )
        for meeting in in_order
    ]
    return draw(year, list(dict.fromkeys(rings.values())), occasions)

"""The year's wheel: every day has its place, and nothing is drawn outside the year."""

import datetime as dt
import math
import re

from hypothesis import given
from hypothesis import strategies as st

from calendar_app.wheel import CENTRE, OUTER_RADIUS, Occasion, draw, ring_names, turn


@given(st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 30)))
def test_later_days_lie_further_round(day):
    tomorrow = day + dt.timedelta(days=1)

    assert 0 <= turn(day) < math.tau
    assert tomorrow.year != day.year or turn(day) < turn(tomorrow)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31)))
def test_dots_lie_on_their_ring(day):
    wheel = draw(day.year, ["Rådet"], [Occasion("Rådet", "Rådet", day, day)])
    (mark,) = wheel.rings[0].marks

    radius = math.hypot(float(mark.x) - CENTRE, float(mark.y) - CENTRE)
    assert abs(radius - OUTER_RADIUS) < 0.2
    assert mark.path == ""


def test_meeting_over_new_year_is_cut_at_the_year():
    over = Occasion("Rådet", "Rådet", dt.date(2017, 12, 30), dt.date(2018, 1, 2))

    (mark,) = draw(2018, ["Rådet"], [over]).rings[0].marks

    assert (mark.x, mark.y) == ("260.0", "60.0")
    assert mark.path.startswith("M260.0 60.0A")


def test_month_without_a_day_is_a_stretch_over_the_month():
    month = Occasion("Rådet", "Rådet", dt.date(2018, 2, 1), dt.date(2018, 2, 1), is_month_only=True)

    (mark,) = draw(2018, ["Rådet"], [month]).rings[0].marks

    assert mark.is_month_only
    start, end = re.findall(r"([\d.]+) ([\d.]+)(?:A|$)", mark.path)
    first, last = (turn_of(*map(float, place)) for place in (start, end))
    assert turn(dt.date(2018, 2, 1)) < first < turn(dt.date(2018, 2, 4))
    assert turn(dt.date(2018, 2, 25)) < last < turn(dt.date(2018, 2, 28))


def test_two_days_are_longer_than_one_dot():
    both = Occasion("Rådet", "Rådet", dt.date(2018, 8, 16), dt.date(2018, 8, 17))

    (mark,) = draw(2018, ["Rådet"], [both]).rings[0].marks

    start, end = re.findall(r"([\d.]+) ([\d.]+)(?:A|$)", mark.path)
    assert math.dist(tuple(map(float, start)), tuple(map(float, end))) > 8


def turn_of(x: float, y: float) -> float:
    """The angle of a place on the drawing, clockwise from the top."""
    return math.atan2(x - CENTRE, CENTRE - y) % math.tau


def test_four_bodies_have_a_ring_each():
    assert ring_names(dict.fromkeys("ABCD", 1), "Övriga") == {name: name for name in "ABCD"}

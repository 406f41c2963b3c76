"""Filters that write numbers, money, dates and texts for readers; built in, so no template needs `{% load %}`."""

import datetime as dt
import math
import re
import uuid
from collections.abc import Iterable

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from committee import duties, swedish
from committee.markdown import to_html
from committee.reading import clock_times, meeting_days

register = template.Library()


@register.inclusion_tag("_once.html")
def once() -> dict:
    """The number of a form that makes something, so that a double click makes it once."""
    return {"number": uuid.uuid4()}


register.filter("kronor", swedish.kronor)
register.filter("thousands", swedish.thousands)
register.filter("long_date", swedish.long_date)
register.filter("weekday_date", swedish.weekday_date)
register.filter("enumerate_words", swedish.enumerate_words)
register.filter("meeting_days", meeting_days)
register.filter("clock_times", clock_times)


@register.filter
def marked(text: str, words: str) -> SafeString:
    """The text with each of the words marked, wherever it stands; letters alike in either case."""
    wanted = "|".join(re.escape(word) for word in words.split())
    parts = re.split(f"({wanted})", str(text), flags=re.IGNORECASE) if wanted else [str(text)]
    return mark_safe("".join(f"<mark>{escape(part)}</mark>" if n % 2 else escape(part) for n, part in enumerate(parts)))  # noqa: S308


@register.filter
def number_word(number: int, one: str = "ett") -> str:
    """`{{ 8|number_word }}` is åtta; the argument is the gender of one."""
    return swedish.number_word(number, one=one)


@register.filter
def short_month(day: dt.date) -> str:
    return swedish.SHORT_MONTHS[day.month - 1]


@register.filter
def duty_words(duty: dict) -> str:
    """Put an edition's duty in words: minst sex möten per år."""
    return duties.describe_duty(duty["minimum_meetings"], duty["period_years"])


@register.inclusion_tag("committee/_mark.html")
def site_mark(member_count: int) -> dict:
    """The portal's mark: one dot per member municipality, in a ring of 40 units across."""
    dots = []
    for place in range(member_count):
        angle = math.tau * place / member_count - math.pi / 2
        dots.append(
            {
                "x": f"{20 + 14 * math.cos(angle):.1f}",
                "y": f"{20 + 14 * math.sin(angle):.1f}",
                "opacity": "1" if place % 2 == 0 else "0.55",
            }
        )
    return {"dots": dots, "radius": f"{min(4.2, 34 / max(member_count, 1)):.1f}"}


register.filter("clock_span", swedish.time_span)


register.filter("month_words", swedish.month_and_year)


@register.filter
def enumerate_rows(rows: Iterable[object]) -> str:
    """Rows by name, the way a sentence lists them."""
    return swedish.enumerate_words(str(row) for row in rows)


@register.filter
def markdown(text: str) -> SafeString:
    """What someone wrote in the small part of Markdown, as HTML that has been cleaned."""
    return mark_safe(to_html(text))  # noqa: S308 (cleaned by nh3)


register.filter("file_size", swedish.size_in_words)

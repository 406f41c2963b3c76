"""The running § of a body's year: what it will be in a draft, and what it becomes when the minutes are sent."""

from __future__ import annotations

from django.db.models import Max

from calendar_app.models import Minutes, Paragraph
from committee.models import Body


def last_section(minutes: Minutes) -> int:
    """The highest § given so far in the body and year of some minutes; 0 when none is: one query."""
    meeting = minutes.meeting
    given = Paragraph.objects.filter(body=meeting.body_id, year=meeting.starts_on.year)
    return given.aggregate(last=Max("section"))["last"] or 0


def numbered(minutes: Minutes) -> list[tuple[int, Paragraph]]:
    """The paragraphs in order with their §: the one that was given, or the next ones as it looks now. Two queries."""
    paragraphs = list(minutes.paragraphs.select_related("item").in_order())
    following = last_section(minutes)
    rows = []
    for paragraph in paragraphs:
        following += paragraph.section is None
        rows.append((paragraph.section or following, paragraph))
    return rows


def give_sections(minutes: Minutes) -> None:
    """Give the paragraphs that have none the next §§ of the body's year; call it in a transaction.

    The body is held until the transaction ends, so minutes that are sent at the same time wait for each other.
    """
    Body.objects.select_for_update(no_key=True).get(pk=minutes.meeting.body_id)
    without = []
    for number, paragraph in numbered(minutes):
        if paragraph.section is None:
            paragraph.section = number
            without.append(paragraph)
    Paragraph.objects.bulk_update(without, ["section"])


def drafts_before(minutes: Minutes) -> list[Minutes]:
    """Earlier meetings' minutes, in the same body and year, that have not been sent: their §§ would come after."""
    meeting = minutes.meeting
    same = Minutes.objects.without_content().filter(meeting__body=meeting.body_id, sent_at__isnull=True)
    earlier = same.filter(meeting__starts_on__year=meeting.starts_on.year, meeting__starts_on__lt=meeting.starts_on)
    return list(earlier.select_related("meeting__body", "meeting__kind").order_by("meeting__starts_on"))

"""What has been sent or adjusted never changes, whichever way someone tries."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection, transaction

from calendar_app.models import Adjuster, Attendance, FollowUp, Minutes, Paragraph
from tests.calendar_app.minutes.examples import (
    AFTER,
    SIGNED,
    adjusted_minutes,
    draft_of,
    meeting_with_items,
    sent_minutes,
)
from tests.meeting_factories import (
    AdjusterFactory,
    AttendanceFactory,
    FollowUpFactory,
    MinutesFactory,
    ParagraphFactory,
)
from tests.shared_world import made_once

pytestmark = pytest.mark.django_db

ROWS = (Minutes, Paragraph, Attendance, Adjuster, FollowUp)


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def everything() -> dict[str, list]:
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in ROWS}


def refused(attempt, words: str) -> None:
    """The attempt fails in those words, and no row is another than before."""
    before = everything()
    run("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(DatabaseError, match=words), transaction.atomic():
        attempt()
    assert everything() == before


def save(row, **values) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def bulk_update(model, **values) -> None:
    rows = list(model.objects.all())
    for row in rows:
        for name, value in values.items():
            setattr(row, name, value)
    model.objects.bulk_update(rows, list(values))


MINUTES = "Cannot update or delete rows from calendar_app_minutes"
SENT = "stays_when_sent"
ADJUSTED = {
    "minutes_save": (lambda m: save(m, chair="En annan"), MINUTES),
    "minutes_update": (lambda m: Minutes.objects.update(content={}), MINUTES),
    "minutes_bulk_update": (lambda m: bulk_update(Minutes, sha256="0" * 64), MINUTES),
    "minutes_sql": (lambda m: run("UPDATE calendar_app_minutes SET adjusted_at = NULL, sent_at = NULL"), MINUTES),
    "minutes_sql_to_the_same": (lambda m: run("UPDATE calendar_app_minutes SET chair = chair"), MINUTES),
    "minutes_raw_delete": (lambda m: Minutes.objects.all()._raw_delete("default"), MINUTES),
    "minutes_sql_delete": (lambda m: run("DELETE FROM calendar_app_minutes"), MINUTES),
    "minutes_truncate": (lambda m: run("TRUNCATE calendar_app_minutes CASCADE"), "Cannot truncate rows"),
    "meeting_truncate": (lambda m: run("TRUNCATE calendar_app_meeting CASCADE"), "Cannot truncate rows"),
    "paragraph_truncate": (lambda m: run("TRUNCATE calendar_app_paragraph CASCADE"), "Cannot truncate rows"),
    "attendance_truncate": (lambda m: run("TRUNCATE calendar_app_attendance"), "Cannot truncate rows"),
    "adjuster_truncate": (lambda m: run("TRUNCATE calendar_app_adjuster"), "Cannot truncate rows"),
    "follow_up_truncate": (lambda m: run("TRUNCATE calendar_app_followup"), "Cannot truncate rows"),
    "paragraph_save": (lambda m: save(m.paragraphs.first(), decision="Nej."), SENT),
    "paragraph_update": (lambda m: Paragraph.objects.update(ground=""), SENT),
    "paragraph_bulk_update": (lambda m: bulk_update(Paragraph, text=""), SENT),
    "paragraph_sql": (lambda m: run("UPDATE calendar_app_paragraph SET title = 'Annat'"), SENT),
    "paragraph_insert": (lambda m: ParagraphFactory(minutes=m), SENT),
    "paragraph_delete": (lambda m: m.paragraphs.first().delete(), "Cannot delete rows|stays"),
    "paragraph_sql_delete": (lambda m: run("DELETE FROM calendar_app_paragraph"), "Cannot delete rows|stays"),
    "paragraph_moved_away": (lambda m: Paragraph.objects.update(minutes=MinutesFactory()), "Cannot update|stays"),
    "attendance_save": (lambda m: save(m.attendances.first(), is_present=False), SENT),
    "attendance_update": (lambda m: Attendance.objects.update(name="X"), SENT),
    "attendance_bulk_update": (lambda m: bulk_update(Attendance, is_present=False), SENT),
    "attendance_insert": (lambda m: AttendanceFactory(minutes=m), SENT),
    "attendance_delete": (lambda m: m.attendances.all().delete(), SENT),
    "attendance_sql_delete": (lambda m: run("DELETE FROM calendar_app_attendance"), SENT),
    "attendance_moved_away": (lambda m: Attendance.objects.update(minutes=MinutesFactory()), SENT),
    "attendance_moved_here": (lambda m: save(AttendanceFactory(), minutes=m), SENT),
    "adjuster_save": (lambda m: save(m.adjusters.get(), is_on_paper=True), "stays_when_adjusted"),
    "adjuster_update": (lambda m: Adjuster.objects.update(adjusted_at=None), "stays_when_adjusted"),
    "adjuster_insert": (lambda m: AdjusterFactory(minutes=m), "stays_when_adjusted"),
    "adjuster_delete": (lambda m: m.adjusters.get().delete(), "stays_when_adjusted"),
    "adjuster_sql_delete": (lambda m: run("DELETE FROM calendar_app_adjuster"), "stays_when_adjusted"),
    "follow_up_save": (lambda m: save(FollowUp.objects.get(), task="Gör inget"), SENT),
    "follow_up_update": (lambda m: FollowUp.objects.update(due_on=AFTER), SENT),
    "follow_up_bulk_update": (lambda m: bulk_update(FollowUp, owner="en annan"), SENT),
    "follow_up_sql": (lambda m: run("UPDATE calendar_app_followup SET task = 'X', done_on = '2017-03-01'"), SENT),
    "follow_up_insert": (lambda m: FollowUpFactory(paragraph=m.paragraphs.first()), SENT),
    "follow_up_delete": (lambda m: FollowUp.objects.get().delete(), SENT),
    "follow_up_sql_delete": (lambda m: run("DELETE FROM calendar_app_followup"), SENT),
}


@pytest.fixture(scope="class")
def adjusted(django_db_setup, django_db_blocker) -> Iterator[int]:
    """The key of minutes that no test may change, made once for all that try."""
    with made_once(django_db_blocker, lambda: adjusted_minutes().pk) as key:
        yield key


class TestAdjusted:
    @pytest.mark.parametrize(("attempt", "words"), ADJUSTED.values(), ids=ADJUSTED)
    def test_adjusted_minutes_refuse_to_change(self, adjusted, attempt, words):
        minutes = Minutes.objects.get(pk=adjusted)

        refused(lambda: attempt(minutes), words)


SENT_ONLY = {
    name: case
    for name, case in ADJUSTED.items()
    if name.startswith(("paragraph", "attendance", "follow_up")) and name != "paragraph_moved_away"
} | {
    "minutes_save": (lambda m: save(m, chair="En annan"), "Cannot update rows from calendar_app_minutes"),
    "minutes_update": (lambda m: Minutes.objects.update(opened_at="12:00"), "Cannot update rows"),
    "minutes_sql": (lambda m: run("UPDATE calendar_app_minutes SET secretary = 'X'"), "Cannot update rows"),
}


def sent_with_follow_up() -> int:
    minutes = draft_of(meeting_with_items(["A", "B"]))
    FollowUpFactory(paragraph=minutes.paragraphs.last())
    Minutes.objects.update(sent_at=SIGNED)
    return minutes.pk


@pytest.fixture(scope="class")
def sent(django_db_setup, django_db_blocker) -> Iterator[int]:
    """The same of minutes that are sent and not adjusted."""
    with made_once(django_db_blocker, sent_with_follow_up) as key:
        yield key


class TestSent:
    @pytest.mark.parametrize(("attempt", "words"), SENT_ONLY.values(), ids=SENT_ONLY)
    def test_sent_minutes_refuse_to_change(self, sent, attempt, words):
        minutes = Minutes.objects.get(pk=sent)

        refused(lambda: attempt(minutes), words)


def test_minutes_are_not_deleted_with_their_parts():
    minutes = sent_minutes()

    refused(minutes.delete, SENT)
    refused(lambda: minutes.attendances.all()._raw_delete("default") or minutes.delete(), SENT)


def test_follow_up_is_noted_as_done_after_the_minutes_are_adjusted():
    adjusted_minutes()

    save(FollowUp.objects.get(), done_on=AFTER)
    run("UPDATE calendar_app_followup SET done_on = '2017-03-01'")

    assert FollowUp.objects.get().done_on == dt.date(2017, 3, 1)


def test_drafts_take_every_change():
    minutes = draft_of(meeting_with_items(["A", "B"]))
    follow_up = FollowUpFactory(paragraph=minutes.paragraphs.first())

    save(minutes, chair="En annan")
    save(minutes.paragraphs.first(), decision="Nej.")
    save(minutes.attendances.first(), name="Någon annan")
    save(follow_up, task="Något annat")
    follow_up.delete()
    minutes.paragraphs.last().delete()
    minutes.delete()

    assert {name: len(rows) for name, rows in everything().items()} == dict.fromkeys(
        (model.__name__ for model in ROWS), 0
    )


NUMBERED = {
    "save": lambda m: save(m.paragraphs.first(), section=9),
    "update_to_none": lambda m: Paragraph.objects.update(section=None),
    "bulk_update": lambda m: bulk_update(Paragraph, section=9),
    "sql": lambda m: run("UPDATE calendar_app_paragraph SET section = section + 10"),
    "moved": lambda m: save(m.paragraphs.first(), minutes=MinutesFactory()),
    "delete": lambda m: m.paragraphs.first().delete(),
    "sql_delete": lambda m: run("DELETE FROM calendar_app_paragraph"),
    "cascade": lambda m: m.delete(),
}


@pytest.mark.parametrize("attempt", NUMBERED.values(), ids=NUMBERED)
def test_section_that_was_given_stays_in_minutes_that_were_taken_back(attempt):
    minutes = sent_minutes()
    Minutes.objects.update(sent_at=None)
    minutes.refresh_from_db()

    refused(lambda: attempt(minutes), "Cannot (update|delete) rows from calendar_app_paragraph")


def test_approval_is_cleared_before_minutes_are_taken_back():
    minutes = sent_minutes()
    AdjusterFactory(minutes=minutes, adjusted_at=SIGNED)

    refused(lambda: Minutes.objects.update(sent_at=None), "taken_back_without_approvals")


def test_approval_of_a_draft_is_refused():
    minutes = draft_of(meeting_with_items(["A"]))

    refused(lambda: AdjusterFactory(minutes=minutes, adjusted_at=SIGNED), "approves_what_is_sent")
    refused(lambda: Adjuster.objects.update(adjusted_at=SIGNED), "approves_what_is_sent")


def test_body_and_year_are_those_of_the_meeting_whatever_is_written():
    paragraph = ParagraphFactory(minutes=draft_of(meeting_with_items([])), year=1999)
    Paragraph.objects.update(year=2001)

    paragraph.refresh_from_db()
    assert (paragraph.body, paragraph.year) == (paragraph.minutes.meeting.body, 2017)

"""The running § of a body's year."""

import datetime as dt
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.db import DatabaseError, transaction

from calendar_app.minutes.operations import add_paragraph, approve, send_for_adjustment, take_back
from calendar_app.minutes.sections import drafts_before, numbered
from calendar_app.models import Minutes, Paragraph
from committee.models import Person
from committee.refusal import RefusedError
from tests.calendar_app.minutes.conftest import closing
from tests.calendar_app.minutes.examples import SENT, SIGNED, called_meeting, council, draft_of, member
from tests.factories import MeetingFactory
from tests.meeting_factories import AdjusterFactory, AgendaItemFactory

pytestmark = pytest.mark.django_db

APRIL = dt.date(2017, 4, 6)


def minutes_on(day: dt.date, body, *titles: str) -> Minutes:
    meeting = called_meeting(body, starts_on=day)
    for title in titles:
        AgendaItemFactory(meeting=meeting, title=title, number=titles.index(title) + 1)
    return draft_of(meeting)


def sections(minutes: Minutes) -> list[int | None]:
    return [row.section for row in minutes.paragraphs.in_order()]


def test_sections_run_through_the_bodys_year():
    body, other = council(), MeetingFactory(body__name="Annat råd").body
    member(other, "Någon annan")
    february = minutes_on(dt.date(2017, 2, 2), body, "A", "B")
    april = minutes_on(APRIL, body, "C")
    next_year = minutes_on(dt.date(2018, 2, 1), body, "D")
    elsewhere = minutes_on(dt.date(2017, 3, 2), other, "E")

    for minutes in (february, april, next_year, elsewhere):
        send_for_adjustment(minutes, SENT)

    assert [sections(minutes) for minutes in (february, april, next_year, elsewhere)] == [[1, 2], [3], [1], [1]]


def test_draft_shows_the_sections_it_would_get_now():
    body = council()
    february = minutes_on(dt.date(2017, 2, 2), body, "A", "B")
    april = minutes_on(APRIL, body, "C")

    before = [section for section, _ in numbered(april)]
    send_for_adjustment(february, SENT)

    assert (before, [section for section, _ in numbered(april)]) == ([1], [3])
    assert sections(april) == [None]


def test_earlier_drafts_of_the_same_body_and_year_are_named():
    body = council()
    february = minutes_on(dt.date(2017, 2, 2), body, "A")
    april = minutes_on(APRIL, body, "C")
    minutes_on(dt.date(2016, 12, 1), body, "Året före")
    minutes_on(dt.date(2017, 6, 1), body, "Senare")

    assert drafts_before(april) == [february]
    send_for_adjustment(february, SENT)
    assert drafts_before(april) == []


def test_minutes_that_were_taken_back_keep_their_sections_and_new_ones_follow():
    body = council()
    february = minutes_on(dt.date(2017, 2, 2), body, "A", "B")
    april = minutes_on(APRIL, body, "C")
    send_for_adjustment(february, SENT)
    send_for_adjustment(april, SENT)

    take_back(february)
    first = february.paragraphs.get(section=1)
    add_paragraph(february, Paragraph(title="Övrig fråga"), after=first)
    send_for_adjustment(february, SENT)

    assert [(row.section, row.title) for row in february.paragraphs.in_order()] == [
        (1, "A"),
        (2, "B"),
        (4, "Övrig fråga"),
    ]
    assert sections(april) == [3]


def test_minutes_sent_at_the_same_time_never_get_the_same_section(committed):
    def six_drafts() -> list[Minutes]:
        body = council()
        return [minutes_on(dt.date(2017, month, 2), body, "A", "B", "C") for month in range(1, 7)]

    drafts = committed(six_drafts)
    start = Barrier(len(drafts))

    def send(minutes: Minutes) -> None:
        start.wait()
        send_for_adjustment(minutes, SENT)

    with ThreadPoolExecutor(len(drafts)) as threads:
        list(threads.map(closing(send), drafts))

    given = [sections(minutes) for minutes in drafts]
    assert sorted(section for row in given for section in row) == list(range(1, 19))
    assert all(row == list(range(row[0], row[0] + 3)) for row in given)


def test_adjusters_who_approve_at_the_same_time_adjust_the_minutes_once(committed):
    def sent_to_two() -> tuple[Minutes, list[Person]]:
        minutes = minutes_on(APRIL, council(), "A")
        AdjusterFactory(minutes=minutes, person=minutes.meeting.body.assignments.order_by("pk")[1].person)
        send_for_adjustment(minutes, SENT)
        return minutes, [adjuster.person for adjuster in minutes.adjusters.all()]

    minutes, (one, other) = committed(sent_to_two)
    approved, approving = Event(), Event()

    def first() -> None:
        with transaction.atomic():
            approve(minutes, one, SIGNED)
            approved.set()
            approving.wait(5)
            time.sleep(0.3)

    def second() -> bool:
        approved.wait(5)
        approving.set()
        return approve(minutes, other, SIGNED).is_adjusted

    with ThreadPoolExecutor(2) as threads:
        early, late = threads.submit(closing(first)), threads.submit(closing(second))

    early.result()
    assert late.result()
    minutes.refresh_from_db()
    assert [row["adjusted_at"] for row in minutes.content["adjusters"]] == ["2017-03-03T13:30:00+00:00"] * 2
    assert minutes.meeting.changes.filter(after="adjusted").count() == 1


def test_approval_that_is_sent_twice_counts_once(committed):
    def sent() -> Minutes:
        minutes = minutes_on(APRIL, council(), "A")
        return send_for_adjustment(minutes, SENT)

    minutes = committed(sent)
    person = minutes.adjusters.get().person
    start = Barrier(3)

    def adjust(_) -> str:
        start.wait()
        try:
            approve(minutes, person, SIGNED)
        except RefusedError as refused:
            return str(refused)
        return "justerat"

    with ThreadPoolExecutor(3) as threads:
        answers = list(threads.map(closing(adjust), range(3)))

    assert sorted(answers) == ["Direktören i Sund har redan justerat protokollet."] * 2 + ["justerat"]


def test_text_that_is_being_written_is_never_left_out_of_what_is_sent(committed):
    minutes = committed(lambda: minutes_on(APRIL, council(), "A"))
    written, sending = Event(), Event()

    def write() -> None:
        with transaction.atomic():
            minutes.attendances.filter(position=1).update(name="Skriven i sista stund")
            written.set()
            sending.wait(5)
            time.sleep(0.3)

    def send() -> str:
        written.wait(5)
        sending.set()
        send_for_adjustment(minutes, SENT)
        return minutes.attendances.get(position=1).name

    with ThreadPoolExecutor(2) as threads:
        writer, sender = threads.submit(closing(write)), threads.submit(closing(send))

    writer.result()
    assert sender.result() == "Skriven i sista stund"


def test_text_that_is_written_while_the_minutes_are_sent_is_refused(committed):
    minutes = committed(lambda: minutes_on(APRIL, council(), "A"))
    sent, writing = Event(), Event()

    def send() -> None:
        with transaction.atomic():
            send_for_adjustment(minutes, SENT)
            sent.set()
            writing.wait(5)
            time.sleep(0.3)

    def write() -> str:
        sent.wait(5)
        writing.set()
        try:
            minutes.attendances.update(name="För sent")
        except DatabaseError as refused:
            return str(refused)
        return "skrivet"

    with ThreadPoolExecutor(2) as threads:
        sender, writer = threads.submit(closing(send)), threads.submit(closing(write))

    sender.result()
    assert "stays_when_sent" in writer.result()

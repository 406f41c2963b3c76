"""The running § of a body's year."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from calendar_app.minutes.operations import add_paragraph, approve, send_for_adjustment, take_back
from calendar_app.minutes.sections import drafts_before, numbered
from calendar_app.models import Minutes, Paragraph
from calendar_app.operations import RefusedError
from tests.calendar_app.minutes.examples import SENT, SIGNED, called_meeting, council, draft_of, member
from tests.factories import MeetingFactory
from tests.meeting_factories import AdjusterFactory, AgendaItemFactory

APRIL = dt.date(2017, 4, 6)


def minutes_on(day: dt.date, body, *titles: str) -> Minutes:
    meeting = called_meeting(body, starts_on=day)
    for title in titles:
        AgendaItemFactory(meeting=meeting, title=title, number=titles.index(title) + 1)
    return draft_of(meeting)


def sections(minutes: Minutes) -> list[int | None]:
    return [row.section for row in minutes.paragraphs.in_order()]


@pytest.mark.django_db
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


@pytest.mark.django_db
def test_draft_shows_the_sections_it_would_get_now():
    body = council()
    february = minutes_on(dt.date(2017, 2, 2), body, "A", "B")
    april = minutes_on(APRIL, body, "C")

    before = [section for section, _ in numbered(april)]
    send_for_adjustment(february, SENT)

    assert (before, [section for section, _ in numbered(april)]) == ([1], [3])
    assert sections(april) == [None]


@pytest.mark.django_db
def test_earlier_drafts_of_the_same_body_and_year_are_named():
    body = council()
    february = minutes_on(dt.date(2017, 2, 2), body, "A")
    april = minutes_on(APRIL, body, "C")
    minutes_on(dt.date(2016, 12, 1), body, "Året före")
    minutes_on(dt.date(2017, 6, 1), body, "Senare")

    assert drafts_before(april) == [february]
    send_for_adjustment(february, SENT)
    assert drafts_before(april) == []


@pytest.mark.django_db
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
    body = council()
    drafts = [minutes_on(dt.date(2017, month, 2), body, "A", "B", "C") for month in range(1, 7)]
    start = Barrier(len(drafts))

    def send(minutes: Minutes) -> None:
        start.wait()
        send_for_adjustment(minutes, SENT)
        connections.close_all()

    with ThreadPoolExecutor(len(drafts)) as threads:
        list(threads.map(send, drafts))

    given = [sections(minutes) for minutes in drafts]
    assert sorted(section for row in given for section in row) == list(range(1, 19))
    assert all(row == list(range(row[0], row[0] + 3)) for row in given)


def test_adjusters_who_are_last_at_the_same_time_adjust_once(committed):
    body = council()
    minutes = minutes_on(APRIL, body, "A")
    AdjusterFactory(minutes=minutes, person=body.assignments.order_by("pk")[1].person)
    send_for_adjustment(minutes, SENT)
    people = [adjuster.person for adjuster in minutes.adjusters.all()]
    start = Barrier(4)

    def adjust(person) -> str:
        start.wait()
        try:
            approve(minutes, person, SIGNED)
        except RefusedError as refused:
            return str(refused)
        finally:
            connections.close_all()
        return "justerat"

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(adjust, people * 2))

    minutes.refresh_from_db()
    assert answers.count("justerat") == 2
    assert minutes.is_adjusted
    assert [row["adjusted_at"] for row in minutes.content["adjusters"]] == ["2017-03-03T13:30:00+00:00"] * 2
    assert minutes.meeting.changes.filter(after="adjusted").count() == 1

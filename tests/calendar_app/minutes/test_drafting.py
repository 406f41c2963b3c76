"""What minutes hold from the start: the agenda's items, and the people as they answered."""

import pytest

from calendar_app.minutes.operations import start_minutes
from calendar_app.models import Attendance, Minutes, State
from committee.models import Municipality
from committee.refusal import RefusedError
from tests.calendar_app.minutes.examples import AFTER, DAY, DONE, called_meeting, council, meeting_with_items, member
from tests.factories import MunicipalityFactory, PersonFactory
from tests.meeting_factories import AgendaItemFactory, AnswerFactory

pytestmark = pytest.mark.django_db


def started(meeting, today=DAY) -> Minutes:
    return start_minutes(meeting, DONE, today=today)


def rows_of(minutes):
    return [(row.name, row.role, row.is_present) for row in minutes.attendances.all()]


def test_start_drafts_a_paragraph_for_each_published_item_in_order():
    meeting = called_meeting()
    AgendaItemFactory(meeting=meeting, number=2, position=2, title="Taxan", text="Om taxan.", proposal="Taxan höjs.")
    AgendaItemFactory(meeting=meeting, number=1, position=1, title="Mötet öppnas")
    AgendaItemFactory(meeting=meeting, position=3, title="Avtalet", ground="19 kap. 3 § OSL")
    AgendaItemFactory(
        meeting=meeting, position=4, title="Resan", text="Om resan.", proposal="Vi reser.", is_withdrawn=True
    )
    AgendaItemFactory(meeting=meeting, draft=True, title="Inte publicerat")

    minutes = started(meeting)

    assert [(row.title, row.text, row.decision, row.ground) for row in minutes.paragraphs.all()] == [
        ("Mötet öppnas", "", "", ""),
        ("Taxan", "Om taxan.", "Taxan höjs.", ""),
        ("Avtalet", "", "", "19 kap. 3 § OSL"),
        ("Resan", "Ärendet utgick.", "", ""),
    ]
    assert [row.item.number for row in minutes.paragraphs.all()] == [1, 2, 3, 4]
    assert {row.section for row in minutes.paragraphs.all()} == {None}


@pytest.mark.parametrize("state", [State.CALLED, State.PLANNED, State.HELD])
def test_start_makes_a_meeting_that_has_begun_held(state):
    minutes = started(called_meeting(state=state), today=AFTER)

    assert minutes.meeting.state == State.HELD
    assert list(minutes.meeting.changes.values_list("after", flat=True)) == ([] if state == "held" else ["held"])


@pytest.mark.parametrize("values", [{"state": "cancelled"}, {"state": "adjusted"}, {"draft": True, "state": "draft"}])
def test_start_is_refused_when_the_meeting_was_not_held_or_is_done(values):
    meeting = called_meeting(**values)

    with pytest.raises(RefusedError):
        started(meeting, today=AFTER)

    assert not Minutes.objects.exists()


def test_start_is_refused_the_day_before_the_meeting():
    meeting = called_meeting()

    with pytest.raises(RefusedError, match="kan inte bli genomfört 1 februari 2017"):
        started(meeting, today=DAY.replace(day=1))

    assert (meeting.state, Minutes.objects.count()) == (State.CALLED, 0)


def test_start_is_refused_the_second_time():
    meeting = called_meeting()
    started(meeting)

    with pytest.raises(RefusedError, match="Mötet har redan ett protokoll"):
        started(meeting)


def test_start_names_the_secretary_and_the_members_of_the_day():
    body = council()
    member(body, "Har slutat", ends_on=DAY.replace(day=1))
    member(body, "Börjar sedan", starts_on=DAY.replace(day=3))
    member(body, "Ersättaren", role="substitute")

    minutes = started(called_meeting(body))

    assert minutes.secretary == "Sekreteraren"
    assert rows_of(minutes) == [
        ("Direktören i Näs", "member", False),
        ("Direktören i Sund", "member", False),
        ("Ersättaren", "substitute", False),
        ("Sekreteraren", "other", False),
    ]


def test_start_fills_in_what_was_answered():
    meeting = called_meeting()
    sund, nas = Municipality.objects.get(slug="sund"), Municipality.objects.get(slug="nas")
    for municipality, values in ((sund, {"choice": "coming"}), (nas, {"choice": "substitute", "substitute": "Kim Ek"})):
        AnswerFactory(meeting=meeting, municipality=municipality, **values)

    minutes = started(meeting)

    assert rows_of(minutes) == [
        ("Direktören i Näs", "member", False),
        ("Direktören i Sund", "member", True),
        ("Sekreteraren", "other", False),
        ("Kim Ek", "substitute", True),
    ]
    assert minutes.attendances.get(name="Kim Ek").municipality == nas


def test_start_takes_an_answer_of_absence_for_absence():
    meeting = called_meeting()
    AnswerFactory(meeting=meeting, municipality=Municipality.objects.get(slug="sund"), choice="absent")

    assert not started(meeting).attendances.filter(is_present=True).exists()


def test_substitute_who_has_an_assignment_is_not_named_twice():
    body = council()
    nas = Municipality.objects.get(slug="nas")
    member(body, "Kim Ek", role="substitute", municipality=nas)
    meeting = called_meeting(body)
    AnswerFactory(meeting=meeting, municipality=nas, choice="substitute", substitute=" kim  ek ")

    minutes = started(meeting)

    assert [row for row in rows_of(minutes) if row[1] == "substitute"] == [("Kim Ek", "substitute", True)]


def test_answer_of_one_of_two_members_is_about_that_one():
    body = council()
    sund = Municipality.objects.get(slug="sund")
    second = member(body, "Nämndordföranden", municipality=sund)
    alone = member(body, "Den regionala parten")
    meeting = called_meeting(body)
    AnswerFactory(meeting=meeting, municipality=sund, person=second)
    AnswerFactory(meeting=meeting, municipality=None, person=alone)

    present = started(meeting).attendances.filter(is_present=True)

    assert {row.name for row in present} == {"Nämndordföranden", "Den regionala parten"}


def test_answer_of_someone_else_in_the_municipality_is_about_its_seats():
    meeting = called_meeting()
    sund = Municipality.objects.get(slug="sund")
    AnswerFactory(meeting=meeting, municipality=sund, person=PersonFactory(municipality=sund))

    assert [row.name for row in started(meeting).attendances.filter(is_present=True)] == ["Direktören i Sund"]


def test_people_with_the_same_office_are_told_apart():
    body = council()
    for name in ("Vik", "Holm"):
        member(body, "Kommundirektör", municipality=MunicipalityFactory(name=name, slug=name.lower()))
    member(body, "Strateg")
    member(body, "Strateg")
    long = "x" * 120
    for name in ("Vik", "Holm"):
        member(body, long, municipality=Municipality.objects.get(name=name))

    names = set(started(called_meeting(body)).attendances.values_list("name", flat=True))

    assert {"Kommundirektör, Vik", "Kommundirektör, Holm", "Strateg", "Strateg (2)"} <= names
    assert {"x" * 115 + ", Vik", "x" * 114 + ", Holm"} <= names


def test_person_with_two_assignments_is_named_once_as_a_member():
    body = council()
    both = member(body, "Ordföranden", role="secretary")
    both.assignments.create(body=body, role="member", starts_on=DAY)

    rows = Attendance.objects.filter(minutes=started(called_meeting(body)), name="Ordföranden")

    assert [row.role for row in rows] == ["member"]


def test_start_opens_at_the_hour_it_was_called_to():
    clock = {"starts_at": "12:00", "ends_at": "15:00"}
    one_day = started(meeting_with_items([], **clock))
    two_days = called_meeting(one_day.meeting.body, ends_on=DAY.replace(day=3), **clock)

    one_day.refresh_from_db()
    assert f"{one_day.opened_at:%H.%M}" == "12.00"
    assert started(two_days).opened_at is None


@pytest.mark.parametrize("count", [1, 3])
def test_start_costs_the_same_for_any_number_of_items(django_assert_num_queries, count):
    meeting = meeting_with_items([f"Ärende {number}" for number in range(count)])

    with django_assert_num_queries(30):
        started(meeting)

"""Who is let in, and for how long."""

import datetime as dt

import pytest
from django.contrib.auth.models import User

from calendar_app.models import Meeting
from committee.reader import Reader
from tests.factories import AssignmentFactory, BodyFactory, MeetingFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2017, 1, 16)
PUBLIC, SECRETARIAT = Reader(), Reader(is_secretariat=True)


def reader_of(person, day=DAY) -> Reader:
    return Reader.behind(person, day)


def test_member_reads_what_is_for_members_of_the_body_and_of_the_one_it_prepares():
    board = BodyFactory()
    preparers = BodyFactory(prepares=board)
    member, preparer, other = (AssignmentFactory(body=body).person for body in (board, preparers, BodyFactory()))
    for_all, for_members, for_us = (
        MeetingFactory(body=board, audience=a) for a in ("public", "members", "secretariat")
    )

    def seen(reader):
        return set(Meeting.objects.visible_to(reader))

    assert seen(PUBLIC) == seen(reader_of(other)) == {for_all}
    assert seen(reader_of(member)) == seen(reader_of(preparer)) == {for_all, for_members}
    assert seen(SECRETARIAT) == {for_all, for_members, for_us}


def test_the_body_that_is_prepared_does_not_read_the_preparers_agendas():
    board = BodyFactory()
    preparers = BodyFactory(prepares=board)
    MeetingFactory(body=preparers, audience="members")

    assert set(Meeting.objects.visible_to(reader_of(AssignmentFactory(body=board).person))) == set()


@pytest.mark.parametrize(
    ("day", "is_in"),
    [
        (dt.date(2016, 12, 31), False),
        (dt.date(2017, 1, 1), True),
        (dt.date(2017, 1, 31), True),
        (dt.date(2017, 2, 1), False),
    ],
)
def test_rights_begin_and_end_with_the_assignment(day, is_in):
    assignment = AssignmentFactory(starts_on=dt.date(2017, 1, 1), ends_on=dt.date(2017, 1, 31))

    assert (assignment.body_id in reader_of(assignment.person, day).bodies) is is_in


def test_agenda_may_be_for_members_though_the_meeting_is_for_all():
    meeting = MeetingFactory(agenda_audience="members")
    member = reader_of(AssignmentFactory(body=meeting.body).person)

    assert set(Meeting.objects.with_agenda_visible_to(PUBLIC)) == set()
    assert set(Meeting.objects.with_agenda_visible_to(member)) == {meeting}


def test_drafts_are_the_secretariats_whoever_they_are_for():
    meeting = MeetingFactory(draft=True)
    member = reader_of(AssignmentFactory(body=meeting.body).person)

    assert set(Meeting.objects.visible_to(member)) == set()


def test_reader_of_a_member_costs_three_queries(django_assert_num_queries):
    user = UserFactory()
    person = PersonFactory(user=User.objects.get(pk=user.pk))
    assignment = AssignmentFactory(person=person)
    AssignmentFactory(person=person)

    with django_assert_num_queries(3):
        reader = Reader.of(user, DAY)

    assert assignment.body_id in reader.bodies
    assert len(reader.bodies) == 2
    assert reader.person == person.pk

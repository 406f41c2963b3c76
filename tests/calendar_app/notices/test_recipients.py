"""Who is called: the assignments of today that last until the meeting, each person once."""

import datetime as dt

import pytest

from calendar_app.notices.recipients import left_out, recipients_of, seat_of
from committee.models import Assignment
from tests.calendar_app.notices.conftest import TODAY, member
from tests.factories import AssignmentFactory, PersonFactory

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def names(meeting, today=TODAY) -> list[str]:
    return [recipient.person.name for recipient in recipients_of(meeting, today)]


def test_recipients_are_those_of_the_body_in_swedish_order(meeting):
    AssignmentFactory(person__name="Direktör i annat organ")

    assert names(meeting) == ["Direktör Näs", "Direktör Sund", "Direktör Ålvik"]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "is_called"),
    [
        (TODAY, None, True),
        (TODAY + DAY, None, False),
        (TODAY - DAY, TODAY - DAY, False),
        (TODAY - DAY, dt.date(2017, 2, 1), False),
        (TODAY - DAY, dt.date(2017, 2, 2), True),
    ],
)
def test_recipient_has_an_assignment_today_that_lasts_until_the_meeting(meeting, starts_on, ends_on, is_called):
    Assignment.objects.update(starts_on=starts_on, ends_on=ends_on)

    assert bool(names(meeting)) is is_called


def test_recipient_with_two_assignments_is_called_once(meeting):
    person = member(meeting, "Udd")
    AssignmentFactory(person=person, body=meeting.body, role="secretary")

    assert [(r.person, r.role) for r in recipients_of(meeting, TODAY) if r.person == person] == [
        (person, "ledamot och sekreterare")
    ]


@pytest.mark.parametrize("address", ["", "inte en adress", '"a,b"@example.se', "a@b.se\nBcc: c@d.se"])
def test_recipient_without_a_usable_address_has_none(meeting, address):
    AssignmentFactory(body=meeting.body, person__name="A", person__email=address)

    assert recipients_of(meeting, TODAY)[0].address == ""


def test_recipients_cost_one_query(meeting, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert [str(recipient.seat) for recipient in recipients_of(meeting, TODAY)] == ["Näs", "Sund", "Ålvik"]


def test_seat_of_a_person_without_municipality_is_the_person():
    person = PersonFactory()

    assert seat_of(person) == person


def test_left_out_says_who_begins_or_ends_before_the_meeting(meeting):
    member(meeting, "Nyvik", starts_on=dt.date(2017, 1, 20))
    member(meeting, "Gamlevik", ends_on=dt.date(2017, 1, 31))
    member(meeting, "Fornvik", ends_on=dt.date(2017, 1, 2))
    member(meeting, "Framvik", starts_on=dt.date(2017, 2, 3))

    assert left_out(meeting, TODAY) == [
        "Direktör Gamlevik kallas inte: uppdraget slutar 2017-01-31, före mötet.",
        "Direktör Nyvik kallas inte än: uppdraget börjar 2017-01-20, före mötet.",
    ]

"""Which states may follow which: in the rule, in the database, and in what the secretariat is offered."""

import datetime as dt
import itertools
from contextlib import nullcontext

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction

from calendar_app.models import Meeting, State
from calendar_app.states import TRANSITIONS, next_states, pairs
from tests.factories import AT, MeetingFactory

DAY = dt.date(2017, 2, 2)
BEFORE, AFTER = DAY - dt.timedelta(days=1), DAY + dt.timedelta(days=1)


def steps(state: State, today: dt.date, *, is_month_only: bool = False) -> set[State]:
    return set(next_states(state, starts_on=DAY, last_day=DAY, is_month_only=is_month_only, today=today))


@pytest.mark.parametrize(
    ("state", "before", "on_the_day", "after"),
    [
        (State.DRAFT, "planned tentative", "planned tentative", "planned tentative"),
        (State.TENTATIVE, "planned cancelled", "planned cancelled", "planned cancelled"),
        (
            State.PLANNED,
            "called tentative cancelled",
            "called held tentative cancelled",
            "held tentative cancelled",
        ),
        (State.CALLED, "cancelled", "held cancelled", "held cancelled"),
        (State.HELD, "adjusted", "adjusted", "adjusted"),
        (State.ADJUSTED, "", "", ""),
        (State.CANCELLED, "planned tentative", "planned tentative", "planned tentative"),
    ],
)
def test_meeting_is_offered_the_steps_of_its_state_and_day(state, before, on_the_day, after):
    assert [steps(state, day) for day in (BEFORE, DAY, AFTER)] == [
        set(words.split()) for words in (before, on_the_day, after)
    ]


@pytest.mark.parametrize(
    ("state", "allowed"),
    [(State.DRAFT, {"tentative"}), (State.TENTATIVE, {"cancelled"}), (State.CANCELLED, {"tentative"})],
)
def test_meeting_without_a_day_is_never_more_than_tentative(state, allowed):
    assert steps(state, DAY, is_month_only=True) == allowed


def test_every_state_has_its_row_in_the_table_and_none_leads_back_to_a_draft():
    assert set(TRANSITIONS) == set(State)
    assert State.DRAFT not in itertools.chain(*TRANSITIONS.values())


@pytest.mark.django_db
@pytest.mark.parametrize(("start", "end"), list(itertools.permutations(State.values, 2)), ids=lambda state: state)
def test_database_takes_the_allowed_steps_and_refuses_all_others(start, end):
    meeting = MeetingFactory(state=start, announced_at=None if start == "draft" else AT)
    values = {"state": end, "announced_at": None if end == "draft" else AT}
    is_allowed = (start, end) in pairs()
    refusal = (
        nullcontext() if is_allowed else pytest.raises((InternalError, ProgrammingError), match="Invalid transition")
    )

    with refusal, transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(**values)

    assert Meeting.objects.get(pk=meeting.pk).state == (end if is_allowed else start)


@pytest.mark.django_db
def test_raw_sql_is_refused_too():
    meeting = MeetingFactory(state=State.ADJUSTED)

    with pytest.raises((InternalError, ProgrammingError), match="Invalid transition"), connection.cursor() as cursor:
        cursor.execute("UPDATE calendar_app_meeting SET state = 'planned' WHERE id = %s", [meeting.pk])


@pytest.mark.django_db
@pytest.mark.parametrize("state", [state for state in State if state != State.DRAFT])
def test_published_meeting_can_not_be_deleted_and_a_draft_can(state):
    draft = MeetingFactory(draft=True)
    published = MeetingFactory(state=state)

    draft.delete()
    with pytest.raises((InternalError, ProgrammingError), match="Cannot delete"), transaction.atomic():
        Meeting.objects.filter(pk=published.pk).delete()

    assert list(Meeting.objects.all()) == [published]

"""Each constraint of the minutes, provoked by name."""

import pytest

from calendar_app.models import Adjuster, Attendance, FollowUp, Minutes, Paragraph
from tests.calendar_app.minutes.constraint_cases import MINUTES_CASES, MINUTES_UNIQUE_FIELDS
from tests.committee.provoking import (
    message_of_the_constraint,
    messages_of_the_form,
    names_of,
    refusal_of_the_database,
)

pytestmark = pytest.mark.django_db


def test_constraints_of_the_minutes_are_all_provoked():
    models = (Minutes, Paragraph, Attendance, Adjuster, FollowUp)

    declared = {name for model in models for name in names_of(model)}

    assert {case.name for case in [*MINUTES_CASES, *MINUTES_UNIQUE_FIELDS]} == declared


@pytest.mark.parametrize("case", [*MINUTES_CASES, *MINUTES_UNIQUE_FIELDS], ids=str)
def test_constraint_refuses_the_row_by_its_name(case):
    assert refusal_of_the_database(case) == case.name


@pytest.mark.parametrize("case", MINUTES_CASES, ids=str)
def test_constraint_says_why_in_swedish(case):
    assert message_of_the_constraint(case) == case.message


@pytest.mark.parametrize("case", [*MINUTES_CASES, *MINUTES_UNIQUE_FIELDS], ids=str)
def test_form_says_the_same_before_the_row_is_written(case):
    assert messages_of_the_form(case) == sorted(case.form or [case.message])

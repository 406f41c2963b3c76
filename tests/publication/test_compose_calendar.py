"""What an edition says of cancelled meetings and of promises."""

import datetime as dt

import pytest

from committee.promises import promises_in
from sodertorn.publication.compose import compose
from tests.factories import BodyFactory, ChapterFactory, DutyFactory, MeetingFactory, NodeFactory, PlanFactory

pytestmark = pytest.mark.django_db


def test_cancelled_meeting_is_not_listed():
    body = BodyFactory()
    calendar = ChapterFactory(kind="calendar")
    NodeFactory(parent=calendar, kind="meeting_series", title="Rådet", text="", body=body)
    year = calendar.plan.year
    held, cancelled = (
        MeetingFactory(body=body, starts_on=dt.date(year, month, 2), cancelled=is_cancelled)
        for month, is_cancelled in ((2, False), (3, True))
    )

    [chapter] = compose(calendar.plan, number=1, decided_on=None)["chapters"]

    assert [row["id"] for row in chapter["children"][0]["meetings"]] == [held.pk]
    assert cancelled.is_cancelled


def test_promises_are_written_out_and_read_back():
    plan = PlanFactory()
    council, group = BodyFactory(name="Rådet", slug="radet"), BodyFactory(name="Gruppen", slug="gruppen")
    node = NodeFactory(parent__plan=plan)
    DutyFactory(plan=plan, body=council, minimum_meetings=6, node=node)
    DutyFactory(plan=plan, body=council, kind="prepared", preparer=group)
    DutyFactory(plan=plan, body=council, kind="hosts", node=node)
    DutyFactory(plan=plan, body=None, kind="balance")

    promises = promises_in(compose(plan, number=1, decided_on=None))

    assert {(str(promise), promise.node) for promise in promises} == {
        ("Rådet: minst sex möten per år", node.pk),
        ("Rådet: varje möte förbereds av Gruppen", None),
        ("Rådet: värdar enligt ordningen", node.pk),
        ("Budgeten balanserar", None),
    }

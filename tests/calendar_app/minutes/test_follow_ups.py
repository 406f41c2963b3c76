"""What decisions ask for is followed up on each agenda until it is done."""

import datetime as dt

import pytest

from calendar_app.minutes.operations import (
    approve_on_paper,
    finish,
    reopen,
)
from calendar_app.models import FollowUp
from committee.reader import Reader
from tests.calendar_app.minutes.examples import (
    AFTER,
    DAY,
    SENT,
    SIGNED,
    adjusted_minutes,
    draft_of,
    meeting_with_items,
    sent_minutes,
)
from tests.factories import MeetingFactory, MunicipalityFactory
from tests.meeting_factories import AgendaItemFactory, FollowUpFactory

pytestmark = pytest.mark.django_db


def test_follow_up_is_on_later_agendas_of_the_body_until_it_is_done():
    minutes = adjusted_minutes()
    follow_up = FollowUp.objects.get()
    body = minutes.meeting.body
    march, april = (MeetingFactory(body=body, starts_on=dt.date(2017, month, 2)) for month in (3, 4))
    public = FollowUp.objects.visible_to(Reader())

    assert [list(public.open_at(meeting)) for meeting in (minutes.meeting, march, april)] == [
        [],
        [follow_up],
        [follow_up],
    ]
    assert finish(follow_up, dt.date(2017, 3, 10))
    assert [list(public.open_at(meeting)) for meeting in (march, april)] == [[follow_up], []]
    assert list(public.waiting()) == []
    assert reopen(follow_up)
    assert list(public.open_at(april)) == [follow_up]
    assert list(public.overdue(AFTER)) == []
    assert list(public.overdue(dt.date(2017, 3, 2))) == [follow_up]


def test_follow_up_is_finished_and_reopened_once():
    follow_up = FollowUpFactory()

    assert (finish(follow_up, AFTER), finish(follow_up, DAY)) == (True, False)
    follow_up.refresh_from_db()
    assert follow_up.done_on == AFTER
    assert (reopen(follow_up), reopen(follow_up)) == (True, False)


def test_follow_up_of_a_confidential_decision_is_the_members_alone():
    minutes = adjusted_minutes(secret="19 kap. 3 § OSL")
    member = Reader(bodies=frozenset({minutes.meeting.body_id}), person=1)

    assert list(FollowUp.objects.visible_to(Reader())) == []
    assert [row.task for row in FollowUp.objects.visible_to(member)] == ["Räkna på Taxan"]


def test_follow_up_names_its_owner():
    minutes = draft_of(meeting_with_items(["A"]))
    sund = MunicipalityFactory(name="Holm", slug="holm")

    place = {"paragraph": minutes.paragraphs.get(), "municipality": sund}
    follow_up, both = FollowUpFactory(**place, owner=""), FollowUpFactory(**place, owner="Chefen")

    assert [row.owner_words for row in (follow_up, both)] == ["Holm", "Chefen, Holm"]
    assert set(FollowUp.objects.overdue(both.due_on)) == set()
    assert set(FollowUp.objects.overdue(both.due_on + dt.timedelta(days=1))) == {follow_up, both}


def test_adjusting_brings_follow_ups_to_the_next_agenda_that_is_begun_already():
    minutes = sent_minutes()
    following = MeetingFactory(body=minutes.meeting.body, starts_on=minutes.meeting.starts_on + dt.timedelta(days=40))
    later = MeetingFactory(body=minutes.meeting.body, starts_on=minutes.meeting.starts_on + dt.timedelta(days=80))
    AgendaItemFactory(draft=True, meeting=following, source="minutes")
    type(minutes).objects.filter(pk=minutes.pk).update(sent_at=None)
    FollowUpFactory(paragraph=minutes.paragraphs.first(), due_on=AFTER)
    type(minutes).objects.filter(pk=minutes.pk).update(sent_at=SENT)
    assert not following.items.filter(source="follow_ups").exists()

    for adjuster in minutes.adjusters.all():
        approve_on_paper(adjuster, SIGNED)

    assert following.items.get(source="follow_ups").is_draft
    assert not later.items.exists()

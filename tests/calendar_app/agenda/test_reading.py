"""An agenda shows each reader what is for them; of the rest a number and a ground."""

import datetime as dt

import pytest

from calendar_app.agenda.reading import agenda_of
from calendar_app.models import AgendaItem, Document, State
from committee.reader import Reader
from tests.factories import (
    AT,
    AssignmentFactory,
    BodyFactory,
    CommitmentFactory,
    MeetingFactory,
    PlanEditionFactory,
    PlanFactory,
    edition_content,
)
from tests.meeting_factories import (
    AgendaItemFactory,
    DocumentFactory,
    DocumentVersionFactory,
    FollowUpFactory,
    MinutesFactory,
)

pytestmark = pytest.mark.django_db
PUBLIC, SECRETARIAT = Reader(), Reader(is_secretariat=True)
BEFORE, AFTER = AT - dt.timedelta(days=1), AT + dt.timedelta(days=1)
GROUND = "19 kap. 3 § OSL"


def member_of(body) -> Reader:
    return Reader.behind(AssignmentFactory(body=body).person, dt.date(2017, 1, 16))


def shown(agenda) -> list[tuple]:
    return [(entry.number, entry.item.title if entry.item else None, entry.ground) for entry in agenda.entries]


@pytest.fixture
def meeting():
    return MeetingFactory(agenda_audience="public", starts_at=dt.time(12), ends_at=dt.time(15))


def test_confidential_item_is_a_number_and_a_ground_to_all_but_members_and_secretaries(meeting):
    AgendaItemFactory(meeting=meeting, number=1, title="Öppet")
    secret = AgendaItemFactory(meeting=meeting, number=2, title="Hemligt", ground=GROUND)
    DocumentFactory(meeting=meeting, item=secret, title="Hemlig handling")
    AgendaItemFactory(meeting=meeting, number=3, title="Slut")

    everything = [(1, "Öppet", ""), (2, "Hemligt", ""), (3, "Slut", "")]
    assert shown(agenda_of(meeting, PUBLIC)) == [(1, "Öppet", ""), (2, None, GROUND), (3, "Slut", "")]
    assert shown(agenda_of(meeting, member_of(meeting.body))) == shown(agenda_of(meeting, SECRETARIAT)) == everything
    assert shown(agenda_of(meeting, member_of(BodyFactory()))) == shown(agenda_of(meeting, PUBLIC))
    assert [entry.documents for entry in agenda_of(meeting, PUBLIC).entries] == [[], [], []]


def test_what_is_withheld_has_nothing_else_in_it(meeting):
    AgendaItemFactory(meeting=meeting, number=2, title="Hemligt", text="Hemligt", presenter="Hemlig", ground=GROUND)

    rows = list(AgendaItem.objects.withheld_from(PUBLIC))

    assert rows == [{"meeting": meeting.pk, "number": 2, "ground": GROUND}]
    assert list(AgendaItem.objects.withheld_from(member_of(meeting.body))) == []
    assert list(AgendaItem.objects.withheld_from(SECRETARIAT)) == []


def test_drafts_are_the_secretariats_with_the_numbers_they_will_get(meeting):
    AgendaItemFactory(meeting=meeting, number=1, position=1, title="Publicerat")
    AgendaItemFactory(draft=True, meeting=meeting, position=2, title="Första utkastet", ground=GROUND)
    AgendaItemFactory(meeting=meeting, number=2, position=3, title="Också publicerat")
    DocumentFactory(draft=True, meeting=meeting)

    member = member_of(meeting.body)
    public = [(1, "Publicerat", ""), (2, "Också publicerat", "")]
    assert shown(agenda_of(meeting, PUBLIC)) == shown(agenda_of(meeting, member)) == public
    assert agenda_of(meeting, member).documents == []
    agenda = agenda_of(meeting, SECRETARIAT)
    assert shown(agenda) == [(1, "Publicerat", ""), (2, "Första utkastet", ""), (3, "Också publicerat", "")]
    assert len(agenda.documents) == 1
    assert agenda.has_drafts


def test_commitment_is_read_from_the_edition_and_not_from_a_draft(meeting):
    plan = PlanFactory(year=2017)
    kept = CommitmentFactory(parent__plan=plan, text="Hemliga nya ord")
    dropped = CommitmentFactory(parent__plan=PlanFactory(year=2018), text="Hemligt utkast")
    content = edition_content(plan, decided_on=dt.date(2016, 12, 8))
    leaf = {"number": "", "title": "", "is_focus": False, "children": []}
    content["chapters"][0]["children"].append({**leaf, "id": kept.pk, "kind": "commitment", "text": "Vi bygger broar."})
    PlanEditionFactory(plan=plan, content=content)
    AgendaItemFactory(meeting=meeting, number=1, commitment=kept)
    AgendaItemFactory(meeting=meeting, number=2, commitment=dropped)

    for reader in (PUBLIC, SECRETARIAT):
        found = [entry.commitment for entry in agenda_of(meeting, reader).entries]
        assert (found[0].year, found[0].id, found[0].text) == (2017, kept.pk, "Vi bygger broar.")
        assert found[1] is None


@pytest.mark.parametrize(("audience", "readers"), [("public", "pms"), ("members", "ms"), ("secretariat", "s")])
def test_agenda_is_for_those_that_the_meeting_says(meeting, audience, readers):
    type(meeting).objects.update(agenda_audience=audience)
    AgendaItemFactory(meeting=meeting)
    DocumentFactory(meeting=meeting)

    who = {"p": PUBLIC, "m": member_of(meeting.body), "s": SECRETARIAT}
    assert {key for key, reader in who.items() if agenda_of(meeting, reader).entries} == set(readers)
    assert {key for key, reader in who.items() if Document.objects.visible_to(reader).exists()} == set(readers)


@pytest.mark.parametrize(("audience", "readers"), [("public", "pms"), ("members", "ms"), ("secretariat", "s")])
def test_document_may_be_for_fewer_than_the_agenda(meeting, audience, readers):
    DocumentFactory(meeting=meeting, audience=audience)

    who = {"p": PUBLIC, "m": member_of(meeting.body), "s": SECRETARIAT}
    assert {key for key, reader in who.items() if agenda_of(meeting, reader).documents} == set(readers)


def test_times_run_from_the_start_until_a_length_is_missing(meeting):
    AgendaItemFactory(meeting=meeting, number=1, minutes=10)
    AgendaItemFactory(meeting=meeting, number=2, minutes=20, is_withdrawn=True)
    AgendaItemFactory(meeting=meeting, number=3, minutes=None)
    AgendaItemFactory(meeting=meeting, number=4)

    times = [entry.starts_at for entry in agenda_of(meeting, PUBLIC).entries]

    assert times == [dt.time(12), dt.time(12, 10), dt.time(12, 10), None]


def test_times_after_a_withheld_item_are_not_told(meeting):
    AgendaItemFactory(meeting=meeting, number=1, minutes=10, ground=GROUND)
    AgendaItemFactory(meeting=meeting, number=2)

    assert [entry.starts_at for entry in agenda_of(meeting, PUBLIC).entries] == [None, None]
    assert agenda_of(meeting, SECRETARIAT).entries[1].starts_at == dt.time(12, 10)


def test_carried_item_names_the_other_meeting_only_to_those_who_may_read_it_there(meeting):
    here = AgendaItemFactory(meeting=meeting, number=1)
    closed = MeetingFactory(body=meeting.body, agenda_audience="members", starts_on=dt.date(2017, 12, 1))
    there = AgendaItemFactory(meeting=closed, number=1, carried_from=here)

    assert agenda_of(meeting, PUBLIC).entries[0].carried_to is None
    assert agenda_of(meeting, member_of(meeting.body)).entries[0].carried_to == there
    assert agenda_of(closed, SECRETARIAT).entries[0].carried_from == here


@pytest.mark.parametrize(("moment", "is_new"), [(BEFORE, True), (AFTER, False), (None, False)])
def test_what_was_published_after_the_last_reading_is_new(meeting, moment, is_new):
    item = AgendaItemFactory(meeting=meeting)
    DocumentFactory(meeting=meeting, item=item)

    entry = agenda_of(meeting, PUBLIC, since=moment).entries[0]

    assert (entry.is_new, entry.documents[0].is_new) == (is_new, is_new)


def test_edited_item_and_new_version_are_new_again(meeting):
    item = AgendaItemFactory(meeting=meeting, edited_at=AFTER)
    document = DocumentFactory(meeting=meeting, item=item)
    DocumentVersionFactory(document=document, number=2, uploaded_at=AFTER, content=b"%PDF- ny")

    entry = agenda_of(meeting, PUBLIC, since=AT + dt.timedelta(hours=1)).entries[0]

    assert (entry.is_new, entry.documents[0].is_new, entry.documents[0].version_number) == (True, True, 2)


def test_previous_minutes_are_linked_when_the_reader_may_read_them(meeting):
    held = MeetingFactory(
        body=meeting.body, state=State.ADJUSTED, starts_on=dt.date(2017, 1, 12), agenda_audience="public"
    )
    minutes = MinutesFactory(meeting=held, adjusted=True)
    AgendaItemFactory(meeting=meeting, source="minutes")

    assert (agenda_of(meeting, PUBLIC).previous, agenda_of(meeting, PUBLIC).previous_minutes) == (held, minutes)
    type(held).objects.filter(pk=held.pk).update(agenda_audience="members")
    assert (agenda_of(meeting, PUBLIC).previous, agenda_of(meeting, PUBLIC).previous_minutes) == (held, None)
    type(held).objects.filter(pk=held.pk).update(audience="members")
    assert agenda_of(meeting, PUBLIC).previous is None


@pytest.mark.parametrize("hidden", [{"audience": "members"}, {"audience": "secretariat"}])
def test_previous_minutes_are_those_of_the_nearest_meeting_that_the_reader_sees(meeting, hidden):
    """A gap where a link is wont to be would tell that there was another meeting."""
    seen = MeetingFactory(body=meeting.body, state=State.HELD, starts_on=dt.date(2017, 1, 12))
    unseen = MeetingFactory(body=meeting.body, state=State.HELD, starts_on=dt.date(2017, 1, 19), **hidden)
    AgendaItemFactory(meeting=meeting, source="minutes")

    assert agenda_of(meeting, PUBLIC).previous == seen
    assert agenda_of(meeting, SECRETARIAT).previous == unseen


def test_open_follow_ups_stand_under_their_item(meeting):
    held = MeetingFactory(body=meeting.body, state=State.HELD, starts_on=dt.date(2017, 1, 12), agenda_audience="public")
    follow_up = FollowUpFactory(paragraph__minutes__meeting=held)
    AgendaItemFactory(meeting=meeting, source="follow_ups")

    assert agenda_of(meeting, SECRETARIAT).entries[0].follow_ups == [follow_up]
    assert agenda_of(meeting, PUBLIC).entries[0].follow_ups == []  # the minutes aren't adjusted


@pytest.mark.parametrize("count", [1, 3])
def test_agenda_costs_the_same_for_any_length(meeting, django_assert_num_queries, count):
    for number in range(1, count + 1):
        item = AgendaItemFactory(meeting=meeting, number=number)
        DocumentFactory.create_batch(count, meeting=meeting, item=item)

    with django_assert_num_queries(4):
        agenda = agenda_of(meeting, PUBLIC)
        assert [len(entry.documents) for entry in agenda.entries] == [count] * count
        assert [document.format_label for document in agenda.entries[0].documents] == ["PDF"] * count


def test_agenda_without_anything_is_empty(meeting):
    AgendaItemFactory(draft=True, meeting=meeting)

    assert not agenda_of(meeting, PUBLIC)
    assert agenda_of(meeting, SECRETARIAT)

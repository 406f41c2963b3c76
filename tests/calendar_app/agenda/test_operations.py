"""Agendas are ordered, numbered once the kallelse is sent, and carried on."""

import datetime as dt

import pytest
from django.db import ProgrammingError, connection, transaction

from calendar_app.agenda.operations import (
    add_item,
    carry_over,
    move_item,
    next_meeting,
    publish_agenda,
    remove_item,
    withdraw_item,
)
from calendar_app.models import AgendaItem, Document, Meeting, State
from committee.refusal import RefusedError
from tests.calendar_app.agenda.agendas import new, numbers, titles
from tests.factories import BodyFactory, MeetingFactory
from tests.meeting_factories import (
    AgendaItemFactory,
    DocumentFactory,
    StandingItemFactory,
)

pytestmark = pytest.mark.django_db
AT = dt.datetime(2017, 1, 16, 9, 0, tzinfo=dt.UTC)
TODAY = AT.date()
LATER = dt.datetime(2017, 1, 30, 9, 0, tzinfo=dt.UTC)


def test_items_change_places_without_gaps_and_the_ends_stay():
    meeting = MeetingFactory()
    a, b, c = (add_item(meeting, new(title)) for title in "abc")

    move_item(c, up=True)
    move_item(a, up=True)
    move_item(b, up=False)

    assert titles(meeting) == ["a", "c", "b"]
    assert list(meeting.items.order_by("position").values_list("position", flat=True)) == [1, 2, 3]


def test_publishing_numbers_the_items_in_order_and_shows_the_documents():
    meeting = MeetingFactory()
    b, a = add_item(meeting, new("b")), add_item(meeting, new("a"))
    move_item(a, up=True)
    DocumentFactory(draft=True, meeting=meeting, item=b)

    published = publish_agenda(meeting, at=AT)

    assert numbers(meeting) == [(1, "a", False), (2, "b", False)]
    assert (len(published.items), len(published.documents)) == (2, 1)
    assert list(Document.objects.values_list("announced_at", "is_late")) == [(AT, False)]


def test_what_comes_after_the_kallelse_is_late_and_gets_the_next_numbers():
    meeting = MeetingFactory(state=State.CALLED)
    first = AgendaItemFactory(meeting=meeting, number=1, title="först")
    DocumentFactory(meeting=meeting, item=first)
    late = add_item(meeting, new("sent"))
    DocumentFactory(draft=True, meeting=meeting, item=late)

    publish_agenda(meeting, at=LATER)

    assert numbers(meeting) == [(1, "först", False), (2, "sent", True)]
    assert list(Document.objects.order_by("pk").values_list("is_late", flat=True)) == [False, True]
    assert not publish_agenda(meeting, at=LATER)


@pytest.mark.parametrize("values", [{"draft": True}, {"cancelled": True}])
def test_agenda_of_a_draft_or_cancelled_meeting_is_not_published(values):
    meeting = MeetingFactory(**values)
    add_item(meeting, new("a"))

    with pytest.raises(RefusedError, match="kan inte publiceras"):
        publish_agenda(meeting, at=AT)
    assert numbers(meeting) == [(None, "a", False)]


def test_published_items_change_places_and_numbers_until_the_kallelse():
    meeting = MeetingFactory()
    a, b = add_item(meeting, new("a")), add_item(meeting, new("b"))
    publish_agenda(meeting, at=AT)

    move_item(b, up=True)
    c = add_item(meeting, new("c"))
    move_item(c, up=True)
    publish_agenda(meeting, at=LATER)

    assert numbers(meeting) == [(1, "b", False), (2, "c", False), (3, "a", False)]
    assert AgendaItem.objects.get(pk=a.pk).announced_at == AT
    Meeting.objects.update(state=State.CALLED)
    with pytest.raises(RefusedError, match="behåller sitt nummer"):
        move_item(AgendaItem.objects.get(pk=a.pk), up=True)


def test_late_drafts_change_places_below_the_numbered_ones():
    meeting = AgendaItemFactory(meeting__state=State.CALLED, number=1, position=1, title="a").meeting
    b, c = add_item(meeting, new("b")), add_item(meeting, new("c"))

    move_item(c, up=True)
    move_item(c, up=True)

    assert titles(meeting) == ["a", "c", "b"]
    publish_agenda(meeting, at=LATER)
    assert numbers(meeting) == [(1, "a", False), (2, "c", True), (3, "b", True)]
    assert b.pk


def test_late_item_comes_after_a_closing_one_that_has_its_number():
    meeting = MeetingFactory()
    StandingItemFactory(body=meeting.body, title="Avslutning", is_last=True)
    add_item(meeting, new("a"))
    publish_agenda(meeting, at=AT)
    Meeting.objects.update(state=State.CALLED)

    add_item(meeting, new("sent"))

    assert titles(meeting) == ["a", "Avslutning", "sent"]


@pytest.mark.parametrize(
    "change",
    [{"number": None, "announced_at": None}, {"announced_at": LATER}, {"is_late": True}, {"meeting": None}],
    ids=str,
)
@pytest.mark.parametrize("state", [State.PLANNED, State.CALLED])
def test_database_keeps_a_published_item_published(change, state):
    item = AgendaItemFactory(meeting__state=state)
    change = {"meeting": MeetingFactory()} if "meeting" in change else change

    with pytest.raises(ProgrammingError, match="number_stays"), transaction.atomic():
        AgendaItem.objects.filter(pk=item.pk).update(**change)
    with pytest.raises(ProgrammingError, match="Cannot delete"), transaction.atomic():
        item.delete()


@pytest.mark.parametrize("state", [State.CALLED, State.HELD, State.ADJUSTED])
def test_database_keeps_the_number_once_the_kallelse_is_sent(state):
    item = AgendaItemFactory(meeting__state=state)

    with (
        pytest.raises(ProgrammingError, match="number_stays: the kallelse"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE calendar_app_agendaitem SET number = number + 1")
    assert AgendaItem.objects.get(pk=item.pk).number == item.number


def test_database_lets_the_words_of_a_numbered_item_be_mended():
    item = AgendaItemFactory(title="Fel stavt")

    AgendaItem.objects.filter(pk=item.pk).update(title="Rätt stavat", is_withdrawn=True)

    assert AgendaItem.objects.get().title == "Rätt stavat"


def test_draft_is_removed_unless_it_has_documents():
    meeting = MeetingFactory()
    a, b = add_item(meeting, new("a")), add_item(meeting, new("b"))
    DocumentFactory(draft=True, meeting=meeting, item=b)

    remove_item(a)
    with pytest.raises(RefusedError, match="har handlingar"):
        remove_item(b)
    with pytest.raises(RefusedError, match="utgår i stället"):
        remove_item(AgendaItemFactory())

    assert titles(meeting) == ["b"]


def test_published_item_is_withdrawn_and_taken_back():
    item, draft = AgendaItemFactory(), AgendaItemFactory(draft=True)

    withdraw_item(item, at=LATER)
    item.refresh_from_db()
    assert (item.is_withdrawn, item.edited_at) == (True, LATER)
    withdraw_item(item, at=LATER, is_withdrawn=False)
    item.refresh_from_db()
    assert item.is_withdrawn is False
    with pytest.raises(RefusedError, match="utkast"):
        withdraw_item(draft, at=LATER)


def test_item_is_carried_to_the_next_meeting_once_and_traced_both_ways():
    body = BodyFactory()
    now = MeetingFactory(body=body, starts_on=dt.date(2017, 2, 2))
    MeetingFactory(body=body, starts_on=dt.date(2017, 3, 1), cancelled=True)
    MeetingFactory(starts_on=dt.date(2017, 3, 1))
    following = MeetingFactory(body=body, starts_on=dt.date(2017, 3, 23))
    StandingItemFactory(body=body, title="Öppnande")
    item = AgendaItemFactory(meeting=now, title="Vägar", text="Om vägar.", ground="19 kap. 3 § OSL", minutes=20)

    carried = carry_over(item, today=TODAY)

    assert (carried.meeting, carried.carried_from, item.carried_to) == (following, item, carried)
    assert (carried.title, carried.text, carried.ground, carried.minutes) == ("Vägar", "Om vägar.", item.ground, 20)
    assert carried.is_draft
    assert titles(following) == ["Öppnande", "Föregående mötes protokoll", "Vägar"]
    with pytest.raises(RefusedError, match="redan flyttat till"):
        carry_over(item, today=TODAY)


def test_draft_that_was_carried_may_be_removed_and_its_copy_stays():
    body = BodyFactory()
    draft = add_item(MeetingFactory(body=body, starts_on=dt.date(2017, 2, 2)), new("Vägar"))
    MeetingFactory(body=body, starts_on=dt.date(2017, 3, 23))
    carried = carry_over(draft, today=TODAY)

    remove_item(draft)

    carried.refresh_from_db()
    assert (carried.title, carried.carried_from) == ("Vägar", None)


def test_item_is_not_carried_to_a_meeting_that_is_over():
    body = BodyFactory()
    item = AgendaItemFactory(meeting=MeetingFactory(body=body, starts_on=dt.date(2017, 1, 10)))
    MeetingFactory(body=body, starts_on=dt.date(2017, 2, 10))  # nobody has marked it as held
    coming = MeetingFactory(body=body, starts_on=dt.date(2017, 3, 10))

    assert carry_over(item, today=dt.date(2017, 2, 20)).meeting == coming


def test_item_stays_when_there_is_no_next_meeting():
    item = AgendaItemFactory()

    assert next_meeting(item.meeting, TODAY) is None
    with pytest.raises(RefusedError, match="inget kommande möte"):
        carry_over(item, today=TODAY)


def test_document_belongs_to_an_item_of_its_own_meeting():
    item = AgendaItemFactory()

    with pytest.raises(ProgrammingError, match="item_in_the_same_meeting"), transaction.atomic():
        DocumentFactory(item=item)
    document = DocumentFactory(meeting=item.meeting, item=item)
    with pytest.raises(ProgrammingError, match="item_in_the_same_meeting"), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(meeting=MeetingFactory())
    with (
        pytest.raises(ProgrammingError, match="item_in_the_same_meeting"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE calendar_app_document SET item_id = %s", [AgendaItemFactory().pk])

"""The secretary puts an agenda together with buttons that say what they do."""

import datetime as dt

import pytest
from django.urls import reverse

from calendar_app.models import AgendaItem, State
from tests.factories import AT, BodyFactory, CommitmentFactory, MeetingFactory, PlanEditionFactory, UserFactory
from tests.meeting_factories import AgendaItemFactory, DocumentFactory, StandingItemFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
REVIEWED = {"do": "publish", "is_reviewed": "on"}


def page_of(meeting) -> str:
    return reverse("calendar:meeting-agenda", args=[meeting.pk])


def do(desk, item, what: str) -> str:
    response = desk.post(page_of(item.meeting), {"do": what, "item": item.pk}, follow=True)
    return response.content.decode()


def typed(**values) -> dict:
    return {"kind": "decision", "title": "Vägar", "source": "typed", "ground": "", "commitment": ""} | values


def test_agenda_is_started_and_an_item_added(desk):
    meeting = MeetingFactory()
    StandingItemFactory(body=meeting.body, title="Öppnande")

    assert (
        "1 återkommande ärenden är tillagda."
        in desk.post(page_of(meeting), {"do": "start"}, follow=True).content.decode()
    )
    response = desk.post(reverse("calendar:item-add", args=[meeting.pk]), typed(minutes="20", text="**Om** vägar"))

    assert response.url == page_of(meeting)
    assert list(meeting.items.in_order().values_list("title", "minutes")) == [("Öppnande", None), ("Vägar", 20)]


@pytest.mark.parametrize("values", [{"title": ""}, {"minutes": "0"}, {"minutes": "601"}, {"kind": "annat"}])
def test_item_that_is_wrong_is_refused_and_nothing_saved(desk, values):
    meeting = MeetingFactory()

    response = desk.post(reverse("calendar:item-add", args=[meeting.pk]), typed(**values))

    assert response.context["form"].errors
    assert not AgendaItem.objects.exists()


def test_item_is_changed_and_marked_only_when_it_is_published(desk):
    draft, published = AgendaItemFactory(draft=True), AgendaItemFactory()

    for item in (draft, published):
        desk.post(reverse("calendar:item-change", args=[item.pk]), typed(title="Nytt"))
        item.refresh_from_db()

    assert (draft.title, published.title) == ("Nytt", "Nytt")
    assert draft.edited_at is None
    assert published.edited_at is not None


def test_item_saved_unchanged_is_not_marked_as_edited(desk):
    item = AgendaItemFactory()
    same = {name: getattr(item, name) for name in ("kind", "title", "source", "ground")}

    desk.post(reverse("calendar:item-change", args=[item.pk]), same)

    item.refresh_from_db()
    assert item.edited_at is None


def test_item_is_linked_to_a_commitment_of_the_meetings_year_or_the_one_before(desk):
    meeting = MeetingFactory()
    this, other, draft = (CommitmentFactory(parent__plan__year=year) for year in (2017, 2030, 2016))
    for commitment in (this, other):
        PlanEditionFactory(plan=commitment.plan)

    desk.post(reverse("calendar:item-add", args=[meeting.pk]), typed(commitment=this.pk))

    assert AgendaItem.objects.get().commitment == this
    for commitment in (other, draft):
        refused = desk.post(reverse("calendar:item-add", args=[meeting.pk]), typed(commitment=commitment.pk))
        assert "commitment" in refused.context["form"].errors


def test_buttons_move_carry_and_remove(desk):
    body = BodyFactory()
    meeting = MeetingFactory(body=body)
    following = MeetingFactory(body=body)
    a, b = (AgendaItemFactory(draft=True, meeting=meeting, position=n, title=t) for n, t in ((1, "a"), (2, "b")))

    assert "”b” är flyttat." in do(desk, b, "up")
    assert list(meeting.items.in_order()) == [b, a]
    do(desk, b, "down")
    assert list(meeting.items.in_order()) == [a, b]
    assert f"är flyttat till {following}" in do(desk, a, "carry")
    assert following.items.get(title="a").carried_from == a
    assert "redan flyttat" in do(desk, a, "carry")
    assert "”b” är borttaget." in do(desk, b, "remove")


def test_published_item_is_withdrawn_and_restored(desk):
    item = AgendaItemFactory(title="Vägar")

    assert "”Vägar” utgår." in do(desk, item, "withdraw")
    assert "är med igen" in do(desk, item, "restore")
    assert "utgår i stället" in do(desk, item, "remove")
    assert AgendaItem.objects.get().is_withdrawn is False


@pytest.mark.parametrize(
    ("what", "key"), [("riva", None), ("up", "9" * 30), ("up", "9" * 5000), ("up", "x"), ("", None)]
)
def test_made_up_buttons_do_nothing(desk, what, key):
    item = AgendaItemFactory(draft=True)

    response = desk.post(page_of(item.meeting), {"do": what, "item": key or item.pk})

    assert response.status_code == 404


def test_item_of_another_meeting_is_not_touched(desk):
    item = AgendaItemFactory(draft=True)

    assert desk.post(page_of(MeetingFactory()), {"do": "remove", "item": item.pk}).status_code == 404
    assert AgendaItem.objects.exists()


def test_publishing_asks_for_review_first(desk):
    item = AgendaItemFactory(draft=True)
    DocumentFactory(draft=True, meeting=item.meeting, item=item)

    refused = desk.post(page_of(item.meeting), {"do": "publish"})
    assert "Granska handlingarna" in refused.content.decode()
    assert AgendaItem.objects.get().is_draft

    page = desk.post(page_of(item.meeting), REVIEWED, follow=True).content.decode()
    assert "Publicerat: 1 ärende och 1 handling." in page
    assert AgendaItem.objects.get().number == 1


def test_late_items_are_said_to_be_late(desk):
    item = AgendaItemFactory(draft=True, meeting__state=State.CALLED)

    assert "märks ”tillkommande”" in desk.get(page_of(item.meeting)).content.decode()
    desk.post(page_of(item.meeting), REVIEWED)
    assert "tillkommande" in desk.get(page_of(item.meeting)).content.decode()


@pytest.mark.parametrize("values", [{}, {"is_staff": True}])
def test_pages_are_the_secretariats(client, values):
    item = AgendaItemFactory(draft=True)
    client.force_login(UserFactory(**values))

    addresses = [
        page_of(item.meeting),
        reverse("calendar:item-add", args=[item.meeting_id]),
        reverse("calendar:item-change", args=[item.pk]),
    ]
    for address in addresses:
        assert client.get(address).status_code == (403 if values else 302)
        assert client.post(address, typed()).status_code == (403 if values else 302)
    assert AgendaItem.objects.get().is_draft


@pytest.mark.parametrize("count", [1, 3])
def test_agenda_page_costs_the_same_for_any_length(desk, django_assert_num_queries, count):
    meeting = MeetingFactory(announced_at=AT)
    for number in range(1, count + 1):
        item = AgendaItemFactory(meeting=meeting, number=number)
        DocumentFactory.create_batch(count, meeting=meeting, item=item)

    with django_assert_num_queries(16):
        assert desk.get(page_of(meeting)).status_code == 200


def test_what_is_missing_is_said_and_added_by_a_button(desk):
    body = BodyFactory()
    MeetingFactory(body=body, state=State.HELD, starts_on=dt.date(2017, 1, 12))
    meeting = MeetingFactory(body=body, starts_on=dt.date(2017, 2, 2))
    AgendaItemFactory(draft=True, meeting=meeting, title="Vägar")
    assert "Listan saknar ”Föregående mötes protokoll”." in desk.get(page_of(meeting)).content.decode()

    desk.post(page_of(meeting), {"do": "complete"})

    assert set(meeting.items.values_list("title", flat=True)) == {"Vägar", "Föregående mötes protokoll"}
    assert "Listan saknar" not in desk.get(page_of(meeting)).content.decode()

"""A paragraph is never more open than its item, whenever the item became confidential."""

import datetime as dt

import pytest

from calendar_app.minutes.operations import add_paragraph, approve, send_for_adjustment
from calendar_app.minutes.verifying import what_differs
from calendar_app.models import FollowUp, Minutes, Paragraph
from committee.reader import Reader
from tests.calendar_app.minutes.examples import SENT, SIGNED, draft_of, meeting_with_items, member
from tests.calendar_app.minutes.posting import address, opened
from tests.factories import BodyFactory, MeetingFactory, UserFactory
from tests.meeting_factories import AgendaItemFactory, FollowUpFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("march")]
GROUND, OTHER_GROUND = "19 kap. 3 § OSL", "31 kap. 16 § OSL"
STATES = ("draft", "sent", "adjusted")


@pytest.fixture
def march(settings):
    settings.PORTAL_TODAY = dt.date(2017, 3, 3)


def draft() -> Minutes:
    """Two open paragraphs of the agenda and one that isn't on it; the second one's words are to be hidden."""
    minutes = draft_of(meeting_with_items(["Mötet öppnas", "Hemliga anbudet"]))
    FollowUpFactory(paragraph=minutes.paragraphs.last(), task="Hemlig uppgift", owner="hemlig ansvarig")
    add_paragraph(minutes, Paragraph(title="Övrig fråga"))
    return minutes


def conceal(minutes: Minutes) -> None:
    minutes.meeting.items.filter(number=2).update(ground=GROUND)


def adjusted_and_concealed(state: str) -> Minutes:
    """Adjusted minutes, one of whose items became confidential when they were in that state."""
    minutes = draft()
    if state == "draft":
        conceal(minutes)
    minutes = send_for_adjustment(minutes, SENT)
    if state == "sent":
        conceal(minutes)
    minutes = approve(minutes, minutes.adjusters.get().person, SIGNED)
    if state == "adjusted":
        conceal(minutes)
    return minutes


def login(client, person) -> None:
    person.user = UserFactory()
    person.save()
    client.force_login(person.user)


@pytest.mark.parametrize("state", STATES)
def test_paragraph_of_an_item_that_became_confidential_is_hidden_from_the_public(client, state):
    minutes = adjusted_and_concealed(state)
    stranger = member(BodyFactory(name="Annat råd"), "Någon annan")

    as_public = client.get(minutes.get_absolute_url()).content.decode()
    login(client, stranger)
    as_stranger = client.get(minutes.get_absolute_url()).content.decode()

    for html in (as_public, as_stranger):
        assert "emlig" not in html
        assert "§ 2</a> Paragrafen omfattas av sekretess" in html
        assert f"Grund: {GROUND}" in html
        assert "Mötet öppnas" in html
        assert "Övrig fråga" in html


@pytest.mark.parametrize("state", STATES)
def test_paragraph_of_an_item_that_became_confidential_is_read_by_members_and_the_secretariat(client, secretary, state):
    minutes = adjusted_and_concealed(state)

    for user in (secretary, None):
        client.force_login(user) if user else login(client, minutes.adjusters.get().person)
        html = client.get(minutes.get_absolute_url()).content.decode()
        assert f"Sekretess enligt {GROUND}" in html
        assert "Ja till Hemliga anbudet." in html
        assert "Hemlig uppgift" in html


@pytest.mark.parametrize("state", STATES)
def test_follow_up_of_an_item_that_became_confidential_is_on_no_open_agenda(client, state):
    minutes = adjusted_and_concealed(state)
    later = MeetingFactory(body=minutes.meeting.body, starts_on=dt.date(2017, 3, 9), agenda_audience="public")
    AgendaItemFactory(meeting=later, number=1, title="Uppföljning", source="follow_ups")

    html = client.get(later.get_absolute_url()).content.decode()

    assert "Uppföljning" in html
    assert "emlig" not in html
    assert list(FollowUp.objects.visible_to(Reader())) == []
    assert [row.task for row in FollowUp.objects.visible_to(Reader(is_secretariat=True))] == ["Hemlig uppgift"]


def test_content_holds_the_ground_that_an_item_got_before_the_minutes_were_sent():
    minutes = adjusted_and_concealed("draft")

    assert [row["ground"] for row in minutes.content["paragraphs"]] == ["", GROUND, ""]


@pytest.mark.parametrize("state", STATES)
def test_adjusted_minutes_still_verify_when_an_item_becomes_confidential(state):
    assert what_differs(adjusted_and_concealed(state)) == []


def test_paragraph_that_is_confidential_for_its_own_reason_keeps_it():
    minutes = draft()
    minutes.paragraphs.filter(item__number=2).update(ground=OTHER_GROUND)
    conceal(minutes)
    send_for_adjustment(minutes, SENT)
    minutes = approve(minutes, minutes.adjusters.get().person, SIGNED)

    withheld = Paragraph.objects.withheld_from(Reader())

    assert list(withheld) == [{"minutes": minutes.pk, "section": 2, "ground_in_force": OTHER_GROUND}]
    assert minutes.content["paragraphs"][1]["ground"] == OTHER_GROUND


def test_paragraph_stays_confidential_when_its_item_is_opened():
    minutes = adjusted_and_concealed("draft")
    minutes.meeting.items.update(ground="")

    assert {row.title for row in Paragraph.objects.visible_to(Reader())} == {"Mötet öppnas", "Övrig fråga"}


WARNING = f"Ärende 2 har fått sekretess enligt {GROUND}"


def test_page_warns_of_an_item_that_became_confidential_until_the_paragraph_is(desk):
    minutes = draft()
    page = address(minutes.meeting)

    before = desk.get(page).content.decode()
    conceal(minutes)
    between = desk.get(page).content.decode()
    minutes.paragraphs.filter(item__number=2).update(ground=OTHER_GROUND)
    after = desk.get(page).content.decode()

    assert [WARNING in html for html in (before, between, after)] == [False, True, False]


def test_page_sends_the_ground_on_to_the_paragraph_though_it_was_opened_without(desk):
    minutes = draft()
    data = opened(desk, minutes) | {"do": "send", "is_reviewed": "on"}
    conceal(minutes)

    desk.post(address(minutes.meeting), data)

    minutes.refresh_from_db()
    assert minutes.is_sent
    assert [row.ground for row in minutes.paragraphs.in_order()] == ["", GROUND, ""]

"""The minutes of a meeting are started, sent, taken back and signed on the secretariat's page."""

import datetime as dt

import pytest
from django.urls import reverse

from calendar_app.models import Meeting, Minutes, State
from tests.calendar_app.minutes.examples import called_meeting, draft_of, meeting_with_items, sent_minutes
from tests.calendar_app.minutes.posting import address, opened, said
from tests.factories import BodyFactory, MeetingFactory, UserFactory
from tests.meeting_factories import AdjusterFactory, AgendaItemFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_after")]


@pytest.fixture
def day_after(settings):
    settings.PORTAL_TODAY = dt.date(2017, 2, 3)


def test_page_is_the_secretariats_alone(client):
    page = address(called_meeting())

    anonymous = client.get(page)
    client.force_login(UserFactory())
    other = client.get(page)
    client.force_login(UserFactory(is_staff=True))
    staff = client.get(page)

    assert (anonymous.status_code, other.status_code, staff.status_code) == (302, 302, 403)


def test_page_starts_the_minutes_of_a_meeting_that_has_begun(desk):
    meeting = meeting_with_items(["Taxan"])

    before = desk.get(address(meeting)).content.decode()
    after = desk.post(address(meeting), follow=True).content.decode()

    assert "Mötet blir samtidigt genomfört" in before
    assert "Om Taxan." in after
    meeting.refresh_from_db()
    assert meeting.state == State.HELD
    assert meeting.changes.get().changed_by.username == "sekreterare"


@pytest.mark.parametrize("values", [{"starts_on": dt.date(2017, 2, 4)}, {"state": "cancelled"}, {"state": "adjusted"}])
def test_page_has_nothing_to_start_before_the_meeting_or_without_one(desk, values):
    meeting = called_meeting(**values)

    page = desk.get(address(meeting)).content.decode()
    response = desk.post(address(meeting), follow=True)

    assert "Börja skriva" not in page
    assert len(said(response)) == 1
    assert not Minutes.objects.exists()


def test_sending_needs_that_the_minutes_are_looked_through(desk):
    minutes = draft_of(meeting_with_items(["Taxan"]))
    data = opened(desk, minutes) | {"do": "send"}

    first = desk.post(address(minutes.meeting), data).content.decode()
    second = desk.post(address(minutes.meeting), data | {"is_reviewed": "on"}, follow=True)

    assert "Granska protokollet och kryssa i rutan först." in first
    assert "Protokollet är skickat för justering." in said(second)[0]
    minutes.refresh_from_db()
    assert minutes.sent_at.date() == dt.date(2017, 2, 3)
    assert minutes.paragraphs.get().section == 1


def test_sending_what_lacks_something_saves_nothing_and_keeps_the_text(desk):
    minutes = draft_of(meeting_with_items(["Taxan"]))
    data = opened(desk, minutes) | {"do": "send", "is_reviewed": "on", "paragraf-0-text": "Nyss skrivet."}
    del data["adjusters"]

    html = desk.post(address(minutes.meeting), data).content.decode()

    assert "Inget är sparat än." in html
    assert "Välj minst en justerare." in html
    assert "Nyss skrivet." in html
    minutes.refresh_from_db()
    assert (minutes.is_sent, minutes.paragraphs.get().text, minutes.adjusters.count()) == (False, "Om Taxan.", 1)


def test_sending_before_an_earlier_meeting_is_asked_about(desk):
    early = draft_of(meeting_with_items(["A"], starts_on=dt.date(2017, 1, 12)))
    minutes = draft_of(meeting_with_items(["B"], body=early.meeting.body))
    data = opened(desk, minutes) | {"do": "send", "is_reviewed": "on"}

    shown = desk.get(address(minutes.meeting)).content.decode()
    first = desk.post(address(minutes.meeting), data).content.decode()
    desk.post(address(minutes.meeting), data | {"is_confirmed": "on"})

    assert "12 januari 2017</a> är inte skickat än. Skicka det först" in shown
    assert "Protokoll: Vikarnas råd 12 januari 2017 är inte skickat än, och får högre paragrafnummer" in first
    minutes.refresh_from_db()
    assert minutes.is_sent


def test_sending_a_decision_item_without_a_decision_is_asked_about(desk):
    meeting = meeting_with_items([])
    AgendaItemFactory(meeting=meeting, number=1, kind="decision", title="Taxan")
    AgendaItemFactory(meeting=meeting, number=2, kind="decision", title="Avtalet", proposal="Ja.")
    AgendaItemFactory(meeting=meeting, number=3, kind="decision", title="Resan", is_withdrawn=True)
    minutes = draft_of(meeting)

    html = desk.post(address(meeting), opened(desk, minutes) | {"do": "send", "is_reviewed": "on"}).content.decode()

    assert "”Taxan” var ett beslutsärende men har inget beslut." in html
    assert html.count("men har inget beslut") == 1
    minutes.refresh_from_db()
    assert not minutes.is_sent


def test_sent_minutes_are_only_read_and_taken_back(desk):
    minutes = sent_minutes()

    page = desk.get(address(minutes.meeting)).content.decode()
    response = desk.post(address(minutes.meeting), {"do": "back"}, follow=True)

    assert "Ta tillbaka" in page
    assert "textarea" not in page
    assert "Protokollet är ett utkast igen." in said(response)[0]
    minutes.refresh_from_db()
    assert not minutes.is_sent
    assert "§ 1" in response.content.decode()
    assert "preliminärt" not in response.content.decode()


def test_signature_on_paper_is_noted_when_it_is_there(desk):
    minutes = sent_minutes()
    adjuster = minutes.adjusters.get()
    data = {"do": "paper", "adjuster": adjuster.pk}

    without = desk.post(address(minutes.meeting), data).content.decode()
    stranger = desk.post(address(minutes.meeting), data | {"is_signed": "on", "adjuster": AdjusterFactory().pk})
    nonsense = desk.post(address(minutes.meeting), data | {"is_signed": "on", "adjuster": "x"})
    minutes.refresh_from_db()
    assert not minutes.is_adjusted
    signed = desk.post(address(minutes.meeting), data | {"is_signed": "on"}, follow=True)

    assert "Kryssa i att du har underskriften." in without
    assert (stranger.status_code, nonsense.status_code) == (404, 200)
    assert said(signed) == ["Det är noterat att Direktören i Sund har justerat på papper."]
    assert "på papper" in signed.content.decode()
    minutes.refresh_from_db()
    assert (minutes.is_adjusted, minutes.meeting.state) == (True, State.ADJUSTED)


def test_adjusted_minutes_are_neither_taken_back_nor_noted_again(desk):
    minutes = sent_minutes()
    adjuster = minutes.adjusters.get()
    for _ in range(2):
        response = desk.post(
            address(minutes.meeting), {"do": "paper", "adjuster": adjuster.pk, "is_signed": "on"}, follow=True
        )
    assert said(response) == ["Direktören i Sund har redan justerat protokollet."]

    response = desk.post(address(minutes.meeting), {"do": "back"}, follow=True)

    assert said(response) == ["Protokollet är justerat och kan inte ändras."]
    assert "Ta tillbaka" not in response.content.decode()


# --- The meeting's own page of states -------------------------------------------------------------------------------


def state_page(meeting: Meeting, state: str) -> str:
    return reverse("calendar:meeting-state", args=[meeting.pk, state])


@pytest.mark.parametrize("make", [lambda: draft_of(meeting_with_items(["A"])), sent_minutes])
def test_meeting_with_minutes_is_not_marked_adjusted_by_hand(desk, make):
    meeting = make().meeting

    for method in (desk.get, desk.post):
        response = method(state_page(meeting, "adjusted"), follow=True)
        assert response.request["PATH_INFO"] == address(meeting)
        assert said(response) == ["Mötet blir justerat när justerarna har justerat protokollet."]
    meeting.refresh_from_db()
    assert meeting.state == State.HELD


def test_meeting_without_minutes_is_marked_adjusted_by_hand(desk):
    meeting = MeetingFactory(state="held", body=BodyFactory(), starts_on=dt.date(2017, 2, 2))

    desk.post(state_page(meeting, "adjusted"))

    meeting.refresh_from_db()
    assert meeting.state == State.ADJUSTED


def test_meeting_that_was_held_leads_on_to_its_minutes(desk):
    meeting = called_meeting()

    response = desk.post(state_page(meeting, "held"), follow=True)

    assert f'är nu genomfört. <a href="{address(meeting)}">Skriv protokollet</a>' in response.content.decode()

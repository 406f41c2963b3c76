"""The page where minutes are written: all of it is saved, or nothing, and no text is lost."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.test import Client

from calendar_app.minutes.operations import send_for_adjustment
from calendar_app.models import FollowUp, Minutes
from committee.editing import SHOWN
from tests.calendar_app.minutes.examples import SENT, draft_of, meeting_with_items
from tests.calendar_app.minutes.posting import address, opened, said
from tests.factories import PersonFactory, UserFactory
from tests.forms import form_of
from tests.meeting_factories import AgendaItemFactory, FollowUpFactory
from tests.shared_world import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_after")]


@pytest.fixture
def day_after(settings):
    settings.PORTAL_TODAY = dt.date(2017, 2, 3)


def test_page_saves_all_that_is_written(desk):
    minutes = draft_of(meeting_with_items(["Mötet öppnas", "Taxan"]))
    data = opened(desk, minutes)
    person = minutes.meeting.body.assignments.get(role="secretary").person
    data |= {
        "chair": "Ordföranden",
        "secretary": "Anna",
        "opened_at": "12.00",
        "closed_at": "14.30",
        "adjusters": [person.pk],
        "narvaro-0-is_present": "on",
        "narvaro-3-name": "Gästen",
        "narvaro-3-role": "other",
        "narvaro-4-name": "Ännu en gäst",
        "narvaro-4-role": "other",
        "paragraf-1-text": "Taxan är oförändrad sedan 2014.",
        "paragraf-1-decision": "Taxan höjs.",
        "paragraf-1-ground": "19 kap. 3 § OSL",
        "uppfoljning-1-task": "Räkna på taxan",
        "uppfoljning-1-owner": "ekonomichefen",
        "uppfoljning-1-due_on": "2017-04-01",
        "ny-title": "Studiebesöket",
        "ny-after": minutes.paragraphs.first().pk,
    }

    response = desk.post(address(minutes.meeting), data, follow=True)

    assert said(response) == ["Protokollet är sparat."]
    minutes.refresh_from_db()
    assert (minutes.chair, minutes.secretary) == ("Ordföranden", "Anna")
    assert (minutes.opened_at, minutes.closed_at) == (dt.time(12), dt.time(14, 30))
    assert [row.person for row in minutes.adjusters.all()] == [person]
    assert [(row.name, row.is_present) for row in minutes.attendances.all()] == [
        ("Direktören i Näs", True),
        ("Direktören i Sund", True),
        ("Sekreteraren", False),
        ("Gästen", True),
        ("Ännu en gäst", True),
    ]
    assert [row.title for row in minutes.paragraphs.in_order()] == ["Mötet öppnas", "Studiebesöket", "Taxan"]
    taxan = minutes.paragraphs.get(title="Taxan")
    assert (taxan.text, taxan.decision, taxan.ground) == (
        "Taxan är oförändrad sedan 2014.",
        "Taxan höjs.",
        "19 kap. 3 § OSL",
    )
    follow_up = FollowUp.objects.get()
    assert (follow_up.paragraph, follow_up.task, follow_up.owner) == (taxan, "Räkna på taxan", "ekonomichefen")
    assert follow_up.due_on == dt.date(2017, 4, 1)


def test_page_that_is_saved_as_it_is_changes_nothing(desk):
    minutes = draft_of(meeting_with_items(["Taxan"]))
    FollowUpFactory(paragraph=minutes.paragraphs.get())
    rows_of = [Minutes.objects, minutes.attendances, minutes.paragraphs, FollowUp.objects]
    before = [list(rows.values()) for rows in rows_of]

    desk.post(address(minutes.meeting), opened(desk, minutes))

    assert [list(rows.values()) for rows in rows_of] == before


WRONG = [
    ({"closed_at": "11.00", "opened_at": "12.00"}, "Mötet kan inte avslutas innan det öppnades."),
    ({"opened_at": "halv tolv"}, "Skriv tiden som 12.00."),
    ({"adjusters": ["0"]}, "Välj justerare bland dem som har uppdrag i organet."),
    ({"adjusters": ["x"]}, "Välj justerare bland dem som har uppdrag i organet."),
    ({"narvaro-0-name": ""}, "Skriv namn eller befattning."),
    ({"narvaro-3-name": "Direktören i Sund"}, "Två rader har samma namn eller befattning."),
    ({"narvaro-3-name": "X" * 121}, "(den har 121)"),
    ({"narvaro-0-role": "kung"}, "kung"),
    ({"paragraf-0-title": ""}, "Skriv en rubrik."),
    ({"paragraf-0-id": "0"}, "Välj ett giltigt alternativ"),
    ({"paragraf-TOTAL_FORMS": "11", "paragraf-10-title": "Insmugglad"}, "fler paragrafer än protokollet"),
    ({"paragraf-TOTAL_FORMS": "2", "paragraf-1-title": "Insmugglad"}, "fler paragrafer än protokollet"),
    ({"uppfoljning-0-task": "Räkna", "uppfoljning-0-due_on": "2017-04-01"}, "Ange vem som är ansvarig."),
    ({"uppfoljning-0-task": "Räkna", "uppfoljning-0-owner": "A"}, "Skriv när det ska vara klart."),
    ({"uppfoljning-0-task": "Räkna", "uppfoljning-0-owner": "A", "uppfoljning-0-due_on": "4/1/2017"}, "2018-01-25"),
    ({"uppfoljning-0-owner": "A", "uppfoljning-0-due_on": "2017-04-01"}, "Skriv vad som ska göras."),
    ({"ny-text": "Text utan rubrik"}, "Skriv en rubrik."),
    ({"ny-title": "Ny", "ny-after": "0"}, "Välj en av protokollets paragrafer."),
]


def draft_and_form() -> tuple[int, dict]:
    """Minutes with one paragraph, and what a browser would post from their page."""
    minutes = draft_of(meeting_with_items(["Taxan"]))
    client = Client()
    client.force_login(UserFactory(secretary=True))
    return minutes.pk, opened(client, minutes)


@pytest.fixture(scope="class")
def page(django_db_setup, django_db_blocker) -> Iterator[tuple[int, dict]]:
    with made_once(django_db_blocker, draft_and_form, PORTAL_TODAY=dt.date(2017, 2, 3)) as page:
        yield page


class TestWrong:
    """The same page, posted with one thing after another that is wrong."""

    @pytest.mark.parametrize(("bad", "words"), WRONG, ids=[words for _, words in WRONG])
    def test_page_says_what_is_wrong_keeps_the_text_and_saves_nothing(self, desk, page, bad, words):
        key, form = page
        minutes = Minutes.objects.get(pk=key)
        data = form | {"paragraf-0-decision": "Det som skrevs nyss."} | bad

        html = desk.post(address(minutes.meeting), data).content.decode()

        assert words in html
        assert "Inget är sparat än." in html
        assert "Det som skrevs nyss." in html
        assert minutes.paragraphs.get().decision == "Ja till Taxan."
        assert (minutes.paragraphs.count(), minutes.attendances.count(), FollowUp.objects.count()) == (1, 3, 0)

    @pytest.mark.parametrize(
        "bad",
        [
            {"paragraf-TOTAL_FORMS": "x"},
            {"narvaro-TOTAL_FORMS": "99999999999"},
            {"uppfoljning-INITIAL_FORMS": ""},
            {"uppfoljning-0-place": "x", "uppfoljning-0-task": "Räkna"},
            {"uppfoljning-0-place": "0", "uppfoljning-0-task": "R", "uppfoljning-0-owner": "A"},
            {"narvaro-0-id": "x"},
            {"paragraf-0-id": "99999999999999999999"},
            {"do": "något annat"},
        ],
    )
    def test_page_bears_what_no_browser_posts(self, desk, page, bad):
        key, form = page

        response = desk.post(address(Minutes.objects.get(pk=key).meeting), form | bad)

        assert response.status_code in {200, 302}
        assert not FollowUp.objects.exists()


def test_page_removes_people_follow_ups_and_paragraphs_that_are_not_on_the_agenda(desk):
    minutes = draft_of(meeting_with_items(["Taxan"]))
    desk.post(address(minutes.meeting), opened(desk, minutes) | {"ny-title": "Extra"})
    FollowUpFactory(paragraph=minutes.paragraphs.get(title="Taxan"), task="Gammal uppgift")
    data = opened(desk, minutes)
    assert "paragraf-0-DELETE" not in desk.get(address(minutes.meeting)).content.decode()

    data |= {"narvaro-0-DELETE": "on", "paragraf-1-DELETE": "on", "uppfoljning-0-DELETE": "on"}
    desk.post(address(minutes.meeting), data | {"paragraf-0-DELETE": "on"})

    assert [row.name for row in minutes.attendances.all()] == ["Direktören i Sund", "Sekreteraren"]
    assert [row.title for row in minutes.paragraphs.all()] == ["Taxan"]
    assert not FollowUp.objects.exists()


def test_paragraph_with_a_follow_up_is_not_removed(desk):
    minutes = draft_of(meeting_with_items([]))
    desk.post(address(minutes.meeting), opened(desk, minutes) | {"ny-title": "Extra"})
    FollowUpFactory(paragraph=minutes.paragraphs.get())

    html = desk.post(address(minutes.meeting), opened(desk, minutes) | {"paragraf-0-DELETE": "on"}).content.decode()

    assert "”Extra” har uppföljningar och kan inte tas bort." in html
    assert minutes.paragraphs.count() == 1


def test_what_another_wrote_meanwhile_is_asked_about(desk):
    minutes = draft_of(meeting_with_items(["Taxan"]))
    data = opened(desk, minutes) | {"paragraf-0-decision": "Mitt beslut."}
    minutes.paragraphs.update(decision="Någon annans beslut.")

    asked = desk.post(address(minutes.meeting), data)
    between = minutes.paragraphs.get().decision
    desk.post(address(minutes.meeting), form_of(asked, SHOWN) | {"_ta-paragraf-0-decision": "mitt"})

    assert [(one.theirs, one.mine) for one in asked.context["choices"]] == [("Någon annans beslut.", "Mitt beslut.")]
    assert between == "Någon annans beslut."
    assert minutes.paragraphs.get().decision == "Mitt beslut."


def test_text_that_is_saved_after_the_minutes_were_sent_still_stands(desk):
    minutes = draft_of(meeting_with_items(["Taxan"]))
    data = opened(desk, minutes) | {"paragraf-0-decision": "För sent skrivet.", "is_confirmed": "on"}
    send_for_adjustment(minutes, SENT)

    response = desk.post(address(minutes.meeting), data)

    assert said(response) == [
        "Inget är sparat. Protokollet är skickat för justering. Ta tillbaka det först om något ska ändras."
    ]
    assert "För sent skrivet." in response.content.decode()
    assert minutes.paragraphs.get().decision == "Ja till Taxan."


def test_preview_saves_and_shows_the_minutes_as_they_look(desk):
    minutes = draft_of(meeting_with_items(["Taxan"]))

    response = desk.post(
        address(minutes.meeting),
        opened(desk, minutes) | {"do": "preview", "paragraf-0-decision": "Taxan sänks."},
        follow=True,
    )

    assert response.request["PATH_INFO"] == minutes.get_absolute_url()
    assert "Taxan sänks." in response.content.decode()


def test_items_published_since_are_offered_and_added(desk):
    minutes = draft_of(meeting_with_items(["Taxan"]))
    AgendaItemFactory(meeting=minutes.meeting, number=2, title="Sent ärende", is_late=True)

    page = desk.get(address(minutes.meeting)).content.decode()
    desk.post(address(minutes.meeting), opened(desk, minutes) | {"do": "items"})

    assert "2. Sent ärende" in page
    assert [row.title for row in minutes.paragraphs.in_order()] == ["Taxan", "Sent ärende"]


def test_meeting_over_several_days_has_no_clock_times(desk):
    meeting = meeting_with_items(["Taxan"], ends_on=dt.date(2017, 2, 3), starts_at="12:00", ends_at="11:00")
    minutes = draft_of(meeting)

    page = desk.get(address(meeting)).content.decode()
    desk.post(address(meeting), opened(desk, minutes))

    assert "opened_at" not in page
    minutes.refresh_from_db()
    assert minutes.opened_at is None


def test_only_people_of_the_body_can_be_chosen_as_adjusters(desk):
    minutes = draft_of(meeting_with_items(["Taxan"]))
    outsider = PersonFactory(name="Utomstående")
    data = opened(desk, minutes)

    html = desk.post(address(minutes.meeting), data | {"adjusters": [outsider.pk]}).content.decode()

    assert "Välj justerare bland dem som har uppdrag i organet." in html
    assert "Utomstående" not in html


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_for_any_number_of_paragraphs(desk, django_assert_num_queries, count):
    minutes = draft_of(meeting_with_items([f"Ärende {number}" for number in range(count)]))
    for paragraph in minutes.paragraphs.all():
        FollowUpFactory(paragraph=paragraph)

    with django_assert_num_queries(28):
        response = desk.get(address(minutes.meeting))

    assert len(response.context["rows"]) == count

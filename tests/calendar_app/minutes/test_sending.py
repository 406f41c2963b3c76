"""What is looked at before minutes are sent: all that is missing is said at once, and doubts are asked about once."""

import datetime as dt

import pytest

from calendar_app.minutes.sending import is_named
from calendar_app.models import Minutes
from tests.calendar_app.minutes.examples import DAY, called_meeting, draft_of, meeting_with_items
from tests.calendar_app.minutes.posting import address, opened
from tests.factories import MunicipalityFactory, PersonFactory
from tests.meeting_factories import AgendaItemFactory, FollowUpFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_after")]
EVERYTHING = (
    "Skriv vem som var ordförande.",
    "Välj minst en justerare.",
    "Kryssa i vilka som var närvarande.",
    "Granska protokollet och kryssa i rutan först.",
)
NO_PARAGRAPHS = "Protokollet har inga paragrafer. Lägg till minst en."


@pytest.fixture
def day_after(settings):
    settings.PORTAL_TODAY = dt.date(2017, 2, 3)


def emptied(data: dict) -> dict:
    """What would be posted without a chair, an adjuster or anyone present."""
    empty = {name: value for name, value in data.items() if not name.endswith("is_present")}
    return empty | {"do": "send", "chair": "", "adjusters": []}


def send(desk, minutes: Minutes, data: dict) -> str:
    """What the page says; the minutes are read anew."""
    html = desk.post(address(minutes.meeting), data | {"do": "send", "is_reviewed": "on"}, follow=True).content.decode()
    minutes.refresh_from_db()
    return html


def test_page_says_all_that_is_missing_together_with_its_doubts(desk):
    meeting = meeting_with_items([])
    AgendaItemFactory(meeting=meeting, number=1, kind="decision", title="Taxan")
    minutes = draft_of(meeting)

    html = desk.post(address(meeting), emptied(opened(desk, minutes))).content.decode()

    for words in (*EVERYTHING, "”Taxan” var ett beslutsärende men har inget beslut."):
        assert words in html
    assert NO_PARAGRAPHS not in html
    minutes.refresh_from_db()
    assert (minutes.is_sent, minutes.chair) == (False, "Direktören i Sund")


def test_page_says_what_is_missing_though_something_else_is_wrong(desk):
    minutes = draft_of(meeting_with_items(["Taxan"]))
    data = emptied(opened(desk, minutes)) | {"paragraf-0-title": "", "narvaro-0-name": ""}

    html = desk.post(address(minutes.meeting), data).content.decode()

    for words in (*EVERYTHING, "Skriv en rubrik.", "Skriv namn eller befattning."):
        assert words in html


def test_field_that_is_wrong_is_not_said_to_be_missing_too(desk):
    minutes = draft_of(meeting_with_items(["Taxan"]))

    html = send(desk, minutes, opened(desk, minutes) | {"chair": "X" * 121, "adjusters": ["0"]})

    assert "(den har 121)" in html
    assert "Välj justerare bland dem som har uppdrag i organet." in html
    assert not any(words in html for words in EVERYTHING)


def test_page_asks_for_a_paragraph_and_takes_one_that_is_just_written(desk):
    minutes = draft_of(called_meeting())

    without = send(desk, minutes, opened(desk, minutes))
    was_sent = minutes.is_sent
    send(desk, minutes, opened(desk, minutes) | {"ny-title": "Övrig fråga"})

    assert NO_PARAGRAPHS in without
    assert (was_sent, minutes.is_sent) == (False, True)


def test_page_counts_no_paragraph_and_no_one_that_is_taken_away(desk):
    minutes = draft_of(called_meeting())
    desk.post(address(minutes.meeting), opened(desk, minutes) | {"ny-title": "Övrig fråga"})
    data = opened(desk, minutes) | {"paragraf-0-DELETE": "on"} | {f"narvaro-{n}-DELETE": "on" for n in range(3)}

    html = send(desk, minutes, data)

    assert NO_PARAGRAPHS in html
    assert "Kryssa i vilka som var närvarande." in html
    assert minutes.paragraphs.count() == 1


def test_draft_is_saved_without_what_is_needed_to_send_it(desk):
    minutes = draft_of(meeting_with_items(["Taxan"]))
    FollowUpFactory(paragraph=minutes.paragraphs.get(), due_on=dt.date(2017, 2, 1))

    desk.post(address(minutes.meeting), emptied(opened(desk, minutes)) | {"do": "save"})

    minutes.refresh_from_db()
    assert (minutes.chair, minutes.adjusters.count()) == ("", 0)


ABSENT = "Direktören i Näs är vald till justerare men är inte ikryssad som närvarande."


@pytest.mark.parametrize(
    "away",
    [
        {"narvaro-0-is_present": ""},
        {"narvaro-0-DELETE": "on"},
        {"narvaro-0-name": "Någon annan"},
        {"narvaro-0-is_present": "", "narvaro-1-is_present": "on"},
    ],
    ids=["not ticked", "taken away", "another", "another is there"],
)
def test_adjuster_who_was_absent_is_asked_about(desk, away):
    minutes = draft_of(meeting_with_items(["Taxan"]))
    nas = minutes.meeting.body.assignments.get(person__name="Direktören i Näs").person
    data = opened(desk, minutes) | {
        "adjusters": [nas.pk],
        "narvaro-0-is_present": "on",
        "narvaro-2-is_present": "on",
    }

    first = send(desk, minutes, data | away)
    between = minutes.is_sent
    second = send(desk, minutes, data | away | {"is_confirmed": "on"})

    assert ABSENT in first
    assert (between, minutes.is_sent) == (False, True)
    assert ABSENT not in second


def test_adjuster_who_was_there_is_not_asked_about(desk):
    minutes = draft_of(meeting_with_items(["Taxan"]))

    send(desk, minutes, opened(desk, minutes))

    assert minutes.is_sent


NAMES = {
    "Kim Ek": True,
    "kim  ek": True,
    "Kim Ek, Sund": True,
    "Kim Ek (2)": True,
    "Kim Ek, ordförande": True,
    "Kim Ekman": False,
    "Ek": False,
}


@pytest.mark.parametrize(("name", "expected"), NAMES.items())
def test_person_is_named_in_the_attendance_with_more_words_or_without(name, expected):
    person = PersonFactory(name="Kim Ek")

    assert is_named(person, {"name": name, "municipality": None}) is expected


def test_person_of_another_municipality_with_the_same_name_is_someone_else():
    sund, nas = MunicipalityFactory(name="Sund", slug="sund"), MunicipalityFactory(name="Näs", slug="nas")
    person = PersonFactory(name="Direktören", municipality=sund)

    rows = [{"name": "Direktören", "municipality": municipality} for municipality in (sund, nas, None)]

    assert [is_named(person, row) for row in rows] == [True, False, True]


EARLY = "”Räkna” ska vara klart 1 februari 2017, före mötet."


def test_follow_up_that_is_due_before_the_meeting_is_asked_about(desk):
    minutes = draft_of(meeting_with_items(["Taxan"]))
    values = {"uppfoljning-0-task": "Räkna", "uppfoljning-0-owner": "ekonomichefen"}
    data = opened(desk, minutes) | values | {"uppfoljning-0-due_on": "2017-02-01"}

    first = send(desk, minutes, data)
    between = minutes.is_sent
    send(desk, minutes, data | {"is_confirmed": "on"})

    assert EARLY in first
    assert (between, minutes.is_sent) == (False, True)


@pytest.mark.parametrize(
    "values", [{"uppfoljning-0-due_on": DAY.isoformat()}, {"uppfoljning-0-DELETE": "on"}], ids=["the same day", "gone"]
)
def test_follow_up_that_is_due_the_same_day_or_taken_away_is_not_asked_about(desk, values):
    minutes = draft_of(meeting_with_items(["Taxan"]))
    FollowUpFactory(paragraph=minutes.paragraphs.get(), task="Räkna", due_on=dt.date(2017, 2, 1))

    send(desk, minutes, opened(desk, minutes) | values)

    assert minutes.is_sent

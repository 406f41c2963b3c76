"""The command that verifies adjusted minutes."""

import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from calendar_app.models import Meeting
from committee.canonical import checksum
from committee.models import Body, Municipality, Person
from tests.calendar_app.minutes.examples import adjusted_minutes, draft_of, meeting_with_items

pytestmark = pytest.mark.django_db
TABLES = ("minutes", "paragraph", "attendance", "adjuster", "followup")


def verified() -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("verify_minutes", stdout=out, stderr=err)
    except CommandError as wrong:
        return f"{wrong.returncode}: {wrong}", err.getvalue()
    return out.getvalue().strip(), err.getvalue()


def past_the_guards(statement: str, values: list | None = None) -> None:
    """What only someone who may switch off the triggers can do."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in TABLES:
            cursor.execute(f"ALTER TABLE calendar_app_{table} DISABLE TRIGGER USER")
        cursor.execute(statement, values)
        for table in TABLES:
            cursor.execute(f"ALTER TABLE calendar_app_{table} ENABLE TRIGGER USER")


def test_verify_minutes_finds_nothing_wrong_with_what_was_adjusted():
    minutes = adjusted_minutes(secret="19 kap. 3 § OSL", starts_at="12:00", ends_at="15:00")
    draft_of(meeting_with_items(["Ett utkast"], body=minutes.meeting.body))

    assert verified() == ("Alla 1 justerade protokoll stämmer.", "")


def test_verify_minutes_says_when_there_are_none():
    assert verified() == ("Inga protokoll är justerade än.", "")


def test_verify_minutes_bears_that_people_municipalities_and_meetings_change_names():
    minutes = adjusted_minutes()
    Municipality.objects.filter(slug="sund").update(name="Nytt namn")
    Person.objects.update(name="Ny befattning")
    Body.objects.update(name="Nytt organ")
    Meeting.objects.filter(pk=minutes.meeting_id).update(venue="Ny sal", title="Extra möte")

    assert verified()[1] == ""


def test_verify_minutes_names_those_whose_content_has_changed():
    adjusted_minutes()
    past_the_guards("UPDATE calendar_app_minutes SET content = jsonb_set(content, '{chair}', '\"En annan\"')")

    summary, named = verified()

    assert summary == "1: 1 av 1 justerade protokoll stämmer inte."
    assert named == (
        "Protokoll: Vikarnas råd 2 februari 2017: kontrollsumman är en annan än innehållets; "
        "ordföranden är inte som i innehållet.\n"
    )


CHANGES = {
    "minutes SET chair = 'En annan'": "ordföranden",
    "minutes SET secretary = 'En annan'": "sekreteraren",
    "minutes SET opened_at = '11:00'": "när mötet öppnades",
    "minutes SET closed_at = '23:00'": "när mötet avslutades",
    "minutes SET adjusted_at = adjusted_at + interval '1 second'": "när protokollet justerades",
    "minutes SET sent_at = sent_at - interval '1 second'": "när protokollet skickades",
    "paragraph SET decision = 'Nej.' WHERE section = 2": "paragraferna",
    "paragraph SET ground = ''": "paragraferna",
    "paragraph SET section = section + 100": "paragraferna",
    "followup SET task = 'Inget'": "paragraferna",
    "followup SET due_on = '2030-01-01'": "paragraferna",
    "attendance SET is_present = NOT is_present": "närvaron",
    "attendance SET municipality_id = NULL": "närvaron",
    "adjuster SET is_on_paper = true": "justerarna",
    "adjuster SET adjusted_at = NULL": "justerarna",
}


@pytest.mark.parametrize(("change", "part"), CHANGES.items())
def test_verify_minutes_names_the_rows_that_have_changed(change, part):
    adjusted_minutes(secret="19 kap. 3 § OSL")
    past_the_guards(f"UPDATE calendar_app_{change}")

    assert verified() == (
        "1: 1 av 1 justerade protokoll stämmer inte.",
        f"Protokoll: Vikarnas råd 2 februari 2017: {part} är inte som i innehållet.\n",
    )


def test_verify_minutes_sees_content_and_checksum_that_were_changed_together():
    minutes = adjusted_minutes()
    content = minutes.content | {"chair": "En annan"}
    past_the_guards(
        "UPDATE calendar_app_minutes SET sha256 = %s, content = jsonb_set(content, '{chair}', '\"En annan\"')",
        [checksum(content)],
    )

    assert "ordföranden är inte som i innehållet" in verified()[1]


def test_verify_minutes_names_content_that_is_not_whole():
    adjusted_minutes()
    past_the_guards("UPDATE calendar_app_minutes SET content = '{}'")

    assert "innehållet är inte helt" in verified()[1]

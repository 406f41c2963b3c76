"""Sending, taking back and adjusting minutes, and what is followed up."""

import datetime as dt
import hashlib

import pytest
from django.db import DatabaseError, transaction

from calendar_app.minutes.operations import (
    add_missing_items,
    add_paragraph,
    approve,
    approve_on_paper,
    send_for_adjustment,
    take_back,
)
from calendar_app.models import FollowUp, Paragraph, State
from committee.canonical import canonical_bytes
from committee.refusal import RefusedError
from tests.calendar_app.minutes.examples import (
    SENT,
    SIGNED,
    adjusted_minutes,
    called_meeting,
    draft_of,
    meeting_with_items,
    sent_minutes,
)
from tests.factories import PersonFactory
from tests.meeting_factories import AdjusterFactory, AgendaItemFactory

pytestmark = pytest.mark.django_db


def test_sending_needs_chair_adjuster_someone_present_and_a_paragraph():
    minutes = draft_of(called_meeting(), chair="")
    minutes.adjusters.all().delete()
    minutes.attendances.update(is_present=False)

    with pytest.raises(RefusedError) as refused:
        send_for_adjustment(minutes, SENT)

    assert str(refused.value) == (
        "Skriv vem som var ordförande. Välj minst en justerare. Kryssa i vilka som var närvarande. "
        "Protokollet har inga paragrafer. Lägg till minst en."
    )
    minutes.refresh_from_db()
    assert not minutes.is_sent


def test_sent_minutes_cannot_be_sent_or_written():
    minutes = sent_minutes()

    for operation in (
        lambda: send_for_adjustment(minutes, SENT),
        lambda: add_paragraph(minutes, Paragraph(title="Ny")),
        lambda: add_missing_items(minutes),
    ):
        with pytest.raises(RefusedError, match="Ta tillbaka det först"):
            operation()


def test_taking_back_clears_what_adjusters_have_said():
    minutes = sent_minutes()
    other = AdjusterFactory(minutes=minutes)
    approve_on_paper(other, SIGNED)

    take_back(minutes)

    minutes.refresh_from_db()
    assert not minutes.is_sent
    assert set(minutes.adjusters.values_list("adjusted_at", "is_on_paper")) == {(None, False)}
    minutes.paragraphs.update(decision="Något annat.")


@pytest.mark.parametrize("make", [adjusted_minutes, lambda: draft_of(meeting_with_items(["A"]))])
def test_taking_back_what_is_adjusted_or_a_draft_is_refused(make):
    minutes = make()
    before = minutes.sent_at

    with pytest.raises(RefusedError):
        take_back(minutes)

    minutes.refresh_from_db()
    assert minutes.sent_at == before


def test_minutes_are_adjusted_when_the_last_adjuster_has_approved():
    minutes = sent_minutes()
    other = AdjusterFactory(minutes=minutes)

    half = approve(minutes, minutes.adjusters.first().person, SIGNED)
    state_between = type(half.meeting).objects.get(pk=half.meeting_id).state
    whole = approve_on_paper(other, SIGNED + dt.timedelta(days=1))

    assert (half.is_adjusted, state_between) == (False, State.HELD)
    assert whole.adjusted_at == SIGNED + dt.timedelta(days=1)
    whole.refresh_from_db()
    assert whole.meeting.state == State.ADJUSTED
    assert whole.sha256 == hashlib.sha256(canonical_bytes(whole.content)).hexdigest()
    assert whole.meeting.changes.get(after="adjusted").changed_at == whole.adjusted_at


def test_content_holds_the_whole_minutes():
    minutes = adjusted_minutes(secret="19 kap. 3 § OSL", venue="Rådssalen")
    content = minutes.content
    meeting = minutes.meeting
    sund = minutes.adjusters.get().person

    assert content == {
        "format": 1,
        "meeting": {
            "id": meeting.pk,
            "name": "Vikarnas råd",
            "starts_on": "2017-02-02",
            "ends_on": "2017-02-02",
            "venue": "Rådssalen",
            "hosts": [],
        },
        "body": {"id": meeting.body_id, "name": "Vikarnas råd"},
        "chair": "Direktören i Sund",
        "secretary": "Sekreteraren",
        "opened_at": None,
        "closed_at": None,
        "sent_at": "2017-02-06T09:00:00+00:00",
        "adjusted_at": "2017-03-03T13:30:00+00:00",
        "attendance": content["attendance"],
        "paragraphs": content["paragraphs"],
        "adjusters": [
            {
                "person": {"id": sund.pk, "name": "Direktören i Sund"},
                "adjusted_at": "2017-03-03T13:30:00+00:00",
                "is_on_paper": False,
            }
        ],
    }
    assert [(row["name"], row["municipality"] and row["municipality"]["name"]) for row in content["attendance"]] == [
        ("Direktören i Näs", "Näs"),
        ("Direktören i Sund", "Sund"),
        ("Sekreteraren", None),
    ]
    assert [(row["role"], row["is_present"]) for row in content["attendance"]] == [
        ("member", False),
        ("member", True),
        ("other", False),
    ]
    taxan = minutes.paragraphs.last()
    assert content["paragraphs"][1] == {
        "id": taxan.pk,
        "section": 2,
        "item": 2,
        "title": "Taxan",
        "text": "Om Taxan.",
        "decision": "Ja till Taxan.",
        "ground": "19 kap. 3 § OSL",
        "follow_ups": [
            {
                "id": FollowUp.objects.get().pk,
                "task": "Räkna på Taxan",
                "municipality": None,
                "owner": "ekonomichefen",
                "due_on": "2017-03-01",
            }
        ],
    }


def test_only_adjusters_approve_and_only_once():
    minutes = sent_minutes()
    AdjusterFactory(minutes=minutes)
    person = minutes.adjusters.first().person
    approve(minutes, person, SIGNED)

    with pytest.raises(RefusedError, match="Du är inte justerare"):
        approve(minutes, PersonFactory(), SIGNED)
    with pytest.raises(RefusedError, match="har redan justerat"):
        approve(minutes, person, SIGNED + dt.timedelta(days=1))

    assert minutes.adjusters.get(person=person).adjusted_at == SIGNED


def test_draft_cannot_be_approved():
    minutes = draft_of(meeting_with_items(["A"]))

    with pytest.raises(RefusedError, match="taget tillbaka"):
        approve(minutes, minutes.adjusters.get().person, SIGNED)

    assert minutes.adjusters.get().adjusted_at is None


def test_nothing_is_stored_when_the_meeting_cannot_be_adjusted():
    minutes = sent_minutes()
    type(minutes.meeting).objects.filter(pk=minutes.meeting_id).update(state="adjusted")

    with pytest.raises(RefusedError):
        approve(minutes, minutes.adjusters.get().person, SIGNED)

    minutes.refresh_from_db()
    assert (minutes.is_adjusted, minutes.content, minutes.adjusters.get().adjusted_at) == (False, None, None)


def test_paragraph_is_added_last_or_after_another():
    minutes = draft_of(meeting_with_items(["Mötet öppnas", "Mötet avslutas"]))
    first = minutes.paragraphs.first()

    add_paragraph(minutes, Paragraph(title="Efter öppnandet"), after=first)
    add_paragraph(minutes, Paragraph(title="Allra sist"))

    assert [row.title for row in minutes.paragraphs.in_order()] == [
        "Mötet öppnas",
        "Efter öppnandet",
        "Mötet avslutas",
        "Allra sist",
    ]


def test_items_published_since_get_their_paragraphs():
    minutes = draft_of(meeting_with_items(["A"]))
    AgendaItemFactory(meeting=minutes.meeting, number=2, title="Sent ärende", is_late=True)

    added = add_missing_items(minutes)

    assert [row.title for row in added] == ["Sent ärende"]
    assert [row.title for row in minutes.paragraphs.in_order()] == ["A", "Sent ärende"]
    assert add_missing_items(minutes) == []


def test_adjuster_cannot_be_noted_in_a_draft_past_the_operations():
    minutes = draft_of(meeting_with_items(["A"]))

    with pytest.raises(DatabaseError, match="approves_what_is_sent"), transaction.atomic():
        minutes.adjusters.update(adjusted_at=SIGNED)

    assert minutes.adjusters.get().adjusted_at is None

"""What calendar programs are told of one meeting."""

import datetime as dt

import pytest
from django.db import connection

from calendar_app.models import Meeting, MeetingHost, State
from calendar_app.operations import Occurrence, give_day
from tests.calendar_app.subscribed import feeds_of, ids, sequence, the_event, uids
from tests.factories import (
    AT,
    MeetingChangeFactory,
    MeetingFactory,
    MeetingHostFactory,
    MeetingKindFactory,
    MunicipalityFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
LATER = dt.datetime(2017, 1, 16, 9, 0, tzinfo=dt.UTC)


def test_event_says_what_the_page_says(client):
    meeting = MeetingFactory(
        body__name="Rådet, norr",
        kind=MeetingKindFactory(name="Planeringsdag"),
        starts_on=dt.date(2017, 2, 2),
        starts_at=dt.time(12),
        ends_at=dt.time(15),
        venue="Stora salen",
    )
    for position, name in enumerate(["Sund", "Ålvik"], start=1):
        MeetingHostFactory(meeting=meeting, position=position, municipality__name=name)

    event = the_event(client, meeting)

    assert str(event["SUMMARY"]) == "Rådet, norr, planeringsdag"
    assert str(event["LOCATION"]) == "Stora salen, Sund och Ålvik"
    assert [str(name) for name in event["CATEGORIES"].cats] == ["Rådet, norr", "Planeringsdag"]
    assert str(event["URL"]) == f"http://testserver/kalender/sammantrade/{meeting.pk}/"
    assert str(event["DESCRIPTION"]).split("\n") == [
        "Mötet är planerat.",
        "Tid: torsdag 2 februari 2017, kl.\xa012.00–15.00",
        "Värdkommuner: Sund och Ålvik",
    ]
    assert event.start.isoformat() == "2017-02-02T12:00:00+01:00"
    assert event["DTSTAMP"].dt == AT


def test_moved_meeting_says_from_when(client):
    meeting = MeetingFactory()
    MeetingChangeFactory(meeting=meeting, what="date", before="1 mars 2017", after="2 mars 2017", changed_at=LATER)

    event = the_event(client, meeting)

    assert "Flyttat från 1 mars 2017." in str(event["DESCRIPTION"]).split("\n")
    assert event["LAST-MODIFIED"].dt == LATER


@pytest.mark.parametrize(
    ("state", "status"),
    [
        (State.TENTATIVE, "TENTATIVE"),
        (State.PLANNED, "CONFIRMED"),
        (State.CALLED, "CONFIRMED"),
        (State.HELD, "CONFIRMED"),
        (State.ADJUSTED, "CONFIRMED"),
        (State.CANCELLED, "CANCELLED"),
    ],
)
def test_status_follows_the_state(client, state, status):
    event = the_event(client, MeetingFactory(state=state, body__name="Rådet"))

    assert str(event["STATUS"]) == status
    assert str(event["SUMMARY"]) == ("Inställt: Rådet" if state == State.CANCELLED else "Rådet")
    assert str(event["DESCRIPTION"]).startswith(f"Mötet är {state.label}.")


def test_month_only_meeting_waits_for_its_day_and_keeps_its_id(client):
    meeting = MeetingHostFactory(meeting=MeetingFactory(month_only=True)).meeting
    addresses = feeds_of(meeting)
    before = [uids(client, address) for address in addresses]
    uid = ids(meeting)

    day = dt.date(2018, 3, 8)
    give_day(meeting, Occurrence(at=LATER), starts_on=day, ends_on=day, starts_at=None, ends_at=None)

    assert before == [[]] * 4
    assert [uids(client, address) for address in addresses] == [uid] * 4
    assert the_event(client, meeting).start == day
    assert sequence(client, meeting) > 0


def test_number_goes_up_however_the_meeting_is_changed(client):
    meeting = MeetingFactory()
    numbers = [sequence(client, meeting)]

    day = dt.date(2017, 5, 2)
    Meeting.objects.filter(pk=meeting.pk).update(starts_on=day, ends_on=day)
    numbers.append(sequence(client, meeting))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE calendar_app_meeting SET starts_on = '2017-05-01' WHERE id = %s", [meeting.pk])
    numbers.append(sequence(client, meeting))
    MeetingHost.objects.create(meeting=meeting, municipality=MunicipalityFactory())
    numbers.append(sequence(client, meeting))

    assert numbers == [0, 1, 2, 3]

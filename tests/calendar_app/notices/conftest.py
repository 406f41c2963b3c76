"""A meeting to call people to, and a database in which other processes see what a test writes."""

import datetime as dt

import pytest

from calendar_app.models import Delivery, Meeting
from calendar_app.notices.operations import call_meeting
from calendar_app.operations import Occurrence
from tests.factories import (
    AssignmentFactory,
    BodyFactory,
    CooperationFactory,
    MeetingFactory,
    MeetingHostFactory,
    MunicipalityFactory,
)
from tests.meeting_factories import AgendaItemFactory

TODAY = dt.date(2017, 1, 16)
AT = dt.datetime(2017, 1, 16, 9, 30, tzinfo=dt.UTC)
DONE = Occurrence(AT)
NAMES = ("Sund", "Näs", "Ålvik")


def later(minutes: int) -> dt.datetime:
    return AT + dt.timedelta(minutes=minutes)


def after(minutes: int) -> Occurrence:
    return Occurrence(later(minutes))


def member(meeting: Meeting, name: str, **values):
    """A person of a municipality, with an assignment in the meeting's body."""
    values = {"person__email": f"{name.lower()}@example.se".replace("å", "a").replace("ä", "a"), **values}
    municipality = MunicipalityFactory(name=name, slug=f"kommun-{name.lower()}")
    return AssignmentFactory(
        body=meeting.body, person__name=f"Direktör {name}", person__municipality=municipality, **values
    ).person


@pytest.fixture(autouse=True)
def portal(settings):
    settings.PORTAL_TODAY = TODAY
    settings.PORTAL_URL = "https://portal.example"
    settings.DEFAULT_FROM_EMAIL = "Kansliet <portalen@portal.example>"


def make_meeting(*, members: int = 3) -> Meeting:
    """A planned meeting on 2 February 2017 with a host, two draft items of which one is confidential, and members."""
    CooperationFactory(email="kansli@example.se", phone="08-123 45")
    meeting = MeetingFactory(
        body=BodyFactory(name="Rådet", slug="radet"),
        starts_on=dt.date(2017, 2, 2),
        starts_at=dt.time(12),
        ends_at=dt.time(15),
        venue="Stora salen",
        joining_link="https://mote.example/rum",
        agenda_audience="members",
    )
    MeetingHostFactory(meeting=meeting, municipality__name="Holmen", municipality__slug="holmen")
    AgendaItemFactory(meeting=meeting, draft=True, position=1, title="Budget {{ 7|add:1 }}")
    AgendaItemFactory(meeting=meeting, draft=True, position=2, title="Hemlig affär", ground="19 kap. 3 § OSL")
    for name in NAMES[:members]:
        member(meeting, name)
    return meeting


@pytest.fixture
def meeting(db) -> Meeting:
    return make_meeting()


@pytest.fixture
def called(meeting) -> Meeting:
    call_meeting(meeting, DONE, today=TODAY)
    Delivery.objects.update(status=Delivery.Status.SENT)
    meeting.refresh_from_db()
    return meeting

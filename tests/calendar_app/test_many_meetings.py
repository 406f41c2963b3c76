"""Five hundred meetings cost lists, the year's page and feeds as many queries as three do."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from calendar_app.models import Meeting, MeetingChange, MeetingHost, State
from tests.conftest import admin_address
from tests.factories import AT, BodyFactory, CooperationFactory, MunicipalityFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
ADDRESSES = [
    *("/", "/kalender/", "/kalender/2017/", "/organ/radet/", "/kommuner/sund/", "/kalender/flode.atom"),
    *("/kalender/alla.ics", "/kalender/alla.ics?ar=2017", "/kalender/organ/radet.ics", "/kalender/kommun/sund.ics"),
]


def fill(count: int) -> None:
    CooperationFactory()
    body = BodyFactory(name="Rådet", slug="radet")
    host = MunicipalityFactory(name="Sund", slug="sund")
    days = [dt.date(2017, 1, 17) + dt.timedelta(days=number % 300) for number in range(count)]
    meetings = Meeting.objects.bulk_create(
        Meeting(body=body, starts_on=day, ends_on=day, state=State.PLANNED, announced_at=AT) for day in days
    )
    MeetingHost.objects.bulk_create(MeetingHost(meeting=meeting, municipality=host) for meeting in meetings)
    MeetingChange.objects.bulk_create(
        MeetingChange(meeting=meeting, changed_at=AT, what="date", before="1 januari 2017", after="senare")
        for meeting in meetings
    )


def costs(client: Client, addresses: list[str]) -> dict[str, int]:
    counted = {}
    for address in addresses:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counted[address] = len(queries)
    return counted


@pytest.mark.parametrize("count", [3, 500])
def test_public_pages_and_feeds_cost_the_same(client, count):
    fill(count)

    assert costs(client, ADDRESSES) == {
        "/": 8,
        "/kalender/": 7,
        "/kalender/2017/": 7,
        "/organ/radet/": 10,
        "/kommuner/sund/": 7,
        "/kalender/flode.atom": 3,
        "/kalender/alla.ics": 3,
        "/kalender/alla.ics?ar=2017": 3,
        "/kalender/organ/radet.ics": 4,
        "/kalender/kommun/sund.ics": 4,
    }


@pytest.mark.parametrize("count", [3, 500])
def test_desk_and_planning_cost_the_same(desk, count):
    fill(count)
    index, changelist = reverse("admin:index"), admin_address(Meeting, "changelist")
    planning = f"{reverse('calendar:year-planning')}?organ=radet&ar=2018"

    assert costs(desk, [index, changelist, planning]) == {index: 29, changelist: 15, planning: 17}

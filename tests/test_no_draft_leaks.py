"""Nothing of a draft reaches the public on any page or feed; and the test that says so goes red for every door."""

import datetime as dt
import inspect
import json
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Permission
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from calendar_app import checking, feeds, models, secretariat, views
from calendar_app.models import change
from committee.admin import base, organisation
from committee.models import Body, Municipality
from sodertorn import views as top
from tests.conftest import admin_address
from tests.factories import (
    BodyFactory,
    CooperationFactory,
    HostTurnFactory,
    MeetingChangeFactory,
    MeetingFactory,
    MeetingHostFactory,
    MembershipFactory,
    MunicipalityFactory,
    PlanEditionFactory,
    PlanFactory,
    UserFactory,
    edition_content,
)
from tests.leaks import Door, doors, without

pytestmark = pytest.mark.django_db
SECRET = "hemli"
SECRET_YEAR = 2077

# Doors to what has no drafts (the cooperation, decided editions), or that only adopted rows pass anyhow.
WITHOUT_DRAFTS = ("Cooperation.objects.visible_to", "PlanEdition.objects.visible_to", ".adopted()")
# Doors to agendas: test_no_agenda_leaks.py.
TO_AGENDAS = ("Minutes.objects.visible_to", "Document.objects.visible_to")


@pytest.fixture(autouse=True)
def drafts(settings):
    """A small portal in which everything that can be a draft has one, with a word in it that no public page has."""
    settings.PORTAL_TODAY = dt.date(2017, 1, 16)
    CooperationFactory()
    body = BodyFactory(name="Rådet", slug="radet")
    plan = PlanFactory(year=2017)
    duty = {"minimum_meetings": 3, "period_years": 1, "node": None}
    row = {"slug": "radet", "name": "Rådet", "short_name": "Rådet", "prepares": None, "duty": duty}
    content = edition_content(plan, decided_on=dt.date(2016, 12, 8)) | {
        "bodies": [row],
        "promises": [{"kind": "hosts", "body": "radet", "preparer": "", "node": None}],
    }
    PlanEditionFactory(plan=plan, content=content)
    host = MunicipalityFactory(name="Sund", slug="sund")
    MembershipFactory(municipality=host)
    first, shown = (MeetingFactory(body=body, starts_on=dt.date(2017, month, 2)) for month in (2, 4))
    MeetingHostFactory(meeting=shown, municipality=host)
    MeetingHostFactory(meeting=first, municipality=host)

    hidden_body = BodyFactory(draft=True, name="Hemligt råd", slug="hemligt-rad", prepares=body)
    body.prepares = BodyFactory(draft=True, name="Hemlig nämnd", slug="hemlig-namnd")
    body.save()
    hidden_host = MunicipalityFactory(draft=True, name="Hemliga kommunen", slug="hemliga-kommunen")
    MembershipFactory(municipality=hidden_host)
    former = MunicipalityFactory(draft=True, name="Hemliga förra", slug="hemliga-forra")
    for starts_on in (dt.date(2016, 12, 1), dt.date(2017, 3, 2), dt.date(2017, 12, 2), dt.date(SECRET_YEAR, 1, 5)):
        draft = MeetingFactory(draft=True, body=body, title="Hemligt möte", starts_on=starts_on, venue="Hemlig sal")
        MeetingHostFactory(meeting=draft, municipality=host)
        MeetingHostFactory(meeting=draft, municipality=former, position=2)
        MeetingChangeFactory(
            meeting=draft, what="date", before="hemliga dagen", after="en annan", reason="hemligt skäl"
        )
    MeetingFactory(draft=True, body=hidden_body, title="Hemligt möte", starts_on=dt.date(2017, 1, 20))
    MeetingFactory(draft=True, body=hidden_body, month_only=True, title="Hemlig månad")
    HostTurnFactory(draft=True, body=body, year=2018, municipality=hidden_host)
    HostTurnFactory(draft=True, body=body, year=None, position=1, municipality=hidden_host)
    HostTurnFactory(draft=True, body=hidden_body, year=2019, municipality=host)


def addresses() -> list[str]:
    """Every public address with rows in it, those of the drafts too."""
    meetings = models.Meeting.objects.values_list("pk", flat=True)
    slugs = ["radet", "hemligt-rad", "hemlig-namnd"]
    places = ["sund", "hemliga-kommunen", "hemliga-forra"]
    return [
        *("/", "/kalender/", "/kalender/2017/", f"/kalender/{SECRET_YEAR}/", "/kalender/prenumerera/"),
        *("/organ/", "/kommuner/", "/om/", "/kalender/alla.ics", "/kalender/alla.ics?ar=2017"),
        *(f"/kalender/alla.ics?ar={SECRET_YEAR}", "/kalender/flode.atom"),
        *(f"/kalender/sammantrade/{pk}{end}" for pk in meetings for end in ("/", ".ics")),
        *(f"/organ/{slug}/" for slug in slugs),
        *(f"/kalender/organ/{slug}.ics" for slug in slugs),
        *(f"/kalender/?organ={slug}" for slug in slugs),
        *(f"/kommuner/{slug}/" for slug in places),
        *(f"/kalender/kommun/{slug}.ics" for slug in places),
        *(f"/kalender/?kommun={slug}" for slug in places),
    ]


def leaks(client: Client) -> Iterator[str]:
    """What an anonymous reader gets to know of the drafts: a word, an address that answers, or a number that tells."""
    client.raise_request_exception = False
    for address in addresses():
        response = client.get(address)
        told = response.content.decode().lower() + json.dumps(dict(response.headers)).lower()
        told = told.replace("\r\n ", "")
        if SECRET in told or (str(SECRET_YEAR) in told and str(SECRET_YEAR) not in address):
            yield address
        if response.status_code == 200 and SECRET in address:
            yield f"{address} answers"
        if response.status_code >= 500:
            yield f"{address} breaks"  # on a draft that it isn't made for
    if "2 av minst 3 sammanträden" not in client.get("/organ/radet/").content.decode():
        yield "a promise counts drafts"
    if "görs i ett organ." not in client.get("/om/").content.decode():
        yield "drafts are counted as bodies"
    if "ordningen" in client.get("/organ/radet/").content.decode():
        yield "a promise knows a rota that is a draft"


def test_no_draft_leaks_anywhere(client):
    assert list(leaks(client)) == []


def opens_to_drafts(door: Door) -> bool:
    line = inspect.getsource(door.module).splitlines()[door.line - 1]
    return not any(words in line for words in WITHOUT_DRAFTS + TO_AGENDAS)


SURFACES = (views, feeds, top, checking, change)
ALL_DOORS = [door for module in SURFACES for door in doors(module) if door.function != "broken_by"]  # the desk's
DOORS = [door for door in ALL_DOORS if opens_to_drafts(door)]


@pytest.mark.parametrize("door", DOORS, ids=str)
def test_leak_is_seen_when_a_door_is_taken_out(client, door):
    with without(door):
        assert next(leaks(client), None)


def test_doors_are_found():
    assert len(DOORS) > 25
    assert {door.module for door in DOORS} == set(SURFACES)


# --- Staff outside the secretariat: rights to the calendar in the admin, but no draft --------------------------------


@pytest.fixture
def staff(client) -> Client:
    user = UserFactory(username="vikarie", is_staff=True)
    names = ("view_meeting", "change_meeting", "add_meeting", "view_body", "view_hostturn", "view_municipality")
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    return client


def staff_leaks(client: Client) -> list[str]:
    """What such a person gets to know in the admin and on the secretariat's pages."""
    client.raise_request_exception = False
    lists = [admin_address(model, "changelist") for model in (models.Meeting, Body, models.HostTurn, Municipality)]
    pages = [page for pk in models.Meeting.objects.values_list("pk", flat=True) for page in pages_of(pk)]
    planning = reverse("calendar:year-planning")
    plans = [f"{planning}?organ={slug}&ar={year}" for slug in ("radet", "hemligt-rad") for year in (2017, 2018)]
    looked_up = {"app_label": "calendar_app", "model_name": "meeting", "field_name": "body", "term": "emlig"}
    answers = {address: client.get(address) for address in [*lists, *pages, planning, *plans, reverse("admin:index")]}
    answers["autocomplete"] = client.get(reverse("admin:autocomplete"), looked_up)
    return [address for address, answer in answers.items() if tells(address, answer)]


def pages_of(pk: int) -> list[str]:
    return [
        admin_address(models.Meeting, "change", pk),
        reverse("calendar:meeting-state", args=[pk, "planned"]),
        reverse("calendar:meeting-day", args=[pk]),
    ]


def tells(address: str, answer: HttpResponse) -> bool:
    told = answer.content.decode().lower().replace(address.lower(), "").replace("hemligt-rad", "")
    return answer.status_code >= 500 or SECRET in told or str(SECRET_YEAR) in told


STAFF_SURFACES = (base, organisation, secretariat)
STAFF_DOORS = [door for module in STAFF_SURFACES for door in doors(module)]


def test_no_draft_leaks_to_staff_outside_the_secretariat(staff):
    assert staff_leaks(staff) == []


@pytest.mark.parametrize("door", STAFF_DOORS, ids=str)
def test_leak_to_staff_is_seen_when_a_door_is_taken_out(staff, door):
    with without(door):
        assert staff_leaks(staff) != []

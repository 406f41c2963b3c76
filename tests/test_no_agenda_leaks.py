"""Nothing of an agenda, document or minutes reaches one it isn't for; and the test goes red for every door."""

import datetime as dt
import inspect
import io
import json
import zipfile
from collections.abc import Iterator

import pikepdf
import pytest
from django.contrib.auth.models import Permission, User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from calendar_app import news, views
from calendar_app.agenda import forms as agenda_forms
from calendar_app.agenda import reading as agenda_reading
from calendar_app.agenda import secretariat as agenda_pages
from calendar_app.agenda import views as agenda_views
from calendar_app.documents import forms as document_forms
from calendar_app.documents import packing
from calendar_app.documents import secretariat as document_pages
from calendar_app.documents import views as document_views
from calendar_app.member import feeds as member_feeds
from calendar_app.member import reading as member_reading
from calendar_app.member import views as member_views
from calendar_app.member.subscriptions import make_subscription
from calendar_app.minutes import reading as minutes_reading
from calendar_app.minutes import secretariat as minutes_pages
from calendar_app.minutes import views as minutes_views
from calendar_app.models import (
    AgendaItem,
    Document,
    Meeting,
    Minutes,
    agenda,
    document,
    follow_up,
    minutes,
)
from committee.models import Person
from sodertorn import views as top
from tests.calendar_app.documents.pdf_text import page_text
from tests.factories import (
    AT,
    UserFactory,
)
from tests.hidden_agendas import COMMITMENT, GROUND, fill_portal
from tests.leaks import Door, doors, without

pytestmark = pytest.mark.django_db
SECRET = "hemli"


@pytest.fixture(autouse=True)
def portal(settings):
    settings.PORTAL_TODAY = dt.date(2017, 1, 16)
    fill_portal()


def addresses() -> list[str]:
    meetings = Meeting.objects.values_list("pk", flat=True)
    pages = [f"/kalender/sammantrade/{pk}{end}" for pk in meetings for end in ("/", ".ics", "/protokoll/")]
    documents = [
        f"/handlingar/{uuid}/{end}"
        for uuid in Document.objects.values_list("uuid", flat=True)
        for end in ("", "versioner/")
    ]
    return [
        *("/", "/kalender/", "/kalender/2017/", "/organ/radet/", "/kommuner/sund/", "/kalender/alla.ics"),
        *("/kalender/flode.atom", f"/verksamhetsplan/2017/atagande/{COMMITMENT}/", "/mina-sidor/"),
        *pages,
        *documents,
    ]


def packages() -> list[str]:
    meetings = Meeting.objects.filter(body__slug="radet", starts_on__gte=dt.date(2017, 2, 1))
    return [
        f"/kalender/sammantrade/{pk}/handlingar.{kind}"
        for pk in meetings.values_list("pk", flat=True)
        for kind in ("zip", "pdf")
    ]


def told(response: HttpResponse) -> str:
    """All that an answer says: headers, and the words in pages, archives and PDFs."""
    content = response.getvalue()
    if content.startswith(b"PK"):
        archive = zipfile.ZipFile(io.BytesIO(content))
        words = " ".join(archive.namelist()) + " ".join(words_in(archive.read(name)) for name in archive.namelist())
    else:
        words = words_in(content)
    return (words + json.dumps(dict(response.headers))).lower().replace("\r\n ", "")


def words_in(content: bytes) -> str:
    if not content.startswith(b"%PDF"):
        return content.decode(errors="replace")
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return " ".join(page_text(page) for page in pdf.pages)
    except pikepdf.PdfError:
        return content.decode(errors="replace")


def leaks(client: Client) -> Iterator[str]:
    """What the public, and then a member of another body, get to know, one leak at a time."""
    client.raise_request_exception = False
    client.logout()
    yield from leaks_at(client, addresses())
    yield from (url for url in hidden_files() if client.head(url).status_code == 200)
    yield from hints(client)
    yield from leaks_to_member(client)
    yield from leaks_at(client, [*addresses(), *packages()])


def leaks_to_member(client: Client) -> Iterator[str]:
    """What stands on the pages that a member has of their own; the client is theirs afterwards."""
    client.raise_request_exception = False
    client.force_login(User.objects.get(username="utomstaende"))
    page = client.get("/mina-sidor/").content.decode()
    yield from (words for words in ("nya ärenden", "nya handlingar", "ändrat sedan") if words in page)
    secret = make_subscription(Person.objects.get(name="Utomstående"), at=AT)
    yield from leaks_at(client, ["/mina-sidor/", f"/kalender/min/{secret}.ics"])


def leaks_at(client: Client, wanted: list[str]) -> Iterator[str]:
    for address in wanted:
        response = client.get(address)
        if response.status_code >= 500 or SECRET in told(response):
            yield address


def hidden_files() -> set[str]:
    """The addresses of the documents that the public doesn't get."""
    return {document.get_absolute_url() for document in Document.objects.exclude(title="Öppen handling")}


def hints(client: Client) -> Iterator[str]:
    """Links to minutes that are no more than a draft, and to meetings that aren't for everyone."""
    rows = [*Minutes.objects.filter(adjusted_at=None), *Meeting.objects.exclude(audience="public")]
    pages = "".join(pages_of(client))
    yield from (str(row) for row in rows if row.get_absolute_url() in pages)


def pages_of(client: Client) -> list[str]:
    meetings = Meeting.objects.values_list("pk", flat=True)
    return [client.get(f"/kalender/sammantrade/{pk}/").content.decode() for pk in meetings]


def test_nothing_of_an_agenda_leaks(client):
    assert list(leaks(client)) == []
    meeting = Meeting.objects.get(starts_on=dt.date(2017, 2, 2))
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "Öppen handling" in page
    assert f"Grund: {GROUND}" in page
    assert "Räkna broar" in client.get("/mina-sidor/").content.decode()


SURFACES = (
    *(agenda_reading, agenda_views, document_views, packing, member_feeds, member_reading, member_views),
    *(minutes_reading, minutes_views, news, agenda, document, follow_up, minutes),
)
# Doors with another behind them: what they ask for has been asked for already, or is asked for in the next line.
BEHIND_ANOTHER = {
    *("calendar_app.documents.views:meeting_package", "calendar_app.documents.packing:latest_versions"),
    *("calendar_app.models.minutes:withheld_from", "calendar_app.agenda.views:commitment_detail:editions"),
    *("calendar_app.minutes.reading:entries_of:follow_ups", "calendar_app.documents.views:document_versions:versions"),
    "calendar_app.member.reading:with_news:changes",
}
TO_AGENDAS = ("Minutes.objects.visible_to", "Document.objects.visible_to")


def line_of(door: Door) -> str:
    return inspect.getsource(door.module).splitlines()[door.line - 1].strip()


def is_alone(door: Door) -> bool:
    function = f"{door.module.__name__}:{door.function}"
    return not {function, f"{function}:{line_of(door).split(' ')[0]}"} & BEHIND_ANOTHER


DOORS = [door for module in SURFACES for door in doors(module) if is_alone(door)]
DOORS += [
    door for module in (views, top) for door in doors(module) if any(word in line_of(door) for word in TO_AGENDAS)
]


@pytest.mark.parametrize("door", DOORS, ids=str)
def test_leak_is_seen_when_a_door_is_taken_out(client, door: Door):
    with without(door):
        is_of_member = door.module in (member_feeds, member_reading, member_views)
        assert next(leaks_to_member(client) if is_of_member else leaks(client), None)


def test_doors_are_found():
    assert len(DOORS) > 25


# --- Staff outside the secretariat: rights to agendas in the admin, but no more to read than the public ---------------


@pytest.fixture
def staff(client) -> Client:
    user = UserFactory(username="vikarie", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="calendar_app"))
    client.force_login(user)
    client.raise_request_exception = False
    return client


def staff_leaks(client: Client) -> Iterator[str]:
    """What such a person gets to know on the secretariat's pages."""
    meetings = Meeting.objects.values_list("pk", flat=True)
    names = ("meeting-agenda", "item-add", "document-add", "meeting-notices", "meeting-minutes")
    pages = [reverse(f"calendar:{name}", args=[pk]) for pk in meetings for name in names]
    pages += [reverse("calendar:item-change", args=[pk]) for pk in AgendaItem.objects.values_list("pk", flat=True)]
    pages += [reverse("calendar:document-change", args=[pk]) for pk in Document.objects.values_list("pk", flat=True)]
    pages += [reverse("admin:calendar_app_followup_changelist"), reverse("admin:index")]
    yield from leaks_at(client, pages)
    for item in AgendaItem.objects.filter(title__startswith="Hemligt"):
        button = {"do": "restore", "item": item.pk}
        response = client.post(reverse("calendar:meeting-agenda", args=[item.meeting_id]), button, follow=True)
        if SECRET in told(response):
            yield f"a button for {item}"


STAFF_DOORS = [
    door
    for module in (agenda_forms, agenda_pages, document_forms, document_pages, minutes_pages)
    for door in doors(module)
]


def test_nothing_of_an_agenda_leaks_to_staff_outside_the_secretariat(staff):
    assert list(staff_leaks(staff)) == []


@pytest.mark.parametrize("door", STAFF_DOORS, ids=str)
def test_leak_to_staff_is_seen_when_a_door_is_taken_out(staff, door: Door):
    with without(door):
        assert next(staff_leaks(staff), None)

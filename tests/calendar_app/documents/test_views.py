"""A file is answered by one view, that asks first who reads."""

import datetime as dt
import hashlib
import io
import zipfile

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from calendar_app.models import AgendaItem
from tests.calendar_app.documents.files import pdf_bytes
from tests.factories import AssignmentFactory, MeetingFactory, PersonFactory, UserFactory
from tests.meeting_factories import AgendaItemFactory, DocumentFactory, DocumentVersionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
CONTENT = b"%PDF-1.7 0123456789"


@pytest.fixture
def document():
    return DocumentFactory(title="Bilaga", version__content=CONTENT, version__name="Bilaga å.pdf")


def fetch(client, address, **headers):
    """An answer whose file is read to its end, which closes it."""
    response = client.get(address, headers=headers)
    response.body = response.getvalue()
    return response


def test_file_is_a_download_that_can_run_nothing(client, document):
    response = fetch(client, document.get_absolute_url())

    assert (response.status_code, response.body) == (200, CONTENT)
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == "attachment; filename*=utf-8''Bilaga%20%C3%A5.pdf"
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response.headers["Content-Length"] == str(len(CONTENT))
    assert response.headers["ETag"] == f'"{hashlib.sha256(CONTENT).hexdigest()}"'
    assert response.headers["Cache-Control"] == "public, no-cache"
    assert not response.cookies


@pytest.mark.parametrize(
    ("asked", "status", "content", "content_range"),
    [
        ("bytes=0-3", 206, b"%PDF", "bytes 0-3/19"),
        ("bytes=-4", 206, b"6789", "bytes 15-18/19"),
        ("bytes=9-", 206, b"0123456789", "bytes 9-18/19"),
        ("bytes=0-1,4-5", 200, CONTENT, None),
        ("rader=1-2", 200, CONTENT, None),
        ("bytes=99-", 416, b"", "bytes */19"),
    ],
)
def test_part_of_a_file_is_sent_when_asked_for(client, document, asked, status, content, content_range):
    response = fetch(client, document.get_absolute_url(), range=asked)

    assert (response.status_code, response.body) == (status, content)
    assert response.headers.get("Content-Range") == content_range
    assert "sandbox" in response.headers["Content-Security-Policy"]


def test_part_of_another_version_than_the_reader_has_is_the_whole(client, document):
    headers = {"range": "bytes=0-3", "if-range": '"annan"'}

    assert fetch(client, document.get_absolute_url(), **headers).body == CONTENT


def test_head_tells_the_length_and_sends_nothing(client, document):
    response = client.head(document.get_absolute_url())

    assert (response.headers["Content-Length"], response.content) == (str(len(CONTENT)), b"")


def test_file_that_the_reader_has_is_not_sent_again(client, document):
    etag = fetch(client, document.get_absolute_url()).headers["ETag"]

    assert fetch(client, document.get_absolute_url(), **{"if-none-match": etag}).status_code == 304


def test_hidden_file_is_not_found_even_by_who_knows_its_etag(client, document):
    etag = fetch(client, document.get_absolute_url()).headers["ETag"]
    type(document.meeting).objects.update(agenda_audience="members")
    missing = fetch(client, "/handlingar/00000000-0000-4000-8000-000000000000/")

    for headers in ({}, {"if-none-match": etag}, {"if-none-match": "*"}, {"range": "bytes=0-3"}):
        hidden = fetch(client, document.get_absolute_url(), **headers)
        assert (hidden.status_code, hidden.body) == (404, missing.body)
        assert "ETag" not in hidden.headers


def member(client, body, **values):
    user = UserFactory()
    AssignmentFactory(body=body, person=PersonFactory(user=user), **values)
    client.force_login(user)


def test_members_file_is_kept_out_of_caches(client):
    document = DocumentFactory(meeting__agenda_audience="members")
    assert fetch(client, document.get_absolute_url()).status_code == 404

    member(client, document.meeting.body)
    response = fetch(client, document.get_absolute_url())

    assert response.status_code == 200
    assert {"private", "no-store"} <= set(response.headers["Cache-Control"].replace(" ", "").split(","))


def test_right_to_a_file_ends_with_the_assignment(client, settings):
    document = DocumentFactory(meeting__agenda_audience="members")
    member(client, document.meeting.body, ends_on=dt.date(2017, 1, 16))
    assert fetch(client, document.get_absolute_url()).status_code == 200

    settings.PORTAL_TODAY = dt.date(2017, 1, 17)

    assert fetch(client, document.get_absolute_url()).status_code == 404


def test_latest_version_is_sent_and_the_earlier_have_their_own_addresses(client, document):
    later = DocumentVersionFactory(document=document, number=2, content=b"%PDF- ny")

    assert fetch(client, document.get_absolute_url()).body == b"%PDF- ny"
    assert fetch(client, f"/handlingar/{document.uuid}/1/").body == CONTENT
    assert fetch(client, later.get_absolute_url()).body == b"%PDF- ny"
    assert fetch(client, f"/handlingar/{document.uuid}/3/").status_code == 404


def test_versions_page_shows_what_is_known(client, document):
    page = fetch(client, reverse("calendar:document-versions", args=[document.uuid])).content.decode()

    assert hashlib.sha256(CONTENT).hexdigest() in page
    assert "9 januari 2017" in page
    type(document).objects.update(audience="members")
    assert fetch(client, reverse("calendar:document-versions", args=[document.uuid])).status_code == 404


def test_post_is_refused(client, document):
    assert client.post(document.get_absolute_url()).status_code == 405


# --- The whole meeting in one piece -----------------------------------------------------------------------------------


@pytest.fixture
def meeting():
    """Two items, one of them confidential, each with a PDF of two pages."""
    meeting = MeetingFactory(agenda_audience="public", body__name="Rådet")
    for number, title, ground in ((1, "Vägar", ""), (2, "Hemligt ärende", "19 kap. 3 § OSL")):
        item = AgendaItemFactory(meeting=meeting, number=number, title=title, ground=ground, text="Om saken.")
        document = DocumentFactory(meeting=meeting, item=item, title=f"Bilaga till {title}", version=False)
        pdf = pdf_bytes(pages=2)
        DocumentVersionFactory(
            document=document, file=ContentFile(pdf, name="x.pdf"), size=len(pdf), name=f"{title}.pdf"
        )
    return meeting


def names_in(response) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(response.body)).namelist()


def test_package_holds_what_the_reader_may_read(client, meeting):
    address = reverse("calendar:meeting-zip", args=[meeting.pk])
    public = names_in(fetch(client, address))
    pdf = fetch(client, reverse("calendar:meeting-package", args=[meeting.pk])).body
    pages = len(pikepdf.open(io.BytesIO(pdf)).pages)

    member(client, meeting.body)
    mine = fetch(client, reverse("calendar:meeting-package", args=[meeting.pk]))

    assert "Hemligt" not in str(public)
    assert any("Hemligt ärende.pdf" in name for name in names_in(fetch(client, address)))
    assert len(pikepdf.open(io.BytesIO(mine.body)).pages) > pages
    assert "private" in mine.headers["Cache-Control"]


def test_package_is_made_once_and_again_when_something_changes(client, meeting, media):
    address = reverse("calendar:meeting-package", args=[meeting.pk])
    first = fetch(client, address)
    again = fetch(client, address, **{"if-none-match": first.headers["ETag"]})

    assert (first.status_code, again.status_code) == (200, 304)
    assert first.headers["Content-Disposition"].startswith('attachment; filename="radet-2017-')
    assert len(list((media / "packages").rglob("*.pdf"))) == 1
    AgendaItem.objects.filter(meeting=meeting, number=1).update(text="Andra ord.")
    edited = fetch(client, address, **{"if-none-match": first.headers["ETag"]})
    assert edited.status_code == 200
    DocumentFactory(meeting=meeting, title="Ny handling", version__content=b"%PDF- trasig")
    changed = fetch(client, address, **{"if-none-match": first.headers["ETag"]})
    assert changed.status_code == 200
    assert len({answer.headers["ETag"] for answer in (first, edited, changed)}) == 3


def test_package_of_a_meeting_without_agenda_is_not_found(client, meeting):
    address = reverse("calendar:meeting-package", args=[meeting.pk])
    type(meeting).objects.update(agenda_audience="members")

    assert fetch(client, address).status_code == 404
    assert fetch(client, reverse("calendar:meeting-zip", args=[MeetingFactory().pk])).status_code == 404

"""The secretary uploads real files, says what they are, and is told what is wrong with the others."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from calendar_app.models import Document, DocumentVersion, State
from tests.calendar_app.documents import files
from tests.factories import MeetingFactory, UserFactory
from tests.meeting_factories import AgendaItemFactory, DocumentFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]


def add_address(meeting) -> str:
    return reverse("calendar:document-add", args=[meeting.pk])


def change_address(document) -> str:
    return reverse("calendar:document-change", args=[document.pk])


def typed(content: bytes, name: str = "Bilaga.pdf", **values) -> dict:
    known = {"title": "", "item": "", "audience": "public", "language": "", "origin": "drawn_up"}
    file = SimpleUploadedFile(name, content, content_type="text/html")  # what a browser says is not believed
    return known | {"dated_on": "2017-01-12", "file": file} | values


def errors(response) -> str:
    forms = [response.context["form"], response.context.get("version_form")]
    return " ".join(str(form.errors) for form in forms if form is not None)


@pytest.mark.parametrize(
    ("make", "format", "pages"),
    [
        (files.pdf_bytes, "pdf", 2),
        (files.docx_bytes, "docx", None),
        (files.xlsx_bytes, "xlsx", 2),
        (files.pptx_bytes, "pptx", 3),
        (files.odt_bytes, "odt", 4),
        (files.ods_bytes, "ods", 2),
        (files.png_bytes, "png", 1),
        (files.jpeg_bytes, "jpeg", 1),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_each_format_is_taken_for_what_it_is(desk, make, format, pages):
    meeting = MeetingFactory()

    response = desk.post(add_address(meeting), typed(make(), name="vad som helst.html"))

    assert response.url == reverse("calendar:meeting-agenda", args=[meeting.pk])
    version = DocumentVersion.objects.get()
    assert (version.format, version.document.title, version.document.is_draft) == (format, "vad som helst", True)
    assert version.pages == pages or pages is None


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Filen är tom."),
        (b"<!doctype html><script>alert(1)</script>", "Filen är en webbsida (HTML)."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Filen är en SVG-bild."),
        (b"%PDF-1.7 trasig", "skadad"),
        (b"x" * (25 * 1024 * 1024 + 1), "högst 25"),
        (files.locked_pdf_bytes(""), "lösenord"),
        (files.old_office_bytes("EncryptedPackage"), "lösenord"),
    ],
    ids=["empty", "html", "svg", "damaged", "too large", "locked pdf", "locked office"],
)
def test_other_files_are_refused_with_the_reason_and_nothing_is_kept(desk, media, content, words):
    response = desk.post(add_address(MeetingFactory()), typed(content))

    assert response.status_code == 200
    assert words in errors(response)
    assert not Document.objects.exists()
    assert not list(media.rglob("*"))


def test_what_is_typed_is_kept_when_the_file_is_refused(desk):
    response = desk.post(
        add_address(MeetingFactory()), typed(b"<html>", title="Min rubrik", registration_number="7/17")
    )

    page = response.content.decode()
    assert 'value="Min rubrik"' in page
    assert 'value="7/17"' in page


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../../etc/passwd", "passwd.pdf"),
        ("a" * 400 + ".pdf", "a" * 120 + ".pdf"),
        ("faktura\u202efdp.exe", "fakturafdp.pdf"),
        ("<script>.pdf", "script.pdf"),
    ],
)
def test_hostile_names_are_made_safe(desk, name, shown):
    desk.post(add_address(MeetingFactory()), typed(files.pdf_bytes(), name=name))

    assert DocumentVersion.objects.get().name == shown


def test_language_in_the_file_is_proposed_when_none_is_chosen(desk):
    meeting = MeetingFactory()
    desk.post(add_address(meeting), typed(files.pdf_bytes(language="en-GB")))
    desk.post(add_address(meeting), typed(files.pdf_bytes(pages=3, language="sv"), language="fi"))

    assert list(Document.objects.order_by("pk").values_list("language", flat=True)) == ["en", "fi"]


def test_all_that_is_said_of_a_document_is_saved(desk, secretary):
    item = AgendaItemFactory()
    values = {
        "item": item.pk,
        "title": "Yttrande",
        "audience": "members",
        "origin": "received",
        "registration_number": "KS 2017/12",
        "is_accessible": "no",
    }

    desk.post(add_address(item.meeting), typed(files.pdf_bytes(), **values))

    document = Document.objects.get()
    assert {name: getattr(document, name) for name in ("title", "audience", "origin", "registration_number")} == {
        name: values[name] for name in ("title", "audience", "origin", "registration_number")
    }
    assert (document.item, document.is_accessible, document.dated_on) == (item, False, dt.date(2017, 1, 12))
    assert document.versions.get().uploaded_by == secretary


def test_item_of_another_meeting_is_not_a_choice(desk):
    response = desk.post(add_address(MeetingFactory()), typed(files.pdf_bytes(), item=AgendaItemFactory().pk))

    assert "item" in response.context["form"].errors
    assert not Document.objects.exists()


def test_item_in_the_address_is_chosen_from_the_start(desk):
    item = AgendaItemFactory()
    page = desk.get(f"{add_address(item.meeting)}?arende={item.pk}").content.decode()

    assert f'<option value="{item.pk}" selected>' in page
    assert desk.get(f"{add_address(item.meeting)}?arende=x").status_code == 200


def test_document_is_changed(desk):
    document = DocumentFactory(is_accessible=True)
    page = desk.get(change_address(document)).content.decode()
    assert '<option value="yes" selected>' in page

    values = typed(b"") | {"title": "Nytt namn", "is_accessible": "", "do": "save"}
    desk.post(change_address(document), values)

    document.refresh_from_db()
    assert (document.title, document.is_accessible) == ("Nytt namn", None)


def test_new_version_is_uploaded_or_refused(desk):
    document = DocumentFactory(meeting__state=State.CALLED)
    content = files.pdf_bytes()
    file = SimpleUploadedFile("ny.pdf", content)
    page = desk.post(change_address(document), {"do": "version", "file": SimpleUploadedFile("x", b"<html>")})
    assert "webbsida" in errors(page)

    desk.post(change_address(document), {"do": "version", "file": file})

    assert list(document.versions.values_list("number", "is_late")) == [(1, False), (2, True)]
    again = SimpleUploadedFile("igen.pdf", content)
    page = desk.post(change_address(document), {"do": "version", "file": again}, follow=True)
    assert "densamma som version 2" in page.content.decode()


def test_draft_is_removed_and_published_is_not(desk):
    draft, published = DocumentFactory(draft=True), DocumentFactory()

    desk.post(change_address(draft), {"do": "remove"})
    page = desk.post(change_address(published), {"do": "remove"}, follow=True)

    assert "kan inte tas bort" in page.content.decode()
    assert set(Document.objects.all()) == {published}


@pytest.mark.parametrize("values", [{}, {"is_staff": True}])
def test_pages_are_the_secretariats(client, values):
    document = DocumentFactory()
    client.force_login(UserFactory(**values))

    for address in (add_address(document.meeting), change_address(document)):
        assert client.get(address).status_code == (403 if values else 302)
        assert client.post(address, {"do": "remove"}).status_code == (403 if values else 302)


@pytest.mark.parametrize("count", [1, 3])
def test_document_page_costs_the_same_for_any_length(desk, django_assert_num_queries, count):
    document = DocumentFactory()
    AgendaItemFactory.create_batch(count, meeting=document.meeting)

    with django_assert_num_queries(11):
        assert desk.get(change_address(document)).status_code == 200

"""Files are kept as they came, under names that say nothing, and every version stays."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import ProgrammingError, connection, transaction

from calendar_app.documents.content import inspect
from calendar_app.documents.operations import Upload, add_document, add_version, remove_document
from calendar_app.models import Document, DocumentVersion, State
from calendar_app.operations import Occurrence
from committee.refusal import RefusedError
from tests.calendar_app.documents.files import pdf_bytes
from tests.factories import AT, MeetingFactory, UserFactory
from tests.meeting_factories import AgendaItemFactory, DocumentFactory

pytestmark = pytest.mark.django_db


def upload(content: bytes, name: str = "Bilaga.pdf") -> Upload:
    return Upload(ContentFile(content, name=name), inspect(io.BytesIO(content)))


def draft(**values) -> Document:
    return Document(
        meeting=values.pop("meeting", None) or MeetingFactory(), title="Bilaga", dated_on=AT.date(), **values
    )


def files(media) -> set[str]:
    return {str(path.relative_to(media)) for path in media.rglob("*") if path.is_file()}


def test_file_is_kept_byte_for_byte_under_a_name_that_says_nothing(media):
    content, user = pdf_bytes(pages=2), UserFactory()

    document = add_document(draft(), upload(content, "../../Hemligt förslag.pdf"), Occurrence(AT, user))

    version = document.versions.get()
    assert (version.number, version.name, version.format, version.pages) == (1, "Hemligt förslag.pdf", "pdf", 2)
    assert (version.size, version.uploaded_at, version.uploaded_by) == (len(content), AT, user)
    assert files(media) == {version.file.name}
    assert "emlig" not in version.file.name
    with default_storage.open(version.file.name) as file:
        assert file.read() == content


def test_new_version_supersedes_and_the_old_one_stays(media):
    document = add_document(draft(), upload(pdf_bytes(pages=1)), Occurrence(AT))
    add_version(document, upload(pdf_bytes(pages=3)), Occurrence(AT))

    assert list(document.versions.values_list("number", "pages")) == [(1, 1), (2, 3)]
    assert len(files(media)) == 2
    latest = Document.objects.with_latest().get()
    assert (latest.version_number, latest.pages) == (2, 3)


def test_same_file_again_is_refused_and_changes_nothing(media):
    content = pdf_bytes()
    document = add_document(draft(), upload(content), Occurrence(AT))

    with pytest.raises(RefusedError, match="densamma som version 1"):
        add_version(document, upload(content), Occurrence(AT))
    assert len(files(media)) == document.versions.count() == 1


@pytest.mark.parametrize(
    ("state", "announced_at", "is_late"),
    [(State.PLANNED, AT, False), (State.CALLED, AT, True), (State.HELD, AT, True), (State.CALLED, None, False)],
)
def test_version_of_a_published_document_is_late_after_the_kallelse(state, announced_at, is_late):
    document = DocumentFactory(meeting__state=state, announced_at=announced_at)

    assert add_version(document, upload(pdf_bytes()), Occurrence(AT)).is_late is is_late


def test_documents_of_an_item_follow_each_other():
    item = AgendaItemFactory()
    for _ in range(2):
        add_document(draft(meeting=item.meeting, item=item), upload(pdf_bytes()), Occurrence(AT))
    add_document(draft(meeting=item.meeting), upload(pdf_bytes()), Occurrence(AT))

    assert list(Document.objects.order_by("pk").values_list("position", flat=True)) == [1, 2, 1]


def test_draft_is_removed_with_its_files(media, django_capture_on_commit_callbacks):
    document = add_document(draft(), upload(pdf_bytes()), Occurrence(AT))

    with django_capture_on_commit_callbacks(execute=True):
        remove_document(document)

    assert files(media) == set()
    assert not DocumentVersion.objects.exists()


def test_published_document_is_not_removed(media):
    document = DocumentFactory()

    with pytest.raises(RefusedError, match="är publicerad"):
        remove_document(document)
    with pytest.raises(ProgrammingError, match="Cannot delete"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM calendar_app_document")
    with pytest.raises(ProgrammingError, match="version_stays"), transaction.atomic():
        DocumentVersion.objects.all().delete()
    assert len(files(media)) == document.versions.count() == 1


@pytest.mark.parametrize(
    "change", [{"sha256": "0" * 64}, {"file": "annan"}, {"size": 7}, {"name": "x.pdf"}, {"number": 3}]
)
def test_version_never_changes(change):
    DocumentFactory(draft=True)

    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        DocumentVersion.objects.update(**change)


def test_file_is_not_left_behind_when_the_row_is_refused(media):
    document = DocumentFactory(draft=True)
    kept = files(media)
    bad = upload(pdf_bytes())
    wrong = Upload(bad.file, type(bad.content)(**{**vars(bad.content), "size": 0}))

    with pytest.raises(Exception, match="document_version_has_a_size"), transaction.atomic():
        add_version(document, wrong, Occurrence(AT))

    assert files(media) == kept


@pytest.mark.parametrize("table", ["agendaitem", "document", "documentversion"])
def test_tables_are_never_emptied(table):
    DocumentFactory()

    with (
        pytest.raises(ProgrammingError, match="Cannot truncate"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE calendar_app_{table} CASCADE")

"""What the secretariat does to documents: what is uploaded is kept, under a name that says nothing."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.files import File
from django.db import transaction
from django.db.models import Max

from calendar_app.documents.content import Content, clean_name
from calendar_app.models import Document, DocumentVersion
from calendar_app.operations import Occurrence, locked_meeting
from committee.refusal import RefusedError


@dataclass(frozen=True)
class Upload:
    """A file that has been looked into, and the name it came with."""

    file: File
    content: Content

    @property
    def name(self) -> str:
        return clean_name(self.file.name or "", self.content.format)


@transaction.atomic
def add_document(document: Document, upload: Upload, done: Occurrence) -> Document:
    """Save a new draft document, last among those of its item, with its first version."""
    meeting = locked_meeting(document.meeting_id)
    beside = meeting.documents.filter(item=document.item_id)
    document.position = (beside.aggregate(last=Max("position"))["last"] or 0) + 1
    document.save()
    add_version(document, upload, done)
    return document


@transaction.atomic
def add_version(document: Document, upload: Upload, done: Occurrence) -> DocumentVersion:
    """Let a file supersede a document's latest version; the earlier ones are kept.

    Of a published document the new version is read at once, and marked when it comes after the kallelse.
    Raises RefusedError when it is the same file as the latest.
    """
    meeting = locked_meeting(document.meeting_id)
    document = Document.objects.select_for_update().get(pk=document.pk)
    latest = document.versions.order_by("-number").first()
    if latest and latest.sha256 == upload.content.sha256:
        raise RefusedError(f"Filen är densamma som version {latest.number} av ”{document}”. Inget är ändrat.")
    version = version_of(document, upload, done)
    version.number = latest.number + 1 if latest else 1
    version.is_late = not document.is_draft and meeting.was_called
    version.file.save(version.name, upload.file, save=False)
    try:
        version.save()
    except Exception:  # whatever refused the row: its file must not be left behind
        version.file.storage.delete(version.file.name)
        raise
    return version


def version_of(document: Document, upload: Upload, done: Occurrence) -> DocumentVersion:
    return DocumentVersion(
        document=document,
        name=upload.name,
        format=upload.content.format,
        size=upload.content.size,
        sha256=upload.content.sha256,
        pages=upload.content.pages,
        uploaded_at=done.at,
        uploaded_by=done.by,
    )


@transaction.atomic
def remove_document(document: Document) -> None:
    """Delete a draft and its files; a published document stays."""
    document = Document.objects.select_for_update().get(pk=document.pk)
    if not document.is_draft:
        raise RefusedError(f"”{document}” är publicerad och kan inte tas bort.")
    files = [version.file for version in document.versions.all()]
    document.delete()
    transaction.on_commit(lambda: [file.storage.delete(file.name) for file in files])

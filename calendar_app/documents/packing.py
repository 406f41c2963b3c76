"""A meeting's documents in one piece: made once of what a reader may read, and kept until something changes."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import BinaryIO

from django.core.files import File
from django.core.files.storage import default_storage

from calendar_app.agenda.reading import Agenda, Entry
from calendar_app.documents.archive import zip_package
from calendar_app.documents.formats import Format
from calendar_app.documents.package import pdf_package
from calendar_app.documents.package_values import Package, PackageDocument, PackageItem
from calendar_app.documents.typesetting import TEMPLATE
from calendar_app.models import Document, DocumentVersion, Meeting
from committee.markdown import to_paragraphs
from committee.reader import Reader

MAKERS: dict[str, Callable[[Package, BinaryIO], None]] = {"pdf": pdf_package, "zip": zip_package}
IN_MEMORY = 8 * 1024 * 1024


@dataclass(frozen=True)
class Packed:
    """A package in the storage; `key` is the same as long as what it holds is."""

    name: str
    key: str

    def open(self) -> File:
        return default_storage.open(self.name, "rb")


def pack(meeting: Meeting, agenda: Agenda, reader: Reader, *, cooperation: str, kind: str) -> Packed:
    """The agenda and the documents that the reader may read, as "pdf" or "zip": made unless it is there already."""
    documents = [*agenda.documents, *(document for entry in agenda.entries for document in entry.documents)]
    versions = latest_versions(documents, reader)
    package = package_of(meeting, agenda, versions, cooperation)
    key = fingerprint(package, versions.values())
    folder = f"packages/{meeting.pk}"
    packed = Packed(f"{folder}/{key}.{kind}", key)
    if not default_storage.exists(packed.name):
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as file:
            MAKERS[kind](package, file)
            file.seek(0)
            default_storage.save(packed.name, File(file))
        forget_others(folder, packed)
    return packed


def forget_others(folder: str, packed: Packed) -> None:
    """Readers with different rights have each their package; one that was made before the last day is out of date."""
    _, names = default_storage.listdir(folder)
    for name in names:
        path = f"{folder}/{name}"
        age = default_storage.get_modified_time(packed.name) - default_storage.get_modified_time(path)
        if age > dt.timedelta(days=1):
            default_storage.delete(path)


def latest_versions(documents: list[Document], reader: Reader) -> dict[int, DocumentVersion]:
    """Each document's latest version: one query."""
    versions = DocumentVersion.objects.visible_to(reader).filter(document__in=documents)
    latest = versions.order_by("document_id", "-number").distinct("document_id")
    return {version.document_id: version for version in latest}


def fingerprint(package: Package, versions: Iterable[DocumentVersion]) -> str:
    """What the package will hold, as a name: all its words, how they are set, and the checksums of its files."""
    look = hashlib.sha256(TEMPLATE.read_bytes()).hexdigest()
    words = json.dumps([str(package), look, sorted(version.sha256 for version in versions)], ensure_ascii=False)
    return hashlib.sha256(words.encode()).hexdigest()


def package_of(meeting: Meeting, agenda: Agenda, versions: dict[int, DocumentVersion], cooperation: str) -> Package:
    moments = [document.announced_at for document in agenda.documents]
    moments += [entry.item.edited_at or entry.item.announced_at for entry in agenda.entries if entry.item]
    made_at = max(filter(None, [*moments, *(version.uploaded_at for version in versions.values())]), default=None)
    return Package(
        cooperation=cooperation,
        title=meeting.name,
        when=", ".join(filter(None, [f"{meeting.weekday} {meeting.when}".strip(), meeting.clock])),
        where=", ".join(filter(None, [meeting.venue, meeting.host_names])),
        intro_lines=(),
        items=tuple(item_of(entry, versions) for entry in agenda.entries),
        documents=tuple(document_of(document, versions) for document in agenda.documents),
        made_on=made_at.date() if made_at else meeting.starts_on,
    )


def item_of(entry: Entry, versions: dict[int, DocumentVersion]) -> PackageItem:
    item = entry.item
    if item is None:
        return PackageItem(number=str(entry.number), ground=entry.ground)
    marks = [name for name, is_set in (("tillkommande", item.is_late), ("utgår", item.is_withdrawn)) if is_set]
    return PackageItem(
        number=str(entry.number),
        title=f"{item.title} ({', '.join(marks)})" if marks else item.title,
        kind=item.get_kind_display(),
        presenter=item.presenter,
        minutes=item.minutes,
        text="\n\n".join(to_paragraphs(item.text)),
        proposal="\n\n".join(to_paragraphs(item.proposal)),
        ground=item.ground,
        documents=tuple(document_of(document, versions) for document in entry.documents),
    )


def document_of(document: Document, versions: dict[int, DocumentVersion]) -> PackageDocument:
    version = versions[document.pk]
    notes = [
        f"Dnr {document.registration_number}" if document.registration_number else "",
        f"{document.get_origin_display()} {document.dated_on:%Y-%m-%d}",
        f"version {version.number}" if version.number > 1 else "",
        "skickad efter kallelsen" if document.is_late else "ny version efter kallelsen" if version.is_late else "",
    ]
    return PackageDocument(
        title=document.title,
        file_name=version.name,
        format=Format(version.format),
        content=Opener(version.file.name),
        note=", ".join(filter(None, notes)),
    )


@dataclass(frozen=True)
class Opener:
    """Opens a stored file anew each time; two for the same file are equal."""

    name: str

    def __call__(self) -> BinaryIO:
        return default_storage.open(self.name, "rb")

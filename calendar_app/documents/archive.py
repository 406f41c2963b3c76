"""A whole meeting as a ZIP file with a folder per item (pure)."""

from __future__ import annotations

import datetime as dt
import io
import logging
import re
import shutil
import tempfile
import zipfile
from pathlib import PurePosixPath
from typing import BinaryIO

from calendar_app.documents.joining import Ready
from calendar_app.documents.names import clean_name, clean_words, shorten
from calendar_app.documents.package_layout import Layout
from calendar_app.documents.package_values import Package, PackageDocument
from calendar_app.documents.typesetting import typeset

logger = logging.getLogger(__name__)

AGENDA = "00 Föredragningslista.pdf"
OF_THE_MEETING = "00 Handlingar till mötet"
LONGEST_FOLDER = 60
WHOLE_WORDS = re.compile(rf".{{20,{LONGEST_FOLDER}}}(?= |$)")
YEARS = range(1980, 2108)  # those that a ZIP file can tell
READABLE, UNIX = 0o644 << 16, 3


class Names:
    """Names that have been given, so that none is given twice, whatever the case of its letters."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def unique(self, stem: str, extension: str = "") -> str:
        """The name, or the first of `name (2)`, `name (3)` that is free.

        >>> names = Names()
        >>> names.unique("a", ".pdf"), names.unique("A", ".pdf"), names.unique("a", ".pdf"), names.unique("a")
        ('a.pdf', 'A (2).pdf', 'a (3).pdf', 'a')
        """
        name, copy = f"{stem}{extension}", 2
        while name.casefold() in self.taken:
            name, copy = f"{stem} ({copy}){extension}", copy + 1
        self.taken.add(name.casefold())
        return name


class Folder:
    """A folder of the archive, named when its first document is written."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.names = Names()

    def place(self, document: PackageDocument) -> str:
        """Where a document is put: never outside the folder, and never over another."""
        stem = clean_name(document.file_name or document.title, document.format).removesuffix(document.format.extension)
        return str(PurePosixPath(self.name, self.names.unique(stem, document.format.extension)))


def zip_package(package: Package, file: BinaryIO) -> None:
    """Write the meeting as a ZIP file: the agenda with all items as a PDF, and each item's documents in its folder.

    A document that can't be read is left out, and the agenda says so. The same package gives the same bytes.
    """
    layout, folders = Layout(package), Names()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        agenda_name, writer = folders.unique(AGENDA), Writer(archive, package.made_on)
        layout.add_cover(*writer.add(Folder(folders.unique(OF_THE_MEETING)), package.documents))
        for item in package.items:
            folder = Folder(folders.unique(folder_name(item.number, item.heading))) if item.documents else None
            layout.add_item(item, *writer.add(folder, item.documents))
        with tempfile.TemporaryDirectory(prefix="package-") as place:
            agenda = typeset(layout.data(), place, package.made_on)
        writer.write(agenda_name, io.BytesIO(agenda.pdf))


class Writer:
    """Puts files into an archive, all with the same date; they are packed already, so nothing is packed again."""

    def __init__(self, archive: zipfile.ZipFile, made_on: dt.date) -> None:
        self.archive = archive
        self.year = min(max(made_on.year, YEARS.start), YEARS.stop - 1)
        self.made_on = made_on

    def add(self, folder: Folder | None, documents: tuple[PackageDocument, ...]) -> tuple[list[Ready], list[str]]:
        """Write documents; returns them, and of each where it is."""
        ready, notes = [], []
        for document in documents:
            try:
                opened = document.open()
            except Exception as error:
                # A storage raises its own errors; the archive is made all the same, and says what isn't in it.
                logger.warning("%s could not be read: %r", document.file_name, error)
                ready.append(Ready(document, None))
                notes.append("kunde inte läsas och är inte med")
                continue
            path = folder.place(document)
            with opened:
                ready.append(Ready(document, self.write(path, opened)))
            notes.append(path)
        return ready, notes

    def write(self, path: str, opened: BinaryIO) -> int:
        """Write a file and say how large it was."""
        info = zipfile.ZipInfo(path, (self.year, self.made_on.month, self.made_on.day, 12, 0, 0))
        info.create_system, info.external_attr = UNIX, READABLE
        with self.archive.open(info, "w") as member:
            shutil.copyfileobj(opened, member)
        return info.file_size


def folder_name(number: str, title: str) -> str:
    """Name an item's folder so that folders sort as the items do.

    >>> folder_name("3", "Yttrande om länsplan: remiss"), folder_name("12a", "../../etc"), folder_name("", "")
    ('03 Yttrande om länsplan remiss', '12a etc', 'Ärende')
    """
    padded = re.sub("^[0-9]+", lambda digits: digits[0].zfill(2), number)
    words = clean_words(f"{padded} {clean_words(title)}")
    whole = WHOLE_WORDS.match(words)
    return shorten(whole[0] if whole else words, LONGEST_FOLDER) or "Ärende"

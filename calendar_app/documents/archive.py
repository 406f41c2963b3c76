"""A whole meeting as a ZIP file with a folder per item (pure)."""

from __future__ import annotations

import logging
import shutil
import tempfile
import zipfile
from contextlib import ExitStack
from pathlib import Path, PurePosixPath
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
FIRST_YEAR = 1980  # a ZIP file knows none earlier
READABLE = 0o644 << 16
UNIX = 3


class Names:
    """Names that have been given, so that none is given twice, whatever the case of its letters."""

    def __init__(self, *taken: str) -> None:
        self.taken = {name.casefold() for name in taken}

    def unique(self, stem: str, extension: str = "") -> str:
        """The name, or the first of `name (2)`, `name (3)` that is free.

        >>> names = Names("A.pdf")
        >>> names.unique("a", ".pdf"), names.unique("a", ".pdf"), names.unique("a")
        ('a (2).pdf', 'a (3).pdf', 'a')
        """
        name, copy = f"{stem}{extension}", 2
        while name.casefold() in self.taken:
            name, copy = f"{stem} ({copy}){extension}", copy + 1
        self.taken.add(name.casefold())
        return name
def zip_package(package, file): ...

"""A meeting and its documents as plain values, to be sent out in one piece (pure)."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from calendar_app.documents.formats import Format


@dataclass(frozen=True)
class PackageDocument:
    """A document; `content` is its bytes, or opens its file anew each time it is called."""

    title: str
    file_name: str
    format: Format
    content: bytes | Callable[[], BinaryIO]
    note: str = ""

    def open(self) -> BinaryIO:
        """Raises what the callable raises, such as OSError for a file that is gone."""
        return io.BytesIO(self.content) if isinstance(self.content, bytes) else self.content()


@dataclass(frozen=True)
class PackageItem:
    """An item of the agenda; of a confidential one that isn't for the reader only `number` and `ground` are given.

    `text` and `proposal` are plain text with empty lines between paragraphs, and `kind` is in words.
    """

    number: str
    title: str = ""
    kind: str = ""
    presenter: str = ""
    minutes: int | None = None
    text: str = ""
    proposal: str = ""
    ground: str = ""
    documents: tuple[PackageDocument, ...] = ()

    @property
    def heading(self) -> str:
        return self.title or "Sekretess"


@dataclass(frozen=True)
class Package:
    """A meeting; `documents` are those that belong to no item, and `made_on` dates all that is in it."""

    cooperation: str
    title: str
    when: str
    where: str
    intro_lines: tuple[str, ...]
    items: tuple[PackageItem, ...]
    documents: tuple[PackageDocument, ...]
    made_on: dt.date

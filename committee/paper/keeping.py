"""Editions on paper are made once, when someone first asks, and kept: what they are made of never changes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from committee.models import PlanEdition
from committee.paper.typesetting import edition_pdf
from committee.paper.word import plan_docx

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Paper:
    """A form that an edition is given in; `look` changes with how it is made, so that no old file is taken for new."""

    title: str
    suffix: str
    media_type: str
    make: Callable[[PlanEdition], bytes]
    look: str

    def name(self, edition: PlanEdition) -> str:
        """Where the file is kept."""
        return f"editions/{edition.sha256}-{self.look}.{self.suffix}"

    def size(self, edition: PlanEdition) -> int | None:
        """Bytes of a file that is made already; None for one that isn't."""
        name = self.name(edition)
        return default_storage.size(name) if default_storage.exists(name) else None

    def read(self, edition: PlanEdition) -> bytes:
        """The file, made now if nobody has asked before."""
        name = self.name(edition)
        if default_storage.exists(name):
            with default_storage.open(name, "rb") as file:
                return file.read()
        data = self.make(edition)
        default_storage.save(name, ContentFile(data))
        return data


def look_of(*names: str) -> str:
    """A fingerprint of the files that decide how something looks."""
    return hashlib.sha256(b"".join((HERE / name).read_bytes() for name in names)).hexdigest()[:16]


PDF = Paper(
    "PDF",
    "pdf",
    "application/pdf",
    lambda edition: edition_pdf(edition.content, edition.sha256, edition.decided_at),
    look_of("plan.typ", "blocks.py", "typesetting.py"),
)
WORD = Paper(
    "Word",
    "docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    lambda edition: plan_docx(edition.content, edition.decided_at),
    look_of("word.py", "word_file.py", "marks.py"),
)
PAPERS = {paper.suffix: paper for paper in (PDF, WORD)}

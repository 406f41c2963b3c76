"""What an answer says, in all the forms that words can have: pages, headers, cookies, PDFs, archives, calendars."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from dataclasses import dataclass, field
from functools import lru_cache

import pikepdf
from django.http import HttpResponse

from tests.calendar_app.documents.pdf_text import page_text
from tests.sweep.canaries import WORDS

FOLDED = re.compile(r"\r\n[ \t]|=\r?\n")
SPACED = re.compile(r"(?<=\d)(?:[\s.\u00a0\u202f]|&nbsp;|\\u00a0|%C2%A0)(?=\d{3})", re.IGNORECASE)
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')
STAMP = re.compile(rb"DTSTAMP:\d{8}T\d{6}Z")
UNSAID = {"ETag", "Content-Length", "Last-Modified", "Expires", "Date"}
"""Headers that say the same as the body does, or the time."""


@dataclass(frozen=True)
class Answer:
    """What one reader got at one address; `mark` is the same for answers that are alike."""

    status: int
    words: frozenset[str]
    mark: str
    location: str
    body: bytes
    kind: str
    headers: dict[str, str] = field(compare=False)

    @property
    def is_page(self) -> bool:
        return self.status == 200

    def without(self, *texts: str) -> tuple[int, str, bytes]:
        """What it says beside these texts, which are those that were asked for."""
        body, location = STAMP.sub(b"", TOKEN.sub(b"", self.body)), self.location
        for text in sorted(texts, key=len, reverse=True):
            body, location = body.replace(text.encode(), b""), location.replace(text, "")
        return self.status, location, body


def heard(response: HttpResponse) -> Answer:
    body = response.getvalue() if not response.streaming else b"".join(response.streaming_content)
    headers = {name: value for name, value in response.items() if name not in UNSAID}
    cookies = [morsel.OutputString() for name, morsel in response.cookies.items() if name == "messages"]
    said = json.dumps([headers, cookies, response.reason_phrase], ensure_ascii=False)
    same = STAMP.sub(b"", TOKEN.sub(b"", body))
    mark = hashlib.sha256(same + said.encode() + str(response.status_code).encode()).hexdigest()
    words = frozenset(words_in(text_of(body))) | frozenset(words_in(said))
    kind = response.headers.get("Content-Type", "").split(";")[0]
    return Answer(response.status_code, words, mark, response.headers.get("Location", ""), body, kind, headers)


def words_in(text: str) -> list[str]:
    """The canaries of a text, whatever its letters, line breaks and thousands look like."""
    return WORDS.findall(SPACED.sub("", FOLDED.sub("", text.lower())))


@lru_cache(maxsize=512)
def text_of(content: bytes) -> str:
    """The words of a page, an archive and all that is in it, or a PDF."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            inside = [text_of(archive.read(name)) for name in archive.namelist()]
            return " ".join([*archive.namelist(), archive.comment.decode(errors="replace"), *inside])
    if content.startswith(b"%PDF"):
        return pdf_words(content)
    return content.decode(errors="replace")


def pdf_words(content: bytes) -> str:
    """What is painted on the pages, what the outline and the facts about it say, and the names of what is enclosed."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages = [page_text(page) for page in pdf.pages]
        facts = [str(value) for value in pdf.docinfo.values()]
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root for item in (item, *item.children)]
        return " ".join([*pages, *facts, *titles, *pdf.attachments])

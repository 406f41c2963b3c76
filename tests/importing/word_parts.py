"""Word files part by part: what no program for writing would make."""

from __future__ import annotations

import re
from functools import cache

from tests.calendar_app.documents.files import members_of, zip_bytes
from tests.importing.words import written

DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"
FRONT = ("Rådet", "Verksamhetsplan 2031", ("1. Syfte", "Heading 1"))


@cache
def plain_members() -> dict[str, bytes]:
    return members_of(written(*FRONT))


def file_of(members: dict[str, bytes | None]) -> bytes:
    """A Word file with other parts; None takes one away."""
    return zip_bytes({name: data for name, data in (plain_members() | members).items() if data is not None})


def part(name: str, old: str, new: str) -> dict[str, bytes]:
    """A part with other words in it."""
    data = plain_members()[name]
    assert old.encode() in data
    return {name: data.replace(old.encode(), new.encode())}


def p(text: str, properties: str = "", run: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r>{run}<w:t>{text}</w:t></w:r></w:p>"


def style(name: str, *more: str, key: str = "") -> str:
    """A style of paragraphs with this name, to be used by its key."""
    named = f'<w:style w:type="paragraph" w:styleId="{key or name.replace(" ", "")}"><w:name w:val="{name}"/>'
    return f"{named}{''.join(more)}</w:style>"


def in_style(text: str, key: str) -> str:
    return p(text, f'<w:pStyle w:val="{key}"/>')


def body(xml: str) -> dict[str, bytes]:
    """A document of the plan's front and then this."""
    data = plain_members()[DOCUMENT]
    return {DOCUMENT: re.sub(rb"(<w:sectPr)", xml.encode() + rb"\1", data, count=1)}


def styled(xml: str, *styles: str) -> bytes:
    """A file with this behind its front, and with more styles."""
    return file_of(body(xml) | part(STYLES, "</w:styles>", f"{''.join(styles)}</w:styles>"))

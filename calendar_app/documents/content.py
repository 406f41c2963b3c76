"""What an uploaded file is, by its content and never by its name (pure)."""

from __future__ import annotations

import io
import re
from typing import BinaryIO

from calendar_app.documents.content_values import (
    AMBIGUOUS,
    DAMAGED,
    EMPTY,
    LOCKED,
    OLD_OFFICE,
    TRY_AGAIN,
    UNKNOWN,
    Content,
    ContentError,
)
from calendar_app.documents.formats import MAX_BYTES, Format
from calendar_app.documents.names import clean_name
from calendar_app.documents.office import office_content
from calendar_app.documents.pdf import SIGNATURE as PDF
from calendar_app.documents.pdf import pdf_content
from calendar_app.documents.pictures import SIGNATURES as PICTURES
from calendar_app.documents.pictures import picture_content
from calendar_app.documents.unpacking import SIGNATURE as ZIP
from committee.swedish import size_in_words

__all__ = ["MAX_BYTES", "Content", "ContentError", "Format", "clean_name", "inspect"]

START, PDF_WITHIN = 4096, 1024  # readers look for a PDF's beginning in the first 1024 bytes
COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
UTF_16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
OTHERS = {
    rb"GIF8": "en GIF-bild",
    rb"II\*\x00|MM\x00\*": "en TIFF-bild",
    rb"RIFF....WEBP": "en WebP-bild",
    rb"BM.{4}\x00\x00\x00\x00": "en BMP-bild",
    rb"....ftyp(heic|heix|mif1|msf1)": "en HEIC-bild",
    rb"....ftyp": "en film",
    rb"\{\\rtf": "ett RTF-dokument",
    rb"7z\xbc\xaf|Rar!|\x1f\x8b": "ett packat arkiv",
    rb"MZ|\x7fELF|#!": "ett program",
    rb"%!PS": "en PostScript-fil",
}


def inspect(file: BinaryIO) -> Content:
    """Read a file and say what it is; it is left at its beginning. Raises ContentError with the reason to refuse it."""
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    if not size:
        raise ContentError(EMPTY)
    if size > MAX_BYTES:
        most = size_in_words(MAX_BYTES)
        raise ContentError(f"Filen är {size_in_words(size)}. En handling får vara högst {most}.")
    data = file.read(MAX_BYTES)
    file.seek(0)
    try:
        return content_of(data)
    except ContentError:
        raise
    except Exception as error:
        # The libraries raise nearly anything at what was made to deceive them, and all of it means the same.
        raise ContentError(DAMAGED) from error


def content_of(data: bytes) -> Content:
    if data.startswith(PDF):
        return pdf_content(data)
    picture = next((format for start, format in PICTURES.items() if data.startswith(start)), None)
    if (picture or data.startswith(ZIP)) and PDF in data[:PDF_WITHIN]:
        raise ContentError(AMBIGUOUS)
    if picture:
        return picture_content(data, picture)
    if data.startswith(ZIP):
        return office_content(data)
    raise ContentError(refusal(data))


def refusal(data: bytes) -> str:
    """Why a file is in none of the formats, as far as its beginning shows.

    >>> refusal(b"GIF89a")
    'Filen är en GIF-bild. Spara den som PDF och försök igen.'
    >>> refusal("\ufeff <!DOCTYPE html>".encode())
    'Filen är en webbsida (HTML). Spara den som PDF och försök igen.'
    >>> refusal(b"abc") == UNKNOWN
    True
    """
    if data.startswith(COMPOUND_FILE):
        return LOCKED if ENCRYPTED_OFFICE in data else OLD_OFFICE
    kind = markup(as_text(data[:START]))
    kind = kind or next((what for start, what in OTHERS.items() if re.match(start, data, re.DOTALL)), "")
    return f"Filen är {kind}. {TRY_AGAIN}" if kind else UNKNOWN


def as_text(start: bytes) -> str:
    encoding = UTF_16.get(start[:2], "utf-8-sig")
    return start.decode(encoding, errors="replace").lstrip("\ufeff \t\r\n\f\x00").lower()


def markup(start: str) -> str:
    """What a text that begins with a tag is.

    >>> markup("<?xml version='1.0'?><svg>"), markup("<!-- a --><body>"), markup("<a>"), markup("a <b>")
    ('en SVG-bild', 'en webbsida (HTML)', 'ett XML-dokument', '')
    """
    if not start.startswith("<"):
        return ""
    if "<svg" in start:
        return "en SVG-bild"
    is_page = re.search(r"<(!doctype html|html|head|body|script|iframe|div|p|table|meta|style)\b", start)
    return "en webbsida (HTML)" if is_page else "ett XML-dokument"

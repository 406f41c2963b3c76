"""What an office file is by its content: Office Open XML and OpenDocument, both of them zip files (pure)."""

from __future__ import annotations

import posixpath
import re

from calendar_app.documents.content_values import (
    AMBIGUOUS,
    ARCHIVE,
    DAMAGED,
    LOCKED,
    MACROS,
    OTHER_ODF,
    TEMPLATE,
    Content,
    ContentError,
)
from calendar_app.documents.formats import Format
from calendar_app.documents.unpacking import Unpacked, attribute, count, first, local, text

CONTENT_TYPES, MIMETYPE = "[Content_Types].xml", "mimetype"
MAIN = {
    "wordprocessingml.document.main+xml": Format.DOCX,
    "spreadsheetml.sheet.main+xml": Format.XLSX,
    "presentationml.presentation.main+xml": Format.PPTX,
}
OTHER_MAIN = re.compile(r"(template|slideshow)\.main\+xml$")
MACRO_TYPE = re.compile(r"macroEnabled|vbaProject|vbaData|activeX|macrosheet", re.IGNORECASE)
MACRO_NAME = re.compile(r"(^|/)(vbaProject\.bin$|vbaData\.xml$|activeX/|macrosheets/)", re.IGNORECASE)
SLIDE = re.compile(r"ppt/slides/slide[0-9]+\.xml", re.IGNORECASE)
ODF = "application/vnd.oasis.opendocument."
# LibreOffice lists its libraries in these even when they are empty.
ODF_LISTS = re.compile(r"(^|/)(script|dialog)-l[bc]\.xml$")


def office_content(data: bytes) -> Content:
    """Read an office file; raises ContentError for other zip files and for those with macros or traps."""
    members = Unpacked(data)
    is_ooxml, is_odf = CONTENT_TYPES in members.names, MIMETYPE in members.names
    if not is_ooxml and not is_odf:
        raise ContentError(ARCHIVE)
    if is_ooxml and is_odf:
        raise ContentError(AMBIGUOUS)
    members.check_entities()
    return ooxml_content(data, members) if is_ooxml else odf_content(data, members)


def ooxml_content(data: bytes, members: Unpacked) -> Content:
    parts = [(attribute(part, "PartName"), attribute(part, "ContentType")) for part in members.xml(CONTENT_TYPES)]
    if any(MACRO_TYPE.search(kind) for _, kind in parts) or any(MACRO_NAME.search(name) for name in members.names):
        raise ContentError(MACROS)
    mains = {(name.lstrip("/"), MAIN[tail]) for name, kind in parts for tail in MAIN if kind.endswith(tail)}
    if not mains:
        is_template = any(OTHER_MAIN.search(kind) for _, kind in parts)
        raise ContentError(TEMPLATE if is_template else ARCHIVE)
    formats = {format for _, format in mains}
    # A type may also be given for all parts at once, and then no part is named.
    if len(formats) > 1 or any(name and name not in members.names for name, _ in mains):
        raise ContentError(DAMAGED)
    main, format = sorted(mains)[-1]
    return Content.of(
        data, format, pages=ooxml_pages(members, format, main), language=ooxml_language(members, format, main)
    )


def ooxml_pages(members: Unpacked, format: Format, main: str) -> int | None:
    """Pages as Word counted them when it saved; slides and sheets as there are."""
    if format is Format.PPTX:
        return sum(SLIDE.fullmatch(name) is not None for name in members.names) or None
    if format is Format.DOCX:
        return count(text(members.optional_xml("docProps/app.xml"), "Pages"))
    sheets = first(members.optional_xml(main), "sheets")
    return (len(sheets) or None) if sheets is not None else None


def ooxml_language(members: Unpacked, format: Format, main: str) -> str:
    """What the properties say, or the language that Word's styles begin with."""
    said = text(members.optional_xml("docProps/core.xml"), "language")
    if said or format is not Format.DOCX:
        return said
    styles = members.optional_xml(posixpath.join(posixpath.dirname(main), "styles.xml"))
    language = first(first(styles, "rPrDefault"), "lang")
    return attribute(language, "val") if language is not None else ""


def odf_content(data: bytes, members: Unpacked) -> Content:
    kind = members.read(MIMETYPE, 200).decode("ascii").strip()
    format = next((one for one in (Format.ODT, Format.ODS) if one.media_type == kind), None)
    if format is None:
        raise ContentError(OTHER_ODF if kind.startswith(ODF) else ARCHIVE)
    manifest = members.xml("META-INF/manifest.xml")
    if first(manifest, "encryption-data", "encrypted-key") is not None:
        raise ContentError(LOCKED)
    if any(is_odf_macro(name) for name in members.filled):
        raise ContentError(MACROS)
    if "content.xml" not in members.filled:
        raise ContentError(DAMAGED)
    meta = members.optional_xml("meta.xml")
    statistic = first(meta, "document-statistic")
    counted = "page-count" if format is Format.ODT else "table-count"
    pages = count(attribute(statistic, counted)) if statistic is not None else None
    return Content.of(data, format, pages=pages, language=text(meta, "language") or odf_language(members))


def is_odf_macro(name: str) -> bool:
    """Whether a member that isn't empty is a macro.

    >>> [is_odf_macro(name) for name in ("Basic/Standard/Module1.xml", "Scripts/python/a.py", "Basic/script-lc.xml")]
    [True, True, False]
    """
    return name.startswith(("Basic/", "Scripts/")) and not ODF_LISTS.search(name)


def odf_language(members: Unpacked) -> str:
    """The language of ordinary text, where the styles give it."""
    styles = members.optional_xml("styles.xml")
    for style in styles.iter() if styles is not None else ():
        if local(style) == "default-style" and attribute(style, "family") in {"paragraph", "table-cell"}:
            properties = first(style, "text-properties")
            if properties is not None and attribute(properties, "language"):
                return "-".join(filter(None, [attribute(properties, "language"), attribute(properties, "country")]))
    return ""

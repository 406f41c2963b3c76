"""The formats that a document may have (pure)."""

from __future__ import annotations

from enum import StrEnum

MAX_BYTES = 25 * 1024 * 1024


class Format(StrEnum):
    """A format by its code, with what readers and programs call it."""

    label: str
    media_type: str
    extension: str

    PDF = "pdf", "PDF", "application/pdf", ".pdf"
    DOCX = "docx", "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"
    XLSX = "xlsx", "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"
    PPTX = "pptx", "PowerPoint", "application/vnd.openxmlformats-officedocument.presentationml.presentation", ".pptx"
    ODT = "odt", "ODT", "application/vnd.oasis.opendocument.text", ".odt"
    ODS = "ods", "ODS", "application/vnd.oasis.opendocument.spreadsheet", ".ods"
    PNG = "png", "PNG", "image/png", ".png"
    JPEG = "jpeg", "JPEG", "image/jpeg", ".jpg"

    def __new__(cls, code: str, label: str, media_type: str, extension: str) -> Format:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label, member.media_type, member.extension = label, media_type, extension
        return member

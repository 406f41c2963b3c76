"""What is known of an uploaded file, or why it is refused, in words for the person who uploads it (pure)."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Self

from calendar_app.documents.formats import Format

TRY_AGAIN = "Spara den som PDF och försök igen."

EMPTY = "Filen är tom."
DAMAGED = "Filen är skadad och går inte att läsa. Spara den på nytt och försök igen."
LOCKED = "Filen är låst med lösenord eller skyddad. Spara den utan skydd och försök igen."
MACROS = "Filen innehåller makron, som kan vara skadliga. Spara den utan makron, eller som PDF, och försök igen."
ACTIVE_PDF = "PDF-filen innehåller skript eller startar program. Skriv ut den till en ny PDF och försök igen."
OLD_OFFICE = "Filen är i ett äldre Office-format. Spara den som docx, xlsx, pptx eller PDF och försök igen."
TEMPLATE = "Filen är en mall eller ett bildspel som startar av sig självt. Spara den som Word, Excel eller PowerPoint."
OTHER_ODF = "Av OpenDocument-formaten tas bara ODT och ODS emot. " + TRY_AGAIN
ARCHIVE = "Filen är ett zip-arkiv. Packa upp det och ladda upp handlingarna var för sig."
BOMB = "Filen packas upp till orimligt mycket. " + TRY_AGAIN
AMBIGUOUS = "Filen ser ut att vara två format på en gång. Spara den på nytt och försök igen."
UNKNOWN = "Formatet känns inte igen. Ladda upp PDF, Word, Excel, PowerPoint, ODT, ODS, PNG eller JPEG."


class ContentError(ValueError):
    """The file is refused; the message is the reason, in Swedish."""


@dataclass(frozen=True)
class Content:
    """What a file is by its content.

    `pages` counts a presentation's slides and a workbook's sheets. `language` is a BCP 47 tag or empty. `is_tagged`
    is a hint that a PDF can be read aloud; of other formats nothing is said.
    """

    format: Format
    size: int
    sha256: str
    pages: int | None
    language: str
    is_tagged: bool | None

    @classmethod
    def of(
        cls,
        data: bytes,
        format: Format,
        *,
        pages: int | None = None,
        language: str = "",
        is_tagged: bool | None = None,
    ) -> Self:
        return cls(format, len(data), hashlib.sha256(data).hexdigest(), pages, language_tag(language), is_tagged)


def language_tag(typed: str) -> str:
    """Write a language the way BCP 47 does; what isn't one is left out.

    >>> language_tag("sv_se"), language_tag("EN"), language_tag("svenska språket"), language_tag("x-none")
    ('sv-SE', 'en', '', '')
    """
    language, *rest = typed.strip().replace("_", "-").split("-")
    if not re.fullmatch(r"[A-Za-z]{2,3}", language) or any(not re.fullmatch(r"[A-Za-z0-9]{2,8}", sub) for sub in rest):
        return ""
    return "-".join([language.lower(), *(sub.upper() if len(sub) == 2 else sub for sub in rest)])[:35]

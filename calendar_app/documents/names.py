"""What a file is called where readers see it (pure)."""

from __future__ import annotations

import re
import unicodedata

from calendar_app.documents.formats import Format

LONGEST, LONGEST_BYTES = 120, 240  # file systems take 255 bytes
ILLEGAL = re.compile(r'[<>:"/\\|?*]')
# Controls, and format characters that turn the order of letters around; private and unassigned ones say nothing.
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
EXTENSION = re.compile(r"\.(?=[A-Za-z0-9]*[A-Za-z])[A-Za-z0-9]{2,5}$")
KNOWN = re.compile(
    r"\.(pdf|doc|docx|docm|dot|dotx|xls|xlsx|xlsm|xlsb|ppt|pptx|pptm|ppsx|odt|ods|odp|rtf|txt|csv|png|jpg|jpeg|gif"
    r"|svg|htm|html|xml|js|exe|com|bat|cmd|scr|vbs|msi|zip|rar|7z)$",
    re.IGNORECASE,
)
RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.IGNORECASE)


def clean_name(name: str, format: Format) -> str:
    r"""The name that a file is shown and sent under: safe on every system, with the right extension.

    >>> clean_name("faktura.pdf.exe", Format.PDF), clean_name("rapport.docx", Format.DOCX)
    ('faktura.pdf', 'rapport.docx')
    >>> clean_name(r"C:\Users\Åsa\Protokoll 2017.02.02", Format.PDF), clean_name("../../etc/passwd", Format.PNG)
    ('Protokoll 2017.02.02.pdf', 'passwd.png')
    >>> clean_name("a\u202efdp.exe", Format.PDF), clean_name("NUL.txt", Format.PDF), clean_name(" ..", Format.PDF)
    ('afdp.pdf', '_NUL.pdf', 'handling.pdf')
    """
    last = re.split(r"[/\\]", name)[-1]
    stem = without_known_extensions(clean_words(EXTENSION.sub("", last.rstrip(". "))))
    stem = without_known_extensions(shorten(stem, LONGEST)) or "handling"
    if RESERVED.match(stem):
        stem = shorten(f"_{stem}", LONGEST)
    return f"{stem}{format.extension}"


def clean_words(text: str) -> str:
    r"""Words that may be part of a file name on any system.

    >>> clean_words(" Yttrande: ”Ny\tväg”?\x00 / del 2. ")
    'Yttrande ”Ny väg” del 2'
    """
    spaced = re.sub(r"\s+", " ", text)
    seen = "".join(char for char in spaced if unicodedata.category(char) not in UNSEEN)
    return " ".join(ILLEGAL.sub(" ", unicodedata.normalize("NFC", seen)).split()).strip(". ")


def shorten(text: str, longest: int) -> str:
    """Cut to so many characters, and to what file systems take in bytes.

    >>> shorten("Årsplan för 2017", 8), len(shorten("🌊" * 200, 120))
    ('Årsplan', 60)
    """
    return text[:longest].encode()[:LONGEST_BYTES].decode(errors="ignore").strip(". ")


def without_known_extensions(stem: str) -> str:
    while (shorter := KNOWN.sub("", stem).strip(". ")) != stem:
        stem = shorter
    return stem

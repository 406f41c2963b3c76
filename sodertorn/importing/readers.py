"""From a file to text: the formats a plan may come in."""

from pathlib import Path

from sodertorn.importing.values import DocumentError

FORMATS = {".txt", ".md"}
LARGEST_FILE = 5 * 1024 * 1024
ENCODINGS = ("utf-8-sig", "cp1252")


def read_document(path: Path) -> str:
    """Read a text or Markdown file, in UTF-8 or, failing that, Windows' Western encoding.

    Raises DocumentError, with the reason in Swedish, for files that are missing, empty, too large, or not text.
    """
    if path.suffix.casefold() not in FORMATS:
        raise DocumentError(f"{path.name} har ett format som inte kan läsas. Använd {' eller '.join(sorted(FORMATS))}.")
    try:
        if not path.exists():
            raise DocumentError(f"Filen {path} finns inte.")
        if not path.is_file():
            raise DocumentError(f"{path} är ingen vanlig fil.")
        if path.stat().st_size > LARGEST_FILE:
            raise DocumentError(f"{path.name} är större än {LARGEST_FILE // 1024**2} MB, som är gränsen för en plan.")
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"Filen {path} kan inte läsas: {error.strerror}.") from None
    return decode(data, path.name)


def decode(data: bytes, name: str) -> str:
    """Turn a file's bytes into text, or say why they are none."""
    if not data.strip():
        raise DocumentError(f"{name} är tom.")
    if b"\0" in data:
        raise DocumentError(f"{name} är ingen textfil.")
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if any(ord(character) < 32 and character not in "\t\n\r\f" for character in text):
            raise DocumentError(f"{name} är ingen textfil.")
        return text
    raise DocumentError(f"{name} har en teckenkodning som inte kan läsas. Spara filen som UTF-8.")

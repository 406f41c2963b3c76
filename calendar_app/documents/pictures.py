"""What a picture is by its content (pure)."""

from __future__ import annotations

import io
import warnings

from PIL import Image

from calendar_app.documents.content_values import DAMAGED, Content, ContentError
from calendar_app.documents.formats import Format

SIGNATURES = {b"\x89PNG\r\n\x1a\n": Format.PNG, b"\xff\xd8\xff": Format.JPEG}
# In millions. An A4 page at 600 dots per inch has 35, a telephone's largest photographs 50; PNG takes more memory.
MAX_PIXELS = {Format.PNG: 40, Format.JPEG: 60}
# A scan of a whole picture can be a hundred bytes: a progressive file has about ten, a hostile one a hundred thousand.
MOST_SCANS, SCAN = 500, b"\xff\xda"


def picture_content(data: bytes, format: Format) -> Content:
    """Decode a picture to its end; raises ContentError for a damaged, cut off or far too large one."""
    if format is Format.JPEG and data.count(SCAN) > MOST_SCANS:
        raise ContentError(DAMAGED)
    with open_picture(data, format) as picture:
        picture.verify()
    with open_picture(data, format) as picture:
        # A JPEG can be decoded to an eighth of its size: all of it is read, in little memory.
        picture.draft("RGB", (1, 1))
        picture.load()
    return Content.of(data, format, pages=1)


def open_picture(data: bytes, format: Format) -> Image.Image:
    """Read its first lines; raises ContentError before anything is decoded if there are too many pixels."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=[format.name])
    except Image.DecompressionBombError as error:
        raise ContentError(too_large("fler än 100 miljoner", format)) from error
    width, height = picture.size
    if width * height > MAX_PIXELS[format] * 1_000_000:
        raise ContentError(too_large(f"{width} × {height}", format))
    return picture


def too_large(pixels: str, format: Format) -> str:
    most = MAX_PIXELS[format]
    return f"Bilden har {pixels} bildpunkter. Den får ha högst {most} miljoner. Förminska den och försök igen."

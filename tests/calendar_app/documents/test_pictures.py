import struct
import zlib

import pytest
from PIL import Image

from calendar_app.documents import content_values as reasons
from calendar_app.documents.formats import Format
from tests.calendar_app.documents.files import (
    jpeg_bytes,
    png_bytes,
    saved,
)
from tests.calendar_app.documents.inspecting import found, reason

BOMB = zlib.compress(bytes(50_000_000), 9)


@pytest.mark.parametrize(
    ("width", "height", "said"),
    [(8000, 8000, "8000 × 8000"), (12_000, 9000, "12000 × 9000"), (90_000, 9000, "fler än 100 miljoner")],
)
def test_picture_with_very_many_pixels_is_refused_before_it_is_decoded(width, height, said):
    header = chunk_of(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    png = b"\x89PNG\r\n\x1a\n" + header + chunk_of(b"IDAT", BOMB)

    assert reason(png).startswith(f"Bilden har {said} bildpunkter. Den får ha högst 40 miljoner.")


@pytest.mark.parametrize("format", ["PNG", "JPEG"])
def test_picture_without_its_last_lines_is_refused(format):
    picture = Image.effect_noise((200, 200), 90)
    data = saved(lambda file: picture.save(file, format))

    assert found(data).format.name == format
    assert reason(data[:-1000]) == reasons.DAMAGED


def chunk_of(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def test_picture_with_text_that_unpacks_to_very_much_is_refused():
    png = png_bytes()
    bomb = chunk_of(b"zTXt", b"a\x00\x00" + zlib.compress(bytes(80_000_000), 9))

    assert reason(png[:33] + bomb + png[33:]) == reasons.DAMAGED


def test_picture_with_a_wrong_checksum_is_refused():
    png = bytearray(png_bytes())
    png[-20] ^= 1

    assert reason(bytes(png)) == reasons.DAMAGED


def test_jpeg_with_very_many_scans_is_refused():
    jpeg = jpeg_bytes(progressive=True)
    scan = jpeg[jpeg.rindex(b"\xff\xda") : -2]

    assert found(jpeg).format is Format.JPEG
    assert reason(jpeg[:-2] + scan * 1000 + jpeg[-2:]) == reasons.DAMAGED


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_picture_of_any_kind_is_received(mode):
    assert found(png_bytes(mode=mode)).format is Format.PNG


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_photograph_of_any_kind_is_received(mode):
    assert found(jpeg_bytes(mode=mode)).format is Format.JPEG


def test_photograph_of_several_pictures_is_received():
    several = saved(
        lambda file: Image.new("RGB", (8, 8)).save(file, "MPO", save_all=True, append_images=[Image.new("RGB", (8, 8))])
    )

    assert found(several).format is Format.JPEG

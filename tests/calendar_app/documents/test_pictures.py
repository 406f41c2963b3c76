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


def test_picture_with_very_many_pixels_is_refused_before_it_is_decoded():
    header = struct.pack(">IIBBBBB", 9000, 9000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    png = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    many = png.replace(struct.pack(">I", 9000), struct.pack(">I", 90_000))
    many = many[:29] + struct.pack(">I", zlib.crc32(many[12:29])) + many[33:]

    assert reason(png + chunk_of(b"IDAT", BOMB)).startswith("Bilden har 9000 × 9000 bildpunkter.")
    assert reason(many + chunk_of(b"IDAT", BOMB)).startswith("Bilden har fler än 100 miljoner bildpunkter.")


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

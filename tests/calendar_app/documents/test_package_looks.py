import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
import typst
from pikepdf import Array
from PIL import Image, ImageChops

from calendar_app.documents.formats import Format
from calendar_app.documents.package import Package, PackageItem, pdf_package
from tests.calendar_app.documents.files import (
    jpeg_bytes,
    pdf_bytes,
    png_bytes,
)
from tests.calendar_app.documents.packages import MEETING, document, with_documents


def test_long_words_stay_on_the_page(tmp_path):
    long = "Överenskommelse_" * 12
    pages = rendered(
        replace(MEETING, title=long, items=(PackageItem("1", long, long, text=long),), documents=()), tmp_path
    )

    assert [right_margin(page) > page.width * 0.1 for page in pages] == [True, True]


def right_margin(page: Image.Image) -> int:
    return page.width - inked(page)[2]


def rendered(package: Package, folder: Path) -> list[Image.Image]:
    """The pages as they look, at 72 dots per inch."""
    with (folder / "a.pdf").open("wb") as file:
        pdf_package(package, file)
    with pikepdf.open(folder / "a.pdf") as pdf:
        count = len(pdf.pages)
    page = '#set page(width: auto, height: auto, margin: 0pt)\n#for n in range(1, %d) { page(image("a.pdf", page: n)) }'
    (folder / "a.typ").write_text(page % (count + 1), encoding="utf-8")
    pictures = typst.compile(folder / "a.typ", format="png", ppi=72, ignore_system_fonts=True)
    return [Image.open(io.BytesIO(one)).convert("L") for one in (pictures if count > 1 else [pictures])]


def inked(page: Image.Image) -> tuple[int, int, int, int]:
    """The part of the page that isn't white."""
    return ImageChops.invert(page).point(lambda level: 255 if level > 20 else 0).getbbox()


def blank(pdf):
    for page in pdf.pages:
        del page.obj.Contents


def cropped(pdf):
    blank(pdf)
    pdf.pages[0].obj.CropBox = Array([100, 200, 500, 700])


def turned_content(pdf):
    pdf.pages[0].obj.Contents = pdf.make_stream(b"q -1 0 0 -1 300 300 cm q")


def turned_by_what_was_not_saved(pdf):
    pdf.pages[0].obj.Contents = pdf.make_stream(b"Q Q -1 0 0 -1 300 300 cm")


@pytest.mark.parametrize(
    ("size", "rotate", "change", "seen"),
    [
        ((595, 842), 0, blank, (595, 842)),
        ((842, 595), 0, blank, (842, 595)),
        ((595, 842), 90, blank, (842, 595)),
        ((595, 842), 180, blank, (595, 842)),
        ((842, 595), 270, blank, (595, 842)),
        ((1684, 2384), 0, blank, (1684, 2384)),
        ((150, 100), 0, blank, (150, 100)),
        ((40, 40), 0, blank, (40, 40)),
        ((595, 842), 0, cropped, (400, 500)),
        ((595, 842), 90, cropped, (500, 400)),
        ((595, 842), 0, turned_content, (595, 842)),
        ((595, 842), 0, turned_by_what_was_not_saved, (595, 842)),
    ],
)
def test_number_lies_in_the_lower_right_corner_of_any_page(tmp_path, size, rotate, change, seen):
    package = with_documents(document(pdf_bytes(1, size=size, rotate=rotate, change=change)))

    page = rendered(package, tmp_path)[2]

    left, top, right, bottom = inked(page)
    assert page.size == pytest.approx(seen, abs=1)
    assert left > page.width / 2
    assert top > page.height * 0.8
    assert (right - left) * (bottom - top) < page.width * page.height * 0.03
    assert right - left > bottom - top  # it is read from left to right


@pytest.mark.parametrize("size", [(3000, 1000), (1000, 3000), (50, 50)])
def test_picture_is_on_the_page_whole_and_no_larger_than_it_is(tmp_path, size):
    package = with_documents(document(jpeg_bytes(size), format=Format.JPEG))

    page = rendered(package, tmp_path)[2]

    dark = page.point(lambda level: 255 if level < 3 else 0).getbbox()
    width, height = dark[2] - dark[0], dark[3] - dark[1]
    assert (page.width > page.height) == (size[0] > size[1])
    assert width / height == pytest.approx(size[0] / size[1], rel=0.05)
    assert width <= size[0] * 72 / 150 + 2
    assert dark[0] > 40
    assert right_margin(page) > 40


def test_picture_of_sixteen_bits_keeps_its_grey(tmp_path):
    grey = png_bytes((600, 600), "I;16", 32_768)

    page = rendered(with_documents(document(grey, format=Format.PNG)), tmp_path)[2]

    assert page.getpixel((page.width // 2, page.height // 3)) == pytest.approx(128, abs=3)

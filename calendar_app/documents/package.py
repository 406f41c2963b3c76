"""A whole meeting as one PDF; and as a ZIP, which archive.py makes (pure)."""

from __future__ import annotations

import io
import tempfile
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Page, Pdf, Rectangle

from calendar_app.documents.archive import zip_package
from calendar_app.documents.joining import make_ready, visible_size
from calendar_app.documents.package_layout import Bookmark, Layout
from calendar_app.documents.package_values import Package, PackageDocument, PackageItem
from calendar_app.documents.typesetting import Typeset, typeset

__all__ = ["Package", "PackageDocument", "PackageItem", "pdf_package", "zip_package"]

A4_WIDTH, STAMP = 595, 8  # points: as large numbers as on an A4, seen from where the whole page is seen
STAMP_PART = 20  # and at most so small a part of the page's width
LINK = "page:"  # how the template writes a link to a joined page
PAGE_COUNT = "{http://ns.adobe.com/xap/1.0/t/pg/}NPages"


def pdf_package(package: Package, file: BinaryIO) -> None:
    """Write the meeting as one PDF: the agenda, then each item's text followed by its documents.

    Pages have numbers and bookmarks. A document that can't be joined gets a page that says where it is. The same
    package gives the same bytes. All documents are in memory at once while it is made.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="package-")))
        layout = Layout(package)
        layout.add_cover([make_ready(document, folder, stack) for document in package.documents])
        for item in package.items:
            layout.add_item(item, [make_ready(document, folder, stack) for document in item.documents])
        agenda = typeset(layout.data(), folder, package.made_on)
        pdf = stack.enter_context(pikepdf.open(io.BytesIO(agenda.pdf)))
        own = len(pdf.pages)
        joined = join(pdf, layout, agenda)
        stamps = {"kind": "stamps", "total": len(pdf.pages), "stamps": [stamp(pdf.pages[n], n + 1) for n in joined]}
        if joined:
            overlay(pdf, joined, typeset(stamps, folder, package.made_on))
        add_outline(pdf, layout.bookmarks, agenda.places, after=own + 1)
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata[PAGE_COUNT] = str(len(pdf.pages))
        pdf.save(file, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def join(pdf: Pdf, layout: Layout, agenda: Typeset) -> list[int]:
    """Put the documents' pages in their places among the typeset ones; returns their indices."""
    own = list(pdf.pages)
    starts = [agenda.places[f"s{number}"] - 1 for number in range(len(layout.sections))] + [len(own)]
    in_order: list[Page] = []
    indices: list[int] = []
    for number, (start, end) in enumerate(pairwise(starts), 1):
        in_order += own[start:end]
        for joined in layout.joined:
            if joined.before == number:
                added = appended(pdf, joined.pdf)
                indices += range(len(in_order), len(in_order) + len(added))
                in_order += added
    del pdf.pages[:]
    pdf.pages.extend(in_order)
    lead_to_joined(pdf, own)
    return indices


def appended(pdf: Pdf, joined: Pdf) -> list[Page]:
    before = len(pdf.pages)
    pdf.add_pages_from(joined, forms="strip", outlines="ignore")
    return list(pdf.pages)[before:]


def stamp(page: Page, number: int) -> dict:
    """The number that is laid over a page; on a poster it is larger, and on a label smaller."""
    width, height = visible_size(page)
    size = min(STAMP * max(min(width, height) / A4_WIDTH, 0.75), width / STAMP_PART)
    return {"width": width, "height": height, "number": number, "size": round(size, 2)}


def overlay(pdf: Pdf, indices: list[int], numbers: Typeset) -> None:
    """Lay the numbers over the pages, the right way up for readers also where the page is turned."""
    with pikepdf.open(io.BytesIO(numbers.pdf)) as source:
        for index, number in zip(indices, source.pages, strict=True):
            page = pdf.pages[index]
            form = pdf.copy_foreign(number.as_form_xobject())
            name = page.add_resource(form, Name.XObject, free_name(page, index))
            visible = Rectangle(*(float(side) for side in page.cropbox))
            placed = page.calc_form_xobject_placement(form, name, visible)
            page.contents_add(b"\n/Artifact BMC\n" + placed + b"\nEMC\n")  # no part of what is read aloud


def free_name(page: Page, index: int) -> Name:
    """A name that the page doesn't use; pages may share what they name, so it is another for each."""
    used = page.obj.Resources.get(Name.XObject, {})
    name = f"/Number{index}"
    while name in used:
        name += "x"
    return Name(name)


def lead_to_joined(pdf: Pdf, own: list[Page]) -> None:
    """Give the typeset links that name a page's number their place, now that the page is there."""
    for page in own:
        for note in page.obj.get(Name.Annots, ()):
            address = str(note.get(Name.A, Dictionary()).get(Name.URI, ""))
            if address.startswith(LINK):
                del note[Name.A]
                note.Dest = Array([pdf.pages[int(address.removeprefix(LINK)) - 1].obj, Name.Fit])


def add_outline(pdf: Pdf, bookmarks: list[Bookmark], places: dict[str, int], *, after: int) -> None:
    """Replace the typeset headings' bookmarks by those of items and documents, and open the document with them."""

    def outline_item(mark: Bookmark) -> OutlineItem:
        index = places.get(mark.target["key"], after) + mark.target["offset"] - 1
        made = OutlineItem(mark.title, index)
        made.children.extend(outline_item(below) for below in mark.below)
        return made

    with pdf.open_outline() as outline:
        outline.root[:] = [outline_item(mark) for mark in bookmarks]
    pdf.Root.PageMode = Name.UseOutlines
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)

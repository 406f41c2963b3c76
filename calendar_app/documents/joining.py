"""Documents made ready to be joined to others, without what they do by themselves (pure)."""

from __future__ import annotations

import logging
import re
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Name, Object, Page, Pdf
from PIL import Image, ImageOps

from calendar_app.documents.content_values import ContentError
from calendar_app.documents.formats import Format
from calendar_app.documents.package_values import PackageDocument
from calendar_app.documents.pdf import open_pdf
from calendar_app.documents.pictures import open_picture
from committee.swedish import size_in_words

logger = logging.getLogger(__name__)

PICTURES = {Format.PNG, Format.JPEG}
DOTS_PER_INCH, LARGEST = 150, 2400  # as sharp as office printers need, across a page
SMALLEST_SIDE, LARGEST_SIDE = 18, 14_400  # points: what readers can show
KEPT_ACTIONS = {"/GoTo", "/URI"}
SAVED_STATE = re.compile(rb"(?:^|\s)([qQ])(?=\s|$)")
DROPPED_NOTES = {"/Movie", "/RichMedia", "/Screen", "/Sound", "/3D", "/FileAttachment"}


@dataclass(frozen=True)
class Picture:
    """A picture as a file that typesetting can read, and its size in points."""

    path: str
    width: float
    height: float


@dataclass(frozen=True)
class Ready:
    """A document, and its pages or picture; neither if it can't be joined, and without a size if it can't be read."""

    document: PackageDocument
    size: int | None
    pdf: Pdf | None = None
    picture: Picture | None = None

    @property
    def facts(self) -> str:
        label = self.document.format.label
        return label if self.size is None else f"{label}, {size_in_words(self.size)}"

    @property
    def is_faulty(self) -> bool:
        is_joinable = self.document.format is Format.PDF or self.document.format in PICTURES
        return self.size is None or (is_joinable and not self.pdf and not self.picture)


def make_ready(document: PackageDocument, folder: Path, stack: ExitStack) -> Ready:
    """Open a document, which stays open as long as `stack` does; pictures are written to `folder`."""
    size = None
    try:
        with document.open() as file:
            data = file.read()
        size = len(data)
        if document.format is Format.PDF:
            return Ready(document, size, pdf=stack.enter_context(joinable(data)))
        if document.format in PICTURES:
            return Ready(document, size, picture=plain_picture(data, document.format, folder))
    except Exception as error:
        # The package is made all the same, and says which document isn't in it.
        logger.warning("%s could not be joined: %r", document.file_name, error)
    return Ready(document, size)


def joinable(data: bytes) -> Pdf:
    """The pages in a PDF of their own: forms become what they show, and scripts go."""
    pdf = pikepdf.new()
    with open_pdf(data) as source:
        source.flatten_annotations()
        pdf.add_pages_from(source, forms="strip", outlines="ignore")
    if not len(pdf.pages):
        raise ContentError("no pages")
    for page in pdf.pages:
        visible_size(page)
        enclose(page, contents_of(page))
        calm(page)
    return pdf


def contents_of(page: Page) -> list[pikepdf.Stream]:
    """The page's content; raises ContentError for a page that nothing can be laid over."""
    if Name.Resources not in page.obj:
        page.obj.Resources = Dictionary()
    resources = page.obj.Resources
    contents = page.obj.get(Name.Contents, pikepdf.Array())
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    named = resources.get(Name.XObject, Dictionary()) if isinstance(resources, Dictionary) else None
    if not isinstance(named, Dictionary) or not all(isinstance(part, pikepdf.Stream) for part in streams):
        raise ContentError("page of wrong parts")
    return streams


def enclose(page: Page, contents: list[pikepdf.Stream]) -> None:
    """Let the page end with the coordinates that it began with, also where its own content doesn't see to it."""
    surplus, left = balance(b"\n".join(part.read_bytes() for part in contents))
    page.contents_add(b"q\n" * (surplus + 1), prepend=True)
    page.contents_add(b"\nQ" * (left + 1))


def balance(content: bytes) -> tuple[int, int]:
    """How many states are taken back that weren't saved, and how many are saved and not taken back.

    >>> balance(b"q 1 0 0 1 9 9 cm Q"), balance(b"Q q q (queue) Tj"), balance(b"")
    ((0, 0), (1, 2), (0, 0))
    """
    surplus = left = 0
    for operator in SAVED_STATE.findall(content):
        if operator == b"q":
            left += 1
        elif left:
            left -= 1
        else:
            surplus += 1
    return surplus, left


def calm(page: Page) -> None:
    """Take away what happens by itself, and the numbers that tie a page to its own document's structure."""
    notes = page.obj.get(Name.Annots)
    for key in (Name.AA, Name.StructParents, Name.Annots):
        if key in page.obj:
            del page.obj[key]
    if not isinstance(notes, pikepdf.Array):
        return
    kept = [note for note in notes if isinstance(note, Dictionary) and str(note.get(Name.Subtype)) not in DROPPED_NOTES]
    for note in kept:
        calm_note(note)
    page.obj.Annots = pikepdf.Array(kept)


def calm_note(note: Object) -> None:
    action = note.get(Name.A)
    is_kept = isinstance(action, Dictionary) and str(action.get(Name.S)) in KEPT_ACTIONS
    if is_kept and Name.Next in action:
        del action[Name.Next]
    for key in (Name.AA, Name.StructParent, *([] if is_kept else [Name.A])):
        if key in note:
            del note[key]


def visible_size(page: Page) -> tuple[float, float]:
    """Width and height in points as readers see the page; raises ValueError for what they can't show."""
    left, bottom, right, top = (float(side) for side in page.cropbox)
    width, height = abs(right - left), abs(top - bottom)
    if not all(SMALLEST_SIDE <= side <= LARGEST_SIDE for side in (width, height)):
        raise ValueError(f"page of {width} by {height}")
    return (height, width) if page.rotation % 180 else (width, height)


def plain_picture(data: bytes, format: Format, folder: Path) -> Picture:
    """The picture the right way up, in ordinary colours, on white, and no sharper than a page can show."""
    with open_picture(data, format) as picture:
        picture.draft("RGB", (LARGEST, LARGEST))
        picture.thumbnail((LARGEST, LARGEST))
        upright = ImageOps.exif_transpose(picture)
        if upright.mode.startswith("I"):
            upright = upright.point(lambda level: level / 256).convert("L")
        upright = upright.convert("RGBA")
        flat = Image.new("RGB", upright.size, "white")
        flat.paste(upright, mask=upright.getchannel("A"))
    path = folder / f"{len(list(folder.iterdir()))}{format.extension}"
    flat.save(path, format.name, quality=88) if format is Format.JPEG else flat.save(path, format.name)
    width, height = (side * 72 / DOTS_PER_INCH for side in flat.size)
    return Picture(path.name, width, height)

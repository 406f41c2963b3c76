"""What a PDF is by its content, and what makes it one that can't be received (pure)."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf
from pikepdf.settings import set_qpdf_limits

from calendar_app.documents.content_values import ACTIVE_PDF, DAMAGED, LOCKED, Content, ContentError
from calendar_app.documents.formats import Format

SIGNATURE = b"%PDF-"
END, TAIL = b"%%EOF", 2048
ACTIVE = {"/JavaScript", "/Launch"}
MOST_ACTIONS = 50

# For the whole process, since the library has it so. A megabyte may otherwise unpack to a gigabyte when it is opened.
set_qpdf_limits(
    flate_max_memory=32 * 1024 * 1024,
    run_length_max_memory=32 * 1024 * 1024,
    parser_max_container_size=1_000_000,
    doc_max_warnings=1000,
)


def pdf_content(data: bytes) -> Content:
    """Read a PDF; raises ContentError for a locked, cut off or damaged one, and for one that does things by itself."""
    with open_pdf(data) as pdf:
        if is_active(pdf.Root):
            raise ContentError(ACTIVE_PDF)
        pages = len(pdf.pages)
        if not pages or any(not isinstance(page.obj, Dictionary) for page in (pdf.pages[0], pdf.pages[-1])):
            raise ContentError(DAMAGED)
        return Content.of(
            data, Format.PDF, pages=pages, language=text_of(pdf.Root.get(Name.Lang)), is_tagged=is_tagged(pdf.Root)
        )


def open_pdf(data: bytes) -> Pdf:
    """Open what anyone may read; one whose password is empty is locked too, since it can't be joined to others."""
    if END not in data[-TAIL:]:
        raise ContentError(DAMAGED)  # the library would mend it, with pages missing
    try:
        pdf = pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError as error:
        raise ContentError(LOCKED) from error
    except pikepdf.PdfError as error:
        raise ContentError(LOCKED if "encrypt" in str(error).lower() else DAMAGED) from error
    if pdf.is_encrypted:
        pdf.close()
        raise ContentError(LOCKED)
    return pdf


def is_tagged(root: Object) -> bool:
    mark_info = root.get(Name.MarkInfo)
    return isinstance(mark_info, Dictionary) and mark_info.get(Name.Marked) is True and Name.StructTreeRoot in root


def text_of(value: object) -> str:
    return str(value) if isinstance(value, pikepdf.String) else ""


def is_active(root: Object) -> bool:
    """Whether opening, saving or printing the document runs a script or starts a program."""
    names = root.get(Name.Names)
    scripts = names.get(Name.JavaScript) if isinstance(names, Dictionary) else None
    if isinstance(scripts, Dictionary) and any(scripts.get(key) for key in (Name.Names, Name.Kids)):
        return True
    events = root.get(Name.AA)
    starts = [root.get(Name.OpenAction), *(events.values() if isinstance(events, Dictionary) else [])]
    return any(str(action.get(Name.S)) in ACTIVE for start in starts for action in actions_from(start))


def actions_from(start: object) -> Iterator[Object]:
    """An action and those that follow it, at most so many as a person would ever make."""
    waiting = [start]
    for _ in range(MOST_ACTIONS):
        if not waiting:
            return
        action = waiting.pop()
        if isinstance(action, Dictionary):
            yield action
            following = action.get(Name.Next)
            waiting += list(following)[:MOST_ACTIONS] if isinstance(following, Array) else [following]

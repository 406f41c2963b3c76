"""Reads the words on a PDF's pages, also those laid over them, for the tests of packages."""

import re

import pikepdf
from pikepdf import Dictionary, Name, Page


def page_text(page: Page) -> str:
    """The page's words on one line, in the order that they are painted."""
    return " ".join("".join(painted(page.obj, page.obj.get(Name.Resources, Dictionary()))).split())


def read_text(page: Page) -> str:
    """The same as a screen reader gets them: without footers and repeated heads, which are marked as no content."""
    return " ".join("".join(painted(page.obj, page.obj.get(Name.Resources, Dictionary()), is_all=False)).split())


def painted(stream, resources, *, is_all: bool = True) -> list[str]:
    pieces, letters, marks = [], {}, []
    for operands, operator in pikepdf.parse_content_stream(stream):
        is_said = is_all or Name.Artifact not in marks
        match str(operator):
            case "BMC" | "BDC":
                marks.append(operands[0])
            case "EMC":
                marks.pop()
            case "Tf":
                letters = unicode_of(resources.Font[operands[0]])
            case "Tj" | "TJ" if is_said:
                parts = operands[0] if str(operator) == "TJ" else operands
                pieces += [decoded(bytes(part), letters) for part in parts if isinstance(part, pikepdf.String)]
            case "ET":
                pieces.append(" ")
            case "Do" if resources.XObject[operands[0]].Subtype == Name.Form:
                form = resources.XObject[operands[0]]
                pieces += painted(form, form.get(Name.Resources, Dictionary()))
    return pieces


def decoded(codes: bytes, letters: dict[int, str]) -> str:
    if not letters:
        return codes.decode("latin-1")
    return "".join(letters[int.from_bytes(codes[at : at + 2])] for at in range(0, len(codes), 2)).replace("\u200b", "")


def unicode_of(font) -> dict[int, str]:
    """The letters of a font's codes, as its ToUnicode table lists them one by one."""
    if Name.ToUnicode not in font:
        return {}
    table = font.ToUnicode.read_bytes().decode("latin-1")
    pairs = re.findall(r"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>\s*\n", table)
    return {int(code, 16): bytes.fromhex(letters).decode("utf-16-be") for code, letters in pairs}

"""Makers of real files, kind and hostile, for the tests of documents."""

import io
import zipfile

import docx
import openpyxl
import pikepdf
import pptx
from odf import dc, meta
from odf.opendocument import OpenDocumentSpreadsheet, OpenDocumentText
from odf.table import Table
from odf.text import P
from pikepdf import Array, Dictionary, Name
from PIL import Image

A4 = (595, 842)


def pdf_bytes(pages=2, language="sv", *, size=A4, rotate=0, text="Handling", change=None, **save) -> bytes:
    """A PDF with so many pages; `change` may do what it likes to it before it is saved."""
    with pikepdf.new() as pdf:
        font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        for number in range(1, pages + 1):
            page = pdf.add_blank_page(page_size=size)
            page.obj.Resources = Dictionary(Font=Dictionary(F=font))
            page.obj.Contents = pdf.make_stream(
                f"BT /F 18 Tf 60 {size[1] - 80} Td ({text}, page {number}) Tj ET 0.5 w 20 20 {size[0] - 40} "
                f"{size[1] - 40} re S".encode()
            )
            if rotate:
                page.obj.Rotate = rotate
        if language:
            pdf.Root.Lang = pikepdf.String(language)
        if change:
            change(pdf)
        return saved(lambda file: pdf.save(file, **save))


def tagged_pdf_bytes() -> bytes:
    def tag(pdf):
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))

    return pdf_bytes(change=tag)


def locked_pdf_bytes(user: str) -> bytes:
    return pdf_bytes(encryption=pikepdf.Encryption(user=user, owner="ägarens"))


def script_in_names(pdf):
    script = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.alert(1)")))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([pikepdf.String("a"), script])))


def script_on_opening(pdf):
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


def script_after_opening(pdf):
    script = Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    pdf.Root.OpenAction = Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]), Next=Array([script]))


def program_on_opening(pdf):
    pdf.Root.OpenAction = Dictionary(S=Name.Launch, F=pikepdf.String("cmd.exe"))


def script_on_closing(pdf):
    pdf.Root.AA = Dictionary(WC=Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.alert(1)")))


def docx_bytes(text="Handling", *, language="") -> bytes:
    document = docx.Document()
    document.core_properties.language = language
    document.add_paragraph(text)
    return saved(document.save)


def xlsx_bytes(sheets=2) -> bytes:
    book = openpyxl.Workbook()
    for number in range(1, sheets):
        book.create_sheet(f"Blad {number}")
    book.active["A1"] = "Budget"
    return saved(book.save)


def pptx_bytes(slides=3) -> bytes:
    show = pptx.Presentation()
    for _ in range(slides):
        show.slides.add_slide(show.slide_layouts[6])
    return saved(show.save)


def odt_bytes(text="Handling", *, language="sv-SE", pages=4) -> bytes:
    document = OpenDocumentText()
    document.text.addElement(P(text=text))
    document.meta.addElement(meta.DocumentStatistic(attributes={"pagecount": pages}))
    document.meta.addElement(dc.Language(text=language))
    return saved(document.write)


def ods_bytes(sheets=2) -> bytes:
    document = OpenDocumentSpreadsheet()
    for number in range(sheets):
        document.spreadsheet.addElement(Table(name=f"Blad {number}"))
    document.meta.addElement(meta.DocumentStatistic(attributes={"tablecount": sheets}))
    return saved(document.write)


def png_bytes(size=(40, 30), mode="RGB", color=None) -> bytes:
    return saved(lambda file: Image.new(mode, size, color or 0).save(file, "PNG"))


def jpeg_bytes(size=(40, 30), mode="RGB", **options) -> bytes:
    return saved(lambda file: Image.new(mode, size).save(file, "JPEG", **options))


def old_office_bytes(stream="WordDocument") -> bytes:
    """The container of doc, xls and ppt, and of locked docx: its directory names the streams in UTF-16."""
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + stream.encode("utf-16-le") + bytes(512)


def zip_bytes(members: dict[str, bytes], *, method=zipfile.ZIP_DEFLATED) -> bytes:
    def write(file):
        with zipfile.ZipFile(file, "w", method) as archive:
            for name, data in members.items():
                archive.writestr(zipfile.ZipInfo(name), data, method)

    return saved(write)


def members_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(data: bytes, **members: bytes | None) -> bytes:
    """An office file with other members; the names have `__` for a slash. None takes one away."""
    new = {name.replace("__", "/"): member for name, member in members.items()}
    return zip_bytes({name: member for name, member in (members_of(data) | new).items() if member is not None})


def replaced(data: bytes, name: str, old: str, new: str) -> bytes:
    """An office file with other words in one member."""
    members = members_of(data)
    assert old.encode() in members[name]
    return zip_bytes(members | {name: members[name].replace(old.encode(), new.encode())})


def saved(save) -> bytes:
    file = io.BytesIO()
    save(file)
    return file.getvalue()


EXAMPLES = {
    "pdf": pdf_bytes,
    "docx": docx_bytes,
    "xlsx": xlsx_bytes,
    "pptx": pptx_bytes,
    "odt": odt_bytes,
    "ods": ods_bytes,
    "png": png_bytes,
    "jpeg": jpeg_bytes,
}

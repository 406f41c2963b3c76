"""Pages of other documents are joined as they are, but for what would act by itself."""

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from calendar_app.documents.formats import Format
from calendar_app.documents.package import pdf_package
from tests.calendar_app.documents.files import (
    jpeg_bytes,
    pdf_bytes,
    png_bytes,
    saved,
    tagged_pdf_bytes,
)
from tests.calendar_app.documents.packages import document, opened, texts, with_documents

FAULT = "kunde inte fogas in. Handlingen finns i ZIP-filen och på mötets sida."


def test_photograph_is_turned_the_right_way_up():
    exif = Image.Exif()
    exif[0x0112] = 6
    lying = jpeg_bytes((60, 30), exif=exif)
    with opened(with_documents(document(lying, format=Format.JPEG))) as pdf:
        images = list(pdf.pages[2].get_images().values())

    assert [(image.Width, image.Height) for image in images] == [(30, 60)]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_picture_of_any_kind_is_joined(mode):
    assert FAULT not in texts(with_documents(document(png_bytes(mode=mode), format=Format.PNG)))[2]


def test_pages_that_share_what_they_name_have_numbers_of_their_own():
    def share(pdf):
        shared = pdf.make_indirect(Dictionary(XObject=Dictionary(), Font=pdf.pages[0].obj.Resources.Font))
        for page in pdf.pages:
            page.obj.Resources = shared

    pages = texts(with_documents(document(pdf_bytes(3, change=share))))

    assert [page[-11:] for page in pages[2:]] == ["Sida 3 av 5", "Sida 4 av 5", "Sida 5 av 5"]


def test_page_keeps_what_it_calls_by_the_name_of_its_number():
    def add(pdf):
        own = pdf.make_stream(b"BT /F 12 Tf (Eget) Tj ET", Type=Name.XObject, Subtype=Name.Form)
        own.BBox, own.Resources = Array([0, 0, 100, 20]), Dictionary(Font=pdf.pages[0].obj.Resources.Font)
        pdf.pages[0].obj.Resources.XObject = Dictionary(Number2=own)
        pdf.pages[0].obj.Contents = pdf.make_stream(b"/Number2 Do")

    assert texts(with_documents(document(pdf_bytes(1, change=add))))[2] == "Eget Sida 3 av 3"


def test_package_in_a_package_keeps_both_numbers():
    inner = saved(lambda file: pdf_package(with_documents(document(pdf_bytes(1))), file))

    pages = texts(with_documents(document(pdf_bytes(1)), document(inner)))

    assert pages[5] == "Handling, page 1 Sida 3 av 3 Sida 6 av 6"


def test_joined_pages_do_nothing_by_themselves_and_keep_their_links():
    script = Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.alert(1)"))

    def add(pdf):
        actions = [
            Dictionary(S=Name.URI, URI=pikepdf.String("https://a.example/"), Next=script),
            Dictionary(S=Name.URI, URI=pikepdf.String("page:1")),
            Dictionary(S=Name.Launch, F=pikepdf.String("cmd.exe")),
            script,
        ]
        notes = [Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=one) for one in actions]
        notes[0].AA = Dictionary(E=script)
        pdf.pages[0].obj.Annots = Array(map(pdf.make_indirect, notes))
        pdf.pages[0].obj.AA = Dictionary(O=script)

    with opened(with_documents(document(pdf_bytes(1, change=add)))) as pdf:
        actions = [note.get(Name.A) for note in pdf.pages[2].obj.Annots]
        everything = saved(lambda file: pdf.save(file, object_stream_mode=pikepdf.ObjectStreamMode.disable))

    assert [str(action.URI) for action in actions if action] == ["https://a.example/", "page:1"]
    assert b"/JavaScript" not in everything
    assert b"/Launch" not in everything


def test_form_shows_what_was_filled_in_and_is_no_form_any_more():
    def fill(pdf):
        look = pdf.make_stream(b"BT /F 12 Tf (Ifyllt) Tj ET", Type=Name.XObject, Subtype=Name.Form)
        look.BBox, look.Resources = Array([0, 0, 100, 20]), pdf.pages[0].obj.Resources
        field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=pikepdf.String("namn"), F=4)
        field.Rect, field.AP = Array([50, 50, 150, 70]), Dictionary(N=look)
        field = pdf.make_indirect(field)
        pdf.pages[0].obj.Annots = Array([field])
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]))

    with opened(with_documents(document(pdf_bytes(1, change=fill)))) as pdf:
        assert "/AcroForm" not in pdf.Root
    assert "Ifyllt" in texts(with_documents(document(pdf_bytes(1, change=fill))))[2]


def test_joined_pages_do_not_take_part_in_the_typeset_structure():
    def number(pdf):
        pdf.pages[0].obj.StructParents = 0

    with opened(with_documents(document(pdf_bytes(1, change=number)), document(tagged_pdf_bytes()))) as pdf:
        assert [Name.StructParents in page.obj for page in pdf.pages] == [True, True, False, False, False]

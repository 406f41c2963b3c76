import io
import re
from dataclasses import replace

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Name

from calendar_app.documents.formats import Format
from calendar_app.documents.package import Package, PackageDocument, PackageItem, pdf_package
from tests.calendar_app.documents.files import (
    docx_bytes,
    locked_pdf_bytes,
    pdf_bytes,
    png_bytes,
    saved,
)
from tests.calendar_app.documents.packages import LETTER, MEETING, document, opened, texts, with_documents

FAULT = "kunde inte fogas in. Handlingen finns i ZIP-filen och på mötets sida."


def gone():
    raise FileNotFoundError("handling")


def test_package_has_the_agenda_and_then_each_item_before_its_documents():
    pages = texts(MEETING)

    begins = ["FJÄRDKOMMUNERNA", "Handling, page 1", "ÄRENDE 1", *(f"Handling, page {n}" for n in (1, 2, 3))]
    begins += ["Handling till ärende 2 Karta", "Handling till ärende 2 Följebrev", "ÄRENDE 3"]
    assert [page.startswith(begin) for page, begin in zip(pages, begins, strict=True)] == [True] * 9


def test_every_page_has_its_number():
    pages = texts(MEETING)

    assert [re.findall(r"Sida \d+ av \d+", page)[-1] for page in pages] == [f"Sida {n} av 9" for n in range(1, 10)]


def test_cover_tells_what_when_where_and_the_page_of_each_item():
    cover = texts(MEETING)[0]

    assert "Rådets möte torsdag 2 februari 2017 kl. 12.00–15.00 Kommunhuset i Ålvik" in cover
    assert "Anmäl förhinder senast den 30 januari." in cover
    assert "1 Mötets öppnande Information 5 min 3 2 Yttrande om länsplanen Beslut Karin Öman 30 min 3" in cover
    assert "3 Sekretess Sekretess enligt 19 kap. 3 § OSL. 9 4 Övriga frågor Diskussion 9" in cover
    assert "Kallelse (PDF, 1 kB) sida 2" in cover
    assert "Sammanställt 26 januari 2017." in cover


def test_item_has_its_text_its_proposal_and_its_documents_with_their_pages():
    page = texts(MEETING)[2]

    assert "ÄRENDE 2 Yttrande om länsplanen Beslut · Karin Öman · 30 min Länsstyrelsen frågar. Rådet svarar." in page
    assert "Förslag till beslut Rådet antar yttrandet." in page
    assert "Förslag till yttrande (PDF, 2 kB) ny version sida 4 Karta (JPEG, 1 kB) sida 7 Följebrev (Word," in page


def test_document_that_cannot_be_joined_has_a_page_that_says_where_it_is():
    assert re.search(r"Följebrev \(Word, \d+ kB\) finns i ZIP-filen och på mötets sida\.", texts(MEETING)[7])


def test_outline_leads_to_items_and_under_them_to_documents():
    with opened(MEETING) as pdf, pdf.open_outline() as outline:

        def leads(items):
            return [(item.title, page_of(pdf, item.destination), leads(item.children)) for item in items]

        assert leads(outline.root) == [
            ("Föredragningslista", 1, [("Kallelse", 2, [])]),
            ("1. Mötets öppnande", 3, []),
            (
                "2. Yttrande om länsplanen",
                3,
                [("Förslag till yttrande", 4, []), ("Karta", 7, []), ("Följebrev", 8, [])],
            ),
            ("3. Sekretess", 9, []),
            ("4. Övriga frågor", 9, []),
        ]
        assert pdf.Root.PageMode == Name.UseOutlines


def page_of(pdf, destination) -> int:
    return pdf.pages.index(pikepdf.Page(destination[0])) + 1


def test_agenda_links_to_items_and_documents():
    with opened(MEETING) as pdf:
        links = [[page_of(pdf, note.Dest) for note in page.obj.get(Name.Annots, ())] for page in pdf.pages]

    assert links[0] == [3, 3, 9, 9, 2]
    assert links[2] == [4, 7, 8]


def test_package_tells_its_title_and_language():
    with opened(MEETING) as pdf, pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "Rådets möte · torsdag 2 februari 2017 kl. 12.00–15.00"
        assert str(pdf.docinfo.Title) == metadata["dc:title"]
        assert str(pdf.Root.Lang).startswith("sv")
        assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
        assert (pdf.Root.MarkInfo.Marked, "/StructTreeRoot" in pdf.Root) == (True, True)
        assert metadata["{http://ns.adobe.com/xap/1.0/t/pg/}NPages"] == "9"


def test_same_package_gives_the_same_bytes():
    assert saved(lambda file: pdf_package(MEETING, file)) == saved(lambda file: pdf_package(MEETING, file))


def test_meeting_without_anything_is_still_a_package():
    bare = Package("", "Möte", "", "", (), (), (), MEETING.made_on)

    assert texts(bare) == ["Möte Sammanställt 26 januari 2017. · Möte Sida 1 av 1"]


def test_confidential_item_shows_its_number_and_ground_only():
    pages = texts(replace(MEETING, items=(PackageItem("3", ground="19 kap. 3 § OSL"),), documents=()))

    assert pages[1] == (
        "ÄRENDE 3 Sekretess Sekretess enligt 19 kap. 3 § OSL. Fjärdkommunerna · Rådets möte Sida 2 av 2"
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hej",
        pdf_bytes()[:300],
        locked_pdf_bytes(""),
        locked_pdf_bytes("hemligt"),
        pdf_bytes(0),
        pdf_bytes(size=(5, 5)),
        pdf_bytes(change=lambda pdf: setattr(pdf.pages[1].obj, "Contents", 5)),
        pdf_bytes(change=lambda pdf: setattr(pdf.pages[0].obj.Resources, "XObject", 5)),
    ],
    ids=["empty", "text", "cut", "locked", "locked by a word", "no page", "tiny", "odd contents", "odd objects"],
)
def test_pdf_that_cannot_be_opened_has_a_page_that_says_so(data):
    pages = texts(with_documents(document(data), LETTER))

    assert len(pages) == 6
    assert FAULT in pages[2]
    assert pages[3].startswith("Handling, page 1")


@pytest.mark.parametrize("format", [Format.PNG, Format.JPEG])
def test_picture_that_cannot_be_opened_has_a_page_that_says_so(format):
    assert FAULT in texts(with_documents(document(png_bytes()[:40], format=format)))[2]


def test_document_whose_file_is_gone_has_a_page_that_says_so():
    pages = texts(with_documents(PackageDocument("Handling", "a.pdf", Format.PDF, gone)))

    assert "Handling (PDF) kunde inte fogas in. Handlingen finns på mötets sida." in pages[2]


def test_document_is_read_from_the_file_that_is_opened_for_it():
    files = []

    def open_it():
        files.append(io.BytesIO(pdf_bytes(2, text="Ur filen")))
        return files[-1]

    assert texts(with_documents(PackageDocument("Handling", "a.pdf", Format.PDF, open_it)))[2].startswith("Ur filen")
    assert [file.closed for file in files] == [True]


WORDS = 'Pris: 5 $ * _a_ #panic("x") @b <c> \\ `kod` = rubrik // /* - + ~ -- ... "å" #sys.inputs $x$ https://a.example'


def test_typed_text_is_never_code():
    item = PackageItem("1", WORDS, WORDS, WORDS, 5, WORDS, WORDS, WORDS, (document(docx_bytes(), title=WORDS),))
    pages = texts(replace(MEETING, cooperation=WORDS, title=WORDS, when=WORDS, where=WORDS, items=(item,)))

    assert " ".join(pages).count(WORDS) >= 10


@settings(max_examples=15)
@given(st.lists(st.text(max_size=60), min_size=8, max_size=8))
def test_any_text_makes_a_package(words):
    number, title, kind, presenter, text, ground, note, name = words
    file = PackageDocument(title, name, Format.PDF, pdf_bytes(1), note)
    item = PackageItem(number, title, kind, presenter, 1, text, text, ground, (file,))
    package = Package(title, title, name, note, (text,), (item,), (file,), MEETING.made_on)

    with opened(package) as pdf:
        assert len(pdf.pages) >= 4


WHOLE = pdf_bytes(2)


@settings(max_examples=60)
@given(st.data())
def test_pdf_with_changed_bytes_never_spoils_the_package(data):
    damaged = bytearray(WHOLE)
    for place in data.draw(st.lists(st.integers(0, len(damaged) - 1), min_size=1, max_size=10)):
        damaged[place] = data.draw(st.sampled_from(b"0 9/<>[]()\nR"))

    with opened(with_documents(document(bytes(damaged)))) as pdf:
        assert len(pdf.pages) >= 3


def test_many_items_fill_several_pages_and_every_number_is_right():
    text = "Ord. " * 100
    items = tuple(
        PackageItem(str(n), f"Ärende med nummer {n}", "beslut", "Per Ek", 5, text, documents=(LETTER,) * (n % 3))
        for n in range(1, 41)
    )
    package = replace(MEETING, items=items, documents=())

    pages = texts(package)

    cover = " ".join(page for page in pages[:3] if "ÄRENDE" not in page)
    for n in range(1, 41):
        page = int(re.search(rf"\b{n} Ärende med nummer {n} Beslut Per Ek 5 min (\d+)", cover)[1])
        assert f"ÄRENDE {n} Ärende med nummer {n} " in pages[page - 1]
    assert [page.count(f"Sida {n} av {len(pages)}") for n, page in enumerate(pages, 1)] == [1] * len(pages)

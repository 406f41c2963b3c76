import datetime as dt
import io
import zipfile
from dataclasses import replace
from pathlib import PurePosixPath

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendar_app.documents.archive import AGENDA
from calendar_app.documents.formats import Format
from calendar_app.documents.package import Package, PackageDocument, PackageItem, zip_package
from tests.calendar_app.documents.files import saved
from tests.calendar_app.documents.packages import CALL, LETTER, MAP, MEETING, SHEET, with_documents
from tests.calendar_app.documents.pdf_text import page_text


def archive_of(package: Package) -> zipfile.ZipFile:
    archive = zipfile.ZipFile(io.BytesIO(saved(lambda file: zip_package(package, file))))
    assert archive.testzip() is None
    return archive


def agenda_text(archive: zipfile.ZipFile) -> str:
    with pikepdf.open(io.BytesIO(archive.read(AGENDA))) as pdf:
        return " ".join(page_text(page) for page in pdf.pages)


def names(*documents: PackageDocument) -> list[str]:
    """What the files of an item with these documents are called."""
    inside = archive_of(with_documents(*documents)).namelist()
    return [name.removeprefix("01 Ärendet/") for name in inside if name != AGENDA]


def gone():
    raise FileNotFoundError("handling")


def test_archive_has_the_agenda_and_a_folder_per_item_with_documents():
    archive = archive_of(MEETING)

    assert set(archive.namelist()) == {
        "00 Föredragningslista.pdf",
        "00 Handlingar till mötet/kallelse.pdf",
        "02 Yttrande om länsplanen/yttrande.pdf",
        "02 Yttrande om länsplanen/karta.jpg",
        "02 Yttrande om länsplanen/följebrev.docx",
    }
    assert archive.read("02 Yttrande om länsplanen/yttrande.pdf") == LETTER.content


def test_agenda_in_the_archive_has_all_items_and_says_where_their_documents_are():
    text = agenda_text(archive_of(MEETING))

    assert "2 Yttrande om länsplanen Beslut Karin Öman 30 min 2" in text
    assert "Kallelse (PDF, 1 kB) 00 Handlingar till mötet/kallelse.pdf" in text
    assert "Förslag till yttrande (PDF, 2 kB) ny version · 02 Yttrande om länsplanen/yttrande.pdf" in text
    assert "Rådet antar yttrandet." in text
    assert "Sida 2 av 2" in text
    assert "Handling, page 1" not in text


def test_files_are_stored_with_the_day_and_open_for_reading_and_the_same_each_time():
    archive = archive_of(MEETING)

    assert {info.date_time for info in archive.infolist()} == {(2017, 1, 26, 12, 0, 0)}
    assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}
    assert {info.external_attr >> 16 for info in archive.infolist()} == {0o644}
    assert saved(lambda file: zip_package(MEETING, file)) == saved(lambda file: zip_package(MEETING, file))


def test_day_that_a_zip_file_cannot_tell_becomes_the_nearest_year():
    package = replace(MEETING, made_on=dt.date(1950, 3, 2))

    assert {info.date_time[:3] for info in archive_of(package).infolist()} == {(1980, 3, 2)}


def test_archive_is_written_to_a_file_that_cannot_go_back():
    class Stream(io.RawIOBase):
        written = b""

        def writable(self):
            return True

        def write(self, data):
            self.written += bytes(data)
            return len(data)

    stream = Stream()
    zip_package(MEETING, stream)

    with zipfile.ZipFile(io.BytesIO(stream.written)) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == 5


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Windows\\a.exe", "a.pdf"),
        ("", "Förslag till yttrande.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("a\x00\u202e.pdf", "a.pdf"),
    ],
)
def test_file_has_a_safe_name(typed, name):
    assert names(replace(LETTER, file_name=typed)) == [name]


def test_same_name_is_given_once():
    upper = replace(LETTER, file_name="YTTRANDE.pdf")
    second = replace(LETTER, file_name="yttrande (2).pdf")
    other = replace(SHEET, file_name="yttrande.docx")

    assert names(LETTER, upper, second, other) == [
        "yttrande.pdf",
        "YTTRANDE (2).pdf",
        "yttrande (2) (2).pdf",
        "yttrande.docx",
    ]


@pytest.mark.parametrize(
    ("number", "title", "folder"),
    [
        ("3", "Yttrande: a/b\\c?", "03 Yttrande a b c"),
        ("12", "Val", "12 Val"),
        ("3b", "Val", "03b Val"),
        ("../3", "..", "3"),
        ("", "", "Sekretess"),
        ("4", "Å" * 100, "04 " + "Å" * 57),
        ("4", "Ord " * 13 + "Ord. ord", "04 " + "Ord " * 13 + "Ord"),
    ],
)
def test_folder_has_a_safe_name(number, title, folder):
    package = replace(MEETING, items=(PackageItem(number, title, documents=(MAP,)),), documents=())

    assert set(archive_of(package).namelist()) == {AGENDA, f"{folder}/karta.jpg"}


def test_folders_and_the_agenda_do_not_mix():
    items = tuple(
        PackageItem(number, title, documents=(CALL,))
        for number, title in [
            ("1", "Val"),
            ("1", "VAL"),
            ("00", "Föredragningslista.pdf"),
            ("0", "Handlingar till mötet"),
        ]
    )

    assert set(archive_of(replace(MEETING, items=items)).namelist()) == {
        AGENDA,
        "00 Handlingar till mötet/kallelse.pdf",
        "01 Val/kallelse.pdf",
        "01 VAL (2)/kallelse.pdf",
        "00 Föredragningslista.pdf (2)/kallelse.pdf",
        "00 Handlingar till mötet (2)/kallelse.pdf",
    }


def test_document_whose_file_is_gone_is_left_out_and_the_agenda_says_so():
    archive = archive_of(with_documents(PackageDocument("Remiss", "remiss.pdf", Format.PDF, gone), LETTER))

    assert set(archive.namelist()) == {AGENDA, "01 Ärendet/yttrande.pdf"}
    assert "Remiss (PDF) kunde inte läsas och är inte med" in agenda_text(archive)


@settings(max_examples=20)
@given(st.lists(st.text(max_size=40), min_size=6, max_size=6))
def test_any_text_makes_an_archive_whose_names_stay_inside(words):
    number, title, *file_names = words
    files = tuple(PackageDocument(title, name, Format.PDF, b"%PDF-1.7") for name in file_names)
    package = replace(MEETING, items=(PackageItem(number, title, documents=files),), documents=files)

    inside = archive_of(package).namelist()

    assert len({name.casefold() for name in inside}) == len(inside) == 9
    for name in inside:
        parts = PurePosixPath(name).parts
        assert len(parts) == (1 if name == AGENDA else 2)
        assert not {"..", "."} & set(parts)
        assert not set('<>:"\\|?*\x00') & set(name)
        assert not any(part != part.strip(" ") or part.endswith(".") for part in parts)

import hashlib
import io
import zipfile
from contextlib import suppress

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from hypothesis import example, given
from hypothesis import strategies as st

from calendar_app.documents import content_values as reasons
from calendar_app.documents.content import content_of, inspect
from calendar_app.documents.content_values import ContentError
from calendar_app.documents.formats import MAX_BYTES, Format
from tests.calendar_app.documents.files import (
    EXAMPLES,
    changed,
    docx_bytes,
    jpeg_bytes,
    members_of,
    ods_bytes,
    odt_bytes,
    pdf_bytes,
    png_bytes,
    pptx_bytes,
    replaced,
    xlsx_bytes,
    zip_bytes,
)
from tests.calendar_app.documents.inspecting import found, reason


@pytest.mark.parametrize("code", EXAMPLES)
def test_file_is_known_by_its_content(code):
    data = EXAMPLES[code]()
    file = io.BytesIO(data)
    file.seek(7)

    content = inspect(file)

    assert (content.format, content.size) == (Format(code), len(data))
    assert content.sha256 == hashlib.sha256(data).hexdigest()
    assert file.tell() == 0


@pytest.mark.parametrize("kind", [SimpleUploadedFile, TemporaryUploadedFile])
def test_upload_is_read_as_django_hands_it_over(kind):
    if kind is SimpleUploadedFile:
        upload = SimpleUploadedFile("handling.exe", pdf_bytes())
    else:
        upload = TemporaryUploadedFile("handling.exe", "text/html", 0, None)
        upload.write(pdf_bytes())

    with upload:
        assert inspect(upload).format is Format.PDF
        assert upload.read(5) == b"%PDF-"


@pytest.mark.parametrize(
    ("data", "pages"),
    [
        (pdf_bytes(pages=7), 7),
        (docx_bytes(), 1),
        (xlsx_bytes(sheets=4), 4),
        (pptx_bytes(slides=3), 3),
        (odt_bytes(pages=5), 5),
        (ods_bytes(sheets=3), 3),
        (png_bytes(), 1),
        (jpeg_bytes(), 1),
    ],
)
def test_pages_are_counted(data, pages):
    assert found(data).pages == pages


@pytest.mark.parametrize(
    "data",
    [
        replaced(docx_bytes(), "docProps/app.xml", "<Pages>1<", "<Pages>-1<"),
        replaced(docx_bytes(), "docProps/app.xml", "<Pages>1<", f"<Pages>{'9' * 5000}<"),
        changed(docx_bytes(), **{"docProps__app.xml": None}),
        odt_bytes(pages="många"),
    ],
)
def test_pages_that_no_one_counted_are_unknown(data):
    assert found(data).pages is None


@pytest.mark.parametrize(
    ("data", "language"),
    [
        (pdf_bytes(language="sv-SE"), "sv-SE"),
        (pdf_bytes(language=""), ""),
        (pdf_bytes(language="<script>"), ""),
        (docx_bytes(language="sv_se"), "sv-SE"),
        (replaced(docx_bytes(), "word/styles.xml", 'w:val="en-US"', 'w:val="fi-FI"'), "fi-FI"),
        (odt_bytes(language="en"), "en"),
        (odt_bytes(language=""), ""),
        (xlsx_bytes(), ""),
    ],
)
def test_language_is_read_where_the_file_says_it(data, language):
    assert found(data).language == language


def test_empty_file_is_refused():
    assert reason(b"") == "Filen är tom."


def test_file_one_byte_too_large_is_refused_and_the_largest_is_not():
    largest = filled_up(pdf_bytes(), MAX_BYTES)

    assert found(largest).size == MAX_BYTES
    assert reason(largest + b"\n") == "Filen är 25,1\xa0MB. En handling får vara högst 25\xa0MB."
    assert reason(bytes(31 * 1024 * 1024)).startswith("Filen är 31\xa0MB.")


def filled_up(pdf: bytes, size: int) -> bytes:
    """Made so large by a comment before the table of its objects, which says where each is: to search takes seconds."""
    before, end = pdf[: (at := pdf.rindex(b"xref\n0 "))], pdf[at : pdf.rindex(b"startxref")]
    longest = b"startxref\n%d\n%%%%EOF\n"
    comment = b"%" + b" " * (size - len(before + end) - len(longest % size) - 2) + b"\n"
    return before + comment + end + longest % len(before + comment)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"<html><body>Hej</body></html>", "en webbsida (HTML)"),
        (b"\xef\xbb\xbf\r\n  <!DOCTYPE html>", "en webbsida (HTML)"),
        ("\ufeff<!doctype HTML>".encode("utf-16"), "en webbsida (HTML)"),
        (b"<!-- %PDF-1.7 --><script>alert(1)</script>", "en webbsida (HTML)"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "en SVG-bild"),
        (b"<?xml version='1.0'?>\n<!-- a -->\n<svg/>", "en SVG-bild"),
        (b"<?xml version='1.0'?><a/>", "ett XML-dokument"),
        (b"GIF89a", "en GIF-bild"),
        (b"\x00\x00\x00\x18ftypheic", "en HEIC-bild"),
        (b"{\\rtf1", "ett RTF-dokument"),
        (b"MZ\x90\x00", "ett program"),
    ],
)
def test_file_that_is_something_else_is_refused_as_what_it_is(data, what):
    assert reason(data) == f"Filen är {what}. Spara den som PDF och försök igen."


@pytest.mark.parametrize("data", [b"hej", bytes(100), b" %PDF-1.7", b"\xef\xbb\xbf%PDF-1.7", b"PK\x05\x06" + bytes(18)])
def test_file_in_no_known_format_is_refused(data):
    assert reason(data) == reasons.UNKNOWN


@pytest.mark.parametrize("code", EXAMPLES)
@pytest.mark.parametrize("part", [0.3, 0.6, 0.8])
def test_truncated_file_is_refused_as_damaged(code, part):
    data = EXAMPLES[code]()

    assert reason(data[: int(len(data) * part)]) == reasons.DAMAGED


@pytest.mark.parametrize(
    "data",
    [
        zip_bytes({"a": b"%PDF-1.7"} | members_of(docx_bytes()), method=zipfile.ZIP_STORED),
        jpeg_bytes(comment=b"%PDF-1.7\n1 0 obj"),
        zip_bytes(members_of(docx_bytes()) | members_of(odt_bytes())),
    ],
    ids=["zip and pdf", "picture and pdf", "docx and odt"],
)
def test_file_of_two_formats_is_refused(data):
    assert reason(data) == reasons.AMBIGUOUS


STARTS = [
    b"",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"<",
]


@given(st.sampled_from(STARTS), st.binary(max_size=2000), st.sampled_from([b"", b"%%EOF", b"PK\x05\x06" + bytes(18)]))
@example(b"PK\x03\x04", b"", b"PK\x05\x06" + bytes(18))
def test_random_bytes_are_refused_and_nothing_else_happens(start, middle, end):
    if start + middle + end:
        with pytest.raises(ContentError):
            inspect(io.BytesIO(start + middle + end))


WHOLE = {code: make() for code, make in EXAMPLES.items()}


@given(st.sampled_from(sorted(EXAMPLES)), st.data())
def test_file_with_changed_bytes_is_received_or_refused(code, data):
    changed_bytes = bytearray(WHOLE[code])
    for place in data.draw(st.lists(st.integers(0, len(changed_bytes) - 1), min_size=1, max_size=8)):
        changed_bytes[place] = data.draw(st.integers(0, 255))

    with suppress(ContentError):
        assert inspect(io.BytesIO(bytes(changed_bytes))).size == len(changed_bytes)


def test_other_error_than_content_error_means_damaged():
    with pytest.raises(Exception, match="zip file") as caught:
        content_of(b"PK\x03\x04")

    assert not isinstance(caught.value, ContentError)
    assert reason(b"PK\x03\x04") == reasons.DAMAGED

import hashlib
import io
import struct
import unicodedata
import zipfile
import zlib
from contextlib import nullcontext, suppress

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from calendar_app.documents import content_values as reasons
from calendar_app.documents.content import content_of, inspect
from calendar_app.documents.content_values import Content, ContentError
from calendar_app.documents.formats import MAX_BYTES, Format
from calendar_app.documents.names import RESERVED, clean_name
from tests.calendar_app.documents.files import (
    EXAMPLES,
    changed,
    docx_bytes,
    jpeg_bytes,
    locked_pdf_bytes,
    members_of,
    ods_bytes,
    odt_bytes,
    old_office_bytes,
    pdf_bytes,
    png_bytes,
    pptx_bytes,
    program_on_opening,
    replaced,
    saved,
    script_after_opening,
    script_in_names,
    script_on_closing,
    script_on_opening,
    tagged_pdf_bytes,
    xlsx_bytes,
    zip_bytes,
)

BOMB = zlib.compress(bytes(50_000_000), 9)
ENTITY = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


def reason(data: bytes) -> str:
    """The words that the file is refused in."""
    file = io.BytesIO(data)
    with pytest.raises(ContentError) as caught:
        inspect(file)
    assert file.tell() == 0
    return str(caught.value)


def found(data: bytes) -> Content:
    return inspect(io.BytesIO(data))


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


def test_odt_without_a_language_has_that_of_its_styles():
    style = (
        b'<a xmlns:s="s" xmlns:f="f"><s:default-style s:family="graphic"/><s:default-style s:family="paragraph">'
        b'<s:text-properties f:language="sv" f:country="FI"/></s:default-style></a>'
    )

    assert found(changed(odt_bytes(language=""), **{"styles.xml": style})).language == "sv-FI"


def test_tagged_pdf_is_known_from_others():
    assert [found(data).is_tagged for data in (tagged_pdf_bytes(), pdf_bytes(), docx_bytes())] == [True, False, None]


def test_empty_file_is_refused():
    assert reason(b"") == "Filen är tom."


def test_file_one_byte_too_large_is_refused_and_the_largest_is_not():
    pdf = pdf_bytes()
    start, end = pdf[: pdf.index(b"\n") + 1], pdf[pdf.index(b"\n") + 1 :]
    largest = start + b"%" + b" " * (MAX_BYTES - len(pdf) - 2) + b"\n" + end

    assert found(largest).size == MAX_BYTES
    assert reason(largest + b"\n") == "Filen är 25,1\xa0MB. En handling får vara högst 25\xa0MB."
    assert reason(bytes(31 * 1024 * 1024)).startswith("Filen är 31\xa0MB.")


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


def test_pdf_after_other_bytes_is_refused():
    assert reason(b"\n" + pdf_bytes()) == reasons.UNKNOWN


@pytest.mark.parametrize("user", ["", "användarens"])
def test_pdf_with_a_password_is_refused(user):
    assert reason(locked_pdf_bytes(user)) == reasons.LOCKED


@pytest.mark.parametrize(
    "change", [script_in_names, script_on_opening, script_after_opening, program_on_opening, script_on_closing]
)
def test_pdf_that_does_things_by_itself_is_refused(change):
    assert reason(pdf_bytes(change=change)) == reasons.ACTIVE_PDF


def test_pdf_with_an_attachment_and_a_place_to_open_at_is_received():
    def attach(pdf):
        pdf.attachments["bilaga.txt"] = b"Hej"
        pdf.Root.OpenAction = pikepdf.Array([pdf.pages[1].obj, pikepdf.Name.Fit])

    assert found(pdf_bytes(change=attach)).pages == 2


def test_pdf_without_pages_is_refused():
    assert reason(pdf_bytes(pages=0)) == reasons.DAMAGED


def test_pdf_whose_actions_go_round_is_read_to_an_end():
    def turn(pdf):
        action = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.GoTo))
        action.Next = pikepdf.Array([action, action])
        pdf.Root.OpenAction = action

    assert found(pdf_bytes(change=turn)).pages == 2


def test_pdf_whose_objects_unpack_to_very_much_is_refused():
    objects = b"1 0 2 29 " + b" " * 91 + b"<</Type/Catalog/Pages 2 0 R>>" + b"<</Type/Pages/Kids[]/Count 0>>"
    packed = zlib.compress(objects + b" " * 100_000_000, 9)
    data = b"%%PDF-1.5\n3 0 obj<</Type/ObjStm/N 2/First 100/Filter/FlateDecode/Length %d>>stream\n" % len(packed)
    start, table = 9, len(data) + len(packed) + 18
    rows = [(0, 0, 0), (2, 3, 0), (2, 3, 1), (1, start, 0), (1, table, 0)]
    data += packed + b"\nendstream endobj\n4 0 obj<</Type/XRef/W[1 4 1]/Size 5/Root 1 0 R/Length 30>>stream\n"
    data += b"".join(struct.pack(">BIB", *row) for row in rows)

    assert reason(data + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF\n" % table) == reasons.DAMAGED


@pytest.mark.parametrize("code", EXAMPLES)
@pytest.mark.parametrize("part", [0.3, 0.6, 0.8])
def test_truncated_file_is_refused_as_damaged(code, part):
    data = EXAMPLES[code]()

    assert reason(data[: int(len(data) * part)]) == reasons.DAMAGED


@pytest.mark.parametrize(
    "change",
    [
        {"word__vbaProject.bin": b"makro"},
        {"word__activeX__activeX1.xml": b"<a/>"},
        {"customXml__VBAPROJECT.BIN": b"makro"},
        {"xl__macrosheets__sheet1.xml": b"<a/>"},
    ],
)
def test_office_file_with_macros_is_refused(change):
    assert reason(changed(docx_bytes(), **change)) == reasons.MACROS


@pytest.mark.parametrize(
    ("data", "main", "macro"),
    [
        (
            docx_bytes(),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            "application/vnd.ms-word.document.macroEnabled.main+xml",
        ),
        (
            xlsx_bytes(),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        ),
    ],
)
def test_office_file_of_a_type_with_macros_is_refused(data, main, macro):
    assert reason(replaced(data, "[Content_Types].xml", main, macro)) == reasons.MACROS


@pytest.mark.parametrize("name", ["Basic__Standard__Module1.xml", "Scripts__python__a.py"])
def test_opendocument_with_macros_is_refused(name):
    assert reason(changed(odt_bytes(), **{name: b"Sub Main"})) == reasons.MACROS


def test_opendocument_with_empty_lists_of_macros_is_received():
    empty = {"Basic__script-lc.xml": b"<a/>", "Basic__Standard__script-lb.xml": b"<a/>", "Scripts__": b""}

    assert found(changed(odt_bytes(), **empty)).format is Format.ODT


def test_locked_opendocument_is_refused():
    data = members_of(odt_bytes())["META-INF/manifest.xml"].decode()
    tag = data[data.index("<manifest:file-entry") :].split(">")[0].rstrip("/")
    locked = data.replace(f"{tag}/>", f"{tag}><manifest:encryption-data/></manifest:file-entry>")

    assert "encryption-data" in locked
    assert reason(changed(odt_bytes(), **{"META-INF__manifest.xml": locked.encode()})) == reasons.LOCKED


def test_locked_office_file_is_known_from_an_old_one():
    assert reason(old_office_bytes("EncryptedPackage")) == reasons.LOCKED
    assert reason(old_office_bytes()) == reasons.OLD_OFFICE


def test_template_and_other_opendocument_are_refused():
    template = replaced(docx_bytes(), "[Content_Types].xml", "document.main+xml", "template.main+xml")

    assert reason(template) == reasons.TEMPLATE
    assert reason(changed(odt_bytes(), mimetype=b"application/vnd.oasis.opendocument.graphics")) == reasons.OTHER_ODF


@pytest.mark.parametrize(
    "members",
    [
        {"handling.pdf": pdf_bytes()},
        {"[Content_Types].xml": b"<Types/>"},
        {"mimetype": b"application/epub+zip", "META-INF/manifest.xml": b"<a/>"},
    ],
)
def test_other_zip_file_is_refused(members):
    assert reason(zip_bytes(members)) == reasons.ARCHIVE


@pytest.mark.parametrize(
    "member",
    ["[Content_Types].xml", "docProps__app.xml", "docProps__core.xml", "word__document.xml", "customXml__a.rels"],
)
@pytest.mark.parametrize("encoding", ["ascii", "utf-16"])
def test_external_entity_is_refused(member, encoding):
    entity = ENTITY.decode().encode(encoding)

    assert reason(changed(docx_bytes(), **{member: entity})) == reasons.DAMAGED


def test_external_entity_after_a_long_comment_is_refused_where_the_file_is_read():
    late = b"<!--" + b" " * 10_000 + b"-->" + ENTITY.partition(b"?>")[2]

    assert reason(changed(docx_bytes(), **{"docProps__core.xml": late})) == reasons.DAMAGED
    assert reason(changed(odt_bytes(), **{"META-INF__manifest.xml": late})) == reasons.DAMAGED


@pytest.mark.parametrize(
    "members",
    [
        {f"{number}": b"" for number in range(10_001)},
        {str(number): bytes(30_000_000) for number in range(4)},
    ],
    ids=["many members", "much in each"],
)
def test_zip_bomb_is_refused(members):
    assert reason(zip_bytes({"[Content_Types].xml": b"<Types/>"} | members)) == reasons.BOMB


def test_zip_bomb_that_lies_about_its_size_is_not_unpacked():
    core = b"<a>" + bytes(50_000_000)
    data = bytearray(changed(docx_bytes(), **{"docProps__core.xml": core}))
    true, said = struct.pack("<I", len(core)), struct.pack("<I", 1000)

    assert reason(bytes(data).replace(true, said)) == reasons.DAMAGED


def test_xml_too_large_to_read_is_left_alone():
    large = b"<a>" + b"<Pages>3</Pages>" * 200_000 + b"</a>"

    assert found(changed(docx_bytes(), **{"docProps__app.xml": large})).pages is None
    assert reason(changed(docx_bytes(), **{"[Content_Types].xml": large})) == reasons.DAMAGED


def test_xml_nested_deeply_is_read_to_an_end():
    deep = b"<a>" * 200_000 + b"</a>" * 200_000

    assert found(changed(docx_bytes(), **{"docProps__app.xml": deep})).pages is None


@pytest.mark.parametrize("name", ["/etc/passwd", "../a", "a/../../b", "C:/a", "a\\b"])
def test_member_that_leads_out_of_the_file_is_refused(name):
    assert reason(zip_bytes(members_of(docx_bytes()) | {name: b"a"})) == reasons.DAMAGED


@pytest.mark.parametrize("name", ["word/document.xml", "WORD/Document.xml"])
def test_member_that_is_there_twice_is_refused(name):
    file = io.BytesIO(docx_bytes())
    with (
        pytest.warns(UserWarning, match="Duplicate") if name.islower() else nullcontext(),
        zipfile.ZipFile(file, "a") as zf,
    ):
        zf.writestr(name, b"<a/>")

    assert reason(file.getvalue()) == reasons.DAMAGED


def test_office_file_packed_in_another_way_is_refused():
    assert reason(zip_bytes(members_of(docx_bytes()), method=zipfile.ZIP_LZMA)) == reasons.DAMAGED


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


def test_pdf_that_calls_itself_a_zip_file_too_is_a_pdf():
    assert found(pdf_bytes() + zip_bytes({"a": b"a"}) + b"%%EOF").format is Format.PDF


def test_docx_after_other_bytes_is_refused():
    assert reason(b"PK\x03\x04" + bytes(60) + docx_bytes()) == reasons.DAMAGED


def test_picture_with_very_many_pixels_is_refused_before_it_is_decoded():
    header = struct.pack(">IIBBBBB", 9000, 9000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    png = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    many = png.replace(struct.pack(">I", 9000), struct.pack(">I", 90_000))
    many = many[:29] + struct.pack(">I", zlib.crc32(many[12:29])) + many[33:]

    assert reason(png + chunk_of(b"IDAT", BOMB)).startswith("Bilden har 9000 × 9000 bildpunkter.")
    assert reason(many + chunk_of(b"IDAT", BOMB)).startswith("Bilden har fler än 100 miljoner bildpunkter.")


def chunk_of(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def test_picture_with_text_that_unpacks_to_very_much_is_refused():
    png = png_bytes()
    bomb = chunk_of(b"zTXt", b"a\x00\x00" + zlib.compress(bytes(80_000_000), 9))

    assert reason(png[:33] + bomb + png[33:]) == reasons.DAMAGED


def test_picture_with_a_wrong_checksum_is_refused():
    png = bytearray(png_bytes())
    png[-20] ^= 1

    assert reason(bytes(png)) == reasons.DAMAGED


def test_jpeg_with_very_many_scans_is_refused():
    jpeg = jpeg_bytes(progressive=True)
    scan = jpeg[jpeg.rindex(b"\xff\xda") : -2]

    assert found(jpeg).format is Format.JPEG
    assert reason(jpeg[:-2] + scan * 1000 + jpeg[-2:]) == reasons.DAMAGED


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_picture_of_any_kind_is_received(mode):
    assert found(png_bytes(mode=mode)).format is Format.PNG


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_photograph_of_any_kind_is_received(mode):
    assert found(jpeg_bytes(mode=mode)).format is Format.JPEG


def test_photograph_of_several_pictures_is_received():
    several = saved(
        lambda file: Image.new("RGB", (8, 8)).save(file, "MPO", save_all=True, append_images=[Image.new("RGB", (8, 8))])
    )

    assert found(several).format is Format.JPEG


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


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("Yttrande.PDF", "Yttrande.pdf"),
        ("rapport", "rapport.pdf"),
        ("/etc/passwd", "passwd.pdf"),
        ("..\\..\\win.ini", "win.pdf"),
        ("a/b\\c.docx", "c.pdf"),
        ("", "handling.pdf"),
        (".pdf", "handling.pdf"),
        ("....", "handling.pdf"),
        ("<script>alert(1)<", "script alert(1).pdf"),
        ('a"b:c|d?e*f.pdf', "a b c d e f.pdf"),
        ("a\r\nSet-Cookie: b.pdf", "a Set-Cookie b.pdf"),
        ("\u202egpj.exe", "gpj.pdf"),
        ("\x00\x1f\x7f\u200b.pdf", "handling.pdf"),
        ("CON", "_CON.pdf"),
        ("lpt1.tar.pdf", "_lpt1.tar.pdf"),
        ("konsten.pdf", "konsten.pdf"),
        ("A\u030arsplan.pdf", "Årsplan.pdf"),
        ("Protokoll 2017.02.02.docx", "Protokoll 2017.02.02.pdf"),
        ("Bilaga 1. Budget för 2017.xlsx", "Bilaga 1. Budget för 2017.pdf"),
        ("a.html.pdf.exe", "a.pdf"),
        ("a" * 300 + ".docx", "a" * 120 + ".pdf"),
        ("\ud800a.pdf", "a.pdf"),
    ],
)
def test_name_is_made_safe(typed, clean):
    assert clean_name(typed, Format.PDF) == clean


@given(st.text(max_size=300), st.sampled_from(list(Format)))
@example("a" * 115 + ".pdf.b", Format.PDF)
@example("CON." + "a" * 200, Format.PDF)
@example("a.bb.cc", Format.PDF)
def test_any_name_becomes_a_safe_one_that_stays(typed, format):
    name = clean_name(typed, format)
    stem = name.removesuffix(format.extension)

    assert name == unicodedata.normalize("NFC", name) == clean_name(name, format)
    assert 1 <= len(stem) <= 120
    assert len(name.encode()) <= 255
    assert not set('<>:"/\\|?*') & set(name)
    assert not any(unicodedata.category(char) in {"Cc", "Cf", "Cs"} for char in name)
    assert not name.startswith((".", " "))
    assert not RESERVED.match(name)

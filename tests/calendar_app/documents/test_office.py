import io
import struct
import zipfile
from contextlib import nullcontext

import pytest

from calendar_app.documents import content_values as reasons
from calendar_app.documents.formats import Format
from tests.calendar_app.documents.files import (
    changed,
    docx_bytes,
    members_of,
    odt_bytes,
    old_office_bytes,
    pdf_bytes,
    replaced,
    xlsx_bytes,
    zip_bytes,
)
from tests.calendar_app.documents.inspecting import found, reason

ENTITY = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


def test_odt_without_a_language_has_that_of_its_styles():
    style = (
        b'<a xmlns:s="s" xmlns:f="f"><s:default-style s:family="graphic"/><s:default-style s:family="paragraph">'
        b'<s:text-properties f:language="sv" f:country="FI"/></s:default-style></a>'
    )

    assert found(changed(odt_bytes(language=""), **{"styles.xml": style})).language == "sv-FI"


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
    ids=["docx", "xlsx"],
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


def test_office_file_without_its_main_part_or_with_two_is_refused():
    sheet = '<Override PartName="/word/styles.xml" ContentType="application/a.spreadsheetml.sheet.main+xml"/></Types>'

    assert reason(changed(docx_bytes(), **{"word__document.xml": None})) == reasons.DAMAGED
    assert reason(changed(odt_bytes(), **{"content.xml": None})) == reasons.DAMAGED
    assert reason(replaced(docx_bytes(), "[Content_Types].xml", "</Types>", sheet)) == reasons.DAMAGED


def test_zip_file_with_a_locked_member_is_refused():
    data = bytearray(docx_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1

    assert reason(bytes(data)) == reasons.LOCKED


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


def test_entity_of_its_own_is_refused_where_the_file_is_read():
    own = b"<!--" + b" " * 10_000 + b'--><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'

    assert reason(changed(docx_bytes(), **{"docProps__core.xml": own})) == reasons.DAMAGED


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


def test_file_that_says_it_unpacks_to_more_than_a_gigabyte_is_refused():
    data = zip_bytes({"mimetype": bytes(8_000_000), "a": b"b"}, method=zipfile.ZIP_STORED)
    directory = data.index(b"PK\x01\x02")
    sizes = struct.pack("<II", 8_000_000, 8_000_000)
    said = data[directory:].replace(sizes, struct.pack("<II", 8_000_000, 2**30), 1)

    assert reason(data[:directory] + said) == reasons.BOMB


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


def test_docx_after_other_bytes_is_refused():
    assert reason(b"PK\x03\x04" + bytes(60) + docx_bytes()) == reasons.DAMAGED

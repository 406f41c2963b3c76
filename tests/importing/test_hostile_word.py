"""Word files that are none, are damaged, or are made to do harm get a clear answer in bounded time and memory."""

from __future__ import annotations

import os
import struct
import time
import tracemalloc
from itertools import pairwise

import pytest

from sodertorn.importing.readers import check_size, read_document, read_plan
from sodertorn.importing.values import DocumentError
from tests.calendar_app.documents.files import odt_bytes, old_office_bytes, pdf_bytes, xlsx_bytes, zip_bytes
from tests.importing.word_parts import DOCUMENT, FRONT, STYLES, body, file_of, in_style, p, part, plain_members, styled
from tests.importing.words import written

NO_WORD = "Filen är inget Word-dokument (.docx)."
DAMAGED = "Word-dokumentet är skadat och kan inte läsas. Spara det på nytt i Word."
TOO_LARGE = "Dokumentet är för stort för att läsas. Ta bort bilderna och försök igen."
TOO_LONG = "Dokumentet är för långt för en verksamhetsplan och lästes inte."
MACROS = "Filen innehåller makron, som kan vara skadliga. Spara den utan makron (.docx) och försök igen."
MEGABYTE = 1024 * 1024
MAIN = "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = "[Content_Types].xml"
LONG_COMMENT = f"<!--{' ' * 5000}-->"
EXTERNAL = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
NAMES = "abcdefghi"


def calls(name: str) -> str:
    return f"&{name};" * 10


LAUGHS = "".join(f"<!ENTITY {one} '{calls(before)}'>" for before, one in pairwise(NAMES))
LAUGHS = f'<!DOCTYPE w [<!ENTITY a "ha">{LAUGHS}]>'


def with_type(name: str, root: str, declared: str) -> dict[str, bytes]:
    return part(name, f"<w:{root}", f"{declared}<w:{root}")


def nested(tag: str, depth: int) -> dict[str, bytes]:
    return body(f"<w:{tag}>" * depth + p("x") + f"</w:{tag}>" * depth)


def tables(depth: int) -> dict[str, bytes]:
    return body("<w:tbl><w:tr><w:tc>" * depth + p("x") + "</w:tc></w:tr></w:tbl>" * depth)


REFUSED = {
    "pdf": (lambda: pdf_bytes(), NO_WORD),
    "text": (lambda: "1. Syfte\n\nVi hörs.".encode(), NO_WORD),
    "one byte": (lambda: b"P", NO_WORD),
    "zip": (lambda: zip_bytes({"plan.txt": b"1. Syfte"}), NO_WORD),
    "xlsx": (lambda: xlsx_bytes(), NO_WORD),
    "odt": (lambda: odt_bytes(), NO_WORD),
    "doc": (lambda: old_office_bytes(), "Filen är i ett äldre Office-format. Spara den som .docx i Word."),
    "locked": (
        lambda: old_office_bytes("EncryptedPackage"),
        "Filen är låst med lösenord eller skyddad. Spara den utan skydd och försök igen.",
    ),
    "template": (
        lambda: file_of(part(TYPES, MAIN, MAIN.replace("document.main", "template.main"))),
        "Filen är en mall. Spara den som .docx i Word.",
    ),
    "docm": (lambda: file_of(part(TYPES, MAIN, "vnd.ms-word.document.macroEnabled.main+xml")), MACROS),
    "macros": (lambda: file_of({"word/vbaProject.bin": b"makro"}), MACROS),
    "active x": (lambda: file_of({"word/activeX/activeX1.xml": b"<a/>"}), MACROS),
    "bomb": (lambda: file_of({"word/media/a.png": bytes(101 * MEGABYTE)}), TOO_LARGE),
    "pictures": (lambda: file_of({"word/media/a.png": bytes(41 * MEGABYTE)}), TOO_LARGE),
    "bomb of text": (lambda: file_of({DOCUMENT: bytes(13 * MEGABYTE)}), TOO_LONG),
    "many members": (lambda: file_of({f"word/media/{n}.png": b"" for n in range(10_001)}), TOO_LARGE),
    "zeros": (lambda: file_of({DOCUMENT: bytes(1000)}), DAMAGED),
    "outside": (lambda: file_of({"../../etc/passwd": b"x"}), DAMAGED),
    "twice": (lambda: file_of({"word/DOCUMENT.xml": b"<a/>"}), DAMAGED),
    "entity": (lambda: file_of(with_type(DOCUMENT, "document", EXTERNAL)), DAMAGED),
    "entity far down": (lambda: file_of(with_type(DOCUMENT, "document", LONG_COMMENT + EXTERNAL)), DAMAGED),
    "entity in styles": (lambda: file_of(with_type(STYLES, "styles", LONG_COMMENT + EXTERNAL)), DAMAGED),
    "laughs": (lambda: file_of(with_type(DOCUMENT, "document", LAUGHS)), DAMAGED),
    "laughs far down": (lambda: file_of(with_type(DOCUMENT, "document", LONG_COMMENT + LAUGHS)), DAMAGED),
    "laughs in styles": (lambda: file_of(with_type(STYLES, "styles", LONG_COMMENT + LAUGHS)), DAMAGED),
    "no styles": (lambda: file_of({STYLES: None}), DAMAGED),
    "no document": (lambda: file_of({DOCUMENT: None}), DAMAGED),
    "no relations": (lambda: file_of({"_rels/.rels": None}), DAMAGED),
    "no types": (lambda: file_of({TYPES: None}), NO_WORD),
    "other xml": (lambda: file_of({DOCUMENT: b"<a/>"}), DAMAGED),
    "no body": (lambda: file_of(part(DOCUMENT, "w:body", "w:bodies")), DAMAGED),
    "half the xml": (lambda: file_of({DOCUMENT: plain_members()[DOCUMENT][:-30]}), DAMAGED),
    "controls in controls": (lambda: file_of(nested("sdt", 5000)), DAMAGED),
    "changes in changes": (lambda: file_of(nested("ins", 5000)), DAMAGED),
    "tables in tables": (lambda: file_of(tables(2000)), DAMAGED),
    "empty paragraphs": (lambda: file_of(body("<w:p/>" * 100_000)), TOO_LONG),
    "long paragraph": (lambda: file_of(body(p("a" * 3_000_000))), TOO_LONG),
    "page breaks": (lambda: file_of(body(p("x", run='<w:br w:type="page"/>' * 20_000))), TOO_LONG),
}


@pytest.mark.parametrize(("make", "reason"), REFUSED.values(), ids=REFUSED)
def test_file_is_refused_in_bounded_time(make, reason):
    data, started = make(), time.process_time()

    with pytest.raises(DocumentError) as error:
        read_plan(data, "plan.docx")

    assert str(error.value) == reason
    assert time.process_time() - started < 10


@pytest.mark.parametrize("name", ["bomb", "pictures", "bomb of text", "many members"])
def test_bomb_is_never_unpacked(name):
    data = REFUSED[name][0]()
    tracemalloc.start()
    try:
        with pytest.raises(DocumentError):
            read_plan(data, "plan.docx")
        assert tracemalloc.get_traced_memory()[1] < 12 * MEGABYTE
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("share", [0.0001, 0.001, 0.1, 0.5, 0.9, 0.99, 0.9999])
def test_file_that_is_cut_off_is_damaged(share):
    data = written(*FRONT)

    with pytest.raises(DocumentError) as error:
        read_plan(data[: max(4, int(len(data) * share))], "plan.docx")

    assert str(error.value) == DAMAGED


def test_empty_file_is_empty():
    for data in (b"", b" \n"):
        with pytest.raises(DocumentError, match=r"^plan\.docx är tom\.$"):
            read_plan(data, "plan.docx")


def test_file_that_says_it_is_small_and_is_not_is_damaged():
    """The size in the zip's own list is a lie: no more is unpacked than it says."""
    data = file_of({DOCUMENT: bytes(50 * MEGABYTE)})
    size = struct.pack("<I", 50 * MEGABYTE)
    assert size in data

    with pytest.raises(DocumentError) as error:
        read_plan(data.replace(size, struct.pack("<I", 5000)), "plan.docx")

    assert str(error.value) == DAMAGED


def test_file_of_200_megabytes_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "plan.docx"
    with path.open("wb") as file:
        os.ftruncate(file.fileno(), 200 * MEGABYTE)
    tracemalloc.start()
    try:
        with pytest.raises(DocumentError, match=r"^plan\.docx är större än 25 MB, som är gränsen för en plan\.$"):
            read_document(path)
        assert tracemalloc.get_traced_memory()[1] < MEGABYTE
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(("name", "largest"), [("plan.docx", 25), ("PLAN.DOCX", 25), ("plan.md", 5), ("plan.txt", 5)])
def test_size_has_a_limit(name, largest):
    check_size(name, largest * MEGABYTE)
    with pytest.raises(DocumentError, match=f"^{name} är större än {largest} MB, som är gränsen för en plan.$"):
        check_size(name, largest * MEGABYTE + 1)


CELL = f"<w:tc>{p('x')}</w:tc>"
ROW = f"<w:tr>{CELL * 60}</w:tr>"
READ = {
    "controls": body("<w:sdt><w:sdtContent>" * 100 + p("x") + "</w:sdtContent></w:sdt>" * 100),
    "tables": tables(60),
    "changes": nested("ins", 200),
    "a table of 500 rows": body(f"<w:tbl>{ROW * 500}</w:tbl>"),
    "a list without numbering": body(p("x", '<w:numPr><w:numId w:val="77"/></w:numPr>'))
    | part("word/_rels/document.xml.rels", "numbering.xml", "styles.xml"),
    "a level that is none": body(p("x", f'<w:outlineLvl w:val="{"9" * 5000}"/>') + p("y", '<w:outlineLvl w:val="²"/>')),
    "a style that is unknown": body(in_style("x", "Saknas")),
    "columns beyond measure": body(
        f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="{"9" * 5000}"/></w:tcPr>{p("x")}</w:tc></w:tr></w:tbl>'
    ),
    "a bookmark without an end": body(f'<w:bookmarkStart w:name="kapitel_{"9" * 5000}_1_1"/>{p("x")}'),
}


@pytest.mark.parametrize("members", READ.values(), ids=READ)
def test_odd_file_is_read(members):
    read = read_plan(file_of(members), "plan.docx")

    assert "x" in "".join(read.lines[5:])
    assert [chapter.title for chapter in read.parsed.chapters] == ["Syfte"]


@pytest.mark.parametrize(
    "strange",
    [
        '<w:style w:type="x" w:styleId="A"/>',
        '<w:style w:styleId="A"><w:basedOn w:val="A"/></w:style>',
        '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>',
        f'<w:style w:styleId="A"><w:name w:val="heading {"1" * 5000}"/></w:style>',
        '<w:style w:styleId="A"><w:name w:val="heading ²"/></w:style>',
        '<w:style><w:name w:val="heading 1"/></w:style>',
    ],
    ids=["type", "based on itself", "circle", "level of 5000 figures", "level that is none", "nameless"],
)
def test_odd_style_says_nothing(strange):
    assert read_plan(styled(in_style("x", "A"), strange), "plan.docx").lines[7:] == ("x",)


def test_nothing_that_a_file_leads_to_is_fetched(monkeypatch):
    """Pictures, templates and linked documents stay where they are."""
    relations = "word/_rels/document.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    far = "".join(
        f'<Relationship Id="x{n}" Type="{kind}/{name}" Target="{target}" TargetMode="External"/>'
        for n, (name, target) in enumerate(
            [("image", "http://127.0.0.1:9/a.png"), ("attachedTemplate", "file:///etc/passwd"), ("hyperlink", "x:y")]
        )
    )
    opened = []
    monkeypatch.setattr("socket.socket.connect", lambda *of: opened.append(of))
    monkeypatch.setattr("builtins.open", lambda *of, **more: opened.append(of))

    read = read_plan(file_of(body(p("x")) | part(relations, "</Relationships>", f"{far}</Relationships>")), "plan.docx")

    assert (read.lines[-1], opened) == ("x", [])


def test_parts_that_claim_to_lie_deeper_than_anyone_writes_are_read():
    def marked(name: str) -> str:
        return in_style(name, "Heading1").replace("<w:r>", f'<w:bookmarkStart w:name="{name}"/><w:r>')

    parts = [marked("titel_2031"), *(marked(f"rubrik_{depth}_{depth}_1") for depth in range(1, 1500))]
    read = read_plan(file_of(body("".join(parts))), "plan.docx")

    assert len(list(read.parsed.nodes())) == 1500

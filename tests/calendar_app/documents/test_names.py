import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from calendar_app.documents.formats import Format
from calendar_app.documents.names import RESERVED, clean_name


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
        ("🌊" * 100 + ".pdf", "🌊" * 60 + ".pdf"),
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

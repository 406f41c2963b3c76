"""What a Word file says of its paragraphs and rows, whoever wrote it and in which language."""

from __future__ import annotations

import pytest

from sodertorn.importing.readers import read_plan
from sodertorn.importing.word_lines import Line, read_word
from tests.importing.word_parts import body, file_of, in_style, p, style, styled

BREAK, RENDERED = '<w:br w:type="page"/>', "<w:lastRenderedPageBreak/>"


def lines(xml: str, *styles: str) -> list[Line]:
    """The lines behind the front."""
    return read_word(styled(xml, *styles)).lines[3:]


def texts(xml: str) -> list[str]:
    return ["<page>" if line.is_page_break else line.text for line in lines(xml)]


def told(xml: str) -> list[tuple[str, bool]]:
    return [(one.text, one.needs_person) for one in read_word(file_of(body(xml))).findings]


def outline(level: int) -> str:
    return f'<w:pPr><w:outlineLvl w:val="{level}"/></w:pPr>'


@pytest.mark.parametrize(
    ("styles", "key", "level"),
    [
        ([style("Rubrik 1")], "Rubrik1", 1),
        ([style("heading 3", key="Rubrik3x")], "Rubrik3x", 3),
        ([style("Min rubrik", outline(1), key="A")], "A", 2),
        ([style("Min rubrik", '<w:basedOn w:val="Heading2"/>', key="A")], "A", 2),
        ([style("Utan nivå", '<w:basedOn w:val="Heading2"/>', outline(9), key="A")], "A", 0),
        ([style("heading 10", key="A")], "A", 0),
        ([style("Rubrik 0", key="A")], "A", 0),
        ([style("Underrubrik", key="A")], "A", 0),
        ([], "Title", 0),
        ([], "Subtitle", 0),
        ([], "Saknas", 0),
    ],
)
def test_heading_is_known_by_its_style(styles, key, level):
    assert [(line.text, line.level) for line in lines(in_style("Mål", key), *styles)] == [("Mål", level)]


def test_heading_is_known_by_its_own_level_and_may_be_numbered():
    numbered = '<w:pStyle w:val="Heading2"/><w:numPr><w:numId w:val="4"/></w:numPr>'

    assert [(one.level, one.is_item) for one in lines(p("a", '<w:outlineLvl w:val="2"/>') + p("b", numbered))] == [
        *((3, False), (2, False)),
    ]


def test_list_is_known_by_its_number_or_its_style():
    own, none = '<w:numPr><w:numId w:val="4"/></w:numPr>', '<w:numPr><w:numId w:val="0"/></w:numPr>'
    numbered = style("Punkter", f"<w:pPr>{own}</w:pPr>", key="A")
    based = style("Under punkter", '<w:basedOn w:val="A"/>', key="B")
    xml = [
        p("a", own),
        in_style("b", "ListBullet"),
        in_style("c", "ListNumber2"),
        in_style("d", "A"),
        in_style("e", "B"),
        p("f", f'<w:pStyle w:val="ListBullet"/>{none}'),
        in_style("g", "ListParagraph"),
        p("h"),
    ]

    assert "".join(one.text for one in lines("".join(xml), numbered, based) if one.is_item) == "abcde"


@pytest.mark.parametrize(
    ("run", "is_bold"),
    [
        ("<w:b/>", True),
        ('<w:b w:val="1"/>', True),
        ('<w:b w:val="0"/>', False),
        ('<w:b w:val="off"/>', False),
        ("", False),
    ],
)
def test_paragraph_is_bold_when_all_its_words_are(run, is_bold):
    found = lines(
        p("Klimat", run=f"<w:rPr>{run}</w:rPr>") + p("a", run="<w:rPr><w:b/></w:rPr>").replace("</w:p>", p("b")[5:])
    )

    assert [one.is_bold for one in found] == [is_bold, False]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:cr/><w:t>c</w:t></w:r>", "a\nb\nc"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a\tb"),
        ("<w:r><w:t>e</w:t><w:noBreakHyphen/><w:t>post</w:t><w:softHyphen/><w:t>en</w:t></w:r>", "e\u2011posten"),
        ('<w:hyperlink w:anchor="x"><w:r><w:t>länk</w:t></w:r></w:hyperlink>', "länk"),
        ('<w:fldSimple w:instr="PAGE"><w:r><w:t>7</w:t></w:r></w:fldSimple>', "7"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>REF x</w:instrText>'
            '<w:fldChar w:fldCharType="separate"/><w:t>sid 7</w:t><w:fldChar w:fldCharType="end"/></w:r>',
            "sid 7",
        ),
        ("<w:ins><w:r><w:t>nytt</w:t></w:r></w:ins><w:del><w:r><w:delText>gammalt</w:delText></w:r></w:del>", "nytt"),
        ("<w:moveTo><w:r><w:t>hit</w:t></w:r></w:moveTo><w:moveFrom><w:r><w:t>dit</w:t></w:r></w:moveFrom>", "hit"),
        ("<w:sdt><w:sdtContent><w:r><w:t>val</w:t></w:r></w:sdtContent></w:sdt>", "val"),
        ("<w:smartTag><w:r><w:t>ort</w:t></w:r></w:smartTag>", "ort"),
    ],
    ids=["breaks", "tab", "hyphens", "link", "simple field", "field", "changes", "moves", "control", "tag"],
)
def test_words_of_a_paragraph(inside, text):
    assert texts(f"<w:p>{inside}</w:p>") == [text]


def test_paragraphs_in_content_controls_are_in_their_place():
    assert texts(p("a") + f"<w:sdt><w:sdtContent>{p('b')}</w:sdtContent></w:sdt>" + p("c")) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("xml", "found"),
    [
        (p("a") + p("b", "<w:pageBreakBefore/>"), ["a", "<page>", "b"]),
        (p("a") + p("b", '<w:pageBreakBefore w:val="0"/>'), ["a", "b"]),
        (p("a") + p("b", run=BREAK), ["a", "<page>", "b"]),
        (p("a").replace("</w:r>", f"{BREAK}</w:r>") + p("b"), ["a", "<page>", "b"]),
        (p("a").replace("</w:r>", f"{BREAK}</w:r>") + p("b", run=RENDERED), ["a", "<page>", "b"]),
        (p("a") + p("", run=BREAK) + p("b", run=RENDERED), ["a", "<page>", "", "b"]),
        (p("a") + p("b", "<w:pageBreakBefore/>", RENDERED), ["a", "<page>", "b"]),
        (p("a") + p("", run=BREAK + BREAK) + p("b"), ["a", "<page>", "<page>", "", "b"]),
        (p("a") + p("", run=f"{BREAK}<w:drawing/>") + p("b", run=RENDERED), ["a", "<page>", "", "<page>", "b"]),
        (p("a").replace("</w:r>", f"{RENDERED}<w:t>b</w:t></w:r>") + p("c"), ["ab", "<page>", "c"]),
    ],
    ids=[
        "before",
        "not before",
        "break first",
        "break last",
        "noted too",
        "of its own",
        "both",
        "two",
        "picture",
        "within",
    ],
)
def test_pages_turn_where_word_turns_them(xml, found):
    assert texts(xml) == found


def test_page_that_turns_within_a_table_counts():
    row = f"<w:tr><w:tc>{p('a')}</w:tc></w:tr>"
    found = lines(f"<w:tbl>{row}{row.replace('<w:t>', f'{RENDERED}<w:t>')}</w:tbl>")

    assert [one.is_page_break for one in found] == [False, True, False]


@pytest.mark.parametrize(
    ("xml", "finding"),
    [
        (
            "<w:p><w:ins><w:r><w:t>a</w:t></w:r></w:ins></w:p>",
            ("Dokumentet har spårade ändringar. De lästes som om de vore godkända.", False),
        ),
        (p("a", run='<w:commentReference w:id="1"/>'), ("Dokumentets kommentarer läses inte in.", False)),
        (p("a", run='<w:footnoteReference w:id="1"/>'), ("Dokumentet har fotnoter. De kom inte med.", True)),
        (p("a", run='<w:endnoteReference w:id="1"/>'), ("Dokumentet har fotnoter. De kom inte med.", True)),
        (
            p("a", run=f"<w:pict><w:txbxContent>{p('b')}</w:txbxContent></w:pict>"),
            ("Dokumentet har textrutor. Texten i dem kom inte med.", True),
        ),
        ("<w:altChunk/>" + p("a"), ("Dokumentet har ett annat dokument i sig. Texten i det kom inte med.", True)),
        (in_style("a", "A"), None),
    ],
    ids=["changes", "comments", "footnotes", "endnotes", "text boxes", "documents", "nothing"],
)
def test_what_is_left_out_is_told_of_and_the_rest_is_read(xml, finding):
    assert (texts(xml), told(xml)) == (["a"], [finding] if finding else [])


@pytest.mark.parametrize("name", ["toc 1", "TOC 3", "Innehåll 2", "TOC Heading", "Innehållsförteckningsrubrik"])
def test_table_of_contents_is_no_part_of_the_plan(name):
    read = read_plan(styled(in_style("1. Inledning\t3", "A") + p("Vi hörs."), style(name, key="A")), "plan.docx")

    assert [line for line in read.lines if line] == ["Rådet", "Verksamhetsplan 2031", "# 1. Syfte", "Vi hörs."]
    assert [one.title for one in read.parsed.chapters] == ["Syfte"]
    assert read.parsed.findings[0].text == "Innehållsförteckningen läses inte in."


def test_page_with_only_a_table_of_contents_is_a_page():
    found = lines(p("a") + p("1. Mål", '<w:pStyle w:val="A"/>', BREAK) + p("b", run=BREAK), style("toc 1", key="A"))

    assert [one.is_page_break for one in found] == [False, True, True, False]


def test_merged_cells_keep_their_columns():
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"

    wide, top, under = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [
        cell("a") + cell("b") + cell("c"),
        cell("ab", wide) + cell("c"),
        cell("a", top) + f"<w:sdt><w:sdtContent>{cell('b')}</w:sdtContent></w:sdt>" + cell("c"),
        cell("", under) + cell("b") + cell("c"),
        '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("b") + cell("c"),
        "<w:trPr><w:del/></w:trPr>" + cell("x") + cell("y") + cell("z"),
    ]

    assert [one.cells for one in lines(f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>")] == [
        *(("a", "b", "c"), ("ab", "", "c"), ("a", "b", "c"), ("", "b", "c"), ("", "b", "c")),
    ]


def test_table_in_a_cell_is_the_cells_words_and_a_text_box_is_not():
    inner = f"<w:tbl><w:tr><w:tc>{p('b')}</w:tc><w:tc>{p('c')}</w:tc></w:tr></w:tbl>"
    box = p("", run=f"<w:pict><w:txbxContent>{p('x')}</w:txbxContent></w:pict>")

    assert [one.cells for one in lines(f"<w:tbl><w:tr><w:tc>{p('a')}{inner}{box}</w:tc></w:tr></w:tbl>")] == [
        ("a\nb\nc\n",)
    ]


def test_headers_and_footers_are_not_read():
    header = '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r><w:t>x</w:t></w:r></w:p></w:hdr>'

    assert [one.text for one in read_word(file_of({"word/header1.xml": header.encode()})).lines][3:] == []


def test_bookmark_between_paragraphs_is_the_next_ones_and_one_too_long_for_word_is_none():
    mark = '<w:bookmarkStart w:id="1" w:name="{}"/>'
    inner = f"<w:p>{mark.format('b' * 40)}{mark.format('c' * 41)}</w:p>"

    assert [one.bookmarks for one in lines(mark.format("a") + p("x") + inner)] == [("a",), ("b" * 40,)]


def test_lines_that_were_broken_by_hand_are_lines():
    dates = "<w:p><w:r><w:t>2 februari</w:t><w:br/><w:t>6-7 april</w:t></w:r></w:p>"

    assert read_plan(file_of(body(dates)), "plan.docx").lines[-2:] == ("2 februari", "6-7 april")

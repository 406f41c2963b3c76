"""References in a document's text lead to the part they name, or are told of and lead nowhere."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sodertorn.importing.document import parse
from sodertorn.importing.references import first_lines_of_pages, read_references, references_in
from sodertorn.importing.values import Finding, ParsedNode, ParsedReference
from tests.importing.test_document_any import ANY_TEXT

# Lines 1 to 10, three pages: the cover, chapter 1 on two pages, chapter 2.
PAGES = "Plan\n\f1. Syfte\nVi ses.\nVi hörs.\n\fVi ses igen.\n2. Mål\n"
NO_PAGES = PAGES.replace("\f", "")


def nodes(words: str = "Vi ses.", number: str = "2") -> list[ParsedNode]:
    """The parts of PAGES, the first paragraph in these words."""
    return [
        ParsedNode("chapter", (3,), title="Syfte", number="1"),
        ParsedNode("paragraph", (4,), text=words),
        ParsedNode("paragraph", (5,), text="Vi hörs."),
        ParsedNode("paragraph", (7,), text="Vi ses igen."),
        ParsedNode("chapter", (8,), title="Mål", number=number),
    ]


def led(words: str, text: str = PAGES, number: str = "2") -> list[tuple[str, int]]:
    """Where the references in words lead, none of which may be told of as a doubt."""
    references, findings = read_references(nodes(words, number), text)
    assert (findings, {reference.line for reference in references} - {4}) == ([], set())
    return [(reference.words, reference.target_line) for reference in references]


def told(words: str, text: str = PAGES, number: str = "2") -> str:
    """Why the reference in words leads nowhere."""
    references, [finding] = read_references(nodes(words, number), text)
    assert references == []
    assert (finding.line, finding.needs_person) == (4, False)
    return finding.text


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Plan\n", [1]),
        ("", [1]),
        ("Plan\n\f", [1]),  # what printing one page to text leaves
        ("Ett\n\fTvå\n\f", [1, 3]),
        ("Ett\n\fTvå\n\f\n \n", [1, 3]),
        ("Ett\fTvå", [1, 2]),
        ("Ett\r\n\fTvå\r\n", [1, 3]),
        ("\fTvå", [1, 2]),
        ("Ett\n\f\fTre", [1, 3, 4]),
    ],
)
def test_pages_begin_after_form_feeds_and_none_after_the_last(text, lines):
    assert first_lines_of_pages(text) == lines


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Se planen (jfr sid 4).", ["jfr sid 4"]),
        ("Jfr s. 4 och jämför sid. 12", ["Jfr s. 4", "jämför sid. 12"]),
        ("se sidan 7, se även sida 8", ["se sidan 7", "se även sida 8"]),
        ("Se också kap. 3 och jfr kapitel 10", ["Se också kap. 3", "jfr kapitel 10"]),
        ("se avsnitt 2 (jfr avsn 3)", ["se avsnitt 2", "jfr avsn 3"]),
        ("jfr sid4, jfr s.5", ["jfr sid4", "jfr s.5"]),
        ("**jfr sid 4** och [jfr kap. 5](jfr sid 6)", ["jfr sid 4", "jfr kap. 5", "jfr sid 6"]),
        ("jfr sid 4, jfr sid 4", ["jfr sid 4"]),
        ("jfr  sid  4", ["jfr  sid  4"]),
        ("på sid 4, kap. 3, se planen, jfr 4", []),
        ("avse sid 4, anse kapitel 3", []),
        ("se sida vid sida, se s", []),
        ("jfr sid 1000, jfr sid 4a, jfr sid 4000", []),
        (f"jfr{' ' * 80}sid 4", []),  # longer than the words of a reference may be
        ("se sent 4, se kapacitet 4", []),
    ],
)
def test_references_are_found_once_in_their_own_words(words, found):
    assert [told for told, _ in references_in(words)] == found


@pytest.mark.parametrize(
    ("words", "target_line"),
    [("jfr sid 2", 3), ("se sidan 3", 7), ("se kap. 2", 8), ("SE ÄVEN KAPITEL 2", 8), ("jfr avsnitt 1", 3)],
)
def test_reference_leads_to_the_first_part_of_the_page_or_the_chapter(words, target_line):
    assert led(f"Vi ses ({words}).") == [(words, target_line)]


def test_chapters_are_told_apart_without_pages():
    assert led("Se kap. 1 och se kap. 2.", NO_PAGES) == [("Se kap. 1", 3), ("se kap. 2", 8)]


def test_page_on_which_no_part_begins_is_that_of_the_part_that_goes_on_there():
    text = "Plan\n\f1. Syfte\nVi ses.\n\foch igen\n\f2. Mål\n"
    parts = [
        ParsedNode("chapter", (3,), title="Syfte", number="1"),
        ParsedNode("paragraph", (4, 6), text="Vi ses och igen"),
        ParsedNode("chapter", (8,), title="Mål (jfr sid 3)", text="jfr sid 3", number="2"),
    ]

    assert read_references(parts, text) == ([ParsedReference(8, "jfr sid 3", 4)], [])


def test_reference_to_its_own_part_is_no_link_and_no_doubt():
    text = "Plan\n\fVi ses, se sidan 2.\n\f2. Mål\n"
    parts = [
        ParsedNode("paragraph", (3,), text="Vi ses, se sidan 2."),
        ParsedNode("chapter", (5,), title="Mål", number="2"),
    ]

    assert read_references(parts, text) == ([], [])


@pytest.mark.parametrize(
    ("words", "text", "number", "reason"),
    [
        (
            "jfr sid 2",
            NO_PAGES,
            "2",
            "dokumentet visar inte var sidorna börjar. Lägg till den i planen om du vet vart den leder.",
        ),
        (
            "jfr sid 1",
            f"{NO_PAGES}\f",
            "2",
            "dokumentet visar inte var sidorna börjar. Lägg till den i planen om du vet vart den leder.",
        ),
        ("jfr sid 4", PAGES, "2", "dokumentet har 3 sidor."),
        ("jfr sid 4", f"{PAGES}\f", "2", "dokumentet har 3 sidor."),
        ("jfr sid 0", PAGES, "2", "dokumentet har 3 sidor."),
        ("jfr sid 1", PAGES, "2", "på sidan 1 står ingen del av planen."),
        ("se kap. 3", PAGES, "2", "planen har inget kapitel 3."),
        ("se kap. 1", PAGES, "1", "planen har flera kapitel 1."),
    ],
)
def test_reference_that_may_lead_anywhere_is_told_of_and_leads_nowhere(words, text, number, reason):
    assert told(f"Vi ses ({words}).", text, number) == f"”{words}” blev ingen länk: {reason}"


def test_document_s_references_and_doubts_are_read_with_the_rest():
    text = "Verksamhetsplan 2031\n\n1. Syfte\n\nVi ses (se kap. 2, jfr kap. 99).\n\n2. Mål\n\nVi hörs."

    parsed = parse(text)

    assert parsed.references == (ParsedReference(5, "se kap. 2", 7),)
    assert Finding(5, "”jfr kap. 99” blev ingen länk: planen har inget kapitel 99.", needs_person=False) in (
        parsed.findings
    )


def test_demo_s_reference_leads_to_the_area_that_its_page_begins_with(demo_text):
    parsed = parse(demo_text)

    [reference] = parsed.references

    by_line = {node.lines[0]: node for node in parsed.nodes()}
    assert reference.words == "jfr sid 4"
    assert "(jfr sid 4)" in by_line[reference.line].text
    assert by_line[reference.target_line].title == "Regionala utvecklingsfrågor"


WORDS = ["jfr", "se", "jämför", "sid", "sid.", "s.", "kap.", "kapitel", "1", "4", "999", "även", "²", "٣"]
PIECES = st.sampled_from([*WORDS, " ", "  ", "\f", "\n"])
REFERRING = st.lists(PIECES | st.text(max_size=3), max_size=12).map("".join)


@settings(max_examples=60)
@given(words=REFERRING, document=ANY_TEXT)
def test_any_text_is_read_and_each_reference_stands_in_its_part_and_leads_to_another(words, document):
    text = f"Verksamhetsplan 2017\n\n1. Syfte\n\n{words}\n\n2. Mål\n\n{document}"

    parsed = parse(text)

    parts = {node.lines[0]: node for node in parsed.nodes()}
    for reference in parsed.references:
        assert reference.words in parts[reference.line].text
        assert parts[reference.target_line] != parts[reference.line]
        assert len(reference.words) <= 80
    pairs = [(reference.line, reference.words) for reference in parsed.references]
    assert len(set(pairs)) == len(pairs)

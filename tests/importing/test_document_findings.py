"""What is odd in a document becomes a finding with its line, and the rest is read all the same."""

import pytest

from sodertorn.importing.document import parse
from sodertorn.importing.values import DocumentError, ParsedPlan
from tests.importing.faults import CASES, edit

WHOLE = {"chapters": 6, "meetings": 15, "turns": 5, "lines": 6, "duties": 4}


def counts(parsed: ParsedPlan) -> dict[str, int]:
    return {
        "chapters": len(parsed.chapters),
        "meetings": len(parsed.meetings),
        "turns": len(parsed.host_turns),
        "lines": len(parsed.budget_lines),
        "duties": len(parsed.duties),
    }


def remarks(parsed: ParsedPlan) -> list[tuple[int, str]]:
    """What needs a person; line and words."""
    return [(finding.line, finding.text) for finding in parsed.findings if finding.needs_person]


HAS_TWO = """Beslutad 2030-11-21

Vikarnas Råd

Verksamhetsplan 2031

1. Organisation

Rådet

Rådet möts minst {} gånger per år.

Rådet

Rådet möts minst fem gånger per år.

2. Kalender

Rådet (onsdagar 13.00-15.00)

5 februari	({})
6 mars
"""
TWICE = "Organet ”Rådet” beskrivs två gånger. Det andra löftet kom inte med."


@pytest.mark.parametrize(("change", "said", "difference"), CASES.values(), ids=CASES)
def test_document_with_a_fault_is_read_with_a_finding_on_its_line(invented_text, change, said, difference):
    text, line = edit(invented_text, *change)

    parsed = parse(text)

    assert remarks(parsed) == [(line + further, words) for further, words in said]
    assert parsed.needs_person
    assert counts(parsed) == {what: count + difference.get(what, 0) for what, count in WHOLE.items()}


def test_document_of_three_lines_misses_calendar_and_budget():
    parsed = parse("Beslutad 2030-11-21\nVerksamhetsplan 2031\n\n1. Inledning\n\nVi möts.")

    assert remarks(parsed) == [
        (0, "Dokumentet har inget kapitel med kalendarium."),
        (0, "Dokumentet har inget kapitel med budget."),
    ]
    assert [node.text for node in parsed.nodes_of("paragraph")] == ["Vi möts."]


@pytest.mark.parametrize("number", ["0", "noll", "00"])
def test_body_that_promises_nothing_has_no_duty_of_its_own(number):
    parsed = parse(HAS_TWO.format(number, "Vik"))

    assert [(duty.body, duty.minimum_meetings) for duty in parsed.duties] == [("Rådet", 5)]


def test_body_described_twice_keeps_its_first_duty():
    parsed = parse(HAS_TWO.format("sex", "Vik"))

    assert [(duty.body, duty.minimum_meetings) for duty in parsed.duties] == [("Rådet", 6)]
    assert (13, TWICE) in remarks(parsed)


@pytest.mark.parametrize("word", ["tio", "TIO", "tıo", "10"])
def test_number_is_read_in_words_of_any_case_and_with_a_dotless_i(word):
    duties = parse(HAS_TWO.format(word, "Vik")).duties

    assert duties[0].minimum_meetings == 10


@pytest.mark.parametrize(
    ("words", "hosts"),
    [
        ("Vik och Sund", ("Vik", "Sund")),
        ("Vik, Sund samt Å", ("Vik", "Sund", "Å")),
        ("Vik, Vik", ("Vik",)),
        ("Viks kommun", ("Viks",)),
        ("Vik,", ("Vik",)),
        (", Vik", ("Vik",)),
        (" ", ()),
        (",", ()),
    ],
)
def test_hosts_are_named_once_each_and_never_by_nothing(words, hosts):
    parsed = parse(HAS_TWO.format("sex", words))

    assert [meeting.hosts for meeting in parsed.meetings] == [hosts, ()]
    assert parsed.municipalities == hosts


@pytest.mark.parametrize(
    "line", ["# #", "**  **", "- ** **", "<p></p>", "<br>", "***", "|", "||", "| |", "-", "---", "#", "1."]
)
def test_line_without_words_is_kept_as_it_is_or_found(line):
    text = HAS_TWO.format("sex", "Vik").replace("Rådet möts minst fem", f"{line}\n\nRådet möts minst fem")

    parsed = parse(text)

    at = text.splitlines().index(line) + 1
    kept = {node.title or node.text for node in parsed.nodes() if at in node.lines}
    assert at in parsed.placed_lines() | {finding.line for finding in parsed.findings}
    assert all(words.strip() for words in kept)


@pytest.mark.parametrize("heading", ["## 1. Bakgrund", "## 5. Mötestider", "## 6. Budget 2031"])
def test_table_row_without_words_becomes_no_part_of_the_plan(invented_text, heading):
    text, line = edit(invented_text, heading, f"{heading}\n\n||")

    parsed = parse(text)

    assert [node for node in parsed.nodes() if not (node.title or node.text)] == []
    assert [(f.text, f.needs_person) for f in parsed.findings if f.line == line + 2] == [
        ("”||” kunde inte placeras.", False)
    ]


def test_line_number_is_right_after_other_line_breaks_than_newline(invented_text):
    text, line = edit(invented_text, "fyra utvecklingsfrågor", "sju utvecklingsfrågor")

    told = [parse(text.replace("\n", ending)).findings[0].line for ending in ("\n", "\r\n", "\r", "\u2028")]

    assert told == [line] * 4


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Kära Anna,\n\nTack för brevet 2017.\n\nDin vän", "inga numrerade kapitel"),
        ("Pannkakor\n\n1. Vispa\n\n3 ägg\n\n2. Stek\n\nI smör.", "ingen titel med årtal"),
        ("", "inga numrerade kapitel"),
        ("\n \t\n", "inga numrerade kapitel"),
    ],
)
def test_foreign_text_is_no_plan(text, reason):
    with pytest.raises(DocumentError, match=reason):
        parse(text)

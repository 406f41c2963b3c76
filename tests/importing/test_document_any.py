"""Whatever the text, parsing ends with a plan or a reason, and no line is lost."""

import sys
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sodertorn.importing.document import parse
from sodertorn.importing.report import describe
from sodertorn.importing.values import DocumentError
from tests.conftest import DEMO, INVENTED

DOCUMENTS = [path.read_text(encoding="utf-8").splitlines() for path in (DEMO, INVENTED)]
LINES = sorted({line for document in DOCUMENTS for line in document})
# Pieces that have the form of something the parser looks for, and are wrong.
PIECES = [
    *("( )", "(,)", "(, Vik)", "( och )", "# #", "#", "**  **", "- ** **", "<p></p>", "|", "||", "---", "\t", "\ufeff"),
    *("0 gånger per år", "tıo kommuner", "(tısdagar)", "(fredagar 08.30-25.00)", "(fredagar 13.00-08.30)"),
    *("kl. 15-12", "9" * 5000, "-5", "1,5", "Summa", "Summa 1", "Intäkter", "31 juni", "6-5 april", "Januari 2018"),
    *("1.", "2. A", "99. Hej", "٣ mars", "0 mars", "²", "2017", "2017 Vik", "”Vi ser”", "Under 2017 ”Vi ser”"),
    *(
        "| Datum | Tid |",
        "| Organ | Datum |",
        "|---|",
        "| 7 juni | 13 |",
        "2/9",
        "0/13",
        "kl. 13",
        "7 juni: Vik",
        "(9)",
    ),
    *("Intäkter (tkr)", "Kostnader (euro)", "| Intäkter | |", "Värdar för Vik:", "**3. Vi**", "fem delmål", "inställt"),
    *("\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\r"),
]


@st.composite
def mutated(draw) -> str:
    """A document with lines dropped, doubled, moved, exchanged and written into."""
    lines = list(draw(st.sampled_from(DOCUMENTS)))
    for _ in range(draw(st.integers(0, 12))):
        at = draw(st.integers(0, len(lines)))
        piece = draw(st.one_of(st.sampled_from(PIECES), st.sampled_from(LINES), st.text(max_size=20)))
        match draw(st.sampled_from(["drop", "insert", "write_into", "append", "move"])):
            case "drop":
                del lines[at : at + draw(st.integers(1, 5))]
            case "insert":
                lines.insert(at, piece)
            case "write_into" if at < len(lines):
                place = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:place] + piece + lines[at][place:]
            case "append" if at < len(lines):
                lines[at] += f" {piece}"
            case "move":
                lines = lines[at:] + lines[:at]
    return "\n".join(draw(st.permutations(lines)) if draw(st.integers(0, 9)) == 0 else lines)


ANY_TEXT = st.one_of(
    mutated(), st.lists(st.one_of(st.sampled_from(LINES), st.sampled_from(PIECES), st.text())).map("\n".join)
)


@settings(max_examples=250, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(text=ANY_TEXT)
def test_text_of_any_kind_is_read_or_refused_and_every_line_placed_or_found(text):
    try:
        parsed = parse(text)
    except DocumentError:
        return
    lines = {number for number, line in enumerate(text.splitlines(), start=1) if line.replace("\ufeff", "").strip()}
    found = {finding.line for finding in parsed.findings}
    assert parsed.placed_lines() | found >= lines
    assert parsed.placed_lines() | (found - {0}) <= lines
    assert parsed.total_lines == len(lines)
    assert [node for node in parsed.nodes() if not (node.title or node.text)] == []
    assert describe(parsed, list(parsed.findings)).startswith(parsed.title)


@contextmanager
def counting_calls():
    """How many functions are called: a measure of work that no other process disturbs."""
    counted = [0]

    def count(frame, event, argument):
        counted[0] += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        yield counted
    finally:
        sys.setprofile(None)


def calls_to_parse(text: str) -> int:
    with counting_calls() as counted:
        parse(text)
    return counted[0]


def test_work_grows_with_the_length_of_the_document(demo_text):
    once, ten, hundred = (calls_to_parse(demo_text * times) for times in (1, 10, 100))

    assert hundred < 15 * ten < 15 * 15 * once


@pytest.mark.parametrize("piece", ["-", " ", "|", "1", "123 ", "(", "”", "*", "#", "<p>", "Nästa ", "\t", "två ", "A"])
def test_one_long_line_is_read(invented_text, piece):
    lines = invented_text.splitlines()
    for place in (6, 12, 62, 112, 145, 177):
        lines.insert(place, f"\n{piece * 5000} x\n")

    assert parse("\n".join(lines)).year == 2031

"""The real plan and the demo's are read exactly: every fact, and every paragraph letter for letter."""

import datetime as dt
import re

import pytest

from committee.tables import split_rows
from sodertorn.importing.document import parse
from sodertorn.importing.values import Finding, ParsedPlan
from tests.importing import expected

LETTERS = re.compile(r"\w+")


@pytest.fixture(scope="module", params=["seed", "demo"])
def name(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def text(name, request) -> str:
    return request.getfixturevalue(f"{name}_text")


@pytest.fixture(scope="module")
def parsed(text) -> ParsedPlan:
    return parse(text)


def test_title_block_is_read_with_the_broken_word_joined(parsed):
    assert (parsed.year, parsed.title, parsed.subtitle) == (2017, "Verksamhetsplan 2017", "Budget 2017")
    assert parsed.issuer == "Södertörnskommunernas Samarbetskommitté"
    assert parsed.decided_on == dt.date(2016, 12, 8)
    assert parsed.secretariat_host == "Huddinge"


def test_chapters_are_the_eight_of_the_document(parsed):
    assert [(node.kind, node.number, node.title) for node in parsed.chapters] == expected.CHAPTERS


def test_areas_goal_areas_and_issues_are_a_tree(parsed):
    goal_areas = {
        node.title: [child.title for child in node.children if child.kind == "issue"]
        for node in parsed.nodes_of("goal_area")
    }

    assert [node.title for node in parsed.nodes_of("area")] == expected.AREAS
    assert goal_areas == expected.GOAL_AREAS
    assert len(parsed.nodes_of("issue")) == 5
    assert [child.title for child in parsed.nodes_of("area")[0].children if child.kind == "goal_area"] == [*goal_areas]


def test_commitments_are_eighteen_and_five_in_focus(parsed, name):
    beginnings = expected.COMMITMENTS if name == "seed" else expected.DEMO_COMMITMENTS
    found = expected.commitments(parsed)

    assert len(found) == 18
    assert [b for c, b in zip(found, beginnings, strict=True) if not expected.begins(c, b)] == []
    assert sum(node.is_focus for node in parsed.nodes()) == 5


def test_commitments_stand_under_their_issue_or_section(parsed):
    assert expected.commitments_by_heading(parsed) == expected.COMMITMENTS_UNDER
    assert expected.commitments_by_heading(parsed, only_focus=True) == expected.FOCUS_UNDER


def test_municipalities_are_the_eight(parsed):
    assert sorted(parsed.municipalities) == sorted(expected.MUNICIPALITIES)


def test_bodies_are_read_with_weekday_times_and_whom_they_prepare_for(parsed):
    found = [(b.name, b.short_name, b.weekday, b.starts_at, b.ends_at, b.prepares) for b in parsed.bodies]

    assert found == expected.BODIES


def test_duties_are_read_from_the_bodies_own_paragraphs(parsed, text):
    lines = text.splitlines()

    assert [(duty.body, duty.minimum_meetings, duty.period_years) for duty in parsed.duties] == expected.DUTIES
    assert [bool(re.search(r"sex gånger|årlig|vartannat", lines[duty.line - 1])) for duty in parsed.duties] == [
        True
    ] * 5


def test_meetings_are_the_twenty(parsed):
    assert [expected.meeting_row(meeting) for meeting in parsed.meetings] == expected.MEETINGS


def test_meetings_know_the_line_they_stand_on(parsed, text):
    lines = text.splitlines()
    days = [str(meeting.starts_on.day) for meeting in parsed.meetings if not meeting.is_month_only]
    told = [lines[meeting.lines[0] - 1] for meeting in parsed.meetings if not meeting.is_month_only]

    assert [day in line for day, line in zip(days, told, strict=True)] == [True] * 17


def test_host_turns_are_the_rota_2017_to_2024(parsed):
    assert [(turn.body, turn.year, turn.municipality) for turn in parsed.host_turns] == expected.TURNS


def test_budget_lines_and_both_sums_are_read(parsed):
    lines = [(line.kind, line.label, line.amount_sek) for line in parsed.budget_lines]

    assert lines == expected.BUDGET_LINES
    assert [(total.kind, total.stated_sek, total.lines_sek) for total in parsed.sums] == expected.SUMS


def test_every_line_is_placed(parsed, text):
    lines = {number for number, line in enumerate(text.splitlines(), start=1) if line.strip()}

    assert parsed.placed_lines() == lines
    assert parsed.total_lines == len(lines) == 128


def test_only_remarks_are_a_meeting_on_other_weekdays_and_a_page_that_is_not_to_be_found(parsed, text, name):
    lines = text.splitlines()
    line = lines.index("6-7 april (planeringskonferens)") + 1
    remark = "6 april 2017 är torsdag–fredag; organet möts annars på fredagar."
    found = [Finding(line, remark, needs_person=False)]
    if name == "seed":
        page = next(number for number, words in enumerate(lines, start=1) if "jfr sid 4" in words)
        reason = "dokumentet visar inte var sidorna börjar. Lägg till den i planen om du vet vart den leder."
        found.insert(0, Finding(page, f"”jfr sid 4” blev ingen länk: {reason}", needs_person=False))

    assert parsed.findings == tuple(found)
    assert not parsed.needs_person


def words_of_nodes(parsed: ParsedPlan) -> list[str]:
    """What stands in the tree, in reading order."""
    return [words for node in parsed.nodes() for words in (node.title, node.text) if words]


def test_every_paragraph_is_kept_letter_for_letter_and_in_order(parsed, text):
    rows = {
        line for row in (*parsed.meetings, *parsed.host_turns, *parsed.budget_lines, *parsed.sums) for line in row.lines
    }
    table = {line for node in parsed.nodes_of("table") for line in node.lines}
    budget = {line for node in parsed.chapters if node.kind == "budget" for line in node.lines[1:]}
    sentences = {line for node in parsed.nodes_of("paragraph") for line in node.lines}
    elsewhere = (rows - sentences) | table | budget | set(parsed.title_lines)
    prose = [
        re.sub(r"^\d\. |^- |\*\*", "", line)
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip() and number not in elsewhere
    ]
    without_table = [words for words in words_of_nodes(parsed) if "|" not in words]

    assert [re.sub(r"\*\*$", "", line) for line in prose] == without_table
    assert len(prose) == 85


def test_oddities_of_the_text_are_kept(parsed, name):
    odd = ["Förhållningsätt", "(jfr sid 4)", "medicinskt-tekniskt", "Life science/medicin", "UtvecklingsProgram"]
    odd += ["bl. a.", "E4-ans", "Södertörns-samarbetet"] if name == "seed" else []
    told = "\n".join(words_of_nodes(parsed))

    assert [word for word in odd if word not in told] == []


def test_table_keeps_its_cells(parsed, name):
    [table] = parsed.nodes_of("table")
    rows = [row.split(" | ") for row in table.text.split("\n")]
    first_column = ["Samverkansområden", "Regionala utvecklingsfrågor", "Verksamhetsfrågor"]

    assert [len(row) for row in rows] == [3, 3, 3]
    assert [row[0] for row in rows] == first_column
    assert rows[0] == ["Samverkansområden", "Syfte", "Styrdokument"]


def test_table_s_cells_are_the_document_s(seed_text):
    [table] = parse(seed_text).nodes_of("table")
    lines = [re.sub(r"</?p>", "", line) for line in seed_text.splitlines() if line.count("\t") == 2]

    rows = [[cell.strip() for cell in line.split("\t")] for line in lines if not line.startswith("---")]
    assert split_rows(table.text) == rows


def test_demo_shares_no_eight_words_in_a_row_with_the_real_paragraphs(seed_text, demo_text):
    def runs(parsed):
        paragraphs = [node.text for node in parsed.nodes() if node.kind in {"paragraph", "commitment", "item", "table"}]
        words = [LETTERS.findall(text.casefold()) for text in paragraphs]
        return {tuple(row[at : at + 8]) for row in words for at in range(len(row) - 7)}

    assert runs(parse(seed_text)) & runs(parse(demo_text)) == set()


def test_demo_has_as_many_of_each_kind_as_the_real_plan(seed_text, demo_text):
    def kinds(parsed):
        return [(node.kind, len(node.children)) for node in parsed.nodes()]

    assert kinds(parse(demo_text)) == kinds(parse(seed_text))


def test_demo_is_shorter_than_the_real_plan(seed_text, demo_text):
    assert len(demo_text) < len(seed_text)

"""A document of another, invented cooperation is read by the same code. What it holds: tests/documents/README.md."""

import datetime as dt

import pytest

from sodertorn.importing.document import parse
from sodertorn.importing.values import Finding, ParsedPlan
from tests.importing import expected

COUNCIL, GROUP, FORUM, COMPARISON = "Samverkansrådet", "Beredningsgruppen", "Fjärdforum", "Jämförelsedagen"
AFTERNOON, MORNING = "13.15-16.00", "09.00-11.30"
MUNICIPALITIES = ("Ålvik", "Strömsby", "Häggvåg", "Näsholma", "Örnskär")
MEETINGS = [
    (COUNCIL, "2031-02-05", "2031-02-05", AFTERNOON, "", "", "Strömsby"),
    (COUNCIL, "2031-04-09", "2031-04-09", AFTERNOON, "", "", "Häggvåg"),
    (COUNCIL, "2031-06-12", "2031-06-12", AFTERNOON, "", "", "Näsholma"),
    (COUNCIL, "2031-09-17", "2031-09-17", AFTERNOON, "", "", "Örnskär"),
    (COUNCIL, "2031-12-03", "2031-12-03", AFTERNOON, "", "", "Ålvik, Häggvåg"),
    (COUNCIL, "2032-02-01", None, "", "", "", "Strömsby"),
    (COUNCIL, "2032-04-01", None, "", "", "", "Näsholma"),
    (COUNCIL, "2031-09-30", "2031-10-01", "", "planeringsdagar", "", "Örnskär"),
    (GROUP, "2031-01-20", "2031-01-20", MORNING, "", "", ""),
    (GROUP, "2031-03-24", "2031-03-24", MORNING, "", "", ""),
    (GROUP, "2031-05-26", "2031-05-26", MORNING, "", "", ""),
    (GROUP, "2031-09-01", "2031-09-01", MORNING, "", "", ""),
    (GROUP, "2031-11-17", "2031-11-17", MORNING, "", "", ""),
    (FORUM, "2031-05-15", "2031-05-15", "", "", "", "Ålvik"),
    (COMPARISON, "2031-10-22", "2031-10-22", "", "", "", ""),
]


@pytest.fixture(scope="module")
def parsed(invented_text) -> ParsedPlan:
    return parse(invented_text)


def test_title_block_is_read(parsed):
    assert (parsed.year, parsed.title, parsed.subtitle) == (2031, "Verksamhetsplan 2031", "Budget 2031")
    assert (parsed.issuer, parsed.secretariat_host) == ("Fjärdkommunernas Samverkansråd", "Ålvik")
    assert parsed.decided_on == dt.date(2030, 11, 21)


def test_chapters_are_six(parsed):
    assert [(node.kind, node.number, node.title) for node in parsed.chapters] == [
        ("chapter", "1", "Bakgrund"),
        ("chapter", "2", "Uppdrag"),
        ("chapter", "3", "Inriktning 2031"),
        ("chapter", "4", "Organisation"),
        ("calendar", "5", "Mötestider"),
        ("budget", "6", "Budget 2031"),
    ]


def test_goals_are_read_under_markdown_headings(parsed):
    goal_areas = {
        node.title: [child.title for child in node.children if child.kind == "issue"]
        for node in parsed.nodes_of("goal_area")
    }

    assert [node.title for node in parsed.nodes_of("area")] == [
        "Bygdens utveckling",
        "Gemensam service",
        "Trygghet och beredskap",
    ]
    assert goal_areas == {
        "Arbete och Kunskap": ["Fler som kan ett yrke", "Företag som stannar"],
        "Hav och Stränder": ["Renare fjärdar"],
        "Resor och Möten": ["Kortare restid"],
    }


def test_commitments_are_nine_and_two_in_focus(parsed):
    beginnings = [
        "Vi öppnar en gemensam yrkesskola för vuxna i Strömsby, med platser för sökande",
        "Vi låter gymnasieelever",
        "Vi svarar företagare inom tre arbetsdagar*",
        "Vi köper in mer av små företag",
        "Vi mäter vattnet",
        "Vi hjälper markägare",
        "Vi samordnar bussar och färjor",
        "Vi provar en snabb båtlinje*",
        "Vi lämnar samma ägardirektiv",
    ]
    found = expected.commitments(parsed)

    assert [b for c, b in zip(found, beginnings, strict=True) if not expected.begins(c, b)] == []
    assert expected.commitments_by_heading(parsed) == {
        "Fler som kan ett yrke": 2,
        "Företag som stannar": 2,
        "Renare fjärdar": 2,
        "Kortare restid": 2,
        "Gemensamma bolag": 1,
    }


def test_bodies_municipalities_and_duties_are_read(parsed):
    assert set(parsed.municipalities) == set(MUNICIPALITIES)
    assert [(b.name, b.weekday, expected.times(b.starts_at, b.ends_at), b.prepares) for b in parsed.bodies] == [
        (COUNCIL, 3, AFTERNOON, ""),
        (GROUP, 1, MORNING, COUNCIL),
        (FORUM, None, "", ""),
        (COMPARISON, None, "", ""),
    ]
    assert [(duty.body, duty.minimum_meetings, duty.period_years) for duty in parsed.duties] == [
        (COUNCIL, 4, 1),
        (GROUP, 5, 1),
        (FORUM, 1, 1),
        (COMPARISON, 1, 3),
    ]


def test_meetings_are_fifteen(parsed):
    assert [expected.meeting_row(meeting) for meeting in parsed.meetings] == MEETINGS


def test_host_turns_go_round_the_five(parsed):
    turns = [(turn.body, turn.year, turn.municipality) for turn in parsed.host_turns]

    assert turns == [(FORUM, 2031 + place, name) for place, name in enumerate(MUNICIPALITIES)]


def test_budget_is_read_with_a_label_of_two_lines(parsed):
    assert [(line.kind, line.label, line.amount_sek) for line in parsed.budget_lines] == [
        ("income", "Avgifter från kommunerna", 1_250_000),
        ("income", "Bidrag från staten till beredskap", 180_000),
        ("cost", "Personal", 960_000),
        ("cost", "Ersättning till Ålvik kommun för kontorsplats, växel och ekonomistöd", 145_000),
        ("cost", "Fjärdforum och planeringsdagar", 210_000),
        ("cost", "Webbplats och övningar", 115_000),
    ]
    assert [(total.kind, total.stated_sek, total.lines_sek) for total in parsed.sums] == [
        ("income", 1_430_000, 1_430_000),
        ("cost", 1_430_000, 1_430_000),
    ]


def test_hard_wrapped_paragraph_is_joined_with_spaces(parsed):
    assert parsed.chapters[0].children[0].text == (
        "Ålvik, Strömsby, Häggvåg, Näsholma och Örnskär ligger runt samma fjärd och har tillsammans ca 61 000 "
        "invånare. Många bor i en kommun och arbetar i en annan. Färjorna, vattnet och skolorna angår därför alla "
        "fem kommuner."
    )


def test_pipe_table_is_read(parsed):
    [table] = parsed.nodes_of("table")

    assert table.text == (
        "Område | Mål\n"
        "Bygdens utveckling | Fler kan bo och arbeta runt fjärden\n"
        "Gemensam service | Varje kommun får mer service för pengarna\n"
        "Trygghet och beredskap | Kommunerna klarar en kris tillsammans"
    )
    assert len(parsed.nodes_of("item")) == 3


def test_every_line_is_placed_and_one_remark_made(parsed, invented_text):
    lines = {number for number, line in enumerate(invented_text.splitlines(), start=1) if line.strip()}

    assert parsed.placed_lines() == lines
    assert parsed.findings == (
        Finding(144, "12 juni 2031 är torsdag; organet möts annars på onsdagar.", needs_person=False),
    )

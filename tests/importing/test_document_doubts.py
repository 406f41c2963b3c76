"""What in the title and in the prose may mean more than it was read as is said, and read as little as needed."""

import pytest

from sodertorn.importing.document import parse
from sodertorn.importing.values import ParsedPlan
from tests.importing.faults import edit


def said(parsed: ParsedPlan) -> list[tuple[int, str, bool]]:
    """All findings but the one that the untouched document has."""
    return [
        (finding.line, finding.text, finding.needs_person)
        for finding in parsed.findings
        if not finding.text.startswith("12 juni 2031 är torsdag")
    ]


def changed(text: str, *changes: tuple[str, str]) -> tuple[ParsedPlan, int]:
    """The document with some places changed, and the line of the last change."""
    line = 0
    for old, new in changes:
        text, line = edit(text, old, new)
    return parse(text), line


@pytest.mark.parametrize("heading", ["2. Hur vi arbetar", "**2. Hur vi arbetar**", "## 2. **Hur vi arbetar**"])
def test_numbered_heading_is_a_chapter_though_somebody_acts_in_it(invented_text, heading):
    parsed, _ = changed(invented_text, ("## 2. Uppdrag", heading))

    assert [chapter.title for chapter in parsed.chapters][:3] == ["Bakgrund", "Hur vi arbetar", "Inriktning 2031"]
    assert said(parsed) == []


def test_numbered_sentence_is_no_chapter(invented_text):
    parsed, _ = changed(invented_text, ("Rådet arbetar efter", "3. Vi träffas varje år.\n\nRådet arbetar efter"))

    assert len(parsed.chapters) == 6
    assert said(parsed) == []


LEFT = "Beslutsdatumet är läst; ”{}” på samma rad kom inte med."
PARAGRAPH = " Ange paragrafen med --paragraph när planen fastställs."


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Fastställd av styrelsen den 21 november 2030, § 41", [(1, LEFT.format("§ 41") + PARAGRAPH, False)]),
        ("Beslutad av styrelsen 2030-11-21 (dnr 7)", [(1, LEFT.format("dnr 7"), False)]),
        ("Utskriven 2030-11-21", [(1, LEFT.format("Utskriven"), True)]),
        ("Antagen den 21 november 2030", []),
        ("Antagen av styrelsen den 21 november 2030", []),
        ("2030-11-21", []),
        ("Beslutad 2030-11-21\nÄndrad 2030-12-01", [(2, "”Ändrad 2030-12-01” i titeln kom inte med.", True)]),
    ],
)
def test_line_of_decision_says_what_it_holds_beside_the_date(invented_text, line, expected):
    parsed, _ = changed(invented_text, ("Beslutad 2030-11-21", line))

    assert parsed.decided_on.isoformat() == "2030-11-21"
    assert said(parsed) == expected


@pytest.mark.parametrize(
    ("promise", "duty"),
    [
        ("har sex ordinarie möten per år", (6, 1)),
        ("möts minst en gång i månaden", (12, 1)),
        ("träffas varje månad", (12, 1)),
        ("sammanträder en gång i kvartalet", (4, 1)),
        ("har möte varje kvartal", (4, 1)),
        ("möts två gånger per termin", (4, 1)),
    ],
)
def test_promise_in_other_words_is_a_duty(invented_text, promise, duty):
    parsed, _ = changed(invented_text, ("möts minst fyra gånger per år", promise))

    assert [(d.minimum_meetings, d.period_years) for d in parsed.duties if d.body == "Samverkansrådet"] == [duty]
    assert said(parsed) == []


def test_promise_that_was_not_understood_is_said(invented_text):
    parsed, line = changed(invented_text, ("möts minst fyra gånger per år", "träffas varannan månad"))

    assert [duty.body for duty in parsed.duties] == ["Beredningsgruppen", "Fjärdforum", "Jämförelsedagen"]
    assert said(parsed) == [(line - 1, "Det gick inte att läsa hur ofta ”Samverkansrådet” möts.", False)]


def test_place_of_the_secretariat_that_is_no_host_is_said(invented_text):
    parsed, line = changed(invented_text, ("finns hos Ålvik kommun", "är placerat i Storstads kommun"))

    words = "Sekretariatet är enligt texten i Storstad, som inte är värd i planen. Uppgiften kom inte med."
    assert parsed.secretariat_host == ""
    assert said(parsed) == [(line - 2, words, True)]


ISSUES = ["Fler som kan ett yrke", "Företag som stannar", "Renare fjärdar", "Kortare restid"]


@pytest.mark.parametrize("words", ["fyra utvecklingsfrågor", "fyra viktiga framtidsfrågor", "fyra delmål"])
def test_issues_are_counted_under_any_name(invented_text, words):
    parsed, _ = changed(invented_text, ("fyra utvecklingsfrågor", words))

    assert [node.title for node in parsed.nodes_of("issue")] == ISSUES
    assert said(parsed) == []


def test_heading_in_a_goal_area_is_pointed_out_when_no_number_is_given(invented_text):
    parsed, line = changed(invented_text, (" med fyra utvecklingsfrågor", ""))

    words = "”{}” är läst som en rubrik efter målområdet ”{}”, inte som en fråga i det: "
    words += "texten säger inte hur många frågor som finns."
    assert said(parsed) == [
        (line + 13, words.format("Företag som stannar", "Arbete och Kunskap"), True),
        (line + 46, words.format("Gemensamma bolag", "Resor och Möten"), True),
    ]


def test_number_and_noun_on_each_side_of_a_paragraphs_end_say_nothing(invented_text):
    parsed, _ = changed(invented_text, ("angår därför alla fem\nkommuner.", "angår därför alla sju\n\nKommuner."))

    assert said(parsed) == []


def test_vi_outside_an_issue_is_pointed_out(invented_text):
    parsed, line = changed(invented_text, ("Växeln, lönerna", "Vi sköter växeln.\n\n- Vi tar emot samtal\n\nLönerna"))

    assert said(parsed) == [
        (line, "”Vi sköter växeln.” är läst som stycke, inte som åtagande.", True),
        (line + 2, "”Vi tar emot samtal” är läst som punkt i en lista, inte som åtagande.", True),
    ]


def test_vi_in_a_chapter_without_goals_is_free(invented_text):
    parsed, _ = changed(invented_text, ("Samarbetet började", "Vi började samarbetet"))

    assert said(parsed) == []


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("### Räddning", "”Trygghet och beredskap” i tabellen har ingen egen rubrik i planen."),
        (
            "### Trygghet och beredskapen",
            "Rubriken ”Trygghet och beredskapen” liknar ”Trygghet och beredskap” i tabellen men är inte läst som ett "
            "samverkansområde.",
        ),
    ],
)
def test_area_of_the_table_without_its_heading_is_said(invented_text, heading, words):
    parsed, _ = changed(invented_text, ("### Trygghet och beredskap", heading))

    assert said(parsed) == [(38, words, True)]


def test_goal_area_without_commitments_is_said(invented_text):
    parsed, line = changed(
        invented_text, ("Vi mäter", "Man mäter"), ("Vi hjälper", "Man hjälper"), ("- **Hav och", "- **Hav och")
    )

    assert said(parsed) == [(line, "Målområdet ”Hav och Stränder” har inga åtaganden.", True)]


def test_chapter_of_areas_without_commitments_is_said(invented_text):
    start, end = invented_text.index("- **Arbete och Kunskap**"), invented_text.index("### Gemensam service")

    parsed = parse(invented_text[:start] + invented_text[end:])

    assert (30, "Kapitel 3 har mål men inga åtaganden.", True) in said(parsed)


@pytest.mark.parametrize(
    "rota", ["Värdar för Fjärdforum:\n\n2031\tÅlvik\n2032\tSund", "Värdar för Fjärdforum:\n2031 Ålvik\n2032 Sund"]
)
def test_line_above_a_rota_names_it(invented_text, rota):
    start, end = invented_text.index("### Värdkommun för"), invented_text.index("### Jämförelsedagen")

    parsed = parse(f"{invented_text[:start]}{rota}\n\n{invented_text[end:]}")

    assert [(turn.body, turn.year) for turn in parsed.host_turns] == [("Fjärdforum", 2031), ("Fjärdforum", 2032)]
    assert [node.title for node in parsed.nodes_of("host_rota")] == ["Värdar för Fjärdforum:"]
    assert len(parsed.bodies) == 4
    assert len(parsed.placed_lines()) == parsed.total_lines

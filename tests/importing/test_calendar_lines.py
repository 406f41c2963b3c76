"""A calendar's lines and tables in the forms that people write them; what isn't understood is said."""

import datetime as dt

import pytest

from sodertorn.importing.document import parse
from sodertorn.importing.values import ParsedPlan

FORUM = "15 maj 2031 (Ålvik)"


def with_lines(text: str, lines: str) -> ParsedPlan:
    assert text.count(FORUM) == 1
    return parse(text.replace(FORUM, lines))


def forum(parsed: ParsedPlan) -> list[tuple]:
    """The meetings under Fjärdforum: date, times, title, hosts."""
    return [
        (
            meeting.starts_on.isoformat(),
            f"{meeting.starts_at:%H.%M}-{meeting.ends_at:%H.%M}" if meeting.starts_at else "",
            meeting.title,
            ", ".join(meeting.hosts),
        )
        for meeting in parsed.meetings
        if meeting.body == "Fjärdforum"
    ]


def remarks(parsed: ParsedPlan) -> list[str]:
    return [finding.text for finding in parsed.findings if finding.needs_person]


@pytest.mark.parametrize(
    ("line", "meeting"),
    [
        ("den 7 juni kl. 13.00-15.00", ("2031-06-07", "13.00-15.00", "", "")),
        ("2/9 kl. 12-15", ("2031-09-02", "12.00-15.00", "", "")),
        ("2/9 2032", ("2032-09-02", "", "", "")),
        ("10 maj: Ålvik", ("2031-05-10", "", "", "Ålvik")),
        ("10 juni - Örnskär", ("2031-06-10", "", "", "Örnskär")),
        ("Måndag den 16 juni, kl 12–15, Häggvåg", ("2031-06-16", "12.00-15.00", "", "Häggvåg")),
        ("7 juni, Ålviks kommun och Örnskär", ("2031-06-07", "", "", "Ålviks, Örnskär")),
        ("7 juni (kl. 13-15) (Ålvik)", ("2031-06-07", "13.00-15.00", "", "Ålvik")),
        ("7 juni (ålvik)", ("2031-06-07", "", "", "Ålvik")),
        ("7 juni (workshop)", ("2031-06-07", "", "workshop", "")),
        ("Nästa årsdag hålls torsdagen den 15 maj kl. 9-12", ("2031-05-15", "09.00-12.00", "årsdag", "")),
    ],
)
def test_date_line_is_read_in_full(invented_text, line, meeting):
    parsed = with_lines(invented_text, line)

    assert forum(parsed) == [meeting]
    assert [words for words in remarks(parsed) if "Ålviks" not in words and "kommuner" not in words] == []


@pytest.mark.parametrize(
    ("line", "left_over"),
    [
        ("7 juni om skolan", "kom inte med: om skolan"),
        ("7 juni, 24 juni", "kom inte med: 24 juni"),
        ("7 juni 13-15", "kom inte med: 13-15"),
        ("7 juni (lunch) (middag)", "kom inte med: middag"),
        ("2031-06-07 – 2031-06-08", "kom inte med: 2031-06-08"),
        ("Vi ses den 7 juni.", "står kvar som text: Vi ses"),
        ("Nästa Fjärdforum hålls 7 juni i Ålvik.", "står kvar som text: i Ålvik"),
    ],
)
def test_words_left_over_are_said_and_the_meeting_is_read(invented_text, line, left_over):
    parsed = with_lines(invented_text, line)

    assert [day for day, *_ in forum(parsed)] == ["2031-06-07"]
    assert remarks(parsed) == [f"Läst som möte 7 juni 2031; resten av raden {left_over}"]


def test_start_without_an_end_is_said_and_leaves_no_usual_time(invented_text):
    parsed = parse(invented_text.replace("24 mars\n", "24 mars kl. 13\n"))

    [meeting] = [meeting for meeting in parsed.meetings if meeting.starts_on == dt.date(2031, 3, 24)]
    assert (meeting.starts_at, meeting.ends_at) == (None, None)
    assert remarks(parsed) == ["Mötet 24 mars 2031 har en starttid utan sluttid (kl. 13). Tiden kom inte med."]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Februari 9999", "”Februari 9999”: Året 9999 ligger utanför 1900–2199. Mötet kom inte med."),
        ("7 juni 1899", "”7 juni 1899”: Året 1899 ligger utanför 1900–2199. Mötet kom inte med."),
        ("31/13", "”31/13”: 31 månad 13 2031 finns inte. Mötet kom inte med."),
        (
            "7 juni (inställt)",
            "”7 juni (inställt)” talar om ett möte som är inställt eller flyttat. Mötet kom inte med.",
        ),
        (
            "Mötet 7 juni är flyttat till 8 juni",
            "”Mötet 7 juni är flyttat till 8 juni” talar om ett möte som är inställt eller flyttat. "
            "Mötet kom inte med.",
        ),
        ("3 st träffar", "”3 st träffar” börjar med en siffra men är inget datum. Raden är läst som text."),
        (
            "Nästa forum hålls i maj 2031",
            "”Nästa forum hålls i maj 2031” nämner en månad men inget datum. Raden är läst som text.",
        ),
    ],
)
def test_line_that_gives_no_meeting_is_said(invented_text, line, reason):
    parsed = with_lines(invented_text, line)

    assert forum(parsed) == []
    assert remarks(parsed) == [reason]


def test_host_without_parenthesis_that_nothing_else_names_is_said(invented_text):
    parsed = with_lines(invented_text, "7 juni: Stadshuset")

    assert "”Stadshuset” är läst som värdkommun men nämns inte på något annat ställe i planen." in remarks(parsed)


TABLES = {
    "markdown": "| Datum | Tid | Värd |\n|---|---|---|\n| 15 maj | 13-15 | Ålvik |\n"
    "| 16 maj | kl. 9–11 | Ålvik och Örnskär |",
    "tabs": "Datum\tTid\tPlats\n15 maj 2031\t13.00-15.00\tÅlvik\n16 maj 2031\t09.00-11.00\tÅlvik, Örnskär",
    "no_header": "15 maj\t13.00-15.00\tÅlvik\n16 maj\tkl. 9-11\tÅlvik och Örnskär",
    "other_order": "| Värd | Dag | Datum | Tid |\n|--|--|--|--|\n| Ålvik | torsdag | 15 maj | 13-15 |\n"
    "| Ålvik och Örnskär | fredag | 16/5 | 9-11 |",
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_table_is_read_by_its_columns(invented_text, table):
    parsed = with_lines(invented_text, table)

    assert forum(parsed) == [
        ("2031-05-15", "13.00-15.00", "", "Ålvik"),
        ("2031-05-16", "09.00-11.00", "", "Ålvik, Örnskär"),
    ]
    assert remarks(parsed) == []
    assert len(parsed.placed_lines()) == parsed.total_lines
    assert len(parsed.bodies) == 4


def test_table_row_that_could_not_be_read_in_full_is_said(invented_text):
    table = "| Datum | Tid | Värd | Not |\n|--|--|--|--|\n| 15 maj | em | Ålvik | prel. |\n| i juni | 9-11 | Ålvik | |"

    parsed = with_lines(invented_text, table)

    assert forum(parsed) == [("2031-05-15", "", "", "")]
    assert remarks(parsed) == [
        "Läst som möte 15 maj 2031; resten av raden kom inte med: prel., em, Ålvik",
        "”i juni 9-11 Ålvik” nämner en månad men inget datum. Raden är läst som text.",
    ]


def test_table_with_a_column_of_bodies_is_read(invented_text):
    before, after = invented_text.split("### Samverkansrådet (onsdagar")
    rows = (
        "| Organ | Datum | Tid |\n|---|---|---|\n| Fjärdforum | 15 maj | 13-15 |\n| Samverkansrådet | 16 maj | 9-12 |"
    )

    parsed = parse(f"{before}{rows}\n\n## 6. Budget{after.split('## 6. Budget')[1]}")

    assert [(meeting.body, meeting.starts_on.day) for meeting in parsed.meetings] == [
        ("Fjärdforum", 15),
        ("Samverkansrådet", 16),
    ]
    assert remarks(parsed) == []


@pytest.mark.parametrize(
    ("heading", "reason"),
    [
        (
            "Fjärdforum (varannan fredag 9-11)",
            "(varannan fredag 9-11) i rubriken är inte förstått som organets vanliga mötestid och kom inte med där.",
        ),
        ("Fjärdforum nr 3", "”nr 3” kan inte vara ett slags möte. Mötena under rubriken är lästa utan."),
    ],
)
def test_heading_of_dates_never_makes_a_kind_of_what_it_does_not_know(invented_text, heading, reason):
    parsed = parse(invented_text.replace("### Fjärdforum\n\n15", f"### {heading}\n\n15"))

    assert {meeting.kind for meeting in parsed.meetings} == {"", "planeringsdagar"}
    assert remarks(parsed) == [reason]

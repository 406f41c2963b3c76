"""What people do in Word to the tables of a plan that the portal wrote is understood, or told of."""

from __future__ import annotations

import copy

import pytest

from tests.importing.editing import edited, outline, paragraph, said, silent, table, take_away
from tests.importing.plan_in_word import PLAN

NO_HEAD = (
    "Tabellen saknar portalens märke, som står i den första raden, och lästes som text. "
    "Hämta planen på nytt om den ska ge möten, värdskap eller belopp."
)


def type_in(head: str, row: int, column: int, words: str):
    """A change of one cell in the first table with this head."""

    def change(document):
        table(document, head).cell(row, column).text = words

    return change


def add_row(head: str, *words: str):
    def change(document):
        for cell, text in zip(table(document, head).add_row().cells, words, strict=True):
            cell.text = text

    return change


def meetings(*changes) -> list[tuple]:
    return [
        (one.starts_on.isoformat(), one.kind, one.title, one.hosts) for one in edited(PLAN, *changes).parsed.meetings
    ]


SECOND, LAST = ("2017-02-02", "konferens", "", ("Sund",)), ("2017-04-06", "konferens", "", ())


def test_meetings_are_changed_and_added():
    assert meetings() == [SECOND, LAST]
    assert meetings(type_in("Datum", 2, 0, "6-7 april"), add_row("Datum", "Maj 2017", "", "Sista", "Näs\nÖ")) == [
        *(SECOND, LAST, ("2017-05-01", "konferens", "Sista", ("Näs", "Ö"))),
    ]


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (("31 februari 2017", "", "", ""), "31 februari 2017 finns inte."),
        (("i vår", "", "", "Sund"), "”i vår” är inget datum. Mötet kom inte med."),
        (("", "", "Konferens", ""), "”” är inget datum. Mötet kom inte med."),
        (("4 maj", "efter lunch", "", ""), "”efter lunch” är inga klockslag, som kl. 12.00–15.00. Mötet kom inte med."),
        (("4 maj", "kl. 15.00–12.00", "", ""), "Sluttiden ligger inte efter starttiden i kl. 15.00–12.00."),
        (("7-6 maj", "", "", ""), "Sista dagen 2017-05-06 ligger före den första 2017-05-07."),
    ],
)
def test_meeting_that_cannot_be_read_is_told_of_and_the_rest_is_read(row, text):
    read = edited(PLAN, add_row("Datum", *row))

    assert [words.replace("\xa0", " ") for _, words in said(read)] == [text]
    assert [one.starts_on.isoformat() for one in read.parsed.meetings] == ["2017-02-02", "2017-04-06"]


def test_turn_without_a_year_is_told_of():
    assert said(edited(PLAN, add_row("År", "nästa", "Näs"))) == [
        ("nästa | Näs", "Raden har inget år med en kommun och kom inte med.")
    ]


def test_amount_that_the_sum_does_not_know_of_is_told_of():
    read = edited(PLAN, type_in("Post", 1, 1, "9"))

    assert [(one.kind, one.stated_sek, one.lines_sek) for one in read.parsed.sums] == [("income", 7, 9), ("cost", 7, 7)]
    assert said(read) == [("Summa | 7", "Summan är 7 kronor, men posterna blir 9 kronor.")]


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("sju", "”sju” är inget belopp i hela kronor. Raden kom inte med."),
        ("7,50", "Beloppet har decimaler. Budgeten är i hela kronor."),
        ("-7", "Beloppet är negativt. En post är en intäkt eller en kostnad, aldrig mindre än noll."),
    ],
)
def test_amount_that_is_none_is_told_of(amount, text):
    read = edited(PLAN, type_in("Post", 1, 1, amount))

    assert (f"Avgifter | {amount}", text) in said(read)
    assert [one.label for one in read.parsed.budget_lines] == ["Hyra", "Lön"]


def test_line_that_is_put_in_behind_the_sum_is_a_line():
    read = edited(PLAN, add_row("Post", "Bidrag", "3"))

    assert [(one.label, one.amount_sek) for one in read.parsed.budget_lines if one.kind == "income"] == [
        *(("Avgifter", 7), ("Bidrag", 3)),
    ]
    assert said(read) == [("Summa | 7", "Summan är 7 kronor, men posterna blir 10 kronor.")]


def test_lines_keep_their_headings_and_notes():
    assert [(one.label, one.group, one.note) for one in edited(PLAN).parsed.budget_lines] == [
        *(("Avgifter", "", ""), ("Hyra", "Lokaler", ""), ("Lön", "", "två")),
    ]


def test_renamed_body_is_renamed_everywhere_but_where_it_is_prepared():
    read = edited(PLAN, type_in("Organ", 1, 0, "Rådslaget"))
    renamed = edited(PLAN, type_in("Organ", 1, 0, "Rådslaget"), type_in("Organ", 2, 3, "Rådslaget"))

    for one in (read.parsed, renamed.parsed):
        assert [body.name for body in one.bodies] == ["Rådslaget", "Gruppen"]
        assert {part.body for part in (*one.meetings, *one.host_turns, *one.duties)} == {"Rådslaget"}
    assert said(read) == [
        ("Gruppen | | | Rådet |", "”Rådet”, som ska förberedas, är inget organ i tabellen och kom inte med.")
    ]
    assert (said(renamed), renamed.parsed.bodies[1].prepares) == ([], "Rådslaget")


def test_rows_of_bodies_may_change_places():
    """Parts go by the numbers in the rows, and not by their order."""

    def swap(document):
        head, _, second = next(table for table in document.tables if table.cell(0, 0).text == "Organ").rows
        head._tr.addnext(second._tr)

    before, after = edited(PLAN), edited(PLAN, swap)

    assert [body.name for body in after.parsed.bodies] == [body.name for body in before.parsed.bodies][::-1]
    assert [part.body for part in after.parsed.meetings] == [part.body for part in before.parsed.meetings]
    assert said(after) == []


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        (("", "", "", "", "minst sex möten per år"), "Organet har inget namn och kom inte med."),
        (("Rådet", "", "", "", ""), "”Rådet” står två gånger i tabellen. Raden kom inte med."),
        (("Ö", "", "ibland", "", ""), "”ibland” är ingen veckodag, som torsdagar. Organet kom inte med."),
        (("Ö", "", "", "", "ofta"), "Löftet ”ofta” förstås inte. Skriv som ”minst sex möten per år”."),
    ],
)
def test_body_that_cannot_be_read_is_told_of(cells, text):
    told = said(edited(PLAN, add_row("Organ", *cells)))

    assert [words.replace("\xa0", " ") for _, words in told] == [text]


def test_parts_about_a_body_that_is_gone_are_headings():
    def change(document):
        take_away(table(document, "Organ")._tbl)

    read = edited(PLAN, change)

    assert outline(read.parsed.chapters[2]) == (
        *("calendar", "Kalendarium", [("section", "Rådets möten"), ("section", "Värdar")]),
    )
    assert [words for words, _ in said(read)] == [
        *("Rådets möten", "2 februari 2017 | | | Sund", "6 april 2017 | | |", "Värdar", "2017 | Sund"),
    ]
    assert silent(read) == []


def test_appendix_without_its_heading_is_read():
    def change(document):
        take_away(paragraph(document, "Uppgifter till portalen")._p)

    read = edited(PLAN, change)

    assert (said(read), len(read.parsed.bodies), read.parsed.municipalities) == ([], 2, ("Sund", "Näs"))


@pytest.mark.parametrize("head", ["Datum", "År", "Post"])
def test_table_whose_first_row_is_deleted_is_told_of(head):
    def change(document):
        take_away(table(document, head).rows[0]._tr)

    read = edited(PLAN, change)

    assert [text for _, text in said(read)] == [NO_HEAD]
    assert silent(read) == []


def test_table_whose_heads_are_other_words_is_told_of():
    def change(document):
        table(document, "Datum").cell(0, 0).paragraphs[0].runs[0].text = "När"

    read = edited(PLAN, change)

    assert [text for _, text in said(read)] == [
        "Tabellens första rad ska säga vad som står i kolumnerna, som ”Datum”.",
        *["”” är inget datum. Mötet kom inte med."] * 2,
    ]


def test_column_that_is_added_is_told_of():
    def change(document):
        for row in table(document, "Datum").rows:
            row._tr.append(copy.deepcopy(row.cells[2]._tc))
        table(document, "Datum").rows[0].cells[-1].text = "Plats"

    assert said(edited(PLAN, change)) == [
        (
            "Datum | Tid | Rubrik | Värdkommun | Plats",
            "Kolumnen ”plats” i tabellen känns inte igen. Det som står i den kom inte med.",
        )
    ]


def test_municipality_is_added_and_one_that_only_hosts_is_found():
    read = edited(PLAN, add_row("Kommuner", "Vik"), add_row("År", "2018", "Å"))

    assert read.parsed.municipalities == ("Sund", "Näs", "Vik", "Å")

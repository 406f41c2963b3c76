"""What is odd in a document becomes a finding with its line, and the rest is read all the same."""

import pytest

from sodertorn.importing.document import parse
from sodertorn.importing.values import DocumentError, ParsedPlan

WHOLE = {"chapters": 6, "meetings": 15, "turns": 5, "lines": 6, "duties": 4}


def edit(text: str, old: str, new: str) -> tuple[str, int]:
    """The text with one place changed, and the line of the first change."""
    assert text.count(old) == 1, old
    before, after = text.split(old)
    return before + new + after, before.count("\n") + 1


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


# What is changed to what; what is said, and how many lines further down; how many more or fewer rows come of it.
CASES = {
    "day_that_does_not_exist": (
        ("5 februari\t(Strömsby)", "30 februari\t(Strömsby)"),
        [(0, "”30 februari (Strömsby)”: 30 februari 2031 finns inte. Mötet kom inte med.")],
        {"meetings": -1},
    ),
    "month_that_does_not_exist": (
        ("9 april\t", "12 brumaire\t"),
        [(0, "”12 brumaire (Häggvåg)”: Månaden ”brumaire” finns inte. Mötet kom inte med.")],
        {"meetings": -1},
    ),
    "days_in_the_wrong_order": (
        ("30 september-1 oktober 2031", "17-16 augusti 2031"),
        [
            (
                0,
                "”17-16 augusti 2031 (Örnskär)”: Sista dagen 2031-08-16 ligger före den första 2031-08-17. "
                "Mötet kom inte med.",
            )
        ],
        {"meetings": -1},
    ),
    "clock_that_does_not_exist": (
        ("15 maj 2031 (Ålvik)", "15 maj 2031 kl. 9-25 (Ålvik)"),
        [(0, "”15 maj 2031 kl. 9-25 (Ålvik)”: Klockslaget 25.00 finns inte. Mötet kom inte med.")],
        {"meetings": -1},
    ),
    "clock_that_goes_backwards": (
        ("15 maj 2031 (Ålvik)", "15 maj 2031 kl. 15-12 (Ålvik)"),
        [
            (
                0,
                "”15 maj 2031 kl. 15-12 (Ålvik)”: Sluttiden ligger inte efter starttiden i kl.\xa015.00–12.00. "
                "Mötet kom inte med.",
            )
        ],
        {"meetings": -1},
    ),
    "month_with_a_clock": (
        ("April 2032\t", "April 2032 13.00-15.00\t"),
        [
            (
                0,
                "”April 2032 13.00-15.00 (Näsholma)”: Ett möte som bara har månad kan inte ha klockslag. "
                "Mötet kom inte med.",
            )
        ],
        {"meetings": -1},
    ),
    "usual_time_that_does_not_exist": (
        ("(måndagar 09.00-11.30)", "(måndagar 09.00-24.30)"),
        [
            (
                0,
                "”Beredningsgruppen (måndagar 09.00-24.30)”: Klockslaget 24.30 finns inte. "
                "Organets vanliga tider kom inte med.",
            )
        ],
        {},
    ),
    "unknown_body_in_the_calendar": (
        ("### Fjärdforum\n\n15 maj", "### Revisorerna\n\n15 maj"),
        [(0, "Organet ”Revisorerna” beskrivs inte i planen. Det läggs upp som nytt.")],
        {},
    ),
    "usual_times_without_a_name": (
        ("### Beredningsgruppen (måndagar 09.00-11.30)", "(måndagar 09.00-11.30)"),
        [
            (0, "”(måndagar 09.00-11.30)” står utan organets namn."),
            (2, "”20 januari” står inte under något organ. Mötet kom inte med."),
            (3, "”24 mars” står inte under något organ. Mötet kom inte med."),
            (4, "”26 maj” står inte under något organ. Mötet kom inte med."),
            (5, "”1 september” står inte under något organ. Mötet kom inte med."),
            (6, "”17 november” står inte under något organ. Mötet kom inte med."),
        ],
        {"meetings": -5},
    ),
    "date_outside_any_body": (
        ("## 5. Mötestider\n", "## 5. Mötestider\n\n3 mars\n"),
        [(2, "”3 mars” står inte under något organ. Mötet kom inte med.")],
        {},
    ),
    "weekday_that_disagrees": (
        ("17 november\n", "måndag 18 november\n"),
        [(0, "18 november 2031 är en tisdag, inte en måndag.")],
        {},
    ),
    "same_day_twice": (
        ("24 mars\n", "20 januari\n"),
        [(0, "Beredningsgruppen har redan ett möte 20 januari 2031.")],
        {},
    ),
    "duplicate_chapter_number": (
        ("## 2. Uppdrag", "## 1. Uppdrag"),
        [(0, "Kapitel 1 finns två gånger.")],
        {},
    ),
    "missing_chapter_number": (
        ("## 4. Organisation", "## 7. Organisation"),
        [(0, "Kapitel 7 kommer där kapitel 4 väntades.")],
        {},
    ),
    "empty_chapter": (
        ("## 2. Uppdrag", "## 2. Syfte\n\n## 3. Uppdrag"),
        [
            (0, "Kapitel 2 är tomt."),
            (13, "Kapitel 3 finns två gånger."),
            (86, "Kapitel 4 kommer där kapitel 5 väntades."),
            (121, "Kapitel 5 kommer där kapitel 6 väntades."),
            (154, "Kapitel 6 kommer där kapitel 7 väntades."),
        ],
        {"chapters": 1},
    ),
    "sum_that_disagrees": (
        ("Personal 960 000", "Personal 960 001"),
        [(9, "Summan är 1430000 kr i dokumentet, men posterna blir 1430001 kr tillsammans.")],
        {},
    ),
    "negative_amount": (
        ("Webbplats och övningar 115 000", "Webbplats och övningar -115 000"),
        [
            (
                0,
                "”Webbplats och övningar -115 000”: Beloppet är negativt. En post är en intäkt eller en kostnad, "
                "aldrig mindre än noll. Raden kom inte med.",
            ),
            (2, "Summan är 1430000 kr i dokumentet, men posterna blir 1315000 kr tillsammans."),
        ],
        {"lines": -1},
    ),
    "amount_with_decimals": (
        ("Webbplats och övningar 115 000", "Webbplats och övningar 115 000,50"),
        [
            (
                0,
                "”Webbplats och övningar 115 000,50”: Beloppet har decimaler. Budgeten är i hela kronor. "
                "Raden kom inte med.",
            ),
            (2, "Summan är 1430000 kr i dokumentet, men posterna blir 1315000 kr tillsammans."),
        ],
        {"lines": -1},
    ),
    "amount_of_thirty_digits": (
        ("Webbplats och övningar 115 000", f"Webbplats och övningar {'9' * 30}"),
        [
            (
                0,
                f"”Webbplats och övningar {'9' * 30}”: Beloppet är orimligt stort. Raden kom inte med.",
            ),
            (2, "Summan är 1430000 kr i dokumentet, men posterna blir 1315000 kr tillsammans."),
        ],
        {"lines": -1},
    ),
    "amount_of_more_digits_than_python_reads": (
        ("Webbplats och övningar 115 000", f"Webbplats och övningar {'9' * 5000}"),
        [
            (
                0,
                f"”Webbplats och övningar {'9' * 5000}”: Beloppet är orimligt stort. Raden kom inte med.",
            ),
            (2, "Summan är 1430000 kr i dokumentet, men posterna blir 1315000 kr tillsammans."),
        ],
        {"lines": -1},
    ),
    "year_twice_in_the_rota": (
        ("2034\tNäsholma", "2033\tNäsholma"),
        [(0, "Året 2033 har redan en värdkommun i listan. Raden kom inte med.")],
        {"turns": -1},
    ),
    "focus_that_matches_nothing": (
        ("mest kraft på ”Vi svarar", "mest kraft på ”Vi ringer"),
        [
            (
                0,
                "Fokus på ”Vi ringer företagare inom tre arbetsdagar, oavsett vilken av kommunerna de frågar” "
                "motsvarar inget åtagande i planen, ordagrant.",
            )
        ],
        {},
    ),
    "number_of_issues_that_differs": (
        ("fyra utvecklingsfrågor", "sju utvecklingsfrågor"),
        # The fifth heading is taken for an issue too, since the text promises seven.
        [(0, "Texten säger ”sju utvecklingsfrågor”, men 5 hittades.")],
        {},
    ),
    "number_of_municipalities_that_differs": (
        ("angår därför alla fem\nkommuner", "angår därför alla sju\nkommuner"),
        [(0, "Texten säger ”sju kommuner”, men 5 hittades.")],
        {},
    ),
    "number_of_goal_areas_that_differs": (
        ("tre målområden", "elva målområden"),
        [(0, "Texten säger ”elva målområden”, men 3 hittades.")],
        {},
    ),
    "no_decision_date": (
        ("Beslutad 2030-11-21\n", "\n"),
        [(-1, "Dokumentet har inget beslutsdatum. Ange det när planen fastställs.")],
        {},
    ),
    "decision_date_that_does_not_exist": (
        ("Beslutad 2030-11-21", "Beslutad 2030-11-31"),
        [(0, "Beslutsdatumet kan inte läsas: 31 november 2030 finns inte.")],
        {},
    ),
}  # fmt: skip

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

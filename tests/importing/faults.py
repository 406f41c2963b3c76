"""Faults written into the invented document, and what is said of each."""


def edit(text: str, old: str, new: str) -> tuple[str, int]:
    """The text with one place changed, and the line of the first change."""
    assert text.count(old) == 1, old
    before, after = text.split(old)
    return before + new + after, before.count("\n") + 1


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

"""The words of the letters: whole texts, and what was typed can't break out of its line."""

from dataclasses import replace

import pytest

from calendar_app.notices.letters import AgendaLine, Facts, Secretariat, cancellation, change, summons

FACTS = Facts(
    name="Rådet",
    when="2 februari 2017",
    weekday="torsdag",
    clock="kl. 12.00–15.00",
    venue="Stora salen",
    hosts="Holmen",
    joining_link="https://mote.example/rum",
    page="https://portal.example/kalender/sammantrade/1/",
)
SECRETARIAT = Secretariat("Vikarnas råd", "kansli@example.se", "08-123 45")
LINK = "https://portal.example/svara/7.abc/"
AGENDA = [AgendaLine(1, "Budget"), AgendaLine(2, "sekretess enligt 19 kap. 3 § OSL"), AgendaLine(3, "Val", True)]


def test_summons_says_what_when_where_how_to_answer_and_whom_to_ask():
    letter = summons(FACTS, AGENDA, SECRETARIAT, answer_link=LINK)

    assert letter.subject == "Kallelse: Rådet 2 februari 2017"
    assert letter.body == (
        "Du kallas till Rådet torsdag 2 februari 2017, kl. 12.00–15.00.\n\n"
        "Lokal: Stora salen\nVärdkommun: Holmen\nDelta på distans: https://mote.example/rum\n\n"
        "Svara om du kommer, om en ersättare kommer eller om du har förhinder:\n"
        "https://portal.example/svara/7.abc/\n"
        "Länken är din egen, så skicka den inte vidare. "
        "Portalen ser inte svar som du ger i kalenderprogrammet.\n\n"
        "Föredragningslista\n1. Budget\n2. sekretess enligt 19 kap. 3 § OSL\n3. Val (utgår)\n\n"
        "Handlingarna finns på mötets sida:\nhttps://portal.example/kalender/sammantrade/1/\n\n"
        "Filen som följer med lägger mötet i din kalender.\n\n"
        "Frågor? Hör av dig till sekretariatet: kansli@example.se eller 08-123 45\nVikarnas råd\n"
    )


def test_summons_leaves_out_what_is_not_known():
    bare = replace(FACTS, weekday="", clock="", venue="", hosts="", joining_link="")

    letter = summons(bare, [], Secretariat("Rådet", "", ""), answer_link=LINK)

    assert letter.body.startswith("Du kallas till Rådet 2 februari 2017.\n\nSvara om")
    assert "Mötets sida:" in letter.body
    assert not {"Lokal", "Värdkommun", "Delta", "Föredragningslista", "Frågor"} & set(letter.body.split())


@pytest.mark.parametrize(
    ("is_moved", "ask"),
    [(True, "Mötet har en ny tid, så svara på nytt:"), (False, "Har ditt svar ändrats? Svara på nytt:")],
)
def test_change_collects_all_in_one_letter(is_moved, ask):
    letter = change(FACTS, ["Lokal: A", "Nytt ärende 4: B"], SECRETARIAT, answer_link=LINK, is_moved=is_moved)

    assert letter.subject == "Ändring: Rådet 2 februari 2017"
    assert letter.body.startswith(
        "Det här har ändrats i kallelsen till Rådet:\n\n– Lokal: A\n– Nytt ärende 4: B\n\n"
        "Mötet är torsdag 2 februari 2017, kl. 12.00–15.00."
    )
    assert f"{ask}\n{LINK}" in letter.body


@pytest.mark.parametrize("reason", ["", "För få ärenden"])
def test_cancellation_says_so_first_and_why(reason):
    letter = cancellation(FACTS, reason, SECRETARIAT)

    assert letter.subject == "Inställt: Rådet 2 februari 2017"
    assert letter.body.startswith(
        "Rådet torsdag 2 februari 2017, kl. 12.00–15.00 är inställt. Du behöver inte svara.\n"
    )
    assert ("Skäl: För få ärenden" in letter.body) is bool(reason)
    assert "Skäl:" in letter.body or not reason


@pytest.mark.parametrize("sign", ["\n", "\r\n", "\r", "\x0b", "\x85", "\u2028", "\x00", "\x9b"])
def test_nothing_typed_begins_a_line_of_its_own(sign):
    facts = replace(FACTS, name=f"Rådet{sign}Bcc: a@b.se", venue=f"Salen{sign}Svara här: http://ond.example")
    agenda = [AgendaLine(1, f"Budget{sign}2. Påhitt")]

    letters = [
        summons(facts, agenda, SECRETARIAT, answer_link=LINK),
        change(facts, [f"A{sign}B"], SECRETARIAT, answer_link=LINK, is_moved=False),
        cancellation(facts, f"A{sign}B", SECRETARIAT),
    ]

    for letter in letters:
        assert letter.subject.splitlines() == [letter.subject]
        for line in letter.body.split("\n"):
            assert len(line.splitlines()) <= 1
            assert not line.startswith(("Svara här", "2. Påhitt", "B", "Bcc"))


def test_subject_fits_its_column():
    assert len(summons(replace(FACTS, name="x" * 400), [], SECRETARIAT, answer_link=LINK).subject) == 250

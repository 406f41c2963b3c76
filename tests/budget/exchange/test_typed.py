"""A budget typed line by line."""

import pytest

from budget.exchange.lines import LineValues
from budget.exchange.raw import UnreadableError
from budget.exchange.reading import read_pasted

TYPED = """\
Budget 2018
INTÄKTER:
Avgifter 2018 945 000 kr
Summa intäkter 945 000

# Kostnader
Personal:
Löner\t800 000
  Arvoden:  95000
Summa personal 895 000
# Övrigt
Resor och möten … 50\xa0000:-
Summa övrigt 50 000
Summa 945 000
"""


def test_typed_budget_is_read_under_its_headings():
    reading = read_pasted(TYPED.partition("\n")[2])

    assert reading.content.problems == ()
    assert [line.values for line in reading.content.lines] == [
        LineValues("income", "", "Avgifter 2018", 945_000),
        LineValues("cost", "Personal", "Löner", 800_000),
        LineValues("cost", "Personal", "Arvoden", 95_000),
        LineValues("cost", "Övrigt", "Resor och möten", 50_000),
    ]
    assert [line.where for line in reading.content.lines] == ["Rad 2", "Rad 7", "Rad 8", "Rad 11"]
    assert reading.content.lines[0].fields == {"kind", "group", "label", "amount_sek"}
    assert reading.source == "Text med rubriker och belopp (inklistrad)"


def test_typed_budget_without_headings_of_its_own_says_nothing_of_them():
    lines = read_pasted("Kostnader\nLöner 5").content.lines

    assert [line.fields for line in lines] == [{"kind", "label", "amount_sek"}]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Löner", "Raden slutar inte med ett belopp. En rubrik slutar med kolon."),
        ("Löner 945,50", "Skriv hela kronor utan ören: ”945,50” har decimaler."),
        ("Löner 945.000", "Skriv mellanslag mellan tusentalen: ”945.000” kan läsas på två sätt."),
        ("Löner 945 tkr", "Skriv beloppet i kronor: ”945 tkr” är i tusental."),
        ("Löner 1e9", "Skriv alla siffror i beloppet: ”1e9” är förkortat."),
        ("Löner 945 00", "Siffrorna sist på raden ska stå tre och tre, till exempel 945\xa0000."),
        ("Löner 800 000 895 000", "Beloppet är orimligt stort, eller flera belopp i rad."),
        ("Löner -500", "Beloppet kan inte vara negativt. Välj intäkt eller kostnad i stället."),
        ("5 000", "Posten saknar benämning."),
        ("Summa 6", "Posterna ovanför blir 5\xa0kr, men ”Summa” är skriven som 6\xa0kr."),
    ],
)
def test_typed_line_that_is_wrong_says_why(line, problem):
    problems = read_pasted(f"Kostnader\nHyra 5\n{line}").content.problems

    assert [said.partition(": ")[2] for said in problems] == [problem]
    assert problems[0].startswith("Rad 3")


def test_line_before_the_headings_is_told():
    assert read_pasted(TYPED).content.problems == ("Rad 1: Raden står före rubriken Intäkter eller Kostnader.",)


def test_sum_below_a_line_that_could_not_be_read_is_not_told_too():
    assert len(read_pasted("Kostnader\nHyra 5\nLöner ?\nSumma 10").content.problems) == 1


@pytest.mark.parametrize("text", ["", " \n", "Löner 5", "Hej", "<p>Intäkter</p>"])
def test_text_that_is_no_budget_is_refused(text):
    with pytest.raises(UnreadableError):
        read_pasted(text)


def test_text_of_one_endless_line_is_judged_quickly():
    problems = read_pasted("Kostnader\n" + "111 " * 50_000 + "§").content.problems

    assert len(problems) == 1

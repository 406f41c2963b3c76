"""Budgets in other forms than lines of kronor: units, tables, dots."""

import pytest

from sodertorn.importing.document import parse
from sodertorn.importing.money import AmountProblem, split_amount


def with_budget(text: str, budget: str):
    return parse(f"{text.split('### Intäkter')[0]}{budget}\n")


def amounts(parsed) -> list[tuple[str, str, int]]:
    return [(line.kind, line.label, line.amount_sek) for line in parsed.budget_lines]


def remarks(parsed) -> list[tuple[str, bool]]:
    return [(finding.text, finding.needs_person) for finding in parsed.findings if finding.line > 150]


BOTH = [("income", "Avgifter", 945_000), ("cost", "Personal", 945_000)]


@pytest.mark.parametrize(
    ("line", "amount"),
    [("Hyra 945.000", 945_000), ("Hyra 945 000:-", 945_000), ("Hyra 12.945.000 kr", 12_945_000), ("Hyra 945", 945)],
)
def test_thousands_may_have_dots(line, amount):
    assert split_amount(line) == ("Hyra", amount)


@pytest.mark.parametrize("line", ["Hyra 945,50", "Hyra 945.5", "Hyra 945.0000", "Hyra 945 000,00"])
def test_decimals_are_refused(line):
    with pytest.raises(AmountProblem, match="decimaler"):
        split_amount(line)


def test_two_amounts_side_by_side_are_not_one():
    with pytest.raises(AmountProblem, match="flera belopp"):
        split_amount("Personal 800 000 895 000")


@pytest.mark.parametrize("unit", ["(tkr)", "i tkr", "(i tusental kronor)", ", tkr"])
def test_unit_of_a_heading_holds_for_its_side(invented_text, unit):
    parsed = with_budget(
        invented_text, f"Intäkter {unit}\n\nAvgifter 945\n\nSumma 945\n\nKostnader\n\nPersonal 945 000"
    )

    assert amounts(parsed) == BOTH
    assert [total.stated_sek for total in parsed.sums] == [945_000]
    [(said, needs_person)] = remarks(parsed)
    assert said.startswith(f"Beloppen under ”Intäkter {unit}” är lästa i ")
    assert not needs_person


@pytest.mark.parametrize(
    ("budget", "said"),
    [
        (
            "Intäkter (euro)\n\nAvgifter 945 000",
            "Enheten ”euro” i ”Intäkter (euro)” är okänd. Beloppen under den är lästa som kronor.",
        ),
        (
            "Alla belopp i tkr\n\nIntäkter\n\nAvgifter 945 000",
            "”Alla belopp i tkr”: enheten är inte använd. Kontrollera beloppen i kapitlet.",
        ),
        (
            "Reserv 5 000\n\nIntäkter\n\nAvgifter 945 000",
            "”Reserv 5 000” står varken under intäkter eller kostnader. Den är läst som text.",
        ),
        (
            "Intäkter\t\nAvgifter\t800 000\t945 000\n\nKostnader 1",
            "”Avgifter 800 000 945 000” har flera belopp. Raden kom inte med.",
        ),
    ],
)
def test_what_the_amounts_may_mean_otherwise_is_said(invented_text, budget, said):
    assert (said, True) in remarks(with_budget(invented_text, budget))


def test_unit_in_the_title_of_the_chapter_is_said(invented_text):
    parsed = parse(invented_text.replace("## 6. Budget 2031", "## 6. Budget 2031 (tkr)"))

    assert ("”Budget 2031 (tkr)”: enheten är inte använd. Kontrollera beloppen i kapitlet.", True) in remarks(parsed)


TABLES = {
    "markdown": "| Intäkter | |\n|---|---|\n| Avgifter | 945 000 |\n| **Summa** | **945 000** |\n"
    "| Kostnader | kr |\n| Personal | 945.000 |\n| Summa | 945 000 |",
    "header": "| Post | Belopp |\n|---|---:|\n| Intäkter | |\n| Avgifter | 945 000 |\n| Summa | 945 000 |\n"
    "| Kostnader | |\n| Personal | 945 000 |\n| Summa | 945 000 |",
    "header_with_unit": "| Post | Belopp (tkr) |\n|---|---|\n| Intäkter | |\n| Avgifter | 945 |\n| Summa | 945 |\n"
    "| Kostnader | |\n| Personal | 945 |\n| Summa | 945 |",
    "tabs": "Intäkter\tBelopp\nAvgifter\t945 000\nSumma\t945 000\n\n"
    "Kostnader\tBelopp\nPersonal\t945 000\nSumma\t945 000",
    "one_each": "### Intäkter\n\n| Post | Belopp |\n|---|---|\n| Avgifter | 945 000 |\n| Summa | 945 000 |\n\n"
    "### Kostnader\n\n| Post | Belopp |\n|---|---|\n| Personal | 945 000 |\n| Summa | 945 000 |",
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_table_is_a_budget_and_its_frame_no_line_of_it(invented_text, table):
    parsed = with_budget(invented_text, table)

    assert amounts(parsed) == BOTH
    assert [(total.stated_sek, total.lines_sek) for total in parsed.sums] == [(945_000, 945_000)] * 2
    assert [words for words, needs_person in remarks(parsed) if needs_person] == []
    assert len(parsed.placed_lines()) == parsed.total_lines

"""Amounts as people type them, and a reason of its own for each way of not typing one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.amounts import AmountError, read_kronor
from committee.swedish import kronor


@pytest.mark.parametrize(
    "typed",
    [
        *("945000", "945 000", "945\xa0000", "945\u202f000", "945\u2009000", " 945 000 kr ", "945000KR", "945 000:-"),
        *(
            "945 000:–",
            "945 000,-",
            "945 000 kronor",
            "945 000 SEK",
            "945 000 kr.",
            "+945 000",
            "0945000",
            "945 000\n",
        ),
    ],
)
def test_amount_is_read_as_people_type_it(typed):
    assert read_kronor(typed) == 945_000


@pytest.mark.parametrize("typed", ["-500", "\u2212500", "- 500 kr", "\u2212\xa0500"])
def test_amount_below_zero_is_read_with_either_minus(typed):
    assert read_kronor(typed) == -500


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "Skriv ett belopp, till exempel 945 000."),
        ("kr", "Skriv ett belopp, till exempel 945 000."),
        ("NaN", "”NaN” är inget belopp."),
        ("-Infinity", "”-Infinity” är inget belopp."),
        ("1e9", "Skriv alla siffror i beloppet: ”1e9” är förkortat."),
        ("9,5E+5", "Skriv alla siffror i beloppet: ”9,5E+5” är förkortat."),
        ("945 tkr", "Skriv beloppet i kronor: ”945 tkr” är i tusental."),
        ("945 tusen kronor", "Skriv beloppet i kronor: ”945 tusen kronor” är i tusental."),
        ("0,9 mkr", "Skriv beloppet i kronor: ”0,9 mkr” är i miljoner."),
        ("945,50", "Skriv hela kronor utan ören: ”945,50” har decimaler."),
        ("945.5", "Skriv hela kronor utan ören: ”945.5” har decimaler."),
        ("945 000,00 kr", "Skriv hela kronor utan ören: ”945 000,00 kr” har decimaler."),
        ("945.000", "Skriv mellanslag mellan tusentalen: ”945.000” kan läsas på två sätt."),
        ("1,945,000", "Skriv mellanslag mellan tusentalen: ”1,945,000” kan läsas på två sätt."),
        ("945 00", "Siffrorna i ”945 00” ska stå tre och tre, till exempel 945 000."),
        ("945  000", "Siffrorna i ”945  000” ska stå tre och tre, till exempel 945 000."),
        ("٩٤٥", "Skriv beloppet med siffrorna 0–9, inte ”٩٤٥”."),
        ("９４５", "Skriv beloppet med siffrorna 0–9, inte ”９４５”."),
        ("tusen", "Skriv beloppet bara med siffror, till exempel 945 000: ”tusen” går inte att läsa."),
        ("12 kr x", "Skriv beloppet bara med siffror, till exempel 945 000: ”12 kr x” går inte att läsa."),
        ("--5", "Skriv beloppet bara med siffror, till exempel 945 000: ”--5” går inte att läsa."),
        ("5\x00", "Skriv beloppet bara med siffror, till exempel 945 000: ”5\ufffd” går inte att läsa."),
        ("9" * 16, f"Beloppet ”{'9' * 16}” är orimligt stort."),
        ("9" * 61, f"”{'9' * 30}…” är för långt för att vara ett belopp."),
    ],
)
def test_amount_that_is_none_is_refused_with_its_own_reason(typed, reason):
    with pytest.raises(AmountError) as refused:
        read_kronor(typed)

    assert str(refused.value) == reason


def test_amount_of_fifteen_digits_is_the_largest():
    assert read_kronor("9" * 15) == 10**15 - 1


@given(st.integers(min_value=1 - 10**15, max_value=10**15 - 1))
def test_amount_that_the_portal_writes_is_read_back(amount_sek):
    assert read_kronor(kronor(amount_sek)) == amount_sek


@given(st.text())
def test_any_text_is_an_amount_or_refused_in_words(typed):
    said = ""
    try:
        amount_sek = read_kronor(typed)
    except AmountError as refused:
        amount_sek, said = 0, str(refused)

    assert abs(amount_sek) < 10**15
    assert len(said) < 160

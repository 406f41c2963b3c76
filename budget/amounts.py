"""Amounts in whole kronor as people type them, and the reason when what they typed is none (pure)."""

from __future__ import annotations

import re

SPACES = " \xa0\u202f\u2009"
SIGNS = {"": 1, "+": 1, "-": -1, "\u2212": -1}
MOST_DIGITS = 15
LONGEST_AMOUNT = 60
LONGEST_QUOTE = 30
UNIT = r"(?<![^\W\d_])(?:kr\.?|kronor|sek|:-|:–|,-)"  # not the end of tkr or mkr
FORM = re.compile(rf"(?P<sign>[-+\u2212]?)\s*(?P<number>.*?)\s*(?:{UNIT})?", re.IGNORECASE | re.DOTALL)
DIGITS = re.compile(rf"[0-9]+|[0-9]{{1,3}}(?:[{SPACES}][0-9]{{3}})+")

# The first that fits says what is wrong; {typed} is what was typed.
REASONS = [
    (r"", "Skriv ett belopp, till exempel 945 000."),
    (r"nan|inf(?:inity)?|∞", "”{typed}” är inget belopp."),
    (r"[0-9]+(?:[.,][0-9]+)?\s*e\s*[-+]?[0-9]+", "Skriv alla siffror i beloppet: ”{typed}” är förkortat."),
    (r"[0-9].*(?:tkr|kkr|tsek|tusen(?:tal)?)", "Skriv beloppet i kronor: ”{typed}” är i tusental."),
    (r"[0-9].*(?:mkr|mnkr|msek|mn|miljon(?:er)?)", "Skriv beloppet i kronor: ”{typed}” är i miljoner."),
    (r"[0-9]{1,3}(?:[.,'’][0-9]{3})+", "Skriv mellanslag mellan tusentalen: ”{typed}” kan läsas på två sätt."),
    (rf"[0-9{SPACES}.]+[.,][0-9]+", "Skriv hela kronor utan ören: ”{typed}” har decimaler."),
    (rf"[0-9{SPACES}]+", "Siffrorna i ”{typed}” ska stå tre och tre, till exempel 945 000."),
    (rf"[\d{SPACES}]+", "Skriv beloppet med siffrorna 0–9, inte ”{typed}”."),
]
OTHERWISE = "Skriv beloppet bara med siffror, till exempel 945 000: ”{typed}” går inte att läsa."


class AmountError(ValueError):
    """What was typed is no amount in whole kronor; the message says why, in Swedish."""


def read_kronor(text: str) -> int:
    """Whole kronor, with or without spaces between thousands, minus and kr. Raises AmountError with the reason.

    >>> read_kronor("945 000"), read_kronor("\u2212945\xa0000 kr"), read_kronor("500:-")
    (945000, -945000, 500)
    >>> read_kronor("945,50")
    Traceback (most recent call last):
    budget.amounts.AmountError: Skriv hela kronor utan ören: ”945,50” har decimaler.
    """
    if len(text.strip()) > LONGEST_AMOUNT:
        raise AmountError(f"”{quoted(text)}” är för långt för att vara ett belopp.")
    match = FORM.fullmatch(text.strip())
    number = match["number"]
    if not DIGITS.fullmatch(number):
        raise AmountError(reason_against(number).format(typed=quoted(text)))
    digits = re.sub(r"\D", "", number)
    if len(digits) > MOST_DIGITS:
        raise AmountError(f"Beloppet ”{quoted(text)}” är orimligt stort.")
    return SIGNS[match["sign"]] * int(digits)


def reason_against(number: str) -> str:
    fitting = (reason for pattern, reason in REASONS if re.fullmatch(pattern, number, re.IGNORECASE))
    return next(fitting, OTHERWISE)


def quoted(text: str) -> str:
    """What was typed, short enough to repeat and without signs that can't be seen.

    >>> quoted(" tusen\\x00 "), quoted("9" * 5000)
    ('tusen\ufffd', '999999999999999999999999999999…')
    """
    shown = "".join(
        sign if sign.isprintable() or sign in SPACES else "\ufffd" for sign in text.strip()[: LONGEST_QUOTE + 1]
    )
    return f"{shown[:LONGEST_QUOTE]}…" if len(shown) > LONGEST_QUOTE else shown

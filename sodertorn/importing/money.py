"""Amounts in whole kronor, and the units that they are written in (pure)."""

import re

SPACE = r"[ \xa0\u202f\u2009]"
UNITS = {
    **{"": 1, "kr": 1, "kronor": 1, "sek": 1, ":-": 1, ":–": 1},
    **{"tkr": 1000, "kkr": 1000, "tsek": 1000, "tusen kronor": 1000, "tusental kronor": 1000},
    **{"mkr": 10**6, "mnkr": 10**6, "msek": 10**6, "miljoner kronor": 10**6},
}
UNIT = "|".join(sorted(filter(None, UNITS), key=len, reverse=True))
AMOUNT = re.compile(
    rf"(?<![\d,.])(?P<minus>[-−])?(?P<digits>\d{{1,3}}(?:{SPACE}\d{{3}}){{1,5}}|\d{{1,3}}(?:\.\d{{3}}){{1,5}}|\d+)"
    rf"(?P<decimals>[,.]\d+)?\s*(?P<unit>{UNIT})?\.?$",
    re.IGNORECASE,
)
MOST_DIGITS = 12  # in mkr still within what the database holds
LARGE_UNIT = re.compile(rf"\b({'|'.join(unit for unit, factor in UNITS.items() if factor > 1)})\b", re.IGNORECASE)
STATED_UNIT = re.compile(r"\s*(?:,|\(|\bi\b)\s*(?:(?:belopp\s+)?i\s+)?([^\d()]+?)\)?\s*$", re.IGNORECASE)

MOST_DIGITS_IN_GROUPS = 9  # 800 000 895 000 is two years' amounts side by side


class AmountProblem(ValueError):
    """The line ends with figures that are no amount in whole kronor; the message says why, in Swedish."""


def split_amount(line: str, factor: int = 1) -> tuple[str, int] | None:
    """Split a line into its label and its amount in kronor; None when no amount ends it.

    `factor` is what an amount without a unit of its own is counted in. Raises AmountProblem for decimals and negative
    amounts.

    >>> split_amount("Personal 895 000"), split_amount("Avgifter 2017 945 tkr"), split_amount("Personal")
    (('Personal', 895000), ('Avgifter 2017', 945000), None)
    >>> split_amount("Personal 895.000"), split_amount("Personal 895", 1000)
    (('Personal', 895000), ('Personal', 895000))
    """
    match = AMOUNT.search(line)
    if not match:
        return None
    if match["minus"]:
        raise AmountProblem("Beloppet är negativt. En post är en intäkt eller en kostnad, aldrig mindre än noll.")
    if match["decimals"]:
        raise AmountProblem("Beloppet har decimaler. Budgeten är i hela kronor.")
    digits = re.sub(r"\D", "", match["digits"])
    if len(digits) > MOST_DIGITS:
        raise AmountProblem("Beloppet är orimligt stort.")
    if len(digits) > MOST_DIGITS_IN_GROUPS and not match["digits"].isdigit():
        raise AmountProblem("Beloppet är orimligt stort, eller flera belopp i rad.")
    amount = int(digits) * (UNITS[match["unit"].casefold()] if match["unit"] else factor)
    return line[: match.start()].strip(" \t:|.…"), amount


def split_unit(heading: str) -> tuple[str, str]:
    """Split a heading such as `Intäkter (tkr)` into its name and its unit, in lower case.

    >>> split_unit("Intäkter (tkr)"), split_unit("Kostnader i tusental kronor"), split_unit("Intäkter")
    (('Intäkter', 'tkr'), ('Kostnader', 'tusental kronor'), ('Intäkter', ''))
    """
    match = STATED_UNIT.search(heading)
    return (heading[: match.start()], match[1].casefold().rstrip(". ")) if match else (heading, "")

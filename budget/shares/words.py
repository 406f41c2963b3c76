"""How a fee is divided, in plain words and figures (pure)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from budget.apportionment import days_of
from budget.percent import rounded
from committee.swedish import NBSP, enumerate_words, kronor, thousands

PERIODS = {1: "januari–juni", 2: "juli–december"}


def per_inhabitant(amount_sek: int, inhabitants: int | None) -> Decimal | None:
    """Kronor for each inhabitant, with two decimals; None where their number isn't known.

    >>> per_inhabitant(118_125, 100_000), per_inhabitant(1, 1000), per_inhabitant(1, None)
    (Decimal('1.18'), Decimal('0.00'), None)
    """
    return Decimal(rounded(Fraction(100 * amount_sek, inhabitants))).scaleb(-2) if inhabitants else None


def per_inhabitant_words(amount_sek: int, inhabitants: int | None) -> str:
    """The same in words; what is there never reads as nothing. Empty where the number isn't known.

    >>> per_inhabitant_words(118_125, 100_000), per_inhabitant_words(1, 1000), per_inhabitant_words(0, 9)
    ('1,18\\xa0kr', 'under 0,01\\xa0kr', '0\\xa0kr')
    """
    exact = per_inhabitant(amount_sek, inhabitants)
    if exact is None:
        return ""
    if not exact:
        return f"under 0,01{NBSP}kr" if amount_sek else kronor(0)
    whole, decimals = str(exact).split(".")
    return f"{thousands(int(whole))},{decimals}{NBSP}kr"


def population_words(year: int, source: str) -> str:
    """Which numbers of inhabitants, and whose.

    >>> population_words(2015, "SCB")
    'den 31 december 2015 (källa: SCB)'
    """
    return f"den 31 december {year} (källa: {source})" if source else f"den 31 december {year}"


def how_divided(key: str, *, fixed_sek: int, population_year: int | None, source: str) -> str:
    """The key in a sentence or two.

    >>> how_divided("equal", fixed_sek=0, population_year=None, source="")
    'Alla kommuner betalar lika mycket.'
    >>> how_divided("fixed", fixed_sek=50_000, population_year=2015, source="SCB")  # doctest: +ELLIPSIS
    'Varje kommun betalar en fast del på 50\\xa0000\\xa0kr. Resten delas efter antalet invånare den 31 december 2015 ...
    """
    by_inhabitants = f"efter antalet invånare {population_words(population_year, source)}" if population_year else ""
    return {
        "equal": "Alla kommuner betalar lika mycket.",
        "inhabitants": f"Avgiften delas {by_inhabitants}.",
        "fixed": f"Varje kommun betalar en fast del på {kronor(fixed_sek)}. Resten delas {by_inhabitants}.",
        "weights": "Avgiften delas efter vikter: dubbelt så stor vikt ger dubbelt så stor avgift.",
    }[key]


def part_year_words(days: dict[str, int], year: int) -> str:
    """Who pays for a part of the year only; empty when nobody does.

    >>> part_year_words({"Sund": 365, "Näs": 184}, 2017)
    'Näs är med 184 av årets 365 dagar och betalar för dem.'
    >>> part_year_words({"Sund": 365}, 2017)
    ''
    """
    whole = days_of(year)
    parts = [(name, count) for name, count in days.items() if count < whole]
    if not parts:
        return ""
    if len(parts) == 1:
        return f"{parts[0][0]} är med {parts[0][1]} av årets {whole} dagar och betalar för dem."
    told = enumerate_words(f"{name} {count}" for name, count in parts)
    return f"De som är med en del av årets {whole} dagar betalar för sina dagar: {told}."


def period_words(instalment: int, year: int) -> str:
    """The months that an instalment is for; a settlement is for all of them.

    >>> period_words(2, 2017), period_words(4, 2017)
    ('juli–december 2017', 'hela året 2017')
    """
    return f"{PERIODS.get(instalment, 'hela året')} {year}"

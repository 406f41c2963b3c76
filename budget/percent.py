"""Shares and changes in percent, exactly counted and rounded once (pure)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from committee.swedish import NBSP, thousands

HALF = Fraction(1, 2)


def rounded(value: Fraction) -> int:
    """Round to a whole number, halves away from zero.

    >>> rounded(Fraction(5, 2)), rounded(Fraction(-5, 2)), rounded(Fraction(12, 5))
    (3, -3, 2)
    """
    nearest = int(abs(value) + HALF)
    return nearest if value >= 0 else -nearest


def one_decimal(percent: Fraction) -> Decimal:
    """Round to one decimal, halves away from zero.

    >>> one_decimal(Fraction(89500, 945))
    Decimal('94.7')
    """
    return Decimal(rounded(percent * 10)).scaleb(-1)


def bar_width(part: int, whole: int) -> str:
    """How much of a bar of 100 units a part fills, as text with a point for SVG.

    >>> bar_width(895_000, 945_000), bar_width(0, 0)
    ('94.7', '0.0')
    """
    return str(one_decimal(Fraction(100 * part, whole))) if whole else "0.0"


def share_words(part: int, whole: int) -> str:
    """A part of a whole in words; what is there never reads as nothing, nor as all. Empty without a whole.

    >>> [share_words(part, 945_000) for part in (895_000, 94_500, 400, 944_999, 0)]
    ['94,7 procent', '10 procent', 'under 0,1 procent', 'över 99,9 procent', '0 procent']
    """
    if not whole:
        return ""
    percent = Fraction(100 * part, whole)
    shown = one_decimal(percent)
    if shown == 0 and part:
        return "under 0,1 procent"
    if shown == 100 and part != whole:
        return "över 99,9 procent"
    return f"{decimal_words(shown)} procent"


def decimal_words(number: Decimal) -> str:
    """A number of one decimal as Swedish writes it, whole ones without.

    >>> decimal_words(Decimal("-1234.5")), decimal_words(Decimal("10.0"))
    ('−1\\xa0234,5', '10')
    """
    whole, _, decimal = f"{abs(number):.1f}".partition(".")
    words = thousands(int(whole)) if decimal == "0" else f"{thousands(int(whole))},{decimal}"
    return f"\u2212{words}" if number < 0 else words


def change_words(percent: Fraction | None) -> str:
    """A change in percent with its sign; empty when there is none to count. A small one never reads as no change.

    >>> [change_words(Fraction(*parts)) for parts in ((53, 10), (-100, 1), (0, 1), (-1, 100))]
    ['+5,3\\xa0%', '−100\\xa0%', '0\\xa0%', 'under 0,1\\xa0%']
    """
    if percent is None:
        return ""
    shown = one_decimal(percent)
    if shown == 0 and percent:
        return f"under 0,1{NBSP}%"
    return f"{'+' if shown > 0 else ''}{decimal_words(shown)}{NBSP}%"


def signed(amount_sek: int) -> str:
    """Kronor more or less, with the sign also for more.

    >>> signed(12_000), signed(-500), signed(0)
    ('+12\\xa0000', '−500', '0')
    """
    return f"{'+' if amount_sek > 0 else ''}{thousands(amount_sek)}"

"""What is left to invoice at a time of the year, and what it comes to (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

FIRST, SECOND, SETTLEMENT = 1, 2, 3


@dataclass(frozen=True)
class Due:
    """Of a municipality: its share of the year's fee, what is invoiced already, and what is to be invoiced now."""

    share_sek: int
    before_sek: int
    amount_sek: int


def due_now(
    instalment: int, shares: Mapping[str, int], first_halves: Mapping[str, int], invoiced: Mapping[str, int]
) -> dict[str, Due]:
    """What brings each municipality up to its target: after the first instalment its first half, then its whole share.

    Less than nothing is a credit. Who has been invoiced but has no share any more is paid back in a settlement.

    >>> due_now(SECOND, {"Sund": 100}, {"Sund": 50}, {"Sund": 60, "Näs": 60})
    {'Sund': Due(share_sek=100, before_sek=60, amount_sek=40)}
    >>> due_now(SETTLEMENT, {"Sund": 100}, {"Sund": 50}, {"Sund": 100, "Näs": 60})["Näs"]
    Due(share_sek=0, before_sek=60, amount_sek=-60)
    """
    targets = first_halves if instalment == FIRST else shares
    former = [name for name in invoiced if name not in shares] if instalment >= SETTLEMENT else []
    return {
        name: Due(shares.get(name, 0), invoiced.get(name, 0), targets.get(name, 0) - invoiced.get(name, 0))
        for name in [*shares, *former]
    }

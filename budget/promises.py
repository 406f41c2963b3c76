"""Checks the plan's promise that the budget balances."""

from __future__ import annotations

from budget.models import Budget
from committee.promises import Promise, PromiseKind, Verdict
from committee.reader import Reader


def verdicts(promises: list[Promise], year: int, reader: Reader) -> list[Verdict]:
    """What a reader's budget for the year says of the promise to balance; nothing without a promise or a budget."""
    balance = [promise for promise in promises if promise.kind == PromiseKind.BALANCE]
    budget = Budget.objects.visible_to(reader).with_lines().filter(year=year).first() if balance else None
    if budget is None:
        return []
    reason = budget.imbalance_in_words()
    words = reason or f"Budgeten {year} balanserar"
    return [Verdict(promise, year, is_kept=not reason, is_tight=False, words=words) for promise in balance]

"""Checks the plan's promise that the budget balances."""

from __future__ import annotations

from budget.models import Budget
from committee.promises import Promise, PromiseKind, Verdict
from committee.reader import Reader


def verdicts(promises: list[Promise], year: int, reader: Reader) -> list[Verdict]:
    """What a reader's budget for the year says of the promise to balance; nothing without a promise or a budget.

    A revision on its way breaks nothing yet, but says so when it doesn't balance. Two queries.
    """
    balance = [promise for promise in promises if promise.kind == PromiseKind.BALANCE]
    versions = list(Budget.objects.visible_to(reader).in_year(year).with_lines()) if balance else []
    if not versions:
        return []
    *_, latest = versions
    reason = latest.imbalance_in_words()
    is_kept = not reason or len(versions) > 1
    words = f"Budgeten {year} balanserar" if is_kept else reason
    details = (f"Utkastet till {latest.version_words} kan inte fastställas än. {reason}",) if reason and is_kept else ()
    return [
        Verdict(promise, year, is_kept=is_kept, is_tight=bool(details), words=words, details=details)
        for promise in balance
    ]

"""The promise that the budget balances."""

import pytest

from budget.operations import revise
from budget.promises import verdicts
from committee.promises import Promise, PromiseKind
from committee.reader import Reader
from tests.budget_factories import BudgetFactory

pytestmark = pytest.mark.django_db
BALANCE = Promise(PromiseKind.BALANCE)
STAFF = Reader(is_secretariat=True)


def said(reader: Reader = STAFF, year: int = 2017) -> list[tuple]:
    found = verdicts([BALANCE, Promise(PromiseKind.MEETINGS)], year, reader)
    return [(verdict.status, verdict.words, verdict.details) for verdict in found]


def test_budget_in_balance_keeps_the_promise():
    BudgetFactory(year=2017, adopted=True)

    assert said() == said(Reader()) == [("kept", "Budgeten 2017 balanserar", ())]


def test_draft_out_of_balance_breaks_it_for_those_who_see_the_draft():
    budget = BudgetFactory(year=2017, balanced=True)
    budget.lines.filter(kind="cost").update(amount_sek=100_001)

    [(status, words, details)] = said()

    assert (status, details) == ("broken", ())
    assert "kostnaderna 100\xa0001\xa0kr" in words
    assert said(Reader()) == []


def test_revision_out_of_balance_is_a_warning_and_breaks_nothing_yet():
    revision = revise(BudgetFactory(year=2017, adopted=True), reason="")
    revision.lines.filter(kind="cost").update(amount_sek=7)

    [(status, words, (detail,))] = said()

    assert (status, words) == ("tight", "Budgeten 2017 balanserar")
    assert detail.startswith("Utkastet till revidering 1 kan inte fastställas än. Budgeten för 2017 balanserar inte")
    assert said(Reader()) == [("kept", "Budgeten 2017 balanserar", ())]


def test_year_without_budget_or_promise_says_nothing():
    BudgetFactory(year=2018, adopted=True)

    assert said() == []
    assert verdicts([], 2018, STAFF) == []


def test_promise_is_checked_for_two_queries(django_assert_num_queries):
    revise(BudgetFactory(year=2017, adopted=True), reason="")

    with django_assert_num_queries(2):
        said()

"""Shares add up to the fee, and what is published or invoiced stays, whichever way someone tries."""

import pytest
from django.db import DatabaseError

from budget.models import BudgetLine, FeeDivision, FeeShare, Invoice, InvoiceBasis
from tests.budget.ending import committed, end_of_transaction, run
from tests.budget_factories import (
    ADOPTED_ON,
    BudgetFactory,
    BudgetLineFactory,
    FeeDivisionFactory,
    FeeShareFactory,
    InvoiceBasisFactory,
    InvoiceFactory,
)
from tests.factories import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def division() -> FeeDivision:
    """A fee of 100 kr that two municipalities share by 60 and 40."""
    budget = BudgetFactory(year=2017)
    BudgetLineFactory(budget=budget, amount_sek=100, is_fee=True)
    BudgetLineFactory(budget=budget, kind=BudgetLine.Kind.COST, amount_sek=100)
    budget.adopt(on=ADOPTED_ON)
    division = FeeDivisionFactory(budget=budget, fee_sek=100)
    for amount_sek in (60, 40):
        FeeShareFactory(division=division, amount_sek=amount_sek)
    end_of_transaction()
    return division


def refused(change, said: str) -> None:
    with pytest.raises(DatabaseError, match=said):
        committed(change)


WRONG_SUMS = {
    "share_changed": lambda division: division.shares.filter(amount_sek=60).update(amount_sek=61),
    "share_gone": lambda division: division.shares.filter(amount_sek=60).delete(),
    "share_more": lambda division: FeeShareFactory(division=division, amount_sek=1),
    "sql": lambda division: run("UPDATE budget_feeshare SET amount_sek = amount_sek + 1"),
    "fee_changed": lambda division: FeeDivision.objects.update(fee_sek=101),
    "division_of_a_draft": lambda division: FeeDivisionFactory(budget=BudgetFactory(year=2018, balanced=True)),
    "fee_that_is_not_the_budgets": lambda division: FeeDivisionFactory(
        budget=BudgetFactory(year=2018, adopted=True), fee_sek=7
    ),
    "no_shares": lambda division: run("DELETE FROM budget_feeshare"),
}


@pytest.mark.parametrize("change", WRONG_SUMS.values(), ids=WRONG_SUMS)
def test_shares_are_the_fee_of_an_adopted_budget(division, change):
    refused(lambda: change(division), "shares_add_up")


def test_shares_may_be_exchanged_within_a_transaction(division):
    def exchange() -> None:
        division.shares.filter(amount_sek=60).update(amount_sek=50)
        division.shares.filter(amount_sek=40).update(amount_sek=50)

    committed(exchange)

    assert set(division.shares.values_list("amount_sek", flat=True)) == {50}


PUBLISHED = {
    "share": (lambda: FeeShare.objects.update(weight=1), "stays_when_published"),
    "share_sql": (lambda: run("UPDATE budget_feeshare SET weight = 3"), "stays_when_published"),
    "share_delete": (lambda: FeeShare.objects.all().delete(), "stays_when_published"),
    "key": (lambda: FeeDivision.objects.update(key="weights"), "published_stays"),
    "source": (lambda: FeeDivision.objects.update(population_source="x"), "published_stays"),
    "division_sql_delete": (lambda: run("DELETE FROM budget_feedivision"), "published_is_kept"),
    "truncate": (lambda: run("TRUNCATE budget_feeshare"), "Cannot truncate"),
    "truncate_of_divisions": (lambda: run("TRUNCATE budget_feedivision CASCADE"), "Cannot truncate"),
}


@pytest.mark.parametrize(("change", "said"), PUBLISHED.values(), ids=PUBLISHED)
def test_published_division_stays_until_it_is_withdrawn(division, change, said):
    FeeDivision.objects.update(published_at=AT)
    end_of_transaction()

    refused(change, said)

    FeeDivision.objects.update(published_at=None)
    committed(lambda: division.shares.update(weight=1))


@pytest.fixture
def basis(division) -> InvoiceBasis:
    basis = InvoiceBasisFactory(division=division, total_sek=70, invoice_count=2)
    for amount_sek in (50, 20):
        InvoiceFactory(basis=basis, amount_sek=amount_sek)
    end_of_transaction()
    return basis


LOCKED = {
    "basis": (lambda basis: InvoiceBasis.objects.update(instalment=2), "never_changes|Cannot update"),
    "invoice": (lambda basis: Invoice.objects.update(amount_sek=1), "never_changes|Cannot update"),
    "invoice_sql": (lambda basis: run("UPDATE budget_invoice SET amount_sek = 1"), "never_changes|Cannot update"),
    "invoice_gone": (lambda basis: basis.invoices.filter(amount_sek=20).delete(), "invoices_add_up"),
    "invoice_more": (lambda basis: InvoiceFactory(basis=basis, amount_sek=1), "invoices_add_up"),
    "invoice_of_nothing_more": (lambda basis: InvoiceFactory(basis=basis, amount_sek=0), "invoices_add_up"),
    "invoice_sql_delete": (lambda basis: run("DELETE FROM budget_invoice"), "invoices_add_up"),
    "truncate": (lambda basis: run("TRUNCATE budget_invoice"), "Cannot truncate"),
    "truncate_of_bases": (lambda basis: run("TRUNCATE budget_invoicebasis CASCADE"), "Cannot truncate"),
    "basis_without_invoices": (
        lambda basis: InvoiceBasisFactory(division=basis.division, instalment=2, total_sek=1),
        "add_up",
    ),
}


@pytest.mark.parametrize(("change", "said"), LOCKED.values(), ids=LOCKED)
def test_locked_basis_stays_whole(basis, change, said):
    refused(lambda: change(basis), said)


def test_shares_that_a_locked_basis_was_reckoned_from_stay(basis):
    refused(lambda: basis.division.shares.update(weight=1), "stays_when_published")

    basis.delete()
    committed(lambda: FeeShare.objects.update(weight=1))


def test_basis_is_taken_back_whole_unless_a_later_one_stands_on_it(basis):
    later = InvoiceBasisFactory(division=basis.division, instalment=2)
    refused(basis.delete, "stays_under_a_later")

    later.delete()
    committed(lambda: InvoiceBasis.objects.get(pk=basis.pk).delete())

    assert (InvoiceBasis.objects.count(), Invoice.objects.count()) == (0, 0)

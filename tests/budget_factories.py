"""Rows of budgets for tests: what costs, who pays, what money is worth."""

import datetime as dt
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from budget.models import Budget, BudgetLine, FeeDivision, FeeShare, Invoice, InvoiceBasis, Population, PriceIndex
from tests.factories import AT, MunicipalityFactory

ADOPTED_ON = dt.date(2016, 12, 8)


class BudgetFactory(DjangoModelFactory):
    """A draft without lines; `balanced` makes two lines of 100 000 kr, and `adopted` adopts it, with such lines."""

    class Meta:
        model = Budget
        skip_postgeneration_save = True

    # Apart from the years that tests name.
    year = factory.Sequence(lambda n: 2040 + n % 150)

    @factory.post_generation
    def balanced(budget, create, yes, **kwargs):
        if yes:
            for kind in BudgetLine.Kind:
                BudgetLineFactory(budget=budget, kind=kind, amount_sek=100_000)

    @factory.post_generation
    def adopted(budget, create, yes, **kwargs):
        if yes:
            if not budget.lines.exists():
                for kind in BudgetLine.Kind:
                    BudgetLineFactory(budget=budget, kind=kind, amount_sek=100_000)
            budget.adopt(on=ADOPTED_ON)


class BudgetLineFactory(DjangoModelFactory):
    class Meta:
        model = BudgetLine

    budget = factory.SubFactory(BudgetFactory)
    kind = BudgetLine.Kind.INCOME
    position = factory.Sequence(lambda n: n + 1)
    label = factory.Sequence("Post {}".format)
    amount_sek = 100_000


class PopulationFactory(DjangoModelFactory):
    class Meta:
        model = Population

    municipality = factory.SubFactory(MunicipalityFactory)
    year = 2016
    inhabitants = factory.Sequence(lambda n: 10_000 + n)
    source = "Folkmängd 31 december"


class FeeDivisionFactory(DjangoModelFactory):
    """A division of an adopted budget without fee, in equal shares; `published_at` makes it public."""

    class Meta:
        model = FeeDivision

    budget = factory.SubFactory(BudgetFactory, adopted=True)
    key = FeeDivision.Key.EQUAL
    fee_sek = 0


class FeeShareFactory(DjangoModelFactory):
    class Meta:
        model = FeeShare

    division = factory.SubFactory(FeeDivisionFactory)
    municipality = factory.SubFactory(MunicipalityFactory)
    days = 365
    first_half_days = 181
    amount_sek = 0


class InvoiceBasisFactory(DjangoModelFactory):
    class Meta:
        model = InvoiceBasis

    division = factory.SubFactory(FeeDivisionFactory)
    year = factory.SelfAttribute("division.budget.year")
    instalment = InvoiceBasis.Instalment.FIRST
    locked_at = AT
    total_sek = 0
    invoice_count = 0


class InvoiceFactory(DjangoModelFactory):
    class Meta:
        model = Invoice

    basis = factory.SubFactory(InvoiceBasisFactory, invoice_count=1)
    municipality = factory.SubFactory(MunicipalityFactory)
    amount_sek = 0


class PriceIndexFactory(DjangoModelFactory):
    class Meta:
        model = PriceIndex

    # Apart from the years that tests name.
    year = factory.Sequence(lambda n: 2040 + n % 150)
    value = Decimal("320.50")
    source = "KPI, årsmedeltal"

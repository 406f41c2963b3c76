"""What it costs, who pays, and what money is worth. All amounts are whole kronor."""

from budget.models import staying
from budget.models.budget import Budget, BudgetQuerySet
from budget.models.line import BudgetLine
from budget.models.price import PriceIndex
from budget.models.shares import FeeDivision, FeeDivisionQuerySet, FeeShare, Invoice, InvoiceBasis, Population

__all__ = [
    "Budget",
    "BudgetLine",
    "BudgetQuerySet",
    "FeeDivision",
    "FeeDivisionQuerySet",
    "FeeShare",
    "Invoice",
    "InvoiceBasis",
    "Population",
    "PriceIndex",
    "staying",
]

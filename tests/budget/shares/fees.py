"""Budgets with a fee, and municipalities that share it."""

import datetime as dt

from budget.models import Budget, BudgetLine, FeeDivision
from budget.operations import revise
from budget.shares.operations import choose_key, publish
from committee.models import Municipality
from tests.budget_factories import ADOPTED_ON, BudgetFactory, BudgetLineFactory, PopulationFactory
from tests.factories import AT, MembershipFactory

LATER_ON = dt.date(2017, 5, 18)
LATER_AT = AT + dt.timedelta(days=200)


def draft_with_fee(fee_sek: int = 945_000, *, year: int = 2017) -> Budget:
    budget = BudgetFactory(year=year)
    BudgetLineFactory(budget=budget, label="Avgift från kommunerna", amount_sek=fee_sek, is_fee=True)
    BudgetLineFactory(budget=budget, kind=BudgetLine.Kind.COST, label="Personal", amount_sek=fee_sek)
    return budget


def budget_with_fee(fee_sek: int = 945_000, *, year: int = 2017) -> Budget:
    """Adopted; the fee is its only income."""
    budget = draft_with_fee(fee_sek, year=year)
    budget.adopt(on=ADOPTED_ON)
    return budget


def revised(budget: Budget, fee_sek: int) -> Budget:
    """An adopted revision with another fee."""
    revision = revise(budget, reason="Nytt läge")
    revision.lines.update(amount_sek=fee_sek)
    revision.adopt(on=LATER_ON)
    return revision


def published(budget: Budget, **terms) -> FeeDivision:
    return publish(choose_key(budget, **terms), at=AT)


def members(count: int, **values) -> list[Municipality]:
    """Members from the beginning of 2017, unless other dates are given, in alphabetical order."""
    rows = [MembershipFactory(**values).municipality for _ in range(count)]
    return sorted(rows, key=lambda row: row.name)


def inhabitants(numbers: dict[Municipality, int], *, year: int = 2016, source: str = "Folkmängd 31 december") -> None:
    for municipality, number in numbers.items():
        PopulationFactory(municipality=municipality, year=year, inhabitants=number, source=source)


def amounts(division) -> dict[str, int]:
    return {share.municipality.name: share.amount_sek for share in division.shares.select_related("municipality")}

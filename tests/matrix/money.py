"""Budgets of the matrix: adopted, superseded, drafts, with fees that are published and not."""

from __future__ import annotations

from budget.models import Budget, Population, PriceIndex
from tests.budget_factories import ADOPTED_ON, BudgetFactory
from tests.matrix.objects import World
from tests.sweep.budgets import budget
from tests.sweep.meetings import Calendar


def hold_budgets(world: World, calendar: Calendar) -> None:
    """The sweep's years, and one that was revised."""
    budget(calendar.world, calendar.here, calendar.plans)
    BudgetFactory(year=2014, adopted=True, adopted_in="")
    second = BudgetFactory(year=2014, number=2, reason="Mer snö.", balanced=True)
    second.adopt(on=ADOPTED_ON)
    found = {(row.year, row.number): row for row in Budget.objects.all()}
    names = {
        "budget adopted": (2017, 1),
        "budget being revised": (2017, 2),
        "budget draft": (2018, 1),
        "budget followed up": (2015, 1),
        "budget with published fees": (2016, 1),
        "budget superseded": (2014, 1),
        "budget revised": (2014, 2),
    }
    for name, key in names.items():
        row = found[key]
        world.add(name, row, line=row.lines.first().pk)
    world.add("population announced", Population.objects.get(municipality=calendar.here.host))
    world.add("population of a draft", Population.objects.get(municipality=calendar.here.hidden_host))
    world.add("price index", PriceIndex.objects.first())

"""What the pages of one budget share."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from budget.models import Budget, BudgetLine
from budget.tables import WITHOUT_HEADING


def budget_or_404(request: HttpRequest, pk: int) -> Budget:
    return get_object_or_404(Budget.objects.visible_to(request.reader).with_lines(), pk=pk)


def held_budget(request: HttpRequest, pk: int) -> Budget:
    """The budget, held until the transaction ends when something is posted to it."""
    if request.method == "POST":
        list(Budget.objects.visible_to(request.reader).filter(pk=pk).select_for_update())
    return budget_or_404(request, pk)


def year_before(budget: Budget, request: HttpRequest) -> Budget | None:
    """The budget in force of the year before, which a budget's lines are compared with."""
    return Budget.objects.visible_to(request.reader).current().filter(year=budget.year - 1).first()


def headed(budget: Budget, kind: BudgetLine.Kind) -> list[tuple[str, list[BudgetLine]]]:
    """Headings with their lines; lines without one are called so when there are others."""
    groups = budget.groups_of(kind)
    return [(name or (WITHOUT_HEADING if len(groups) > 1 else ""), lines) for name, lines in groups.items()]

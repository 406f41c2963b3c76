"""What the pages of one budget share."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from budget.models import Budget


def budget_or_404(request: HttpRequest, pk: int) -> Budget:
    return get_object_or_404(Budget.objects.visible_to(request.reader).with_lines(), pk=pk)


def year_before(budget: Budget, request: HttpRequest) -> Budget | None:
    """The budget in force of the year before, which a budget's lines are compared with."""
    return Budget.objects.visible_to(request.reader).current().filter(year=budget.year - 1).first()

"""The budget's pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from budget.models import Budget
from budget.tables import tables_of


@require_safe
def budget_list(request: HttpRequest) -> HttpResponse:
    return render(
        request, "budget/budget_list.html", {"budgets": Budget.objects.visible_to(request.reader).with_totals()}
    )


@require_safe
def budget_detail(request: HttpRequest, year: int) -> HttpResponse:
    budget = get_object_or_404(Budget.objects.visible_to(request.reader).with_lines(), year=year)
    context = {"budget": budget, "tables": tables_of(budget), "updated_on": budget.adopted_on}
    return render(request, "budget/budget_detail.html", context)

"""The public's page of what each municipality pays."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from budget.exchange.downloads import download, links
from budget.shares.reading import DivisionTable, division_of


@require_safe
def fee_shares(request: HttpRequest, year: int) -> HttpResponse:
    division = get_object_or_404(division_of(year, request.reader).with_shares())
    context = {
        "division": division,
        "budget": division.budget,
        "table": DivisionTable(division),
        "downloads": links("budget:fee-shares-table", year),
        "updated_on": division.published_at,
    }
    return render(request, "budget/fee_shares.html", context)


@require_safe
def fee_shares_table(request: HttpRequest, year: int, extension: str) -> HttpResponse:
    division = get_object_or_404(division_of(year, request.reader).with_shares())
    return download(DivisionTable(division).book(), extension)

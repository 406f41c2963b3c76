"""The budget's public pages, and the same tables as files."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from budget.books import budget_book, comparison_book, follow_up_book, list_book, years_book
from budget.exchange.downloads import download, links
from budget.follow_up import FollowUp, follow_up_of
from budget.models import Budget
from budget.reading import Comparison, budget_page, comparison_of, listed_budgets
from budget.shares.reading import division_of
from budget.years import CURRENT, FIXED, YearsPage, years_page

VERSION_NUMBER = re.compile(r"[1-9][0-9]{0,3}")


@require_safe
def budget_list(request: HttpRequest) -> HttpResponse:
    listed = listed_budgets(Budget.objects.visible_to(request.reader))
    context = {
        "listed": listed,
        "downloads": links("budget:budget-list-table"),
        "updated_on": max((row.budget.adopted_on for row in listed if row.budget.is_adopted), default=None),
    }
    return render(request, "budget/budget_list.html", context)


@require_safe
def budget_list_table(request: HttpRequest, extension: str) -> HttpResponse:
    return download(list_book(listed_budgets(Budget.objects.visible_to(request.reader))), extension)


def budget_or_404(request: HttpRequest, year: int, number: int | None = None) -> Budget:
    """A version of a year's budget with its lines; without a number the current one, or the only draft."""
    versions = Budget.objects.visible_to(request.reader).filter(year=year)
    versions = versions.current() if number is None else versions.filter(number=number)
    return get_object_or_404(versions.with_lines())


@require_safe
def budget_detail(request: HttpRequest, year: int) -> HttpResponse:
    return show_budget(request, budget_or_404(request, year), links("budget:budget-detail-table", year))


@require_safe
def budget_version(request: HttpRequest, year: int, number: int) -> HttpResponse:
    budget = budget_or_404(request, year, number)
    return show_budget(request, budget, links("budget:budget-version-table", year, number))


def show_budget(request: HttpRequest, budget: Budget, downloads: list[tuple[str, str]]) -> HttpResponse:
    page = budget_page(budget, request.reader)
    context = {
        "page": page,
        "budget": budget,
        "division": division_of(budget.year, request.reader).first(),
        "downloads": downloads,
        "updated_on": budget.adopted_on,
    }
    return render(request, "budget/budget_detail.html", context)


@require_safe
def budget_table(request: HttpRequest, year: int, extension: str, number: int | None = None) -> HttpResponse:
    return download(budget_book(budget_or_404(request, year, number), request.reader), extension)


@require_safe
def budget_compare(request: HttpRequest, year: int, other: int) -> HttpResponse:
    comparison = comparison_or_404(request, year, other)
    context = {
        "comparison": comparison,
        "earlier": comparison.earlier,
        "later": comparison.later,
        "updated_on": comparison.later.adopted_on,
        "downloads": with_query(
            links("budget:budget-compare-table", year, other),
            fran=comparison.earlier.number,
            till=comparison.later.number,
        ),
    }
    return render(request, "budget/budget_compare.html", context)


@require_safe
def budget_compare_table(request: HttpRequest, year: int, other: int, extension: str) -> HttpResponse:
    return download(comparison_book(comparison_or_404(request, year, other)), extension)


def comparison_or_404(request: HttpRequest, year: int, other: int) -> Comparison:
    """`year` beside the one it is compared with; `?fran=` and `?till=` choose versions of the two.

    Without them it is the current ones, and for one and the same year the first and the current one. 404 when the two
    are one and the same.
    """
    earlier, later = version_number(request, "fran"), version_number(request, "till")
    if year == other and earlier is None:
        earlier = 1
    pair = budget_or_404(request, other, earlier), budget_or_404(request, year, later)
    if pair[0] == pair[1]:
        raise Http404
    return comparison_of(*pair)


def version_number(request: HttpRequest, key: str) -> int | None:
    typed = request.GET.get(key)
    if typed is None:
        return None
    if not VERSION_NUMBER.fullmatch(typed):
        raise Http404
    return int(typed)


def with_query(downloads: list[tuple[str, str]], **query: str | int) -> list[tuple[str, str]]:
    """The same addresses, for just what the page shows."""
    return [(label, f"{url}?{urlencode(query)}") for label, url in downloads]


@require_safe
def budget_follow_up(request: HttpRequest, year: int) -> HttpResponse:
    """What became of a year's budget; 404 as long as there is nothing but the budget to read."""
    follow_up = follow_up_or_404(request, year)
    context = {
        "follow_up": follow_up,
        "budget": follow_up.budget,
        "downloads": links("budget:budget-follow-up-table", year),
        "updated_on": follow_up.budget.follow_up_on or follow_up.budget.adopted_on,
    }
    return render(request, "budget/budget_follow_up.html", context)


@require_safe
def budget_follow_up_table(request: HttpRequest, year: int, extension: str) -> HttpResponse:
    return download(follow_up_book(follow_up_or_404(request, year)), extension)


def follow_up_or_404(request: HttpRequest, year: int) -> FollowUp:
    follow_up = follow_up_of(year, request.reader)
    if follow_up is None:
        raise Http404
    return follow_up


@require_safe
def budget_years(request: HttpRequest) -> HttpResponse:
    page = years_or_404(request)
    downloads = with_query(links("budget:budget-years-table"), priser=FIXED if page.base else CURRENT)
    context = {"page": page, "downloads": downloads, "updated_on": page.adopted_on}
    return render(request, "budget/budget_years.html", context)


@require_safe
def budget_years_table(request: HttpRequest, extension: str) -> HttpResponse:
    return download(years_book(years_or_404(request)), extension)


def years_or_404(request: HttpRequest) -> YearsPage:
    """All years; `?priser=` chooses between the latest year's money, which is the first choice, and each year's own."""
    prices = request.GET.get("priser", FIXED)
    if prices not in (FIXED, CURRENT):
        raise Http404
    return years_page(request.reader, in_fixed_prices=prices == FIXED)

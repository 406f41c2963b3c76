"""The secretariat's pages of what each municipality pays, and of how many live there."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from budget.access import desk_page
from budget.models import Budget, Population
from budget.shares.forms import PopulationForm
from budget.shares.members import members_from
from budget.shares.operations import save_populations
from budget.shares.scenario_page import ScenarioPage
from committee.clashing import clash_page
from committee.editing import Edit
from committee.models import Municipality
from committee.posting import is_key


@desk_page
def fee_scenarios(request: HttpRequest, pk: int) -> HttpResponse:
    """The keys side by side, and below them the division that is chosen."""
    budget = get_object_or_404(Budget.objects.visible_to(request.reader).with_lines(), pk=pk)
    page = ScenarioPage(request, budget)
    if request.method == "POST" and (answer := page.answer()):
        return answer
    return render(request, "budget/fee_scenarios.html", page.context())


@desk_page
@transaction.atomic
def population_form(request: HttpRequest, year: int) -> HttpResponse:
    """How many live in each municipality that is a member in the year, or has become one since."""
    municipalities = list(members_from(dt.date(year, 1, 1), dt.date.max, request.reader))
    if request.method == "POST":  # numbers that nobody has typed yet have no rows to hold
        list(Municipality.objects.visible_to(request.reader).order_by("pk").select_for_update(no_key=True))
    known = list(Population.objects.visible_to(request.reader).filter(year=year, municipality__in=municipalities))
    edit = Edit(request, None, [PopulationForm(None, municipalities=municipalities, known=known)])
    if edit.is_clash:
        return clash_page(request, edit, title=f"folkmängden {year}", back=request.get_full_path())
    form = PopulationForm(edit.posted, municipalities=municipalities, known=known)
    budget = budget_to_return_to(request)
    if request.method == "POST" and form.is_valid():
        save_populations(year, form.cleaned_data["source"], form.numbers())
        messages.success(request, f"Folkmängden {year} är sparad.")
        return redirect(scenarios_address(budget, year) if budget else request.path)
    context = {"year": year, "form": form, "budget": budget, "edit": edit}
    return render(request, "budget/population_form.html", context)


def budget_to_return_to(request: HttpRequest) -> Budget | None:
    """The budget whose division the numbers are for, if the address names one."""
    key = request.GET.get("budget", "")
    if not is_key(key):
        return None
    return Budget.objects.visible_to(request.reader).filter(pk=key).first()


def scenarios_address(budget: Budget, year: int) -> str:
    address = reverse("budget:fee-scenarios", args=[budget.pk])
    return f"{address}?ar={year}" if year <= budget.year else address

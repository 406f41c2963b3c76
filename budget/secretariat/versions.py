"""A budget is adopted, revised, followed by the next year's, and followed up."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from budget.access import desk_page
from budget.models import FeeDivision
from budget.operations import draft_next_year, note_follow_up, revise
from budget.secretariat.forms import AdoptForm, ResultsForm, ReviseForm
from budget.secretariat.pages import budget_or_404, held_budget, year_before
from committee.clashing import clash_page
from committee.editing import Edit
from committee.posting import posted
from committee.refusal import RefusedError


@desk_page
def budget_adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the decision, show what it changes, and lock the budget."""
    budget = budget_or_404(request, pk)
    if budget.is_adopted:
        messages.error(request, f"{budget} är redan fastställd.")
        return redirect("budget:budget-lines", budget.pk)
    form = AdoptForm(posted(request), budget=budget, today=request.today)
    if request.method == "POST" and form.is_valid():
        try:
            budget.adopt(on=form.cleaned_data["adopted_on"], paragraph=form.cleaned_data["adopted_in"])
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{budget} är fastställd och publicerad.")
            return redirect("budget:budget-detail", budget.year)
    context = {
        "budget": budget,
        "form": form,
        "stops": budget.imbalance_in_words(),
        "before": budget.before or year_before(budget, request),
        "divided": FeeDivision.objects.visible_to(request.reader).filter(budget__year=budget.year).exists(),
        "has_fee": any(line.is_fee for line in budget.lines.all()),
    }
    return render(request, "budget/budget_adopt.html", context)


@desk_page
def budget_revise(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the next version of an adopted budget."""
    budget = budget_or_404(request, pk)
    form = ReviseForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            draft = revise(budget, reason=form.cleaned_data["reason"])
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{draft} är ett utkast. {budget} gäller tills revideringen är fastställd.")
            return redirect("budget:budget-lines", draft.pk)
    return render(request, "budget/budget_revise.html", {"budget": budget, "form": form})


@desk_page
@require_POST
def next_year(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the budget of the year after with this one's lines."""
    budget = budget_or_404(request, pk)
    try:
        draft = draft_next_year(budget)
    except RefusedError as refused:
        messages.error(request, str(refused))
        return redirect("budget:budget-lines", budget.pk)
    messages.success(request, f"{draft} är ett utkast med posterna från {budget.year}.")
    return redirect("budget:budget-lines", draft.pk)


@desk_page
@transaction.atomic
def budget_results(request: HttpRequest, pk: int) -> HttpResponse:
    """Forecast and outcome, line by line; a figure that another has typed meanwhile is asked about."""
    budget = held_budget(request, pk)
    if not budget.is_in_force:
        messages.error(request, "Prognos och utfall hör till den budget som gäller.")
        return redirect("budget:budget-lines", budget.pk)
    edit = Edit(request, budget, [ResultsForm(budget=budget, today=request.today)])
    if edit.is_clash:
        return clash_page(request, edit, title=f"prognos och utfall {budget.year}", back=request.path)
    form = ResultsForm(edit.posted, budget=budget, today=request.today)
    if request.method == "POST" and form.is_valid():
        try:
            note_follow_up(budget, form.figures, on=form.cleaned_data["follow_up_on"])
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Prognos och utfall är sparade.")
            return redirect("budget:budget-results", budget.pk)
    return render(request, "budget/budget_results.html", {"budget": budget, "form": form, "edit": edit})

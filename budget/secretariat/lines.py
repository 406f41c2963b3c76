"""The lines of a budget as the secretariat works on them."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from budget.access import desk_page
from budget.kinds import TITLES
from budget.models import Budget, BudgetLine
from budget.operations import move_line, remove_line, save_line
from budget.secretariat.forms import BudgetLineForm
from budget.secretariat.pages import budget_or_404, headed, held_budget, year_before
from committee.clashing import clash_page
from committee.editing import Edit
from committee.posting import posted, posted_key
from committee.refusal import RefusedError


@desk_page
def budget_lines(request: HttpRequest, pk: int) -> HttpResponse:
    """The lines, each with what can be done to it while the budget is a draft."""
    budget = budget_or_404(request, pk)
    if request.method == "POST":
        return act_on_line(request, budget)
    versions = list(Budget.objects.visible_to(request.reader).in_year(budget.year))
    context = {
        "budget": budget,
        "sides": [(TITLES[kind], with_sums(headed(budget, kind)), budget.total_of(kind)) for kind in BudgetLine.Kind],
        "draft": next((version for version in versions if not version.is_adopted), None),
        "has_next": Budget.objects.visible_to(request.reader).filter(year=budget.year + 1).exists(),
        "is_latest": budget == versions[-1],
    }
    return render(request, "budget/budget_lines.html", context)


def with_sums(groups: list[tuple[str, list[BudgetLine]]]) -> list[tuple[str, list[BudgetLine], int]]:
    return [(name, lines, sum(line.amount_sek for line in lines)) for name, lines in groups]


def act_on_line(request: HttpRequest, budget: Budget) -> HttpResponse:
    """Move or remove a line, and say what was done."""
    do, line = request.POST.get("do", ""), budget.lines.filter(pk=posted_key(request, "line")).first()
    if do not in ("up", "down", "remove"):
        raise Http404
    if line is None:
        messages.warning(request, "Posten är redan borttagen.")
        return to_lines(budget)
    try:
        messages.success(request, done_to(line, do))
    except RefusedError as refused:
        messages.error(request, str(refused))
        return to_lines(budget)
    return to_lines(budget, None if do == "remove" else line)


def done_to(line: BudgetLine, do: str) -> str:
    """Do what the button says; what was done, in words."""
    if do == "remove":
        remove_line(line)
        return f"”{line.label}” är borttagen."
    if move_line(line, up=do == "up"):
        return f"”{line.label}” är flyttad."
    return f"”{line.label}” står redan {'först' if do == 'up' else 'sist'}."


def to_lines(budget: Budget, line: BudgetLine | None = None) -> HttpResponse:
    anchor = f"#post-{line.pk}" if line else ""
    return redirect(f"{reverse('budget:budget-lines', args=[budget.pk])}{anchor}")


@desk_page
def line_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new line; `?sort=income` says on which side."""
    budget = budget_or_404(request, pk)
    return line_form(request, budget, BudgetLine(budget=budget, kind=request.GET.get("sort", "")))


@desk_page
@transaction.atomic
def line_change(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    budget = held_budget(request, pk)
    return line_form(request, budget, get_object_or_404(budget.lines.all(), pk=line))


def line_form(request: HttpRequest, budget: Budget, line: BudgetLine) -> HttpResponse:
    """The form of a new line, or of one that is there: then another's edit since it was shown is asked about."""
    of_the_line = {
        "instance": line,
        "budget": budget,
        "earlier": year_before(budget, request),
        "reader": request.reader,
    }
    edit = Edit(request, budget, [BudgetLineForm(**of_the_line)]) if line.pk else None
    if edit and edit.is_clash:
        return clash_page(request, edit, title=f"”{line.label}”", back=request.path)
    form = BudgetLineForm(edit.posted if edit else posted(request), **of_the_line)
    if request.method == "POST" and form.is_valid():
        try:
            saved = save_line(form.save(commit=False))
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"”{saved.label}” är sparad.")
            if "another" in request.POST:
                return redirect(f"{reverse('budget:line-add', args=[budget.pk])}?sort={saved.kind}")
            return to_lines(budget, saved)
    groups = sorted({row.group for row in budget.lines.all() if row.group})
    context = {"budget": budget, "line": line, "form": form, "groups": groups, "edit": edit}
    return render(request, "budget/line_form.html", context)

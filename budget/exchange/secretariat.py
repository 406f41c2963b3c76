"""Where the secretariat reads lines into a budget: first a preview, and then all of it or nothing."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from budget.access import desk_page
from budget.exchange.downloads import links
from budget.exchange.forms import LinesForm
from budget.exchange.operations import CHANGED, propose, read_in
from budget.exchange.parcels import Parcel
from budget.exchange.preview import Preview, words_after
from budget.exchange.proposing import Mode
from budget.models import Budget
from budget.secretariat.pages import year_before
from committee.posting import posted
from committee.refusal import RefusedError

SUPERSEDED = "Budgeten är ersatt av en revidering. Läs in prognos och utfall i den budget som gäller."


@desk_page
def lines_import(request: HttpRequest, pk: int) -> HttpResponse:
    """A form, then what it would change, then the change."""
    budget = get_object_or_404(Budget.objects.visible_to(request.reader).with_lines(), pk=pk)
    if budget.is_adopted and not budget.is_in_force:
        messages.error(request, SUPERSEDED)
        return redirect("budget:budget-lines", pk)
    if "token" in request.POST:
        return confirm(request, budget)
    form = LinesForm(posted(request), request.FILES or None, is_adopted=budget.is_adopted)
    downloads = links("budget:budget-version-table", budget.year, budget.number)
    context = {"budget": budget, "form": form, "downloads": downloads}
    if request.method == "POST" and form.is_valid():
        context["preview"] = preview_of(request, budget, form)
    return render(request, "budget/lines_import.html", context)


def preview_of(request: HttpRequest, budget: Budget, form: LinesForm) -> Preview:
    reading, lines = form.cleaned_data["reading"], list(budget.lines.all())
    mode = Mode.RESULTS if budget.is_adopted else Mode(form.cleaned_data["mode"])
    before = None if budget.is_adopted else year_before(budget, request)
    earlier = before.lines.all() if before else []
    proposal = propose(lines, list(reading.content.lines), mode, request.reader, earlier)
    return Preview(reading, proposal, Parcel.of(budget, lines, proposal).token(), before and before.year)


def confirm(request: HttpRequest, budget: Budget) -> HttpResponse:
    """Write what was previewed, and say what became of it."""
    parcel = Parcel.opened(request.POST["token"])
    try:
        if parcel is None or parcel.budget != budget.pk:
            raise RefusedError(CHANGED)
        proposal = read_in(parcel, request.reader)
    except RefusedError as refused:
        messages.error(request, str(refused))
        return redirect("budget:lines-import", budget.pk)
    messages.success(request, words_after(proposal))
    return redirect("budget:budget-results" if budget.is_adopted else "budget:budget-lines", budget.pk)

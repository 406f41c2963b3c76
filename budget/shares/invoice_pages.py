"""Where the secretariat gets what the municipalities are to be invoiced, and locks it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from budget.access import desk_page
from budget.exchange.downloads import download, links
from budget.models import Budget
from budget.shares.forms import ConfirmForm, posted_by
from budget.shares.invoice_tables import YearTable, book_of, refers_to
from budget.shares.invoicing import InvoiceYear, Part, lock_basis, take_back_basis
from budget.shares.words import period_words
from committee import clock
from committee.posting import posted_key
from committee.refusal import RefusedError


@desk_page
def invoice_basis(request: HttpRequest, pk: int) -> HttpResponse:
    """The year's instalments, locked and to come, by the budget that is in force."""
    budget = get_object_or_404(Budget.objects.visible_to(request.reader), pk=pk)
    current = in_force(request, budget)
    if current and current != budget:
        return redirect("budget:invoice-basis", current.pk)
    taking_back = ConfirmForm(posted_by(request, "take_back"), prefix="tillbaka", label="Ja, ta tillbaka underlaget")
    if request.method == "POST" and current and act(request, current, taking_back):
        return redirect(request.path)
    context = {"budget": budget, "taking_back": taking_back, "year": None}
    if current:
        context |= shown(InvoiceYear.of(current, request.reader))
    return render(request, "budget/invoice_basis.html", context)


def in_force(request: HttpRequest, budget: Budget) -> Budget | None:
    """The adopted budget of the same year that no other supersedes; None when the year has none yet."""
    return Budget.objects.visible_to(request.reader).adopted().current().filter(year=budget.year).first()


def act(request: HttpRequest, budget: Budget, taking_back: ConfirmForm) -> bool:
    """Do what the button says and tell how it went; False when the page is to be shown again, with what is wrong."""
    try:
        if request.POST.get("do") == "lock":
            seen, instalment = posted_key(request, "division"), posted_key(request, "instalment")
            basis = lock_basis(budget, instalment, seen=seen, at=clock.now())
            said = f"Underlaget för {basis.get_instalment_display()} är låst."
        elif taking_back.is_valid():
            basis = take_back_basis(budget, posted_key(request, "basis"))
            said = f"Underlaget för {basis.get_instalment_display()} är borttaget."
        else:
            return False
    except RefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said)
    return True


def shown(year: InvoiceYear) -> dict:
    """The instalments as sections of the page, the one that can be locked and the one that can be taken back marked."""
    parts = year.parts()
    following = next((part for part in parts if not part.basis), None)
    return {
        "year": year,
        "table": YearTable(year, parts) if year.division and parts else None,
        "sections": [section(year, part, is_next=part is following) for part in parts],
    }


def section(year: InvoiceYear, part: Part, *, is_next: bool) -> dict:
    budget = year.budget
    return {
        "part": part,
        "period": period_words(part.instalment, budget.year),
        "refers": refers_to(part, budget.year),
        "is_next": is_next,
        "is_last": part.basis is not None and part.basis == year.last_basis,
        "downloads": links("budget:invoice-basis-table", budget.pk, part.instalment.value),
    }


@desk_page
def invoice_basis_table(request: HttpRequest, pk: int, instalment: int, extension: str) -> HttpResponse:
    budget = get_object_or_404(Budget.objects.visible_to(request.reader), pk=pk)
    if (current := in_force(request, budget)) is None:
        raise Http404
    parts = InvoiceYear.of(current, request.reader).parts()
    part = next((part for part in parts if part.instalment == instalment), None)
    if part is None:
        raise Http404
    return download(book_of(part, current.year), extension)

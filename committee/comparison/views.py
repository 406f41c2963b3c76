"""Two editions of the plan beside each other, and the choice of which."""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from committee.comparison.forms import ComparisonForm
from committee.comparison.reading import read_difference
from committee.models import PlanEdition

NUMBER = re.compile(r"[1-9][0-9]{0,4}")


@require_safe
def plan_comparison(request: HttpRequest, year: int, other: int) -> HttpResponse:
    """`other` before and `year` after; `?fran=` and `?till=` choose editions of the two. Two queries."""
    before, after = pair_or_404(request, year, other)
    chosen = PlanEdition.objects.visible_to(request.reader).filter(pk__in=[before.pk, after.pk])
    contents = dict(chosen.values_list("pk", "content"))
    difference = read_difference(
        contents[before.pk],
        contents[after.pk],
        before_link=before.get_absolute_url(),
        after_link=after.get_absolute_url(),
    )
    context = {
        "title": comparison_title(before, after),
        "before": before,
        "after": after,
        "difference": difference,
        "swapped_url": comparison_url(after, before),
        "updated_on": max(before.decided_at, after.decided_at),
    }
    return render(request, "committee/plan_comparison.html", context)


@require_safe
def plan_comparison_choose(request: HttpRequest) -> HttpResponse:
    """All editions in two lists; a choice goes on to its own address. One query."""
    editions = PlanEdition.objects.visible_to(request.reader).select_related("plan").without_content()
    is_chosen = "fran" in request.GET or "till" in request.GET
    form = ComparisonForm(editions, request.GET if is_chosen else None)
    if is_chosen and form.is_valid():
        return redirect(comparison_url(*form.pair()))
    return render(request, "committee/plan_comparison_choose.html", {"form": form}, status=400 if is_chosen else None)


def pair_or_404(request: HttpRequest, year: int, other: int) -> tuple[PlanEdition, PlanEdition]:
    """The two without their contents: those asked for by number, else the current ones. One query.

    Of one and the same year it is else the edition before the later one.
    """
    editions = PlanEdition.objects.visible_to(request.reader).filter(plan__year__in={year, other})
    found = list(editions.select_related("plan").order_by("number").without_content())
    after = edition_or_404(found, year, number_asked_for(request, "till"))
    number = number_asked_for(request, "fran")
    if number is None and year == other:
        number = after.number - 1
    return edition_or_404(found, other, number), after


def number_asked_for(request: HttpRequest, name: str) -> int | None:
    typed = request.GET.get(name)
    if typed is None:
        return None
    if not NUMBER.fullmatch(typed):
        raise Http404
    return int(typed)


def edition_or_404(editions: list[PlanEdition], year: int, number: int | None) -> PlanEdition:
    """A year's edition by its number; without one the last, which is the current one."""
    chosen = [edition for edition in editions if edition.year == year and number in (None, edition.number)]
    if not chosen:
        raise Http404
    return chosen[-1]


def comparison_title(before: PlanEdition, after: PlanEdition) -> str:
    if before.year == after.year:
        return f"{after.year}: utgåva {after.number} jämförd med utgåva {before.number}"
    return f"{after.year} jämfört med {before.year}"


def comparison_url(before: PlanEdition, after: PlanEdition) -> str:
    """The address of just these two editions."""
    query = urlencode({"fran": before.number, "till": after.number})
    return f"{reverse('committee:plan-comparison', args=[after.year, before.year])}?{query}"

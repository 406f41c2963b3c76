"""Where the plan and the agendas meet: the items that have dealt with a commitment."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from calendar_app.models import AgendaItem, Paragraph
from committee.models import Body, PlanEdition
from committee.reading import find_commitment


@require_safe
def commitment_detail(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """A commitment as the latest of the year's editions has it, who sees to it now, and what meetings have done."""
    editions = PlanEdition.objects.visible_to(request.reader).filter(plan__year=year).select_related("plan")
    for edition in editions.order_by("-number"):
        if found := find_commitment(edition.content, pk):
            break
    else:
        raise Http404
    commitment, above = found
    items = AgendaItem.objects.visible_to(request.reader).filter(commitment=pk)
    items = list(items.select_related("meeting__body", "meeting__kind").order_by("-meeting__starts_on", "number"))
    paragraphs = Paragraph.objects.visible_to(request.reader).filter(item__in=items).select_related("minutes")
    decided = {paragraph.item_id: paragraph for paragraph in paragraphs}
    context = {
        "edition": edition,
        "commitment": commitment,
        "above": above,
        "owner": Body.objects.visible_to(request.reader).filter(owned_commitments=pk).first(),
        "rows": [(item, decided.get(item.pk)) for item in items],
        "today": request.today,
    }
    return render(request, "calendar_app/commitment_detail.html", context)

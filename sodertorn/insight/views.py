"""The pages "Vem ser vad?": an object is looked for, and who reads it is told."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from committee.access import only_secretariat
from sodertorn.insight.explaining import explain
from sodertorn.insight.forms import SearchForm
from sodertorn.insight.objects import KINDS, NOT_ASKED_ABOUT, PARTS

SHOWN = 50


@only_secretariat("committee.view_person")
@require_safe
def insight_search(request: HttpRequest) -> HttpResponse:
    """Choose a kind and find the object: one query."""
    form = SearchForm(request.GET or None)
    context = {"form": form, "not_asked_about": NOT_ASKED_ABOUT.values()}
    if form.is_bound and form.is_valid():
        kind = KINDS[form.cleaned_data["sort"]]
        rows = list(kind.found(form.cleaned_data["q"], request.reader)[: SHOWN + 1])
        context |= {
            "kind": kind,
            "found": [(row, kind.place(row), kind.address(row)) for row in rows[:SHOWN]],
            "limit": SHOWN if len(rows) > SHOWN else 0,
        }
    return render(request, "insight/insight_search.html", context)


@only_secretariat("committee.view_person")
@require_safe
def insight_detail(request: HttpRequest, kind: str, key: int) -> HttpResponse:
    """Who reads the object, and what lies under it that may have other readers: a query for each sort of that."""
    if kind not in KINDS:
        raise Http404
    asked = KINDS[kind]
    row = get_object_or_404(asked.rows(request.reader), pk=key)
    context = {
        "kind": asked,
        "row": row,
        "place": asked.place(row),
        "answer": explain(asked, row, request.today),
        "parts": parts_of(kind, row, request.reader),
    }
    return render(request, "insight/insight_detail.html", context)


def parts_of(slug: str, row, reader) -> list[tuple]:
    """Label, row and address of each thing under the row."""
    kinds = [(KINDS[part], field) for part, field in PARTS.get(slug, [])]
    return [
        (kind.label, part, kind.address(part))
        for kind, field in kinds
        for part in kind.rows(reader).filter(**{field: row.pk})
    ]

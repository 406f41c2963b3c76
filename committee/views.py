"""The plan's pages: they read editions, never the rows behind a draft."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from committee.canonical import canonical_bytes
from committee.models import PlanEdition
from committee.reading import read_chapters


@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    editions = PlanEdition.objects.visible_to(request.reader).current().with_title()
    return render(request, "committee/plan_list.html", {"editions": editions})


@require_safe
def plan_detail(request: HttpRequest, year: int) -> HttpResponse:
    return show_edition(request, year, None)


@require_safe
def plan_edition(request: HttpRequest, year: int, number: int) -> HttpResponse:
    return show_edition(request, year, number)


def show_edition(request: HttpRequest, year: int, number: int | None) -> HttpResponse:
    """The page of one edition; without a number the current one. Two queries."""
    editions = list(PlanEdition.objects.visible_to(request.reader).in_year(year).without_content())
    chosen = [edition for edition in editions if number in (None, edition.number)]
    if not chosen:
        raise Http404
    edition = chosen[0]
    context = {
        "edition": edition,
        "content": edition.content,
        "chapters": read_chapters(edition.content),
        "editions": editions,
        "current": editions[0],
        "updated_on": edition.decided_at,
    }
    return render(request, "committee/plan_detail.html", context)


@require_safe
def plan_json(request: HttpRequest, year: int, number: int | None = None, same_year: int | None = None) -> HttpResponse:
    """An edition's canonical bytes: whoever downloads them can repeat the checksum. One query."""
    if same_year not in (None, year):
        raise Http404
    editions = PlanEdition.objects.visible_to(request.reader).in_year(year)
    edition = editions.first() if number is None else get_object_or_404(editions, number=number)
    if edition is None:
        raise Http404
    etag = quote_etag(edition.sha256)
    if request.headers.get("If-None-Match") == etag:
        return HttpResponse(status=304, headers={"ETag": etag})
    return HttpResponse(
        canonical_bytes(edition.content),
        content_type="application/json; charset=utf-8",
        headers={"ETag": etag, "Access-Control-Allow-Origin": "*"},
    )

"""The plan's pages: they read editions, never the rows behind a draft."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header, quote_etag
from django.views.decorators.http import require_safe

from committee.canonical import canonical_bytes
from committee.citing import cite, name_of
from committee.models import PlanEdition
from committee.paper.keeping import PAPERS, PDF
from committee.reading import Reading, find_node, origin, read_chapters, walk


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
    visible = PlanEdition.objects.visible_to(request.reader).filter(plan__year__lte=year)
    upto = list(visible.order_by("-plan__year", "-number").select_related("plan").without_content())
    editions = [edition for edition in upto if edition.year == year]
    edition = next((edition for edition in editions if number in (None, edition.number)), None)
    if edition is None:
        raise Http404
    context = {
        "edition": edition,
        "content": edition.content,
        "chapters": read_chapters(edition.content),
        "editions": editions,
        "current": editions[0],
        "successor": next((other for other in editions if other.number == edition.number + 1), None),
        "year_before": next((other.year for other in upto if other.year < year), None),
        "citation": cite(edition.content, []),
        "links": "cite" if request.GET.get("visa") == "hanvisningar" else "follow",
        "papers": [(paper, paper.size(edition)) for paper in PAPERS.values()],
        "updated_on": edition.decided_at,
    }
    return render(request, "committee/plan_detail.html", context)


@require_safe
def plan_node(request: HttpRequest, year: int, number: int, key: int) -> HttpResponse:
    """One part of one edition, how to refer to it, and how it reads in other editions and years. One query."""
    editions = list(PlanEdition.objects.visible_to(request.reader).select_related("plan"))
    edition = next((other for other in editions if (other.year, other.number) == (year, number)), None)
    found = find_node(edition.content, key) if edition else None
    if found is None:
        raise Http404
    node, above = found
    context = {
        "edition": edition,
        "node": node,
        "above": above,
        "name": name_of(node, above),
        "citation": cite(edition.content, above, node),
        "current": next(other for other in editions if other.year == year),  # they come latest first
        "others": [(other, part) for other in editions if other != edition and (part := same_part(other, node))],
        "updated_on": edition.decided_at,
    }
    return render(request, "committee/plan_node.html", context)


def same_part(edition: PlanEdition, node: Reading) -> dict | None:
    """The part of another edition that continues the node, or that it continues."""
    return next((part for part in walk(edition.content["chapters"]) if origin(part) == origin(node.content)), None)


@require_safe
def plan_json(request: HttpRequest, year: int, number: int | None = None, same_year: int | None = None) -> HttpResponse:
    """An edition's canonical bytes: whoever downloads them can repeat the checksum. One query."""
    edition = edition_or_404(request, year, number, same_year)
    etag = quote_etag(edition.sha256)
    if request.headers.get("If-None-Match") == etag:
        return HttpResponse(status=304, headers={"ETag": etag})
    return HttpResponse(
        canonical_bytes(edition.content),
        content_type="application/json; charset=utf-8",
        headers={"ETag": etag, "Access-Control-Allow-Origin": "*"},
    )


@require_safe
def plan_paper(
    request: HttpRequest, year: int, number: int | None = None, same_year: int | None = None, suffix: str = PDF.suffix
) -> HttpResponse:
    """An edition as PDF or Word file. One query."""
    edition, paper = edition_or_404(request, year, number, same_year), PAPERS[suffix]
    etag = quote_etag(paper.name(edition))
    if request.headers.get("If-None-Match") == etag:
        return HttpResponse(status=304, headers={"ETag": etag})
    name = f"verksamhetsplan-{edition.year}-utgava-{edition.number}.{suffix}"
    return HttpResponse(
        paper.read(edition),
        content_type=paper.media_type,
        headers={"ETag": etag, "Content-Disposition": content_disposition_header(paper is not PDF, name)},
    )


def edition_or_404(request: HttpRequest, year: int, number: int | None, same_year: int | None) -> PlanEdition:
    """The edition at an address; without a number the current one of the year, which such addresses say twice."""
    if same_year not in (None, year):
        raise Http404
    editions = PlanEdition.objects.visible_to(request.reader).in_year(year).select_related("plan")
    edition = editions.first() if number is None else get_object_or_404(editions, number=number)
    if edition is None:
        raise Http404
    return edition

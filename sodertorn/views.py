"""Pages that need more than one app: the start page, the municipalities, errors."""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_safe

from budget.models import Budget
from budget.shares.reading import fee_of
from budget.tables import tables_of
from calendar_app.models import Document, HostTurn, Meeting
from committee.models import Municipality, PlanEdition
from committee.reading import goal_areas, read_chapters

NEXT_MEETINGS, LATEST_DOCUMENTS = 4, 5


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is next, what is planned, what is new to read and what it costs. Eight queries."""
    edition = PlanEdition.objects.visible_to(request.reader).in_force(request.today)
    meetings = Meeting.objects.visible_to(request.reader).with_body_and_hosts().with_changes()
    upcoming = list(meetings.upcoming(request.today)[:NEXT_MEETINGS])
    budget = Budget.objects.visible_to(request.reader).adopted().with_lines().in_force(request.today)
    context = {
        "edition": edition,
        "goal_areas": goal_areas(read_chapters(edition.content)) if edition else [],
        "upcoming": upcoming,
        "latest": [] if upcoming else meetings.past(request.today)[:NEXT_MEETINGS],
        "budget": budget,
        "costs": next((table for table in tables_of(budget) if table.kind == "cost"), None) if budget else None,
        "documents": Document.objects.visible_to(request.reader).last_published()[:LATEST_DOCUMENTS],
        "municipalities": Municipality.objects.visible_to(request.reader).members(request.today),
        "today": request.today,
    }
    return render(request, "sodertorn/home.html", context)


@require_safe
def municipality_list(request: HttpRequest) -> HttpResponse:
    visible = Municipality.objects.visible_to(request.reader)
    members = visible.members(request.today)
    former = visible.exclude(pk__in=members.values("pk"))
    return render(request, "sodertorn/municipality_list.html", {"members": members, "former": former})


@require_safe
def municipality_detail(request: HttpRequest, slug: str) -> HttpResponse:
    municipality = get_object_or_404(Municipality.objects.visible_to(request.reader), slug=slug)
    meetings = Meeting.objects.visible_to(request.reader).hosted_by(municipality).with_body_and_hosts().with_changes()
    turns = HostTurn.objects.visible_to(request.reader).filter(municipality=municipality).select_related("body")
    context = {
        "municipality": municipality,
        "upcoming": meetings.upcoming(request.today),
        "past": meetings.past(request.today),
        "turns": turns.from_year(request.today.year),
        "fee": fee_of(municipality, request.today.year, request.reader),
        "today": request.today,
    }
    return render(request, "sodertorn/municipality_detail.html", context)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The same page for what is missing and for what is hidden."""
    return render(request, "404.html", status=404)


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """A page that asks the database for nothing, since that may be what is broken: then it is 503, and says so."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        response = render(None, "503.html", status=503)
        response["Retry-After"] = "30"
        return response
    return render(None, "500.html", status=500)

"""The first page of the admin, search over everything, and the way from a row to its page for readers."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from budget import promises as budget_promises
from calendar_app import checking
from calendar_app.models import Meeting
from calendar_app.operations import wheel_of
from committee import clock
from committee.access import only_secretariat
from committee.models import Body, Plan
from committee.promises import Verdict
from committee.reader import Reader
from sodertorn.desk.searching import search
from sodertorn.desk.tasks import Asker, groups_for


def index(request: HttpRequest) -> HttpResponse:
    """The admin's index; for the secretariat with what needs doing, the year, and the promises of it and the next."""
    title = {"title": "Skrivbordet"}
    return admin.site.index(request, title | (desk_of(request) if request.reader.is_secretariat else {}))


def desk_of(request: HttpRequest) -> dict:
    reader, year = request.reader, request.today.year
    promises = [(one, verdicts_of(one, reader)) for one in (year, year + 1)]
    meetings = Meeting.objects.visible_to(reader).with_body_and_hosts()
    in_year = list(meetings.in_year(year))
    return {
        "groups": groups_for(Asker(reader, request.today, clock.now()), promises),
        "promises": promises,
        "this_year": year,
        "next_meeting": next((one for one in in_year if one.ends_on >= request.today and not one.is_cancelled), None),
        "wheel": wheel_of(year, in_year) if in_year else None,
        "is_empty": not any([Plan.objects.visible_to(reader).exists(), Body.objects.visible_to(reader).exists()]),
    }


def verdicts_of(year: int, reader: Reader) -> list[Verdict]:
    """What the year's rows, drafts too, say of the promises in force."""
    promises = checking.promises_in_force(year)
    return checking.verdicts(promises, year, reader) + budget_promises.verdicts(promises, year, reader)


@only_secretariat("committee.change_cooperation")
def desk_search(request: HttpRequest) -> HttpResponse:
    """`?q=` among everything that is edited here."""
    words = request.GET.get("q", "")
    context = admin.site.each_context(request) | {
        "title": "Sök bland allt",
        "words": words.strip(),
        "found": search(request, words),
    }
    return render(request, "admin/desk_search.html", context)


def view_on_site(request: HttpRequest, content_type_id: str, object_id: str) -> HttpResponse:
    """Visa på webbplatsen: to a row's own page. Django's would tell of rows that the reader doesn't see, and where."""
    try:
        model = get_object_or_404(ContentType, pk=content_type_id).model_class()
        if not hasattr(model, "get_absolute_url") or not hasattr(model.objects.all(), "visible_to"):
            raise Http404
        return redirect(get_object_or_404(model.objects.visible_to(request.reader), pk=object_id))
    except ValueError:  # what isn't a number
        raise Http404 from None

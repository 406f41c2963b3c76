"""What needs doing now: the first page of the admin collects what the floors below have to say."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from budget import promises as budget_promises
from budget.models import Budget
from calendar_app import checking
from calendar_app.models import Delivery, FollowUp, Meeting, MeetingQuerySet, Minutes, Notice, State
from committee import clock
from committee.promises import Verdict
from committee.reader import Reader


def index(request: HttpRequest) -> HttpResponse:
    """The admin's index with the promises of this year and the next, and the meetings that wait for something."""
    context = {}
    if request.reader.is_secretariat:
        years = [request.today.year, request.today.year + 1]
        coming = Meeting.objects.visible_to(request.reader).upcoming(request.today)
        upcoming = coming.not_cancelled()
        context = {
            "promises": [(year, verdicts_of(year, request.reader)) for year in years],
            "this_year": request.today.year,
            "without_day": upcoming.filter(precision=Meeting.Precision.MONTH).with_body_and_hosts(),
            "draft_count": upcoming.filter(announced_at=None).count(),
            "untold": untold(coming),
            "unreached": unreached(coming),
            "to_adjust": Minutes.objects.visible_to(request.reader)
            .not_adjusted()
            .without_content()
            .select_related("meeting__body", "meeting__kind"),
            "without_outcome": Budget.objects.visible_to(request.reader).without_outcome(request.today),
            "undivided": Budget.objects.visible_to(request.reader).undivided(),
            "overdue_count": FollowUp.objects.visible_to(request.reader).overdue(request.today).count(),
        }
    return admin.site.index(request, context)


def view_on_site(request: HttpRequest, content_type_id: str, object_id: str) -> HttpResponse:
    """Visa på webbplatsen: to a row's own page. Django's would tell of rows that the reader doesn't see, and where."""
    try:
        model = get_object_or_404(ContentType, pk=content_type_id).model_class()
        if not hasattr(model, "get_absolute_url") or not hasattr(model.objects.all(), "visible_to"):
            raise Http404
        return redirect(get_object_or_404(model.objects.visible_to(request.reader), pk=object_id))
    except ValueError:  # what isn't a number
        raise Http404 from None


def unreached(meetings: MeetingQuerySet) -> MeetingQuerySet:
    """Those of the meetings whose notices haven't reached someone: of a cancelled one only that it is cancelled."""
    deliveries = Delivery.objects.unreached(clock.now()).filter(notice__meeting=OuterRef("pk"))
    is_current = ~Q(notice__meeting__state=State.CANCELLED) | Q(notice__kind=Notice.Kind.CANCELLATION)
    return meetings.filter(Exists(deliveries.filter(is_current))).with_body_and_hosts()


def untold(meetings: MeetingQuerySet) -> MeetingQuerySet:
    """Cancelled ones whose latest notice says something else: those who were called don't know. One query.

    The rows for which `is_untold_cancellation` is true.
    """
    latest = Notice.objects.filter(meeting=OuterRef("pk")).order_by("-number").values("kind")[:1]
    others = [kind for kind in Notice.Kind if kind != Notice.Kind.CANCELLATION]
    cancelled = meetings.filter(state=State.CANCELLED).select_related("body", "kind")
    return cancelled.alias(latest=Subquery(latest)).filter(latest__in=others)


def verdicts_of(year: int, reader: Reader) -> list[Verdict]:
    """What the year's rows, drafts too, say of the promises in force."""
    promises = checking.promises_in_force(year)
    return checking.verdicts(promises, year, reader) + budget_promises.verdicts(promises, year, reader)

"""What needs doing now: the first page of the admin collects what the floors below have to say."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse

from budget import promises as budget_promises
from calendar_app import checking
from calendar_app.models import Delivery, FollowUp, Meeting, MeetingQuerySet, Minutes
from committee import clock
from committee.promises import Verdict
from committee.reader import Reader


def index(request: HttpRequest) -> HttpResponse:
    """The admin's index with the promises of this year and the next, and the meetings that wait for something."""
    context = {}
    if request.reader.is_secretariat:
        years = [request.today.year, request.today.year + 1]
        upcoming = Meeting.objects.visible_to(request.reader).not_cancelled().upcoming(request.today)
        context = {
            "promises": [(year, verdicts_of(year, request.reader)) for year in years],
            "this_year": request.today.year,
            "without_day": upcoming.filter(precision=Meeting.Precision.MONTH).with_body_and_hosts(),
            "draft_count": upcoming.filter(announced_at=None).count(),
            "unreached": unreached(upcoming),
            "to_adjust": Minutes.objects.visible_to(request.reader)
            .not_adjusted()
            .without_content()
            .select_related("meeting__body", "meeting__kind"),
            "overdue_count": FollowUp.objects.visible_to(request.reader).overdue(request.today).count(),
        }
    return admin.site.index(request, context)


def unreached(meetings: MeetingQuerySet) -> MeetingQuerySet:
    """Those of the meetings whose kallelse or changes haven't reached someone."""
    deliveries = Delivery.objects.unreached(clock.now()).filter(notice__meeting=OuterRef("pk"))
    return meetings.filter(Exists(deliveries)).with_body_and_hosts()


def verdicts_of(year: int, reader: Reader) -> list[Verdict]:
    """What the year's rows, drafts too, say of the promises in force."""
    promises = checking.promises_in_force(year)
    return checking.verdicts(promises, year, reader) + budget_promises.verdicts(promises, year, reader)

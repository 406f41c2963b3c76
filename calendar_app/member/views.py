"""A member's own page."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from calendar_app.member.reading import with_news
from calendar_app.member.subscriptions import make_subscription, revoke_subscription
from calendar_app.models import Document, FollowUp, Meeting, MeetingQuerySet, Minutes
from calendar_app.notices.answers import answer_boxes
from committee import clock
from committee.models import Person
from committee.reader import Reader

NEXT_MEETINGS, LATEST_DOCUMENTS = 6, 10


@login_required
@require_safe
def my_pages(request: HttpRequest) -> HttpResponse:
    """What waits for the person who is logged in, what is new, and what their municipality has to do."""
    person = getattr(request.user, "person", None)
    context = {"person": person, "today": request.today}
    if person:
        context |= waiting_for(person, request)
    return render(request, "calendar_app/my_pages.html", context)


def waiting_for(person: Person, request: HttpRequest) -> dict:
    """What the member's page holds, read as the person they are, be they secretary too: at most fourteen queries."""
    reader, today = Reader.behind(person, request.today), request.today
    visible = Meeting.objects.visible_to(reader)
    coming = visible.filter(body__in=person.bodies(today)).upcoming(today).with_body_and_hosts().with_changes()
    meetings = list(with_news(coming, reader)[: NEXT_MEETINGS + 1])
    boxes = answer_boxes(person, meetings, today=today, next=request.path)
    return {
        "assignments": person.assignments.on(today).select_related("body"),
        "meetings": [(meeting, boxes.get(meeting.pk)) for meeting in meetings[:NEXT_MEETINGS]],
        "has_more_meetings": len(meetings) > NEXT_MEETINGS,
        "documents": Document.objects.visible_to(reader)
        .filter(meeting__in=meetings)
        .last_published()[:LATEST_DOCUMENTS],
        "to_adjust": minutes_to_adjust(person, reader),
        "follow_ups": follow_ups_of(person, reader),
        "hosted": hosted_by(person, visible, today),
        "subscription": person.subscriptions.filter(revoked_at=None).first(),
    }


def hosted_by(person: Person, meetings: MeetingQuerySet, today: dt.date) -> MeetingQuerySet:
    """The coming meetings that the person's municipality hosts."""
    if person.municipality is None:
        return meetings.none()
    return meetings.hosted_by(person.municipality).upcoming(today).with_body_and_hosts().with_changes()


def minutes_to_adjust(person: Person, reader: Reader) -> QuerySet[Minutes]:
    """The minutes that wait for the person to adjust them."""
    asked = Minutes.objects.visible_to(reader).awaiting(person.pk).without_content()
    return asked.select_related("meeting__body", "meeting__kind")


def follow_ups_of(person: Person, reader: Reader) -> QuerySet[FollowUp]:
    """What decisions ask the person's municipality to do."""
    rows = FollowUp.objects.visible_to(reader).waiting().filter(municipality=person.municipality_id)
    return rows.with_decision() if person.municipality_id else rows.none()


@login_required
@never_cache
@require_POST
def my_subscription(request: HttpRequest) -> HttpResponse:
    """Make or revoke the person's own calendar address; the new one is shown in the answer, and never again."""
    person = getattr(request.user, "person", None)
    if person is None:
        return redirect("calendar:my-pages")
    if "revoke" in request.POST:
        if revoke_subscription(person, at=clock.now()):
            messages.success(request, "Prenumerationen är återkallad. Adressen visar inga möten längre.")
        return redirect("calendar:my-pages")
    secret = make_subscription(person, at=clock.now())
    return render(request, "calendar_app/my_subscription.html", {"ics_url": reverse("calendar:my-ics", args=[secret])})

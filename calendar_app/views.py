"""The calendar's pages, and the bodies whose meetings it holds."""

from __future__ import annotations

import datetime as dt

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from calendar_app.agenda.reading import agenda_of
from calendar_app.checking import next_host, promises_of, verdicts
from calendar_app.feeds import meeting_json_ld
from calendar_app.filters import choices
from calendar_app.member.reading import last_read, note_reading
from calendar_app.models import HostTurn, Meeting, MeetingChange, MeetingQuerySet, Minutes, State
from calendar_app.notices.answers import AnswerBox, answer_boxes
from calendar_app.operations import wheel_of
from committee import clock
from committee.models import Body, Municipality, PlanEdition
from committee.promises import PromiseKind, Verdict, promises_in
from committee.reader import Reader
from committee.reading import body_facts, words_about_body

LATEST = 12
"""How many past meetings a list shows; the year pages have them all."""


def chosen_meetings(request: HttpRequest) -> tuple[MeetingQuerySet, dict]:
    """The meetings that `?organ=` and `?kommun=` leave, with the filters' links. Unknown values are 404."""
    bodies = {body.slug: body for body in Body.objects.visible_to(request.reader)}
    municipalities = {row.slug: row for row in Municipality.objects.visible_to(request.reader)}
    chosen = {"organ": request.GET.get("organ", ""), "kommun": request.GET.get("kommun", "")}
    meetings = Meeting.objects.visible_to(request.reader).with_body_and_hosts().with_changes()
    try:
        if chosen["organ"]:
            meetings = meetings.filter(body=bodies[chosen["organ"]])
        if chosen["kommun"]:
            meetings = meetings.hosted_by(municipalities[chosen["kommun"]])
    except KeyError:
        raise Http404 from None
    filters = {
        "body_choices": choices("organ", [(b.slug, str(b)) for b in bodies.values()], chosen, "Alla organ"),
        "municipality_choices": choices(
            "kommun", [(m.slug, m.name) for m in municipalities.values()], chosen, "Alla värdkommuner"
        ),
        "is_filtered": any(chosen.values()),
    }
    return meetings, filters


@require_safe
def meeting_list(request: HttpRequest) -> HttpResponse:
    meetings, filters = chosen_meetings(request)
    years = Meeting.objects.visible_to(request.reader).years()
    context = {
        "upcoming": meetings.upcoming(request.today),
        "past": meetings.past(request.today)[:LATEST],
        "years": years,
        "today": request.today,
    }
    return render(request, "calendar_app/meeting_list.html", context | filters)


@require_safe
def year_detail(request: HttpRequest, year: int) -> HttpResponse:
    meetings, filters = chosen_meetings(request)
    in_year = list(meetings.in_year(year))
    years = Meeting.objects.visible_to(request.reader).years()
    if year not in years:
        raise Http404
    context = {
        "year": year,
        "meetings": in_year,
        "wheel": wheel_of(year, in_year),
        "verdicts": [] if filters["is_filtered"] else numbers_promised(year, request.reader),
        "years": years,
        "today": request.today,
    }
    return render(request, "calendar_app/year_detail.html", context | filters)


def numbers_promised(year: int, reader: Reader) -> list[Verdict]:
    """What the year's own plan promises of how often bodies meet: four queries at most, one without a plan."""
    edition = PlanEdition.objects.visible_to(reader).current().filter(plan__year=year).first()
    promises = promises_in(edition.content) if edition else []
    return verdicts([promise for promise in promises if promise.kind == PromiseKind.MEETINGS], year, reader)


def reason_of_cancelling(meeting: Meeting, changes: list[MeetingChange]) -> str:
    """The reason given when a meeting that is cancelled was last cancelled."""
    if not meeting.is_cancelled:
        return ""
    return next((change.reason for change in reversed(changes) if change.after == State.CANCELLED), "")


def own_answer_box(meeting: Meeting, request: HttpRequest) -> AnswerBox | None:
    """Where the member who reads answers for their seat; None for everyone else."""
    if request.reader.person is None:
        return None
    return answer_boxes(request.user.person, [meeting], today=request.today).get(meeting.pk)


def read_again(request: HttpRequest, pk: int) -> dt.datetime | None:
    """When the member read the meeting's page before this time; the reading is noted."""
    before = last_read(pk, request.reader)
    if request.method == "GET":
        note_reading(pk, request.reader, at=clock.now())
    return before


def neighbours(meeting: Meeting, visible: MeetingQuerySet) -> dict[str, Meeting | None]:
    same_body = visible.filter(body=meeting.body).select_related("body", "kind")
    return {
        "prepared_at": visible.preparing(meeting).first(),
        "previous": same_body.before(meeting).first(),
        "next": same_body.after(meeting).first(),
    }


@require_safe
def meeting_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A meeting with its agenda; a member who opens it has read it."""
    visible = Meeting.objects.visible_to(request.reader)
    meeting = get_object_or_404(visible.with_body_and_hosts().with_changes(), pk=pk)
    changes = list(meeting.changes.all())
    is_member = meeting.body_id in request.reader.bodies
    context = {
        "meeting": meeting,
        "changes": changes,
        "cancelled_because": reason_of_cancelling(meeting, changes),
        "agenda": agenda_of(meeting, request.reader, since=read_again(request, pk)),
        "minutes": Minutes.objects.visible_to(request.reader).without_content().filter(meeting=meeting).first(),
        "answer_box": own_answer_box(meeting, request),
        "is_secretariat": request.reader.is_secretariat,
        "is_member": is_member,
        "joining_link": meeting.joining_link if request.reader.is_secretariat or is_member else "",
        "event": meeting_json_ld(meeting, request),
        "today": request.today,
        "updated_on": meeting.changed_at,
    }
    return render(request, "calendar_app/meeting_detail.html", context | neighbours(meeting, visible))


def bodies_with_neighbours(request: HttpRequest) -> QuerySet[Body]:
    """The bodies a reader may know of, each with those it prepares for and is prepared by: three queries at most."""
    visible = Body.objects.visible_to(request.reader)
    return visible.prefetch_related(Prefetch("prepares", queryset=visible), Prefetch("prepared_by", queryset=visible))


@require_safe
def body_list(request: HttpRequest) -> HttpResponse:
    edition = PlanEdition.objects.visible_to(request.reader).in_force(request.today)
    bodies = [
        {"body": body, "facts": body_facts(edition.content, body.slug) if edition else None}
        for body in bodies_with_neighbours(request)
    ]
    return render(request, "calendar_app/body_list.html", {"bodies": bodies})


@require_safe
def body_detail(request: HttpRequest, slug: str) -> HttpResponse:
    body = get_object_or_404(bodies_with_neighbours(request).prefetch_related("partners"), slug=slug)
    edition = PlanEdition.objects.visible_to(request.reader).in_force(request.today)
    meetings = Meeting.objects.visible_to(request.reader).filter(body=body).with_body_and_hosts().with_changes()
    turns = HostTurn.objects.visible_to(request.reader).filter(body=body).select_related("municipality")
    cycle = list(turns.in_cycle())
    promises = promises_of(body, promises_in(edition.content)) if edition else []
    context = {
        "body": body,
        "edition": edition,
        "facts": body_facts(edition.content, slug) if edition else None,
        "words": words_about_body(edition.content, slug) if edition else [],
        "upcoming": meetings.upcoming(request.today),
        "past": meetings.past(request.today)[:LATEST],
        "verdicts": verdicts(promises, request.today.year, request.reader),
        "turns": turns.from_year(request.today.year),
        "cycle": cycle,
        "next_host": next_host(cycle, meetings) if cycle else "",
        "today": request.today,
    }
    return render(request, "calendar_app/body_detail.html", context)

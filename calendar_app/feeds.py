"""What calendar programs subscribe to, and the page that explains how."""

from __future__ import annotations

import datetime as dt
import re

from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import conditional_page, require_safe

from calendar_app.ical import CalendarEvent, calendar_bytes
from calendar_app.jsonld import event_json_ld
from calendar_app.models import Meeting, MeetingQuerySet, State
from committee.converters import YearConverter
from committee.models import Body, Cooperation, Municipality
from committee.reader import Reader

PUBLIC = Reader()
"""A calendar program has no login and keeps what it fetched, so a feed holds what everyone may read, whoever asks:
the secretariat too gets no draft here, neither of a meeting nor of the body or municipality in the address."""

STATUSES = {State.TENTATIVE: "TENTATIVE", State.CANCELLED: "CANCELLED"}


def cooperation_name() -> str:
    """The cooperation's name: one query."""
    return str(Cooperation.objects.visible_to(PUBLIC).first() or "Samverkan")


def host_of(request: HttpRequest) -> str:
    """The portal's name on the net, without port."""
    return split_domain_port(request.get_host())[0]


# --- Calendars ------------------------------------------------------------------------------------------------


@require_safe
@conditional_page
def meeting_ics(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting, however old; empty while it has no day, so that a subscription lives until the day comes."""
    rows = Meeting.objects.visible_to(PUBLIC).filter(pk=pk)
    meeting = get_object_or_404(rows.select_related("body", "kind"))
    return calendar_response(request, rows, name=meeting.name, filename=f"sammantrade-{pk}", source=request.path)


@require_safe
@conditional_page
def all_ics(request: HttpRequest) -> HttpResponse:
    return subscription(request, Meeting.objects.visible_to(PUBLIC), name="Alla möten", filename="alla")


@require_safe
@conditional_page
def body_ics(request: HttpRequest, slug: str) -> HttpResponse:
    body = get_object_or_404(Body.objects.visible_to(PUBLIC), slug=slug)
    meetings = Meeting.objects.visible_to(PUBLIC).filter(body=body)
    return subscription(request, meetings, name=str(body), filename=slug)


@require_safe
@conditional_page
def municipality_ics(request: HttpRequest, slug: str) -> HttpResponse:
    """The meetings that the municipality hosts."""
    municipality = get_object_or_404(Municipality.objects.visible_to(PUBLIC), slug=slug)
    meetings = Meeting.objects.visible_to(PUBLIC).hosted_by(municipality)
    return subscription(request, meetings, name=f"Möten med {municipality} som värd", filename=slug)


def subscription(
    request: HttpRequest, meetings: MeetingQuerySet, *, name: str, filename: str, is_private: bool = False
) -> HttpResponse:
    """The meetings from one year back and on; with `?ar=2017` those of one year. A private one has joining links."""
    year = asked_year(request)
    if year is None:
        meetings = meetings.filter(ends_on__gte=a_year_before(request.today))
        return calendar_response(
            request, meetings, name=name, filename=filename, source=request.path, is_private=is_private
        )
    return calendar_response(
        request,
        meetings.in_year(year),
        name=f"{name} {year}",
        filename=f"{filename}-{year}",
        source=f"{request.path}?ar={year}",
        is_private=is_private,
    )


def asked_year(request: HttpRequest) -> int | None:
    """The year in `?ar=`; None without it. What isn't a year is not found."""
    asked = request.GET.get("ar")
    if asked is None:
        return None
    if not re.fullmatch(YearConverter.regex, asked):
        raise Http404
    return int(asked)


def a_year_before(day: dt.date) -> dt.date:
    """The same day last year; of a leap day the 28th.

    >>> a_year_before(dt.date(2017, 1, 16)), a_year_before(dt.date(2016, 2, 29))
    (datetime.date(2016, 1, 16), datetime.date(2015, 2, 28))
    """
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if is_leap_day else day.day)


def calendar_response(
    request: HttpRequest,
    meetings: MeetingQuerySet,
    *,
    name: str,
    filename: str,
    source: str,
    is_private: bool = False,
) -> HttpResponse:
    """Those of the meetings that have a day, as a calendar: three queries, the cooperation's name among them."""
    dated = meetings.filter(precision=Meeting.Precision.DAY).with_body_and_hosts().with_changes()
    content = calendar_bytes(
        f"{name} – {cooperation_name()}",
        [calendar_event(meeting, request, with_link=is_private) for meeting in dated],
        source=request.build_absolute_uri(source),
        host=host_of(request),
    )
    headers = {"Content-Disposition": f'inline; filename="{filename}.ics"'}
    if not is_private:
        headers["Access-Control-Allow-Origin"] = "*"
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


def calendar_event(meeting: Meeting, request: HttpRequest, *, with_link: bool = False) -> CalendarEvent:
    """Needs `with_body_and_hosts` and `with_changes`; the joining link is told to members only."""
    return CalendarEvent(
        uid=f"{meeting.uid}",
        sequence=meeting.sequence,
        status=STATUSES.get(meeting.state, "CONFIRMED"),
        summary=meeting.name,
        starts_on=meeting.starts_on,
        ends_on=meeting.ends_on,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        location=", ".join(filter(None, [meeting.venue, meeting.host_names])),
        url=request.build_absolute_uri(meeting.get_absolute_url()),
        categories=(str(meeting.body), *([meeting.kind.name] if meeting.kind else [])),
        description=description_of(meeting, meeting.joining_link if with_link else ""),
        changed_at=meeting.changed_at,
    )


def description_of(meeting: Meeting, joining_link: str) -> str:
    hosts = meeting.host_municipalities
    lines = [
        f"Mötet är {meeting.get_state_display()}.",
        f"Flyttat från {meeting.moved_from}." if meeting.moved_from else "",
        ", ".join(filter(None, [f"Tid: {meeting.weekday} {meeting.when}", meeting.clock])),
        f"Värdkommun{'er' if len(hosts) > 1 else ''}: {meeting.host_names}" if hosts else "",
        f"Möteslänk: {joining_link}" if joining_link else "",
    ]
    return "\n".join(filter(None, lines))


def meeting_json_ld(meeting: Meeting, request: HttpRequest) -> dict | None:
    """The meeting for search engines; needs `with_body_and_hosts` and `with_changes`."""
    return event_json_ld(
        name=meeting.name,
        url=request.build_absolute_uri(meeting.get_absolute_url()),
        organizer=str(meeting.body),
        starts_on=meeting.starts_on,
        ends_on=meeting.ends_on,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        venue=meeting.venue,
        hosts=meeting.host_names,
        is_month_only=meeting.is_month_only,
        is_cancelled=meeting.is_cancelled,
        is_moved=bool(meeting.moved_from),
    )


# --- How to -----------------------------------------------------------------------------------------------------


@require_safe
def subscribe(request: HttpRequest) -> HttpResponse:
    """The subscriptions that there are, for everyone the same, and how to add one. Two queries of its own."""
    bodies = Body.objects.visible_to(PUBLIC)
    municipalities = Municipality.objects.visible_to(PUBLIC)
    context = {
        "all_url": reverse("calendar:all-ics"),
        "bodies": [(body, reverse("calendar:body-ics", args=[body.slug])) for body in bodies],
        "municipalities": [(row, reverse("calendar:municipality-ics", args=[row.slug])) for row in municipalities],
    }
    return render(request, "calendar_app/subscribe.html", context)

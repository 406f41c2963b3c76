"""Brings rows to the pure planner, and what the editor made of its proposals back to rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from calendar_app.checking import promises_in_force, rotas
from calendar_app.models import Meeting, MeetingHost, MeetingKind
from calendar_app.operations import Occurrence, give_day, set_host
from calendar_app.planning import BodyYear, Proposal, Slot, YearProposal, objections, propose_year
from calendar_app.planning_values import PREPARED_DAYS_BEFORE, span, weekend_days
from calendar_app.promises import Rota
from calendar_app.rota import next_hosts
from committee.models import Body, Municipality
from committee.promises import PromiseKind
from committee.reader import Reader
from committee.refusal import RefusedError
from committee.swedish import date_span

MOST_NEW_MEETINGS = 60


def slot_of(meeting: Meeting) -> Slot:
    return Slot(
        starts_on=meeting.starts_on,
        ends_on=meeting.ends_on,
        kind=meeting.kind.name if meeting.kind else "",
        title=meeting.title,
        hosts=tuple(host.name for host in meeting.host_municipalities),
        is_month_only=meeting.is_month_only,
        key=meeting.pk,
    )


class YearPlanner:
    """What the calendar knows before a body's year is planned. The reader is the secretariat: drafts count."""

    def __init__(self, body: Body, year: int, reader: Reader) -> None:
        self.body, self.year, self.reader = body, year, reader
        self.promises = promises_in_force(year)
        self.rotas = rotas(reader)
        bodies = Body.objects.visible_to(reader)
        self.preparer = bodies.filter(prepares=body).order_by("position").first()
        earliest = dt.date(max(year - self.longest_period(), 1900), 1, 1)
        meetings = Meeting.objects.visible_to(reader).not_cancelled().with_body_and_hosts()
        self.meetings = list(meetings.filter(ends_on__gte=earliest, starts_on__lte=dt.date(year, 12, 31)))
        self.members = set(
            Municipality.objects.visible_to(reader).members(dt.date(year, 12, 31)).values_list("name", flat=True)
        )
        self.turn_kinds = set(MeetingKind.objects.filter(counts_in_rota=True).values_list("name", flat=True))

    def longest_period(self) -> int:
        return max((promise.period_years for promise in self.promises), default=1)

    def propose(self) -> YearProposal:
        return propose_year(
            self.year,
            self.body_year(self.body),
            preparer=self.body_year(self.preparer) if self.preparer else None,
            prepares=tuple(slot for slot in self.slots(self.body.prepares_id) if self.is_ordinary_this_year(slot)),
            busy=self.busy(),
        )

    def is_ordinary_this_year(self, slot: Slot) -> bool:
        return slot.starts_on.year == self.year and not slot.kind

    def slots(self, body_id: int | None) -> list[Slot]:
        return [slot_of(meeting) for meeting in self.meetings if body_id and meeting.body_id == body_id]

    def busy(self) -> dict[dt.date, str]:
        """The days of other bodies' meetings, each with what meets then."""
        ours = {self.body.pk, self.preparer.pk if self.preparer else None}
        return {
            day: str(meeting)
            for meeting in self.meetings
            if meeting.body_id not in ours and not meeting.is_month_only
            for day in span(meeting.starts_on, meeting.ends_on)
        }

    def meetings_this_year(self) -> list[Meeting]:
        """The body's own, in order of date."""
        ours = [m for m in self.meetings if m.body_id == self.body.pk and m.starts_on.year == self.year]
        return sorted(ours, key=lambda meeting: meeting.starts_on)

    def day_for(self, meeting: Meeting) -> Proposal | None:
        """The day that the year's proposal gives a month-only meeting."""
        return next((row for row in self.propose().body if row.month_only == meeting.pk), None)

    def body_year(self, body: Body) -> BodyYear:
        slots = self.slots(body.pk)
        minimum, pattern_year = self.promised(body, slots)
        lately = dt.date(self.year, 1, 1) - dt.timedelta(days=PREPARED_DAYS_BEFORE[-1])
        return BodyYear(
            name=str(body),
            weekday=body.usual_weekday,
            minimum=minimum,
            last_year=tuple(slot for slot in slots if slot.starts_on.year == pattern_year),
            existing=tuple(slot for slot in slots if slot.ends_on >= lately),
            hosts_in_turn=self.hosts_in_turn(body),
            rota_kinds=frozenset({"", *self.turn_kinds}),
        )

    def promised(self, body: Body, slots: list[Slot]) -> tuple[int, int | None]:
        """How many meetings the year still has to hold, and the year whose pattern they follow; None for no pattern."""
        duty = next((p for p in self.promises if p.kind == PromiseKind.MEETINGS and p.body == body.slug), None)
        if duty is None or duty.period_years == 1:
            return (duty.minimum_meetings if duty else 0), self.year - 1
        since = self.year - duty.period_years + 1
        lately = sum(not slot.kind and since <= slot.starts_on.year < self.year for slot in slots)
        left = max(duty.minimum_meetings - lately, 0)
        return left, self.year - duty.period_years if left else None

    def hosts_in_turn(self, body: Body) -> tuple[str, ...]:
        """Whose turns come after the latest hosts; municipalities that no longer take part are passed over."""
        rota = self.rotas.get(body.slug, Rota())
        if not rota.cycle:
            host = dict(rota.years).get(self.year)
            return (host,) * MOST_NEW_MEETINGS if host in self.members else ()
        hosted = [
            " ".join(slot.hosts) if len(slot.hosts) == 1 else ""
            for slot in sorted(self.slots(body.pk), key=lambda slot: slot.starts_on)
            if not slot.kind or slot.kind in self.turn_kinds
        ]
        coming = next_hosts(rota.cycle, hosted, MOST_NEW_MEETINGS)
        return tuple(host for host in coming if host in self.members)


def objections_to(
    body: Body,
    starts_on: dt.date,
    ends_on: dt.date,
    reader: Reader,
    *,
    besides: Meeting | None = None,
    beside_drafts: Iterable[tuple[Body, dt.date, dt.date]] = (),
    is_ordinary: bool = True,
) -> list[str]:
    """What speaks against a meeting on these days, in words: free days, other meetings, no meeting that prepares it.

    `besides` is the meeting itself, when it is in the calendar; `beside_drafts` are others about to be saved.
    """
    near = (
        Meeting.objects.visible_to(reader)
        .not_cancelled()
        .filter(
            precision=Meeting.Precision.DAY,
            ends_on__gte=starts_on - dt.timedelta(days=PREPARED_DAYS_BEFORE[-1]),
            starts_on__lte=ends_on,
        )
    )
    rows = near.exclude(pk=besides.pk if besides else None).with_body_and_hosts()
    others = [(str(row), row.body, row.starts_on, row.ends_on) for row in rows]
    others += [(f"{who} {date_span(first, last)}", who, first, last) for who, first, last in beside_drafts]
    preparer = Body.objects.visible_to(reader).filter(prepares=body).order_by("position").first()
    found = objections(
        starts_on,
        ends_on,
        busy={day: words for words, _, first, last in others for day in span(first, last)},
        prepared_by=[last for _, who, _, last in others if who == preparer] if preparer and is_ordinary else None,
        preparer_name=str(preparer) if preparer else "",
    )
    return [f"{words}." for words in [*weekend_days(starts_on, ends_on, body.usual_weekday), *found]]


@transaction.atomic
def save_year(rows: Iterable[dict], done: Occurrence) -> list[Meeting]:
    """Write the editor's rows as drafts; those that stand for a month-only meeting give that one its day.

    Raises RefusedError, and saves nothing, when a body has such a meeting by now: the form was sent twice.
    """
    saved, rows = [], list(rows)
    list(Body.objects.select_for_update().filter(pk__in={row["body"].pk for row in rows}).order_by("pk"))
    for row in rows:
        when = {name: row[name] for name in ("starts_on", "ends_on", "starts_at", "ends_at")}
        if meeting := row["month_only"]:
            set_host(meeting, row["host"], done)
            give_day(meeting, done, **when)
        else:
            there = Meeting.objects.not_cancelled().filter(body=row["body"], kind=row["kind"], **when).first()
            if there:
                raise RefusedError(f"{there} finns redan i kalendern. Inget sparades.")
            body = row["body"]
            meeting = Meeting.objects.create(
                body=body, kind=row["kind"], title=row["title"], agenda_audience=body.agenda_audience, **when
            )
            if row["host"]:
                MeetingHost.objects.create(meeting=meeting, municipality=row["host"])
        saved.append(meeting)
    return saved

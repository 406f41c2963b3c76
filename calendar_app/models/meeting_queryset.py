"""Which meetings: by time, body, host and reader."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from calendar_app.states import State
from committee.audience import is_for
from committee.models import Body, Municipality
from committee.querysets import AnnouncedQuerySet
from committee.reader import Reader

if TYPE_CHECKING:
    from calendar_app.models.meeting import Meeting


class MeetingQuerySet(AnnouncedQuerySet):
    def visible_to(self, reader: Reader) -> Self:
        """Announced meetings for those they are for; drafts too for the secretariat."""
        return super().visible_to(reader).filter(is_for(reader, audience="audience", body="body"))

    def with_agenda_visible_to(self, reader: Reader) -> Self:
        """Those of them whose agenda, documents and minutes the reader may read, as far as they are published."""
        return self.visible_to(reader).filter(is_for(reader, audience="agenda_audience", body="body"))

    def announce(self, *, at: dt.datetime, usual: State = State.PLANNED) -> int:
        """Show the drafts among these meetings to everyone, with their bodies and hosts; without a day as tentative."""
        self.announce_body_and_hosts(at=at)
        without_day = When(precision=self.model.Precision.MONTH, then=Value(State.TENTATIVE))
        state = Case(without_day, default=Value(usual))
        return self.filter(announced_at=None).update(announced_at=at, state=state)

    def announce_body_and_hosts(self, *, at: dt.datetime) -> None:
        """What a published meeting names is published too."""
        for rows in self.named_along():
            rows.announce(at=at)

    def announced_along(self) -> list[models.Model]:
        return [row for rows in self.named_along() for row in rows.filter(announced_at=None)]

    def named_along(self) -> tuple[models.QuerySet, ...]:
        """What a published meeting names: its body and its hosts."""
        hosts = self.model.hosts.through.objects.filter(meeting__in=self.order_by())
        return (
            Body.objects.filter(pk__in=self.order_by().values("body")),
            Municipality.objects.filter(pk__in=hosts.order_by().values("municipality")),
        )

    def not_cancelled(self) -> Self:
        return self.exclude(state=State.CANCELLED)

    def upcoming(self, today: dt.date) -> Self:
        """Meetings not yet over, the next one first; a month-only meeting until its month ends."""
        this_month = Q(precision=self.model.Precision.MONTH, starts_on__gte=today.replace(day=1))
        return self.filter(Q(ends_on__gte=today) | this_month).order_by("starts_on", "starts_at", "pk")

    def past(self, today: dt.date) -> Self:
        """Meetings that are over, the latest first."""
        return self.exclude(pk__in=self.upcoming(today).values("pk")).order_by("-starts_on", "-pk")

    def in_year(self, year: int) -> Self:
        """Meetings that touch the year, in order of date."""
        return self.filter(starts_on__year__lte=year, ends_on__year__gte=year).order_by("starts_on", "starts_at", "pk")

    def hosted_by(self, municipality: Municipality) -> Self:
        return self.filter(pk__in=self.model.hosts.through.objects.filter(municipality=municipality).values("meeting"))

    def before(self, meeting: Meeting) -> Self:
        """Meetings that come before another, the nearest first."""
        same_day = Q(starts_on=meeting.starts_on, pk__lt=meeting.pk)
        return self.filter(Q(starts_on__lt=meeting.starts_on) | same_day).order_by("-starts_on", "-pk")

    def after(self, meeting: Meeting) -> Self:
        """Meetings that come after another, the nearest first."""
        same_day = Q(starts_on=meeting.starts_on, pk__gt=meeting.pk)
        return self.filter(Q(starts_on__gt=meeting.starts_on) | same_day).order_by("starts_on", "pk")

    def whose_minutes_are_read_at(self, meeting: Meeting) -> Self:
        """The body's meetings before another that took or will take place, the nearest first."""
        not_held = [State.DRAFT, State.TENTATIVE, State.CANCELLED]
        took_place = self.filter(body=meeting.body_id, precision=self.model.Precision.DAY).exclude(state__in=not_held)
        return took_place.select_related("body", "kind").before(meeting)

    def preparing(self, meeting: Meeting) -> Self:
        """Meetings of the body that prepares another's ordinary ones, the last one before it first; no cancelled ones.

        None for a meeting without a day, and none for other kinds than the ordinary.
        """
        if meeting.is_month_only or meeting.kind_id:
            return self.none()
        prepares = self.not_cancelled().filter(body__prepares=meeting.body_id, precision=self.model.Precision.DAY)
        return prepares.select_related("body", "kind").before(meeting)

    def years(self) -> list[int]:
        """The years that have meetings, in order: one query."""
        return sorted(self.order_by().values_list("starts_on__year", flat=True).distinct())

    def with_body_and_hosts(self) -> Self:
        """Add body, kind and hosts: two queries in all."""
        hosts = self.model.hosts.through.objects.select_related("municipality")
        return self.select_related("body", "kind").prefetch_related(models.Prefetch("meeting_hosts", queryset=hosts))

    def with_changes(self) -> Self:
        """Add `moved_from` (the date it last had, in words) and `changed_at` (published or last changed): no query."""
        changes = self.model.changes.rel.related_model.objects.filter(meeting=OuterRef("pk")).order_by(
            "-changed_at", "-pk"
        )
        latest = Subquery(changes.values("changed_at")[:1])
        return self.annotate(
            moved_from=Subquery(changes.filter(what="date").values("before")[:1]),
            changed_at=Coalesce(latest, F("announced_at")),
        )

"""Who hosts: the municipalities of a meeting, and the rotas that say whose turn it is."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Q

from calendar_app.models.meeting import Meeting
from calendar_app.models.triggers import HOST_COUNTS_AS_A_CHANGE
from committee.models import Body, Municipality, Plan
from committee.querysets import AnnouncedQuerySet, announced_at_field
from committee.tracking import tracked
from committee.versions import COUNTS_VERSIONS, Versioned, counts_in


@tracked(part_of="meeting")
class MeetingHost(models.Model):
    """A municipality that hosts a meeting (värdkommun), in the order they are named."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="meeting_hosts", verbose_name="möte")
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        related_name="meeting_hosts",
        verbose_name="kommun",
        help_text="Kommunen som står för lokal och förtäring.",
    )
    position = models.PositiveSmallIntegerField("ordning", default=1)

    class Meta:
        verbose_name = "värdkommun"
        verbose_name_plural = "värdkommuner"
        ordering = ["position"]
        triggers = [*counts_in("calendar_app_meeting", "meeting_id"), HOST_COUNTS_AS_A_CHANGE]
        constraints = [
            models.UniqueConstraint(
                name="meeting_host_once",
                fields=["meeting", "municipality"],
                violation_error_message="Kommunen är redan värd för mötet.",
            ),
            models.UniqueConstraint(
                name="meeting_host_position_once",
                fields=["meeting", "position"],
                violation_error_message="En annan värdkommun har redan den platsen.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.municipality)


class HostTurnQuerySet(AnnouncedQuerySet):
    def announce(self, *, at: dt.datetime) -> int:
        """Show the drafts among these turns to everyone, with their bodies and hosts."""
        for rows in self.named_along():
            rows.announce(at=at)
        return super().announce(at=at)

    def announced_along(self) -> list[models.Model]:
        return [row for rows in self.named_along() for row in rows.filter(announced_at=None)]

    def named_along(self) -> tuple[models.QuerySet, ...]:
        """What a published turn names: its body and its municipality."""
        return (
            Body.objects.filter(pk__in=self.order_by().values("body")),
            Municipality.objects.filter(pk__in=self.order_by().values("municipality")),
        )

    def from_year(self, year: int) -> Self:
        """The years' turns, in order; turns in a cycle have no year."""
        return self.filter(year__gte=year).order_by("year")

    def in_cycle(self) -> Self:
        """The turns that follow each other meeting by meeting, in order."""
        return self.filter(position__isnull=False).order_by("position")


@tracked()
class HostTurn(Versioned):
    """A municipality's turn as a body's host (värdskap): for a year, or at a place in a cycle of meetings."""

    body = models.ForeignKey(
        Body,
        models.PROTECT,
        related_name="host_turns",
        verbose_name="organ",
        help_text="Organet vars värdordning det gäller.",
    )
    year = models.PositiveSmallIntegerField("år", null=True, blank=True, help_text="När värdskapet gäller ett helt år.")
    position = models.PositiveSmallIntegerField(
        "plats i ordningen", null=True, blank=True, help_text="När värdarna följer på varandra, möte för möte."
    )
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        related_name="host_turns",
        verbose_name="kommun",
        help_text="Kommunen som är värd den gången.",
    )
    plan = models.ForeignKey(
        Plan, models.SET_NULL, null=True, blank=True, related_name="host_turns", verbose_name="kommer från planen"
    )
    announced_at = announced_at_field()

    objects = HostTurnQuerySet.as_manager()

    class Meta:
        verbose_name = "värdskap"
        verbose_name_plural = "värdskap"
        ordering = ["year", "body__position", "position"]
        triggers = [COUNTS_VERSIONS]
        constraints = [
            models.UniqueConstraint(
                name="host_turn_once_per_body_and_year",
                fields=["body", "year"],
                violation_error_message="Organet har redan en värdkommun det året.",
            ),
            models.UniqueConstraint(
                name="host_turn_once_per_body_and_position",
                fields=["body", "position"],
                violation_error_message="En annan kommun har redan den platsen i ordningen.",
            ),
            models.CheckConstraint(
                name="host_turn_has_a_year_or_a_position",
                condition=Q(year__isnull=True, position__isnull=False) | Q(year__isnull=False, position__isnull=True),
                violation_error_message="Ange antingen år eller plats i ordningen.",
            ),
            models.CheckConstraint(
                name="host_turn_year_is_a_year",
                condition=Q(year__isnull=True) | Q(year__range=(1900, 2199)),
                violation_error_message="Året ska vara mellan 1900 och 2199.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.when}: {self.municipality}"

    @property
    def when(self) -> str:
        return str(self.year) if self.year else f"plats {self.position}"

    def reasons_to_stay(self) -> list[str]:
        """Why the row isn't deleted, and what to do instead; nothing when it can be."""
        if not (self.announced_at and self.year and self.plan and self.plan.has_edition):
            return []
        return [f"{self} är publicerat, och planen som det kommer från är fastställd. Byt kommun i stället."]

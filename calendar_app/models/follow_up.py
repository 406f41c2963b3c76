"""What a decision asks for: by whom, until when, and when it was done."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Q

from calendar_app.models.meeting import Meeting
from calendar_app.models.minutes import Paragraph
from calendar_app.models.triggers import FOLLOW_UP_STAYS_WHEN_SENT
from committee.models import Municipality
from committee.reader import Reader
from committee.rules import NEVER_EMPTIED
from committee.tracking import tracked
from committee.versions import COUNTS_VERSIONS, Versioned


class FollowUpQuerySet(models.QuerySet):
    def visible_to(self, reader: Reader) -> Self:
        """Those of the decisions that the reader may read."""
        return self.filter(paragraph__in=Paragraph.objects.visible_to(reader).order_by())

    def open_at(self, meeting: Meeting) -> Self:
        """What the body decided before the meeting and has not done by then, the first due first."""
        earlier = self.filter(
            paragraph__body=meeting.body_id, paragraph__minutes__meeting__starts_on__lt=meeting.starts_on
        )
        return earlier.filter(Q(done_on__isnull=True) | Q(done_on__gte=meeting.starts_on)).order_by("due_on", "pk")

    def waiting(self) -> Self:
        return self.filter(done_on__isnull=True).order_by("due_on", "pk")

    def overdue(self, today: dt.date) -> Self:
        return self.waiting().filter(due_on__lt=today)

    def with_decision(self) -> Self:
        """Add the one who is to do it, and the decision with its meeting, for lists that link there: no query."""
        related = self.select_related("municipality", "paragraph__minutes__meeting")
        return related.defer("paragraph__minutes__content")


@tracked(part_of="paragraph")
class FollowUp(Versioned):
    """What a decision asks someone to do (uppföljning): on each agenda until it is done."""

    paragraph = models.ForeignKey(Paragraph, models.PROTECT, related_name="follow_ups", verbose_name="beslut")
    task = models.CharField(
        "att göra", max_length=300, help_text="Vad någon ska göra, så att det går att se när det är gjort."
    )
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="follow_ups",
        verbose_name="kommun",
        help_text="Kommunen som ska göra det. Den ser det på sin sida.",
    )
    owner = models.CharField(
        "ansvarig", max_length=120, blank=True, help_text="Den som gör det, om det inte är en kommun."
    )
    due_on = models.DateField("klart senast", help_text="När det ska vara gjort. Därefter står det som försenat.")
    done_on = models.DateField("klart", null=True, blank=True, help_text="När det blev gjort. Tomt: det väntar.")

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = "uppföljning"
        verbose_name_plural = "uppföljningar"
        ordering = ["due_on", "pk"]
        triggers = [COUNTS_VERSIONS, FOLLOW_UP_STAYS_WHEN_SENT, NEVER_EMPTIED]
        constraints = [
            models.CheckConstraint(
                name="follow_up_has_an_owner",
                condition=Q(municipality__isnull=False) | ~Q(owner=""),
                violation_error_message="Ange vem som är ansvarig.",
            )
        ]

    def __str__(self) -> str:
        return self.task

    def reasons_to_stay(self) -> list[str]:
        """Why the row isn't deleted; nothing when it can be. Needs the minutes with it to cost nothing."""
        done = [f"”{self}” är klar och står kvar."] if self.done_on else []
        sent = self.paragraph.minutes.is_sent
        return [*done, *([f"”{self}” står i ett protokoll som är skickat för justering."] if sent else [])]

    @property
    def owner_words(self) -> str:
        """Needs the municipality with it to cost nothing."""
        return ", ".join(filter(None, [self.owner, str(self.municipality or "")]))

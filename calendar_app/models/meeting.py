"""When we meet: the meetings of the bodies, from draft to adjusted minutes."""

from __future__ import annotations

import datetime as dt

import pgtrigger
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.urls import reverse

from calendar_app.models.kind import MeetingKind
from calendar_app.models.meeting_constraints import CONSTRAINTS
from calendar_app.models.meeting_queryset import MeetingQuerySet
from calendar_app.models.triggers import COUNTS_CHANGES, MINUTES_KEEP_BODY_AND_YEAR
from calendar_app.states import WAS_CALLED, State, next_states, pairs
from committee.audience import Audience
from committee.models import Body, Municipality, Plan
from committee.querysets import announced_at_field
from committee.swedish import date_span, enumerate_words, last_of_month, month_and_year, time_span, weekdays
from committee.tracking import tracked
from committee.versions import COUNTS_VERSIONS, Versioned


@tracked()
class Meeting(Versioned):
    """A meeting of a body (sammanträde), on a day, over several days, or so far only in a month."""

    class Precision(models.TextChoices):
        DAY = "day", "dag"
        MONTH = "month", "bara månad (preliminärt)"

    body = models.ForeignKey(
        Body,
        models.PROTECT,
        related_name="meetings",
        verbose_name="organ",
        help_text="Mötets organ. Dess ledamöter kallas.",
    )
    kind = models.ForeignKey(
        MeetingKind,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name="mötestyp",
        help_text="Tomt: ett av organets ordinarie möten.",
    )
    title = models.CharField("benämning", max_length=120, blank=True, help_text="Till exempel ”planeringskonferens”.")
    precision = models.CharField(
        "datum anges som",
        max_length=5,
        choices=Precision.choices,
        default=Precision.DAY,
        help_text="Vet du bara månaden väljer du den. Mötet visas då som preliminärt och får en dag senare.",
    )
    starts_on = models.DateField("första dag", help_text="För ett möte som bara har månad: månadens första dag.")
    ends_on = models.DateField(
        "sista dag", help_text="Samma dag som den första, om mötet inte håller på i flera dagar."
    )
    starts_at = models.TimeField(
        "börjar kl.", null=True, blank=True, help_text="Till exempel 12.00. Tomt: tiden är inte bestämd."
    )
    ends_at = models.TimeField("slutar kl.", null=True, blank=True, help_text="Till exempel 15.00.")
    hosts = models.ManyToManyField(
        Municipality, through="MeetingHost", related_name="hosted_meetings", verbose_name="värdkommuner"
    )
    venue = models.CharField(
        "lokal", max_length=120, blank=True, help_text="Lokal och adress, så att den som kommer hittar."
    )
    plan = models.ForeignKey(
        Plan, models.SET_NULL, null=True, blank=True, related_name="meetings", verbose_name="kommer från planen"
    )
    joining_link = models.URLField(
        "möteslänk", blank=True, help_text="För den som deltar på distans. Visas aldrig för allmänheten."
    )
    audience = models.CharField(
        "mötet syns för",
        max_length=11,
        choices=Audience.choices,
        default=Audience.PUBLIC,
        help_text="Vem som ser att mötet finns. Föredragningslistan väljs för sig.",
    )
    agenda_audience = models.CharField(
        "handlingar läses av",
        max_length=11,
        choices=Audience.choices,
        default=Audience.MEMBERS,
        help_text="Vem som läser föredragningslista, handlingar och protokoll när de är publicerade.",
    )
    state = models.CharField("läge", max_length=9, choices=State.choices, default=State.DRAFT, editable=False)
    announced_at = announced_at_field()
    uid = models.UUIDField("id i kalendrar", unique=True, editable=False, db_default=RandomUUID())
    sequence = models.PositiveIntegerField("ändringsnummer", default=0, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "möte"
        verbose_name_plural = "möten"
        ordering = ["starts_on", "starts_at", "pk"]
        indexes = [models.Index(fields=["starts_on", "ends_on"], name="meeting_by_date")]
        triggers = [
            COUNTS_VERSIONS,
            pgtrigger.FSM(name="only_allowed_states", field="state", transitions=pairs()),
            pgtrigger.Protect(
                name="announced_stays",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__announced_at__isnull=False),
            ),
            COUNTS_CHANGES,
            MINUTES_KEEP_BODY_AND_YEAR,
        ]
        constraints = CONSTRAINTS

    def __str__(self) -> str:
        return f"{self.name} {self.when}"

    def get_absolute_url(self) -> str:
        return reverse("calendar:meeting-detail", args=[self.pk])

    @property
    def name(self) -> str:
        """The body, and what the meeting is called or which kind it is when it isn't an ordinary one."""
        label = self.title or (self.kind.name if self.kind else "")
        return f"{self.body}, {label[:1].lower()}{label[1:]}" if label else str(self.body)

    @property
    def is_month_only(self) -> bool:
        return self.precision == self.Precision.MONTH

    @property
    def last_day(self) -> dt.date:
        """The day after which the meeting is over; a month-only meeting's is the month's last."""
        return last_of_month(self.starts_on) if self.is_month_only else self.ends_on

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT

    @property
    def was_called(self) -> bool:
        """Whether the kallelse has been sent: what is added from then on is late."""
        return self.state in WAS_CALLED

    @property
    def is_cancelled(self) -> bool:
        return self.state == State.CANCELLED

    @property
    def is_ordinary(self) -> bool:
        """Whether it counts when the plan promises a number of meetings."""
        return self.kind is None or self.kind.counts_as_ordinary

    @property
    def takes_turn(self) -> bool:
        """Whether its host has had a turn in the body's rota."""
        return self.kind is None or self.kind.counts_in_rota

    def reasons_to_stay(self) -> list[str]:
        """Why the row isn't deleted, and what to do instead; nothing when it can be."""
        return [] if self.is_draft else [f"{self} är publicerat. Ställ in det i stället."]

    def next_states(self, today: dt.date) -> list[State]:
        return next_states(
            self.state,
            starts_on=self.starts_on,
            last_day=self.last_day,
            is_month_only=self.is_month_only,
            today=today,
        )

    def facts(self) -> dict[str, str]:
        """What its page says, as it is read; keys are those of MeetingChange.What, and the state is its code."""
        return {
            "date": self.when,
            "time": self.clock,
            "hosts": self.host_names,
            "venue": self.venue,
            "name": self.name,
            "state": self.state,
        }

    @property
    def when(self) -> str:
        """The date as in running text; a month-only meeting has no day."""
        if self.is_month_only:
            return f"{month_and_year(self.starts_on)} (preliminärt)"
        return date_span(self.starts_on, self.ends_on)

    @property
    def weekday(self) -> str:
        return "" if self.is_month_only else weekdays(self.starts_on, self.ends_on)

    @property
    def week(self) -> int | None:
        """ISO week of the first day."""
        return None if self.is_month_only else self.starts_on.isocalendar().week

    @property
    def clock(self) -> str:
        return time_span(self.starts_at, self.ends_at) if self.starts_at else ""

    @property
    def host_municipalities(self) -> list[Municipality]:
        """In the order the plan names them; needs `with_body_and_hosts` to cost nothing."""
        return [host.municipality for host in self.meeting_hosts.all()]

    @property
    def host_names(self) -> str:
        return enumerate_words(host.name for host in self.host_municipalities)

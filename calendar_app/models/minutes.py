"""What was decided: minutes and their paragraphs, who was there, who adjusts, and what is to be followed up."""

from __future__ import annotations

from typing import Self

import pgtrigger
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, NullIf
from django.urls import reverse

from calendar_app.models.agenda import AgendaItem
from calendar_app.models.meeting import Meeting
from calendar_app.models.triggers import (
    ADJUSTER_STAYS_WHEN_ADJUSTED,
    APPROVES_WHAT_IS_SENT,
    BODY_AND_YEAR_OF_THE_MEETING,
    PART_STAYS_WHEN_SENT,
    TAKEN_BACK_WITHOUT_APPROVALS,
)
from committee.models import Body, Municipality, Person
from committee.reader import Reader
from committee.rules import NEVER_EMPTIED
from committee.tracking import tracked
from committee.versions import COUNTS_VERSIONS, Versioned, counts_in


class MinutesQuerySet(models.QuerySet):
    def visible_to(self, reader: Reader) -> Self:
        """Adjusted ones on agendas that the reader may read; those sent for adjustment for their adjusters too."""
        if reader.is_secretariat:
            return self
        adjusted = self.filter(
            adjusted_at__isnull=False, meeting__in=Meeting.objects.with_agenda_visible_to(reader).order_by()
        )
        if reader.person is None:
            return adjusted
        asked = Adjuster.objects.filter(person=reader.person, minutes__meeting__body__in=reader.bodies)
        return adjusted | self.filter(sent_at__isnull=False, pk__in=asked.values("minutes"))

    def not_adjusted(self) -> Self:
        return self.filter(adjusted_at__isnull=True)

    def awaiting(self, person: int | None) -> Self:
        """Those sent that a person is asked to adjust, and has not yet."""
        asked = Adjuster.objects.filter(person=person, adjusted_at__isnull=True)
        return self.not_adjusted().filter(sent_at__isnull=False, pk__in=asked.values("minutes"))

    def without_content(self) -> Self:
        """Leave the big value in the database, for lists and links."""
        return self.defer("content")


@tracked(exclude=["content"])
class Minutes(Versioned):
    """The minutes of a meeting (protokoll): a draft, sent for adjustment, and then adjusted and locked."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="minutes", verbose_name="möte")
    chair = models.CharField(
        "ordförande", max_length=120, blank=True, help_text="Namn eller befattning på den som ledde mötet."
    )
    secretary = models.CharField(
        "sekreterare", max_length=120, blank=True, help_text="Namn eller befattning på den som skrev protokollet."
    )
    opened_at = models.TimeField("öppnat kl.", null=True, blank=True)
    closed_at = models.TimeField("avslutat kl.", null=True, blank=True)
    sent_at = models.DateTimeField("skickat för justering", null=True, blank=True, editable=False)
    adjusted_at = models.DateTimeField("justerat", null=True, blank=True, editable=False)
    content = models.JSONField("innehåll", null=True, blank=True, editable=False)
    sha256 = models.CharField("sha256", max_length=64, blank=True, editable=False)

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name = "protokoll"
        verbose_name_plural = "protokoll"
        ordering = ["meeting"]
        triggers = [
            COUNTS_VERSIONS,
            pgtrigger.Protect(
                name="adjusted_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__adjusted_at__isnull=False),
            ),
            pgtrigger.Protect(
                name="sent_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__sent_at__isnull=False, new__sent_at__isnull=False)
                & (
                    pgtrigger.Q(old__meeting__df=pgtrigger.F("new__meeting"))
                    | pgtrigger.Q(old__chair__df=pgtrigger.F("new__chair"))
                    | pgtrigger.Q(old__secretary__df=pgtrigger.F("new__secretary"))
                    | pgtrigger.Q(old__opened_at__df=pgtrigger.F("new__opened_at"))
                    | pgtrigger.Q(old__closed_at__df=pgtrigger.F("new__closed_at"))
                ),
            ),
            TAKEN_BACK_WITHOUT_APPROVALS,
            NEVER_EMPTIED,
        ]
        constraints = [
            models.CheckConstraint(
                name="minutes_are_sent_before_adjusted",
                condition=Q(adjusted_at__isnull=True, content__isnull=True, sha256="")
                | (Q(sent_at__isnull=False, adjusted_at__isnull=False, content__isnull=False) & ~Q(sha256="")),
                violation_error_message="Ett protokoll skickas för justering innan det justeras.",
            ),
            models.CheckConstraint(
                name="minutes_close_after_they_open",
                condition=Q(opened_at__isnull=True) | Q(closed_at__isnull=True) | Q(closed_at__gt=F("opened_at")),
                violation_error_message="Mötet kan inte avslutas innan det öppnades.",
            ),
        ]

    def __str__(self) -> str:
        return f"Protokoll: {self.meeting}"

    def get_absolute_url(self) -> str:
        return reverse("calendar:minutes-detail", args=[self.meeting_id])

    @property
    def is_adjusted(self) -> bool:
        return self.adjusted_at is not None

    @property
    def is_sent(self) -> bool:
        return self.sent_at is not None


class ParagraphQuerySet(models.QuerySet):
    def visible_to(self, reader: Reader) -> Self:
        """Paragraphs of minutes that the reader may read; confidential ones for members and the secretariat."""
        if reader.is_secretariat:
            return self
        paragraphs = self.filter(minutes__in=Minutes.objects.visible_to(reader).order_by()).with_ground_in_force()
        return paragraphs.filter(Q(ground_in_force="") | Q(minutes__meeting__body__in=reader.bodies))

    def withheld_from(self, reader: Reader) -> models.QuerySet[Paragraph, dict]:
        """Of the rest, what everyone may know: minutes, section and ground, as dicts with nothing else in them."""
        paragraphs = self.with_ground_in_force().filter(minutes__in=Minutes.objects.visible_to(reader).order_by())
        hidden = paragraphs.exclude(ground_in_force="").exclude(minutes__meeting__body__in=reader.bodies)
        rows = hidden.values("minutes", "section", "ground_in_force")
        return rows.none() if reader.is_secretariat else rows

    def with_ground_in_force(self) -> Self:
        """Add its own ground or else its item's, as that is now: a paragraph is never more open than its item."""
        own = NullIf("ground", Value(""))
        return self.annotate(ground_in_force=Coalesce(own, "item__ground", Value("")))

    def in_order(self) -> Self:
        """Those that have their § by it, then the others by place."""
        return self.order_by(F("section").asc(nulls_last=True), "position", "pk")


@tracked(part_of="minutes")
class Paragraph(models.Model):
    """What the minutes say of one item (paragraf); its § runs through the body's year."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="paragraphs", verbose_name="protokoll")
    item = models.OneToOneField(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="paragraph", verbose_name="ärende"
    )
    position = models.PositiveSmallIntegerField("ordning", default=0)
    section = models.PositiveSmallIntegerField("§", null=True, blank=True, editable=False)
    body = models.ForeignKey(Body, models.PROTECT, editable=False, related_name="+", verbose_name="organ")
    year = models.PositiveSmallIntegerField("år", editable=False)
    title = models.CharField("rubrik", max_length=200, help_text="Som den ska stå i protokollet.")
    text = models.TextField("ärendet", blank=True, help_text="Vad ärendet gällde, och vad som sades.")
    decision = models.TextField("beslut", blank=True, help_text="Tomt när inget beslutades.")
    ground = models.CharField("sekretess enligt", max_length=200, blank=True)

    objects = ParagraphQuerySet.as_manager()

    class Meta:
        verbose_name = "paragraf"
        verbose_name_plural = "paragrafer"
        ordering = ["minutes", "position", "pk"]
        triggers = [
            *counts_in("calendar_app_minutes", "minutes_id"),
            BODY_AND_YEAR_OF_THE_MEETING,
            PART_STAYS_WHEN_SENT,
            pgtrigger.Protect(
                name="section_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__section__isnull=False)
                & (
                    pgtrigger.Q(old__section__df=pgtrigger.F("new__section"))
                    | pgtrigger.Q(old__minutes__df=pgtrigger.F("new__minutes"))
                ),
            ),
            pgtrigger.Protect(
                name="numbered_stays",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__section__isnull=False),
            ),
            NEVER_EMPTIED,
        ]
        constraints = [
            models.UniqueConstraint(
                name="paragraph_section_once_per_body_and_year",
                fields=["body", "year", "section"],
                violation_error_message="Organet har redan den paragrafen det året.",
            )
        ]

    def __str__(self) -> str:
        return f"§ {self.section} {self.title}" if self.section else self.title

    @property
    def anchor(self) -> str:
        return f"paragraf-{self.section or self.pk}"

    @property
    def is_less_secret_than_its_item(self) -> bool:
        """Whether its item has become confidential since it was drafted. Needs the item with it to cost nothing."""
        return bool(not self.ground and self.item and self.item.ground)


@tracked(part_of="minutes")
class Attendance(models.Model):
    """Someone at a meeting, or away from it (närvaro)."""

    class Role(models.TextChoices):
        MEMBER = "member", "ledamot"
        SUBSTITUTE = "substitute", "tjänstgörande ersättare"
        OTHER = "other", "övrig deltagare"

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="attendances", verbose_name="protokoll")
    name = models.CharField("namn eller befattning", max_length=120, help_text="Som det ska stå i protokollet.")
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True, verbose_name="kommun")
    role = models.CharField("roll", max_length=10, choices=Role.choices, default=Role.MEMBER)
    is_present = models.BooleanField("närvarande", default=True, help_text="Ta bort krysset för den som inte kom.")
    position = models.PositiveSmallIntegerField("ordning", default=0)

    class Meta:
        verbose_name = "närvaro"
        verbose_name_plural = "närvaro"
        ordering = ["minutes", "position", "pk"]
        triggers = [*counts_in("calendar_app_minutes", "minutes_id"), PART_STAYS_WHEN_SENT, NEVER_EMPTIED]
        constraints = [
            models.UniqueConstraint(
                name="attendance_once_per_name",
                fields=["minutes", "name"],
                violation_error_message="Personen står redan i närvaron.",
            )
        ]

    def __str__(self) -> str:
        return self.name


@tracked(part_of="minutes")
class Adjuster(models.Model):
    """A person who adjusts the minutes (justerare)."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="adjusters", verbose_name="protokoll")
    person = models.ForeignKey(Person, models.PROTECT, related_name="adjustings", verbose_name="justerare")
    adjusted_at = models.DateTimeField("justerade", null=True, blank=True)
    is_on_paper = models.BooleanField("på papper", default=False)

    class Meta:
        verbose_name = "justerare"
        verbose_name_plural = "justerare"
        ordering = ["minutes", "pk"]
        triggers = [
            *counts_in("calendar_app_minutes", "minutes_id"),
            ADJUSTER_STAYS_WHEN_ADJUSTED,
            APPROVES_WHAT_IS_SENT,
            NEVER_EMPTIED,
        ]
        constraints = [
            models.UniqueConstraint(
                name="adjuster_once",
                fields=["minutes", "person"],
                violation_error_message="Personen är redan justerare.",
            )
        ]

    def __str__(self) -> str:
        return str(self.person)

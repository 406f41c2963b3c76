"""What a meeting deals with: the items of its agenda, and those that a body always has."""

from __future__ import annotations

from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse

from calendar_app.models.meeting import Meeting
from calendar_app.models.triggers import NUMBER_STAYS
from committee.models import Body, PlanNode
from committee.reader import Reader
from committee.rules import NEVER_EMPTIED
from committee.tracking import tracked
from committee.versions import COUNTS_VERSIONS, Versioned, counts_in


class ItemKind(models.TextChoices):
    DECISION = "decision", "beslut"
    INFORMATION = "information", "information"
    DISCUSSION = "discussion", "diskussion"


class ItemSource(models.TextChoices):
    """What the portal puts under an item by itself."""

    TYPED = "typed", "det du skriver"
    MINUTES = "minutes", "föregående mötes protokoll"
    FOLLOW_UPS = "follow_ups", "beslut som ska följas upp"


MARKDOWN_HELP = "Tomrad ger nytt stycke, - ger punktlista, **två stjärnor** ger fet stil."


@tracked(part_of="body")
class StandingItem(Versioned):
    """An item that each of a body's agendas begins with (återkommande ärende)."""

    body = models.ForeignKey(
        Body,
        models.CASCADE,
        related_name="standing_items",
        verbose_name="organ",
        help_text="Organets föredragningslistor börjar med de här ärendena.",
    )
    position = models.PositiveSmallIntegerField(
        "ordning", help_text="Platsen på listan. Två ärenden kan inte ha samma."
    )
    kind = models.CharField(
        "sort",
        max_length=11,
        choices=ItemKind.choices,
        default=ItemKind.INFORMATION,
        help_text="Visas vid ärendet: beslut, information eller diskussion.",
    )
    title = models.CharField("rubrik", max_length=200, help_text="Som den ska stå på föredragningslistan.")
    minutes = models.PositiveSmallIntegerField(
        "minuter", null=True, blank=True, help_text="Hur länge ärendet brukar ta. Klockslagen på listan räknas ut."
    )
    text = models.TextField("text", blank=True, help_text=MARKDOWN_HELP)
    source = models.CharField(
        "visar",
        max_length=10,
        choices=ItemSource.choices,
        default=ItemSource.TYPED,
        help_text="Portalen kan själv lägga dit förra protokollet eller det som ska följas upp.",
    )
    is_last = models.BooleanField("sist på listan", default=False, help_text="Till exempel avslutning.")

    class Meta:
        verbose_name = "återkommande ärende"
        verbose_name_plural = "återkommande ärenden"
        ordering = ["is_last", "position"]
        triggers = [COUNTS_VERSIONS]
        constraints = [
            models.UniqueConstraint(
                name="standing_item_position_once",
                fields=["body", "position"],
                violation_error_message="Ett annat återkommande ärende har redan den platsen.",
            ),
            models.CheckConstraint(
                name="standing_item_minutes_in_a_day",
                condition=Q(minutes__isnull=True) | Q(minutes__range=(1, 600)),
                violation_error_message="Tiden ska vara 1 till 600 minuter.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def lost_with_it(self) -> list[str]:
        """What is lost when the row is deleted, in sentences; and what isn't."""
        return ["Nya föredragningslistor får inte ärendet. De som redan är påbörjade behåller det."]


class AgendaItemQuerySet(models.QuerySet):
    def on_agendas_of(self, reader: Reader) -> Self:
        """Published items of the agendas that the reader follows, confidential ones too; for the secretariat all."""
        if reader.is_secretariat:
            return self
        meetings = Meeting.objects.with_agenda_visible_to(reader).order_by()
        return self.exclude(announced_at=None).filter(meeting__in=meetings)

    def visible_to(self, reader: Reader) -> Self:
        """Those whose words the reader may read: the confidential ones are for members and the secretariat."""
        items = self.on_agendas_of(reader)
        return items if reader.is_secretariat else items.filter(Q(ground="") | Q(meeting__body__in=reader.bodies))

    def withheld_from(self, reader: Reader) -> models.QuerySet[AgendaItem, dict]:
        """Of the rest, what everyone may know: meeting, number and ground, as dicts with nothing else in them."""
        if reader.is_secretariat:
            return self.none().values("meeting", "number", "ground")
        confidential = self.on_agendas_of(reader).exclude(ground="").exclude(meeting__body__in=reader.bodies)
        return confidential.values("meeting", "number", "ground")

    def in_order(self) -> Self:
        return self.order_by("position", "pk")


@tracked(part_of="meeting")
class AgendaItem(models.Model):
    """An item of a meeting's agenda (ärende): numbered when it is published, and for good when the kallelse is sent."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items", verbose_name="möte")
    position = models.PositiveSmallIntegerField("ordning", default=0)
    number = models.PositiveSmallIntegerField("nummer", null=True, blank=True, editable=False)
    is_late = models.BooleanField("tillkommande", default=False, editable=False)
    is_withdrawn = models.BooleanField(
        "utgår", default=False, help_text="Ärendet står kvar med sitt nummer, märkt ”utgår”."
    )
    kind = models.CharField(
        "sort",
        max_length=11,
        choices=ItemKind.choices,
        default=ItemKind.INFORMATION,
        help_text="Visas vid ärendet: beslut, information eller diskussion.",
    )
    title = models.CharField("rubrik", max_length=200, help_text="Kort, så att den går att förstå utan texten.")
    presenter = models.CharField("föredragande", max_length=120, blank=True, help_text="Namn eller befattning.")
    minutes = models.PositiveSmallIntegerField(
        "minuter", null=True, blank=True, help_text="Hur länge ärendet tar. Klockslagen på listan räknas ut."
    )
    text = models.TextField("text", blank=True, help_text=MARKDOWN_HELP)
    proposal = models.TextField("förslag till beslut", blank=True, help_text=MARKDOWN_HELP)
    ground = models.CharField(
        "sekretess enligt",
        max_length=200,
        blank=True,
        help_text="Tomt: ärendet är öppet. Ifyllt, till exempel ”19 kap. 3 § OSL”: andra än organets ledamöter ser "
        "bara ärendets nummer och den här grunden.",
    )
    source = models.CharField(
        "visar",
        max_length=10,
        choices=ItemSource.choices,
        default=ItemSource.TYPED,
        help_text="Portalen kan själv lägga dit förra protokollet eller det som ska följas upp.",
    )
    commitment = models.ForeignKey(
        PlanNode, models.PROTECT, null=True, blank=True, related_name="agenda_items", verbose_name="åtagande i planen"
    )
    carried_from = models.OneToOneField(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="carried_to",
        verbose_name="flyttat från",
    )
    announced_at = models.DateTimeField("publicerat", null=True, blank=True, editable=False)
    edited_at = models.DateTimeField("ändrat efter publiceringen", null=True, blank=True, editable=False)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = "ärende"
        verbose_name_plural = "ärenden"
        ordering = ["meeting", "position", "pk"]
        triggers = [
            *counts_in("calendar_app_meeting", "meeting_id"),
            NUMBER_STAYS,
            NEVER_EMPTIED,
            pgtrigger.Protect(
                name="numbered_stays",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__number__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="agenda_item_is_numbered_when_published",
                condition=Q(number__isnull=True, announced_at__isnull=True, is_late=False)
                | Q(number__isnull=False, number__gte=1, announced_at__isnull=False),
                violation_error_message="Ett ärende får sitt nummer när det publiceras.",
            ),
            models.UniqueConstraint(
                name="agenda_item_number_once",
                fields=["meeting", "number"],
                deferrable=models.Deferrable.IMMEDIATE,  # so that one statement can exchange two
                violation_error_message="Ett annat ärende på mötet har redan det numret.",
            ),
            models.CheckConstraint(
                name="agenda_item_minutes_in_a_day",
                condition=Q(minutes__isnull=True) | Q(minutes__range=(1, 600)),
                violation_error_message="Tiden ska vara 1 till 600 minuter.",
            ),
            models.CheckConstraint(
                name="agenda_item_kind_and_source_are_known",
                condition=Q(kind__in=ItemKind.values, source__in=ItemSource.values),
                violation_error_message="Välj en av ärendets sorter.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}" if self.number else self.title

    def get_absolute_url(self) -> str:
        """Its place on the meeting's page."""
        return f"{reverse('calendar:meeting-detail', args=[self.meeting_id])}#{self.anchor}"

    @property
    def anchor(self) -> str:
        return f"arende-{self.number}" if self.number else f"utkast-{self.pk}"

    @property
    def is_draft(self) -> bool:
        return self.announced_at is None

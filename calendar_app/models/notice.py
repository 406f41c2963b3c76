"""What is sent to those who are called, and what they answer."""

from __future__ import annotations

import datetime as dt
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from calendar_app.models.meeting import Meeting
from committee.models import Municipality, Person
from committee.reader import Reader
from committee.tracking import tracked


class Notice(models.Model):
    """A message to all who are called to a meeting (utskick): the kallelse, or what has changed since."""

    class Kind(models.TextChoices):
        SUMMONS = "summons", "kallelse"
        CHANGE = "change", "ändring"
        CANCELLATION = "cancellation", "inställt"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="notices", verbose_name="möte")
    number = models.PositiveSmallIntegerField("nummer")
    kind = models.CharField("sort", max_length=12, choices=Kind.choices)
    subject = models.CharField("ämne", max_length=250)
    body = models.TextField("text")
    told = models.JSONField(
        "vad mottagarna vet", default=dict, help_text="Mötets uppgifter, ärenden och handlingar när utskicket gjordes."
    )
    made_at = models.DateTimeField("gjort")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="gjort av"
    )

    class Meta:
        verbose_name = "utskick"
        verbose_name_plural = "utskick"
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(
                name="notice_number_once",
                fields=["meeting", "number"],
                violation_error_message="Mötet har redan ett utskick med det numret.",
            ),
            models.CheckConstraint(
                name="notice_kind_is_known",
                condition=Q(kind__in=["summons", "change", "cancellation"], number__gte=1),
                violation_error_message="Välj en av utskickets sorter.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display().capitalize()}: {self.meeting}"


MINUTE = dt.timedelta(minutes=1)
PAUSES = (1 * MINUTE, 5 * MINUTE, 30 * MINUTE, 120 * MINUTE)
"""How long a delivery waits after its first, second, … failure. After the last pause it is tried once more."""
UNCERTAIN_AFTER = 5 * MINUTE
"""A delivery that has been on its way for longer was left by a process that died: the mail may have gone or not."""


class DeliveryQuerySet(models.QuerySet):
    def due(self, at: dt.datetime) -> Self:
        """Those that wait and whose pause is over, the oldest first."""
        rested = [Q(attempts=failures, changed_at__lte=at - pause) for failures, pause in enumerate(PAUSES, start=1)]
        is_due = Q(attempts=0)
        for one in rested:
            is_due |= one
        return self.filter(is_due, status=Delivery.Status.QUEUED).order_by("pk")

    def failed(self) -> Self:
        """Those that surely didn't arrive although they have an address: also those that wait to be tried again."""
        Status = Delivery.Status
        return self.filter(Q(status=Status.FAILED) | Q(status=Status.QUEUED, attempts__gt=0))

    def unreached(self, at: dt.datetime) -> Self:
        """Those that a person has to look at: failed for good, without an address, or nobody knows (is_uncertain)."""
        Status = Delivery.Status
        left_behind = Q(status=Status.SENDING) & (~Q(error="") | Q(changed_at__lte=at - UNCERTAIN_AFTER))
        return self.filter(Q(status__in=[Status.FAILED, Status.NO_ADDRESS]) | left_behind)

    def reached(self) -> Self:
        """Those that got the notice, may have got it, or were told in another way."""
        Status = Delivery.Status
        return self.filter(status__in=[Status.SENT, Status.SENDING, Status.ELSEWHERE])


class Delivery(models.Model):
    """One person's copy of a notice (mottagare): it is sent once, and what became of it is seen."""

    class Status(models.TextChoices):
        QUEUED = "queued", "väntar"
        SENDING = "sending", "skickas"
        SENT = "sent", "skickat"
        FAILED = "failed", "gick inte fram"
        NO_ADDRESS = "no_address", "saknar e-postadress"
        ELSEWHERE = "elsewhere", "kallad utan utskick"
        SUPERSEDED = "superseded", "ersatt av ett senare utskick"

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="deliveries", verbose_name="utskick")
    person = models.ForeignKey(Person, models.PROTECT, related_name="deliveries", verbose_name="person")
    address = models.EmailField("e-post", blank=True)
    mail = models.OneToOneField(
        "post_office.Email", models.SET_NULL, null=True, blank=True, related_name="delivery", verbose_name="brev"
    )
    status = models.CharField("läge", max_length=10, choices=Status.choices, default=Status.QUEUED)
    attempts = models.PositiveSmallIntegerField("försök", default=0)
    changed_at = models.DateTimeField("senast ändrat")
    error = models.CharField("fel", max_length=500, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = "mottagare"
        verbose_name_plural = "mottagare"
        ordering = ["notice", "person__name"]
        constraints = [
            models.UniqueConstraint(
                name="delivery_once_per_person",
                fields=["notice", "person"],
                violation_error_message="Personen får redan det här utskicket.",
            ),
            models.CheckConstraint(
                name="delivery_status_is_known",
                condition=Q(
                    status__in=[
                        *("queued", "sending", "sent", "failed", "no_address"),
                        *("elsewhere", "superseded"),
                    ]
                ),
                violation_error_message="Välj ett av lägena.",
            ),
            models.CheckConstraint(
                name="delivery_goes_to_an_address",
                condition=~Q(status__in=["queued", "sending"]) | ~Q(address=""),
                violation_error_message="Ett brev som ska skickas behöver en e-postadress.",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="sent_stays_sent",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status="sent") & pgtrigger.Q(new__status__df="sent"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_status_display()}"

    def is_uncertain(self, at: dt.datetime) -> bool:
        """Whether nobody knows if the mail went: it is never sent again by itself."""
        left_behind = self.changed_at <= at - UNCERTAIN_AFTER
        return self.status == self.Status.SENDING and (bool(self.error) or left_behind)

    @property
    def tried_again_at(self) -> dt.datetime | None:
        """When the next attempt is made after a failure."""
        is_resting = self.status == self.Status.QUEUED and 0 < self.attempts <= len(PAUSES)
        return self.changed_at + PAUSES[self.attempts - 1] if is_resting else None


class AnswerQuerySet(models.QuerySet):
    def visible_to(self, reader: Reader) -> Self:
        """Answers are read by the body's members and the secretariat."""
        if reader.is_secretariat:
            return self
        meetings = Meeting.objects.visible_to(reader).filter(body__in=reader.bodies).order_by()
        return self.filter(meeting__in=meetings)


@tracked(part_of="meeting")
class Answer(models.Model):
    """What a seat answers to a kallelse (svar): a municipality's seat, or a person's who has no municipality."""

    class Choice(models.TextChoices):
        COMING = "coming", "kommer"
        SUBSTITUTE = "substitute", "ersättare kommer"
        ABSENT = "absent", "förhinder"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="answers", verbose_name="möte")
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="answers", verbose_name="kommun"
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="answers", verbose_name="svarat av")
    choice = models.CharField("svar", max_length=10, choices=Choice.choices)
    substitute = models.CharField("ersättare", max_length=120, blank=True)
    answered_at = models.DateTimeField("svarat")

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "svar"
        verbose_name_plural = "svar"
        ordering = ["meeting", "municipality__name"]
        constraints = [
            models.UniqueConstraint(
                name="answer_once_per_municipality",
                fields=["meeting", "municipality"],
                violation_error_message="Kommunen har redan svarat.",
            ),
            models.UniqueConstraint(
                name="answer_once_per_person",
                fields=["meeting", "person"],
                condition=Q(municipality__isnull=True),
                violation_error_message="Personen har redan svarat.",
            ),
            models.CheckConstraint(
                name="answer_names_a_substitute",
                condition=Q(choice__in=["coming", "absent"], substitute="")
                | (Q(choice="substitute") & ~Q(substitute="")),
                violation_error_message="Skriv vem som är ersättare, och bara då.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat}: {self.words}"

    @property
    def seat(self) -> Municipality | Person:
        return self.municipality or self.person

    @property
    def words(self) -> str:
        """The answer as it is read: ersättare: Kim Ek."""
        if self.choice == self.Choice.SUBSTITUTE:
            return f"ersättare: {self.substitute}"
        return self.get_choice_display()

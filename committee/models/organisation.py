"""Who we are: the cooperation, its municipalities, bodies and people."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Cast, Coalesce, Greatest

from committee.audience import Audience
from committee.querysets import AnnouncedQuerySet, DatedQuerySet, PublicQuerySet, announced_at_field, swedish_order
from committee.rules import dates_in_order
from committee.tracking import tracked
from committee.versions import COUNTS_VERSIONS, Versioned, counts_in


class MunicipalityQuerySet(AnnouncedQuerySet):
    def members(self, today: dt.date) -> Self:
        """Municipalities that take part on the day."""
        return self.filter(pk__in=Membership.objects.on(today).values("municipality"))


@tracked()
class Municipality(Versioned):
    """A municipality (kommun), whether or not it takes part today."""

    name = models.CharField("namn", max_length=80, unique=True, help_text="Utan ”kommun” efter.")
    slug = models.SlugField("adress", unique=True, max_length=80, help_text="Sista delen av kommunens webbadress.")
    announced_at = announced_at_field()

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = "kommun"
        verbose_name_plural = "kommuner"
        ordering = [swedish_order("name")]
        triggers = [COUNTS_VERSIONS]

    def __str__(self) -> str:
        return self.name


@tracked(part_of="municipality")
class Membership(models.Model):
    """The time a municipality takes part in the cooperation (medlemskap)."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="memberships", verbose_name="kommun")
    starts_on = models.DateField("första dag", help_text="Dagen då kommunen gick med.")
    ends_on = models.DateField("sista dag", null=True, blank=True, help_text="Tomt: tills vidare.")

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "medlemskap"
        verbose_name_plural = "medlemskap"
        ordering = ["starts_on"]
        triggers = counts_in("committee_municipality", "municipality_id")
        constraints = [
            dates_in_order("membership_ends_after_it_starts"),
            ExclusionConstraint(
                name="membership_once_at_a_time",
                expressions=[
                    (
                        Func(F("municipality"), F("municipality"), Value("[]"), function="int8range"),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        # A last day before the first is for the constraint above to refuse, in words.
                        Func(
                            F("starts_on"),
                            Greatest(
                                F("starts_on"), Coalesce(F("ends_on"), Cast(Value("infinity"), models.DateField()))
                            ),
                            Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="Kommunen är redan med under en del av den tiden.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality}, från {self.starts_on}"


@tracked()
class Organisation(Versioned):
    """A party outside the municipalities that takes part in some body (extern part)."""

    name = models.CharField(
        "namn",
        max_length=120,
        unique=True,
        help_text="Till exempel en myndighet eller ett bolag som deltar i något organ.",
    )

    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = "extern part"
        verbose_name_plural = "externa parter"
        ordering = [swedish_order("name")]
        triggers = [COUNTS_VERSIONS]

    def __str__(self) -> str:
        return self.name


@tracked()
class Body(Versioned):
    """A body that meets (organ): the committee, a group, a yearly conference."""

    class Weekday(models.IntegerChoices):
        MONDAY = 1, "måndagar"
        TUESDAY = 2, "tisdagar"
        WEDNESDAY = 3, "onsdagar"
        THURSDAY = 4, "torsdagar"
        FRIDAY = 5, "fredagar"
        SATURDAY = 6, "lördagar"
        SUNDAY = 7, "söndagar"

    name = models.CharField("namn", max_length=120, unique=True, help_text="Som det skrivs i planen.")
    short_name = models.CharField(
        "namn i kalendern", max_length=120, blank=True, help_text="Tomt: hela namnet används."
    )
    slug = models.SlugField("adress", unique=True, max_length=120, help_text="Sista delen av organets webbadress.")
    position = models.PositiveSmallIntegerField(
        "ordning", default=0, help_text="Organen visas i den här ordningen i listor och i årshjulet. Lägst tal först."
    )
    prepares = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="prepared_by",
        verbose_name="förbereder möten för",
        help_text="Organet vars möten det här organet förbereder. De planeras då tillsammans.",
    )
    usual_weekday = models.PositiveSmallIntegerField(
        "vanlig veckodag",
        choices=Weekday.choices,
        null=True,
        blank=True,
        help_text="Planeringen föreslår dagar på den veckodagen.",
    )
    usual_starts_at = models.TimeField(
        "vanlig starttid", null=True, blank=True, help_text="Förslag för nya möten, till exempel 12.00."
    )
    usual_ends_at = models.TimeField(
        "vanlig sluttid", null=True, blank=True, help_text="Förslag för nya möten, till exempel 15.00."
    )
    agenda_audience = models.CharField(
        "handlingar läses vanligen av",
        max_length=11,
        choices=Audience.choices,
        default=Audience.MEMBERS,
        help_text="Det som nya möten får från början: vem som läser föredragningslista, handlingar och protokoll.",
    )
    partners = models.ManyToManyField(
        Organisation,
        blank=True,
        related_name="bodies",
        verbose_name="externa parter",
        help_text="De som deltar utan att vara kommuner.",
    )
    announced_at = announced_at_field()

    objects = AnnouncedQuerySet.as_manager()

    class Meta:
        verbose_name = "organ"
        verbose_name_plural = "organ"
        ordering = ["position", "name"]
        triggers = [COUNTS_VERSIONS]
        constraints = [
            models.CheckConstraint(
                name="body_usual_times_both_or_none",
                condition=Q(usual_starts_at__isnull=True, usual_ends_at__isnull=True)
                | Q(usual_starts_at__isnull=False, usual_ends_at__isnull=False, usual_starts_at__lt=F("usual_ends_at")),
                violation_error_message="Ange både start och slut, med slutet efter starten, eller ingen av tiderna.",
            ),
            models.CheckConstraint(
                name="body_usual_weekday_exists",
                condition=Q(usual_weekday__isnull=True) | Q(usual_weekday__range=(1, 7)),
                violation_error_message="Veckodagen ska vara en av veckans sju dagar.",
            ),
            models.CheckConstraint(
                name="body_prepares_another",
                condition=Q(prepares__isnull=True) | ~Q(prepares=F("id")),
                violation_error_message="Ett organ kan inte förbereda sina egna möten.",
            ),
            models.CheckConstraint(
                name="body_agenda_audience_is_known",
                condition=Q(agenda_audience__in=Audience.values),
                violation_error_message="Välj vem som läser organets handlingar.",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name


@tracked()
class Person(Versioned):
    """Someone with an assignment, named by name or by office (person)."""

    name = models.CharField(
        "namn eller befattning",
        max_length=120,
        help_text="Räcker det med befattningen så skriv den: då blir det färre personuppgifter.",
    )
    municipality = models.ForeignKey(
        Municipality,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="kommun",
        help_text="Kommunen som personen företräder. Tomt för sekretariatet och andra.",
    )
    email = models.EmailField("e-post", blank=True, help_text="Dit kallelser skickas. Visas bara för sekretariatet.")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="inloggning"
    )

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "personer"
        ordering = ["name"]
        triggers = [COUNTS_VERSIONS]

    def __str__(self) -> str:
        return self.name

    def reasons_to_stay(self) -> list[str]:
        """Why the row isn't deleted, and what to do instead; nothing when it can be."""
        if self.user_id is None:
            return []
        return [f"{self} har ett konto. Ge uppdragen en sista dag, och be en förvaltare stänga kontot."]

    def bodies(self, today: dt.date) -> models.QuerySet[Body]:
        """The bodies where the person has an assignment on the day."""
        return Body.objects.filter(pk__in=self.assignments.on(today).order_by().values("body"))


@tracked(part_of="person")
class Assignment(Versioned):
    """A person's dated place in a body (uppdrag)."""

    class Role(models.TextChoices):
        MEMBER = "member", "ledamot"
        SUBSTITUTE = "substitute", "ersättare"
        DIRECTOR = "director", "kommundirektör"
        SECRETARY = "secretary", "sekreterare"

    person = models.ForeignKey(Person, models.CASCADE, related_name="assignments", verbose_name="person")
    body = models.ForeignKey(Body, models.PROTECT, related_name="assignments", verbose_name="organ")
    role = models.CharField(
        "roll",
        max_length=20,
        choices=Role.choices,
        default=Role.MEMBER,
        help_text="Rollen avgör vad personen får läsa och vem som kallas.",
    )
    starts_on = models.DateField(
        "första dag", help_text="Från den dagen läser personen det som organets ledamöter läser."
    )
    ends_on = models.DateField("sista dag", null=True, blank=True, help_text="Tomt: tills vidare.")

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "uppdrag"
        verbose_name_plural = "uppdrag"
        ordering = ["starts_on"]
        triggers = [COUNTS_VERSIONS, *counts_in("committee_person", "person_id")]
        constraints = [dates_in_order("assignment_ends_after_it_starts")]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()} i {self.body}"

    def lost_with_it(self) -> list[str]:
        """What is lost when the row is deleted, in sentences."""
        return ["Att uppdraget har funnits syns inte längre. Har det gällt ger du det en sista dag i stället."]

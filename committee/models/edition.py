"""What we have decided: editions, which the database keeps from ever changing."""

from __future__ import annotations

import datetime as dt
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.fields.json import KT
from django.db.models.functions import Abs
from django.urls import reverse

from committee.querysets import PublicQuerySet
from committee.rules import NEVER_EMPTIED


class PlanEditionQuerySet(PublicQuerySet):
    def current(self) -> Self:
        """The editions in force: those that no later one supersedes."""
        return self.filter(superseded_by__isnull=True)

    def in_year(self, year: int) -> Self:
        """The year's editions with their plan, the latest first: one query."""
        return self.filter(plan__year=year).select_related("plan").order_by("-number")

    def in_force(self, today: dt.date) -> PlanEdition | None:
        """The current edition for the day's year; failing that the latest before it, and then the first after."""
        years = self.current().annotate(
            is_to_come=Case(When(plan__year__gt=today.year, then=1), default=0),
            distance=Abs(F("plan__year") - today.year),
        )
        return years.select_related("plan").order_by("is_to_come", "distance").first()

    def with_title(self) -> Self:
        """Add `title` and the plan, without the big value, for lists: one query."""
        return self.annotate(title=KT("content__title")).select_related("plan").without_content()

    def without_content(self) -> Self:
        """Leave the big value in the database, for lists."""
        return self.defer("content")


class PlanEdition(models.Model):
    """A decided plan (utgåva): one JSON value with its checksum, never changed."""

    plan = models.ForeignKey("Plan", models.PROTECT, related_name="editions", verbose_name="verksamhetsplan")
    number = models.PositiveSmallIntegerField("utgåva")
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by", verbose_name="ersätter"
    )
    content = models.JSONField("innehåll")
    sha256 = models.CharField("kontrollsumma", max_length=64)
    decided_on = models.DateField("beslutsdatum")
    decided_in = models.CharField("paragraf", max_length=20, blank=True)
    reason = models.CharField("varför planen rättades", max_length=300, blank=True)
    decided_at = models.DateTimeField("publicerad")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="publicerad av"
    )

    objects = PlanEditionQuerySet.as_manager()

    class Meta:
        verbose_name = "utgåva"
        verbose_name_plural = "utgåvor"
        ordering = ["-plan__year", "-number"]
        constraints = [
            models.UniqueConstraint(
                name="edition_number_once_per_year",
                fields=["plan", "number"],
                violation_error_message="Den utgåvan finns redan.",
            ),
            # Every later edition supersedes exactly one, and each is superseded at most once (OneToOne): the editions
            # of a year form one chain, and its end is the only current one.
            models.UniqueConstraint(
                name="edition_one_current_per_year",
                fields=["plan"],
                condition=Q(supersedes__isnull=True),
                violation_error_message="Året har redan en utgåva. En ny utgåva ersätter den.",
            ),
            models.CheckConstraint(
                name="edition_only_the_first_supersedes_nothing",
                condition=Q(number=1, supersedes__isnull=True) | Q(number__gt=1, supersedes__isnull=False),
                violation_error_message="En senare utgåva ska ersätta den förra.",
            ),
            models.CheckConstraint(
                name="edition_that_corrects_has_a_reason",
                condition=Q(number=1, reason="") | (Q(number__gt=1) & ~Q(reason="")),
                violation_error_message="Skriv varför planen rättades.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="supersedes_the_one_before",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__supersedes_id__isnull=False),
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM committee_planedition
                        WHERE id = NEW.supersedes_id AND plan_id = NEW.plan_id AND number = NEW.number - 1
                    ) THEN
                        RAISE EXCEPTION 'supersedes_the_one_before: edition % of another plan', NEW.number;
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Protect(name="never_changes", operation=pgtrigger.Update | pgtrigger.Delete),
            NEVER_EMPTIED,
        ]

    def __str__(self) -> str:
        return f"Verksamhetsplan {self.year}, utgåva {self.number}"

    def get_absolute_url(self) -> str:
        """The address of just this edition; the year's own address follows the current one."""
        return reverse("committee:plan-edition", args=[self.year, self.number])

    @property
    def year(self) -> int:
        return self.plan.year

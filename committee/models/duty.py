"""What the plan promises, as rules that can be checked: each knows the part of the plan that says so."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from committee.models.node import PlanNode
from committee.models.organisation import Body
from committee.models.plan import Plan, rests_once_decided
from committee.promises import Promise, PromiseKind
from committee.tracking import tracked
from committee.versions import counts_in


class DutyQuerySet(models.QuerySet):
    def in_force(self, year: int) -> Self:
        """The promises of the year's plan, draft or decided; without one those of the latest plan before it."""
        plans = Plan.objects.filter(duties__isnull=False, year__lte=year).order_by("-year")
        return self.filter(plan=plans.values("pk")[:1]).select_related("body", "preparer", "node", "plan")


@tracked(part_of="plan")
class Duty(models.Model):
    """Something the plan promises (löfte), such as how often a body shall meet."""

    class Kind(models.TextChoices):
        MEETINGS = PromiseKind.MEETINGS, "minsta antal möten"
        PREPARED = PromiseKind.PREPARED, "möten förbereds"
        HOSTS = PromiseKind.HOSTS, "värdar enligt ordningen"
        BALANCE = PromiseKind.BALANCE, "budgeten balanserar"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="duties", verbose_name="verksamhetsplan")
    kind = models.CharField(
        "sorts löfte",
        max_length=10,
        choices=Kind.choices,
        default=Kind.MEETINGS,
        help_text="Skrivbordet varnar när löftet är på väg att brytas.",
    )
    body = models.ForeignKey(
        Body,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="duties",
        verbose_name="organ",
        help_text="Tomt när löftet gäller budgeten.",
    )
    preparer = models.ForeignKey(
        Body,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="preparing_duties",
        verbose_name="förbereds av",
        help_text="Bara när löftet är att organets möten förbereds.",
    )
    node = models.ForeignKey(
        PlanNode,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="duties",
        verbose_name="står i",
        help_text="Delen av planen där löftet står. Skrivbordet länkar dit.",
    )
    minimum_meetings = models.PositiveSmallIntegerField(
        "minst antal möten", default=1, help_text="Till exempel 6 för ”minst sex gånger per år”."
    )
    period_years = models.PositiveSmallIntegerField(
        "under antal år", default=1, help_text="1 för varje år, 2 för vartannat år."
    )

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = "löfte"
        verbose_name_plural = "löften"
        ordering = ["body__position", "kind"]
        triggers = [
            *counts_in("committee_plan", "plan_id"),
            rests_once_decided(
                "{row}.plan_id",
                *("id", "plan_id", "kind", "body_id", "preparer_id", "node_id", "minimum_meetings", "period_years"),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="duty_once_per_body_and_plan",
                fields=["plan", "body", "kind"],
                violation_error_message="Organet har redan ett sådant löfte i den planen.",
            ),
            models.UniqueConstraint(
                name="duty_to_balance_once_per_plan",
                fields=["plan"],
                condition=Q(kind="balance"),
                violation_error_message="Planen lovar redan att budgeten balanserar.",
            ),
            models.CheckConstraint(
                name="duty_counts_from_one",
                condition=Q(minimum_meetings__gte=1) & Q(period_years__gte=1),
                violation_error_message="Ange minst ett möte och minst ett år.",
            ),
            models.CheckConstraint(
                name="duty_names_the_bodies_of_its_kind",
                condition=Q(kind__in=["meetings", "hosts"], body__isnull=False, preparer__isnull=True)
                | Q(kind="prepared", body__isnull=False, preparer__isnull=False)
                | Q(kind="balance", body__isnull=True, preparer__isnull=True),
                violation_error_message=(
                    "Ett löfte om möten eller värdar gäller ett organ, om förberedelse två organ, om budgeten inget."
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.as_promise())

    def as_promise(self) -> Promise:
        """The rule as a plain value; needs body, preparer and node (`in_force`) to cost nothing."""
        return Promise(
            kind=PromiseKind(self.kind),
            body=self.body.slug if self.body else "",
            body_name=str(self.body) if self.body else "",
            preparer=self.preparer.slug if self.preparer else "",
            preparer_name=str(self.preparer) if self.preparer else "",
            minimum_meetings=self.minimum_meetings,
            period_years=self.period_years,
            node=self.node_id,
        )

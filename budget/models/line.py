"""What a budget is made of: its lines."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from budget.models.budget import Budget
from budget.models.kind import LineKind
from budget.models.triggers import LINE_STAYS_WHEN_ADOPTED, LINES_BALANCE
from committee.models import PlanNode
from committee.rules import NEVER_EMPTIED
from committee.swedish import kronor
from committee.tracking import tracked
from committee.versions import counts_in

NOT_NEGATIVE = "Beloppet kan inte vara negativt. Välj intäkt eller kostnad i stället."


@tracked(part_of="budget")
class BudgetLine(models.Model):
    """One line of a budget (budgetpost)."""

    Kind = LineKind

    budget = models.ForeignKey(Budget, models.CASCADE, related_name="lines", verbose_name="budget")
    kind = models.CharField("sort", max_length=6, choices=Kind.choices, help_text="Intäkt eller kostnad.")
    position = models.PositiveSmallIntegerField("ordning")
    group = models.CharField(
        "rubrik",
        max_length=120,
        blank=True,
        help_text="Poster med samma rubrik står tillsammans med en egen summa. Tomt: posten står för sig.",
    )
    label = models.CharField("benämning", max_length=200, help_text="Som posten ska stå i budgeten.")
    amount_sek = models.BigIntegerField("belopp i kronor")
    note = models.TextField("anteckning", blank=True, max_length=1000, help_text="Visas under posten.")
    is_fee = models.BooleanField(
        "avgift från kommunerna", default=False, help_text="Beloppet delas mellan kommunerna i samarbetet."
    )
    commitment = models.ForeignKey(
        PlanNode,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="budget_lines",
        verbose_name="åtagande i planen",
    )
    forecast_sek = models.BigIntegerField("prognos i kronor", null=True, blank=True)
    outcome_sek = models.BigIntegerField("utfall i kronor", null=True, blank=True)
    lineage = models.UUIDField("släkt", default=uuid.uuid4, editable=False)

    class Meta:
        verbose_name = "budgetpost"
        verbose_name_plural = "budgetposter"
        ordering = ["-kind", "position"]
        triggers = [*counts_in("budget_budget", "budget_id"), LINE_STAYS_WHEN_ADOPTED, LINES_BALANCE, NEVER_EMPTIED]
        constraints = [
            models.UniqueConstraint(
                name="budget_line_position_once",
                fields=["budget", "kind", "position"],
                violation_error_message="En annan post har redan den platsen.",
            ),
            models.UniqueConstraint(
                name="budget_line_once_per_version",
                fields=["budget", "lineage"],
                violation_error_message="Budgeten har redan en fortsättning på den posten.",
            ),
            models.CheckConstraint(
                name="budget_line_amount_not_negative",
                condition=Q(amount_sek__gte=0),
                violation_error_message=NOT_NEGATIVE,
            ),
            models.CheckConstraint(
                name="budget_line_kind_is_known",
                condition=Q(kind__in=["income", "cost"]),
                violation_error_message="En budgetpost är en intäkt eller en kostnad.",
            ),
            models.CheckConstraint(
                name="budget_line_fee_is_an_income",
                condition=Q(is_fee=False) | Q(kind="income"),
                violation_error_message="Bara en intäkt kan vara en avgift från kommunerna.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {kronor(self.amount_sek)}"

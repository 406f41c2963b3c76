"""What it costs: a budget a year, with its lines. All amounts are whole kronor."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse

from committee.reader import Reader
from committee.swedish import kronor


class BudgetQuerySet(models.QuerySet):
    def visible_to(self, reader: Reader) -> Self:
        """Adopted budgets for everyone; drafts too for the secretariat."""
        return self if reader.is_secretariat else self.adopted()

    def adopted(self) -> Self:
        return self.filter(adopted_on__isnull=False)

    def in_force(self, today: dt.date) -> Budget | None:
        """The day's year's budget; failing that the latest before it, and then the first after."""
        earlier = self.filter(year__lte=today.year).order_by("-year").first()
        return earlier or self.order_by("year").first()

    def with_totals(self) -> Self:
        """Add `income_sek` and `cost_sek`: one query."""
        return self.annotate(
            income_sek=Coalesce(Sum("lines__amount_sek", filter=Q(lines__kind=BudgetLine.Kind.INCOME)), 0),
            cost_sek=Coalesce(Sum("lines__amount_sek", filter=Q(lines__kind=BudgetLine.Kind.COST)), 0),
        )

    def with_lines(self) -> Self:
        """Add totals and lines: two queries in all."""
        return self.with_totals().prefetch_related("lines")


class Budget(models.Model):
    """The cooperation's budget for one year (budget)."""

    year = models.PositiveSmallIntegerField("år", unique=True)
    adopted_on = models.DateField("fastställd", null=True, blank=True)
    adopted_in = models.CharField("paragraf", max_length=20, blank=True)

    objects = BudgetQuerySet.as_manager()

    class Meta:
        verbose_name = "budget"
        verbose_name_plural = "budgetar"
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                name="budget_paragraph_needs_a_date",
                condition=Q(adopted_in="") | Q(adopted_on__isnull=False),
                violation_error_message="Ange datum för beslutet när du anger paragraf.",
            ),
            models.CheckConstraint(
                name="budget_year_is_a_year",
                condition=Q(year__range=(1900, 2199)),
                violation_error_message="Året ska vara mellan 1900 och 2199.",
            ),
        ]

    def __str__(self) -> str:
        return f"Budget {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("budget:budget-detail", args=[self.year])

    @property
    def is_adopted(self) -> bool:
        return self.adopted_on is not None

    def lines_of(self, kind: BudgetLine.Kind) -> list[BudgetLine]:
        """The lines of one kind, in order; needs `with_lines` to cost nothing."""
        return [line for line in self.lines.all() if line.kind == kind]

    def total_of(self, kind: BudgetLine.Kind) -> int:
        return sum(line.amount_sek for line in self.lines_of(kind))

    def sides(self) -> tuple[int, int]:
        """Total income and total cost, in kronor; needs `with_lines` to cost nothing."""
        return self.total_of(BudgetLine.Kind.INCOME), self.total_of(BudgetLine.Kind.COST)

    def balance_in_words(self) -> str:
        """How the two sides compare; needs `with_lines` to cost nothing."""
        income, cost = self.sides()
        if income == cost:
            return f"Intäkter och kostnader är lika stora: {kronor(income)}"
        return f"Intäkterna är {kronor(income)} och kostnaderna {kronor(cost)}"

    def imbalance_in_words(self) -> str:
        """Say why the budget can't be adopted; empty when it balances and has lines."""
        income, cost = self.sides()
        if not self.lines.all():
            return f"Budgeten för {self.year} har inga poster."
        if income != cost:
            return (
                f"Budgeten för {self.year} balanserar inte: intäkterna är {kronor(income)} "
                f"och kostnaderna {kronor(cost)}."
            )
        return ""

    def adopt(self, *, on: dt.date, paragraph: str = "") -> None:
        """Adopt the budget on a day; adopting again, for a later edition, moves the day.

        Raises ValueError, with the reason in Swedish, when it doesn't balance.
        """
        if reason := self.imbalance_in_words():
            raise ValueError(reason)
        self.adopted_on, self.adopted_in = on, paragraph
        self.save(update_fields=["adopted_on", "adopted_in"])


class BudgetLine(models.Model):
    """One line of a budget (budgetpost)."""

    class Kind(models.TextChoices):
        INCOME = "income", "intäkt"
        COST = "cost", "kostnad"

    budget = models.ForeignKey(Budget, models.CASCADE, related_name="lines", verbose_name="budget")
    kind = models.CharField("sort", max_length=6, choices=Kind.choices)
    position = models.PositiveSmallIntegerField("ordning")
    label = models.CharField("benämning", max_length=200)
    amount_sek = models.BigIntegerField("belopp i kronor")

    class Meta:
        verbose_name = "budgetpost"
        verbose_name_plural = "budgetposter"
        ordering = ["-kind", "position"]
        constraints = [
            models.UniqueConstraint(
                name="budget_line_position_once",
                fields=["budget", "kind", "position"],
                violation_error_message="En annan post har redan den platsen.",
            ),
            models.CheckConstraint(
                name="budget_line_amount_not_negative",
                condition=Q(amount_sek__gte=0),
                violation_error_message="Beloppet kan inte vara negativt. Välj intäkt eller kostnad i stället.",
            ),
            models.CheckConstraint(
                name="budget_line_kind_is_known",
                condition=Q(kind__in=["income", "cost"]),
                violation_error_message="En budgetpost är en intäkt eller en kostnad.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {kronor(self.amount_sek)}"

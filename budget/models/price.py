"""What money is worth in different years."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from budget.models.budget import Budget
from committee.querysets import PublicQuerySet
from committee.rules import year_is_a_year
from committee.tracking import tracked
from committee.versions import COUNTS_VERSIONS, Versioned


@tracked()
class PriceIndex(Versioned):
    """The level of prices in a year (prisindex), so that years can be compared in the money of one of them."""

    year = models.PositiveSmallIntegerField("år", unique=True, help_text="Ett värde för varje år.")
    value = models.DecimalField(
        "indextal",
        max_digits=8,
        decimal_places=2,
        help_text="Alla år ska komma från samma serie, till exempel KPI årsmedeltal eller PKV.",
    )
    source = models.CharField("källa", max_length=200, help_text="Till exempel: SCB, KPI årsmedeltal.")

    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = "prisindex"
        verbose_name_plural = "prisindex"
        ordering = ["-year"]
        triggers = [COUNTS_VERSIONS]
        constraints = [
            # PostgreSQL's numeric holds NaN, which is more than every number.
            models.CheckConstraint(
                name="price_index_is_a_number",
                condition=Q(value__gte=1, value__lt=1_000_000),
                violation_error_message="Indextalet är ett tal från 1 och uppåt.",
            ),
            models.CheckConstraint(
                name="price_index_has_a_source",
                condition=~Q(source=""),
                violation_error_message="Ange var uppgiften kommer från.",
            ),
            year_is_a_year("price_index_year_is_a_year"),
        ]

    def __str__(self) -> str:
        return f"Prisindex {self.year}"

    def reasons_to_stay(self) -> list[str]:
        """Why the row isn't deleted, and what to do instead; nothing when it can be: one query."""
        if not Budget.objects.adopted().filter(year=self.year).exists():
            return []
        return [f"Den fastställda budgeten för {self.year} räknas om med talet. Ändra det om det är fel."]

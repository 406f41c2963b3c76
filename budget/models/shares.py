"""Who pays: the fee divided between the municipalities by a key, and what is invoiced."""

from __future__ import annotations

from typing import Self

import pgtrigger
from django.db import models
from django.db.models import F, Q

from budget.models.budget import Budget
from budget.models.triggers import (
    BASIS_ADDS_UP,
    BASIS_STAYS_UNDER_A_LATER,
    DIVISION_ADDS_UP,
    INVOICES_ADD_UP,
    SHARE_STAYS_WHEN_PUBLISHED,
    SHARES_ADD_UP,
    stays_once,
)
from committee.models import Municipality
from committee.querysets import SecretariatQuerySet, swedish_order
from committee.reader import Reader
from committee.rules import NEVER_EMPTIED, year_is_a_year
from committee.swedish import kronor, thousands
from committee.tracking import tracked
from committee.versions import COUNTS_VERSIONS, Versioned

IS_PUBLISHED = pgtrigger.Q(old__published_at__isnull=False)


class PopulationQuerySet(models.QuerySet):
    def visible_to(self, reader: Reader) -> Self:
        """Public facts, of the municipalities that the reader sees."""
        return self.filter(municipality__in=Municipality.objects.visible_to(reader))


@tracked()
class Population(Versioned):
    """How many live in a municipality, by year and source (folkmängd)."""

    municipality = models.ForeignKey(
        Municipality,
        models.CASCADE,
        related_name="populations",
        verbose_name="kommun",
        help_text="Kommunen som siffran gäller.",
    )
    year = models.PositiveSmallIntegerField("år", help_text="Folkmängden den 31 december det här året.")
    inhabitants = models.PositiveIntegerField("invånare", help_text="Folkmängden den 31 december det året.")
    source = models.CharField("källa", max_length=200, help_text="Till exempel: SCB.")

    objects = PopulationQuerySet.as_manager()

    class Meta:
        verbose_name = "folkmängd"
        verbose_name_plural = "folkmängder"
        ordering = ["-year", swedish_order("municipality__name")]
        triggers = [COUNTS_VERSIONS]
        constraints = [
            models.UniqueConstraint(
                name="population_once_per_year",
                fields=["municipality", "year"],
                violation_error_message="Kommunens folkmängd för det året finns redan.",
            ),
            models.CheckConstraint(
                name="population_is_someone",
                condition=Q(inhabitants__gte=1),
                violation_error_message="En kommun har minst en invånare.",
            ),
            models.CheckConstraint(
                name="population_has_a_source",
                condition=~Q(source=""),
                violation_error_message="Ange var uppgiften kommer från.",
            ),
            year_is_a_year("population_year_is_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality} {self.year}: {thousands(self.inhabitants)} invånare"

    def reasons_to_stay(self) -> list[str]:
        """Why the row isn't deleted, and what to do instead; nothing when it can be: one query."""
        shares = FeeShare.objects.filter(municipality=self.municipality_id, inhabitants__isnull=False)
        years = shares.filter(division__population_year=self.year).values_list("division__budget__year", flat=True)
        return [
            f"Avgiften för {year} är fördelad efter {self}. Uppgiften står kvar så att fördelningen går att räkna om."
            for year in sorted(set(years))
        ]


class FeeDivisionQuerySet(models.QuerySet):
    def visible_to(self, reader: Reader) -> Self:
        """Published divisions for everyone; chosen ones too for the secretariat."""
        return self if reader.is_secretariat else self.exclude(published_at=None)

    def with_shares(self) -> Self:
        """Add the budget, and the shares with their municipalities: two queries in all."""
        return self.select_related("budget").prefetch_related(
            models.Prefetch("shares", FeeShare.objects.select_related("municipality"))
        )


@tracked(part_of="budget")
class FeeDivision(models.Model):
    """How an adopted budget's fee is divided (avgiftsfördelning): the key, and when it was made public."""

    class Key(models.TextChoices):
        EQUAL = "equal", "lika för alla"
        INHABITANTS = "inhabitants", "efter antal invånare"
        FIXED = "fixed", "fast del och resten efter antal invånare"
        WEIGHTS = "weights", "egna vikter"

    budget = models.OneToOneField(Budget, models.PROTECT, related_name="fee_division", verbose_name="budget")
    key = models.CharField("fördelningsnyckel", max_length=11, choices=Key.choices)
    fixed_sek = models.BigIntegerField("fast del per kommun", default=0)
    population_year = models.PositiveSmallIntegerField("folkmängd från år", null=True, blank=True)
    population_source = models.CharField("källa", max_length=200, blank=True)
    fee_sek = models.BigIntegerField("avgift att dela")
    published_at = models.DateTimeField("publicerad", null=True, blank=True)

    objects = FeeDivisionQuerySet.as_manager()

    class Meta:
        verbose_name = "avgiftsfördelning"
        verbose_name_plural = "avgiftsfördelningar"
        triggers = [
            DIVISION_ADDS_UP,
            NEVER_EMPTIED,
            stays_once(
                *("published_stays", IS_PUBLISHED, "budget", "key", "fixed_sek", "population_year"),
                *("population_source", "fee_sek"),
            ),
            pgtrigger.Protect(name="published_is_kept", operation=pgtrigger.Delete, condition=IS_PUBLISHED),
        ]
        constraints = [
            models.CheckConstraint(
                name="fee_division_key_is_known",
                condition=Q(key__in=["equal", "inhabitants", "fixed", "weights"]),
                violation_error_message="Välj en fördelningsnyckel.",
            ),
            models.CheckConstraint(
                name="fee_division_fee_not_negative",
                condition=Q(fee_sek__gte=0),
                violation_error_message="Avgiften kan inte vara negativ.",
            ),
            models.CheckConstraint(
                name="fee_division_fixed_part_with_its_key",
                condition=Q(key="fixed", fixed_sek__gt=0) | (~Q(key="fixed") & Q(fixed_sek=0)),
                violation_error_message="En fast del hör till nyckeln med fast del, och är mer än 0 kr.",
            ),
            models.CheckConstraint(
                name="fee_division_inhabitants_have_a_year",
                condition=Q(key__in=["inhabitants", "fixed"], population_year__isnull=False)
                | Q(key__in=["equal", "weights"], population_year__isnull=True),
                violation_error_message="Ange vilket års folkmängd som avgiften delas efter.",
            ),
        ]

    def __str__(self) -> str:
        return f"Avgift {self.budget.year}: {self.get_key_display()}"

    @property
    def is_published(self) -> bool:
        return self.published_at is not None


@tracked(part_of="division")
class FeeShare(models.Model):
    """What one municipality pays of a year's fee (avgiftsandel), with the figures it was reckoned from."""

    division = models.ForeignKey(FeeDivision, models.CASCADE, related_name="shares", verbose_name="avgiftsfördelning")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="fee_shares", verbose_name="kommun")
    days = models.PositiveSmallIntegerField("dagar som medlem")
    first_half_days = models.PositiveSmallIntegerField("varav första halvåret")
    inhabitants = models.PositiveIntegerField("invånare", null=True, blank=True)
    weight = models.PositiveIntegerField("vikt", null=True, blank=True)
    amount_sek = models.BigIntegerField("andel i kronor")

    class Meta:
        verbose_name = "avgiftsandel"
        verbose_name_plural = "avgiftsandelar"
        ordering = [swedish_order("municipality__name")]
        triggers = [SHARES_ADD_UP, SHARE_STAYS_WHEN_PUBLISHED, NEVER_EMPTIED]
        constraints = [
            models.UniqueConstraint(
                name="fee_share_once_per_municipality",
                fields=["division", "municipality"],
                violation_error_message="Kommunen har redan en andel i den fördelningen.",
            ),
            models.CheckConstraint(
                name="fee_share_not_negative",
                condition=Q(amount_sek__gte=0),
                violation_error_message="En andel kan inte vara negativ.",
            ),
            models.CheckConstraint(
                name="fee_share_days_of_a_half_within_the_year",
                condition=Q(first_half_days__lte=F("days"), days__lte=366),
                violation_error_message="Dagarna är fler än året eller halvåret har.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality}: {kronor(self.amount_sek)}"

    @property
    def half_days(self) -> tuple[int, int]:
        """Days of membership in each half of the year."""
        return self.first_half_days, self.days - self.first_half_days


class InvoiceBasis(models.Model):
    """What the municipalities are invoiced at one time of a year (faktureringsunderlag), once it is locked."""

    class Instalment(models.IntegerChoices):
        FIRST = 1, "första halvåret"
        SECOND = 2, "andra halvåret"
        SETTLEMENT = 3, "slutreglering"
        SECOND_SETTLEMENT = 4, "andra slutregleringen"
        THIRD_SETTLEMENT = 5, "tredje slutregleringen"

    year = models.PositiveSmallIntegerField("år")
    instalment = models.PositiveSmallIntegerField("gäller", choices=Instalment.choices)
    division = models.ForeignKey(
        FeeDivision, models.PROTECT, related_name="invoice_bases", verbose_name="avgiftsfördelning"
    )
    locked_at = models.DateTimeField("låst")
    total_sek = models.BigIntegerField("summa i kronor")
    invoice_count = models.PositiveSmallIntegerField("antal fakturor")

    objects = SecretariatQuerySet.as_manager()

    class Meta:
        verbose_name = "faktureringsunderlag"
        verbose_name_plural = "faktureringsunderlag"
        ordering = ["-year", "instalment"]
        triggers = [
            pgtrigger.Protect(name="never_changes", operation=pgtrigger.Update),
            BASIS_ADDS_UP,
            BASIS_STAYS_UNDER_A_LATER,
            NEVER_EMPTIED,
        ]
        constraints = [
            models.UniqueConstraint(
                name="invoice_basis_once_per_instalment",
                fields=["year", "instalment"],
                violation_error_message="Underlaget är redan låst.",
            ),
            models.CheckConstraint(
                name="invoice_basis_instalment_is_known",
                condition=Q(instalment__range=(1, 5)),
                violation_error_message="Ett underlag gäller ett halvår eller en slutreglering.",
            ),
        ]

    def __str__(self) -> str:
        return f"Underlag {self.year}, {self.get_instalment_display()}"


class Invoice(models.Model):
    """What one municipality is invoiced by a basis (faktura); less than nothing is paid back."""

    basis = models.ForeignKey(InvoiceBasis, models.CASCADE, related_name="invoices", verbose_name="underlag")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="invoices", verbose_name="kommun")
    amount_sek = models.BigIntegerField("belopp i kronor")

    class Meta:
        verbose_name = "faktura"
        verbose_name_plural = "fakturor"
        ordering = [swedish_order("municipality__name")]
        triggers = [
            pgtrigger.Protect(name="never_changes", operation=pgtrigger.Update),
            INVOICES_ADD_UP,
            NEVER_EMPTIED,
        ]
        constraints = [
            models.UniqueConstraint(
                name="invoice_once_per_municipality",
                fields=["basis", "municipality"],
                violation_error_message="Kommunen står redan i underlaget.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality}: {kronor(self.amount_sek)}"

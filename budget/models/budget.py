"""What it costs: a budget a year and its revisions, each with its lines. All amounts are whole kronor."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Self

import pgtrigger
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse

from budget.models.kind import LineKind
from budget.models.triggers import BUDGET_BALANCES, FOLLOWS_THE_VERSION_BEFORE, stays_once
from committee.reader import Reader
from committee.refusal import RefusedError
from committee.rules import NEVER_EMPTIED, year_is_a_year
from committee.swedish import kronor, long_date
from committee.tracking import tracked
from committee.versions import COUNTS_VERSIONS, Versioned

if TYPE_CHECKING:
    from budget.models.line import BudgetLine

IS_ADOPTED = pgtrigger.Q(old__adopted_on__isnull=False)


class BudgetQuerySet(models.QuerySet):
    def visible_to(self, reader: Reader) -> Self:
        """Adopted budgets for everyone; drafts too for the secretariat."""
        return self if reader.is_secretariat else self.adopted()

    def adopted(self) -> Self:
        return self.filter(adopted_on__isnull=False)

    def current(self) -> Self:
        """One a year: the adopted version that no adopted one supersedes; failing that the year's first draft."""
        later = Budget.objects.adopted().filter(year=OuterRef("year"), number__gt=OuterRef("number"))
        return self.filter(Q(adopted_on__isnull=False) | Q(number=1)).exclude(Exists(later))

    def in_year(self, year: int) -> Self:
        """The year's versions, the first one first."""
        return self.filter(year=year).order_by("number")

    def in_force(self, today: dt.date) -> Budget | None:
        """The day's year's budget; failing that the latest before it, and then the first after."""
        current = self.current()
        earlier = current.filter(year__lte=today.year).order_by("-year").first()
        return earlier or current.order_by("year").first()

    def without_outcome(self, today: dt.date) -> Self:
        """Those whose year is over while lines of theirs lack an outcome; adds `missing_count`: one query."""
        missing = models.Count("lines", filter=Q(lines__outcome_sek=None))
        past = self.adopted().current().filter(year__lt=today.year)
        return past.annotate(missing_count=missing).filter(missing_count__gt=0)

    def undivided(self) -> Self:
        """Those in force whose fee waits to be divided, since that of an earlier version of the year was."""
        divided = Budget.objects.filter(year=OuterRef("year"), fee_division__isnull=False)
        return self.adopted().current().filter(Exists(divided), fee_division=None)

    def with_totals(self) -> Self:
        """Add `income_sek` and `cost_sek`: one query."""
        return self.annotate(
            income_sek=Coalesce(Sum("lines__amount_sek", filter=Q(lines__kind=LineKind.INCOME)), 0),
            cost_sek=Coalesce(Sum("lines__amount_sek", filter=Q(lines__kind=LineKind.COST)), 0),
        )

    def with_lines(self) -> Self:
        """Add totals and lines: two queries in all."""
        return self.with_totals().prefetch_related("lines")


@tracked()
class Budget(Versioned):
    """The cooperation's budget for one year (budget), as first drawn up or as a later revision."""

    year = models.PositiveSmallIntegerField("år", help_text="Året som budgeten gäller.")
    number = models.PositiveSmallIntegerField("version", default=1, editable=False)
    reason = models.CharField(
        "varför budgeten revideras", max_length=300, blank=True, help_text="Visas bland budgetens versioner."
    )
    adopted_on = models.DateField("fastställd", null=True, blank=True)
    adopted_in = models.CharField("paragraf", max_length=20, blank=True)
    follow_up_on = models.DateField(
        "prognos och utfall per",
        null=True,
        blank=True,
        help_text="Dagen som siffrorna gäller. När den är ifylld visas prognos och utfall för alla.",
    )

    objects = BudgetQuerySet.as_manager()

    class Meta:
        verbose_name = "budget"
        verbose_name_plural = "budgetar"
        ordering = ["-year", "-number"]
        triggers = [
            COUNTS_VERSIONS,
            FOLLOWS_THE_VERSION_BEFORE,
            BUDGET_BALANCES,
            NEVER_EMPTIED,
            stays_once("adopted_stays", IS_ADOPTED, "id", "year", "number", "reason", "adopted_on", "adopted_in"),
            pgtrigger.Protect(name="adopted_is_kept", operation=pgtrigger.Delete, condition=IS_ADOPTED),
        ]
        constraints = [
            models.UniqueConstraint(
                name="budget_one_draft_per_year",
                fields=["year"],
                condition=Q(adopted_on__isnull=True),
                violation_error_message="Året har redan ett utkast till budget.",
            ),
            models.UniqueConstraint(
                name="budget_version_once_per_year",
                fields=["year", "number"],
                violation_error_message="Året har redan en budget. Revidera den i stället.",
            ),
            models.CheckConstraint(
                name="budget_version_counts_from_one",
                condition=Q(number__gte=1),
                violation_error_message="Den första versionen har nummer 1.",
            ),
            models.CheckConstraint(
                name="budget_paragraph_needs_a_date",
                condition=Q(adopted_in="") | Q(adopted_on__isnull=False),
                violation_error_message="Ange datum för beslutet när du anger paragraf.",
            ),
            models.CheckConstraint(
                name="budget_follow_up_needs_adoption",
                condition=Q(follow_up_on__isnull=True) | Q(adopted_on__isnull=False),
                violation_error_message="Prognos och utfall visas när budgeten är fastställd.",
            ),
            year_is_a_year("budget_year_is_a_year"),
        ]

    def __str__(self) -> str:
        return f"Budget {self.year}" if self.number == 1 else f"Budget {self.year}, {self.version_words}"

    def get_absolute_url(self) -> str:
        """The address of just this version; the year's own address follows the current one."""
        return reverse("budget:budget-version", args=[self.year, self.number])

    @property
    def version_words(self) -> str:
        return "ursprunglig" if self.number == 1 else f"revidering {self.number - 1}"

    @property
    def is_adopted(self) -> bool:
        return self.adopted_on is not None

    @property
    def is_in_force(self) -> bool:
        """Whether it is adopted and no later version is: one query."""
        return Budget.objects.adopted().current().filter(pk=self.pk).exists()

    @property
    def is_year_over(self) -> bool:
        """Whether forecast and outcome hold for the whole year."""
        return self.follow_up_on is not None and self.follow_up_on >= dt.date(self.year, 12, 31)

    @property
    def before(self) -> Budget | None:
        """The version that this one supersedes when it is adopted."""
        return Budget.objects.filter(year=self.year, number=self.number - 1).first()

    @property
    def fee_sek(self) -> int:
        """What the municipalities pay together; needs `with_lines` to cost nothing."""
        return sum(line.amount_sek for line in self.lines.all() if line.is_fee)

    def reasons_to_stay(self) -> list[str]:
        """Why the row isn't deleted, and what to do instead; nothing when it can be."""
        return [f"{self} är fastställd och står kvar. Revidera den i stället."] if self.is_adopted else []

    def lines_of(self, kind: LineKind) -> list[BudgetLine]:
        """The lines of one kind in order, those of one heading together; needs `with_lines` to cost nothing."""
        return [line for lines in self.groups_of(kind).values() for line in lines]

    def groups_of(self, kind: LineKind) -> dict[str, list[BudgetLine]]:
        """The lines of one kind by heading, in the order that the headings first appear in; "" is for those without."""
        groups: dict[str, list[BudgetLine]] = {}
        for line in self.lines.all():
            if line.kind == kind:
                groups.setdefault(line.group, []).append(line)
        return groups

    def total_of(self, kind: LineKind) -> int:
        return sum(line.amount_sek for line in self.lines_of(kind))

    def sides(self) -> tuple[int, int]:
        """Total income and total cost, in kronor; needs `with_lines` to cost nothing."""
        return self.total_of(LineKind.INCOME), self.total_of(LineKind.COST)

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

    def why_not_adopt(self, *, on: dt.date) -> str:
        """Why the budget can't be adopted on that day; empty when it can."""
        if self.is_adopted:
            return f"{self} är redan fastställd."
        if (before := self.before) and before.adopted_on > on:
            return f"Den förra versionen fastställdes {long_date(before.adopted_on)}. Beslutet kan inte vara äldre."
        return self.imbalance_in_words()

    @transaction.atomic
    def adopt(self, *, on: dt.date, paragraph: str = "") -> None:
        """Adopt the budget on a day; a revision takes over forecast and outcome from the version it supersedes.

        Raises RefusedError when it can't be adopted.
        """
        list(Budget.objects.select_for_update().in_year(self.year))
        if reason := Budget.objects.get(pk=self.pk).why_not_adopt(on=on):
            raise RefusedError(reason)
        if before := self.before:
            followed = before.lines.filter(lineage=OuterRef("lineage"))
            figures = {name: Subquery(followed.values(name)) for name in ("forecast_sek", "outcome_sek")}
            self.lines.update(**figures)
            self.follow_up_on = before.follow_up_on
        self.adopted_on, self.adopted_in = on, paragraph
        self.save(update_fields=["adopted_on", "adopted_in", "follow_up_on"])

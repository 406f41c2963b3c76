"""What we plan: the year's plan, open until it is decided and again while it is corrected."""

from __future__ import annotations

import datetime as dt
from typing import Self

import pgtrigger
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.functional import cached_property

from committee.models.edition import PlanEdition
from committee.reader import Reader
from committee.rules import year_is_a_year
from committee.tracking import tracked
from committee.versions import COUNTS_VERSIONS, Versioned


def rests_once_decided(plan: str, *columns: str) -> pgtrigger.Trigger:
    """Refuse changes of what a decided plan's edition says, until the plan is reopened; other columns may change.

    `plan` is SQL for the row's plan, with `{row}` for NEW or OLD. The plan is held, so that a decision waits its turn.
    """
    new, old = (", ".join(f"{row}.{column}" for column in columns) for row in ("NEW", "OLD"))
    plans = f"({plan.format(row='NEW')}), ({plan.format(row='OLD')})"
    return pgtrigger.Trigger(
        name="rests_once_decided",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=f"""
            IF TG_OP = 'UPDATE' THEN
                IF ({old}) IS NOT DISTINCT FROM ({new}) THEN RETURN NEW; END IF;
            END IF;
            PERFORM 1 FROM committee_plan WHERE id IN ({plans}) FOR NO KEY UPDATE;
            IF EXISTS (
                SELECT 1 FROM committee_planedition AS edition JOIN committee_plan AS plan ON plan.id = edition.plan_id
                WHERE plan.id IN ({plans}) AND plan.reopened_at IS NULL
            ) THEN
                RAISE EXCEPTION 'rests_once_decided: the plan is decided; its rows change by a correction';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """,  # noqa: S608 (our own words)
    )


class PlanQuerySet(models.QuerySet):
    def visible_to(self, reader: Reader) -> Self:
        """Drafts are the secretariat's; everybody else reads editions instead of these rows."""
        return self if reader.is_secretariat else self.none()

    def open(self) -> Self:
        """Those whose rows may be changed: drafts, and decided ones that are being corrected."""
        return self.filter(Q(reopened_at__isnull=False) | ~Exists(PlanEdition.objects.filter(plan=OuterRef("pk"))))

    def with_decision(self) -> Self:
        """Add `is_decided`, so that a list asks once."""
        return self.annotate(is_decided=Exists(PlanEdition.objects.filter(plan=OuterRef("pk"))))


@tracked()
class Plan(Versioned):
    """A year's plan (verksamhetsplan) in the making; what is published are its editions."""

    year = models.PositiveSmallIntegerField(
        "år", unique=True, help_text="Året som planen gäller. Det går inte att ändra när planen är fastställd."
    )
    title = models.CharField("titel", max_length=200, help_text="Som den ska stå överst på planen.")
    subtitle = models.CharField(
        "underrubrik", max_length=200, blank=True, help_text="Raden under titeln, om det finns en."
    )
    issuer = models.CharField(
        "beslutas av", max_length=200, blank=True, help_text="Den som beslutar planen, som det står i den."
    )
    document_decided_on = models.DateField(
        "beslutsdatum i dokumentet", null=True, blank=True, help_text="Föreslås när planen fastställs."
    )
    reopened_at = models.DateTimeField("öppnad för rättelse", null=True, blank=True, editable=False)
    reopened_because = models.CharField("varför planen rättas", max_length=300, blank=True, editable=False)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, verbose_name="öppnad av"
    )

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "verksamhetsplan"
        verbose_name_plural = "verksamhetsplaner"
        ordering = ["-year"]
        triggers = [
            COUNTS_VERSIONS,
            pgtrigger.Trigger(
                name="year_stays_once_decided",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__year__df=pgtrigger.F("new__year")),
                func="""
                    IF EXISTS (SELECT 1 FROM committee_planedition WHERE plan_id = OLD.id) THEN
                        RAISE EXCEPTION 'year_stays_once_decided: the plan of % has editions', OLD.year;
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="words_rest_once_decided",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__reopened_at__isnull=True)
                & (
                    pgtrigger.Q(old__title__df=pgtrigger.F("new__title"))
                    | pgtrigger.Q(old__subtitle__df=pgtrigger.F("new__subtitle"))
                    | pgtrigger.Q(old__issuer__df=pgtrigger.F("new__issuer"))
                ),
                func="""
                    IF EXISTS (SELECT 1 FROM committee_planedition WHERE plan_id = OLD.id) THEN
                        RAISE EXCEPTION 'words_rest_once_decided: the plan of % changes by a correction', OLD.year;
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="only_a_decided_one_is_reopened",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__reopened_at__isnull=False),
                func="""
                    IF NOT EXISTS (SELECT 1 FROM committee_planedition WHERE plan_id = NEW.id) THEN
                        RAISE EXCEPTION 'only_a_decided_one_is_reopened: the plan of % is a draft', NEW.year;
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]
        permissions = [("decide_plan", "Kan fastställa verksamhetsplan")]
        constraints = [
            year_is_a_year("plan_year_is_a_year"),
            models.CheckConstraint(
                name="plan_is_reopened_for_a_reason",
                condition=Q(reopened_at__isnull=True, reopened_because="", reopened_by__isnull=True)
                | (Q(reopened_at__isnull=False) & ~Q(reopened_because="")),
                violation_error_message="Skriv varför planen rättas.",
            ),
        ]

    def __str__(self) -> str:
        return self.title if str(self.year) in self.title else f"{self.title} {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("committee:plan-detail", args=[self.year])

    def current_edition(self) -> PlanEdition | None:
        return PlanEdition.objects.current().filter(plan=self).first()

    @cached_property
    def has_edition(self) -> bool:
        """Whether it had been decided when this was first asked: pages ask many times, and who writes asks anew."""
        return self.editions.exists()

    @property
    def is_open(self) -> bool:
        """Whether its rows may be changed."""
        return self.reopened_at is not None or not self.has_edition

    def reopen(self, *, because: str, at: dt.datetime, by: AbstractBaseUser | None) -> None:
        """Open a decided plan's rows for a correction; the public goes on reading its edition."""
        self.reopened_because, self.reopened_at, self.reopened_by = because, at, by
        self.save(update_fields=["reopened_because", "reopened_at", "reopened_by"])

    def close(self) -> None:
        """End a correction."""
        self.reopened_because, self.reopened_at, self.reopened_by = "", None, None
        self.save(update_fields=["reopened_because", "reopened_at", "reopened_by"])

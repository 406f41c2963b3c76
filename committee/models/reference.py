"""What in the plan's words points at another part of it."""

from __future__ import annotations

from typing import Self

import pgtrigger
from django.db import models
from django.db.models import F, Q

from committee.models.node import PlanNode
from committee.models.plan import rests_once_decided
from committee.reader import Reader
from committee.tracking import tracked
from committee.versions import counts_in


class PlanReferenceQuerySet(models.QuerySet):
    def visible_to(self, reader: Reader) -> Self:
        """They are the rows' own; everybody else reads editions."""
        return self if reader.is_secretariat else self.none()


@tracked(part_of="node")
class PlanReference(models.Model):
    """Words of a part that refer to another part of the same plan (hänvisning), such as "jfr sid 4"."""

    node = models.ForeignKey(PlanNode, models.CASCADE, related_name="references", verbose_name="del av planen")
    words = models.CharField("ord i texten", max_length=80, help_text="Precis som de står, till exempel jfr sid 4.")
    target = models.ForeignKey(
        PlanNode,
        models.CASCADE,
        related_name="referring",
        verbose_name="leder till",
        help_text="Delen som läsaren kommer till.",
    )

    objects = PlanReferenceQuerySet.as_manager()

    class Meta:
        verbose_name = "hänvisning"
        verbose_name_plural = "hänvisningar"
        ordering = ["pk"]
        triggers = [
            *counts_in("committee_plannode", "node_id"),
            pgtrigger.Trigger(
                name="target_in_the_same_plan",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    IF EXISTS (
                        SELECT 1 FROM committee_plannode AS node JOIN committee_plannode AS target
                        ON target.id = NEW.target_id WHERE node.id = NEW.node_id AND target.plan_id <> node.plan_id
                    ) THEN
                        RAISE EXCEPTION 'target_in_the_same_plan: reference % leads to another plan', NEW.id;
                    END IF;
                    RETURN NEW;
                """,
            ),
            rests_once_decided(
                "SELECT plan_id FROM committee_plannode WHERE id = {row}.node_id",
                *("id", "node_id", "words", "target_id"),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="reference_words_once_in_a_part",
                fields=["node", "words"],
                violation_error_message="De orden leder redan någonstans.",
            ),
            models.CheckConstraint(
                name="reference_has_words",
                condition=~Q(words=""),
                violation_error_message="Skriv de ord i texten som ska bli en länk.",
            ),
            models.CheckConstraint(
                name="reference_leads_elsewhere",
                condition=~Q(node=F("target")),
                violation_error_message="En hänvisning leder till en annan del.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.words} → {self.target}"

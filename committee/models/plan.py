"""What we plan: the year's plan as a tree of rows, edited until it is decided."""

from __future__ import annotations

from typing import Self

import pgtrigger
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from committee.models.edition import PlanEdition
from committee.models.organisation import Body
from committee.reader import Reader
from committee.rules import year_is_a_year
from committee.tables import split_rows


class PlanQuerySet(models.QuerySet):
    def visible_to(self, reader: Reader) -> Self:
        """Drafts are the secretariat's; everybody else reads editions instead of these rows."""
        return self if reader.is_secretariat else self.none()

    def with_decision(self) -> Self:
        """Add `is_decided`, so that a list asks once."""
        return self.annotate(is_decided=Exists(PlanEdition.objects.filter(plan=OuterRef("pk"))))


class Plan(models.Model):
    """A year's plan (verksamhetsplan) in the making; what is published are its editions."""

    year = models.PositiveSmallIntegerField("år", unique=True)
    title = models.CharField("titel", max_length=200)
    subtitle = models.CharField("underrubrik", max_length=200, blank=True)
    issuer = models.CharField("beslutas av", max_length=200, blank=True)
    document_decided_on = models.DateField(
        "beslutsdatum i dokumentet", null=True, blank=True, help_text="Föreslås när planen fastställs."
    )

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "verksamhetsplan"
        verbose_name_plural = "verksamhetsplaner"
        ordering = ["-year"]
        triggers = [
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
            )
        ]
        permissions = [("decide_plan", "Kan fastställa verksamhetsplan")]
        constraints = [year_is_a_year("plan_year_is_a_year")]

    def __str__(self) -> str:
        return self.title if str(self.year) in self.title else f"{self.title} {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("committee:plan-detail", args=[self.year])

    def current_edition(self) -> PlanEdition | None:
        return PlanEdition.objects.current().filter(plan=self).first()


class PlanNodeQuerySet(models.QuerySet):
    def visible_to(self, reader: Reader) -> Self:
        """The rows behind a plan are the secretariat's; everybody else reads editions."""
        return self if reader.is_secretariat else self.none()

    def tree(self) -> list[tuple[PlanNode, int]]:
        """One plan's nodes in reading order, each with its depth from 0: one query."""
        children: dict[int | None, list[PlanNode]] = {}
        for node in self.order_by("position"):
            children.setdefault(node.parent_id, []).append(node)
        rows, waiting = [], [(node, 0) for node in reversed(children.get(None, []))]
        while waiting:
            node, depth = waiting.pop()
            rows.append((node, depth))
            waiting += [(child, depth + 1) for child in reversed(children.get(node.pk, []))]
        return rows


class PlanNode(models.Model):
    """One place in the plan's tree (del av planen): a chapter, a goal area, a commitment, a paragraph."""

    class Kind(models.TextChoices):
        CHAPTER = "chapter", "kapitel"
        CALENDAR = "calendar", "kapitel: kalendarium"
        BUDGET = "budget", "kapitel: budget"
        AREA = "area", "samverkansområde"
        GOAL_AREA = "goal_area", "målområde"
        ISSUE = "issue", "utvecklingsfråga"
        COMMITMENT = "commitment", "åtagande"
        SECTION = "section", "rubrik"
        PARAGRAPH = "paragraph", "stycke"
        ITEM = "item", "punkt i lista"
        TABLE = "table", "tabell"
        HOST_ROTA = "host_rota", "värdlista"
        MEETING_SERIES = "meeting_series", "organets möten"

    LEAF_KINDS = (Kind.COMMITMENT, Kind.PARAGRAPH, Kind.ITEM, Kind.TABLE)

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="nodes", verbose_name="verksamhetsplan")
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children", verbose_name="ligger under"
    )
    position = models.PositiveIntegerField("ordning")
    kind = models.CharField("sort", max_length=20, choices=Kind.choices)
    number = models.CharField("nummer", max_length=10, blank=True, help_text="Kapitlets nummer, till exempel 5.")
    title = models.CharField("rubrik", max_length=300, blank=True)
    text = models.TextField(
        "text", blank=True, help_text="I en tabell: en rad per rad, cellerna skilda åt med lodstreck ( | )."
    )
    is_focus = models.BooleanField("i fokus i år", default=False)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, verbose_name="gäller organet")
    series_kind = models.CharField(
        "sorts möten", max_length=80, blank=True, help_text="För organets möten. Tomt: organets ordinarie möten."
    )

    objects = PlanNodeQuerySet.as_manager()

    class Meta:
        verbose_name = "del av planen"
        verbose_name_plural = "planens delar"
        ordering = ["position"]
        triggers = [
            pgtrigger.Trigger(
                name="parent_in_the_same_plan",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("plan_id", "parent_id"),
                func="""
                    IF EXISTS (
                        SELECT 1 FROM committee_plannode
                        WHERE (id = NEW.parent_id OR parent_id = NEW.id) AND plan_id <> NEW.plan_id
                    ) THEN
                        RAISE EXCEPTION 'parent_in_the_same_plan: node % and its parent or child', NEW.id;
                    END IF;
                    RETURN NEW;
                """,
            )
        ]
        constraints = [
            models.UniqueConstraint(
                name="node_position_once_under_its_parent",
                fields=["parent", "position"],
                violation_error_message="En annan del har redan den platsen.",
            ),
            models.UniqueConstraint(
                name="node_position_once_among_chapters",
                fields=["plan", "position"],
                condition=Q(parent__isnull=True),
                violation_error_message="Ett annat kapitel har redan den platsen.",
            ),
            models.CheckConstraint(
                name="node_at_the_top_is_a_chapter",
                condition=Q(parent__isnull=True, kind__in=["chapter", "calendar", "budget"])
                | (Q(parent__isnull=False) & ~Q(kind__in=["chapter", "calendar", "budget"])),
                violation_error_message="Kapitel ligger överst i planen och allt annat ligger under något.",
            ),
            models.CheckConstraint(
                name="node_focus_is_for_commitments",
                condition=Q(is_focus=False) | Q(kind="commitment"),
                violation_error_message="Bara åtaganden kan vara i fokus.",
            ),
            models.CheckConstraint(
                name="node_of_words_has_text_alone",
                condition=~Q(kind__in=["commitment", "paragraph", "item", "table"]) | (Q(title="") & ~Q(text="")),
                violation_error_message="Ett stycke, ett åtagande, en punkt och en tabell har text men ingen rubrik.",
            ),
            models.CheckConstraint(
                name="node_of_headings_has_a_title",
                condition=Q(kind__in=["commitment", "paragraph", "item", "table"]) | ~Q(title=""),
                violation_error_message="Skriv en rubrik.",
            ),
            models.CheckConstraint(
                name="node_kind_is_known",
                condition=Q(
                    kind__in=[
                        *("chapter", "calendar", "budget", "area", "goal_area", "issue", "commitment"),
                        *("section", "paragraph", "item", "table", "host_rota", "meeting_series"),
                    ]
                ),
                violation_error_message="Välj en av sorterna i listan.",
            ),
            models.CheckConstraint(
                name="node_series_has_a_body",
                condition=~Q(kind__in=["meeting_series", "host_rota"]) | Q(body__isnull=False),
                violation_error_message="Ange vilket organ mötena eller värdlistan gäller.",
            ),
        ]

    def __str__(self) -> str:
        words = self.title or self.text
        return f"{self.number} {words}".strip() if len(words) <= 80 else f"{words[:77]}…"

    @property
    def holds_others(self) -> bool:
        """Whether anything can lie under it: headings can, words and tables can't."""
        return self.kind not in self.LEAF_KINDS

    @property
    def rows(self) -> list[list[str]]:
        """A table's cells, the header row first."""
        return split_rows(self.text)

    def siblings(self) -> models.QuerySet[PlanNode]:
        return PlanNode.objects.filter(plan=self.plan_id, parent=self.parent_id)

    def place_last(self) -> None:
        """Give it the place after its siblings; it is the caller's to save."""
        others = self.siblings().exclude(pk=self.pk)
        self.position = (others.aggregate(last=models.Max("position"))["last"] or 0) + 1

    def path(self) -> list[int]:
        """The ids from this node up to its chapter; a query for each step."""
        return [self.pk, *(self.parent.path() if self.parent else [])]

    @transaction.atomic
    def move(self, *, steps: int) -> None:
        """Change place with the sibling `steps` later (negative: earlier); at the end of the row, stay."""
        row = list(self.siblings().select_for_update())
        here = row.index(self)
        if not 0 <= here + steps < len(row):
            return
        other = row[here + steps]
        mine, theirs = row[here].position, other.position
        # Each position is taken by one row at a time, so the swap goes by way of a free one.
        for node, position in ((self, row[-1].position + 1), (other, mine), (self, theirs)):
            node.position = position
            node.save(update_fields=["position"])

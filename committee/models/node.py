"""What a plan consists of: a tree of rows, each one place in it, and the references between them."""

from __future__ import annotations

from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q

from committee.models.organisation import Body
from committee.models.plan import Plan, rests_once_decided
from committee.reader import Reader
from committee.tables import split_rows
from committee.tracking import tracked
from committee.versions import COUNTS_VERSIONS, Versioned


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


@tracked(part_of="plan")
class PlanNode(Versioned):
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

    TOP_KINDS = (Kind.CHAPTER, Kind.CALENDAR, Kind.BUDGET)
    LEAF_KINDS = (Kind.COMMITMENT, Kind.PARAGRAPH, Kind.ITEM, Kind.TABLE)
    SPLIT_KINDS = (Kind.COMMITMENT, Kind.PARAGRAPH, Kind.ITEM)
    ASKED_OF = {
        Kind.CHAPTER: ("number", "title", "text"),
        Kind.CALENDAR: ("number", "title", "text"),
        Kind.BUDGET: ("number", "title", "text"),
        Kind.AREA: ("title", "text"),
        Kind.GOAL_AREA: ("title", "text"),
        Kind.ISSUE: ("title", "text"),
        Kind.COMMITMENT: ("text", "is_focus", "owner"),
        Kind.SECTION: ("title", "text", "body"),
        Kind.PARAGRAPH: ("text",),
        Kind.ITEM: ("text",),
        Kind.TABLE: ("text",),
        Kind.HOST_ROTA: ("title", "text", "body"),
        Kind.MEETING_SERIES: ("title", "text", "body", "series_kind"),
    }
    """What each kind says of itself; the rest is empty."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="nodes", verbose_name="verksamhetsplan")
    parent = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="ligger under",
        help_text="Tomt: ett kapitel. En del flyttas sist under den du väljer.",
    )
    position = models.PositiveIntegerField("ordning")
    kind = models.CharField(
        "sort",
        max_length=20,
        choices=Kind.choices,
        help_text="Sorten avgör vad delen har: rubrik, text, fokus, ansvarig.",
    )
    number = models.CharField("nummer", max_length=10, blank=True, help_text="Kapitlets nummer, till exempel 5.")
    title = models.CharField("rubrik", max_length=300, blank=True, help_text="Som den ska stå i planen.")
    text = models.TextField(
        "text", blank=True, help_text="I en tabell: en rad per rad, cellerna skilda åt med lodstreck ( | )."
    )
    is_focus = models.BooleanField("i fokus i år", default=False, help_text="Märks ut i planen, och följs upp först.")
    body = models.ForeignKey(
        Body,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="gäller organet",
        help_text="Organet vars möten eller värdar visas här.",
    )
    series_kind = models.CharField(
        "sorts möten", max_length=80, blank=True, help_text="För organets möten. Tomt: organets ordinarie möten."
    )
    owner = models.ForeignKey(
        Body,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="owned_commitments",
        verbose_name="ansvarigt organ",
        help_text="Ser till att åtagandet hålls. Kan ändras även när planen är fastställd.",
    )
    ancestor = models.PositiveBigIntegerField("fortsätter delen", null=True, blank=True, editable=False)
    """The id of the first part that it continues, in an earlier year's plan; None when it is the first.

    A number and not a foreign key: plans are compared by it, but no plan's rows lead into another's.
    """

    COUNTED = "delar av planen"

    objects = PlanNodeQuerySet.as_manager()

    class Meta:
        verbose_name = "del av planen"
        verbose_name_plural = "planens delar"
        ordering = ["position"]
        triggers = [
            COUNTS_VERSIONS,
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
            ),
            rests_once_decided(
                "{row}.plan_id",
                *("id", "plan_id", "parent_id", "position", "kind", "number", "title", "text", "is_focus", "body_id"),
                *("series_kind", "ancestor"),
            ),
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
                name="node_owner_is_for_commitments",
                condition=Q(owner__isnull=True) | Q(kind="commitment"),
                violation_error_message="Bara åtaganden har ett ansvarigt organ.",
            ),
            models.UniqueConstraint(
                name="node_continues_a_part_once",
                fields=["plan", "ancestor"],
                violation_error_message="Planen har redan en del som fortsätter den.",
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
    def origin(self) -> int:
        """The id that it shares with its likes in other years' plans: that of the first of them."""
        return self.ancestor or self.pk

    @property
    def rows(self) -> list[list[str]]:
        """A table's cells, the header row first."""
        return split_rows(self.text)

    def reasons_to_stay(self) -> list[str]:
        """Why the row isn't deleted, and what to do instead; nothing when it can be."""
        return [] if self.plan.is_open else ["Planen är fastställd. Öppna den för en rättelse först: Rätta planen."]

    def siblings(self) -> models.QuerySet[PlanNode]:
        """Those that lie beside it, and itself, in reading order."""
        return PlanNode.objects.filter(plan=self.plan_id, parent=self.parent_id).order_by("position")

    def path(self) -> list[int]:
        """The ids from this node up to its chapter; a query for each step."""
        return [self.pk, *(self.parent.path() if self.parent else [])]

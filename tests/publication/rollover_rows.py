"""A decided plan to begin the next from, and what its commitments are to become."""

from __future__ import annotations

import re
from html import unescape

from django.core.serializers import serialize
from django.http import HttpResponse
from django.urls import reverse

from committee.models import Duty, Plan, PlanNode, PlanReference
from sodertorn.publication.rollover import Choice, Do
from tests.factories import BodyFactory, ChapterFactory, CommitmentFactory, NodeFactory, PlanEditionFactory, PlanFactory
from tests.publication.rows import ROWS

Kind = PlanNode.Kind
COLUMNS = ("kind", "position", "number", "title", "text", "is_focus", "body", "series_kind", "owner")


def decided(plan: Plan) -> Plan:
    """The plan with an edition: from here its rows rest."""
    PlanEditionFactory(plan=plan)
    return plan


def goals(*texts: str, year: int = 2017) -> tuple[Plan, list[PlanNode]]:
    """A draft with one chapter, an area, a goal area and an issue in it, and commitments there; the first in focus."""
    plan = PlanFactory(year=year)
    under = ChapterFactory(plan=plan, position=3, number="5", title=f"Inriktning {year}")
    for kind, title in ((Kind.AREA, "Området"), (Kind.GOAL_AREA, "Målområdet"), (Kind.ISSUE, "Frågan")):
        under = NodeFactory(parent=under, kind=kind, title=title, text="")
    owner = BodyFactory()
    commitments = [
        CommitmentFactory(parent=under, position=place, text=text, is_focus=place == 2, owner=owner)
        for place, text in enumerate(texts, start=2)
    ]
    return plan, commitments


def keep_all(plan: Plan) -> dict[int, Choice]:
    commitments = plan.nodes.filter(kind=Kind.COMMITMENT)
    return {node.pk: Choice(Do.KEEP, is_focus=node.is_focus) for node in commitments}


def shape(plan: Plan) -> list[tuple]:
    """The plan's parts in reading order: depth and all that they say."""
    return [(depth, *(getattr(node, name) for name in COLUMNS)) for node, depth in plan.nodes.tree()]


def everything() -> str:
    """All rows that beginning a plan may touch."""
    return "".join(serialize("json", model.objects.order_by("pk")) for model in (*ROWS, Duty, PlanReference))


def page_of(plan: Plan) -> str:
    return reverse("plan-rollover", args=[plan.pk])


def answers(*nodes: PlanNode, **changes: str) -> dict[str, str]:
    """What the untouched page posts about commitments; `del_5_do="drop"` changes it, and None takes it away."""
    posted = {}
    for node in nodes:
        posted |= {f"del-{node.pk}-do": "keep", f"del-{node.pk}-text": node.text}
        posted |= {f"del-{node.pk}-is_focus": "on"} if node.is_focus else {}
    posted |= {name.replace("_", "-", 2): value for name, value in changes.items()}
    return {name: value for name, value in posted.items() if value is not None}


def words_of(response: HttpResponse) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def said(response: HttpResponse) -> list[str]:
    return [unescape(re.sub(r"<[^>]+>", "", str(message))) for message in response.context["messages"]]

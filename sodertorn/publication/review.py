"""Looks a plan through before it is decided: what stops it, and what to think of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from committee.models import Plan, PlanNode, PlanReference
from committee.reading import walk
from sodertorn.publication.compose import budget_of, meetings_of, named


class Topic(StrEnum):
    """What a remark is about, in the order they are shown; the value is the heading above several."""

    STOPS = "Det här måste rättas först"
    PARTS = "Delar som saknas"
    EMPTY = "Rubriker utan något under sig"
    OWNER = "Åtaganden utan ansvarigt organ"
    YEAR = "Delar som nämner året före planens"
    REFERENCE = "Hänvisningar som inte blir länkar"
    MEETING = "Möten"


@dataclass(frozen=True)
class Remark:
    """Something to know before deciding; `node_id` or `meeting_id` is what it is about."""

    topic: Topic
    text: str
    node_id: int | None = None
    meeting_id: int | None = None

    @property
    def stops(self) -> bool:
        """Whether the plan can't be decided like this."""
        return self.topic == Topic.STOPS


def review(plan: Plan, content: dict) -> list[Remark]:
    """Look a plan's rows and content through, what stops the decision first. Six queries at most."""
    remarks = [*review_chapters(plan, content), *review_parts(plan), *review_meetings(plan, content)]
    order = list(Topic)
    return sorted(remarks, key=lambda remark: order.index(remark.topic))


def by_topic(remarks: list[Remark]) -> list[tuple[Topic, list[Remark]]]:
    return [(topic, list(group)) for topic, group in groupby(remarks, key=lambda remark: remark.topic)]


def review_chapters(plan: Plan, content: dict) -> Iterator[Remark]:
    """What the whole lacks: chapters, words in them, a budget that balances."""
    if not content["chapters"]:
        yield Remark(Topic.STOPS, "Planen har inga kapitel.")
    for chapter in content["chapters"]:
        yield from review_chapter(chapter)
    if (budget := budget_of(plan)) and (reason := budget.imbalance_in_words()):
        yield Remark(Topic.STOPS, reason)
    kinds = {chapter["kind"] for chapter in content["chapters"]}
    if "calendar" not in kinds:
        yield Remark(Topic.PARTS, "Planen har inget kapitel som fylls från kalendern.")
    if "budget" not in kinds:
        yield Remark(Topic.PARTS, "Planen har inget kapitel som fylls från budgeten.")


def review_chapter(chapter: dict) -> list[Remark]:
    name = f"Kapitel {chapter['number']} {chapter['title']}".replace("  ", " ")
    budget = chapter.get("budget")
    if budget and not any(side["lines"] for side in budget.values()):
        return [Remark(Topic.STOPS, f"{name} är tomt: årets budget har inga poster.", chapter["id"])]
    if not budget and not has_words(chapter):
        return [Remark(Topic.STOPS, f"{name} är tomt.", chapter["id"])]
    return [
        Remark(
            Topic.EMPTY, f"Rubriken ”{node['title']}” i kapitel {chapter['number']} har inget under sig.", node["id"]
        )
        for node in walk(chapter["children"])
        if node["title"] and not has_words(node)
    ]


def has_words(node: dict) -> bool:
    """Whether anything stands under a heading: text, meetings or hosts."""
    return any(
        below["text"] or below.get("rows") or below.get("meetings") or below.get("turns") for below in walk([node])
    )


def review_parts(plan: Plan) -> Iterator[Remark]:
    """What single parts lack. Two queries."""
    year_before = re.compile(rf"\b{plan.year - 1}\b")
    for node, _ in plan.nodes.tree():
        if node.kind == PlanNode.Kind.COMMITMENT and node.owner_id is None:
            yield Remark(Topic.OWNER, f"”{node}” har inget ansvarigt organ.", node.pk)
        if node.ancestor and year_before.search(f"{node.title} {node.text}"):
            yield Remark(Topic.YEAR, f"”{node}” nämner {plan.year - 1}.", node.pk)
    for reference in PlanReference.objects.filter(node__plan=plan).select_related("node"):
        if reference.words not in reference.node.text:
            words = f"”{reference.words}” står inte längre i ”{reference.node}”."
            yield Remark(Topic.REFERENCE, words, reference.node_id)


def review_meetings(plan: Plan, content: dict) -> Iterator[Remark]:
    listed = named(content, "meetings")
    for meeting in meetings_of(plan):
        if meeting.is_draft and meeting.pk not in listed:
            words = f"{meeting} står inte i planen och blir inte synligt för andra än sekretariatet."
            yield Remark(Topic.MEETING, words, meeting_id=meeting.pk)
        elif meeting.is_month_only and meeting.starts_on.year == plan.year:
            yield Remark(Topic.MEETING, f"{meeting} har ingen dag än.", meeting_id=meeting.pk)

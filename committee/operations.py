"""What the secretariat does to a plan's tree: moves, indents, adds below, splits. A decided plan's tree rests."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, Max

from committee.models import Plan, PlanNode
from committee.refusal import RefusedError


def open_plan(plan: Plan) -> Plan:
    """The plan, held while its rows are changed. Raises RefusedError when it is decided and not reopened.

    That is asked once it is held: a query that waits for the plan doesn't see the edition that it waited for.
    """
    held = Plan.objects.select_for_update().filter(pk=plan.pk).first()
    if held is None or not held.is_open:
        raise RefusedError("Planen är fastställd. Öppna den för rättelse om något ska ändras.")
    return held


def held_node(node: PlanNode) -> PlanNode:
    """The part as it is now, its plan held. Raises RefusedError when it is gone or its plan rests."""
    open_plan(node.plan)
    found = PlanNode.objects.select_related("plan", "parent").filter(pk=node.pk).first()
    if found is None:
        raise RefusedError("Delen finns inte längre.")
    return found


def place(row: list[PlanNode], *, under: PlanNode | None) -> None:
    """Let these parts, and no others, lie under a part in the order given.

    All but new ones step aside first, where they lie, since no place may be taken twice.
    """
    plan = row[0].plan_id
    last = PlanNode.objects.filter(plan=plan).aggregate(last=Max("position"))["last"] or 0
    there = PlanNode.objects.filter(pk__in=[node.pk for node in row if node.pk])
    there.update(position=F("position") + last + len(row))
    for position, node in enumerate(row, start=1):
        node.parent, node.position = under, position
    PlanNode.objects.bulk_update([node for node in row if node.pk], ["parent", "position"])
    for node in row:
        if node.pk is None:
            node.save()


@transaction.atomic
def move(node: PlanNode, *, steps: int) -> bool:
    """Change place with the sibling `steps` later (negative: earlier); False when there is none."""
    node = held_node(node)
    row = list(node.siblings())
    here = row.index(node)
    if not 0 <= here + steps < len(row):
        return False
    row[here], row[here + steps] = row[here + steps], row[here]
    place(row, under=node.parent)
    return True


@transaction.atomic
def indent(node: PlanNode) -> None:
    """Put a part last under the sibling before it. Raises RefusedError when that can't hold it."""
    node = held_node(node)
    before = node.siblings().filter(position__lt=node.position).last()
    if node.kind in PlanNode.TOP_KINDS:
        raise RefusedError("Ett kapitel ligger alltid överst. Byt sort till rubrik för att lägga det under ett annat.")
    if before is None:
        raise RefusedError("Det finns ingen del före den här att lägga den under.")
    if not before.holds_others:
        raise RefusedError(f"Inget kan ligga under ”{before}”: det har ingen rubrik.")
    place([*before.children.order_by("position"), node], under=before)


@transaction.atomic
def outdent(node: PlanNode) -> None:
    """Put a part beside the one it lies under, right after it. Raises RefusedError at the top."""
    node = held_node(node)
    above = node.parent
    if above is None:
        raise RefusedError("Kapitlet ligger redan överst.")
    if above.parent_id is None:
        raise RefusedError("Överst ligger bara kapitel. Byt sort till kapitel för att flytta ut delen dit.")
    put_after(node, above)


@transaction.atomic
def add(node: PlanNode, *, after: PlanNode | None = None) -> PlanNode:
    """Save a new part: right after one of its siblings, or last under what it lies under."""
    node.plan = open_plan(node.plan)
    node.parent = room_under(node.parent, node)
    if after is None:
        place([*node.siblings(), node], under=node.parent)
    else:
        put_after(node, held_node(after))
    return node


@transaction.atomic
def put_last(node: PlanNode, *, under: PlanNode | None) -> None:
    """Save a part, with whatever else is new in it, at the end of what lies under another.

    Raises RefusedError when it would lie under itself.
    """
    held_node(node)
    under = room_under(under, node)
    there = PlanNode.objects.filter(plan=node.plan_id, parent=under).exclude(pk=node.pk)
    node.parent, node.position = under, (there.aggregate(last=Max("position"))["last"] or 0) + 1
    node.save()


def room_under(above: PlanNode | None, node: PlanNode) -> PlanNode | None:
    """The part that another is put under, as it is now. Raises RefusedError when it is gone or lies under the other."""
    if above is None:
        return None
    found = PlanNode.objects.filter(pk=above.pk).first()
    if found is None:
        raise RefusedError("Delen som den skulle ligga under finns inte längre.")
    if node.pk in found.path():
        raise RefusedError("En del kan inte ligga under sig själv.")
    return found


@transaction.atomic
def save_words(node: PlanNode, *, fields: Iterable[str]) -> None:
    """Save what a part says in some fields. Where it lies is left alone: it may have been moved since it was read."""
    held_node(node)
    node.save(update_fields=fields)


def put_after(node: PlanNode, before: PlanNode) -> None:
    row = [other for other in before.siblings() if other != node]
    here = row.index(before) + 1
    place([*row[:here], node, *row[here:]], under=before.parent)


@transaction.atomic
def split(node: PlanNode, texts: list[str]) -> list[PlanNode]:
    """Let a part of words become several of its kind: it keeps the first text, the others come right after it.

    What refers to its words goes with the words. Raises RefusedError when it has no text of its own to divide.
    """
    node = held_node(node)
    if node.kind not in PlanNode.SPLIT_KINDS:
        raise RefusedError("Bara stycken, åtaganden och punkter kan delas.")
    if len(texts) < 2 or not all(text.strip() for text in texts):
        raise RefusedError("Sätt en tom rad där delen ska delas.")
    node.text = texts[0]
    node.save(update_fields=["text"])
    news = [
        PlanNode(plan=node.plan, kind=node.kind, text=text, is_focus=node.is_focus, owner_id=node.owner_id)
        for text in texts[1:]
    ]
    row = list(node.siblings())
    here = row.index(node) + 1
    place([*row[:here], *news, *row[here:]], under=node.parent)
    for reference in node.references.all():
        if home := next((part for part in [node, *news] if reference.words in part.text), None):
            reference.node = home
            reference.save(update_fields=["node"])
    return [node, *news]

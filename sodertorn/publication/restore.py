"""From an edition's content back to the plan's rows: compose the other way."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, Max
from django.db.models.deletion import ProtectedError

from committee.models import Body, Duty, Plan, PlanNode, PlanReference
from committee.reading import walk
from committee.refusal import RefusedError
from committee.tables import join_rows

RESTORED = (
    *("parent", "position", "kind", "number", "title", "text", "is_focus", "body", "series_kind", "owner", "ancestor"),
)


def restore(plan: Plan, content: dict) -> None:
    """Let an open plan's title, tree, references and promises be those of one of its editions.

    Parts keep their ids, those that were deleted get theirs back. Who is responsible for a commitment isn't in the
    edition and stays. Raises RefusedError when a body that the edition names is gone.
    """
    plan.title, plan.subtitle, plan.issuer = content["title"], content["subtitle"], content["issuer"]
    plan.save(update_fields=["title", "subtitle", "issuer"])
    bodies = bodies_in(content)
    restore_nodes(plan, content, bodies)
    restore_promises(plan, content, bodies)


def bodies_in(content: dict) -> dict[str, Body]:
    """The bodies that an edition names, by the slug they had then: found by it, or by their name if it was changed."""
    by_slug, by_name = Body.objects.in_bulk(field_name="slug"), {body.name: body for body in Body.objects.all()}
    found = {body["slug"]: by_slug.get(body["slug"]) or by_name.get(body["name"]) for body in content["bodies"]}
    if missing := [body["name"] for body in content["bodies"] if found[body["slug"]] is None]:
        raise RefusedError(f"Organet ”{missing[0]}” i utgåvan finns inte längre. Lägg upp det igen först.")
    return found


def restore_nodes(plan: Plan, content: dict, bodies: dict[str, Body]) -> None:
    there = {node.pk: node for node in plan.nodes.all()}
    highest = plan.nodes.aggregate(highest=Max("position"))["highest"] or 0
    wanted = list(placed(content["chapters"], None))
    rows = []
    for value, parent, position in wanted:
        row = there.get(value["id"]) or PlanNode(pk=value["id"], plan=plan)
        row.parent_id, row.position = parent, position
        fill(row, value, bodies, has_all=content["format"] > 1)
        rows.append(row)
    # All step aside first, since no place may be taken twice; then what the edition doesn't have can go.
    plan.nodes.update(position=F("position") + highest + len(rows))
    PlanNode.objects.bulk_create(row for row in rows if row.pk not in there)
    PlanNode.objects.bulk_update([row for row in rows if row.pk in there], RESTORED)
    drop_added(plan, rows)
    PlanReference.objects.filter(node__plan=plan).delete()
    PlanReference.objects.bulk_create(
        PlanReference(node_id=value["id"], words=reference["words"], target_id=reference["node"])
        for value, _, _ in wanted
        for reference in value.get("references", [])
    )


def drop_added(plan: Plan, rows: list[PlanNode]) -> None:
    """Take away what a correction brought in, unless an agenda or a budget has begun to refer to it."""
    try:
        plan.nodes.exclude(pk__in=[row.pk for row in rows]).delete()
    except ProtectedError as protected:
        names = ", ".join(f"”{linked}”" for linked in sorted(protected.protected_objects, key=str))
        raise RefusedError(f"Åtaganden i rättelsen används av {names}. Ta bort de kopplingarna först.") from None


def placed(nodes: list[dict], parent: int | None) -> Iterator[tuple[dict, int | None, int]]:
    """Every node with the id of the one it lies under and its place there, in reading order."""
    for position, node in enumerate(nodes, start=1):
        yield node, parent, position
        yield from placed(node["children"], node["id"])


def fill(row: PlanNode, value: dict, bodies: dict[str, Body], *, has_all: bool) -> None:
    """Give a row an edition's words; `has_all` is false for the first format, which left some of them out."""
    row.kind, row.number, row.title, row.is_focus = value["kind"], value["number"], value["title"], value["is_focus"]
    row.text = join_rows(value["rows"]) if "rows" in value else value["text"]
    row.body = bodies[value["body"]] if "body" in value else None
    row.owner = row.owner if row.kind == PlanNode.Kind.COMMITMENT else None
    if has_all:
        row.series_kind = value.get("series_kind", "")
        row.ancestor = None if value["ancestor"] == row.pk else value["ancestor"]


def restore_promises(plan: Plan, content: dict, bodies: dict[str, Body]) -> None:
    plan.duties.all().delete()
    meetings = [
        Duty(
            plan=plan,
            kind=Duty.Kind.MEETINGS,
            body=bodies[body["slug"]],
            node_id=body["duty"]["node"],
            minimum_meetings=body["duty"]["minimum_meetings"],
            period_years=body["duty"]["period_years"],
        )
        for body in content["bodies"]
        if body["duty"]
    ]
    others = [
        Duty(
            plan=plan,
            kind=promise["kind"],
            body=bodies[promise["body"]] if promise["body"] else None,
            preparer=bodies[promise["preparer"]] if promise["preparer"] else None,
            node_id=promise["node"],
        )
        for promise in content.get("promises", [])
    ]
    node_ids = {node["id"] for node in walk(content["chapters"])}
    for duty in (rows := meetings + others):
        duty.node_id = duty.node_id if duty.node_id in node_ids else None
    Duty.objects.bulk_create(rows)

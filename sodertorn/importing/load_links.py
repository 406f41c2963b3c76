"""From a ParsedPlan to what its parts lead to: other parts by references, the year before's as their ancestors."""

from __future__ import annotations

from committee.models import Plan, PlanNode, PlanReference
from sodertorn.importing.ancestors import Part, continued
from sodertorn.importing.values import ParsedPlan


def load_references(parsed: ParsedPlan, nodes_by_line: dict[int, PlanNode]) -> None:
    PlanReference.objects.bulk_create(
        PlanReference(
            node=nodes_by_line[reference.line],
            words=reference.words,
            target=nodes_by_line[reference.target_line],
        )
        for reference in parsed.references
    )


def load_ancestors(plan: Plan) -> None:
    """Let the parts that say what the latest plan before says continue those. Four queries at most."""
    before = Plan.objects.filter(year__lt=plan.year).order_by("-year").first()
    if before is None:
        return
    earlier, nodes = before.nodes.in_bulk(), plan.nodes.in_bulk()
    pairs = continued(map(part_of, nodes.values()), plan.year, map(part_of, earlier.values()), before.year)
    for key, old in pairs.items():
        nodes[key].ancestor = earlier[old].origin
    PlanNode.objects.bulk_update([nodes[key] for key in pairs], ["ancestor"])


def part_of(node: PlanNode) -> Part:
    return Part(node.pk, node.parent_id, node.kind, node.title or node.text)

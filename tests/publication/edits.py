"""What the secretariat may do to an open plan's rows, for tests that do it by chance."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from committee import operations
from committee.models import Duty, Plan, PlanNode, PlanReference
from committee.refusal import RefusedError
from tests.factories import BodyFactory, CommitmentFactory, DutyFactory

Kind = PlanNode.Kind


def pick(plan: Plan, at: int, **which) -> PlanNode | None:
    found = list(plan.nodes.filter(**which).order_by("pk"))
    return found[at % len(found)] if found else None


def on(which: dict, edit: Callable[[PlanNode], object]) -> Callable[[Plan, int], None]:
    """An edit of one of the parts of a sort; what the desk refuses does nothing."""

    def run(plan: Plan, at: int) -> None:
        if node := pick(plan, at, **which):
            with suppress(RefusedError):
                edit(node)

    return run


def add_beside(node: PlanNode) -> None:
    operations.add(PlanNode(plan=node.plan, parent=node.parent, kind=Kind.PARAGRAPH, text="Nytt."), after=node)


def refer(node: PlanNode) -> None:
    words = f"se {node.references.count()}"
    PlanReference.objects.create(node=node, words=words, target=node.plan.nodes.exclude(pk=node.pk).first())


def rewrite(node: PlanNode) -> None:
    PlanNode.objects.filter(pk=node.pk).update(text=f"{node.text} Mer.")


WORDS = {"kind__in": [Kind.COMMITMENT, Kind.PARAGRAPH, Kind.ITEM]}
LOW = {"parent__isnull": False}
EDITS = {
    "rewrite": on(WORDS, rewrite),
    "rename": on({"parent": None}, lambda node: PlanNode.objects.filter(pk=node.pk).update(title="Ny", number="9")),
    "focus": on({"kind": Kind.COMMITMENT}, lambda node: PlanNode.objects.filter(pk=node.pk).update(is_focus=True)),
    "up": on({}, lambda node: operations.move(node, steps=-1)),
    "down": on({}, lambda node: operations.move(node, steps=1)),
    "in": on(LOW, operations.indent),
    "out": on(LOW, operations.outdent),
    "strike": on(LOW, lambda node: node.delete()),
    "strike chapter": on({"parent": None}, lambda node: node.delete()),
    "split": on(WORDS, lambda node: operations.split(node, ["Ett.", "Två."])),
    "add": on(LOW, add_beside),
    "add chapter": lambda plan, at: operations.add(PlanNode(plan=plan, kind=Kind.CHAPTER, title=f"Nytt {at}")),
    "refer": on(WORDS, refer),
    "forget": lambda plan, at: PlanReference.objects.filter(node__plan=plan).delete(),
    "promise less": lambda plan, at: plan.duties.filter(kind=Duty.Kind.MEETINGS).update(minimum_meetings=1),
    "promise nothing": lambda plan, at: plan.duties.all().delete(),
    "promise more": lambda plan, at: DutyFactory(plan=plan, body=BodyFactory(), node=pick(plan, at)),
    "retitle": lambda plan, at: Plan.objects.filter(pk=plan.pk).update(title=f"Titel {at}", issuer=""),
    "commit": on(LOW, lambda node: CommitmentFactory(parent=node.parent, position=900 + node.plan.nodes.count())),
}

"""Any moves, indents, outdents and adds, beside the same done to plain lists: the tree stays whole and in order."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from committee import operations
from committee.models import Plan, PlanNode
from committee.refusal import RefusedError
from tests.factories import ChapterFactory, PlanFactory

pytestmark = pytest.mark.django_db
ACTS = ("up", "down", "in", "out", "section after", "paragraph after", "paragraph last")


@dataclass
class Part:
    """A part as plain lists have it; the one at the root is the plan."""

    name: str
    kind: str = "chapter"
    above: Part | None = None
    below: list[Part] = field(default_factory=list)

    def put(self, part: Part, place: int) -> Part:
        if part.above:
            part.above.below.remove(part)
        part.above = self
        self.below.insert(place, part)
        return part

    def in_order(self) -> list[Part]:
        return [part for child in self.below for part in (child, *child.in_order())]

    def written(self) -> str:
        inside = " ".join(child.written() for child in self.below)
        return f"{self.name}({inside})" if inside else self.name


def done(part: Part, act: str, name: str) -> None:
    """Do it to the lists; what the plan refuses is left undone."""
    beside, above = part.above.below, part.above
    here = beside.index(part)
    before = beside[here - 1] if here else None
    match act:
        case "up" if before:
            above.put(part, here - 1)
        case "down" if here + 1 < len(beside):
            above.put(part, here + 1)
        case "in" if before and part.kind != "chapter" and before.kind != "paragraph":
            before.put(part, len(before.below))
        case "out" if part.kind != "chapter" and above.kind != "chapter":
            above.above.put(part, above.above.below.index(above) + 1)
        case "section after" | "paragraph after" if part.kind != "chapter":
            above.put(Part(name, act.split()[0]), here + 1)
        case "paragraph last" if part.kind != "paragraph":
            part.put(Part(name, "paragraph"), len(part.below))


def done_in_the_plan(node: PlanNode, act: str, name: str) -> None:
    new = PlanNode(plan=node.plan, kind=act.split()[0])
    setattr(new, "text" if new.kind == "paragraph" else "title", name)
    match act:
        case "up" | "down":
            operations.move(node, steps=1 if act == "down" else -1)
        case "in":
            operations.indent(node)
        case "out":
            operations.outdent(node)
        case "paragraph last" if node.holds_others:
            new.parent = node
            operations.add(new)
        case "section after" | "paragraph after" if node.parent:
            new.parent = node.parent
            operations.add(new, after=node)


def written(plan: Plan, above: PlanNode | None = None) -> str:
    """The same line of the rows."""
    rows = [(node.title or node.text, written(plan, node)) for node in plan.nodes.filter(parent=above)]
    return " ".join(f"{name}({inside})" if inside else name for name, inside in rows)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 30)), min_size=4, max_size=12))
def test_plan_s_tree_is_what_plain_lists_become(steps):
    with transaction.atomic():
        plan, root = PlanFactory(year=2018), Part("")
        for place, title in enumerate("AB", start=1):
            ChapterFactory(plan=plan, title=title, position=place)
            root.put(Part(title), place)
        for name, (act, at) in enumerate(steps):
            parts = root.in_order()
            part = parts[at % len(parts)]
            nodes = plan.nodes.filter(title=part.name) | plan.nodes.filter(text=part.name)
            with suppress(RefusedError):
                done_in_the_plan(nodes.get(), act, f"n{name}")
            done(part, act, f"n{name}")

        assert written(plan) == root.written().removeprefix("(").removesuffix(")")
        assert len(plan.nodes.tree()) == plan.nodes.count() == len(root.in_order())
        transaction.set_rollback(True)

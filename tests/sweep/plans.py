"""The plans of the sweep's world: a decided one whose rows are being corrected, and a draft of the next."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from committee.models import PlanNode
from tests.factories import (
    ChapterFactory,
    CommitmentFactory,
    DutyFactory,
    NodeFactory,
    PlanEditionFactory,
    PlanFactory,
    edition_content,
)
from tests.sweep.canaries import DESK, EVERYONE, World
from tests.sweep.organisation import Here


@dataclass(frozen=True)
class Plans:
    """Commitments that agendas and budgets are linked to: one decided, one of a draft."""

    decided: PlanNode
    draft: PlanNode


def plan(world: World, here: Here) -> Plans:
    decided = tree(world, here, 2017, is_known=True)
    draft = tree(world, here, 2018, is_known=False)
    decide(world, here, decided)
    return Plans(decided, draft)


def tree(world: World, here: Here, year: int, *, is_known: bool) -> PlanNode:
    """A plan's rows, which the secretariat alone reads; returns its commitment."""
    plan = world.add(PlanFactory, DESK, year=year, is_known=is_known)
    chapter = world.add(ChapterFactory, DESK, plan=plan, position=1, series_kind="", is_known=is_known)
    series = {"kind": "meeting_series", "body": here.council, "position": 3}
    world.add(NodeFactory, DESK, parent=chapter, **series, is_known=is_known)
    words = {"parent": chapter, "title": "", "number": "", "series_kind": "", "is_known": is_known}
    world.add(NodeFactory, DESK, position=1, **words)
    DutyFactory(plan=plan, body=here.council, minimum_meetings=6 if is_known else 9)
    DutyFactory(plan=plan, body=None, kind="balance")
    return world.add(CommitmentFactory, DESK, position=2, **words)


def decide(world: World, here: Here, commitment: PlanNode) -> None:
    """An edition in words of its own, which everyone reads: how often the council meets, and who hosts."""
    text, title, paragraph = world.word(), world.word(), world.word()
    on, council = dt.date(2016, 12, 8), here.council
    content = edition_content(commitment.plan, decided_on=on, decided_in=paragraph)
    leaf = {"number": "", "title": "", "is_focus": False, "children": []}
    content["chapters"][0]["children"].append({**leaf, "id": commitment.pk, "kind": "commitment", "text": text})
    duty = {"minimum_meetings": 3, "period_years": 1, "node": None}
    row = {"slug": council.slug, "name": council.name, "short_name": council.short_name, "prepares": None, "duty": duty}
    content |= {"title": title, "subtitle": "", "issuer": "", "bodies": [row]}
    content["promises"] = [{"kind": "hosts", "body": council.slug, "preparer": "", "node": None}]
    made = world.add(PlanEditionFactory, EVERYONE, plan=commitment.plan, content=content, decided_in=paragraph)
    world.hide(f"{text} {title} {paragraph}", made, "content", EVERYONE)

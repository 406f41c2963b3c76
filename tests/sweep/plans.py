"""The plans of the sweep's world: a decided one whose rows are being corrected, and a draft of the next."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from committee.models import PlanNode
from tests.factories import (
    AT,
    ChapterFactory,
    CommitmentFactory,
    DutyFactory,
    NodeFactory,
    PlanEditionFactory,
    PlanFactory,
    PlanReferenceFactory,
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
    decide_an_old_one(world)
    return Plans(decided, draft)


def decide_an_old_one(world: World) -> None:
    """A plan that has been corrected, whose rows rest and that no other follows: the next can be begun from it."""
    plan = world.add(PlanFactory, DESK, year=2014, reopened_because="", is_known=True)
    words = {"number": "", "title": "", "series_kind": "", "is_known": True}
    chapter = ChapterFactory(plan=plan, title="Mål")
    world.add(CommitmentFactory, DESK, parent=chapter, **words)
    content = edition_content(plan, decided_on=dt.date(2013, 12, 8)) | {"title": "2014", "subtitle": "", "issuer": ""}
    content["chapters"] = [content["chapters"][0] | {"id": chapter.pk, "children": []}]
    first = world.add(PlanEditionFactory, EVERYONE, plan=plan, content=content, reason="", decided_in="")
    corrected = {"content": content | {"edition": 2}, "number": 2, "supersedes": first}
    world.add(PlanEditionFactory, EVERYONE, plan=plan, **corrected, decided_in="")


def tree(world: World, here: Here, year: int, *, is_known: bool) -> PlanNode:
    """A plan's rows, which the secretariat alone reads; returns its commitment."""
    plan = world.add(PlanFactory, DESK, year=year, reopened_because="", is_known=is_known)
    chapter = world.add(ChapterFactory, DESK, plan=plan, position=1, series_kind="", is_known=is_known)
    series = {"kind": "meeting_series", "body": here.council, "position": 3}
    world.add(NodeFactory, DESK, parent=chapter, **series, is_known=is_known)
    words = {"parent": chapter, "title": "", "number": "", "series_kind": "", "is_known": is_known}
    refer(world, chapter, words)
    DutyFactory(plan=plan, body=here.council, minimum_meetings=6 if is_known else 9)
    DutyFactory(plan=plan, body=None, kind="balance")
    return world.add(CommitmentFactory, DESK, position=2, owner=here.hidden_body, **words)


def refer(world: World, chapter: PlanNode, words: dict) -> None:
    """A paragraph with words that lead to the chapter."""
    own, referring = world.word(), world.word()
    prose = world.add(NodeFactory, DESK, position=1, text=f"{own} ({referring})", **words)
    world.hide(own, prose, "text", DESK)
    reference = world.add(
        PlanReferenceFactory, DESK, node=prose, target=chapter, words=referring, is_known=words["is_known"]
    )
    world.hide(referring, reference, "words", DESK)


def decide(world: World, here: Here, commitment: PlanNode) -> None:
    """An edition in words of its own, which everyone reads: how often the council meets, and who hosts.

    Its rows are open again, for a reason that only the desk knows until the correction is decided.
    """
    text, title, paragraph = world.word(), world.word(), world.word()
    on, council = dt.date(2016, 12, 8), here.council
    content = edition_content(commitment.plan, decided_on=on, decided_in=paragraph)
    leaf = {"number": "", "title": "", "is_focus": False, "children": []}
    content["chapters"][0]["children"].append({**leaf, "id": commitment.pk, "kind": "commitment", "text": text})
    duty = {"minimum_meetings": 3, "period_years": 1, "node": None}
    row = {"slug": council.slug, "name": council.name, "short_name": council.short_name, "prepares": None, "duty": duty}
    row |= dict.fromkeys(("usual_weekday", "usual_starts_at", "usual_ends_at"))
    content |= {"title": title, "subtitle": "", "issuer": "", "bodies": [row]}
    content["promises"] = [{"kind": "hosts", "body": council.slug, "preparer": "", "node": None}]
    values = {"plan": commitment.plan, "content": content, "decided_in": paragraph, "reason": ""}
    made = world.add(PlanEditionFactory, EVERYONE, **values)
    world.hide(f"{text} {title} {paragraph}", made, "content", EVERYONE)
    because = world.word()
    commitment.plan.reopen(because=because, at=AT, by=None)
    world.hide(because, commitment.plan, "reopened_because", DESK)

"""Commitments that rows of other apps are linked to, in the words that were decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from committee.models import PlanEdition, PlanNode
from committee.reader import Reader
from committee.reading import read_chapters


@dataclass(frozen=True)
class Commitment:
    """A commitment of a decided plan: the year and the node's id make its address."""

    year: int
    id: int
    text: str


def decided_commitments(keys: Iterable[int | None], reader: Reader) -> dict[int, Commitment]:
    """Commitments by their nodes' ids, in the words of the latest edition that has each; drafts of plans aren't read.

    Ids that no edition has are left out. One query, or none without ids.
    """
    wanted = {key for key in keys if key is not None}
    if not wanted:
        return {}
    editions = PlanEdition.objects.visible_to(reader).filter(
        plan__in=PlanNode.objects.filter(pk__in=wanted).values("plan")
    )
    found = {}
    for edition in editions.select_related("plan").order_by("number"):
        for node in (below.content for chapter in read_chapters(edition.content) for below in chapter.walk()):
            if node["kind"] == "commitment" and node["id"] in wanted:
                found[node["id"]] = Commitment(edition.plan.year, node["id"], node["text"])
    return found

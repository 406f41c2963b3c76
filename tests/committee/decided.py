"""Editions that have commitments, for tests of what is linked to them."""

import datetime as dt

from committee.models import PlanEdition
from tests.factories import PlanEditionFactory, edition_content


def edition_with(*commitments, number: int = 1, supersedes: PlanEdition | None = None, words: str = "") -> PlanEdition:
    """An edition of the commitments' plan whose first chapter has them, in these words or their own."""
    plan = commitments[0].plan
    content = edition_content(plan, number=number, decided_on=dt.date(2016, 12, 8))
    leaf = {"kind": "commitment", "number": "", "title": "", "is_focus": False, "children": []}
    content["chapters"][0]["children"] += [{**leaf, "id": node.pk, "text": words or node.text} for node in commitments]
    return PlanEditionFactory(plan=plan, number=number, supersedes=supersedes, content=content)

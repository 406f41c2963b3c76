"""What STAFF gets to know in the admin by rights that no group has: known gaps, and nothing wider than they."""

from __future__ import annotations

import re

from tests.sweep.canaries import STAFF, Canary

GAPS = {
    # Lists, filters and choices of models whose admin doesn't ask `visible_to` of what their rows point at.
    r"/admin/(committee/assignment|calendar_app/standingitem)/": {"committee.Body"},
    r"/admin/committee/person/": {"committee.Municipality"},
    r"/admin/committee/cooperation/(\?|$)": {"committee.Municipality"},
    r"/admin/committee/(plan/add|body/\d+/change)/": {"committee.Body"},
    r"/admin/committee/plannode/add/": {"committee.Plan"},
    r"/admin/committee/planedition/\d+/change/": {"committee.Plan"},
}


def is_known(reader: str, canary: Canary, address: str) -> bool:
    return reader == STAFF and any(
        canary.model._meta.label in labels and re.match(pattern, address) for pattern, labels in GAPS.items()
    )

"""A plan's pages in the admin, as a browser fills them in and reads them."""

from __future__ import annotations

from django.test import Client

from committee.models import Plan, PlanNode
from tests.conftest import admin_address

NO_REFERENCES = {"references-TOTAL_FORMS": 0, "references-INITIAL_FORMS": 0}
NO_PROMISES = {"duties-TOTAL_FORMS": 0, "duties-INITIAL_FORMS": 0}
RESTS = "Planen är fastställd. Öppna den för rättelse om något ska ändras."


def page(node: PlanNode) -> str:
    return admin_address(PlanNode, "change", node.pk)


def tree_page(plan: Plan) -> str:
    return admin_address(Plan, "change", plan.pk)


def values(node: PlanNode, **others: object) -> dict:
    """What an open plan's page posts of a part, with other values."""
    shown = {"parent": node.parent_id or "", "kind": node.kind, "title": node.title, "text": node.text}
    return shown | NO_REFERENCES | others


def reference(node: PlanNode, words: str, target: PlanNode) -> dict:
    """The same with one reference in it."""
    row = {"references-0-words": words, "references-0-target": target.pk, "references-0-node": node.pk}
    return values(node) | {"references-TOTAL_FORMS": 1, "references-INITIAL_FORMS": 0} | row


def told(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def press(desk: Client, plan: Plan, way: str, key: object):
    """One of the buttons in the tree, and the page that it leads to."""
    return desk.post(f"/admin/committee/plan/{plan.pk}/ordna/", {way: key}, follow=True)


def tree(plan: Plan) -> list[tuple[str, int]]:
    return [(node.title or node.text, depth) for node, depth in plan.nodes.tree()]

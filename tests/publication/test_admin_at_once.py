"""Two editors on a plan's pages at the same time, with real transactions: the second is told, and all is whole."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client

from committee import operations
from committee.models import Plan, PlanNode
from tests.at_once import together
from tests.conftest import admin_address
from tests.factories import ChapterFactory, CommitmentFactory, NodeFactory, PlanEditionFactory, UserFactory
from tests.publication.pages import RESTS, page, tree, values

pytestmark = pytest.mark.usefixtures("committed", "demo_day")


@pytest.fixture
def plan(committed) -> Plan:
    """Mål: a, r, s; r and s can hold others."""
    chapter = ChapterFactory(plan__year=2018, position=1, title="Mål")
    CommitmentFactory(parent=chapter, position=1, text="a")
    for place, title in enumerate("rs", start=2):
        NodeFactory(parent=chapter, kind="section", title=title, text="", position=place)
    return chapter.plan


def part(words: str) -> PlanNode:
    return PlanNode.objects.filter(title=words).first() or PlanNode.objects.get(text=words)


def after_another(plan: Plan, other: Callable[[], object], *posts: tuple[str, dict]) -> list[str]:
    """What several are told who post while another holds the plan and does something to it; "" when nothing refuses.

    They have read their rows by then, and wait.
    """
    user, holds = UserFactory(secretary=True), threading.Event()

    def first() -> None:
        with transaction.atomic():
            operations.open_plan(plan)
            holds.set()
            threading.Event().wait(0.5)  # the others would be done by now, if they didn't wait
            other()

    def then(address: str, words: dict) -> str:
        client = Client()
        client.force_login(user)
        holds.wait(10)
        answer = client.post(address, words, follow=True)
        told = [str(said) for said in answer.context["messages"] if said.level_tag != "success"]
        return " ".join([*told, *map(str, answer.context.get("errors") or [])])

    def post(address: str, words: dict) -> Callable[[], str]:
        return lambda: then(address, words)

    return together([first, *(post(*one) for one in posts)])


def test_who_saves_adds_deletes_or_moves_is_told_that_the_plan_was_decided(plan):
    a, before = part("a"), tree(plan)
    new = {"plan": plan.pk, "parent": a.parent_id, "kind": "paragraph", "text": "ny"}

    said = after_another(
        plan,
        lambda: PlanEditionFactory(plan=plan),
        (page(a), values(a, text="Annat")),
        (page(a), values(a, parent=part("r").pk)),
        (admin_address(PlanNode, "add"), new),
        (admin_address(PlanNode, "delete", a.pk), {"post": "yes"}),
        (f"/admin/committee/plan/{plan.pk}/ordna/", {"ned": a.pk}),
    )

    assert said == ["", *[RESTS] * 5]
    assert tree(plan) == before


def test_part_that_is_moved_while_its_words_are_saved_keeps_its_new_place(plan):
    a = part("a")

    said = after_another(plan, lambda: operations.move(part("a"), steps=2), (page(a), values(a, text="nytt")))

    assert said == ["", ""]
    assert tree(plan) == [("Mål", 0), ("s", 1), ("r", 1), ("nytt", 1)]


def test_part_that_is_deleted_while_its_words_are_saved_stays_deleted(plan):
    a = part("a")

    said = after_another(plan, lambda: part("a").delete(), (page(a), values(a, text="nytt")))

    assert ["finns inte. Kan den ha blivit borttagen?" in words for words in said] == [False, True]
    assert tree(plan) == [("Mål", 0), ("r", 1), ("s", 1)]


def test_two_headings_are_not_put_under_each_other(plan):
    r, s = part("r"), part("s")

    said = after_another(plan, lambda: operations.put_last(r, under=s), (page(s), values(s, parent=r.pk)))

    assert ["En del kan inte ligga under sig själv." in words for words in said] == [False, True]
    assert tree(plan) == [("Mål", 0), ("a", 1), ("s", 1), ("r", 2)]

"""What a loaded plan's parts lead to: each other by references, and those of the plan before as their ancestors."""

from dataclasses import replace

import pytest

from committee.models import Plan, PlanNode, PlanReference
from sodertorn.importing.document import parse
from sodertorn.importing.load import load_plan
from sodertorn.importing.load_links import load_ancestors
from tests.factories import ChapterFactory, NodeFactory, PlanEditionFactory, PlanFactory

pytestmark = pytest.mark.django_db
TEXT = """Verksamhetsplan {year}

1. Syfte

Vi ses (se kap. 2 och jfr kap. 9).

2. Mål {year}

Vi hörs, se kap. 1.

Inget.

Inget.
"""


def loaded(year: int, text: str = TEXT, **settings) -> Plan:
    return load_plan(parse(text.format(year=year)), **settings).plan


def told(plan: Plan) -> dict[str, str]:
    """Each part's words, and those of the part that it continues."""
    words = {node.pk: node.title or node.text for node in PlanNode.objects.all()}
    return {node.title or node.text: words.get(node.ancestor, "") for node in plan.nodes.all()}


def test_references_lead_from_their_part_to_the_one_they_name():
    plan = loaded(2031)

    rows = PlanReference.objects.values_list("node__plan", "node__text", "words", "target__title")
    assert set(rows) == {
        (plan.pk, "Vi ses (se kap. 2 och jfr kap. 9).", "se kap. 2", "Mål 2031"),
        (plan.pk, "Vi hörs, se kap. 1.", "se kap. 1", "Syfte"),
    }


def test_draft_that_is_replaced_leaves_no_references_behind():
    loaded(2031)

    plan = loaded(2031, replace_draft=True)

    assert [reference.node.plan for reference in PlanReference.objects.select_related("node")] == [plan, plan]


def test_parts_continue_those_that_say_the_same_in_the_plan_before():
    before = loaded(2031)

    plan = loaded(2032, TEXT.replace("Vi ses", "Vi ringer"))

    assert told(plan) == {
        "Syfte": "Syfte",
        "Vi ringer (se kap. 2 och jfr kap. 9).": "",
        "Mål 2032": "Mål 2031",
        "Vi hörs, se kap. 1.": "Vi hörs, se kap. 1.",
        "Inget.": "",
    }
    assert set(before.nodes.values_list("ancestor", flat=True)) == {None}


def test_parts_continue_the_first_of_those_that_they_continue():
    first = loaded(2030)
    loaded(2031)

    third = loaded(2032)

    assert third.nodes.get(title="Syfte").ancestor == first.nodes.get(title="Syfte").pk


def test_plan_before_is_the_latest_one_and_never_a_later_one():
    earliest = PlanFactory(year=2029)
    for year, title in ((2031, "Syfte"), (2035, "Syfte")):
        ChapterFactory(plan=PlanFactory(year=year), title=title)
    ChapterFactory(plan=earliest, title="Mål 2029")

    plan = loaded(2033)

    chapter = PlanNode.objects.get(plan__year=2031)
    assert dict(plan.nodes.filter(parent=None).values_list("title", "ancestor")) == {
        "Syfte": chapter.pk,
        "Mål 2033": None,
    }


def test_first_plan_continues_nothing():
    plan = loaded(2031)
    loaded(2032)

    assert set(plan.nodes.values_list("ancestor", flat=True)) == {None}


def test_decided_plan_is_continued_too_and_not_touched():
    before = loaded(2031)
    PlanEditionFactory(plan=before)
    rows = list(before.nodes.order_by("pk").values())

    plan = loaded(2032)

    assert plan.nodes.get(title="Syfte").ancestor == before.nodes.get(title="Syfte").pk
    assert list(before.nodes.order_by("pk").values()) == rows


def test_draft_loaded_again_continues_the_same_parts():
    loaded(2031)
    once = told(loaded(2032))

    assert told(loaded(2032, replace_draft=True)) == once


@pytest.mark.parametrize("count", [1, 3])
def test_ancestors_cost_four_queries_for_any_number_of_parts(django_assert_num_queries, count):
    plans = [PlanFactory(year=year) for year in (2031, 2032)]
    for plan in plans:
        under = ChapterFactory(plan=plan, title="Syfte")
        NodeFactory.create_batch(count, parent=under)

    with django_assert_num_queries(4):
        load_ancestors(plans[1])

    assert told(plans[1])["Syfte"] == "Syfte"


def test_plan_without_references_is_loaded_without_them():
    parsed = replace(parse(TEXT.format(year=2031)), references=())

    load_plan(parsed)

    assert not PlanReference.objects.exists()

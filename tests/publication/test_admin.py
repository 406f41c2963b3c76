"""The plan at the desk: a draft is edited as a tree, a decided plan can only be read."""

import pytest

from committee.models import Plan, PlanNode
from tests.conftest import admin_address
from tests.factories import (
    ChapterFactory,
    NodeFactory,
    PlanFactory,
)
from tests.publication.pages import NO_REFERENCES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]


def test_draft_is_shown_as_a_tree_in_reading_order(desk):
    chapter = ChapterFactory(plan__year=2018, position=1)
    later = ChapterFactory(plan=chapter.plan, position=2)
    second = NodeFactory(parent=chapter, position=2)
    first = NodeFactory(parent=chapter, position=1)

    response = desk.get(admin_address(Plan, "change", chapter.plan.pk))

    assert response.context["tree"] == [(chapter, 0), (first, 1), (second, 1), (later, 0)]
    assert "Förhandsgranska och fastställ" in response.content.decode()


def test_part_is_added_last_under_another(desk):
    chapter = ChapterFactory(plan__year=2018, position=1)
    NodeFactory(parent=chapter, position=4)
    words = {
        "plan": chapter.plan.pk,
        "parent": chapter.pk,
        "kind": "commitment",
        "text": "Vi provar.",
        "is_focus": "on",
    }

    response = desk.post(admin_address(PlanNode, "add"), words)

    added = PlanNode.objects.get(text="Vi provar.")
    assert (added.position, added.is_focus) == (2, True)
    assert response.url == f"{admin_address(Plan, 'change', chapter.plan.pk)}#del-{added.pk}"


def test_part_cannot_lie_under_itself_or_in_another_plan(desk):
    chapter = ChapterFactory(plan__year=2018, position=1)
    section = NodeFactory(parent=chapter, kind="section", title="Rubrik", position=1)
    below = NodeFactory(parent=section, kind="section", title="Under", position=1)
    other = ChapterFactory(plan__year=2019, position=1)
    page = admin_address(PlanNode, "change", section.pk)

    under_itself = desk.post(page, {"plan": chapter.plan.pk, "parent": below.pk, "kind": "section", "title": "Rubrik"})
    elsewhere = desk.post(page, {"plan": chapter.plan.pk, "parent": other.pk, "kind": "section", "title": "Rubrik"})

    assert "En del kan inte ligga under sig själv." in under_itself.content.decode()
    assert elsewhere.status_code == 200
    section.refresh_from_db()
    assert section.parent == chapter


def test_part_stays_in_its_plan_and_keeps_what_lies_under_it(desk):
    section = NodeFactory(parent__plan__year=2018, kind="section", title="Rubrik", text="", position=1)
    below = NodeFactory(parent=section)
    other = PlanFactory(year=2019)
    page = admin_address(PlanNode, "change", section.pk)

    words = {"parent": section.parent_id, **NO_REFERENCES}

    desk.post(page, words | {"plan": other.pk, "kind": "section", "title": "Rubrik två"})
    refused = desk.post(page, words | {"kind": "paragraph", "text": "Ord."})

    section.refresh_from_db()
    assert (section.plan.year, section.title, section.kind) == (2018, "Rubrik två", "section")
    assert "Andra delar ligger under den här." in refused.content.decode()
    assert PlanNode.objects.filter(pk=below.pk, parent=section).exists()


@pytest.mark.parametrize("plan", ["abc", "", "-1", "99999999999999999999", "å"])
def test_part_s_form_opens_whatever_the_address_says(desk, plan):
    assert desk.get(admin_address(PlanNode, "add"), {"plan": plan, "parent": plan, "kind": plan}).status_code == 200


def test_decided_plan_can_only_be_read(desk, decided):
    node = decided.nodes.first()

    page = desk.get(admin_address(Plan, "change", decided.pk)).content.decode()
    assert "kan bara läsas" in page
    assert 'name="_save"' not in page
    assert "Förhandsgranska och fastställ" not in page
    assert desk.post(admin_address(Plan, "change", decided.pk), {"title": "Ändrad"}).status_code == 403
    assert desk.post(admin_address(PlanNode, "change", node.pk), {"title": "Ändrad"}).status_code == 403
    assert desk.post(admin_address(PlanNode, "delete", node.pk), {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [node.pk], "post": "yes"}
    assert "kan inte tas bort" in desk.post(admin_address(PlanNode, "changelist"), chosen).content.decode().lower()
    assert PlanNode.objects.filter(pk=node.pk, title=node.title).exists()
    adding = {"plan": decided.pk, "kind": "chapter", "title": "Insmuget"}
    assert desk.post(admin_address(PlanNode, "add"), adding).status_code == 200
    assert not PlanNode.objects.filter(title="Insmuget").exists()

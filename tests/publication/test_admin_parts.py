"""A part's page in the admin: it asks for what the part's kind has, splits, refers; and the tree's buttons."""

from __future__ import annotations

import pytest
from django.test import Client

from committee.models import Plan, PlanNode, PlanReference
from tests.conftest import admin_address
from tests.factories import (
    BodyFactory,
    ChapterFactory,
    CommitmentFactory,
    NodeFactory,
    PlanEditionFactory,
    PlanReferenceFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
NO_REFERENCES = {"references-TOTAL_FORMS": 0, "references-INITIAL_FORMS": 0}
WORDS = {"number", "title", "text", "is_focus", "body", "series_kind", "owner"}


@pytest.fixture
def chapter() -> PlanNode:
    return ChapterFactory(plan__year=2018, position=1, title="Mål")


def page(node: PlanNode) -> str:
    return admin_address(PlanNode, "change", node.pk)


def asked(response) -> set[str]:
    return WORDS & set(response.context["adminform"].form.fields)


def values(node: PlanNode, **others) -> dict:
    return (
        {"parent": node.parent_id or "", "kind": node.kind, "title": node.title, "text": node.text}
        | NO_REFERENCES
        | others
    )


def told(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


@pytest.mark.parametrize("kind", PlanNode.Kind.values)
def test_new_part_is_asked_for_what_its_kind_has(desk, chapter, kind):
    response = desk.get(admin_address(PlanNode, "add"), {"plan": chapter.plan.pk, "kind": kind})

    assert asked(response) == set(PlanNode.ASKED_OF[PlanNode.Kind(kind)])


def test_another_kind_shows_its_fields_saves_nothing_and_keeps_the_words(desk, chapter):
    node = NodeFactory(parent=chapter, position=1, text="Klimat")

    heading = desk.post(page(node), values(node, kind="goal_area", text="Klimat och miljö", _sort="1"))
    form = heading.context["adminform"].form

    assert asked(heading) == {"title", "text"}
    assert (form["title"].value(), form["text"].value()) == ("Klimat och miljö", "")
    assert form.errors == {}
    node.refresh_from_db()
    assert (node.kind, node.text) == ("paragraph", "Klimat")
    back = desk.post(page(node), values(node, kind="item", title="Klimat och miljö", text="", _sort="1"))
    assert back.context["adminform"].form["text"].value() == "Klimat och miljö"


def test_saved_part_of_another_kind_loses_what_the_kind_has_not(desk, chapter):
    node = CommitmentFactory(parent=chapter, position=1, text="Vi provar.", is_focus=True, owner=BodyFactory())

    response = desk.post(page(node), values(node, kind="section", title="Rubrik", text=""))

    node.refresh_from_db()
    assert (node.kind, node.title, node.text, node.is_focus, node.owner) == ("section", "Rubrik", "", False, None)
    assert response.url == f"{admin_address(Plan, 'change', chapter.plan.pk)}#del-{node.pk}"


def test_text_is_saved_and_split_at_its_empty_lines(desk, chapter):
    node = NodeFactory(parent=chapter, position=1)
    NodeFactory(parent=chapter, position=2, text="sist")

    response = desk.post(
        page(node), values(node, text="Ett.\r\n\r\nTvå\r\noch tre.\r\n \r\nFyra.", _dela="1"), follow=True
    )

    texts = chapter.children.order_by("position").values_list("text", flat=True)
    assert [text.replace("\r\n", "\n") for text in texts] == ["Ett.", "Två\noch tre.", "Fyra.", "sist"]
    assert "Delen blev 3 delar." in told(response)


def test_text_without_an_empty_line_is_not_split(desk, chapter):
    node = NodeFactory(parent=chapter, position=1, text="Ett.")

    response = desk.post(page(node), values(node, text="Två.", _dela="1"))

    assert response.context["adminform"].form.errors == {"text": ["Sätt en tom rad där delen ska delas."]}
    assert chapter.children.get().text == "Ett."


def test_part_with_others_under_it_stays_a_heading(desk, chapter):
    holder = NodeFactory(parent=chapter, kind="section", title="Rubrik", text="", position=1)
    NodeFactory(parent=holder, position=1)

    response = desk.post(page(holder), values(holder, kind="paragraph", text="Text"))

    assert "Andra delar ligger under den här." in response.context["adminform"].form.errors["kind"][0]


def reference(node: PlanNode, words: str, target: PlanNode) -> dict:
    row = {"references-0-words": words, "references-0-target": target.pk, "references-0-node": node.pk}
    return values(node) | {"references-TOTAL_FORMS": 1, "references-INITIAL_FORMS": 0} | row


def test_reference_is_to_words_of_the_text_and_a_part_of_the_same_plan(desk, chapter):
    node = NodeFactory(parent=chapter, position=1, text="Se vidare (jfr kap. 1).")
    elsewhere = ChapterFactory(plan__year=2019, position=1)

    wrong = desk.post(page(node), reference(node, "jfr kap. 9", chapter)).content.decode()
    other = desk.post(page(node), reference(node, "jfr kap. 1", elsewhere))
    assert "Orden står inte i delens text. Skriv dem precis som där." in wrong
    assert (other.status_code, PlanReference.objects.count()) == (200, 0)

    desk.post(page(node), reference(node, "jfr kap. 1", chapter))

    made = PlanReference.objects.get()
    assert (made.node, made.words, made.target) == (node, "jfr kap. 1", chapter)


def test_part_is_added_right_after_the_one_that_was_pointed_at(desk, chapter):
    first, _ = (NodeFactory(parent=chapter, position=place, text=str(place)) for place in (1, 2))
    new = {"plan": chapter.plan.pk, "parent": chapter.pk, "kind": "paragraph", "text": "ny"}

    desk.post(f"{admin_address(PlanNode, 'add')}?after={first.pk}", new)

    assert list(chapter.children.order_by("position").values_list("text", flat=True)) == ["1", "ny", "2"]


@pytest.mark.parametrize("after", ["abc", "9" * 30, "-1", "99999999", ""])
def test_part_that_is_after_nothing_comes_last(desk, chapter, after):
    NodeFactory(parent=chapter, position=1, text="1")
    new = {"plan": chapter.plan.pk, "parent": chapter.pk, "kind": "paragraph", "text": "ny"}

    desk.post(f"{admin_address(PlanNode, 'add')}?after={after}", new)

    assert list(chapter.children.order_by("position").values_list("text", flat=True)) == ["1", "ny"]


def test_deleted_part_leads_back_to_the_tree(desk, chapter):
    node = NodeFactory(parent=chapter, position=1)

    response = desk.post(admin_address(PlanNode, "delete", node.pk), {"post": "yes"})

    assert response.url == admin_address(Plan, "change", chapter.plan.pk)
    assert not chapter.children.exists()


def test_decided_commitment_s_owner_is_all_that_can_be_changed(desk, chapter):
    node = CommitmentFactory(parent=chapter, position=1, text="Vi provar.")
    PlanEditionFactory(plan=chapter.plan)
    body = BodyFactory()

    opened = desk.get(page(node))
    saved = desk.post(page(node), values(node, text="Annat", owner=body.pk))

    assert set(opened.context["adminform"].form.fields) == {"owner"}
    assert "Planen är fastställd. Här kan du bara ändra vem som är ansvarig." in opened.content.decode()
    assert saved.status_code == 302
    node.refresh_from_db()
    assert (node.text, node.owner) == ("Vi provar.", body)


def test_plan_that_is_decided_meanwhile_is_told_of_and_nothing_is_saved(desk, chapter):
    node = NodeFactory(parent=chapter, position=1, text="Ett.")
    desk.get(page(node))
    PlanEditionFactory(plan=chapter.plan)

    response = desk.post(page(node), values(node, text="Två."))

    assert response.status_code in (302, 403)
    node.refresh_from_db()
    assert node.text == "Ett."


def press(desk: Client, plan: Plan, way: str, key: object):
    return desk.post(f"/admin/committee/plan/{plan.pk}/ordna/", {way: key}, follow=True)


def tree(plan: Plan) -> list[tuple[str, int]]:
    return [(node.title or node.text, depth) for node, depth in plan.nodes.tree()]


def test_tree_s_buttons_move_up_down_in_and_out(desk, chapter):
    plan = chapter.plan
    holder = NodeFactory(parent=chapter, kind="section", title="b", text="", position=1)
    node = NodeFactory(parent=chapter, text="c", position=2)

    press(desk, plan, "in", node.pk)
    assert tree(plan) == [("Mål", 0), ("b", 1), ("c", 2)]
    assert press(desk, plan, "ut", node.pk).redirect_chain[-1][0].endswith(f"/change/#del-{node.pk}")
    assert tree(plan) == [("Mål", 0), ("b", 1), ("c", 1)]
    press(desk, plan, "upp", node.pk)
    assert tree(plan) == [("Mål", 0), ("c", 1), ("b", 1)]
    press(desk, plan, "ned", node.pk)
    assert tree(plan) == [("Mål", 0), ("b", 1), ("c", 1)]
    assert told(press(desk, plan, "in", holder.pk)) == ["Det finns ingen del före den här att lägga den under."]


def test_tree_s_buttons_refuse_what_is_not_theirs(desk, chapter):
    elsewhere = ChapterFactory(plan__year=2019, position=1)
    before = tree(chapter.plan)

    answers = [press(desk, chapter.plan, "in", key).status_code for key in (elsewhere.pk, "abc", "9" * 40, "")]

    assert answers == [404, 404, 404, 404]
    assert press(desk, chapter.plan, "bort", chapter.pk).status_code == 404
    assert desk.get(f"/admin/committee/plan/{chapter.plan.pk}/ordna/").status_code == 302
    PlanEditionFactory(plan=chapter.plan)
    assert press(desk, chapter.plan, "ned", chapter.pk).status_code == 403
    assert tree(chapter.plan) == before


def test_findings_stand_above_the_tree_with_links_to_the_parts(desk, chapter):
    NodeFactory(parent=chapter, kind="section", title="Tom rubrik", text="", position=1)
    commitment = CommitmentFactory(parent=chapter, position=2)
    empty = ChapterFactory(plan=chapter.plan, position=2, number="2", title="Tomt")
    PlanReferenceFactory(node=NodeFactory(parent=chapter, position=3, text="Inget."), words="jfr kap. 2", target=empty)

    html = desk.get(admin_address(Plan, "change", chapter.plan.pk)).content.decode()

    found = html[html.index("Att tänka på") : html.index("Planens delar</h2>")]
    assert "Kapitel 2 Tomt är tomt." in found
    assert "Rubriken ”Tom rubrik” i kapitel 1 har inget under sig." in found
    assert "har inget ansvarigt organ." in found
    assert "”jfr kap. 2” står inte längre i" in found
    for node in (commitment, empty):
        assert f'href="{page(node)}"' in found


@pytest.mark.parametrize("count", [1, 40])
def test_tree_s_page_costs_the_same_for_any_number_of_parts(desk, chapter, django_assert_num_queries, count):
    for place in range(1, count + 1):
        CommitmentFactory(parent=chapter, position=place)

    with django_assert_num_queries(28):
        desk.get(admin_address(Plan, "change", chapter.plan.pk))

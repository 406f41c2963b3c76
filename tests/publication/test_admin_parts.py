"""A part's page in the admin: it asks for what the part's kind has, moves, splits and refers."""

from __future__ import annotations

import pytest

from committee.models import Plan, PlanNode, PlanReference
from tests.conftest import admin_address
from tests.factories import (
    BodyFactory,
    ChapterFactory,
    CommitmentFactory,
    NodeFactory,
)
from tests.meeting_factories import AgendaItemFactory
from tests.publication.pages import page, reference, told, tree_page, values

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
WORDS = {"number", "title", "text", "is_focus", "body", "series_kind", "owner"}


def asked(response) -> set[str]:
    return WORDS & set(response.context["adminform"].form.fields)


def in_order(node: PlanNode) -> list[str]:
    return [child.title or child.text for child in node.children.order_by("position")]


@pytest.mark.parametrize("kind", PlanNode.Kind.values)
def test_new_part_is_asked_for_what_its_kind_has(desk, chapter, kind):
    response = desk.get(admin_address(PlanNode, "add"), {"plan": chapter.plan.pk, "kind": kind})

    form = response.context["adminform"].form
    assert asked(response) == set(PlanNode.ASKED_OF[PlanNode.Kind(kind)])
    assert {name for name in WORDS if f'name="{name}"' in response.content.decode()} == asked(response)
    assert (form["plan"].value(), form["kind"].value()) == (str(chapter.plan.pk), kind)


@pytest.mark.parametrize("kind", PlanNode.Kind.values)
def test_part_is_asked_for_what_its_kind_has_and_its_plan_stays(desk, chapter, kind):
    values = {"title": "" if kind in PlanNode.LEAF_KINDS else "Rubrik", "body": BodyFactory()}
    node = chapter if kind == "chapter" else NodeFactory.build(plan=chapter.plan, kind=kind, position=2, **values)
    if node is not chapter:
        node.parent = None if kind in PlanNode.TOP_KINDS else chapter
        node.save()

    response = desk.get(page(node))

    asks = {"parent", "kind", *PlanNode.ASKED_OF[PlanNode.Kind(kind)]}
    assert set(response.context["adminform"].form.fields) == asks
    assert ('name="_dela"' in response.content.decode()) == (kind in PlanNode.SPLIT_KINDS)


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

    assert in_order(chapter) == ["Ett.", "Två\noch tre.", "Fyra.", "sist"]
    assert "Delen blev 3 delar." in told(response)


def test_text_without_an_empty_line_is_not_split(desk, chapter):
    node = NodeFactory(parent=chapter, position=1, text="Ett.")

    response = desk.post(page(node), values(node, text="Två.", _dela="1"))

    assert response.context["adminform"].form.errors == {"text": ["Sätt en tom rad där delen ska delas."]}
    assert chapter.children.get().text == "Ett."


def test_split_of_another_kind_is_refused_and_nothing_is_saved(desk, chapter):
    node = NodeFactory(parent=chapter, position=1, kind="section", title="Rubrik", text="Ett.")

    response = desk.post(page(node), values(node, title="Ny", text="Ett.\n\nTvå.", _dela="1"), follow=True)

    assert told(response) == ["Bara stycken, åtaganden och punkter kan delas."]
    node.refresh_from_db()
    assert (node.title, node.text) == ("Rubrik", "Ett.")


def test_new_part_is_split_too_where_it_was_put(desk, chapter):
    first, _ = (NodeFactory(parent=chapter, position=place, text=str(place)) for place in (1, 2))
    new = {"plan": chapter.plan.pk, "parent": chapter.pk, "kind": "item", "text": "a\n\nb", "_dela": "1"}

    desk.post(f"{admin_address(PlanNode, 'add')}?after={first.pk}", new)

    assert in_order(chapter) == ["1", "a", "b", "2"]


def test_part_is_put_last_under_another_though_its_place_is_taken_there(desk, chapter):
    holder = NodeFactory(parent=chapter, kind="section", title="b", text="", position=1)
    for place in (1, 2):
        NodeFactory(parent=holder, position=place, text=f"b{place}")
    node = NodeFactory(parent=chapter, position=2, text="c")

    response = desk.post(page(node), values(node, parent=holder.pk, text="nytt"))

    assert response.url == f"{tree_page(chapter.plan)}#del-{node.pk}"
    assert (in_order(chapter), in_order(holder)) == (["b"], ["b1", "b2", "nytt"])


def test_chapter_becomes_a_heading_and_a_heading_a_chapter(desk, chapter):
    second = ChapterFactory(plan=chapter.plan, position=2, title="Två")
    NodeFactory(parent=chapter, position=2, text="a")

    desk.post(page(second), values(second, kind="section", parent=chapter.pk))
    assert in_order(chapter) == ["a", "Två"]

    second.refresh_from_db()
    desk.post(page(second), values(second, kind="chapter", parent=""))
    assert (in_order(chapter), [row.title for row, _ in chapter.plan.nodes.tree()]) == (["a"], ["Mål", "", "Två"])


@pytest.mark.parametrize(
    ("kind", "parent"), [("section", False), ("paragraph", False), ("chapter", True), ("budget", True)]
)
def test_only_chapters_lie_at_the_top_and_nowhere_else(desk, chapter, kind, parent):
    node = NodeFactory(parent=chapter, position=1)
    posted = values(node, kind=kind, parent=chapter.pk if parent else "", title="Rubrik", text="Ord.")

    response = desk.post(page(node), posted)

    refused = "Kapitel ligger överst i planen och allt annat ligger under något."
    assert refused in response.context["adminform"].form.errors["__all__"]
    node.refresh_from_db()
    assert (node.kind, node.parent) == ("paragraph", chapter)


def test_reference_is_to_words_of_the_text_and_a_part_of_the_same_plan(desk, chapter):
    node = NodeFactory(parent=chapter, position=1, text="Se vidare (jfr kap. 1).")
    elsewhere = ChapterFactory(plan__year=2019, position=1)

    wrong = desk.post(page(node), reference(node, "jfr kap. 9", chapter)).content.decode()
    other = desk.post(page(node), reference(node, "jfr kap. 1", elsewhere))
    assert "Orden står inte i delens text. Skriv dem precis som där." in wrong
    assert (other.status_code, PlanReference.objects.count()) == (200, 0)

    desk.post(page(node), reference(node, "jfr kap. 2", chapter) | {"text": "Se nu (jfr kap. 2)."})

    made = PlanReference.objects.get()
    assert (made.node, made.words, made.target, made.node.text) == (node, "jfr kap. 2", chapter, "Se nu (jfr kap. 2).")


def test_part_is_added_right_after_the_one_that_was_pointed_at(desk, chapter):
    first, _ = (NodeFactory(parent=chapter, position=place, text=str(place)) for place in (1, 2))
    new = {"plan": chapter.plan.pk, "parent": chapter.pk, "kind": "paragraph", "text": "ny"}

    desk.post(f"{admin_address(PlanNode, 'add')}?after={first.pk}", new)

    assert in_order(chapter) == ["1", "ny", "2"]


@pytest.mark.parametrize("after", ["abc", "9" * 30, "-1", "99999999", "", "²", "elsewhere", "above"])
def test_part_that_is_after_nothing_beside_it_comes_last(desk, chapter, after):
    NodeFactory(parent=chapter, position=1, text="1")
    others = {"elsewhere": lambda: NodeFactory(parent__plan__year=2019).pk, "above": lambda: chapter.pk}
    after = others[after]() if after in others else after
    new = {"plan": chapter.plan.pk, "parent": chapter.pk, "kind": "paragraph", "text": "ny"}

    desk.post(f"{admin_address(PlanNode, 'add')}?after={after}", new)

    assert in_order(chapter) == ["1", "ny"]


def test_deleted_part_leads_back_to_the_tree(desk, chapter):
    node = NodeFactory(parent=chapter, position=1)

    response = desk.post(admin_address(PlanNode, "delete", node.pk), {"post": "yes"})

    assert response.url == admin_address(Plan, "change", chapter.plan.pk)
    assert not chapter.children.exists()


def test_part_that_an_agenda_refers_to_is_not_deleted(desk, chapter):
    node = CommitmentFactory(parent=chapter, position=1)
    AgendaItemFactory(commitment=node)

    for one in (node, chapter):
        answer = desk.post(admin_address(PlanNode, "delete", one.pk), {"post": "yes"})
        assert (answer.status_code, answer.context["protected"] != []) == (200, True)
    assert set(chapter.plan.nodes.all()) == {chapter, node}

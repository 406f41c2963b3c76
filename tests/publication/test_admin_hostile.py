"""What no browser posts to a plan's pages in the admin: it is refused in words, and nothing is changed."""

from __future__ import annotations

import pytest

from committee.models import Plan, PlanNode
from tests.conftest import admin_address
from tests.factories import BodyFactory, ChapterFactory, NodeFactory
from tests.publication.pages import NO_PROMISES, page, press, tree, tree_page, values

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
LONG = "9" * 40
KEYS = ["abc", "", "-1", "0", LONG, "9" * 18, "1.0", " ", "²", "a\0b", "\0", "å"]


def rows(plan: Plan) -> list[dict]:
    return list(PlanNode.objects.filter(plan=plan).order_by("pk").values())


HOSTILE = {
    "NUL in the text": ({"text": "a\0b"}, "text"),
    "NUL in the kind": ({"kind": "a\0"}, "kind"),
    "NUL in the parent": ({"parent": "\0"}, "parent"),
    "NUL in the title": ({"kind": "section", "title": "a\0", "text": ""}, "title"),
    "NUL in the owner": ({"kind": "commitment", "owner": "\0"}, "owner"),
    "no kind": ({"kind": ""}, "kind"),
    "no such kind": ({"kind": "dikt"}, "kind"),
    "no such parent": ({"parent": LONG}, "parent"),
    "no parent": ({"parent": "-1"}, "parent"),
    "no such owner": ({"kind": "commitment", "owner": LONG}, "owner"),
    "a title of 10 000 letters": ({"kind": "section", "title": "x" * 10_000, "text": ""}, "title"),
    "a number of 10 000 letters": ({"kind": "chapter", "parent": "", "number": "x" * 10_000}, "number"),
    "a text of 10 000 letters for a title": ({"kind": "section", "title": "", "text": "x" * 10_000}, "__all__"),
    "a sort of meetings too long": ({"kind": "meeting_series", "title": "x", "series_kind": "x" * 81}, "series_kind"),
    "no body": ({"kind": "meeting_series", "title": "x", "body": LONG}, "body"),
}


@pytest.mark.parametrize("hostile", HOSTILE)
def test_part_s_page_says_what_is_wrong_and_saves_nothing(desk, chapter, hostile):
    node = NodeFactory(parent=chapter, position=1)
    before = rows(chapter.plan)
    others, field = HOSTILE[hostile]

    response = desk.post(page(node), values(node) | others)

    assert response.status_code == 200
    assert field in response.context["adminform"].form.errors
    assert rows(chapter.plan) == before


@pytest.mark.parametrize(
    "others", [{"text": "a\0b"}, {"kind": "\0"}, {"kind": ["a", "b"]}, {"parent": LONG}, {"owner": LONG}]
)
def test_another_kind_s_fields_are_shown_whatever_else_was_posted(desk, chapter, others):
    node = NodeFactory(parent=chapter, position=1)
    before = rows(chapter.plan)

    assert desk.post(page(node), values(node, _sort="1") | others).status_code == 200
    assert rows(chapter.plan) == before


@pytest.mark.parametrize(
    "others",
    [
        {"references-TOTAL_FORMS": "\0"},
        {"references-TOTAL_FORMS": ""},
        {"references-TOTAL_FORMS": "1", "references-0-words": "a\0", "references-0-target": "\0"},
        {"references-TOTAL_FORMS": "1", "references-0-words": "Stycke", "references-0-target": LONG},
        {"references-TOTAL_FORMS": "1", "references-0-words": "S" * 10_000, "references-0-target": "1"},
    ],
)
def test_references_of_no_sense_are_refused(desk, chapter, others):
    node = NodeFactory(parent=chapter, position=1, text="Stycke")

    response = desk.post(page(node), values(node, text="Annat") | others)

    node.refresh_from_db()
    assert (response.status_code, node.text, node.references.count()) == (200, "Stycke", 0)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("way", ["upp", "in"])
def test_tree_s_buttons_know_no_part_by_such_a_key(desk, chapter, way, key):
    NodeFactory(parent=chapter, position=1)
    before = rows(chapter.plan)

    assert press(desk, chapter.plan, way, key).status_code == 404
    assert rows(chapter.plan) == before


def test_tree_s_buttons_refuse_other_plans_parts_other_ways_and_plans_that_don_t_exist(desk, chapter):
    ChapterFactory(plan=chapter.plan, position=2, title="Två")
    elsewhere = ChapterFactory(plan__year=2019, position=1)
    beside = ChapterFactory(plan=elsewhere.plan, position=2)

    assert press(desk, chapter.plan, "ned", elsewhere.pk).status_code == 404
    assert press(desk, chapter.plan, "bort", chapter.pk).status_code == 404
    for plan in ("0", LONG):
        assert desk.post(f"/admin/committee/plan/{plan}/ordna/", {"ned": chapter.pk}).status_code == 404
    assert tree(chapter.plan) == [("Mål", 0), ("Två", 0)]
    assert elsewhere.plan.nodes.tree() == [(elsewhere, 0), (beside, 0)]


@pytest.mark.parametrize("promise", [{"node": LONG}, {"kind": "\0"}, {"minimum_meetings": "-1"}, {"body": "abc"}])
def test_promises_of_no_sense_are_refused(desk, chapter, promise):
    usual = {"kind": "meetings", "body": BodyFactory().pk, "minimum_meetings": 1, "period_years": 1, "node": ""}
    typed = {f"duties-0-{name}": value for name, value in (usual | promise).items()}

    response = desk.post(
        tree_page(chapter.plan), {"year": 2018, "title": "Annan"} | NO_PROMISES | {"duties-TOTAL_FORMS": 1} | typed
    )

    assert set(response.context["inline_admin_formsets"][0].formset.errors[0]) >= set(promise)
    chapter.plan.refresh_from_db()
    assert (chapter.plan.title, chapter.plan.duties.count()) == ("Verksamhetsplan 2018", 0)


@pytest.mark.parametrize("key", [LONG, "abc", "0"])
def test_page_of_a_part_that_doesn_t_exist_leads_away(desk, key):
    for page_of in ("change", "delete"):
        assert desk.post(f"/admin/committee/plannode/{key}/{page_of}/", {"post": "yes"}).status_code == 302
    assert desk.post(admin_address(PlanNode, "add"), {"plan": key, "kind": "chapter", "title": "x"}).status_code == 200
    assert not PlanNode.objects.exists()

"""The plan's page at the desk: its tree, the tree's buttons and links, and what to think of."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from committee.models import Plan, PlanNode
from tests.factories import (
    AT,
    BodyFactory,
    ChapterFactory,
    CommitmentFactory,
    DutyFactory,
    NodeFactory,
    PlanEditionFactory,
    PlanReferenceFactory,
    UserFactory,
)
from tests.publication.pages import NO_PROMISES, RESTS, page, press, told, tree, tree_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
NEW = "/admin/committee/plannode/add/"


def rows(html: str) -> list[tuple[str, str, str]]:
    """Each row of the tree: the part's id, its depth, and what stands in it."""
    return re.findall(r'<li id="del-(\d+)" data-depth="(\d)">(.*?)</li>', html, re.DOTALL)


def buttons(row: str) -> list[tuple[str, str]]:
    return re.findall(r'<button name="(\w+)" value="(\d+)"', row)


def links(html: str) -> list[str]:
    return [unescape(address) for address in re.findall(r'href="([^"]+)"', html)]


@pytest.fixture
def plan(chapter: PlanNode) -> Plan:
    """Mål: b, c."""
    NodeFactory(parent=chapter, kind="section", title="b", text="", position=1)
    CommitmentFactory(parent=chapter, text="c", is_focus=True, position=2)
    return chapter.plan


def part(words: str) -> PlanNode:
    return PlanNode.objects.filter(title=words).first() or PlanNode.objects.get(text=words)


def test_tree_s_rows_have_depth_kind_buttons_and_links_of_their_own(desk, plan, chapter):
    holder, leaf = part("b"), part("c")
    new = f"{NEW}?plan={plan.pk}"

    shown = rows(desk.get(tree_page(plan)).content.decode())

    assert [(int(key), int(depth)) for key, depth, _ in shown] == [(chapter.pk, 0), (holder.pk, 1), (leaf.pk, 1)]
    for node, (key, _, row) in zip((chapter, holder, leaf), shown, strict=True):
        assert buttons(row) == [(way, key) for way in ("upp", "ned", "ut", "in")]
        assert f'<span class="node-kind">{node.get_kind_display()}{", i fokus" if node.is_focus else ""}</span>' in row
    assert [links(row) for *_, row in shown] == [
        [page(chapter), f"{new}&kind=chapter&after={chapter.pk}", f"{new}&parent={chapter.pk}&kind=paragraph"],
        [
            page(holder),
            f"{new}&parent={chapter.pk}&kind=section&after={holder.pk}",
            f"{new}&parent={holder.pk}&kind=paragraph",
        ],
        [page(leaf), f"{new}&parent={chapter.pk}&kind=commitment&after={leaf.pk}"],
    ]


def test_tree_s_links_lead_to_a_form_that_puts_the_part_there(desk, plan):
    shown = desk.get(tree_page(plan)).content.decode()
    after, under = links(rows(shown)[1][2])[1:]

    for address, words in ((after, {"title": "ny efter"}), (under, {"text": "ny under"})):
        form = desk.get(address).context["adminform"].form
        chosen = {name: form[name].value() for name in ("plan", "parent", "kind")}
        assert desk.post(address, chosen | words).status_code == 302

    assert tree(plan) == [("Mål", 0), ("b", 1), ("ny under", 2), ("ny efter", 1), ("c", 1)]


@pytest.mark.parametrize("reader", ["of a decided plan", "who may only read"])
def test_tree_that_can_t_be_changed_has_no_buttons_and_leads_to_no_form(client, plan, reader):
    user = UserFactory(username="sekreterare", secretary=True)
    if reader == "who may only read":
        for group in user.groups.all():
            group.permissions.remove(*group.permissions.filter(codename__in=["change_plan", "add_plannode"]))
    else:
        PlanEditionFactory(plan=plan)
    client.force_login(user)

    html = client.get(tree_page(plan)).content.decode()

    assert [(int(key), links(row), buttons(row)) for key, _, row in rows(html)] == [
        (node.pk, [page(node)], []) for node, _ in plan.nodes.tree()
    ]
    assert "ordna/" not in html
    assert f"{NEW}?" not in html


def test_tree_s_buttons_move_up_down_in_and_out(desk, plan):
    before, c = tree(plan), part("c")

    for way, then in (
        ("in", [("Mål", 0), ("b", 1), ("c", 2)]),
        ("ut", before),
        ("upp", [("Mål", 0), ("c", 1), ("b", 1)]),
        ("ned", before),
        ("ned", before),  # the last has nowhere to go
    ):
        answer = press(desk, plan, way, c.pk)
        assert (tree(plan), told(answer)) == (then, [])
        assert answer.redirect_chain == [(f"{tree_page(plan)}#del-{c.pk}", 302)]


@pytest.mark.parametrize(
    ("way", "words", "reason"),
    [
        ("in", "b", "Det finns ingen del före den här att lägga den under."),
        (
            "in",
            "Mål",
            "Ett kapitel ligger alltid överst. Byt sort till rubrik för att lägga det under ett annat.",
        ),
        ("ut", "c", "Överst ligger bara kapitel. Byt sort till kapitel för att flytta ut delen dit."),
        ("ut", "Mål", "Kapitlet ligger redan överst."),
    ],
)
def test_tree_s_buttons_say_why_not_and_change_nothing(desk, plan, way, words, reason):
    before = tree(plan)

    assert told(press(desk, plan, way, part(words).pk)) == [reason]
    assert tree(plan) == before


@pytest.mark.parametrize("way", ["upp", "ned", "in", "ut"])
def test_tree_s_buttons_tell_of_a_plan_that_was_decided_meanwhile(desk, plan, way):
    before, c = tree(plan), part("c")
    PlanEditionFactory(plan=plan)

    answer = press(desk, plan, way, c.pk)

    assert (told(answer), answer.redirect_chain[-1][0]) == ([RESTS], f"{tree_page(plan)}#del-{c.pk}")
    assert tree(plan) == before


def test_tree_of_a_plan_that_is_corrected_is_moved_in(desk, plan):
    PlanEditionFactory(plan=plan)
    plan.reopen(because="Fel ordning.", at=AT, by=None)

    press(desk, plan, "upp", part("c").pk)

    assert tree(plan) == [("Mål", 0), ("c", 1), ("b", 1)]


def test_tree_s_address_does_nothing_when_it_is_only_visited(desk, plan):
    before, address = tree(plan), f"/admin/committee/plan/{plan.pk}/ordna/"

    for visit in (desk.get, desk.head):
        assert visit(address, {"ned": part("b").pk}).url == tree_page(plan)
    assert tree(plan) == before


def test_tree_is_not_for_those_who_may_not_change_plans(client, plan):
    before, b = tree(plan), part("b").pk

    assert client.post(f"/admin/committee/plan/{plan.pk}/ordna/", {"ned": b}).status_code == 302  # to the login
    client.force_login(UserFactory(administrator=True))
    assert client.post(f"/admin/committee/plan/{plan.pk}/ordna/", {"ned": b}).status_code == 404
    assert tree(plan) == before


def findings(desk: Client, plan: Plan) -> set[tuple[str, str]]:
    """What is found of parts, and the address that it leads to."""
    html = desk.get(tree_page(plan)).content.decode()
    found = html[html.find("Att tänka på innan") : html.index("Planens delar</h2>")]
    return {(unescape(text), *links(link)) for text, link in re.findall(r"<li>([^<]*) (<a .*?)</li>", found)}


def test_findings_lead_to_the_part_that_each_is_about_until_it_is_mended(desk, plan, chapter):
    holder, commitment = part("b"), part("c")
    empty = ChapterFactory(plan=plan, position=2, number="2", title="Tomt")
    dangling = PlanReferenceFactory(
        node=NodeFactory(parent=chapter, position=3, text="Inget."), words="jfr kap. 2", target=empty
    )

    assert findings(desk, plan) == {
        ("Kapitel 2 Tomt är tomt.", page(empty)),
        ("Rubriken ”b” i kapitel 1 har inget under sig.", page(holder)),
        ("”c” har inget ansvarigt organ.", page(commitment)),
        ("”jfr kap. 2” står inte längre i ”Inget.”.", page(dangling.node)),
    }

    PlanNode.objects.filter(pk=commitment.pk).update(owner=BodyFactory())
    NodeFactory(parent=holder, position=1)
    NodeFactory(parent=empty, position=1)
    dangling.delete()
    assert findings(desk, plan) == set()


def test_year_stays_in_a_correction_and_the_words_change(desk, plan):
    PlanEditionFactory(plan=plan)
    plan.reopen(because="Fel titel.", at=AT, by=None)

    desk.post(tree_page(plan), {"year": 2031, "title": "Ny titel"} | NO_PROMISES)

    plan.refresh_from_db()
    assert (plan.year, plan.title) == (2018, "Ny titel")


@pytest.mark.parametrize("count", [3, 60])
def test_tree_s_page_costs_the_same_for_any_number_of_parts(desk, chapter, django_assert_num_queries, count):
    body, last = BodyFactory(), chapter
    for _ in range(count // 3):
        last = NodeFactory(parent=last, kind="section", title="Rubrik", text="", body=body, position=1)
        CommitmentFactory(parent=last, position=2, owner=body)
        PlanReferenceFactory(node=NodeFactory(parent=last, position=3, text="jfr kap. 2"), target=last)
    DutyFactory(plan=chapter.plan, node=last)

    with django_assert_num_queries(32):
        desk.get(tree_page(chapter.plan))

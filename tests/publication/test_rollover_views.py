"""The page where next year's plan begins."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from committee.models import Plan
from tests.conftest import admin_address
from tests.factories import (
    AT,
    ChapterFactory,
    CommitmentFactory,
    CooperationFactory,
    NodeFactory,
    PlanFactory,
    UserFactory,
)
from tests.publication.rollover_rows import Kind, answers, decided, everything, goals, page_of, said, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]


def test_page_asks_about_each_commitment_under_its_headings_in_reading_order(desk):
    plan = PlanFactory(year=2017)
    first = ChapterFactory(plan=plan, position=1, number="5", title="Inriktning")
    area = NodeFactory(parent=first, position=3, kind=Kind.AREA, title="Området", text="")
    goal = NodeFactory(parent=area, position=1, kind=Kind.GOAL_AREA, title="Målområdet", text="")
    issue = NodeFactory(parent=goal, position=1, kind=Kind.ISSUE, title="Frågan", text="")
    one = CommitmentFactory(parent=issue, position=1, text="Vi ses.", is_focus=True)
    NodeFactory(parent=issue, position=2, text="Ett stycke som ingen frågar om.")
    two = CommitmentFactory(parent=issue, position=3, text="Vi <hörs> & syns.")
    three = CommitmentFactory(parent=area, position=2, text="Vi går.")
    last = ChapterFactory(plan=plan, position=2, number="", title="Annat")
    four = CommitmentFactory(parent=last, position=1, text="Vi står.")
    decided(plan)

    response = desk.get(page_of(plan))

    groups = response.context["page"].groups
    assert [(group.trail, group.heading, [form.node for form in group.forms]) for group in groups] == [
        ("5 Inriktning · Området · Målområdet", "Frågan", [one, two]),
        ("5 Inriktning", "Området", [three]),
        ("", "Annat", [four]),
    ]
    html = response.content.decode()
    assert re.search(r'<form class="stack" method="post">\s*<input type="hidden" name="csrfmiddlewaretoken"', html)
    assert '<h1 id="nasta-ar">Börja verksamhetsplanen för 2018</h1>' in html
    assert re.findall(r"<legend>(.*?)</legend>", html) == [
        "Vi ses.",
        "Vi &lt;hörs&gt; &amp; syns.",
        "Vi går.",
        "Vi står.",
    ]
    assert "Ett stycke som ingen frågar om." not in html
    assert re.findall(r'value="(\w+)"[^>]* checked', html) == ["keep"] * 4
    assert re.findall(r'name="(del-\d+-is_focus)"[^>]* checked', html) == [f"del-{one.pk}-is_focus"]
    assert words_of(response).count("I fokus 2018") == 4
    assert "Skapa utkastet för 2018" in html


def test_page_stands_untouched_and_gives_the_same_draft_as_the_operation(desk):
    plan, nodes = goals("Vi ses.", "Vi hörs.\nOfta.")
    decided(plan)

    response = desk.post(page_of(plan), answers(*nodes), follow=True)

    draft = Plan.objects.get(year=2018)
    assert response.redirect_chain == [(admin_address(Plan, "change", draft.pk), 302)]
    clones = draft.nodes.filter(kind=Kind.COMMITMENT).order_by("position")
    assert list(clones.values_list("text", "is_focus")) == [("Vi ses.", True), ("Vi hörs.\nOfta.", False)]
    assert said(response) == [
        "Utkastet till Verksamhetsplan 2018 är skapat. Åtaganden: 2 behållna.",
        "Det finns ingen budget för 2017 att utgå från. Gör en för 2018 när det är dags.",
    ]


def test_page_keeps_changes_and_drops_as_chosen(desk):
    plan, nodes = goals("Vi ses.", "Vi hörs.", "Vi går.", "Vi syns.")
    _, changed, dropped, focused = decided(plan) and nodes
    choices = {
        f"del_{changed.pk}_do": "change",
        f"del_{changed.pk}_text": " Vi hörs\r\nofta. ",
        f"del_{dropped.pk}_do": "drop",
        f"del_{nodes[0].pk}_is_focus": None,
        f"del_{nodes[0].pk}_text": "Något som ångrades.",
        f"del_{focused.pk}_is_focus": "on",
    }

    response = desk.post(page_of(plan), answers(*nodes, **choices), follow=True)

    clones = Plan.objects.get(year=2018).nodes.filter(kind=Kind.COMMITMENT).order_by("position")
    assert list(clones.values_list("text", "is_focus")) == [
        ("Vi ses.", False),
        ("Vi hörs\nofta.", False),
        ("Vi syns.", True),
    ]
    assert said(response)[0] == (
        "Utkastet till Verksamhetsplan 2018 är skapat. Åtaganden: 2 behållna, 1 ändrat, 1 struket."
    )


def test_plan_without_commitments_is_begun_with_a_press(desk):
    plan = decided(ChapterFactory(plan__year=2017).plan)

    read = desk.get(page_of(plan))
    response = desk.post(page_of(plan), follow=True)

    assert "Planen har inga åtaganden att ta ställning till." in words_of(read)
    assert said(response)[0] == "Utkastet till Verksamhetsplan 2018 är skapat."
    assert Plan.objects.get(year=2018).nodes.count() == 1


@pytest.mark.parametrize("text", ["", " \r\n "])
def test_change_without_text_is_pointed_out_and_all_that_was_typed_stands(desk, text):
    plan, nodes = goals("Vi ses.", "Vi hörs.", "Vi går.")
    empty, written, dropped = decided(plan) and nodes
    before = everything()
    typed = answers(
        *nodes,
        **{
            f"del_{empty.pk}_do": "change",
            f"del_{empty.pk}_text": text,
            f"del_{written.pk}_do": "change",
            f"del_{written.pk}_text": "Vi hörs ofta.",
            f"del_{written.pk}_is_focus": "on",
            f"del_{dropped.pk}_do": "drop",
        },
    )

    response = desk.post(page_of(plan), typed)

    page = response.context["page"]
    assert {form.node: dict(form.errors) for form in page.wrong} == {
        empty: {"text": ["Skriv den nya texten, eller välj Behåll eller Stryk."]}
    }
    html = response.content.decode()
    assert f'<a href="#del-{empty.pk}">Vi ses.</a>' in html
    assert "Något är fel ifyllt. Rätta det och skapa utkastet igen." in html
    assert re.findall(r'value="(\w+)"[^>]* checked', html) == ["change", "change", "drop"]
    assert "Vi hörs ofta.</textarea>" in html
    assert re.search(rf'name="del-{written.pk}-is_focus"[^>]* checked', html)
    assert everything() == before


def test_unknown_choice_is_refused(desk):
    plan, (node,) = goals("Vi ses.")
    decided(plan)

    response = desk.post(page_of(plan), answers(node, **{f"del_{node.pk}_do": "burn"}))

    assert "Välj om åtagandet ska behållas, ändras eller strykas." in words_of(response)
    assert not Plan.objects.filter(year=2018).exists()


@pytest.mark.parametrize("wrong", ["missing", "unknown", "of another kind", "nothing"])
def test_answers_about_other_parts_than_the_plans_commitments_are_refused(desk, wrong):
    plan, (one, other) = goals("Vi ses.", "Vi hörs.")
    decided(plan)
    posted = {
        "missing": answers(one),
        "unknown": answers(one, other) | {f"del-{10**18 - 1}-do": "keep"},
        "of another kind": answers(one, other) | {f"del-{one.parent_id}-do": "keep"},
        "nothing": {},
    }[wrong]

    response = desk.post(page_of(plan), posted)

    assert "Planen har ändrats. Ladda om sidan." in words_of(response)
    assert response.context["page"].wrong == []
    assert not Plan.objects.filter(year=2018).exists()


def test_next_years_plan_is_shown_instead_of_the_form_when_there_is_one(desk):
    plan, (node,) = goals("Vi ses.")
    following = PlanFactory(year=2018)
    decided(plan)

    for response in (desk.get(page_of(plan)), desk.post(page_of(plan), answers(node))):
        html = response.content.decode()
        assert "Det finns redan en verksamhetsplan för 2018." in html
        assert f'<a href="{admin_address(Plan, "change", following.pk)}">Öppna Verksamhetsplan 2018</a>' in html
        assert "Skapa utkastet" not in html
    assert Plan.objects.count() == 2


def test_draft_is_to_be_decided_first(desk):
    plan, (node,) = goals("Vi ses.")

    for response in (desk.get(page_of(plan)), desk.post(page_of(plan), answers(node))):
        html = response.content.decode()
        assert "Verksamhetsplanen för 2017 är ett utkast. Fastställ den först." in html
        assert f'<a href="{admin_address(Plan, "change", plan.pk)}">Öppna Verksamhetsplan 2017</a>' in html
        assert "Skapa utkastet" not in html


def test_correction_is_to_be_ended_first(desk):
    plan = decided(PlanFactory(year=2017))
    plan.reopen(because="Fel datum.", at=AT, by=None)

    assert "Avsluta rättelsen av verksamhetsplanen för 2017 först." in words_of(desk.get(page_of(plan)))


def test_plan_that_is_not_there_is_not_found(desk):
    assert desk.get(reverse("plan-rollover", args=[10**9])).status_code == 404


def test_page_is_for_those_of_the_secretariat_who_may_add_plans(client, secretary):
    plan = decided(PlanFactory(year=2017))
    may_add = Permission.objects.get(codename="add_plan")
    other_staff = UserFactory(is_staff=True)
    other_staff.user_permissions.add(may_add)

    assert client.get(page_of(plan)).status_code == 302
    client.force_login(other_staff)
    assert (client.get(page_of(plan)).status_code, client.post(page_of(plan)).status_code) == (403, 403)
    client.force_login(secretary)
    assert client.get(page_of(plan)).status_code == 200
    secretary.groups.get().permissions.remove(may_add)
    assert (client.get(page_of(plan)).status_code, client.post(page_of(plan)).status_code) == (403, 403)
    assert not Plan.objects.filter(year=2018).exists()


@pytest.mark.parametrize("count", [1, 3, 40])
def test_page_costs_the_same_for_any_number_of_commitments(desk, django_assert_num_queries, count):
    CooperationFactory()
    plan, _ = goals(*(f"Vi håller löfte {place}." for place in range(count)))
    decided(plan)

    with django_assert_num_queries(10):
        response = desk.get(page_of(plan))

    assert len(response.context["page"].forms) == count

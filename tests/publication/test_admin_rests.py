"""A decided plan's parts in the admin: who is responsible may be changed, and the rest until it is corrected."""

from __future__ import annotations

import pytest
from django.test import Client

from committee.models import PlanNode, PlanReference
from tests.factories import AT, BodyFactory, CommitmentFactory, NodeFactory, PlanEditionFactory
from tests.publication.pages import NO_REFERENCES, RESTS, page, reference, told, tree_page, values

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]


def save_owner(desk: Client, node: PlanNode, owner: object):
    """What a decided plan's page posts of a commitment: it asks for nothing else."""
    return desk.post(page(node), NO_REFERENCES | {"owner": owner}, follow=True)


def test_decided_commitment_s_owner_is_all_that_can_be_changed(desk, chapter):
    node = CommitmentFactory(parent=chapter, position=1, text="Vi provar.")
    PlanEditionFactory(plan=chapter.plan)
    body = BodyFactory()

    opened = desk.get(page(node))
    assert set(opened.context["adminform"].form.fields) == {"owner"}
    assert "Planen är fastställd. Här kan du bara ändra vem som är ansvarig." in opened.content.decode()
    assert 'name="_dela"' not in opened.content.decode()
    assert opened.context["inline_admin_formsets"][0].has_add_permission is False

    for owner in (body, None):
        for _ in range(2):  # saved again with nothing new
            saved = save_owner(desk, node, owner.pk if owner else "")
            assert (saved.redirect_chain[-1][0], RESTS in told(saved)) == (
                f"{tree_page(node.plan)}#del-{node.pk}",
                False,
            )
            node.refresh_from_db()
            assert (node.text, node.owner) == ("Vi provar.", owner)


def test_words_typed_before_the_plan_was_decided_are_refused_and_not_lost_in_silence(desk, chapter):
    node = CommitmentFactory(parent=chapter, position=1, text="Vi provar.")
    PlanEditionFactory(plan=chapter.plan)

    answer = desk.post(page(node), values(node, text="Annat", owner=BodyFactory().pk), follow=True)

    assert (told(answer), answer.redirect_chain) == ([RESTS], [(page(node), 302)])
    node.refresh_from_db()
    assert (node.text, node.owner) == ("Vi provar.", None)


@pytest.mark.parametrize("kind", ["paragraph", "section", "dikt"])
def test_decided_part_takes_no_words_under_another_kind_s_name(desk, chapter, kind):
    node = CommitmentFactory(parent=chapter, position=1, text="Vi provar.")
    PlanEditionFactory(plan=chapter.plan)

    desk.post(page(node), values(node, kind=kind, title="Annat", text="Annat", _dela="1"))

    node.refresh_from_db()
    assert (node.kind, node.title, node.text) == ("commitment", "", "Vi provar.")


def test_decided_commitment_gets_no_reference(desk, chapter):
    node = CommitmentFactory(parent=chapter, position=1, text="Vi provar (jfr kap. 1).")
    PlanEditionFactory(plan=chapter.plan)
    row = {name: value for name, value in reference(node, "jfr kap. 1", chapter).items() if "references" in name}

    desk.post(page(node), row | {"owner": ""})

    assert not PlanReference.objects.exists()


def test_words_are_changed_in_a_correction(desk, chapter):
    node = NodeFactory(parent=chapter, position=1, text="Ett.")
    PlanEditionFactory(plan=chapter.plan)
    chapter.plan.reopen(because="Fel ord.", at=AT, by=None)

    desk.post(page(node), values(node, text="Två."))

    assert [child.text for child in chapter.children.all()] == ["Två."]

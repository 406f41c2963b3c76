"""What a correction does to those who refer to the plan's parts: agendas, budgets, bodies with new addresses."""

import pytest
from django.db.models.deletion import ProtectedError

from budget.models import BudgetLine
from calendar_app.models import AgendaItem
from committee.models import Body, PlanNode
from committee.refusal import RefusedError
from sodertorn.publication.correcting import withdraw
from tests.budget_factories import BudgetLineFactory
from tests.conftest import admin_address
from tests.factories import CommitmentFactory
from tests.meeting_factories import AgendaItemFactory
from tests.publication.correcting_rows import Kind, change, decided_plan, everything, opened

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (AgendaItemFactory, "Ett ärende på en föredragningslista hör till åtagandet."),
        (BudgetLineFactory, "En budgetpost hör till åtagandet."),
    ],
)
def test_commitment_that_is_used_is_not_struck(desk, make, reason):
    plan = opened(decided_plan())
    commitment = plan.nodes.filter(kind=Kind.COMMITMENT).first()
    user = make(commitment=commitment)

    page = desk.post(admin_address(PlanNode, "delete", commitment.pk), {"post": "yes"}).content.decode()
    with pytest.raises(ProtectedError):
        commitment.delete()

    assert reason in page
    user.refresh_from_db()
    assert user.commitment == commitment


@pytest.mark.parametrize(("make", "model"), [(AgendaItemFactory, AgendaItem), (BudgetLineFactory, BudgetLine)])
def test_added_commitment_that_is_used_stops_the_withdrawal_until_it_is_not(make, model):
    plan = opened(decided_plan())
    parent = plan.nodes.filter(kind=Kind.GOAL_AREA).first()
    user = make(commitment=CommitmentFactory(parent=parent, position=90))
    before = everything()

    with pytest.raises(RefusedError) as refused:
        withdraw(plan)

    assert str(refused.value) == f"Åtaganden i rättelsen används av ”{user}”. Ta bort de kopplingarna först."
    assert everything() == before
    model.objects.update(commitment=None)
    withdraw(plan)
    assert not plan.nodes.filter(position=90).exists()


def test_body_with_a_new_address_is_found_by_its_name():
    plan = opened(decided_plan())
    change(plan)
    Body.objects.filter(slug="gruppen").update(slug="nya-gruppen")

    withdraw(plan)

    assert plan.duties.get(kind="prepared").preparer.slug == "nya-gruppen"

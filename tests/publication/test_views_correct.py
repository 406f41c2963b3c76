"""The pages where a decided plan is opened for correction, and where a correction is ended without an edition."""

import pytest
from django.urls import reverse
from django.utils import timezone

from committee.models import Body, Plan, PlanEdition
from tests.factories import CooperationFactory, NodeFactory, PlanFactory
from tests.publication.correcting_rows import (
    Kind,
    change,
    decided_plan,
    everything,
    opened,
    small_plan,
    told,
    what_it_says,
    words_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
BECAUSE = "Varför ska planen rättas?"


def page(name: str, plan: Plan) -> str:
    return reverse(name, args=[plan.pk])


def tree_of(plan: Plan) -> str:
    return reverse("admin:committee_plan_change", args=[plan.pk])


def is_open(plan: Plan) -> bool:
    return Plan.objects.get(pk=plan.pk).reopened_at is not None


@pytest.mark.parametrize("name", ["plan-correct", "plan-withdraw"])
def test_page_is_for_those_who_may_decide(client, django_user_model, secretary, name):
    plan = opened(decided_plan())
    staff = django_user_model.objects.create_user("vikarie", is_staff=True)
    address, missing = page(name, plan), reverse(name, args=[plan.pk + 1000])

    assert [client.get(address).status_code, client.post(address).status_code] == [302, 302]
    client.force_login(staff)
    assert [client.get(address).status_code, client.post(address).status_code] == [403, 403]
    assert is_open(plan)
    client.force_login(secretary)
    assert [client.get(address).status_code, client.get(missing).status_code] == [200, 404]
    assert client.post(missing).status_code == 404


def test_correct_page_says_what_will_happen_and_opens_nothing(desk):
    plan = decided_plan()
    before = everything()

    words = words_of(desk.get(page("plan-correct", plan)))

    assert "Alla andra läser utgåva 1 tills rättelsen är fastställd. Då blir den utgåva 2," in words
    assert BECAUSE in words
    assert everything() == before


def test_correct_page_opens_the_plan_for_a_reason(desk, secretary, demo_day):
    plan = decided_plan()

    response = desk.post(page("plan-correct", plan), {"because": "Fel antal."}, follow=True)

    assert response.redirect_chain == [(tree_of(plan), 302)]
    assert told(response) == ["Planen är öppen. Alla andra läser utgåvan tills rättelsen är fastställd."]
    assert "Planen rättas: Fel antal." in words_of(response)
    held = Plan.objects.get(pk=plan.pk)
    assert (held.reopened_because, held.reopened_by) == ("Fel antal.", secretary)
    assert timezone.localdate(held.reopened_at) == demo_day


@pytest.mark.parametrize(
    ("because", "words"),
    [
        ("", "Skriv varför planen ska rättas."),
        ("  \n", "Skriv varför planen ska rättas."),
        (None, "Skriv varför planen ska rättas."),
        ("a" * 301, "som mest 300 tecken"),
    ],
)
def test_correct_page_asks_for_a_reason_that_fits(desk, because, words):
    plan = decided_plan()

    response = desk.post(page("plan-correct", plan), {} if because is None else {"because": because})

    assert words in words_of(response)
    assert not is_open(plan)


def test_correct_page_keeps_the_longest_reason(desk):
    plan = decided_plan()

    desk.post(page("plan-correct", plan), {"because": "å" * 300})

    assert Plan.objects.get(pk=plan.pk).reopened_because == "å" * 300


def test_correct_page_refuses_a_draft_and_a_plan_that_is_open(desk):
    draft, plan = PlanFactory(year=2018), opened(decided_plan())
    before = everything()

    said = [words_of(desk.post(page("plan-correct", one), {"because": "Fel datum."})) for one in (draft, plan)]

    assert "Planen är inte fastställd än och kan ändras som den är." in said[0]
    assert "Verksamhetsplan 2017 är redan öppnad för rättelse: Fel antal." in said[1]
    assert everything() == before


def test_withdraw_page_shows_what_is_thrown_away_and_changes_nothing(desk):
    plan = opened(decided_plan())
    change(plan)
    before = everything()

    response = desk.get(page("plan-withdraw", plan))

    words = words_of(response)
    assert "säger åter det som utgåva 1 säger. Det du har ändrat i planens delar kastas." in words
    assert "1 åtagande ändrat." in words
    assert "Vi ger tillagt: fler slut råd." in words
    assert "Kasta ändringarna och avsluta" in words
    assert everything() == before


def test_withdraw_page_says_when_nothing_is_changed(desk):
    plan = opened(decided_plan())

    words = words_of(desk.get(page("plan-withdraw", plan)))

    assert "Inget är ändrat. Avsluta rättelsen Tillbaka till redigeringen" in words
    assert "Kasta" not in words
    assert "kastas" not in words


def test_withdraw_page_takes_the_changes_back(desk):
    plan = decided_plan()
    before = what_it_says(plan)
    change(opened(plan))

    response = desk.post(page("plan-withdraw", plan), follow=True)

    assert response.redirect_chain == [(tree_of(plan), 302)]
    assert told(response) == ["Rättelsen är avslutad. Planen säger åter det som utgåvan säger."]
    assert what_it_says(plan) == before
    assert (is_open(plan), PlanEdition.objects.count()) == (False, 1)


@pytest.mark.parametrize("method", ["get", "post"])
def test_withdraw_page_of_a_plan_that_isn_t_corrected_says_so(desk, method):
    for plan in (decided_plan(), small_plan(2018)):
        before = everything()

        response = getattr(desk, method)(page("plan-withdraw", plan), follow=True)

        assert response.redirect_chain == [(tree_of(plan), 302)]
        assert told(response) == [f"{plan} rättas inte."]
        assert everything() == before


def test_withdraw_page_says_which_body_is_gone(desk):
    plan = opened(decided_plan())
    body = Body.objects.get(slug="gruppen")
    plan.duties.filter(preparer=body).delete()
    plan.nodes.filter(owner=body).update(owner=None)
    body.delete()
    before = everything()

    response = desk.post(page("plan-withdraw", plan), follow=True)

    assert told(response) == ["Organet ”Gruppen” i utgåvan finns inte längre. Lägg upp det igen först."]
    assert everything() == before


@pytest.mark.parametrize("count", [1, 3])
def test_withdraw_page_costs_the_same_for_any_number_of_changes(desk, django_assert_num_queries, count):
    CooperationFactory()
    plan = opened(decided_plan())
    area = plan.nodes.get(kind=Kind.GOAL_AREA)
    NodeFactory.create_batch(count, parent=area)
    desk.get(page("plan-withdraw", plan))

    with django_assert_num_queries(19):
        assert desk.get(page("plan-withdraw", plan)).status_code == 200

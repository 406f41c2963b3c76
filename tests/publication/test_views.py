"""The page where a draft is read as it will be, and decided."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from committee.models import Plan, PlanEdition
from tests.conftest import DEMO
from tests.factories import PlanFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]


def test_preview_is_for_those_who_may_decide(client, admin_client, django_user_model, secretary):
    plan = PlanFactory(year=2018)
    page = reverse("plan-preview", args=[plan.pk])
    staff = django_user_model.objects.create_user("vikarie", is_staff=True)

    assert client.get(page).status_code == 302
    client.force_login(staff)
    assert client.get(page).status_code == 403
    client.force_login(secretary)
    assert client.get(page).status_code == 200
    assert client.get(reverse("plan-preview", args=[plan.pk + 1000])).status_code == 404


def test_preview_of_a_decided_plan_leads_to_its_edition(desk, decided):
    response = desk.get(reverse("plan-preview", args=[decided.pk]))

    assert response.url == "/verksamhetsplan/2017/utgava/1/"


def test_preview_refuses_a_plan_that_has_changed_since_it_was_read(desk):
    call_command("import_plan", DEMO)
    plan = Plan.objects.get()
    page = reverse("plan-preview", args=[plan.pk])
    read = desk.get(page).context["fingerprint"]
    plan.nodes.filter(kind="commitment").first().delete()
    decision = {"decided_on": "2016-12-08", "is_reviewed": "on", "previewed": read}

    refused = desk.post(page, decision)
    again = desk.post(page, decision | {"previewed": refused.context["fingerprint"]})

    assert "Planen har ändrats sedan du förhandsgranskade den." in refused.content.decode()
    assert again.url == "/verksamhetsplan/2017/utgava/1/"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"decided_on": "12/08/2016"}, "Skriv datumet som 2016-12-08."),
        ({"decided_on": ""}, "måste fyllas i"),
        ({"decided_on": "2017-06-01"}, "har inte varit än"),
        ({"is_reviewed": ""}, "måste fyllas i"),
        ({"paragraph": "§" * 21}, "som mest 20 tecken"),
    ],
)
def test_preview_says_what_is_wrong_and_decides_nothing(desk, change, words):
    call_command("import_plan", DEMO)
    page = reverse("plan-preview", args=[Plan.objects.get().pk])
    decision = {"decided_on": "2016-12-08", "is_reviewed": "on", "previewed": desk.get(page).context["fingerprint"]}

    response = desk.post(page, decision | change)

    assert words in response.content.decode()
    assert not PlanEdition.objects.exists()

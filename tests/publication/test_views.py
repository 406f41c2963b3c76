"""The page where a draft is read as it will be, and decided."""

import datetime as dt
import re

import pytest
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from committee import operations
from committee.models import Body, Plan, PlanEdition
from tests.conftest import DEMO
from tests.factories import (
    ChapterFactory,
    CommitmentFactory,
    CooperationFactory,
    MeetingFactory,
    NodeFactory,
    PlanFactory,
)
from tests.publication.correcting_rows import (
    Kind,
    change,
    corrected,
    decided_plan,
    opened,
    small_plan,
    told,
    words_of,
)

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


def preview_of(client: Client, plan: Plan) -> HttpResponse:
    response = client.get(reverse("plan-preview", args=[plan.pk]))
    assert response.status_code == 200
    return response


def is_unfolded(response: HttpResponse) -> bool:
    return '<details class="new-in-plan" open>' in response.content.decode()


def test_preview_of_a_correction_shows_what_differs_from_the_edition_that_holds(desk):
    plan = decided_plan()
    corrected(plan, "Vi ger fler råd.")
    opened(plan, "Två saker är fel.")
    change(plan, "Vi ger alla råd.")
    plan.nodes.get(kind=Kind.ITEM).delete()
    NodeFactory(parent=plan.nodes.get(title="Klimat"), position=9, text="Något nytt.")
    operations.move(plan.nodes.get(title="Inledning"), steps=1)

    response = preview_of(desk, plan)

    html, words = response.content.decode(), words_of(response)
    assert (
        "Rättelse: Två saker är fel. Alla andra läser utgåva 2. När du fastställer rättelsen blir den utgåva 3."
        in words
    )
    assert "Skillnaden mot 2017, utgåva 2 " in words
    assert response.context["difference"].summary == (
        "1 kapitel flyttat.",
        "1 åtagande ändrat.",
        "1 nytt stycke.",
        "1 punkt struken.",
    )
    assert " ".join(response.context["difference"].summary) in words
    assert "Vi ger struket: fler slut tillagt: alla slut råd." in words
    assert "<del>En punkt.</del>" in html
    assert "<ins>Något nytt.</ins>" in html
    assert is_unfolded(response)


def test_preview_of_a_correction_that_changes_nothing_says_so(desk):
    words = words_of(preview_of(desk, opened(decided_plan())))

    assert "Skillnaden mot 2017, utgåva 1 Inget skiljer. Planerna är lika." in words


def test_preview_of_a_draft_is_compared_with_the_year_before_it(desk):
    decided_plan(2015)
    corrected(decided_plan(2016))
    decided_plan(2018)
    plan = small_plan(2017)
    Plan.objects.filter(pk=plan.pk).update(document_decided_on=dt.date(2016, 12, 1))

    response = preview_of(desk, plan)

    assert response.context["form"]["decided_on"].value() == dt.date(2016, 12, 1)
    assert str(response.context["before"]) == "Verksamhetsplan 2016, utgåva 2"
    assert "Skillnaden mot 2016, utgåva 2 " in words_of(response)
    assert not is_unfolded(response)


def test_preview_of_the_first_plan_has_nothing_to_be_compared_with(desk):
    PlanFactory(year=2016)  # a draft, which nobody has read
    decided_plan(2018)

    response = preview_of(desk, small_plan(2017))

    assert response.context["before"] is None
    assert "Det finns ingen tidigare plan att jämföra med." in words_of(response)
    assert "Skillnaden mot" not in words_of(response)


def test_preview_decides_a_correction_and_leads_to_the_new_edition(desk):
    plan = opened(decided_plan())
    change(plan)
    Plan.objects.filter(pk=plan.pk).update(document_decided_on=dt.date(2016, 12, 1))  # that of the first edition
    page = reverse("plan-preview", args=[plan.pk])
    read = preview_of(desk, plan)
    assert read.context["form"]["decided_on"].value() is None

    decision = {"decided_on": "2016-12-20", "is_reviewed": "on", "previewed": read.context["fingerprint"]}
    response = desk.post(page, decision, follow=True)

    assert response.redirect_chain == [("/verksamhetsplan/2017/utgava/2/", 302)]
    assert told(response) == ["Verksamhetsplan 2017, utgåva 2 är fastställd och publicerad."]
    assert desk.get(page).url == "/verksamhetsplan/2017/utgava/2/"


def test_preview_refuses_a_correction_that_changes_nothing(desk):
    plan = opened(decided_plan())
    read = preview_of(desk, plan).context["fingerprint"]

    decision = {"decided_on": "2016-12-20", "is_reviewed": "on", "previewed": read}
    response = desk.post(reverse("plan-preview", args=[plan.pk]), decision)

    assert "Inget skiljer planen från utgåva 1. Avsluta rättelsen i stället." in words_of(response)
    assert PlanEdition.objects.count() == 1


def test_preview_lists_remarks_by_topic_with_links_to_the_part_or_the_meeting(desk):
    plan = small_plan(2017)
    plan.nodes.filter(kind=Kind.COMMITMENT).update(owner=None)
    meeting = MeetingFactory(body=Body.objects.get(slug="radet"), month_only=True, starts_on=dt.date(2017, 5, 1))

    html = preview_of(desk, plan).content.decode()

    found = html[html.index("Att tänka på") : html.index('aria-label="Så blir planen"')]
    assert re.findall(r"<summary>([^<]+)<span class=\"count\">([^<]+)</span>", found) == [
        ("Delar som saknas ", "(1)"),
        ("Åtaganden utan ansvarigt organ ", "(2)"),
        ("Möten ", "(1)"),
    ]
    keys = plan.nodes.filter(kind=Kind.COMMITMENT).values_list("pk", flat=True)
    links = [reverse("admin:committee_plannode_change", args=[key]) for key in keys]
    links.append(reverse("admin:calendar_app_meeting_change", args=[meeting.pk]))
    assert re.findall(r'<li>[^<]+<a href="([^"]+)">', found) == links
    assert [desk.get(link).status_code for link in links] == [200, 200, 200]
    assert "Fastställ och publicera" in html


def test_preview_of_a_plan_that_is_stopped_has_no_form(desk):
    plan = small_plan(2017)
    ChapterFactory(plan=plan, position=9, number="9", title="Tomt")

    response = preview_of(desk, plan)

    assert "Det här måste rättas först Det här måste rättas först (1) Kapitel 9 Tomt är tomt." in words_of(response)
    assert "Fastställ och publicera" not in words_of(response)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("is_corrected", "queries"), [(False, 25), (True, 24)], ids=["draft", "correction"])
def test_preview_costs_the_same_for_any_number_of_parts(desk, django_assert_num_queries, count, is_corrected, queries):
    CooperationFactory()
    plan = opened(decided_plan()) if is_corrected else small_plan(2017)
    CommitmentFactory.create_batch(count, parent=plan.nodes.get(kind=Kind.GOAL_AREA))
    MeetingFactory.create_batch(count, body=Body.objects.get(slug="radet"))
    preview_of(desk, plan)

    with django_assert_num_queries(queries):
        preview_of(desk, plan)

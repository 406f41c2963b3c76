"""What the site says of itself comes from rows, and what isn't filled in is said to be missing."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from committee.models import Cooperation
from tests.factories import CooperationFactory, MunicipalityFactory
from tests.forms import form_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
PAGES = ("about", "accessibility", "data-protection", "cookies")
FACTS = {
    "email": "sekretariatet@example.se",
    "phone": "08-12 34 56",
    "phone_hours": "vardagar 9–11",
    "postal_address": "Rådhuset\n123 45 Alvik",
    "visiting_address": "Torget 1",
    "authority": "Alviks kommun",
    "organisation_number": "212000-1234",
    "registrar_email": "registrator@example.se",
    "conformance": "partial",
    "known_faults": "- Äldre **bilagor**",
    "unreasonable_burden": "Kartan över vägar.",
    "outside_the_law": "Inspelningar från 2015.",
    "assessed_on": dt.date(2017, 1, 2),
    "assessment_method": "Egen granskning.",
    "stated_on": dt.date(2017, 1, 3),
    "answer_time": "inom en vecka",
    "supervisor": "Tillsynen",
    "supervisor_url": "https://tillsyn.example.se/",
    "data_controller": "Kommunstyrelsen",
    "data_protection_officer": "Ombudet Ek",
    "data_protection_email": "ombud@example.se",
    "purposes": "För att kalla.",
    "legal_basis": "Allmänt intresse.",
    "retention": "Loggar sparas i ett år.",
    "retention_years": 7,
}
SHOWN_AS = {
    "conformance": "är delvis förenlig med lagen",
    "known_faults": "Äldre <strong>bilagor</strong>",
    "assessed_on": "2 januari 2017",
    "stated_on": "3 januari 2017",
    "postal_address": "Rådhuset<br>123 45 Alvik",
    "retention_years": "sju år",
}


def told(client) -> str:
    return " ".join("".join(client.get(reverse(page)).content.decode() for page in PAGES).split())


def test_every_fact_is_shown_where_it_belongs(client):
    CooperationFactory(**FACTS)

    page = told(client)

    assert {name for name, fact in FACTS.items() if SHOWN_AS.get(name, str(fact)) not in page} == set()
    assert "inte ifylld än" not in page


def test_facts_that_are_missing_are_said_to_be_and_none_is_made_up(client):
    CooperationFactory(email="sekretariatet@example.se")

    page = told(client)

    assert page.count("inte ifylld än") == 6
    assert "Vi känner inte till några brister" not in page
    assert 'Fråga sekretariatet: <a href="mailto:sekretariatet@example.se">' in page


@pytest.mark.parametrize(("conformance", "words"), [("full", "helt förenlig"), ("none", "inte förenlig")])
def test_conformance_is_told_in_words(client, conformance, words):
    CooperationFactory(conformance=conformance)

    assert words in client.get(reverse("accessibility")).content.decode()


def test_pages_are_there_before_anything_is_read_in_and_set_no_cookie(client):
    for page in PAGES:
        response = client.get(reverse(page))
        assert (response.status_code, response.cookies) == (200, {})


def test_every_footer_leads_to_them(client):
    footer = client.get(reverse("home")).content.decode().partition("<footer")[2]

    assert [reverse(page) for page in PAGES if f'href="{reverse(page)}"' not in footer] == []


def test_old_addresses_of_the_about_page_still_lead_on(client):
    page = client.get(reverse("about")).content.decode()

    assert {'id="tillganglighet"', 'id="personuppgifter"'} <= set(page.replace(">", " ").split())


def test_facts_are_edited_in_the_admin(desk):
    CooperationFactory(name="Fjärdkommunerna", secretariat_host=MunicipalityFactory())
    page = reverse("admin:committee_cooperation_change", args=[1])

    response = desk.post(page, form_of(desk.get(page), "name") | FACTS)

    assert response.status_code == 302
    cooperation = Cooperation.objects.get()
    assert {name: str(getattr(cooperation, name)).replace("\r\n", "\n") for name in FACTS} == {
        name: str(fact) for name, fact in FACTS.items()
    }

"""The page that explains how to subscribe, and its partial."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse

from tests.factories import (
    BodyFactory,
    CooperationFactory,
    MunicipalityFactory,
    UserFactory,
)

ALL, NEWS = "/kalender/alla.ics", "/kalender/flode.atom"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]


@pytest.mark.parametrize("count", [1, 3])
def test_subscribe_costs_the_same_for_any_number_of_bodies(client, django_assert_num_queries, count):
    CooperationFactory()
    bodies, municipalities = BodyFactory.create_batch(count), MunicipalityFactory.create_batch(count)

    with django_assert_num_queries(3):
        response = client.get(reverse("calendar:subscribe"))

    page = response.content.decode()
    paths = [
        ALL,
        *(f"/kalender/organ/{body.slug}.ics" for body in bodies),
        *(f"/kalender/kommun/{row.slug}.ics" for row in municipalities),
    ]
    assert page.count("webcal://") == len(paths)
    for path in paths:
        assert f'href="webcal://testserver{path}"' in page
        assert f"<code>http://testserver{path}</code>" in page
    assert f'href="{NEWS}"' in page


def test_subscribe_names_no_draft_to_anyone(client):
    BodyFactory(draft=True, name="Hemligt organ", slug="hemligt")
    MunicipalityFactory(draft=True, name="Hemlig kommun", slug="hemlig")
    client.force_login(UserFactory(secretary=True))

    assert "hemlig" not in client.get(reverse("calendar:subscribe")).content.decode().lower()


def test_subscribe_partial_leads_to_the_program_and_to_the_page():
    request = RequestFactory().get("/", headers={"host": "localhost:8000"})
    source = '{% include "calendar_app/_subscribe.html" with ics_url="/kalender/alla.ics" name="alla möten" %}'

    line = Template(source).render(Context({"request": request}))

    assert '<a href="webcal://localhost:8000/kalender/alla.ics">Prenumerera på alla möten</a>' in line
    assert 'href="/kalender/prenumerera/"' in line

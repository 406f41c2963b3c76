"""Pages that need more than one app, and what holds for every answer."""

import datetime as dt

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from budget.shares.operations import choose_key, publish
from tests.budget_factories import BudgetFactory, BudgetLineFactory
from tests.factories import (
    AT,
    PASSWORD,
    CooperationFactory,
    HostTurnFactory,
    MeetingFactory,
    MeetingHostFactory,
    MembershipFactory,
    MunicipalityFactory,
    PlanEditionFactory,
)

DAY = dt.date(2017, 1, 16)
PUBLIC = [
    "home",
    "committee:plan-list",
    "calendar:meeting-list",
    "calendar:body-list",
    "budget:budget-list",
    "municipality-list",
    "about",
]


@pytest.fixture(autouse=True)
def on_the_day(settings):
    settings.PORTAL_TODAY = DAY


@pytest.mark.django_db
@pytest.mark.parametrize("name", PUBLIC)
def test_page_of_an_empty_portal_says_what_is_missing(client, name):
    response = client.get(reverse(name))

    assert response.status_code == 200
    assert "None" not in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("name", PUBLIC)
def test_page_answers_head_and_refuses_post(client, name):
    assert client.head(reverse(name)).status_code == 200
    assert client.post(reverse(name)).status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("name", PUBLIC)
def test_public_page_sets_no_cookie_and_allows_no_other_host(client, name):
    response = client.get(reverse(name))

    assert response.cookies == {}
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_home_costs_the_same_for_any_length(client, django_assert_num_queries, count):
    CooperationFactory()
    PlanEditionFactory(plan__year=2017)
    BudgetFactory(year=2017, adopted=True, balanced=True)
    members = [MembershipFactory().municipality for _ in range(count)]
    meetings = MeetingFactory.create_batch(count)
    for meeting in meetings:
        MeetingHostFactory(meeting=meeting)

    with django_assert_num_queries(8):
        response = client.get(reverse("home"))

    assert set(response.context["upcoming"]) == set(meetings)
    assert set(response.context["municipalities"]) == set(members)


@pytest.mark.django_db
def test_home_with_nothing_to_come_shows_the_latest(client):
    past = MeetingFactory(starts_on=dt.date(2016, 12, 8))

    response = client.get(reverse("home"))

    assert "Inga kommande möten är publicerade." in response.content.decode()
    assert list(response.context["latest"]) == [past]


@pytest.mark.django_db
def test_home_shows_the_plan_and_budget_in_force_and_no_draft(client):
    PlanEditionFactory(plan__year=2016)
    in_force = PlanEditionFactory(plan__year=2017)
    PlanEditionFactory(plan__year=2018)
    budget = BudgetFactory(year=2016, adopted=True, balanced=True)
    BudgetFactory(year=2017, balanced=True)

    context = client.get(reverse("home")).context

    assert (context["edition"], context["budget"]) == (in_force, budget)


@pytest.mark.django_db
def test_demo_day_is_said_on_the_page_and_only_then(client, settings):
    assert "Portalen tror att det är den 16 januari 2017." in client.get("/").content.decode()
    settings.PORTAL_TODAY = None
    assert "Portalen tror" not in client.get("/").content.decode()


@pytest.mark.django_db
def test_mark_has_a_dot_for_each_member_municipality(client):
    CooperationFactory()
    for _ in range(5):
        MembershipFactory()
    MembershipFactory(starts_on=dt.date(2018, 1, 1))
    MembershipFactory(municipality__draft=True)

    assert client.get("/om/").content.decode().count("<circle") == 5


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_municipality_list_costs_the_same_for_any_length(client, django_assert_num_queries, count):
    CooperationFactory()
    members = [MembershipFactory().municipality for _ in range(count)]
    former = MembershipFactory(starts_on=dt.date(2010, 1, 1), ends_on=dt.date(2016, 12, 31)).municipality
    MunicipalityFactory(draft=True)

    with django_assert_num_queries(3):
        response = client.get(reverse("municipality-list"))

    assert set(response.context["members"]) == set(members)
    assert set(response.context["former"]) == {former}


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_municipality_detail_costs_the_same_for_any_length(client, django_assert_num_queries, count):
    CooperationFactory()
    municipality = MunicipalityFactory()
    meetings = MeetingFactory.create_batch(count)
    for meeting in [*meetings, MeetingFactory(draft=True)]:
        MeetingHostFactory(meeting=meeting, municipality=municipality)
    turns = [HostTurnFactory(municipality=municipality, year=2017 + place) for place in range(count)]
    HostTurnFactory(municipality=municipality, year=2030, draft=True)

    with django_assert_num_queries(7):
        response = client.get(reverse("municipality-detail", args=[municipality.slug]))

    assert set(response.context["upcoming"]) == set(meetings)
    assert set(response.context["turns"]) == set(turns)


@pytest.mark.django_db
def test_municipality_that_is_a_draft_answers_as_one_that_does_not_exist(client):
    draft = MunicipalityFactory(draft=True)

    hidden = client.get(reverse("municipality-detail", args=[draft.slug]))
    missing = client.get(reverse("municipality-detail", args=["finns-inte"]))

    assert (hidden.status_code, hidden.content) == (404, missing.content)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/finns-inte/", "/organ/å/", "/verksamhetsplan/x/", "/a" * 900])
def test_address_that_names_nothing_gets_the_house_s_page(client, address):
    response = client.get(address)

    assert response.status_code == 404
    assert "Sidan finns inte" in response.content.decode()
    assert '<html lang="sv">' in response.content.decode()


@pytest.mark.parametrize("address", ["/kommuner/%00/", "/kalender/?organ=%00", "/admin/autocomplete/?term=a%00b"])
def test_address_with_a_nul_is_refused_before_any_query(client, address):
    response = client.get(address)

    assert response.status_code == 400
    assert "Anropet gick inte att förstå" in response.content.decode()


@pytest.mark.django_db
def test_secretariat_s_municipality_is_named_once_it_is_public(client):
    CooperationFactory(secretariat_host=MunicipalityFactory(name="Hemligvik", draft=True))

    assert "Hemligvik" not in client.get("/om/").content.decode()


@pytest.mark.django_db
def test_login_without_a_page_to_go_to_leads_to_the_desk(client, secretary):
    login = {"login": secretary.email, "password": PASSWORD}

    assert client.post(reverse("account_login"), login | {"next": "https://annan.example/"}).url == "/admin/"


@pytest.mark.django_db
def test_error_in_a_page_gets_the_house_s_page(client, settings):
    client.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE committee_body RENAME TO gone")

    response = client.get(reverse("calendar:body-list"))

    assert response.status_code == 500
    assert "Något gick fel" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/kalender/", "/finns-inte/", "/verksamhetsplan/2017/"])
def test_database_that_is_away_is_a_503_that_asks_the_reader_back(client, address):
    def refuse(*args):
        raise OperationalError("server closed the connection unexpectedly")

    client.raise_request_exception = False
    with connection.execute_wrapper(refuse):
        response = client.get(address)

    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert "Portalen tar en kort paus" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/halsa/liv", "/halsa/redo"])
def test_health_answers_whatever_the_host_and_protocol(client, settings, address):
    settings.ALLOWED_HOSTS = ["portal.example"]
    settings.SECURE_SSL_REDIRECT = True

    response = client.get(address, headers={"host": "10.0.0.7:8000"})

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response["Cache-Control"] == "no-store"
    assert client.post(address).status_code == 405


@pytest.mark.django_db
def test_readiness_says_when_the_database_does_not_answer(client, monkeypatch):
    def refuse(*args, **kwargs):
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", refuse)

    assert client.get("/halsa/liv").status_code == 200
    response = client.get("/halsa/redo")
    assert (response.status_code, response.content.decode()) == (503, "databasen svarar inte\n")


@pytest.mark.django_db
def test_about_names_who_answers_for_the_site(client):
    host = MunicipalityFactory(name="Ålvik")
    CooperationFactory(name="Vikarnas råd", secretariat_host=host, email="kansli@vikarna.example")

    page = client.get("/om/").content.decode()

    assert "Ansvarig: sekretariatet, Ålvik kommun" in page
    assert "mailto:kansli@vikarna.example" in page


@pytest.mark.django_db
def test_municipality_s_page_says_what_it_pays_once_that_is_published(desk):
    municipality = MembershipFactory(municipality__slug="sund").municipality
    budget = BudgetFactory(year=2017)
    BudgetLineFactory(budget=budget, kind="income", amount_sek=118_125, is_fee=True)
    BudgetLineFactory(budget=budget, kind="cost", amount_sek=118_125)
    budget.adopt(on=dt.date(2016, 12, 8))
    division = choose_key(budget, key="equal")
    address, words = reverse("municipality-detail", args=["sund"]), f"{municipality} betalar <b>118\xa0125\xa0kr</b>"

    assert words in desk.get(address).content.decode()
    assert "betalar" not in Client().get(address).content.decode()

    publish(division, at=AT)
    assert words in Client().get(address).content.decode()

"""The demo: fills an empty database, once, never in production; its logins have the rights they should."""

import datetime as dt

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command

from budget.models import Budget, FeeDivision, Population
from calendar_app.agenda.reading import agenda_of
from calendar_app.models import Document, Meeting
from committee.models import Assignment, Body, Cooperation, Municipality, Person, PlanEdition
from committee.reader import Reader
from sodertorn.demo import LOGINS, PASSWORD
from tests.factories import CooperationFactory, PlanFactory, UserFactory
from tests.importing.rows import everything, row_counts

pytestmark = pytest.mark.django_db
User = get_user_model()
DAY = dt.date(2017, 1, 16)


@pytest.fixture(autouse=True)
def demo_day(settings):
    settings.PORTAL_TODAY = DAY


@pytest.fixture
def demo():
    call_command("load_demo")


def test_demo_fills_an_empty_database(demo):
    edition = PlanEdition.objects.get()
    counts = row_counts()

    assert (edition.year, edition.number, edition.decided_on) == (2017, 1, dt.date(2016, 12, 8))
    assert (counts["Meeting"], counts["HostTurn"], counts["BudgetLine"], counts["Municipality"]) == (20, 16, 3, 8)
    assert str(Cooperation.objects.get().secretariat_host) == "Huddinge"
    assert set(User.objects.values_list("username", flat=True)) == {name for name, _ in LOGINS}


def test_demo_has_inhabitants_to_try_keys_with_and_no_key_that_the_plan_does_not_have(demo):
    assert Population.objects.filter(year=2016).count() == 8
    assert Budget.objects.with_lines().get().fee_sek == 945_000
    assert not FeeDivision.objects.exists()


def test_demo_loaded_again_changes_nothing(demo):
    before, counts, users = everything(), row_counts(), list(User.objects.order_by("pk").values())

    call_command("load_demo")

    assert everything() == before
    assert row_counts() == counts
    assert list(User.objects.order_by("pk").values()) == users


@pytest.mark.parametrize("make", [PlanFactory, CooperationFactory, UserFactory])
def test_demo_is_not_loaded_beside_other_rows(make):
    make()
    before = row_counts(), User.objects.count()

    call_command("load_demo")

    assert (row_counts(), User.objects.count()) == before


def test_demo_is_refused_in_production(settings):
    settings.IS_PRODUCTION = True

    with pytest.raises(CommandError) as refused:
        call_command("load_demo")

    assert str(refused.value) == "Demon har kända lösenord och läses inte in i produktion."
    assert refused.value.returncode == 2
    assert (set(row_counts().values()), User.objects.count()) == ({0}, 0)


RIGHTS = {
    "calendar_app.change_meeting": True,
    "calendar_app.add_hostturn": True,
    "budget.change_budgetline": True,
    "committee.change_plannode": True,
    "committee.decide_plan": True,
    "committee.view_planedition": True,
    "committee.add_planedition": False,
    "committee.change_planedition": False,
    "committee.delete_planedition": False,
    "auth.add_user": False,
    "auth.change_user": False,
    "auth.change_group": False,
}
MORE = {"auth.add_user": True, "auth.change_user": True}
"""What an administrator may besides."""


def test_demo_logins_are_let_in_with_their_rights(demo, client):
    users = {name.partition("@")[0]: authenticate(email=name, password=PASSWORD) for name, _ in LOGINS}

    secretary, administrator = users["sekretariat"], users["forvaltare"]
    assert {right: secretary.has_perm(right) for right in RIGHTS} == RIGHTS
    assert {right: administrator.has_perm(right) for right in RIGHTS} == RIGHTS | MORE
    assert (secretary.is_staff, secretary.is_superuser, administrator.is_superuser) == (True, False, False)
    assert {Reader.of(user, DAY) for user in (secretary, administrator)} == {Reader(is_secretariat=True)}
    member = users["kommundirektor"]
    bodies = Body.objects.filter(pk__in=Reader.of(member, DAY).bodies).values_list("short_name", "name")
    assert (member.is_staff, member.get_all_permissions()) == (False, set())
    assert {short or name for short, name in bodies} == {"Ledningsgruppen", "Södertörns samarbetskommitté"}
    assert all(client.login(email=name, password=PASSWORD) for name, _ in LOGINS)


def test_demo_logins_refuse_another_password(demo):
    assert {authenticate(email=name, password="skargard") for name, _ in LOGINS} == {None}


def test_demo_persons_are_offices_of_the_municipalities(demo):
    names = set(Person.objects.values_list("name", flat=True))
    offices = ("Kommundirektör", "Kommunstyrelsens ordförande")

    assert names == {f"{office}, {place}" for office in offices for place in Municipality.objects.all()}
    assert Assignment.objects.count() == 3 * 8
    assert not Person.objects.exclude(email__endswith="@example.se").exists()


def test_demo_has_agendas_of_the_first_meetings_with_documents_marked_as_examples(demo):
    first = Meeting.objects.get(starts_on=dt.date(2017, 1, 20))
    second = Meeting.objects.get(starts_on=dt.date(2017, 2, 2))
    member = Reader.of(User.objects.get(username="kommundirektor@example.se"), DAY)

    assert (first.state, first.agenda_audience, second.state, second.agenda_audience) == (
        *("called", "members"),
        *("planned", "public"),
    )
    assert not agenda_of(first, Reader())
    assert [entry.number for entry in agenda_of(first, member).entries] == [1, 2, 3, 4, 5, 6]
    assert [len(entry.documents) for entry in agenda_of(second, Reader()).entries] == [0, 0, 1, 2, 0, 0]
    assert Document.objects.count() == 5
    assert not Document.objects.exclude(title__startswith="Exempel: ").exists()
    written = [entry.item.title for entry in agenda_of(first, member).entries if entry.item.text]
    assert all(title.startswith("Exempel: ") for title in written)
    assert [version.pages for document in Document.objects.all() for version in document.versions.all()] == [1] * 5

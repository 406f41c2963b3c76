"""The demo: fills an empty database, once, never in production; its logins have the rights they should."""

import datetime as dt

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command

from committee.models import Cooperation, PlanEdition
from committee.reader import Reader
from sodertorn.management.commands.load_demo import DEMO_LOGINS
from tests.factories import CooperationFactory, PlanFactory, UserFactory
from tests.importing.rows import everything, row_counts

pytestmark = pytest.mark.django_db
User = get_user_model()


@pytest.fixture(autouse=True)
def demo_day(settings):
    settings.PORTAL_TODAY = dt.date(2017, 1, 16)


@pytest.fixture
def demo():
    call_command("load_demo")


def test_demo_fills_an_empty_database(demo):
    edition = PlanEdition.objects.get()
    counts = row_counts()

    assert (edition.year, edition.number, edition.decided_on) == (2017, 1, dt.date(2016, 12, 8))
    assert (counts["Meeting"], counts["HostTurn"], counts["BudgetLine"], counts["Municipality"]) == (20, 16, 3, 8)
    assert str(Cooperation.objects.get().secretariat_host) == "Huddinge"
    assert set(User.objects.values_list("username", flat=True)) == {"sekretariat", "forvaltare"}


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


def test_demo_logins_are_let_in_with_their_rights(demo, client):
    users = {name: authenticate(username=name, password=password) for name, password, _ in DEMO_LOGINS}

    secretary, administrator = users["sekretariat"], users["forvaltare"]
    assert {right: secretary.has_perm(right) for right in RIGHTS} == RIGHTS
    assert {right: administrator.has_perm(right) for right in RIGHTS} == dict.fromkeys(RIGHTS, True)
    assert (secretary.is_staff, secretary.is_superuser, administrator.is_superuser) == (True, False, True)
    assert {Reader.of(user, dt.date(2017, 1, 16)) for user in users.values()} == {Reader(is_secretariat=True)}
    assert all(client.login(username=name, password=password) for name, password, _ in DEMO_LOGINS)


def test_demo_logins_refuse_another_password(demo):
    assert {authenticate(username=name, password="skargard") for name, _, _ in DEMO_LOGINS} == {None}

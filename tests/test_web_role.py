"""The web server's own role in the database reads and writes, but can't change what was decided or what was done."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pgtrigger
import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from pghistory.core import event_models

from committee.history.reading import event_model
from committee.models import Body, PlanEdition
from sodertorn.web_role import as_web_role
from tests.factories import PlanEditionFactory

pytestmark = pytest.mark.django_db
ROLE = "provrollen"


@pytest.fixture
def role() -> Iterator[str]:
    """The application's role, for as long as the test lasts: the rows are made by the owner first."""
    PlanEditionFactory()
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {ROLE}")
        call_command("grant_to_web_role", ROLE, verbosity=0)
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
        yield ROLE
        cursor.execute("RESET ROLE")


@pytest.mark.parametrize("statement", ["UPDATE {} SET pgh_label = 'x'", "DELETE FROM {}", "TRUNCATE {}"])
def test_role_is_refused_to_change_the_history_even_with_its_triggers_ignored(role, statement):
    for model in event_models():
        ignoring = pgtrigger.ignore(f"{model._meta.label}:append_only", f"{model._meta.label}:never_emptied")
        with ignoring, pytest.raises(DatabaseError) as error, transaction.atomic():
            connection.cursor().execute(statement.format(model._meta.db_table))
        assert isinstance(error.value.__cause__, psycopg.errors.InsufficientPrivilege), model


def test_role_is_refused_to_change_an_edition(role):
    for statement in ("UPDATE {} SET number = 9", "DELETE FROM {}", "TRUNCATE {}"):
        with pytest.raises(DatabaseError) as error, transaction.atomic():
            connection.cursor().execute(statement.format(PlanEdition._meta.db_table))
        assert isinstance(error.value.__cause__, psycopg.errors.InsufficientPrivilege)


def test_role_writes_rows_and_the_history_follows(role):
    body = Body.objects.create(name="Ett", slug="ett")
    Body.objects.update(name="Två")

    labels = event_model(Body).objects.filter(pgh_obj_id=body.pk).order_by("pgh_id").values_list("pgh_label", "name")
    assert list(labels) == [("insert", "Ett"), ("update", "Två")]


def test_role_can_not_take_its_rights_back(role):
    table = event_model(Body)._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT UPDATE ON {table} TO {ROLE}")  # which says that nothing was granted, and no more
        cursor.execute("SELECT has_table_privilege(%s, 'UPDATE')", [table])
        assert cursor.fetchone() == (False,)
    for statement in (
        f"ALTER TABLE {table} DISABLE TRIGGER ALL",
        f"DROP TABLE {table}",
        "SET session_replication_role = replica",
    ):
        with pytest.raises(DatabaseError) as error, transaction.atomic():
            connection.cursor().execute(statement)
        assert isinstance(error.value.__cause__, psycopg.errors.InsufficientPrivilege), statement


@pytest.mark.parametrize("name", ["finns-inte", "postgres", 'x"; DROP TABLE committee_body; --'])
def test_role_that_is_missing_or_may_do_all_is_refused(name):
    with pytest.raises(CommandError, match=r"finns inte, eller får allt redan"):
        call_command("grant_to_web_role", name)


def test_programs_that_are_started_connect_as_the_role(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://postgres@:5432/portal?host=%2Ftmp%2Fx")

    with as_web_role():
        inside = os.environ["DATABASE_URL"]

    assert inside == "postgres://portal_web@:5432/portal?host=%2Ftmp%2Fx"
    assert os.environ["DATABASE_URL"] == "postgres://postgres@:5432/portal?host=%2Ftmp%2Fx"

"""What tests of every part share: the documents that a plan is read from, and people who log in."""

import datetime as dt
import gc
import os
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in
from django.core.management import call_command
from django.db import connection, connections
from django.db.models import Model
from django.http import HttpRequest
from django.test import Client, override_settings
from django.urls import reverse

from committee.models import Body, Plan
from sodertorn.accounts.sessions import begin
from tests.factories import UserFactory
from tests.postgres import migrated_database

BASE_DIR = Path(__file__).resolve().parent.parent
SEED = BASE_DIR.parent / "shared" / "seed" / "verksamhetsplan-2017.txt"
DEMO = BASE_DIR / "demo" / "verksamhetsplan-2017.md"
INVENTED = BASE_DIR / "tests" / "documents" / "fjardkommunerna-2031.md"

# Thousands of tests make millions of objects that live on: looking through them all the time was a tenth of the work.
gc.set_threshold(100_000, 50, 50)

# No time limits, which a busy machine breaks; in CI the same examples every time, and nothing written beside the code.
# A quarter of the usual examples, to keep the tests under their time; HYPOTHESIS_EXAMPLES=1000 looks for longer.
hypothesis.settings.register_profile(
    "portal",
    deadline=None,
    database=None,
    derandomize=os.environ.get("CI") == "true",
    max_examples=int(os.environ.get("HYPOTHESIS_EXAMPLES", "25")),
)
hypothesis.settings.load_profile("portal")


@pytest.fixture(scope="session")
def migrated(django_db_blocker) -> str:
    """The name of a database to copy, instead of migrating another."""
    with django_db_blocker.unblock():
        return migrated_database()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, migrated: str) -> None:
    """pytest-django's own: each worker has a database to itself, which now is a copy."""
    connection.settings_dict["TEST"]["TEMPLATE"] = migrated


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Files as cases have numbers for names: their bytes differ from second to second, and so between two workers."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """A quarter of a second per made-up login is spent on nothing here; portals run by the tests hash as ever."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="session", autouse=True)
def whole_logins() -> Iterator[None]:
    """Whoever a test logs in by force has shown a second factor too; tests of login itself go by the form."""

    def show_second_factor(sender: type[User], request: HttpRequest, user: User, **kwargs) -> None:
        if not request.path:
            record_authentication(request, user, "mfa")
            begin(request.session, user, now=time.time())

    user_logged_in.connect(show_second_factor)
    yield
    user_logged_in.disconnect(show_second_factor)


@pytest.fixture(scope="session")
def seed_file() -> Path:
    """The real document, which isn't in the repository."""
    if not SEED.exists():
        reason = f"Det riktiga dokumentet finns inte: {SEED}"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return SEED


@pytest.fixture(scope="session")
def seed_text(seed_file) -> str:
    return seed_file.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def demo_text() -> str:
    return DEMO.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def invented_text() -> str:
    return INVENTED.read_text(encoding="utf-8")


@pytest.fixture
def secretary(db) -> User:
    return UserFactory(username="sekreterare", secretary=True)


@pytest.fixture
def superuser(db) -> User:
    return UserFactory(username="forvaltare", superuser=True)


@pytest.fixture
def demo_day(settings) -> dt.date:
    """The day that the demo lives on."""
    settings.PORTAL_TODAY = dt.date(2017, 1, 16)
    return settings.PORTAL_TODAY


@pytest.fixture(scope="session")
def media_of_all(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("media")


@pytest.fixture(autouse=True)
def media(settings, media_of_all) -> Path:
    """Each test's own folder for uploaded files; it is made with the first file."""
    settings.MEDIA_ROOT = media_of_all / uuid.uuid4().hex
    return settings.MEDIA_ROOT


@pytest.fixture
def desk(client, secretary) -> Client:
    """The secretariat's client."""
    client.force_login(secretary)
    return client


@pytest.fixture
def decided(db, demo_day) -> Plan:
    """The demo's plan, decided."""
    call_command("import_plan", DEMO)
    call_command("decide_plan", 2017)
    return Plan.objects.get()


@pytest.fixture
def committee(decided) -> Body:
    """The demo's body whose meetings another prepares."""
    return Body.objects.get(prepared_by__isnull=False)


@pytest.fixture
def committed(db):
    """Let the test commit, so that threads and processes see it. The tables that were empty are emptied again.

    It works on a connection of its own beside the one in whose transaction a test usually runs. Not Django's flush,
    which would also take what migrations wrote: the secretariat's group and its rights.
    """
    usual = connections["default"]
    connections["default"] = usual.copy()
    try:
        filled = tables_with_rows()
        yield
        # As a restore would, past triggers and foreign keys: emptying every table anew costs more than most tests.
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            for table in tables_with_rows() - filled:
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")
    finally:
        connection.close()
        connections["default"] = usual


def tables_with_rows() -> set[str]:
    names = connection.introspection.table_names()
    asked = [f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {connection.ops.quote_name(name)})" for name in names]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked))
        return {name for (name,) in cursor.fetchall()}


def admin_address(model: type[Model], page: str, *args: int) -> str:
    """A model's page in the admin: changelist, add, change or delete."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)

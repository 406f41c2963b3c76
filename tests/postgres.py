"""pytest plugin: the tests get a PostgreSQL of their own, unless the environment names one, and migrate once in it."""

import os
import secrets
import signal
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest

from sodertorn.child_processes import NO_TERMINAL, handling
from sodertorn.embedded_postgres import embedded_server

MIGRATED = "PORTAL_TESTS_MIGRATED_DATABASE"
"""Names the database that is migrated; the name is another in each run, as the server may be anyone's."""


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config):
    """Before pytest-django reads the settings. The workers of xdist inherit the address of the one server."""
    at_the_end = ExitStack()
    early_config.add_cleanup(at_the_end.close)
    if not os.environ.get("DATABASE_URL"):
        folder = Path(at_the_end.enter_context(tempfile.TemporaryDirectory(prefix="portal-tests-")))
        os.environ["DATABASE_URL"] = at_the_end.enter_context(embedded_server(folder, durable=False))
        # pytest takes Stopped, a SystemExit, for a failed test and goes on; a KeyboardInterrupt ends the run in order.
        at_the_end.enter_context(handling(NO_TERMINAL, signal.default_int_handler))
        never_look_at_the_tables()
    if not os.environ.get(MIGRATED):
        os.environ[MIGRATED] = f"migrated_{secrets.token_hex(8)}"
        at_the_end.callback(drop_migrated_database)
    return (yield)


def server() -> psycopg.Connection:
    return psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)


def never_look_at_the_tables() -> None:
    """No counting of rows in the background: what a test commits would, a minute later, decide how another's query is
    planned. One that went through three thousand rows as if they were three took minutes.
    """
    with server() as connection:
        connection.execute("ALTER SYSTEM SET autovacuum = off")
        connection.execute("SELECT pg_reload_conf()")


def drop_migrated_database() -> None:
    with server() as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{os.environ[MIGRATED]}"')


def migrated_database() -> str:
    """The name of a database with every table and no rows but the migrations' own: a template, never written to.

    The migrations take seconds, so the first process that asks makes it, and the others wait for that.
    """
    name = os.environ[MIGRATED]
    with server() as connection:
        connection.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])  # held until we are disconnected
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(f'CREATE DATABASE "{name}"')
            # In a thread of its own: an open browser has an event loop in ours, and there Django refuses to work.
            with ThreadPoolExecutor(1) as apart:
                apart.submit(migrate, name).result()
    return name


def migrate(name: str) -> None:
    from django.core.management import call_command  # Django has no settings yet when plugins are loaded
    from django.db import connections

    usual = connections["default"]
    connections["default"] = usual.copy()
    try:
        connections["default"].settings_dict["NAME"] = name
        call_command("migrate", verbosity=0)
    finally:
        connections["default"].close()
        connections["default"] = usual

"""The role that the web server has in a database of our own: it adds to the history, and can't change it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.core.management import call_command
from django.db import connection, transaction

WEB_ROLE = "portal_web"


def make_web_role() -> None:
    """Make the role if it is missing, and give it its rights in the tables as they are now."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [WEB_ROLE])
        if not cursor.fetchone():
            cursor.execute(f"CREATE ROLE {WEB_ROLE} LOGIN")
    call_command("grant_to_web_role", WEB_ROLE, verbosity=0)


@contextmanager
def as_web_role() -> Iterator[None]:
    """Let the programs that are started meanwhile connect as the role."""
    owner = os.environ["DATABASE_URL"]
    address = urlsplit(owner)
    os.environ["DATABASE_URL"] = address._replace(netloc=f"{WEB_ROLE}@{address.netloc.rpartition('@')[2]}").geturl()
    try:
        yield
    finally:
        os.environ["DATABASE_URL"] = owner

"""Tests with threads see each other's rows, so theirs are really written, and taken away afterwards."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections, transaction

WRITTEN = [
    *("calendar_app_followup", "calendar_app_adjuster", "calendar_app_attendance", "calendar_app_paragraph"),
    *("calendar_app_minutes", "calendar_app_agendaitem", "calendar_app_meetingchange", "calendar_app_meeting"),
    *("committee_assignment", "committee_person", "committee_body", "committee_municipality"),
]


@pytest.fixture
def committed(db):
    """Runs a function on a connection of its own, outside the test's transaction: what it writes, others see.

    Not `transaction=True`: its flush is refused by what is never emptied, and takes what the migrations wrote with it.
    """
    yield beside
    beside(take_away)


def beside(function: Callable[[], Any]) -> Any:
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(closing(function)).result()


def closing(function: Callable) -> Callable:
    """The function, which closes the connections of its thread when it is done."""

    def run(*args):
        try:
            return function(*args)
        finally:
            connections.close_all()

    return run


def take_away() -> None:
    assert connection.settings_dict["NAME"].startswith("test_")
    with transaction.atomic(), connection.cursor() as cursor:
        for table in WRITTEN:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for table in WRITTEN:
            cursor.execute(f"DELETE FROM {table}")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in WRITTEN:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")

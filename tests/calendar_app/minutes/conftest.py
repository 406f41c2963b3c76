"""Tests with threads see each other's rows, so theirs are really written, and taken away afterwards."""

import pytest
from django.db import connection, connections

NEVER_EMPTIED = """
    SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgname LIKE '%never_emptied%' AND NOT tgisinternal
"""
OWN_TABLES = "committee_body, committee_municipality, committee_person, calendar_app_meeting"


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """Rows are committed. A flush would be refused, and would take what the migrations wrote with it."""
    with django_db_blocker.unblock():
        yield
        connections.close_all()
        with connection.cursor() as cursor:
            cursor.execute(NEVER_EMPTIED)
            guards = cursor.fetchall()
            for table, guard in guards:
                cursor.execute(f'ALTER TABLE {table} DISABLE TRIGGER "{guard}"')
            cursor.execute(f"TRUNCATE {OWN_TABLES} CASCADE")
            for table, guard in guards:
                cursor.execute(f'ALTER TABLE {table} ENABLE TRIGGER "{guard}"')
        connections.close_all()

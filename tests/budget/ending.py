"""Transactions that end within a test, and what the database asks only then."""

from collections.abc import Callable

from django.db import connection, transaction


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def committed(change: Callable[[], object]) -> None:
    """Makes a change and lets its transaction end."""
    with transaction.atomic():
        change()
        end_of_transaction()


def end_of_transaction() -> None:
    """Asks now what a transaction's end asks."""
    run("SET CONSTRAINTS ALL IMMEDIATE")
    run("SET CONSTRAINTS ALL DEFERRED")

"""Two who press at the same time, with real transactions: one of them locks, chooses or publishes."""

import threading

import pgtrigger
import pytest
from django.db import connection, connections

from budget.models import FeeDivision, FeeShare, Invoice, InvoiceBasis
from budget.shares.invoicing import lock_basis
from budget.shares.operations import choose_key, publish
from committee.refusal import RefusedError
from tests.budget.shares.fees import budget_with_fee, members
from tests.factories import AT


@pytest.fixture
def committed(db):
    """Let the test commit, so that threads see it, on a connection of its own; tables that were empty are so again."""
    usual = connections["default"]
    connections["default"] = usual.copy()
    try:
        empty = [table for table in connection.introspection.table_names() if not has_rows(table)]
        yield
        with pgtrigger.ignore(), connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {', '.join(map(connection.ops.quote_name, empty))}")
    finally:
        connection.close()
        connections["default"] = usual


def has_rows(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")
        return cursor.fetchone() is not None


def at_once(operation, count: int = 3) -> list[str]:
    """Run an operation in several threads that start together; what each said, "" for one that did it."""
    said, start = [], threading.Barrier(count)

    def press() -> None:
        start.wait()
        try:
            operation()
        except RefusedError as refused:
            said.append(str(refused))
        else:
            said.append("")
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return sorted(said)


@pytest.mark.usefixtures("committed")
def test_basis_that_three_lock_at_once_is_locked_once():
    members(3)
    budget = budget_with_fee()
    division = choose_key(budget, key=FeeDivision.Key.EQUAL)

    said = at_once(lambda: lock_basis(budget, 1, seen=division.pk, at=AT))

    assert said == ["", "Underlaget är redan låst.", "Underlaget är redan låst."]
    assert (InvoiceBasis.objects.count(), Invoice.objects.count()) == (1, 3)


@pytest.mark.usefixtures("committed")
def test_key_that_three_choose_at_once_is_chosen_one_after_the_other():
    members(3)
    budget = budget_with_fee()

    said = at_once(lambda: choose_key(budget, key=FeeDivision.Key.EQUAL))

    assert said == ["", "", ""]
    assert (FeeDivision.objects.count(), FeeShare.objects.count()) == (1, 3)


@pytest.mark.usefixtures("committed")
def test_division_that_three_publish_at_once_is_published_once():
    members(3)
    division = choose_key(budget_with_fee(), key=FeeDivision.Key.EQUAL)

    said = at_once(lambda: publish(division, at=AT))

    assert said == ["", "Fördelningen är redan publicerad.", "Fördelningen är redan publicerad."]

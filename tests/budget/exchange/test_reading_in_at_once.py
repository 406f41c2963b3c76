"""Two who confirm at the same time, with real transactions: one of them is read in, and the same thing only once."""

import threading
from dataclasses import replace

import pgtrigger
import pytest
from django.db import connection, connections

from budget.exchange.lines import LineValues
from budget.exchange.operations import CHANGED, propose, read_in
from budget.exchange.parcels import Parcel
from budget.exchange.proposing import EVERY_FIELD, Mode
from budget.exchange.understanding import ReadLine
from budget.models import Budget
from committee.reader import Reader
from committee.refusal import RefusedError
from tests.budget_factories import BudgetFactory

SECRETARIAT = Reader(is_secretariat=True)
LINE = LineValues("cost", "", "Resor", 5)


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


def parcel_of(budget: Budget, line: LineValues) -> Parcel:
    return Parcel.of(budget, [], propose([], [ReadLine("Rad 2", line, EVERY_FIELD)], Mode.APPEND, SECRETARIAT))


def confirmed_at_once(parcels: list[Parcel]) -> list[str]:
    """What each of the confirmations said when they started together."""
    said, start = [], threading.Barrier(len(parcels))

    def confirm(parcel: Parcel) -> None:
        start.wait()
        try:
            said.append("redan" if read_in(parcel, SECRETARIAT).is_nothing else "inläst")
        except RefusedError as refused:
            said.append(str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=confirm, args=[parcel]) for parcel in parcels]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return sorted(said)


@pytest.mark.usefixtures("committed")
def test_two_tables_at_once_become_one():
    budget = BudgetFactory()

    said = confirmed_at_once([parcel_of(budget, replace(LINE, label=label)) for label in ("Ett", "Två")])

    assert said == [CHANGED, "inläst"]
    assert budget.lines.count() == 1


@pytest.mark.usefixtures("committed")
def test_same_table_three_times_at_once_is_read_in_once():
    budget = BudgetFactory()

    assert confirmed_at_once([parcel_of(budget, LINE)] * 3) == ["inläst", "redan", "redan"]
    assert budget.lines.count() == 1

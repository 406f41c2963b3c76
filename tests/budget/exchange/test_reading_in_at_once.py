"""Two who confirm at the same time, with real transactions: one of them is read in, and the same thing only once."""

from dataclasses import replace
from functools import partial

import pytest

from budget.exchange.lines import LineValues
from budget.exchange.operations import CHANGED, propose, read_in
from budget.exchange.parcels import Parcel
from budget.exchange.proposing import EVERY_FIELD, Mode
from budget.exchange.understanding import ReadLine
from budget.models import Budget
from committee.reader import Reader
from tests.at_once import together
from tests.budget_factories import BudgetFactory

SECRETARIAT = Reader(is_secretariat=True)
LINE = LineValues("cost", "", "Resor", 5)


def parcel_of(budget: Budget, line: LineValues) -> Parcel:
    return Parcel.of(budget, [], propose([], [ReadLine("Rad 2", line, EVERY_FIELD)], Mode.APPEND, SECRETARIAT))


def confirmed_at_once(parcels: list[Parcel]) -> list[str]:
    """What each of the confirmations came to when they started together."""
    return together([partial(confirmed, parcel) for parcel in parcels])


def confirmed(parcel: Parcel) -> str:
    return "redan" if read_in(parcel, SECRETARIAT).is_nothing else "inläst"


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

"""Each of the secretariat's own pages loses its guard in turn, and the matrix sees that somebody else is let in."""

from __future__ import annotations

import inspect

import pytest

from tests.matrix.matrix import Cell, Walk, cells_of
from tests.matrix.roles import STAFF
from tests.matrix.table import TABLE
from tests.matrix.test_breakages import exchanged, pattern_of

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("matrix")]


ASKS_ITSELF = {"committee:history-detail"}
"""What has other readers for accounts than for the rest."""


def is_guarded(cell: Cell) -> bool:
    """Whether one with every right and no role is stopped by what stands around the view; the admin asks within."""
    is_stopped = (cell.role, cell.method, cell.expected) == (STAFF, "GET", 403)
    return (
        is_stopped
        and not cell.pattern.startswith("admin:")
        and cell.pattern not in ASKS_ITSELF
        and hasattr(pattern_of(cell.pattern).callback, "__wrapped__")
    )


GUARDED = {cell.pattern: cell for cell in reversed(list(cells_of(TABLE))) if is_guarded(cell)}
"""For each such page one who is stopped there, in the first of its states."""


def test_page_of_the_secretariat_that_lost_its_guard_is_seen(world):
    unseen = []
    for name, cell in GUARDED.items():
        with exchanged(name, inspect.unwrap):
            unseen += [] if Walk(world, TABLE).go([cell]).faults else [name]

    assert unseen == []
    assert len(GUARDED) > 30

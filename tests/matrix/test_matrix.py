"""Every address answers every role as the table says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest

from tests.matrix.asking import Visitor, filled, patterns, routes
from tests.matrix.matrix import METHODS, ONLY_ASK, Walk, cells_of, unlisted
from tests.matrix.objects import World
from tests.matrix.roles import ROLES, SECRETARIAT
from tests.matrix.table import PARTS, SENT, SHADOWED, TABLE
from tests.unpainted import unpainted

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("matrix")]

MANY = 1_500
WITHOUT_A_TOKEN = {"calendar:answer-by-link"}
"""The signed link in the address is the proof, and no cookie counts."""


@pytest.mark.parametrize("part", PARTS)
def test_answers_are_those_of_the_table(world, part):
    assert Walk(world, PARTS[part]).go().faults == []


def test_table_has_every_pattern_and_no_other():
    assert unlisted(TABLE) == []


def test_pattern_has_one_name():
    """Two patterns with one name would have one row in the table, and one of them would never be asked."""
    assert [name for name, count in Counter(one.name for one in patterns()).items() if count > 1] == []


def test_table_is_asked_by_every_role_in_every_way_about_every_object(world):
    cells = [cell for cell in cells_of(TABLE) if cell.pattern not in SHADOWED]
    states = {*world.objects, *world.owned}

    assert len(cells) > MANY
    assert {(cell.role, cell.method) for cell in cells} == {
        (role, method) for role in ROLES for method in METHODS if method == "GET" or role not in ONLY_ASK
    }
    assert {cell.state for cell in cells} == states
    assert set(SENT) <= set(TABLE)
    assert set(SHADOWED) <= set(TABLE)


def test_nothing_is_posted_without_a_token(world):
    """Another site could have made the secretariat's browser do it."""
    assert taken_without_a_token(world, TABLE) == WITHOUT_A_TOKEN


def taken_without_a_token(world: World, names: Iterable[str]) -> set[str]:
    visitor, known = Visitor(world.cookies[SECRETARIAT], checks_csrf=True), routes()
    with unpainted():
        return {
            name
            for name in names
            for address in [filled(known[name], world.values(next(iter(TABLE[name])), SECRETARIAT))]
            if visitor.ask("POST", address).body != b"403_csrf.html"
        }

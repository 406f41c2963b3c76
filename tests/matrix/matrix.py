"""Goes through the cells of the table and says what differs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tests.matrix.answers import OPEN, Answer, Answers, Table
from tests.matrix.asking import LOGIN, SECOND_STEP, filled, name_at, routes
from tests.matrix.objects import World
from tests.matrix.roles import ADMINISTRATOR, ANONYMOUS, HALF, OTHER, ROLES, SECRETARIAT, STAFF
from tests.matrix.table import SENT, SHADOWED
from tests.unpainted import unpainted

METHODS = ("GET", "HEAD", "POST")
AT_THE_DOOR = (LOGIN, SECOND_STEP, 405, 403)
"""Answers that are given before anything is looked for: asked for in the first state of each pattern only."""
SOME = (ANONYMOUS, OTHER, ADMINISTRATOR, SECRETARIAT)
"""Those who go on to ask for what everyone reads, and for what never was."""
ONLY_ASK = (STAFF, HALF)
"""The two roles beyond the eight neither post nor ask for heads."""
NOT_FOUND = b"404.html"


@dataclass(frozen=True)
class Cell:
    pattern: str
    state: str
    role: str
    method: str
    expected: Answer

    def __str__(self) -> str:
        return f"{self.pattern}, {self.state}, {self.role}, {self.method}: expected {self.expected}"


@dataclass
class Walk:
    """What the cells of a table came to."""

    world: World
    table: Table
    faults: list[str] = field(default_factory=list)
    missing: dict[tuple, set] = field(default_factory=lambda: defaultdict(set))

    def go(self, cells: list[Cell] | None = None) -> Walk:
        known = routes()
        with unpainted():
            for cell in cells_of(self.table) if cells is None else cells:
                if cell.pattern in known and cell.pattern not in SHADOWED:
                    self.ask(cell, known[cell.pattern])
        self.faults += [
            f"{pattern}, {role}: what is hidden has other headers than what is missing: {sorted(headers)}"
            for (pattern, role), headers in self.missing.items()
            if len(headers) > 1
        ]
        return self

    def ask(self, cell: Cell, route: str) -> None:
        values = self.world.values(cell.state, cell.role)
        address, query = filled(route, values), values.get("query", "")
        data = sent(cell.pattern, values) if cell.method == "POST" else None
        got = self.world.visitors[cell.role].ask(cell.method, f"{address}{query}", data)
        if got.answer != cell.expected:
            self.faults.append(f"{cell}, got {got.answer}")
        if cell.method == "HEAD" and got.body:
            self.faults.append(f"{cell}, with a body")
        if cell.method == "GET" and got.answer == 404:
            self.missing[cell.pattern, cell.role].add(got.headers)
            if got.body != NOT_FOUND:
                self.faults.append(f"{cell}, with a page of its own")
        if name_at(address) != cell.pattern:
            self.faults.append(f"{cell.pattern}, {cell.state}: {address} leads to {name_at(address)}")


def sent(pattern: str, values: Mapping) -> dict[str, str]:
    """What is posted, with the object's own values in it."""
    posted = SENT.get(pattern, {})
    return {name.format_map(values): str(value).format_map(values) for name, value in posted.items()}


def cells_of(table: Table) -> Iterator[Cell]:
    """Every role asks and posts; of the further states only where the answer can depend on the state."""
    for number, (pattern, states) in enumerate(table.items()):
        first = next(iter(states), "")
        for state, answers in states.items():
            for method, at, was in zip(("GET", "POST"), answers, states[first], strict=True):
                roles = ROLES if state == first else [role for role in ROLES if tells_more(state, role, at, was)]
                yield from (Cell(pattern, state, role, method, at[role]) for role in roles if asks(role, method, at))
        if first:
            yield from heads(pattern, first, states[first][0], number)


def asks(role: str, method: str, at: Answers) -> bool:
    """Whether a role asks at all. STAFF, without a role, is anyone else to a page that their rights don't open: what
    the page says to them is the sweep's matter, which leads them to all that is hidden.
    """
    return role not in ONLY_ASK or (method == "GET" and (role != STAFF or at[role] != at[OTHER]))


def tells_more(state: str, role: str, at: Answers, was: Answers) -> bool:
    """Whether a role is asked again. The secretariat has every right: what it gets 403 for is the object."""
    if role not in SOME and (state == "missing" or at is was is OPEN):
        return False
    if role == ADMINISTRATOR and state == "missing" and at[role] == at[OTHER]:
        return False
    is_by_the_object = at[role] == 403 and role == SECRETARIAT
    return at[role] != was[role] or at[role] not in AT_THE_DOOR or is_by_the_object


def heads(pattern: str, state: str, answers: Answers, number: int) -> Iterator[Cell]:
    """HEAD is GET to all that decides: one role for each of its answers beyond the door, another at each pattern."""
    eight = [role for role in ROLES if role not in ONLY_ASK]
    turned = eight[number % len(eight) :] + eight[: number % len(eight)]
    for answer, role in {answers[role]: role for role in turned}.items():
        if answer not in (LOGIN, SECOND_STEP, 403):
            yield Cell(pattern, state, role, "HEAD", answer)


def unlisted(table: Table) -> list[str]:
    """Patterns that the table doesn't have or says nothing of, and those that it has and the portal doesn't."""
    names = set(routes())
    table = {name: states for name, states in table.items() if states}
    return [f"{name} isn't in the table" for name in sorted(names - set(table))] + [
        f"{name} is in the table and nowhere else" for name in sorted(set(table) - names)
    ]

"""The keys beside each other: what each municipality would pay by each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from budget.apportionment import (
    days_of,
    shared_by_inhabitants,
    shared_by_weight,
    shared_equally,
    shared_with_fixed_part,
    without_inhabitants,
)
from budget.models import FeeDivision
from budget.percent import share_words
from budget.shares.members import Roll
from budget.shares.words import per_inhabitant_words
from committee.canonical import checksum
from committee.models import Municipality

Key = FeeDivision.Key
BY_INHABITANTS = {Key.INHABITANTS, Key.FIXED}


@dataclass(frozen=True)
class Terms:
    """What the keys are reckoned with; None and no weight is what isn't filled in."""

    fixed_sek: int | None = None
    population_year: int | None = None
    weights: Mapping[str, int] = field(default_factory=dict)


def divide(roll: Roll, fee_sek: int, key: str, terms: Terms) -> dict[str, int]:
    """The fee by one key, by municipality's name. Raises ValueError, in Swedish, when something is missing or wrong."""
    members = roll.members(terms.population_year, terms.weights)
    if key in BY_INHABITANTS and terms.population_year is None:
        raise ValueError("Fyll i vilket års folkmängd som avgiften delas efter.")
    if key == Key.EQUAL:
        return shared_equally(fee_sek, members)
    if key == Key.WEIGHTS:
        if not terms.weights:
            raise ValueError("Fyll i en vikt för varje kommun.")
        return shared_by_weight(fee_sek, members)
    if key == Key.INHABITANTS:
        return shared_by_inhabitants(fee_sek, members, population_year=terms.population_year)
    if not terms.fixed_sek:
        raise ValueError("Fyll i en fast del per kommun.")
    return shared_with_fixed_part(
        fee_sek, members, fixed_sek=terms.fixed_sek, year=roll.year, population_year=terms.population_year
    )


@dataclass(frozen=True)
class Cell:
    """What a municipality, or all of them, pay by one key."""

    label: str
    amount_sek: int
    share: str
    per_inhabitant: str


@dataclass(frozen=True)
class Scenario:
    """The fee by one key; or why it can't be reckoned, and whether that is for lack of numbers of inhabitants."""

    key: Key
    shares: dict[str, int]
    problem: str = ""
    lacks_inhabitants: bool = False

    def cell(self, name: str, inhabitants: int | None) -> Cell:
        return self.cell_of(self.shares[name], inhabitants)

    def total(self, inhabitants: int | None) -> Cell:
        return self.cell_of(sum(self.shares.values()), inhabitants)

    def cell_of(self, amount_sek: int, inhabitants: int | None) -> Cell:
        whole = sum(self.shares.values())
        words = per_inhabitant_words(amount_sek, inhabitants)
        return Cell(self.key.label.capitalize(), amount_sek, share_words(amount_sek, whole), words)


@dataclass(frozen=True)
class Row:
    """A municipality with a cell for each key."""

    municipality: Municipality
    days: int
    is_part_year: bool
    inhabitants: int | None
    cells: list[Cell]


@dataclass(frozen=True)
class Comparison:
    """A fee by all the keys that can be reckoned."""

    roll: Roll
    fee_sek: int
    terms: Terms
    scenarios: list[Scenario]

    @classmethod
    def of(cls, roll: Roll, fee_sek: int, terms: Terms) -> Comparison:
        return cls(roll, fee_sek, terms, [scenario(roll, fee_sek, key, terms) for key in Key])

    @property
    def reckoned(self) -> list[Scenario]:
        return [scenario for scenario in self.scenarios if not scenario.problem]

    @property
    def problems(self) -> list[Scenario]:
        return [scenario for scenario in self.scenarios if scenario.problem]

    @property
    def fingerprint(self) -> str:
        """Another one as soon as any municipality would pay another amount by any key."""
        return checksum({"fee": self.fee_sek, "shares": {row.key.value: row.shares for row in self.reckoned}})

    def rows(self) -> list[Row]:
        members = self.roll.members(self.terms.population_year, {})
        return [
            Row(
                municipality,
                member.days,
                member.days < days_of(self.roll.year),
                member.inhabitants,
                [scenario.cell(member.name, member.inhabitants) for scenario in self.reckoned],
            )
            for municipality, member in zip(self.roll.days, members, strict=True)
        ]

    def totals(self) -> list[Cell]:
        numbers = [row.inhabitants for row in self.rows()]
        together = None if None in numbers else sum(numbers)
        return [scenario.total(together) for scenario in self.reckoned]

    @property
    def adds_up(self) -> bool:
        """Whether the shares sum to the fee, to the krona, by every key."""
        return all(cell.amount_sek == self.fee_sek for cell in self.totals())


def scenario(roll: Roll, fee_sek: int, key: Key, terms: Terms) -> Scenario:
    try:
        return Scenario(key, divide(roll, fee_sek, key, terms))
    except ValueError as refused:
        asks = key in BY_INHABITANTS and terms.population_year is not None
        is_lacking = asks and bool(without_inhabitants(roll.members(terms.population_year, {})))
        return Scenario(key, {}, str(refused), is_lacking)

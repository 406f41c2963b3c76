"""The division of a fee as it is read: whose it is to see, what each pays, and in which words."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from budget.apportionment import days_of
from budget.exchange.sheets import Book, Column, Kind, Sheet
from budget.models import Budget, FeeDivision, FeeShare
from budget.percent import bar_width, one_decimal, share_words
from budget.shares.words import how_divided, part_year_words, per_inhabitant, per_inhabitant_words
from committee.models import Municipality
from committee.reader import Reader


def published_division(budget: Budget, reader: Reader) -> FeeDivision | None:
    """How the fee of the budget in force is divided, once it is public; to the secretariat before that too.

    With shares: two queries. None for a budget that isn't in force.
    """
    return divisions_in_force(reader).with_shares().filter(budget=budget).first()


def division_of(year: int, reader: Reader):
    """The year's division in force that a reader may see, with shares: two queries once it is got."""
    return divisions_in_force(reader).with_shares().filter(budget__year=year)


def fee_of(municipality: Municipality, year: int, reader: Reader) -> FeeShare | None:
    """What a municipality pays for a year, once that is public; one query, division and budget included.

    The secretariat gets it before too: `share.division.is_published` tells.
    """
    shares = FeeShare.objects.filter(division__in=divisions_in_force(reader), municipality=municipality)
    return shares.filter(division__budget__year=year).select_related("division__budget").first()


def divisions_in_force(reader: Reader):
    """The divisions that a reader may see of budgets that are adopted and not superseded."""
    in_force = Budget.objects.visible_to(reader).adopted().current()
    return FeeDivision.objects.visible_to(reader).filter(budget__in=in_force)


@dataclass(frozen=True)
class Figures:
    """What one municipality, or all of them, pay: in kronor, of the whole, and for each inhabitant."""

    amount_sek: int
    fee_sek: int
    inhabitants: int | None

    @property
    def share(self) -> str:
        return share_words(self.amount_sek, self.fee_sek)

    @property
    def bar_width(self) -> str:
        return bar_width(self.amount_sek, self.fee_sek)

    @property
    def per_inhabitant(self) -> str:
        return per_inhabitant_words(self.amount_sek, self.inhabitants)


@dataclass(frozen=True)
class DivisionTable:
    """A division with its shares loaded, as a table."""

    division: FeeDivision

    @property
    def rows(self) -> list[tuple[FeeShare, Figures]]:
        return [
            (share, Figures(share.amount_sek, self.division.fee_sek, share.inhabitants))
            for share in self.division.shares.all()
        ]

    @property
    def total(self) -> Figures:
        numbers = [share.inhabitants for share in self.division.shares.all()]
        together = None if None in numbers else sum(numbers)
        return Figures(sum(share.amount_sek for share in self.division.shares.all()), self.division.fee_sek, together)

    @property
    def has_inhabitants(self) -> bool:
        return self.division.population_year is not None

    @property
    def has_weights(self) -> bool:
        return self.division.key == FeeDivision.Key.WEIGHTS

    @property
    def whole_year(self) -> int:
        return days_of(self.division.budget.year)

    @property
    def unannounced(self) -> list[str]:
        """The municipalities that aren't public yet, by name."""
        shares = self.division.shares.all()
        return [share.municipality.name for share in shares if share.municipality.announced_at is None]

    def words(self) -> list[str]:
        """How the fee is divided, in plain sentences."""
        division = self.division
        days = {share.municipality.name: share.days for share in division.shares.all()}
        said = [
            how_divided(
                division.key,
                fixed_sek=division.fixed_sek,
                population_year=division.population_year,
                source=division.population_source,
            ),
            part_year_words(days, division.budget.year),
            "Andelarna är avrundade till hela kronor så att summan blir exakt avgiften.",
        ]
        return [sentence for sentence in said if sentence]

    def book(self) -> Book:
        """The table as a file, with the sum last."""
        budget = self.division.budget
        total = ("Summa", None, self.total.inhabitants, None, *cells_of(self.total))
        rows = [
            (share.municipality.name, share.days, share.inhabitants, share.weight, *cells_of(figures))
            for share, figures in self.rows
        ]
        title = f"Avgifter {budget.year}"
        return Book(
            f"avgifter-{budget.year}", title, (Sheet(title, COLUMNS, (*rows, total)),), dated_on=budget.adopted_on
        )


COLUMNS = (
    Column("Kommun"),
    Column("Dagar som medlem", Kind.NUMBER),
    Column("Invånare", Kind.NUMBER),
    Column("Vikt", Kind.NUMBER),
    Column("Avgift (kr)", Kind.KRONOR),
    Column("Andel (%)", Kind.PERCENT),
    Column("Kronor per invånare", Kind.NUMBER),
)


def cells_of(figures: Figures) -> tuple:
    percent = one_decimal(Fraction(100 * figures.amount_sek, figures.fee_sek)) if figures.fee_sek else None
    return figures.amount_sek, percent, per_inhabitant(figures.amount_sek, figures.inhabitants)

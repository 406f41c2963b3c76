"""The division of a fee as it is read: whose it is to see, what each pays, and in which words."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from django.db.models import OuterRef, Subquery

from budget.apportionment import days_of
from budget.exchange.sheets import Book, Column, Kind, Sheet
from budget.models import Budget, FeeDivision, FeeShare
from budget.percent import bar_width, one_decimal, share_words
from budget.shares.words import how_divided, part_year_words, per_inhabitant, per_inhabitant_words
from committee.models import Municipality
from committee.reader import Reader


def latest_divisions(reader: Reader):
    """For each year the division of its last version that has one which the reader may see, with that budget.

    Adds `in_force_id`, the key of the year's budget in force: another one when the division is of a superseded budget.
    """
    divisions = FeeDivision.objects.visible_to(reader).annotate(in_force_id=in_force_in("budget__year", reader))
    return divisions.select_related("budget").order_by("budget__year", "-budget__number").distinct("budget__year")


def in_force_in(year: str, reader: Reader) -> Subquery:
    """The key of the budget in force in the year that stands at this path."""
    in_force = Budget.objects.visible_to(reader).adopted().current()
    return Subquery(in_force.filter(year=OuterRef(year)).values("pk"))


def division_of(year: int, reader: Reader):
    """The year's division that a reader may see, if there is one; one query once it is got, or two `with_shares`."""
    return latest_divisions(reader).filter(budget__year=year)


def superseded_words(budget: Budget, in_force_id: int) -> str:
    """That a fee is the one of another budget than that in force; empty when it isn't."""
    if budget.pk == in_force_id:
        return ""
    return (
        f"Avgiften är fördelad enligt {version_in_words(budget)}. "
        "Budgeten har reviderats sedan dess, och en ny fördelning är inte publicerad än."
    )


def version_in_words(budget: Budget) -> str:
    return "den ursprungliga budgeten" if budget.number == 1 else f"budgetens {budget.version_words}"


def key_words(division: FeeDivision) -> str:
    return how_divided(
        division.key,
        fixed_sek=division.fixed_sek,
        population_year=division.population_year,
        source=division.population_source,
    )


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
class MunicipalityFee:
    """What one municipality pays for a year, and what it paid the year before where that is public."""

    share: FeeShare
    earlier: FeeShare | None

    @property
    def division(self) -> FeeDivision:
        return self.share.division

    @property
    def figures(self) -> Figures:
        return Figures(self.share.amount_sek, self.division.fee_sek, self.share.inhabitants)

    @property
    def superseded_words(self) -> str:
        return superseded_words(self.division.budget, self.share.in_force_id)

    def words(self) -> list[str]:
        """How it was reckoned, in plain sentences."""
        days = {self.share.municipality.name: self.share.days}
        said = [key_words(self.division), part_year_words(days, self.division.budget.year)]
        return [sentence for sentence in said if sentence]


def fee_of(municipality: Municipality, year: int, reader: Reader) -> MunicipalityFee | None:
    """What a municipality pays for a year, once that is public: one query. The secretariat gets it before too."""
    of_years = latest_divisions(reader).filter(budget__year__in=(year - 1, year))
    shares = FeeShare.objects.filter(division__in=of_years.values("pk"), municipality=municipality)
    shares = shares.select_related("division__budget", "municipality")
    shares = shares.annotate(in_force_id=in_force_in("division__budget__year", reader))
    by_year = {share.division.budget.year: share for share in shares}
    earlier = by_year.get(year - 1)
    if year not in by_year:
        return None
    return MunicipalityFee(by_year[year], earlier if earlier and earlier.division.is_published else None)


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
    def superseded_words(self) -> str:
        """Needs `latest_divisions`."""
        return superseded_words(self.division.budget, self.division.in_force_id)

    @property
    def unannounced(self) -> list[str]:
        """The municipalities that aren't public yet, by name."""
        shares = self.division.shares.all()
        return [share.municipality.name for share in shares if share.municipality.announced_at is None]

    def words(self) -> list[str]:
        """How the fee is divided, in plain sentences."""
        days = {share.municipality.name: share.days for share in self.division.shares.all()}
        said = [
            key_words(self.division),
            part_year_words(days, self.division.budget.year),
            "Andelarna är avrundade till hela kronor så att summan blir exakt avgiften.",
        ]
        return [sentence for sentence in said if sentence]

    def book(self) -> Book:
        """The table as a file, with the sum last; needs `latest_divisions`, to say which version it is of."""
        budget = self.division.budget
        total = ("Summa", None, self.total.inhabitants, None, *cells_of(self.total))
        rows = [
            (share.municipality.name, share.days, share.inhabitants, share.weight, *cells_of(figures))
            for share, figures in self.rows
        ]
        name, title = f"avgifter-{budget.year}", f"Avgifter {budget.year}"
        if self.superseded_words:
            name, title = f"{name}-version-{budget.number}", f"{title}, {budget.version_words}"
        return Book(name, title, (Sheet(title, COLUMNS, (*rows, total)),), dated_on=budget.adopted_on)


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

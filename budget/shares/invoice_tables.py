"""Invoice bases as tables: the whole year beside each other, and one instalment as a file."""

from __future__ import annotations

from dataclasses import dataclass

from budget.exchange.sheets import Book, Column, Kind, Sheet
from budget.models import Budget
from budget.shares.instalments import Due
from budget.shares.invoicing import InvoiceYear, Part
from budget.shares.words import period_words
from committee.models import Municipality
from committee.swedish import alphabetical, long_date

COLUMNS = (
    Column("Kommun"),
    Column("Period"),
    Column("Avgift för året (kr)", Kind.KRONOR),
    Column("Fakturerat tidigare (kr)", Kind.KRONOR),
    Column("Att fakturera (kr)", Kind.KRONOR),
    Column("Avser"),
)


@dataclass(frozen=True)
class YearRow:
    """What a municipality, or all of them, are invoiced in each instalment, together, and of which share."""

    name: str
    amounts: dict[str, int]
    """By what the instalments are called."""
    share_sek: int

    @property
    def total_sek(self) -> int:
        return sum(self.amounts.values())


@dataclass(frozen=True)
class YearTable:
    """All instalments of a year beside each other. The division is chosen."""

    year: InvoiceYear
    parts: list[Part]

    def rows(self) -> list[YearRow]:
        shares = {share.municipality: share.amount_sek for share in self.year.division.shares.all()}
        everyone = {*shares, *(municipality for part in self.parts for municipality in part.dues)}
        return [
            YearRow(each.name, {name_of(part): amount_in(part, each) for part in self.parts}, shares.get(each, 0))
            for each in sorted(everyone, key=lambda each: alphabetical(each.name))
        ]

    def total(self) -> YearRow:
        amounts = {name_of(part): part.total.amount_sek for part in self.parts}
        return YearRow("Summa", amounts, sum(row.share_sek for row in self.rows()))

    @property
    def adds_up(self) -> bool:
        """Whether each municipality is invoiced exactly its share, and all together the fee."""
        is_fee = self.total().total_sek == self.year.division.fee_sek
        return is_fee and all(row.total_sek == row.share_sek for row in self.rows())


def name_of(part: Part) -> str:
    return part.instalment.label.capitalize()


def amount_in(part: Part, municipality: Municipality) -> int:
    return part.dues[municipality].amount_sek if municipality in part.dues else 0


def book_of(part: Part, year: int) -> Book:
    """An instalment as a file with the sum last; one that isn't locked says so in every row."""
    period, refers = period_words(part.instalment, year), refers_to(part, year)
    rows = [cells(municipality.name, period, due, refers) for municipality, due in part.dues.items()]
    title = f"Faktureringsunderlag {year}, {part.instalment.label}"
    sheet = Sheet(title, COLUMNS, (*rows, cells("Summa", period, part.total, refers)))
    dated_on = part.division.budget.adopted_on
    return Book(f"faktureringsunderlag-{year}-{part.instalment.value}", title, (sheet,), dated_on=dated_on)


def cells(name: str, period: str, due: Due, refers: str) -> tuple:
    return name, period, due.share_sek, due.before_sek, due.amount_sek, refers


def refers_to(part: Part, year: int) -> str:
    """What an instalment is for, as the invoice says it, and by which budget.

    The budget is the one that was in force when the basis was locked.
    """
    words = f"Avgift {year}, {part.instalment.label}, enligt {budget_words(part.division.budget)}"
    return words if part.basis else f"{words}. Inte låst."


def budget_words(budget: Budget) -> str:
    version = "ursprunglig budget" if budget.number == 1 else f"budgetens {budget.version_words}"
    return f"{version}, fastställd {long_date(budget.adopted_on)}"

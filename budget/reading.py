"""What the budget's pages and files show, as one reader may see it."""

from __future__ import annotations

from dataclasses import dataclass

from budget.comparing import Change, Side, Status, compare, sides_of
from budget.kinds import TITLES
from budget.models import Budget, BudgetQuerySet
from budget.tables import Table, figures_of, tables_of
from committee.commitments import decided_commitments
from committee.reader import Reader
from committee.swedish import enumerate_words, number_word

MANY = {Status.KEPT: "oförändrade", Status.CHANGED: "ändrade", Status.ADDED: "nya", Status.REMOVED: "borttagna"}


@dataclass(frozen=True)
class BudgetPage:
    """A version of a year's budget: `versions` are all of the year's, `current` the one in force or the only draft."""

    budget: Budget
    tables: list[Table]
    versions: list[Budget]
    earlier: Budget | None
    is_followed: bool

    @property
    def current(self) -> Budget:
        return current_of(self.versions)

    @property
    def is_current(self) -> bool:
        return self.budget == self.current


def current_of(versions: list[Budget]) -> Budget:
    """The last adopted of a year's versions, given in order; failing that its draft."""
    return next((version for version in reversed(versions) if version.is_adopted), versions[0])


def budget_page(budget: Budget, reader: Reader) -> BudgetPage:
    """A budget, got with its lines, beside the year before: three queries, and one more when it has commitments."""
    visible = Budget.objects.visible_to(reader)
    versions = list(visible.in_year(budget.year))
    earlier = visible.current().filter(year=budget.year - 1).with_lines().first()
    commitments = decided_commitments([line.commitment_id for line in budget.lines.all()], reader)
    tables = tables_of(budget, earlier=earlier, commitments=commitments)
    return BudgetPage(budget, tables, versions, earlier, is_followed(current_of(versions), reader))


def is_followed(current: Budget, reader: Reader) -> bool:
    """Whether there is a follow-up to read: a revision, or published figures; the secretariat's are there all along."""
    return current.is_adopted and (current.number > 1 or shows_results(current, reader))


def shows_results(current: Budget, reader: Reader) -> bool:
    """Whether forecast and outcome of the budget in force may be read: they are public once they have a day."""
    return reader.is_secretariat or current.follow_up_on is not None


@dataclass(frozen=True)
class Comparison:
    """Two budgets, or two versions of one, side by side."""

    earlier: Budget
    later: Budget
    sides: list[Side]

    @property
    def titled_sides(self) -> list[tuple[str, Side]]:
        return [(TITLES[side.kind], side) for side in self.sides]

    @property
    def names(self) -> tuple[str, str]:
        """What the two are called beside each other: years, or versions when it is one year."""
        if self.earlier.year == self.later.year:
            return self.earlier.version_words, self.later.version_words
        return str(self.earlier.year), str(self.later.year)

    @property
    def earlier_words(self) -> str:
        """The earlier one, in a heading that begins with the later one."""
        if self.earlier.year != self.later.year:
            return f"budget {self.earlier.year}"
        return "den ursprungliga" if self.earlier.number == 1 else self.earlier.version_words

    @property
    def drafts(self) -> list[Budget]:
        return [budget for budget in (self.earlier, self.later) if not budget.is_adopted]

    @property
    def has_moved(self) -> bool:
        return any(pair.is_moved for side in self.sides for group in side.groups for pair in group.pairs)

    @property
    def words(self) -> str:
        """How many lines differ, and how."""
        found = [pair.status for side in self.sides for group in side.groups for pair in group.pairs]
        told = [words_for(found.count(status), status) for status in Status if status in found]
        return f"Av posterna är {enumerate_words(told)}." if found else "Ingen av dem har några poster."


def words_for(count: int, status: Status) -> str:
    """How many lines have a status.

    >>> words_for(1, Status.ADDED), words_for(3, Status.CHANGED)
    ('en ny', 'tre ändrade')
    """
    return f"{number_word(count, one='en')} {status.value if count == 1 else MANY[status]}"


def comparison_of(earlier: Budget, later: Budget) -> Comparison:
    """Both got with their lines; no query more."""
    return Comparison(earlier, later, sides_of(compare(figures_of(earlier), figures_of(later))))


@dataclass(frozen=True)
class ListedBudget:
    """A year's budget in the list, with its costs beside those of the year before."""

    budget: Budget
    change: Change

    @property
    def earlier_year(self) -> int:
        return self.budget.year - 1

    @property
    def has_earlier(self) -> bool:
        return self.change.earlier_sek is not None


def listed_budgets(visible: BudgetQuerySet) -> list[ListedBudget]:
    """The current budget of every year, the latest first: one query."""
    budgets = list(visible.current().with_totals().order_by("-year"))
    costs = {budget.year: budget.cost_sek for budget in budgets}
    return [ListedBudget(budget, Change(costs.get(budget.year - 1), budget.cost_sek)) for budget in budgets]

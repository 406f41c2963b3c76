"""What the secretariat does to budgets: next year's, a revision, a line more, what came of it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import F, Max

from budget.models import Budget, BudgetLine
from committee.refusal import RefusedError

COPIED = ("kind", "position", "group", "label", "amount_sek", "note", "is_fee", "lineage")


def copy_lines(budget: Budget, into: Budget, *also: str) -> None:
    """The same lines once more, each of the same lineage as the one it continues."""
    BudgetLine.objects.bulk_create(
        BudgetLine(budget=into, **{name: getattr(line, name) for name in (*COPIED, *also)})
        for line in budget.lines.all()
    )


@transaction.atomic
def draft_next_year(budget: Budget) -> Budget:
    """A draft of the year after, with the budget's lines; links to commitments, which are the year's, aren't copied."""
    if Budget.objects.filter(year=budget.year + 1).exists():
        raise RefusedError(f"Det finns redan en budget för {budget.year + 1}.")
    draft = Budget.objects.create(year=budget.year + 1)
    copy_lines(budget, draft)
    return draft


@transaction.atomic
def revise(budget: Budget, *, reason: str) -> Budget:
    """A draft of the next version of an adopted budget, with its lines; the old one is in force until it is adopted."""
    versions = list(Budget.objects.select_for_update().in_year(budget.year))
    latest = versions[-1]
    if not latest.is_adopted:
        raise RefusedError(f"Det finns redan ett utkast till budget för {budget.year}.")
    draft = Budget.objects.create(year=budget.year, number=latest.number + 1, reason=reason)
    copy_lines(latest, draft, "commitment_id")
    return draft


def locked_draft(budget: Budget) -> Budget:
    """The budget, held while its lines are changed. Raises RefusedError when it is adopted."""
    held = Budget.objects.select_for_update().filter(pk=budget.pk).first()
    if held is None or held.is_adopted:
        raise RefusedError(f"{budget} är fastställd. Gör en revidering för att ändra posterna.")
    return held


@transaction.atomic
def save_line(line: BudgetLine) -> BudgetLine:
    """Write a line of a draft; a new one, or one that has changed sides, comes last on its side."""
    budget = locked_draft(line.budget)
    was = BudgetLine.objects.filter(pk=line.pk).first()
    if was is None or was.kind != line.kind:
        last = budget.lines.filter(kind=line.kind).aggregate(last=Max("position"))["last"]
        line.position = (last or 0) + 1
    line.save()
    return line


@transaction.atomic
def move_line(line: BudgetLine, *, up: bool) -> bool:
    """Let a line of a draft change places with its neighbour under the same heading; False when it can't.

    The first or last line of a heading takes the whole heading past the next one.
    """
    groups = list(locked_draft(line.budget).groups_of(line.kind).values())
    outer = next(place for place, group in enumerate(groups) if line in group)
    inner = groups[outer].index(line)
    if not (swap(groups[outer], inner, up=up) or swap(groups, outer, up=up)):
        return False
    place_lines(line.budget, [other for group in groups for other in group])
    return True


def swap(rows: list, place: int, *, up: bool) -> bool:
    """Exchange a row with the one before or after it; False when there is none.

    >>> rows = ["a", "b", "c"]
    >>> swap(rows, 2, up=True), rows, swap(rows, 0, up=True), rows
    (True, ['a', 'c', 'b'], False, ['a', 'c', 'b'])
    """
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return False
    rows[place], rows[other] = rows[other], rows[place]
    return True


def place_lines(budget: Budget, lines: list[BudgetLine]) -> None:
    """Number lines of one side from 1 in the order given; they step aside first, since no place may be taken twice."""
    highest = budget.lines.aggregate(highest=Max("position"))["highest"] or 0
    budget.lines.filter(pk__in=[line.pk for line in lines]).update(position=F("position") + highest + len(lines))
    for position, line in enumerate(lines, start=1):
        line.position = position
    BudgetLine.objects.bulk_update(lines, ["position"])


@transaction.atomic
def remove_line(line: BudgetLine) -> None:
    locked_draft(line.budget)
    line.delete()


@transaction.atomic
def note_follow_up(budget: Budget, figures: Mapping[int, Mapping[str, int | None]], *, on: dt.date | None) -> None:
    """Note forecasts and outcomes, `forecast_sek` and `outcome_sek` by line; what isn't named stays as it is.

    `on` is the day that the budget's figures hold for, and None keeps them to the secretariat.

    Raises RefusedError unless the budget is the year's adopted one: what a revision has superseded isn't followed.
    """
    held = Budget.objects.select_for_update().current().filter(pk=budget.pk).first()
    if held is None or not held.is_adopted:
        raise RefusedError("Prognos och utfall hör till den budget som gäller.")
    lines = [line for line in held.lines.all() if line.pk in figures]
    for line in lines:
        line.forecast_sek = figures[line.pk].get("forecast_sek", line.forecast_sek)
        line.outcome_sek = figures[line.pk].get("outcome_sek", line.outcome_sek)
    BudgetLine.objects.bulk_update(lines, ["forecast_sek", "outcome_sek"])
    Budget.objects.filter(pk=held.pk).update(follow_up_on=on)


def inherit(lines: Iterable[BudgetLine], earlier: Iterable[BudgetLine]) -> None:
    """Let new lines continue the earlier ones that have the same name, when only one on each side has it."""
    new, old = list(lines), list(earlier)
    names = Counter(name_of(line) for line in new), Counter(name_of(line) for line in old)
    known = {name_of(line): line.lineage for line in old}
    for line in new:
        name = name_of(line)
        if names[0][name] == names[1][name] == 1:
            line.lineage = known[name]


def name_of(line: BudgetLine) -> tuple[str, str]:
    return line.kind, " ".join(line.label.casefold().split())

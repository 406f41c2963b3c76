"""What the secretariat does to the division of a fee: choose a key, publish, withdraw; and note how many live where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from django.db import transaction

from budget.models import Budget, FeeDivision, FeeShare, Population
from budget.shares.members import Roll
from budget.shares.scenarios import BY_INHABITANTS, Key, Terms, divide
from committee.models import Municipality
from committee.reader import Reader
from committee.refusal import RefusedError

LONGEST_SOURCE = FeeDivision._meta.get_field("population_source").max_length
SECRETARIAT = Reader(is_secretariat=True)
"""A fee is divided between all members, those too that aren't public yet."""


def why_not_choose(budget: Budget, chosen: FeeDivision | None) -> str:
    """Why no key can be chosen for a budget, whose division is given; empty when one can. Up to two queries."""
    if not budget.is_adopted:
        return f"{budget} är ett utkast. Du kan välja fördelning när budgeten är fastställd."
    if not budget.is_in_force:
        return f"{budget} gäller inte längre. Välj fördelning på den version som gäller."
    if not chosen:
        return ""
    if chosen.is_published:
        return "Fördelningen är publicerad. Ta tillbaka den för att välja en annan."
    if chosen.invoice_bases.exists():
        return "Ett låst faktureringsunderlag bygger på fördelningen. Ta tillbaka underlaget, eller revidera budgeten."
    return ""


@transaction.atomic
def choose_key(
    budget: Budget,
    *,
    key: str,
    fixed_sek: int = 0,
    population_year: int | None = None,
    weights: Mapping[str, int] | None = None,
) -> FeeDivision:
    """Divide an adopted budget's fee by a key, in place of an earlier choice; only the secretariat sees it.

    What the key doesn't ask for is left out. Weights are by municipality's name. Raises RefusedError with the reason.
    """
    budget = Budget.objects.select_for_update().get(pk=budget.pk)
    earlier = FeeDivision.objects.select_for_update().filter(budget=budget).first()
    if reason := why_not_choose(budget, earlier):
        raise RefusedError(reason)
    if earlier:
        earlier.delete()
    terms = Terms(
        fixed_sek if key == Key.FIXED else 0,
        population_year if key in BY_INHABITANTS else None,
        (weights or {}) if key == Key.WEIGHTS else {},
    )
    return save_division(budget, key, terms)


def save_division(budget: Budget, key: str, terms: Terms) -> FeeDivision:
    if not (fee_sek := budget.fee_sek):
        raise RefusedError(f"{budget} har ingen avgift att fördela.")
    roll, year = Roll.of(budget.year, SECRETARIAT), terms.population_year
    try:
        shares = divide(roll, fee_sek, key, terms)
    except ValueError as refused:
        raise RefusedError(str(refused)) from refused
    division = FeeDivision.objects.create(
        budget=budget,
        key=key,
        fixed_sek=terms.fixed_sek,
        population_year=year,
        population_source=roll.source_of(year)[:LONGEST_SOURCE] if year else "",
        fee_sek=fee_sek,
    )
    FeeShare.objects.bulk_create(shares_of(division, roll, terms, shares))
    return division


def shares_of(division: FeeDivision, roll: Roll, terms: Terms, shares: Mapping[str, int]) -> Iterator[FeeShare]:
    """Rows of what each member pays, with what it was reckoned from."""
    members = roll.members(terms.population_year, terms.weights)
    for (municipality, (first_half_days, _)), member in zip(roll.days.items(), members, strict=True):
        yield FeeShare(
            division=division,
            municipality=municipality,
            days=member.days,
            first_half_days=first_half_days,
            inhabitants=member.inhabitants,
            weight=member.weight,
            amount_sek=shares[member.name],
        )


@transaction.atomic
def publish(division: FeeDivision, *, at: dt.datetime) -> FeeDivision:
    """Show a division to everyone, with its municipalities. Raises RefusedError when it is shown, or not in force."""
    held = held_or_refused(division)
    if held.is_published:
        raise RefusedError("Fördelningen är redan publicerad.")
    if not held.budget.is_in_force:
        raise RefusedError(f"{held.budget} gäller inte längre. Publicera fördelningen av den version som gäller.")
    Municipality.objects.filter(fee_shares__division=held).announce(at=at)
    held.published_at = at
    held.save(update_fields=["published_at"])
    return held


@transaction.atomic
def withdraw(division: FeeDivision) -> FeeDivision:
    """Show a division to the secretariat alone again. Raises RefusedError when it is so already."""
    held = held_or_refused(division)
    if not held.is_published:
        raise RefusedError("Fördelningen är inte publicerad.")
    held.published_at = None
    held.save(update_fields=["published_at"])
    return held


def held_or_refused(division: FeeDivision) -> FeeDivision:
    """The division as it is now, held. Raises RefusedError when another has been chosen."""
    held = FeeDivision.objects.select_for_update(of=["self"]).select_related("budget").filter(pk=division.pk).first()
    if held is None:
        raise RefusedError("En annan fördelning är vald sedan du öppnade sidan. Kontrollera den först.")
    return held


def save_populations(year: int, source: str, numbers: Mapping[int, int]) -> None:
    """Note a year's numbers of inhabitants, by municipality's key, in place of earlier ones: all or none, one query.

    What is already divided keeps the numbers that it was reckoned from.
    """
    Population.objects.bulk_create(
        [
            Population(municipality_id=key, year=year, inhabitants=inhabitants, source=source)
            for key, inhabitants in numbers.items()
        ],
        update_conflicts=True,
        unique_fields=["municipality", "year"],
        update_fields=["inhabitants", "source"],
    )

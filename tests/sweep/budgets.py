"""The budgets of the sweep's world: adopted and followed up, being revised, drafts, and who pays."""

from __future__ import annotations

import datetime as dt

from budget.models import Budget, BudgetLine, FeeDivision
from tests.budget_factories import (
    BudgetFactory,
    BudgetLineFactory,
    FeeDivisionFactory,
    FeeShareFactory,
    InvoiceBasisFactory,
    InvoiceFactory,
    PopulationFactory,
    PriceIndexFactory,
)
from tests.factories import AT
from tests.sweep.canaries import DESK, EVERYONE, World
from tests.sweep.organisation import Here
from tests.sweep.plans import Plans

ON = dt.date(2016, 12, 8)
FEE_SEK = 90_000_000


def budget(world: World, here: Here, plans: Plans) -> None:
    """Three adopted years: one followed up in public, one whose figures aren't; a revision and a draft beside them."""
    for year in (2015, 2016, 2017):
        world.add(PriceIndexFactory, EVERYONE, year=year)
        adopted = lines(world, plans, EVERYONE, year=year, reason="")
        paragraph = world.word()
        adopted.adopt(on=ON, paragraph=paragraph)
        world.hide(paragraph, adopted, "adopted_in", EVERYONE)
        Budget.objects.filter(pk=adopted.pk).update(follow_up_on=dt.date(2015, 12, 31) if year == 2015 else None)
        divide(world, here, adopted, to=EVERYONE if year == 2016 else DESK)
    lines(world, plans, DESK, year=2017, number=2)
    lines(world, plans, DESK, year=2018)
    for municipality, to in ((here.host, EVERYONE), (here.hidden_host, DESK)):
        fields = {"figures": ["inhabitants"]} if to == DESK else {}
        world.add(PopulationFactory, to, municipality=municipality, year=2016, **fields)


def lines(world: World, plans: Plans, to: frozenset[str], **values) -> Budget:
    """A budget with two lines; those of an adopted one have figures, which aren't public before they have a day."""
    made = world.add(BudgetFactory, to, adopted_in="", **values)
    amounts = {"amount_sek": FEE_SEK} if to == EVERYONE else {"figures": ["amount_sek"]}
    world.add(BudgetLineFactory, to, budget=made, is_fee=True, commitment=plans.draft, **amounts)
    cost = {"budget": made, "kind": BudgetLine.Kind.COST, "commitment": plans.decided}
    if to != EVERYONE:
        world.add(BudgetLineFactory, to, **cost, **amounts)
        return made
    figures = EVERYONE if made.year == 2015 else DESK
    hidden = {"figures": ["forecast_sek", "outcome_sek"], "fields": {"forecast_sek": figures, "outcome_sek": figures}}
    world.add(BudgetLineFactory, to, **cost, **amounts, **hidden)
    return made


def divide(world: World, here: Here, adopted: Budget, *, to: frozenset[str]) -> None:
    """A division with a share that no other has, and what has been invoiced of it."""
    published_at = AT if to == EVERYONE else None
    values = {"budget": adopted, "key": FeeDivision.Key.INHABITANTS, "population_year": 2016, "fee_sek": FEE_SEK}
    division = world.add(FeeDivisionFactory, to, published_at=None, **values)
    share = world.add(
        FeeShareFactory, to, division=division, municipality=here.host, inhabitants=1000, figures=["amount_sek"]
    )
    FeeShareFactory(
        division=division, municipality=here.second, inhabitants=1000, amount_sek=FEE_SEK - share.amount_sek
    )
    FeeDivision.objects.filter(pk=division.pk).update(published_at=published_at)
    basis = {"division": division, "year": adopted.year, "invoice_count": 1}
    made = world.add(InvoiceBasisFactory, DESK, **basis, figures=["total_sek"])
    InvoiceFactory(basis=made, municipality=here.host, amount_sek=made.total_sek)

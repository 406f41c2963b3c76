"""Deletes of the budget's rows: why they stay, and what goes with those that don't."""

import pytest

from budget.models import Budget, FeeDivision, Population, PriceIndex
from tests.budget_factories import (
    BudgetFactory,
    FeeDivisionFactory,
    FeeShareFactory,
    PopulationFactory,
    PriceIndexFactory,
)
from tests.deleting import delete, said
from tests.factories import MunicipalityFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]


def test_adopted_budget_stays_and_a_draft_goes_with_its_lines(desk):
    adopted, draft = BudgetFactory(year=2017, adopted=True), BudgetFactory(year=2018, balanced=True)

    assert said(desk, adopted) == ["Budget 2017 är fastställd och står kvar. Revidera den i stället."]
    assert said(desk, draft) == ["2 budgetposter tas också bort."]
    delete(desk, draft)
    assert list(Budget.objects.all()) == [adopted]


def test_figure_that_a_fee_is_divided_by_stays_and_another_goes(desk):
    sund = MunicipalityFactory(name="Sund")
    used = PopulationFactory(municipality=sund, year=2015, inhabitants=12_000)
    later = PopulationFactory(municipality=sund, year=2016)
    division = FeeDivisionFactory(
        budget=BudgetFactory(year=2017, adopted=True), key=FeeDivision.Key.INHABITANTS, population_year=2015
    )
    FeeShareFactory(division=division, municipality=sund, inhabitants=12_000)

    assert said(desk, used) == [
        "Avgiften för 2017 är fördelad efter Sund 2015: 12\xa0000 invånare. "
        "Uppgiften står kvar så att fördelningen går att räkna om."
    ]
    assert said(desk, later) == []
    delete(desk, later)
    assert list(Population.objects.all()) == [used]


def test_index_of_a_year_with_an_adopted_budget_stays_and_another_goes(desk):
    BudgetFactory(year=2017, adopted=True)
    BudgetFactory(year=2018)
    used, free = PriceIndexFactory(year=2017), PriceIndexFactory(year=2018)

    assert said(desk, used) == ["Den fastställda budgeten för 2017 räknas om med talet. Ändra det om det är fel."]
    assert said(desk, free) == []
    delete(desk, free)
    assert list(PriceIndex.objects.all()) == [used]

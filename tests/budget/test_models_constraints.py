"""Each constraint of the budget, provoked by name."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection

from tests.budget_factories import (
    ADOPTED_ON,
    BudgetFactory,
    BudgetLineFactory,
    FeeDivisionFactory,
    FeeShareFactory,
    InvoiceBasisFactory,
    InvoiceFactory,
    PopulationFactory,
    PriceIndexFactory,
)
from tests.committee.provoking import (
    Case,
    constraint_names,
    message_of_the_constraint,
    messages_of_the_form,
    refusal_of_the_database,
)
from tests.factories import MunicipalityFactory

pytestmark = pytest.mark.django_db

YEAR = "Året ska vara mellan 1900 och 2199."
PAST_THE_LIST = ("Värdet 'gift' är inget giltigt alternativ.",)


def line(**values):
    return BudgetLineFactory.build(budget=BudgetFactory(), **values)


def line_at_a_taken_position():
    there = BudgetLineFactory()
    return BudgetLineFactory.build(budget=there.budget, kind=there.kind, position=there.position)


def line_of_a_lineage_that_is_there():
    there = BudgetLineFactory()
    return BudgetLineFactory.build(budget=there.budget, lineage=there.lineage)


def second_draft():
    adopted = BudgetFactory(adopted=True)
    return BudgetFactory.build(year=BudgetFactory(year=adopted.year, number=2).year, number=3)


def second_first_version():
    adopted = BudgetFactory(adopted=True)
    return BudgetFactory.build(year=adopted.year)


def division(**values):
    return FeeDivisionFactory.build(budget=BudgetFactory(adopted=True), **values)


def share(**values):
    return FeeShareFactory.build(division=FeeDivisionFactory(), municipality=MunicipalityFactory(), **values)


def second_share():
    there = FeeShareFactory()
    return FeeShareFactory.build(division=there.division, municipality=there.municipality)


def population(**values):
    return PopulationFactory.build(municipality=MunicipalityFactory(), **values)


def second_population():
    there = PopulationFactory()
    return PopulationFactory.build(municipality=there.municipality, year=there.year)


def basis(**values):
    return InvoiceBasisFactory.build(division=FeeDivisionFactory(), **values)


def second_basis():
    there = InvoiceBasisFactory()
    return InvoiceBasisFactory.build(division=there.division, year=there.year, instalment=there.instalment)


def index(value):
    return PriceIndexFactory.build(value=Decimal(value))


def second_invoice():
    there = InvoiceFactory()
    return InvoiceFactory.build(basis=there.basis, municipality=there.municipality)


CASES = [
    Case(
        "budget_paragraph_needs_a_date",
        "Ange datum för beslutet när du anger paragraf.",
        lambda: BudgetFactory.build(adopted_in="§ 12"),
    ),
    Case(
        "budget_follow_up_needs_adoption",
        "Prognos och utfall visas när budgeten är fastställd.",
        lambda: BudgetFactory.build(follow_up_on=ADOPTED_ON),
    ),
    Case(
        "budget_version_counts_from_one",
        "Den första versionen har nummer 1.",
        lambda: BudgetFactory.build(number=0),
    ),
    Case("budget_one_draft_per_year", "Året har redan ett utkast till budget.", second_draft),
    Case("budget_version_once_per_year", "Året har redan en budget. Revidera den i stället.", second_first_version),
    *(Case("budget_year_is_a_year", YEAR, lambda year=year: BudgetFactory.build(year=year)) for year in (1899, 2200)),
    Case("budget_line_position_once", "En annan post har redan den platsen.", line_at_a_taken_position),
    Case(
        "budget_line_once_per_version",
        "Budgeten har redan en fortsättning på den posten.",
        line_of_a_lineage_that_is_there,
    ),
    Case(
        "budget_line_amount_not_negative",
        "Beloppet kan inte vara negativt. Välj intäkt eller kostnad i stället.",
        lambda: line(amount_sek=-1),
    ),
    Case(
        "budget_line_kind_is_known",
        "En budgetpost är en intäkt eller en kostnad.",
        lambda: line(kind="gift"),
        form=PAST_THE_LIST,
    ),
    Case(
        "budget_line_fee_is_an_income",
        "Bara en intäkt kan vara en avgift från kommunerna.",
        lambda: line(kind="cost", is_fee=True),
    ),
    Case("population_once_per_year", "Kommunens folkmängd för det året finns redan.", second_population),
    Case("population_is_someone", "En kommun har minst en invånare.", lambda: population(inhabitants=0)),
    Case(
        "population_has_a_source",
        "Ange var uppgiften kommer från.",
        lambda: population(source=""),
        form=("Detta fält får inte vara tomt.",),
    ),
    Case("population_year_is_a_year", YEAR, lambda: population(year=1899)),
    Case(
        "fee_division_key_is_known",
        "Välj en fördelningsnyckel.",
        lambda: division(key="gift"),
        form=PAST_THE_LIST,
        beside="fee_division_inhabitants_have_a_year",
    ),
    Case("fee_division_fee_not_negative", "Avgiften kan inte vara negativ.", lambda: division(fee_sek=-1)),
    *(
        Case(
            "fee_division_fixed_part_with_its_key",
            "En fast del hör till nyckeln med fast del, och är mer än 0 kr.",
            lambda values=values: division(**values),
        )
        for values in (
            {"key": "equal", "fixed_sek": 1},
            {"key": "fixed", "fixed_sek": 0, "population_year": 2016},
            {"key": "fixed", "fixed_sek": -1, "population_year": 2016},
        )
    ),
    *(
        Case(
            "fee_division_inhabitants_have_a_year",
            "Ange vilket års folkmängd som avgiften delas efter.",
            lambda values=values: division(**values),
        )
        for values in (
            {"key": "inhabitants"},
            {"key": "fixed", "fixed_sek": 1},
            {"key": "equal", "population_year": 2016},
        )
    ),
    Case("fee_share_once_per_municipality", "Kommunen har redan en andel i den fördelningen.", second_share),
    Case("fee_share_not_negative", "En andel kan inte vara negativ.", lambda: share(amount_sek=-1)),
    Case(
        "fee_share_days_of_a_half_within_the_year",
        "Dagarna är fler än året eller halvåret har.",
        lambda: share(days=1, first_half_days=2),
    ),
    Case(
        "fee_share_days_of_a_half_within_the_year",
        "Dagarna är fler än året eller halvåret har.",
        lambda: share(days=367),
    ),
    Case("invoice_basis_once_per_instalment", "Underlaget är redan låst.", second_basis),
    Case(
        "invoice_basis_instalment_is_known",
        "Ett underlag gäller ett halvår eller en slutreglering.",
        lambda: basis(instalment=6),
        form=("Värdet 6 är inget giltigt alternativ.",),
    ),
    Case("invoice_once_per_municipality", "Kommunen står redan i underlaget.", second_invoice),
    Case("price_index_is_a_number", "Indextalet är ett tal från 1 och uppåt.", lambda: index("0.99")),
    Case(
        "price_index_has_a_source",
        "Ange var uppgiften kommer från.",
        lambda: PriceIndexFactory.build(source=""),
        form=("Detta fält får inte vara tomt.",),
    ),
    Case("price_index_year_is_a_year", YEAR, lambda: PriceIndexFactory.build(year=1899)),
]

UNIQUE_FIELDS = [
    Case(
        "budget_feedivision_budget_id_key",
        "Avgiftsfördelning med detta Budget finns redan.",
        lambda: FeeDivisionFactory.build(budget=FeeDivisionFactory().budget),
    ),
    Case(
        "budget_priceindex_year_key",
        "Prisindex med detta År finns redan.",
        lambda: PriceIndexFactory.build(year=PriceIndexFactory().year),
    ),
]


def test_constraints_of_the_budget_are_all_provoked():
    assert {case.name for case in [*CASES, *UNIQUE_FIELDS]} == constraint_names("budget")


@pytest.mark.parametrize("case", [*CASES, *UNIQUE_FIELDS], ids=str)
def test_constraint_refuses_the_row_by_its_name(case):
    assert refusal_of_the_database(case) == case.name


@pytest.mark.parametrize("case", CASES, ids=str)
def test_constraint_says_why_in_swedish(case):
    assert message_of_the_constraint(case) == case.message


@pytest.mark.parametrize("case", [*CASES, *UNIQUE_FIELDS], ids=str)
def test_form_says_the_same_before_the_row_is_written(case):
    assert messages_of_the_form(case) == sorted(case.form or [case.message])


def test_line_of_nothing_is_allowed():
    free = line(amount_sek=0)

    free.full_clean()
    free.save()

    assert free.budget.total_of(free.kind) == 0


def test_index_that_is_not_a_number_is_refused_past_the_form():
    PriceIndexFactory()

    with pytest.raises(IntegrityError, match="price_index_is_a_number"), connection.cursor() as cursor:
        cursor.execute("UPDATE budget_priceindex SET value = 'NaN'")

"""What is adopted balances and stays, whichever way someone tries; the rest of the year can still be followed."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from django.db.models.deletion import ProtectedError

from budget.models import Budget, BudgetLine
from budget.models.triggers import LINE_STAYS_WHEN_ADOPTED
from committee.refusal import RefusedError
from tests.budget.ending import committed, end_of_transaction, run
from tests.budget_factories import ADOPTED_ON, BudgetFactory, BudgetLineFactory
from tests.factories import CommitmentFactory

pytestmark = pytest.mark.django_db
COST = BudgetLine.Kind.COST


@pytest.fixture
def adopted() -> Budget:
    budget = BudgetFactory(year=2017, adopted=True)
    end_of_transaction()
    return budget


def save_a_line(budget):
    line = budget.lines.first()
    line.amount_sek = 1
    line.save()


def save_only_the_label(budget):
    line = budget.lines.first()
    line.label = "Annat"
    line.save(update_fields=["label"])


def bulk_update(budget):
    lines = list(budget.lines.all())
    for line in lines:
        line.amount_sek += 1  # balances, and is refused all the same
    BudgetLine.objects.bulk_update(lines, ["amount_sek"])


def bulk_create_over(budget):
    line = budget.lines.first()
    line.amount_sek = 1
    BudgetLine.objects.bulk_create([line], update_conflicts=True, unique_fields=["id"], update_fields=["amount_sek"])


def move_a_line_in(budget):
    line = BudgetLineFactory(budget=BudgetFactory(year=2018))
    BudgetLine.objects.filter(pk=line.pk).update(budget=budget)


def delete_the_budget(budget):
    Budget.objects.filter(pk=budget.pk).delete()


LINE_STAYS = "stays_when_adopted"
ATTEMPTS = {
    "save": (save_a_line, LINE_STAYS),
    "save_of_one_field": (save_only_the_label, LINE_STAYS),
    "queryset_update": (lambda budget: budget.lines.update(amount_sek=1), LINE_STAYS),
    "bulk_update": (bulk_update, LINE_STAYS),
    "bulk_create": (lambda b: BudgetLine.objects.bulk_create([BudgetLineFactory.build(budget=b)]), LINE_STAYS),
    "bulk_create_with_update": (bulk_create_over, LINE_STAYS),
    "create": (lambda budget: BudgetLineFactory(budget=budget), LINE_STAYS),
    "line_from_another_budget": (move_a_line_in, LINE_STAYS),
    "line_to_another_budget": (lambda b: b.lines.update(budget=BudgetFactory(year=2018)), LINE_STAYS),
    "delete": (lambda budget: budget.lines.first().delete(), LINE_STAYS),
    "queryset_delete": (lambda budget: budget.lines.all().delete(), LINE_STAYS),
    "raw_delete": (lambda budget: BudgetLine.objects.all()._raw_delete("default"), LINE_STAYS),
    "sql_update": (lambda budget: run("UPDATE budget_budgetline SET amount_sek = amount_sek + 1"), LINE_STAYS),
    "sql_of_another_sort": (lambda budget: run("UPDATE budget_budgetline SET kind = 'cost'"), LINE_STAYS),
    "sql_of_a_note": (lambda budget: run("UPDATE budget_budgetline SET note = 'x'"), LINE_STAYS),
    "sql_of_a_lineage": (lambda b: run("UPDATE budget_budgetline SET lineage = gen_random_uuid()"), LINE_STAYS),
    "sql_delete": (lambda budget: run("DELETE FROM budget_budgetline"), LINE_STAYS),
    "sql_truncate": (lambda budget: run("TRUNCATE budget_budgetline CASCADE"), "Cannot truncate"),
    "sql_truncate_of_budgets": (lambda budget: run("TRUNCATE budget_budget CASCADE"), "Cannot truncate"),
    "adoption_taken_back": (lambda budget: Budget.objects.update(adopted_on=None), "adopted_stays"),
    "another_day": (lambda budget: Budget.objects.update(adopted_on=dt.date(2016, 12, 9)), "adopted_stays"),
    "another_paragraph": (lambda budget: Budget.objects.update(adopted_in="§ 13"), "adopted_stays"),
    "another_year": (lambda budget: Budget.objects.update(year=2018), "adopted_stays"),
    "another_number": (lambda budget: Budget.objects.update(number=2), "adopted_stays"),
    "delete_of_the_budget": (delete_the_budget, LINE_STAYS),
    "sql_delete_of_the_budget": (lambda budget: run("DELETE FROM budget_budget"), "adopted_is_kept"),
}


@pytest.mark.parametrize(("attempt", "said"), ATTEMPTS.values(), ids=ATTEMPTS)
def test_adopted_budget_refuses_to_change(adopted, attempt, said):
    before = list(Budget.objects.values()), list(BudgetLine.objects.values())

    with pytest.raises(DatabaseError, match=said), transaction.atomic():
        attempt(adopted)

    assert (list(Budget.objects.values()), list(BudgetLine.objects.values())) == before


def test_forecast_outcome_and_commitment_come_during_the_year(adopted):
    commitment = CommitmentFactory()

    adopted.lines.update(forecast_sek=90_000, outcome_sek=-1, commitment=commitment)
    Budget.objects.update(follow_up_on=dt.date(2017, 8, 31))
    with pytest.raises(ProtectedError):
        commitment.delete()

    assert set(adopted.lines.values_list("forecast_sek", "outcome_sek", "commitment")) == {(90_000, -1, commitment.pk)}


@pytest.mark.parametrize("kind", ["income", "cost"])
def test_line_of_a_budget_that_is_not_there_yet_is_refused(kind):
    """The foreign key would be asked when the transaction ends, and the budget could be adopted by then."""
    with pytest.raises(DatabaseError, match="stays_when_adopted"), transaction.atomic():
        BudgetLine.objects.bulk_create([BudgetLineFactory.build(budget_id=999_999, budget=None, kind=kind)])


def adopt_past_the_model(budget):
    Budget.objects.filter(pk=budget.pk).update(adopted_on=ADOPTED_ON)


UNBALANCED = {
    "update": adopt_past_the_model,
    "save": lambda budget: Budget(pk=budget.pk, year=budget.year, adopted_on=ADOPTED_ON).save(),
    "sql": lambda budget: run("UPDATE budget_budget SET adopted_on = '2016-12-08'"),
    "bulk_update": lambda b: Budget.objects.bulk_update([Budget(pk=b.pk, adopted_on=ADOPTED_ON)], ["adopted_on"]),
}


@pytest.mark.parametrize("adopt", UNBALANCED.values(), ids=UNBALANCED)
@pytest.mark.parametrize("amounts", [(), (100, 99), (100,)], ids=["empty", "unbalanced", "income_only"])
def test_budget_that_does_not_balance_is_adopted_by_no_way(adopt, amounts):
    budget = BudgetFactory(year=2017)
    for kind, amount in zip(BudgetLine.Kind, amounts, strict=False):
        BudgetLineFactory(budget=budget, kind=kind, amount_sek=amount)

    with pytest.raises(DatabaseError, match="balances: the adopted budget for 2017"):
        committed(lambda: adopt(budget))

    assert not Budget.objects.adopted().exists()


def test_adopted_row_without_lines_is_refused():
    with pytest.raises(DatabaseError, match="balances"):
        committed(lambda: Budget.objects.create(year=2017, adopted_on=ADOPTED_ON))


def test_balance_is_asked_when_the_transaction_ends_and_not_before():
    budget = BudgetFactory(year=2017, balanced=True)

    with transaction.atomic():
        budget.lines.filter(kind=COST).update(amount_sek=5)
        budget.lines.exclude(kind=COST).update(amount_sek=5)
        adopt_past_the_model(budget)
        end_of_transaction()

    assert budget.lines.filter(amount_sek=5).count() == 2


def test_lock_of_the_lines_is_not_the_only_thing_that_keeps_the_balance(adopted):
    lock = LINE_STAYS_WHEN_ADOPTED.get_pgid(BudgetLine)

    run(f"ALTER TABLE budget_budgetline DISABLE TRIGGER {lock}")

    with pytest.raises(DatabaseError, match="balances"):
        committed(lambda: run("UPDATE budget_budgetline SET amount_sek = 1 WHERE kind = 'cost'"))


@pytest.mark.parametrize("number", [3, 4])
def test_version_follows_the_one_before(adopted, number):
    with pytest.raises(DatabaseError, match="follows_the_version_before: 2017 has no version"), transaction.atomic():
        BudgetFactory(year=2017, number=number)


def test_draft_keeps_its_number_when_its_year_is_changed(adopted):
    draft = BudgetFactory(year=2017, number=2)
    draft.reason = "Hyran"
    draft.save()

    with pytest.raises(DatabaseError, match="follows_the_version_before: 2019 has no version 1"):
        Budget.objects.filter(pk=draft.pk).update(year=2019)


def test_adoption_is_refused_in_words(adopted):
    with pytest.raises(RefusedError, match=r"Budget 2017 är redan fastställd\."):
        adopted.adopt(on=ADOPTED_ON)


def test_budget_is_adopted_with_day_and_paragraph():
    budget = BudgetFactory(year=2017, balanced=True)

    budget.adopt(on=ADOPTED_ON, paragraph="§ 12")

    assert Budget.objects.values_list("adopted_on", "adopted_in").get() == (ADOPTED_ON, "§ 12")

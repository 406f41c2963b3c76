"""What is invoiced in each half-year, and how later decisions are made up for."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from budget.models import Budget, FeeDivision, Invoice, InvoiceBasis
from budget.shares.invoicing import Instalment, InvoiceYear, lock_basis, take_back_basis
from budget.shares.operations import choose_key, publish
from committee.models import Membership
from committee.reader import Reader
from committee.refusal import RefusedError
from tests.budget.shares.fees import LATER_AT, budget_with_fee, inhabitants, members, revised
from tests.factories import AT

pytestmark = pytest.mark.django_db
SECRETARIAT = Reader(is_secretariat=True)
Key = FeeDivision.Key
FIRST, SECOND, SETTLEMENT, SECOND_SETTLEMENT, THIRD_SETTLEMENT = Instalment


def divided(fee_sek: int = 945_000, *, count: int = 8) -> Budget:
    members(count)
    budget = budget_with_fee(fee_sek)
    choose_key(budget, key=Key.EQUAL)
    return budget


def lock(budget: Budget, instalment: int, *, at: dt.datetime = AT) -> InvoiceBasis:
    division = FeeDivision.objects.filter(budget__year=budget.year).order_by("budget__number").last()
    return lock_basis(budget, instalment, seen=division.pk, at=at)


def due(budget: Budget) -> list[tuple[Instalment, bool, list[int]]]:
    """Each instalment, whether it is locked, and the amounts in it."""
    parts = InvoiceYear.of(budget, SECRETARIAT).parts()
    return [(part.instalment, part.basis is not None, [due.amount_sek for due in part.dues.values()]) for part in parts]


def refusal(operation, *args, **values) -> str:
    with pytest.raises(RefusedError) as refused:
        operation(*args, **values)
    return str(refused.value)


def test_share_falls_on_two_halves_with_the_odd_krona_first():
    budget = divided()

    assert due(budget) == [(FIRST, False, [59_063] * 8), (SECOND, False, [59_062] * 8)]


def test_locked_halves_stay_and_are_together_the_fee():
    budget = divided()

    first = lock(budget, FIRST)
    assert due(budget) == [(FIRST, True, [59_063] * 8), (SECOND, False, [59_062] * 8)]
    lock(budget, SECOND, at=LATER_AT)
    assert due(budget) == [(FIRST, True, [59_063] * 8), (SECOND, True, [59_062] * 8)]

    assert (first.locked_at, first.division.budget) == (AT, budget)
    assert sum(Invoice.objects.values_list("amount_sek", flat=True)) == 945_000


def test_member_of_the_second_half_pays_nothing_in_the_first():
    members(1)
    members(1, starts_on=dt.date(2017, 7, 1))
    budget = budget_with_fee(549)
    choose_key(budget, key=Key.EQUAL)

    assert due(budget) == [(FIRST, False, [183, 0]), (SECOND, False, [182, 184])]


def test_revision_with_a_higher_fee_is_made_up_for_in_the_second_half():
    budget = divided(800)
    lock(budget, FIRST)
    revision = revised(budget, 1600)
    choose_key(revision, key=Key.EQUAL)

    assert due(revision) == [(FIRST, True, [50] * 8), (SECOND, False, [150] * 8)]


def test_revision_with_a_much_lower_fee_gives_a_credit():
    budget = divided(800)
    lock(budget, FIRST)
    revision = revised(budget, 80)
    choose_key(revision, key=Key.EQUAL)

    assert due(revision) == [(FIRST, True, [50] * 8), (SECOND, False, [-40] * 8)]


def test_revision_after_both_halves_is_settled():
    budget = divided(800)
    lock(budget, FIRST)
    lock(budget, SECOND)
    revision = revised(budget, 720)
    assert [locked for _, locked, _ in due(revision)] == [True, True]

    choose_key(revision, key=Key.EQUAL)
    assert due(revision)[2] == (SETTLEMENT, False, [-10] * 8)
    lock(revision, SETTLEMENT)

    assert due(revision)[2:] == [(SETTLEMENT, True, [-10] * 8)]
    assert sum(Invoice.objects.values_list("amount_sek", flat=True)) == 720


def test_revision_after_a_settlement_is_settled_again():
    budget = divided(800)
    lock(budget, FIRST)
    lock(budget, SECOND)
    for instalment, fee_sek, amount_sek in ((SETTLEMENT, 720, -10), (SECOND_SETTLEMENT, 880, 20)):
        budget = revised(budget, fee_sek)
        choose_key(budget, key=Key.EQUAL)
        assert due(budget)[-1] == (instalment, False, [amount_sek] * 8)
        lock(budget, instalment)

    assert due(budget)[-1] == (SECOND_SETTLEMENT, True, [20] * 8)
    assert THIRD_SETTLEMENT not in [instalment for instalment, *_ in due(budget)]
    assert sum(Invoice.objects.values_list("amount_sek", flat=True)) == 880


def test_nothing_is_settled_when_nothing_remains():
    budget = divided(800)
    lock(budget, FIRST)
    lock(budget, SECOND)

    assert "i tur och ordning" in refusal(lock, budget, SETTLEMENT)


def test_municipality_outside_the_new_division_gets_its_money_back_in_the_settlement():
    budget = divided(900, count=3)
    lock(budget, FIRST)
    Membership.objects.filter(municipality=Membership.objects.latest("pk").municipality).delete()
    revision = revised(budget, 900)
    choose_key(revision, key=Key.EQUAL)

    planned = due(revision)
    lock(revision, SECOND)
    lock(revision, SETTLEMENT)

    # Names decide the order, and whose money comes back isn't always the last by name.
    in_any_order = [(instalment, is_locked, sorted(amounts)) for instalment, is_locked, amounts in planned[1:]]
    assert in_any_order == [(SECOND, False, [300, 300]), (SETTLEMENT, False, [-150, 0, 0])]
    assert [sorted(amounts) for *_, amounts in due(revision)] == [[150] * 3, [300, 300], [-150, 0, 0]]
    assert sum(Invoice.objects.values_list("amount_sek", flat=True)) == 900


def test_new_key_in_a_revision_of_the_same_fee_is_settled_between_the_municipalities():
    first, second = members(2)
    inhabitants({first: 3, second: 1})
    budget = budget_with_fee(800)
    choose_key(budget, key=Key.EQUAL)
    lock(budget, FIRST)
    lock(budget, SECOND)
    revision = revised(budget, 800)
    choose_key(revision, key=Key.INHABITANTS, population_year=2016)

    assert due(revision)[2] == (SETTLEMENT, False, [200, -200])


def test_division_may_be_published_or_not():
    budget = divided()
    publish(FeeDivision.objects.get(), at=AT)

    assert lock(budget, FIRST).division.is_published


def test_locked_basis_tells_what_it_was_reckoned_from_after_a_revision():
    budget = divided(800)
    lock(budget, FIRST)
    revision = revised(budget, 1600)
    choose_key(revision, key=Key.EQUAL)
    lock(revision, SECOND)

    parts = InvoiceYear.of(revision, SECRETARIAT).parts()

    assert [part.division.budget for part in parts] == [budget, revision]
    totals = [(part.total.share_sek, part.total.before_sek, part.total.amount_sek) for part in parts]
    assert totals == [(800, 0, 400), (1600, 400, 1200)]


def test_nothing_is_locked_before_a_key_is_chosen():
    members(1)
    budget = budget_with_fee()
    words = "Välj först hur avgiften ska fördelas: fördelningen av Budget 2017 är inte vald."

    assert InvoiceYear.of(budget, SECRETARIAT).parts() == []
    assert refusal(lock_basis, budget, FIRST, seen=0, at=AT) == words


def test_halves_are_locked_in_order_and_once():
    budget = divided()

    assert "i tur och ordning" in refusal(lock, budget, SECOND)
    lock(budget, FIRST)
    assert refusal(lock, budget, FIRST) == "Underlaget är redan låst."
    assert "i tur och ordning" in refusal(lock, budget, 9)
    assert InvoiceBasis.objects.count() == 1


def test_basis_is_not_locked_on_another_division_than_the_one_shown():
    budget = divided()
    shown = FeeDivision.objects.get().pk
    choose_key(budget, key=Key.EQUAL)

    assert "Fördelningen är en annan" in refusal(lock_basis, budget, FIRST, seen=shown, at=AT)
    assert not InvoiceBasis.objects.exists()


def test_membership_that_has_changed_since_the_choice_stops_the_first_half_only():
    budget = divided(count=2)
    changed = Membership.objects.latest("pk")
    lock(budget, FIRST)
    Membership.objects.filter(pk=changed.pk).update(ends_on=dt.date(2017, 8, 31))
    year = InvoiceYear.of(budget, SECRETARIAT)
    assert (year.changed_members, year.problem) == ([changed.municipality], "")

    take_back_basis(budget, InvoiceBasis.objects.get().pk)

    said = refusal(lock, budget, FIRST)
    assert said.startswith(f"Medlemskapet har ändrats för {changed.municipality} sedan avgiften fördelades.")


def test_new_member_stops_the_first_half():
    budget = divided(count=1)
    [newcomer] = members(1)

    assert f"har ändrats för {newcomer}" in refusal(lock, budget, FIRST)


def test_last_basis_is_taken_back_and_reckoned_anew():
    budget = divided()
    first, second = lock(budget, FIRST), lock(budget, SECOND)

    assert "Bara det senast låsta" in refusal(take_back_basis, budget, first.pk)
    take_back_basis(budget, second.pk)

    assert list(InvoiceBasis.objects.all()) == [first]
    assert due(budget)[1] == (SECOND, False, [59_062] * 8)
    assert "Bara det senast låsta" in refusal(take_back_basis, budget, second.pk)


def test_locked_basis_is_never_changed():
    lock(divided(), FIRST)

    for rows, values in ((InvoiceBasis.objects, {"instalment": 2}), (Invoice.objects, {"amount_sek": 1})):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**values)


@pytest.mark.parametrize("count", [1, 3, 26])
def test_year_costs_the_same_for_any_number_of_municipalities(django_assert_num_queries, count):
    budget = divided(count=count)
    lock(budget, FIRST)
    lock(budget, SECOND)
    revision = revised(budget, 1000)
    choose_key(revision, key=Key.EQUAL)

    with django_assert_num_queries(7):
        parts = InvoiceYear.of(revision, SECRETARIAT).parts()

    assert [len(part.dues) for part in parts] == [count] * 3

"""Two who press at the same time, with real transactions: one of them locks, chooses or publishes."""

import pytest

from budget.models import FeeDivision, FeeShare, Invoice, InvoiceBasis
from budget.shares.invoicing import lock_basis
from budget.shares.operations import choose_key, publish
from tests.at_once import at_once
from tests.budget.shares.fees import budget_with_fee, members
from tests.factories import AT


@pytest.mark.usefixtures("committed")
def test_basis_that_three_lock_at_once_is_locked_once():
    members(3)
    budget = budget_with_fee()
    division = choose_key(budget, key=FeeDivision.Key.EQUAL)

    said = at_once(lambda: lock_basis(budget, 1, seen=division.pk, at=AT))

    assert said == ["", "Underlaget är redan låst.", "Underlaget är redan låst."]
    assert (InvoiceBasis.objects.count(), Invoice.objects.count()) == (1, 3)


@pytest.mark.usefixtures("committed")
def test_key_that_three_choose_at_once_is_chosen_one_after_the_other():
    members(3)
    budget = budget_with_fee()

    said = at_once(lambda: choose_key(budget, key=FeeDivision.Key.EQUAL))

    assert said == ["", "", ""]
    assert (FeeDivision.objects.count(), FeeShare.objects.count()) == (1, 3)


@pytest.mark.usefixtures("committed")
def test_division_that_three_publish_at_once_is_published_once():
    members(3)
    division = choose_key(budget_with_fee(), key=FeeDivision.Key.EQUAL)

    said = at_once(lambda: publish(division, at=AT))

    assert said == ["", "Fördelningen är redan publicerad.", "Fördelningen är redan publicerad."]

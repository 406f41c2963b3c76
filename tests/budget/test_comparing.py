"""Two budgets line by line."""

import random
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from budget.comparing import Change, Figure, Pair, Status, compare, sides_of, sum_of
from tests.budget.figures import budgets, cost


def total(figures: list[Figure], kind: str) -> int:
    return sum(figure.amount_sek for figure in figures if figure.kind == kind)


def applied(pairs: list[Pair], earlier: list[Figure]) -> set[Figure]:
    """The earlier budget after all changes."""
    lines = {(figure.kind, figure.lineage): figure for figure in earlier}
    for pair in pairs:
        key = (pair.shown.kind, pair.shown.lineage)
        if pair.status == Status.REMOVED:
            del lines[key]
        elif pair.status == Status.ADDED:
            assert key not in lines
            lines[key] = pair.later
        elif pair.status == Status.CHANGED:
            lines[key] = pair.later
    return set(lines.values())


@given(budgets())
def test_budget_compared_with_itself_has_no_change(figures):
    assert {pair.status for pair in compare(figures, figures)} <= {Status.KEPT}


@given(budgets(), budgets())
def test_changes_add_up_to_the_difference_of_the_totals(earlier, later):
    for side in sides_of(compare(earlier, later)):
        difference = total(later, side.kind) - total(earlier, side.kind)
        assert side.change.sek == difference
        assert sum(pair.change.sek for group in side.groups for pair in group.pairs) == difference
        assert side.change.earlier_sek in (total(earlier, side.kind), None)
        assert side.change.later_sek in (total(later, side.kind), None)


@given(budgets(), budgets())
def test_changes_applied_to_the_earlier_budget_give_the_later(earlier, later):
    assert applied(compare(earlier, later), earlier) == set(later)


@given(budgets(), budgets())
def test_every_line_stands_in_one_pair(earlier, later):
    pairs = compare(earlier, later)

    assert sorted(pair.earlier.lineage for pair in pairs if pair.earlier) == sorted(line.lineage for line in earlier)
    assert [pair.later for pair in pairs if pair.later] == later
    assert all(pair.earlier.lineage == pair.later.lineage for pair in pairs if pair.earlier and pair.later)


@given(budgets(), budgets(), st.randoms(use_true_random=False))
def test_pairs_are_the_same_in_any_order(earlier, later, chance: random.Random):
    shuffled = [chance.sample(figures, len(figures)) for figures in (earlier, later)]

    assert set(compare(*shuffled)) == set(compare(earlier, later))


def test_lines_that_look_alike_are_told_apart_by_ancestry():
    earlier = [cost(1, 100), cost(2, 200)]
    later = [cost(2, 250), cost(3, 100)]

    assert compare(earlier, later) == [
        Pair(cost(2, 200), cost(2, 250)),
        Pair(None, cost(3, 100)),
        Pair(cost(1, 100), None),
    ]


def test_line_that_changes_side_is_removed_there_and_added_here():
    before, after = Figure(1, "cost", "", "Konferens", 500), Figure(1, "income", "", "Konferens", 500)

    assert compare([before], [after]) == [Pair(None, after), Pair(before, None)]


def test_removed_lines_stand_last_in_their_group():
    earlier = [cost(1, 100, "Hyra", "Drift"), cost(2, 200, "Resor", "Drift"), cost(3, 10, "Film", "Projekt")]
    later = [cost(2, 200, "Resor", "Drift"), cost(4, 70, "Rapport", "Utredning")]

    income, costs = sides_of(compare(earlier, later))

    assert (income.kind, income.groups) == ("income", ())
    assert [(group.name, [pair.shown.label for pair in group.pairs]) for group in costs.groups] == [
        ("Drift", ["Resor", "Hyra"]),
        ("Utredning", ["Rapport"]),
        ("Projekt", ["Film"]),
    ]


def test_group_has_sums_of_its_own():
    earlier = [cost(1, 100, "Hyra", "Drift"), cost(2, 200, "Resor", "Drift")]
    later = [cost(2, 250, "Resor", "Drift"), cost(4, 70, "Rapport", "Utredning")]

    _, costs = sides_of(compare(earlier, later))

    assert [group.change for group in costs.groups] == [Change(300, 250), Change(None, 70)]
    assert costs.change == Change(300, 320)


def test_moved_line_brings_its_earlier_amount_to_its_new_group():
    (pair,) = compare([cost(1, 100, "Hyra", "Drift")], [cost(1, 100, "Hyra", "Lokaler")])

    (group,) = sides_of([pair])[1].groups
    assert (pair.status, pair.words) == (Status.CHANGED, "flyttad från Drift")
    assert (group.name, group.change) == ("Lokaler", Change(100, 100))


def test_line_says_in_words_what_became_of_it():
    old = cost(1, 100, "Hyra")
    after = {
        cost(1, 100, "Hyra"): "oförändrad",
        cost(1, 110, "Hyra"): "ändrad",
        cost(1, 110, "Lokaler"): "ändrad, bytt namn från Hyra",
        cost(1, 100, "Lokaler", "Drift"): "bytt namn från Hyra, flyttad till Drift",
    }

    assert {new: Pair(old, new).words for new in after} == after
    assert (Pair(None, old).words, Pair(old, None).words) == ("ny", "borttagen")


def test_change_in_percent_is_exact_and_rounded_away_from_zero():
    changes = [Change(2000, 2001), Change(2000, 1999), Change(300, 400)]

    assert [change.percent for change in changes] == [Fraction(1, 20), Fraction(-1, 20), Fraction(100, 3)]
    assert [change.percent_rounded for change in changes] == [Decimal("0.1"), Decimal("-0.1"), Decimal("33.3")]


def test_change_from_nothing_has_no_percent():
    for change in (Change(0, 400), Change(None, 400), Change(0, 0)):
        assert (change.percent, change.percent_rounded, change.percent_words) == (None, None, "")


def test_change_that_is_huge_is_counted_exactly():
    change = Change(10**18 - 1, 10**18)

    assert (change.sek, change.sek_words, change.percent_words) == (1, "+1", "under 0,1\xa0%")


def test_change_is_written_with_its_sign():
    assert (Change(945_000, 1_000_000).sek_words, Change(945_000, 1_000_000).percent_words) == (
        "+55\xa0000",
        "+5,8\xa0%",
    )
    assert (Change(945_000, None).sek_words, Change(945_000, None).percent_words) == ("−945\xa0000", "−100\xa0%")
    assert (Change(5, 5).sek_words, Change(5, 5).percent_words) == ("0", "0\xa0%")


def test_sum_of_no_changes_has_no_amounts():
    assert sum_of([]) == Change(None, None)

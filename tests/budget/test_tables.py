"""A budget's sides as tables."""

import pytest

from budget.comparing import Change
from budget.models import Budget
from budget.tables import figures_of, tables_of
from committee.commitments import Commitment
from tests.budget.examples import adopted, cost, draft_of, income, large_budget
from tests.factories import CommitmentFactory

pytestmark = pytest.mark.django_db


def with_lines(budget: Budget) -> Budget:
    return Budget.objects.with_lines().get(pk=budget.pk)


def costs_of(budget: Budget, **values):
    return tables_of(with_lines(budget), **values)[1]


def test_side_without_headings_is_its_lines_in_order():
    table = costs_of(adopted(cost("Personal", 895_000), cost("Lokaler", 50_000)))

    assert (table.kind, table.title, table.total_sek, table.groups) == ("cost", "Kostnader", 945_000, [])
    assert [(row.label, row.amount_sek, row.percent, row.percent_words) for row in table.rows] == [
        ("Personal", 895_000, "94.7", "94,7 procent"),
        ("Lokaler", 50_000, "5.3", "5,3 procent"),
    ]


def test_side_with_one_heading_says_it_and_shows_the_lines():
    table = costs_of(adopted(cost("Hyra", 10, group="Drift"), cost("Resor", 20, group="Drift")))

    assert (table.title, [row.label for row in table.rows], table.groups) == ("Kostnader: Drift", ["Hyra", "Resor"], [])


def test_side_with_headings_shows_their_sums_and_then_their_lines():
    table = costs_of(
        adopted(
            cost("Hyra", 10, group="Drift"),
            cost("Film", 50, group="Projekt"),
            cost("El", 30),
            cost("Resor", 10, group="Drift"),
        )
    )

    assert [(row.label, row.amount_sek, row.percent_words, row.anchor) for row in table.rows] == [
        ("Drift", 20, "20 procent", "kostnader-1"),
        ("Projekt", 50, "50 procent", "kostnader-2"),
        ("Övriga poster", 30, "30 procent", "kostnader-3"),
    ]
    assert [
        (group.title, group.anchor, [row.label for row in group.rows], group.total_sek) for group in table.groups
    ] == [
        ("Drift", "kostnader-1", ["Hyra", "Resor"], 20),
        ("Projekt", "kostnader-2", ["Film"], 50),
        ("Övriga poster", "kostnader-3", ["El"], 30),
    ]
    assert [row.percent_words for row in table.groups[0].rows] == ["50 procent", "50 procent"]


def test_line_brings_its_note_and_the_commitment_that_was_decided():
    decided, other = CommitmentFactory(), CommitmentFactory()
    budget = adopted(cost("Hyra", 10, note="Två rum.", commitment=decided), cost("Resor", 20, commitment=other))
    commitment = Commitment(2017, decided.pk, "Vi håller ihop.")

    rows = costs_of(budget, commitments={decided.pk: commitment}).rows

    assert [(row.note, row.commitment) for row in rows] == [("Två rum.", commitment), ("", None)]


def test_without_an_earlier_budget_there_is_nothing_to_compare_with():
    table = costs_of(adopted(cost("Hyra", 10)))

    assert (table.earlier_year, table.column_count, table.gone) == (None, 3, [])


def test_lines_are_beside_those_they_descend_from_in_the_year_before():
    earlier = with_lines(adopted(cost("Hyra", 100), cost("Film", 30), year=2016))
    budget = adopted(cost("Lokaler", 120, descends_from="Hyra"), cost("Resor", 20))

    table = costs_of(budget, earlier=earlier)

    assert (table.earlier_year, table.column_count) == (2016, 4)
    assert [(row.label, row.change) for row in table.rows] == [
        ("Lokaler", Change(100, 120)),
        ("Resor", Change(None, 20)),
    ]
    assert ([pair.shown.label for pair in table.gone], table.gone_change.sek) == (["Film"], -30)
    assert table.change == Change(130, 140)


def test_changes_in_a_table_add_up_to_its_sums():
    earlier = with_lines(
        adopted(
            cost("Hyra", 100, group="Drift"),
            cost("Film", 30, group="Projekt"),
            cost("Bok", 5, group="Drift"),
            year=2016,
        )
    )
    budget = adopted(cost("Hyra", 120, group="Drift"), cost("Resor", 20, group="Resor"))

    table = costs_of(budget, earlier=earlier)

    for one in (table, *table.groups):
        assert sum(row.change.sek for row in one.rows) + one.gone_change.sek == one.change.sek
    assert [pair.shown.label for pair in table.gone] == ["Film"]  # its heading is gone; Bok is in the sum of Drift
    assert [pair.shown.label for pair in table.groups[0].gone] == ["Bok"]
    assert table.rows[0].change == Change(105, 120)


def test_side_without_lines_is_an_empty_table():
    table = costs_of(draft_of(income("Avgifter", 10)))

    assert (table.title, table.rows, table.total_sek) == ("Kostnader", [], 0)


def test_side_of_nothing_has_no_shares():
    table = costs_of(draft_of(cost("Hyra", 0)))

    assert [(row.percent, row.percent_words) for row in table.rows] == [("0.0", "")]


@pytest.mark.parametrize("count", [1, 3])
def test_tables_ask_nothing_of_the_database(django_assert_num_queries, count):
    budget = with_lines(adopted(*(cost(f"Post {number}", number, group=f"{number}") for number in range(count))))

    with django_assert_num_queries(0):
        tables_of(budget, earlier=budget)


def test_large_budget_becomes_twenty_tables():
    table = costs_of(large_budget())

    assert (len(table.rows), len(table.groups), {len(group.rows) for group in table.groups}) == (20, 20, {20})
    assert table.total_sek == 80_200


def test_figures_are_the_lines_as_plain_values():
    (fee, rent) = figures_of(with_lines(adopted(cost("Hyra", 10, group="Drift"))))

    assert (fee.kind, fee.label, fee.amount_sek) == ("income", "Avgifter", 10)
    assert (rent.kind, rent.group, rent.label, rent.amount_sek) == ("cost", "Drift", "Hyra", 10)

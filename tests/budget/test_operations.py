"""What is done to budgets: next year's, revisions, lines, what came of them."""

import datetime as dt

import pytest

from budget.models import Budget, BudgetLine
from budget.operations import (
    draft_next_year,
    inherit,
    move_line,
    note_follow_up,
    remove_line,
    revise,
    save_line,
)
from committee.refusal import RefusedError
from tests.budget_factories import ADOPTED_ON, BudgetFactory, BudgetLineFactory
from tests.factories import CommitmentFactory

pytestmark = pytest.mark.django_db
INCOME, COST = BudgetLine.Kind.INCOME, BudgetLine.Kind.COST
AUGUST = dt.date(2017, 8, 31)
WORDS = ("kind", "position", "group", "label", "amount_sek", "note", "is_fee", "lineage")


@pytest.fixture
def budget() -> Budget:
    """A draft of 2017: a fee of 945 000 for staff and an office with a note and a commitment."""
    budget = BudgetFactory(year=2017)
    BudgetLineFactory(budget=budget, position=1, label="Avgifter", amount_sek=945_000, is_fee=True)
    BudgetLineFactory(budget=budget, kind=COST, position=1, label="Personal", amount_sek=895_000)
    office = {"label": "Kontor", "group": "Lokaler", "note": "Med rum", "commitment": CommitmentFactory()}
    BudgetLineFactory(budget=budget, kind=COST, position=2, amount_sek=50_000, **office)
    return budget


@pytest.fixture
def adopted(budget) -> Budget:
    budget.adopt(on=ADOPTED_ON)
    return budget


def words_of(budget: Budget) -> list[tuple]:
    return list(budget.lines.values_list(*WORDS))


def labels(budget: Budget, kind: BudgetLine.Kind = COST) -> list[str]:
    return list(budget.lines.filter(kind=kind).values_list("label", flat=True))


def test_next_year_begins_with_the_same_lines_of_the_same_lineage(adopted):
    note_follow_up(adopted, {line.pk: {"forecast_sek": 1, "outcome_sek": 2} for line in adopted.lines.all()}, on=None)

    draft = draft_next_year(adopted)

    assert (draft.year, draft.number, draft.is_adopted) == (2018, 1, False)
    assert words_of(draft) == words_of(adopted)
    assert set(draft.lines.values_list("forecast_sek", "outcome_sek", "commitment")) == {(None, None, None)}


def test_next_year_that_is_begun_is_not_begun_again(adopted):
    draft_next_year(adopted)

    with pytest.raises(RefusedError, match=r"Det finns redan en budget för 2018\."):
        draft_next_year(adopted)


def test_revision_is_a_draft_with_the_lines_and_their_commitments(adopted):
    revision = revise(adopted, reason="Ny hyra")

    assert (revision.year, revision.number, revision.reason, str(revision)) == (
        2017,
        2,
        "Ny hyra",
        "Budget 2017, revidering 1",
    )
    assert words_of(revision) == words_of(adopted)
    assert set(revision.lines.values_list("commitment", flat=True)) == set(
        adopted.lines.values_list("commitment", flat=True)
    )
    assert list(Budget.objects.current()) == [adopted]


@pytest.mark.parametrize("name", ["adopted", "budget"])
def test_year_with_a_draft_is_not_revised(request, name):
    budget = request.getfixturevalue(name)
    if budget.is_adopted:
        revise(budget, reason="")

    with pytest.raises(RefusedError, match=r"Det finns redan ett utkast till budget för 2017\."):
        revise(budget, reason="")


def test_adopted_revision_supersedes_and_takes_over_what_came_of_the_lines(adopted):
    revision = revise(adopted, reason="Ny hyra")
    revision.lines.filter(label="Personal").delete()
    revision.lines.filter(label="Avgifter").update(amount_sek=50_000)
    staff, office = adopted.lines.get(label="Personal"), adopted.lines.get(label="Kontor")
    figures = {staff.pk: {"forecast_sek": 900_000, "outcome_sek": 7}, office.pk: {"forecast_sek": 48_000}}
    note_follow_up(adopted, figures, on=AUGUST)

    revision.adopt(on=dt.date(2017, 6, 1), paragraph="§ 30")

    assert list(Budget.objects.current()) == [revision]
    assert revision.lines.values_list("forecast_sek", "outcome_sek").get(label="Kontor") == (48_000, None)
    assert Budget.objects.get(pk=revision.pk).follow_up_on == AUGUST
    assert adopted.lines.values_list("forecast_sek", "outcome_sek").get(label="Personal") == (900_000, 7)


def test_third_version_continues_the_second(adopted):
    second = revise(adopted, reason="")
    second.lines.update(amount_sek=0)
    second.adopt(on=dt.date(2017, 3, 1))

    third = revise(adopted, reason="")

    assert (third.number, set(third.lines.values_list("amount_sek", flat=True))) == (3, {0})


def test_revision_is_not_adopted_before_the_version_it_supersedes(adopted):
    revision = revise(adopted, reason="")

    with pytest.raises(RefusedError, match=r"Den förra versionen fastställdes 8 december 2016\."):
        revision.adopt(on=dt.date(2016, 12, 7))


def test_new_line_comes_last_on_its_side(budget):
    save_line(BudgetLine(budget=budget, kind=COST, label="Resor", amount_sek=1))

    assert labels(budget) == ["Personal", "Kontor", "Resor"]


def test_line_that_changes_sides_comes_last_there_and_other_changes_keep_its_place(budget):
    staff = budget.lines.get(label="Personal")
    staff.label = "Löner"
    save_line(staff)
    assert labels(budget) == ["Löner", "Kontor"]

    staff.kind = INCOME
    save_line(staff)

    assert (labels(budget, INCOME), labels(budget)) == (["Avgifter", "Löner"], ["Kontor"])


@pytest.mark.parametrize(
    ("label", "up", "order"),
    [
        ("Lokal", True, ["Lokal", "Mat", "Löner", "Resor", "Film"]),
        ("Mat", True, ["Löner", "Mat", "Lokal", "Resor", "Film"]),
        ("Lokal", False, ["Löner", "Mat", "Lokal", "Resor", "Film"]),
        ("Mat", False, ["Löner", "Resor", "Lokal", "Mat", "Film"]),
        ("Resor", True, ["Löner", "Resor", "Lokal", "Mat", "Film"]),
        ("Resor", False, ["Löner", "Lokal", "Mat", "Film", "Resor"]),
        ("Löner", True, None),
        ("Film", False, None),
    ],
)
def test_line_moves_under_its_heading_and_takes_the_heading_along_at_its_end(label, up, order):
    """The typed order is another than the one shown: lines of a heading stand where its first line is."""
    budget = BudgetFactory(year=2017)
    typed = [("Löner", "Arbete"), ("Lokal", "Möten"), ("Resor", "Färder"), ("Mat", "Möten"), ("Film", "")]
    for position, (name, group) in enumerate(typed, start=1):
        BudgetLineFactory(budget=budget, kind=COST, position=position, label=name, group=group)

    moved = move_line(budget.lines.get(label=label), up=up)

    shown = [line.label for line in Budget.objects.with_lines().get(pk=budget.pk).lines_of(COST)]
    assert shown == (order or ["Löner", "Lokal", "Mat", "Resor", "Film"])
    assert moved is (order is not None)


def test_line_is_removed(budget):
    remove_line(budget.lines.get(label="Kontor"))

    assert labels(budget) == ["Personal"]


@pytest.mark.parametrize("change", [save_line, remove_line, lambda line: move_line(line, up=False)])
def test_lines_of_an_adopted_budget_are_left_alone(adopted, change):
    before = words_of(adopted)

    with pytest.raises(RefusedError, match=r"Budget 2017 är fastställd\. Gör en revidering"):
        change(adopted.lines.get(label="Personal"))

    assert words_of(adopted) == before


def test_follow_up_is_noted_by_line_and_only_what_was_given(adopted):
    staff = adopted.lines.get(label="Personal")
    other = BudgetLineFactory()

    adopted.lines.filter(pk=staff.pk).update(outcome_sek=5)
    note_follow_up(adopted, {staff.pk: {"forecast_sek": 900_000}, other.pk: {"forecast_sek": 1}}, on=AUGUST)

    figures = dict.fromkeys(("Avgifter", "Kontor"), (None, None)) | {"Personal": (900_000, 5)}
    noted = BudgetLine.objects.filter(budget=adopted).values_list("label", "forecast_sek", "outcome_sek")
    assert {label: (forecast, outcome) for label, forecast, outcome in noted} == figures
    assert BudgetLine.objects.get(pk=other.pk).forecast_sek is None
    assert Budget.objects.get(pk=adopted.pk).follow_up_on == AUGUST


def test_follow_up_belongs_to_the_budget_in_force(adopted):
    revision = revise(adopted, reason="")
    with pytest.raises(RefusedError, match=r"Prognos och utfall hör till den budget som gäller\."):
        note_follow_up(revision, {}, on=None)
    revision.adopt(on=ADOPTED_ON)

    with pytest.raises(RefusedError, match=r"Prognos och utfall hör till den budget som gäller\."):
        note_follow_up(adopted, {}, on=None)


def test_follow_up_of_a_draft_is_refused(budget):
    with pytest.raises(RefusedError):
        note_follow_up(budget, {}, on=None)


def test_lines_inherit_by_name_only_when_one_on_each_side_has_it(budget):
    BudgetLineFactory(budget=budget, kind=COST, label="Dubbel", position=8)
    BudgetLineFactory(budget=budget, kind=COST, label="Dubbel", position=9)
    old = {line.label: line.lineage for line in budget.lines.all()}
    new = [
        BudgetLine(kind=kind, label=label)
        for kind, label in ((COST, " personal"), (INCOME, "Kontor"), (COST, "Dubbel"), (INCOME, "AVGIFTER"))
    ]

    inherit(new, budget.lines.all())

    assert [line.lineage in old.values() for line in new] == [True, False, False, True]
    assert (new[0].lineage, new[3].lineage) == (old["Personal"], old["Avgifter"])


def test_revision_of_one_year_leaves_the_others_in_force(adopted):
    other = BudgetFactory(year=2016, adopted=True)
    draft = BudgetFactory(year=2018)
    revision = revise(adopted, reason="")
    revision.adopt(on=ADOPTED_ON)

    assert set(Budget.objects.current()) == {other, revision, draft}
    assert [row.is_in_force for row in (other, adopted, revision, draft)] == [True, False, True, False]

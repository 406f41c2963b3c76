"""Reading in: all of it or nothing, once, into the budget that was previewed."""

import datetime as dt
import uuid
from dataclasses import replace

import pytest

from budget.exchange.lines import LineValues
from budget.exchange.operations import CHANGED, propose, read_in
from budget.exchange.parcels import Parcel
from budget.exchange.proposing import EVERY_FIELD, Mode
from budget.exchange.understanding import ReadLine
from budget.models import Budget, BudgetLine
from committee.reader import Reader
from committee.refusal import RefusedError
from tests.budget_factories import BudgetFactory, BudgetLineFactory
from tests.factories import ChapterFactory, CommitmentFactory

pytestmark = pytest.mark.django_db
SECRETARIAT = Reader(is_secretariat=True)
NEW = LineValues("cost", "Övrigt", "Resor", 45_000, note="rad 1\nrad 2")


@pytest.fixture
def draft() -> Budget:
    """One income and two costs, at places far apart."""
    budget = BudgetFactory(year=2018)
    for kind, position, label in (("income", 3, "Avgifter"), ("cost", 1, "Löner"), ("cost", 7, "Hyra")):
        BudgetLineFactory(budget=budget, kind=kind, position=position, label=label, amount_sek=100 * position)
    return budget


def values_of(budget: Budget) -> list[LineValues]:
    return [LineValues.of(line) for line in budget.lines.all()]


def parcel_of(budget: Budget, lines: list[LineValues], mode: Mode = Mode.REPLACE) -> Parcel:
    rows = list(budget.lines.all())
    read = [ReadLine(f"Rad {number}", line, EVERY_FIELD) for number, line in enumerate(lines, start=2)]
    budget.refresh_from_db()
    return Parcel.of(budget, rows, propose(rows, read, mode, SECRETARIAT))


def rows_of(budget: Budget) -> list[tuple]:
    return list(budget.lines.values_list("kind", "position", "label", "pk", "lineage"))


def test_lines_are_replaced_and_those_that_are_kept_keep_their_key_and_lineage(draft):
    fee, pay, rent = values_of(draft)
    before = {label: (pk, lineage) for _, _, label, pk, lineage in rows_of(draft)}

    read_in(
        parcel_of(draft, [fee, replace(rent, amount_sek=5, label="Lokal"), NEW, replace(pay, kind="income")]),
        SECRETARIAT,
    )

    *told, new = rows_of(draft)
    assert told == [
        ("income", 1, "Avgifter", *before["Avgifter"]),
        ("income", 2, "Löner", *before["Löner"]),
        ("cost", 1, "Lokal", *before["Hyra"]),
    ]
    assert new[:3] == ("cost", 2, "Resor")
    assert replace(values_of(draft)[-1], lineage=None) == NEW


def test_lines_that_are_left_out_are_removed(draft):
    fee, *_ = values_of(draft)

    read_in(parcel_of(draft, [fee]), SECRETARIAT)

    assert values_of(draft) == [fee]


def test_lines_are_added_last(draft):
    there = values_of(draft)

    read_in(parcel_of(draft, [NEW, replace(NEW, kind="income", label="Bidrag")], Mode.APPEND), SECRETARIAT)

    assert [(kind, position, label) for kind, position, label, *_ in rows_of(draft)] == [
        *(("income", 1, "Avgifter"), ("income", 2, "Bidrag")),
        *(("cost", 1, "Löner"), ("cost", 2, "Hyra"), ("cost", 3, "Resor")),
    ]
    assert [line for line in values_of(draft) if line.label not in ("Bidrag", "Resor")] == there


@pytest.mark.parametrize("mode", [Mode.REPLACE, Mode.APPEND])
def test_second_click_changes_nothing(draft, mode):
    parcel = parcel_of(draft, [NEW, replace(NEW, label="Kurser")], mode)
    assert read_in(parcel, SECRETARIAT).changes
    after = rows_of(draft)

    assert read_in(Parcel.opened(parcel.token()), SECRETARIAT).is_nothing
    assert rows_of(draft) == after


@pytest.mark.parametrize(
    "meanwhile",
    [
        lambda budget: budget.lines.filter(label="Löner").update(amount_sek=1),
        lambda budget: budget.lines.filter(label="Löner").update(position=9),
        lambda budget: budget.lines.filter(label="Hyra").delete(),
        lambda budget: BudgetLineFactory(budget=budget, kind="cost", position=8),
        lambda budget: budget.delete(),
    ],
)
def test_budget_that_has_changed_since_the_preview_is_left_alone(draft, meanwhile):
    parcel = parcel_of(draft, [NEW])
    meanwhile(Budget.objects.get())
    before = list(BudgetLine.objects.values())

    with pytest.raises(RefusedError) as refused:
        read_in(parcel, SECRETARIAT)

    assert str(refused.value) == CHANGED
    assert list(BudgetLine.objects.values()) == before


def test_budget_that_has_been_adopted_since_the_preview_is_left_alone(draft):
    draft.lines.filter(kind="income").update(amount_sek=800)
    parcel = parcel_of(draft, [NEW])
    draft.adopt(on=dt.date(2017, 12, 7))

    with pytest.raises(RefusedError):
        read_in(parcel, SECRETARIAT)


def test_results_are_read_into_an_adopted_budget():
    budget = BudgetFactory(year=2018, adopted=True)
    Budget.objects.update(follow_up_on=dt.date(2018, 8, 31))
    income, cost = values_of(budget)

    parcel = parcel_of(budget, [replace(cost, forecast_sek=-5, outcome_sek=7)], Mode.RESULTS)
    read_in(parcel, SECRETARIAT)

    assert values_of(budget) == [income, replace(cost, forecast_sek=-5, outcome_sek=7)]
    assert Budget.objects.get().follow_up_on == dt.date(2018, 8, 31)
    assert read_in(parcel, SECRETARIAT).is_nothing


def test_commitment_that_is_none_is_refused_with_its_line(draft):
    commitment, chapter = CommitmentFactory(), ChapterFactory()
    rows = list(draft.lines.all())
    read = [
        ReadLine(f"Rad {number}", replace(NEW, commitment=key), EVERY_FIELD)
        for number, key in enumerate([commitment.pk, chapter.pk, 2**62], start=2)
    ]

    problems = propose(rows, read, Mode.APPEND, SECRETARIAT).problems
    hidden = propose(rows, read, Mode.APPEND, Reader()).problems

    assert problems == tuple(f"Rad {n}, Åtagande: Planerna har inget åtagande med det numret." for n in (3, 4))
    assert len(hidden) == 3


def test_link_that_a_line_has_already_is_not_asked_about(draft):
    draft.lines.update(commitment=ChapterFactory())

    assert (
        propose(
            list(draft.lines.all()),
            [ReadLine("Rad 2", line, EVERY_FIELD) for line in values_of(draft)],
            Mode.REPLACE,
            SECRETARIAT,
        ).problems
        == ()
    )


def test_commitment_that_is_gone_at_the_confirmation_is_refused(draft):
    commitment = CommitmentFactory()
    parcel = parcel_of(draft, [replace(NEW, commitment=commitment.pk)])
    commitment.delete()

    with pytest.raises(RefusedError, match=r"^Inget är inläst. ”Resor”, Åtagande: Planerna har inget åtagande"):
        read_in(parcel, SECRETARIAT)


def test_link_to_a_commitment_is_written(draft):
    commitment = CommitmentFactory()

    read_in(parcel_of(draft, [replace(NEW, commitment=commitment.pk)]), SECRETARIAT)

    assert draft.lines.get().commitment == commitment


def test_places_that_are_too_high_are_refused_in_words(draft):
    draft.lines.filter(label="Hyra").update(position=32_767)

    with pytest.raises(RefusedError, match="ordningstal"):
        read_in(parcel_of(draft, [NEW]), SECRETARIAT)


@pytest.mark.parametrize("count", [1, 3, 600])
def test_reading_in_costs_the_same_for_any_number_of_lines(draft, django_assert_num_queries, count):
    parcel = parcel_of(draft, [*values_of(draft), *(replace(NEW, lineage=str(uuid.uuid4())) for _ in range(count))])

    with django_assert_num_queries(8):
        read_in(parcel, SECRETARIAT)

    assert draft.lines.count() == 3 + count


def test_token_that_was_not_made_here_is_no_parcel(draft):
    token = parcel_of(draft, [NEW]).token()

    assert Parcel.opened(token) == parcel_of(draft, list(Parcel.opened(token).lines))
    assert [Parcel.opened(wrong) for wrong in ("", "x", token[:-1], token.replace(":", ";"), "\x00")] == [None] * 5

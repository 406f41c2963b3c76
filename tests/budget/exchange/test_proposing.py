"""What reading lines would change."""

from dataclasses import replace
from itertools import count

import pytest

from budget.exchange.lines import LineValues
from budget.exchange.proposing import EVERY_FIELD, Existing, Mode, propose_lines, propose_results
from budget.exchange.understanding import ReadLine

FEE = LineValues("income", "", "Avgifter", 945, is_fee=True, lineage="a")
PAY = LineValues("cost", "Personal", "Löner", 900, note="Två tjänster", lineage="b", commitment=7, forecast_sek=890)
RENT = LineValues("cost", "", "Hyra", 45, lineage="c")
BUDGET = [Existing(1, FEE), Existing(2, PAY), Existing(3, RENT)]
NAMES = frozenset({"kind", "label", "amount_sek"})


def read(*lines: LineValues, fields=EVERY_FIELD) -> list[ReadLine]:
    return [ReadLine(f"Rad {number}", line, fields) for number, line in enumerate(lines, start=2)]


def proposed(*lines: LineValues, existing=BUDGET, mode=Mode.REPLACE, fields=EVERY_FIELD, earlier=None):
    before = earlier or [None] * len(lines)
    return propose_lines(existing, read(*lines, fields=fields), mode, before, map("ny{}".format, count(1)).__next__)


def keys(proposal) -> list[int | None]:
    return [line.pk for line in proposal.result]


def test_lines_that_are_as_before_change_nothing():
    proposal = proposed(FEE, PAY, RENT)

    assert proposal.is_nothing
    assert (keys(proposal), proposal.unchanged, proposal.sides) == ([1, 2, 3], 3, (945, 945))


def test_line_is_known_by_its_post_id_whatever_it_is_called():
    proposal = proposed(FEE, replace(PAY, label="Löner m.m.", kind="cost", group=""), RENT)

    (change,) = proposal.changes
    assert keys(proposal) == [1, 2, 3]
    assert (change.verb, change.kind_word) == ("Ändras", "Kostnad")
    assert change.differences == [("Rubrik", "Personal", "tomt"), ("Benämning", "Löner", "Löner m.m.")]


def test_line_without_post_id_is_known_by_its_name_when_only_one_has_it():
    named = [replace(line, lineage=None) for line in (FEE, PAY, RENT)]

    assert proposed(*named).is_nothing
    assert keys(proposed(named[0], named[1], named[1])) == [1, None, None]
    assert keys(proposed(replace(named[1], group="Annat"))) == [None]
    twins = [*BUDGET, Existing(4, replace(RENT, lineage="d"))]
    assert keys(proposed(named[2], existing=twins)) == [None]
    assert keys(proposed(RENT, named[2], existing=twins)) == [3, 4]


def test_line_that_two_tables_name_is_continued_once():
    lines = read(replace(PAY, lineage=None)) + read(replace(PAY, lineage=None), fields=NAMES)

    proposal = propose_lines(BUDGET, lines, Mode.REPLACE, [None, None], map("ny{}".format, count(1)).__next__)

    assert keys(proposal) == [2, None]


def test_line_with_a_post_id_of_another_budget_keeps_it():
    proposal = proposed(replace(RENT, lineage="annan"))

    assert proposal.result == (Existing(None, replace(RENT, lineage="annan")),)
    assert [change.verb for change in proposal.changes] == ["Läggs till", "Tas bort", "Tas bort", "Tas bort"]


@pytest.mark.parametrize("mode", list(Mode)[:2])
def test_added_line_continues_the_earlier_one_unless_another_does(mode):
    new, earlier = LineValues("cost", "", "Resor", 5), replace(RENT, label="Resor", lineage="då")

    (change,) = proposed(new, existing=[], mode=mode, earlier=[earlier]).changes
    assert (change.new.lineage, change.earlier) == ("då", earlier)
    there = proposed(RENT, new, existing=[], mode=mode, earlier=[None, replace(earlier, lineage="c")])
    assert [(change.new.lineage, change.earlier) for change in there.changes] == [("c", None), ("ny1", None)]


def test_added_line_continues_no_line_that_the_draft_keeps():
    new, earlier = LineValues("cost", "", "Resor", 5), replace(RENT, label="Resor")
    unnamed = replace(RENT, lineage=None)

    assert proposed(unnamed, new, earlier=[None, earlier]).result[1].values.lineage == "ny1"
    assert proposed(new, mode=Mode.APPEND, earlier=[earlier]).result[3].values.lineage == "ny1"
    assert proposed(new, earlier=[earlier]).result[0].values.lineage == "c"


def test_line_of_the_draft_is_not_told_to_continue():
    (change,) = proposed(FEE, PAY, replace(RENT, amount_sek=5), earlier=[FEE, PAY, RENT]).changes

    assert change.earlier is None


@pytest.mark.parametrize("lineage", [None, "a"])
def test_added_line_is_a_fee_as_the_one_it_continues_unless_the_table_says(lineage):
    bare = replace(FEE, is_fee=False, lineage=lineage)

    def is_fee(line: LineValues, fields: frozenset[str]) -> bool:
        return proposed(line, existing=[], fields=fields, earlier=[FEE]).result[0].values.is_fee

    assert is_fee(bare, NAMES)
    assert not is_fee(bare, EVERY_FIELD)
    assert not is_fee(replace(bare, kind="cost"), NAMES)


def test_new_line_gets_a_post_id_of_its_own_and_no_results():
    new = LineValues("cost", "", "Resor", 5, forecast_sek=4, outcome_sek=3)

    proposal = proposed(FEE, PAY, RENT, new)

    assert proposal.result[3] == Existing(None, LineValues("cost", "", "Resor", 5, lineage="ny1"))


def test_fields_that_the_table_has_no_column_for_stay():
    proposal = proposed(LineValues("cost", "", "Löner", 890), fields=NAMES)

    assert proposal.result == (Existing(2, replace(PAY, amount_sek=890)),)
    assert proposal.changes[0].differences == [("Belopp", "900\xa0kr", "890\xa0kr")]


def test_results_are_not_read_into_a_draft():
    assert proposed(FEE, replace(PAY, forecast_sek=1, outcome_sek=2), RENT).is_nothing


def test_fee_that_becomes_a_cost_is_no_fee():
    bare = replace(FEE, kind="cost", is_fee=False)

    assert proposed(bare, fields=NAMES | {"lineage"}).result == (Existing(1, bare),)


def test_order_of_each_side_is_that_of_the_table():
    assert not proposed(PAY, RENT, FEE).is_reordered
    proposal = proposed(FEE, RENT, PAY)
    assert (proposal.is_reordered, proposal.changes, keys(proposal)) == (True, (), [1, 3, 2])
    assert not proposed(FEE, RENT).is_reordered


def test_lines_are_added_last():
    new = LineValues("cost", "", "Hyra", 5)

    proposal = proposed(new, new, mode=Mode.APPEND)

    assert keys(proposal) == [1, 2, 3, None, None]
    assert [line.values.lineage for line in proposal.result[3:]] == ["ny1", "ny2"]
    assert proposal.unchanged == 3


def test_line_that_the_budget_has_is_not_added_again():
    assert proposed(RENT, mode=Mode.APPEND).problems == ("Rad 2: Budgeten har redan posten med det Post-id:t.",)


def test_results_are_read_into_an_adopted_budget_and_nothing_else():
    changed = replace(PAY, label="Annat", note="", forecast_sek=880, outcome_sek=870)

    proposal = propose_results(BUDGET, read(changed))

    assert proposal.problems == ()
    assert proposal.result[1] == Existing(2, replace(PAY, forecast_sek=880, outcome_sek=870))
    assert proposal.changes[0].differences == [
        ("Prognos", "890\xa0kr", "880\xa0kr"),
        ("Utfall", "tomt", "870\xa0kr"),
    ]
    assert keys(proposal) == [1, 2, 3]


def test_result_without_a_column_stays_and_an_empty_cell_clears_it():
    empty = replace(PAY, forecast_sek=None, outcome_sek=None)

    only_outcome = propose_results(BUDGET, read(empty, fields=NAMES | {"outcome_sek", "lineage"}))
    both = propose_results(BUDGET, read(empty))

    assert only_outcome.is_nothing
    assert both.changes[0].differences == [("Prognos", "890\xa0kr", "tomt")]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (
            replace(PAY, amount_sek=901),
            "Rad 2: Beloppet är 901\xa0kr, men 900\xa0kr är fastställt.",
        ),
        (
            replace(PAY, lineage="okänd"),
            "Rad 2: ”Löner” finns inte i den fastställda budgeten, eller flera gånger. Ange postens Post-id.",
        ),
        (
            LineValues("cost", "", "Resor", 5),
            "Rad 2: ”Resor” finns inte i den fastställda budgeten, eller flera gånger. Ange postens Post-id.",
        ),
    ],
)
def test_line_that_is_not_the_adopted_one_is_refused(line, problem):
    assert propose_results(BUDGET, read(line)).problems == (problem,)


def test_table_without_results_has_nothing_for_an_adopted_budget():
    proposal = propose_results(BUDGET, read(PAY, fields=NAMES | {"group"}))

    assert proposal.problems == (
        "Tabellen har varken kolumnen Prognos eller Utfall, och inget annat läses in i en fastställd budget.",
    )

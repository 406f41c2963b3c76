"""Lines that are read into a draft continue those of the year before, so that the years can be compared."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from budget.exchange.lines import LineValues
from budget.exchange.operations import propose
from budget.exchange.proposing import EVERY_FIELD, Mode
from budget.exchange.understanding import ReadLine
from budget.models import Budget, BudgetLine
from committee.reader import Reader
from tests.budget.exchange.test_secretariat import page_of, send, text_of, token_in
from tests.budget_factories import BudgetFactory, BudgetLineFactory
from tests.factories import CooperationFactory

pytestmark = pytest.mark.django_db
TYPED = "Intäkter\navgifter 800\nKostnader\nLöner  m.m. 500\nResor 300"
SECRETARIAT = Reader(is_secretariat=True)


@pytest.fixture(autouse=True)
def cooperation():
    return CooperationFactory()


@pytest.fixture
def before() -> Budget:
    """Adopted for 2017: a fee, and pay and rent under a heading."""
    budget = BudgetFactory(year=2017)
    BudgetLineFactory(budget=budget, kind="income", label="Avgifter", amount_sek=700, is_fee=True)
    for label, amount_sek in (("löner m.m.", 400), ("Hyra", 300)):
        BudgetLineFactory(budget=budget, kind="cost", group="Drift", label=label, amount_sek=amount_sek)
    budget.adopt(on=dt.date(2016, 12, 8))
    return budget


@pytest.fixture
def draft(before) -> Budget:
    return BudgetFactory(year=2018)


def lineages(budget: Budget) -> dict[str, str]:
    return {line.label: str(line.lineage) for line in budget.lines.all()}


def added(earlier: Budget, *labels: str, lines: list[BudgetLine] = (), mode: Mode = Mode.APPEND) -> list[str | None]:
    """The label of the earlier line that each line of the table continues when it is read in."""
    read = [ReadLine("Rad 2", LineValues("cost", "", label, 5), EVERY_FIELD) for label in labels]
    changes = propose(list(lines), read, mode, SECRETARIAT, earlier.lines.all()).changes
    return [change.earlier and change.earlier.label for change in changes]


@pytest.mark.parametrize("mode", ["replace", "append"])
def test_pasted_lines_continue_last_years_and_are_compared_with_them(desk, before, draft, mode):
    preview = send(desk, draft, text=TYPED, mode=mode)
    said = text_of(preview)

    assert "2 av de 3 poster som läggs till fortsätter poster från 2017." in said
    assert said.count("Läggs till Fortsätter posten från 2017") == 2
    assert said.count("Läggs till Ny jämfört med 2017") == 1
    desk.post(page_of(draft), {"token": token_in(preview)})
    old, new = lineages(before), lineages(draft)
    assert (new["avgifter"], new["Löner  m.m."]) == (old["Avgifter"], old["löner m.m."])
    assert new["Resor"] not in old.values()
    assert list(draft.lines.values_list("is_fee", flat=True)) == [True, False, False]


@pytest.mark.parametrize("mode", ["replace", "append"])
def test_second_click_leaves_continued_lines_alone(desk, draft, mode):
    token = token_in(send(desk, draft, text=TYPED, mode=mode))
    desk.post(page_of(draft), {"token": token})
    after = list(draft.lines.values())

    assert "Tabellen är redan inläst." in text_of(desk.post(page_of(draft), {"token": token}, follow=True))
    assert list(draft.lines.values()) == after


def test_lineage_is_the_one_that_was_previewed(desk, before, draft):
    token = token_in(send(desk, draft, text=TYPED))
    old = lineages(before)
    later = BudgetFactory(year=2017, number=2)
    BudgetLineFactory(budget=later, kind="income", label="Avgifter", amount_sek=5)
    BudgetLineFactory(budget=later, kind="cost", label="Resor", amount_sek=5)
    later.adopt(on=dt.date(2017, 3, 1))

    desk.post(page_of(draft), {"token": token})

    assert lineages(draft)["avgifter"] == old["Avgifter"]
    assert lineages(draft)["Resor"] not in lineages(later).values()


def test_post_id_wins_over_the_name(desk, before, draft):
    old = lineages(before)
    table = f"Sort;Benämning;Belopp;Post-id\nKostnad;Lokal;5;{old['Hyra']}\nKostnad;Löner m.m.;5;{'0' * 32}"
    response = send(desk, draft, text=table)
    said = text_of(response)

    assert "1 av de 2 poster som läggs till fortsätter en post från 2017." in said
    assert "Lokal Kostnad Läggs till Fortsätter posten från 2017" in said
    desk.post(page_of(draft), {"token": token_in(response)})
    assert lineages(draft) == {"Lokal": old["Hyra"], "Löner m.m.": "00000000-0000-0000-0000-000000000000"}


def test_name_that_more_than_one_has_continues_nothing(before):
    assert added(before, "Hyra", "hyra") == [None, None]
    assert added(before, "Hyra", lines=[BudgetLineFactory(kind="cost", label="Hyra")]) == [None]
    assert added(before, "Hyra", lines=[BudgetLineFactory(kind="income", label="Hyra")]) == ["Hyra"]
    twins = BudgetFactory(year=2030)
    BudgetLineFactory.create_batch(2, budget=twins, kind="cost", label="Hyra")
    assert added(twins, "Hyra") == [None]
    assert added(before, "Avgifter") == [None]


def test_line_that_the_draft_has_under_another_name_is_not_continued_twice(before):
    renamed = BudgetLineFactory(kind="cost", label="Lokal", lineage=lineages(before)["Hyra"])

    assert added(before, "Hyra", lines=[renamed]) == [None]
    assert added(before, "Hyra", lines=[renamed], mode=Mode.REPLACE)[0] == "Hyra"


def test_one_line_is_told_in_the_singular(desk, draft):
    page = "Kostnader\n{} 5"

    assert "Posten som läggs till fortsätter en post från 2017." in text_of(send(desk, draft, text=page.format("Hyra")))
    assert "Posten som läggs till är ny jämfört med 2017." in text_of(send(desk, draft, text=page.format("Resor")))
    assert "Ingen av de 2 poster som läggs till fortsätter en post från 2017." in text_of(
        send(desk, draft, text="Kostnader\nResor 5\nKurser 5")
    )


def test_nothing_is_said_where_there_is_nothing_to_continue(desk, before, draft):
    first = text_of(send(desk, BudgetFactory(year=2030), text=TYPED))
    assert ("Läggs till" in first, "fortsätter" in first, "Ny jämfört" in first) == (True, False, False)
    copied = desk.get(reverse("budget:budget-version-table", args=[2017, 1, "csv"])).content.decode("utf-8-sig")
    desk.post(page_of(draft), {"token": token_in(send(desk, draft, text=copied))})

    assert lineages(draft) == lineages(before)
    # Only the amount: a lineage can hold the same digits.
    changed = text_of(send(desk, draft, text=re.sub(r"\b300\b", "200", copied)))
    assert ("Ändras" in changed, "som läggs till" in changed, "Ny jämfört" in changed) == (True, False, False)


@pytest.mark.parametrize("count", [1, 3])
def test_preview_costs_the_same_for_any_number_of_lines(desk, django_assert_num_queries, count):
    earlier, draft = BudgetFactory(year=2029), BudgetFactory(year=2030)
    lines = BudgetLineFactory.create_batch(count, budget=earlier, kind="cost")
    BudgetLineFactory.create_batch(count, budget=draft, kind="cost")

    with django_assert_num_queries(10):
        send(desk, draft, mode="append", text="\n".join(["Kostnader", *(f"{line.label}: 5" for line in lines)]))

"""What follows the parts into next year's draft: promises, references and the budget."""

import datetime as dt

import pytest

from budget.models import Budget, BudgetLine
from budget.operations import revise
from committee.models import Duty, Plan, PlanReference
from sodertorn.publication.rollover import Choice, Do, RolledOver, roll_over
from tests.budget_factories import BudgetFactory, BudgetLineFactory
from tests.factories import BodyFactory, DutyFactory, PlanReferenceFactory
from tests.publication.rollover_rows import decided, goals, keep_all

pytestmark = pytest.mark.django_db
COPIED = "Budget 2018 är ett utkast med posterna från 2017."
EXISTED = "Det fanns redan en budget för 2018. Den är orörd."


def rolled_over(plan: Plan) -> RolledOver:
    return roll_over(decided(plan), choices=keep_all(plan))


def money(budget: Budget) -> list[tuple]:
    names = ("kind", "position", "group", "label", "amount_sek", "note", "is_fee", "lineage")
    return list(budget.lines.values_list(*names))


def test_duties_stand_in_the_new_parts_and_those_of_dropped_ones_in_none():
    plan, (kept, dropped) = goals("Vi ses.", "Vi hörs.")
    bodies = BodyFactory.create_batch(4)
    DutyFactory(plan=plan, body=bodies[0], node=kept, minimum_meetings=4, period_years=2)
    DutyFactory(plan=plan, body=bodies[1], node=dropped)
    DutyFactory(plan=plan, body=bodies[2], kind=Duty.Kind.PREPARED, preparer=bodies[3])
    DutyFactory(plan=plan, body=None, kind=Duty.Kind.BALANCE, node=kept.parent)

    rolled = roll_over(decided(plan), choices=keep_all(plan) | {dropped.pk: Choice(Do.DROP)})

    duties = rolled.plan.duties.order_by("pk").select_related("node")
    names = ("kind", "body", "preparer", "minimum_meetings", "period_years")
    assert [(*(getattr(duty, name) for name in names), duty.node and duty.node.ancestor) for duty in duties] == [
        ("meetings", bodies[0], None, 4, 2, kept.pk),
        ("meetings", bodies[1], None, 6, 1, None),
        ("prepared", bodies[2], bodies[3], 6, 1, None),
        ("balance", None, None, 6, 1, kept.parent_id),
    ]
    assert {duty.node.plan for duty in duties if duty.node} == {rolled.plan}
    assert plan.duties.count() == 4
    assert "Ett löfte stod i åtaganden som är strukna men gäller ändå. Ta bort det som inte ska gälla." in rolled.notes


def test_several_duties_of_dropped_parts_are_counted():
    plan, (dropped,) = goals("Vi ses.")
    DutyFactory.create_batch(2, plan=plan, node=dropped)

    rolled = roll_over(decided(plan), choices={dropped.pk: Choice(Do.DROP)})

    assert rolled.notes[0].startswith("Två löften stod i åtaganden som är strukna men gäller ändå.")


def test_references_lead_between_new_parts_while_both_ends_and_the_words_are_there():
    plan, nodes = goals("A (jfr ett).", "B (jfr två).", "C (jfr tre).", "D (jfr fyra).", "E.")
    same, rewritten, reworded, from_dropped, dropped = nodes
    to = same.parent
    unsaid = PlanReferenceFactory(node=to, words="Frågan", target=same)  # in a heading's title, not in its text
    for node, words, target in (
        (same, "jfr ett", to),
        (same, "A", dropped),
        (rewritten, "jfr två", same),
        (reworded, "jfr tre", same),
        (from_dropped, "jfr fyra", same),
    ):
        PlanReferenceFactory(node=node, words=words, target=target)
    choices = keep_all(decided(plan)) | {
        rewritten.pk: Choice(Do.CHANGE, "Nytt B (jfr två)."),
        reworded.pk: Choice(Do.CHANGE, "Nytt C."),
        from_dropped.pk: Choice(Do.DROP),
        dropped.pk: Choice(Do.DROP),
    }

    rolled = roll_over(plan, choices=choices)

    new = PlanReference.objects.filter(node__plan=rolled.plan).select_related("node", "target")
    assert [(row.node.ancestor, row.words, row.target.ancestor) for row in new] == [
        (to.pk, unsaid.words, same.pk),
        (same.pk, "jfr ett", to.pk),
        (rewritten.pk, "jfr två", same.pk),
    ]
    assert {row.target.plan for row in new} == {rolled.plan}
    assert PlanReference.objects.filter(node__plan=plan).count() == 6
    assert (
        "Tre hänvisningar följer inte med, eftersom det som pekade eller pekades på är struket eller ändrat."
        in rolled.notes
    )


def test_one_lost_reference_is_one():
    plan, (dropped,) = goals("A (jfr ett).")
    PlanReferenceFactory(node=dropped, words="jfr ett")

    rolled = roll_over(decided(plan), choices={dropped.pk: Choice(Do.DROP)})

    assert rolled.notes[0].startswith("En hänvisning följer inte med,")


def test_budgets_lines_are_copied_into_next_years_draft_without_links_and_figures():
    plan, (promise,) = goals("Vi ses.")
    budget = BudgetFactory(year=2017)
    more = {"group": "Arbete", "note": "Ungefär.", "commitment": promise, "outcome_sek": 7, "forecast_sek": 8}
    for kind in BudgetLine.Kind:
        BudgetLineFactory(budget=budget, kind=kind, amount_sek=50_000, is_fee=kind == "income", **more)
    budget.adopt(on=dt.date(2016, 12, 8))

    rolled = rolled_over(plan)

    draft = Budget.objects.get(year=2018)
    assert (draft.number, draft.adopted_on, draft.follow_up_on) == (1, None, None)
    assert money(draft) == money(budget)
    assert list(draft.lines.values_list("commitment", "forecast_sek", "outcome_sek")) == [(None, None, None)] * 2
    assert rolled.notes == [COPIED]
    assert set(budget.lines.values_list("commitment", flat=True)) == {promise.pk}


def test_budget_in_force_is_copied_and_not_a_revision_on_its_way():
    plan, _ = goals("Vi ses.")
    first = BudgetFactory(year=2017, adopted=True)
    second = revise(first, reason="Höjd avgift.")
    second.lines.update(amount_sek=200_000)
    second.adopt(on=dt.date(2017, 5, 4))
    third = revise(second, reason="Sänkt avgift.")
    third.lines.update(amount_sek=300_000)

    rolled_over(plan)

    assert money(Budget.objects.get(year=2018)) == money(second)


def test_next_years_budget_is_left_alone_when_there_is_one():
    plan, _ = goals("Vi ses.")
    BudgetFactory(year=2017, adopted=True)
    other = BudgetFactory(year=2018)
    line = BudgetLineFactory(budget=other, label="Egen")

    rolled = rolled_over(plan)

    assert rolled.notes == [EXISTED]
    assert list(Budget.objects.filter(year=2018)) == [other]
    assert list(other.lines.all()) == [line]


def test_next_years_budget_is_told_of_even_when_this_year_has_none():
    plan, _ = goals("Vi ses.")
    BudgetFactory(year=2018)

    assert rolled_over(plan).notes == [EXISTED]


def test_without_a_budget_there_is_none_to_copy():
    plan, _ = goals("Vi ses.")
    BudgetFactory(year=2016, adopted=True)

    rolled = rolled_over(plan)

    assert rolled.notes == ["Det finns ingen budget för 2017 att utgå från. Gör en för 2018 när det är dags."]
    assert set(Budget.objects.values_list("year", flat=True)) == {2016}

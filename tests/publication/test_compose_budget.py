"""The budget chapter of what a plan will say."""

import datetime as dt

import pytest
from django.template.loader import render_to_string

from sodertorn.publication.compose import compose
from tests.budget_factories import BudgetFactory, BudgetLineFactory
from tests.factories import ChapterFactory, PlanFactory

pytestmark = pytest.mark.django_db


def test_line_keeps_its_heading_and_note_and_stands_with_its_like():
    plan = PlanFactory(year=2017)
    ChapterFactory(plan=plan, kind="budget", title="Budget")
    budget = BudgetFactory(year=2017)
    for position, (label, group, note) in enumerate(
        [("Lokal", "Möten", "Med mat"), ("Film", "", ""), ("Resor", "Möten", "")]
    ):
        BudgetLineFactory(
            budget=budget, kind="cost", label=label, group=group, note=note, position=position, amount_sek=7
        )
    BudgetLineFactory(budget=budget, amount_sek=21)

    [chapter] = compose(plan, number=1, decided_on=dt.date(2016, 12, 8))["chapters"]

    told = [
        {name: line.get(name) for name in ("label", "group", "note")} for line in chapter["budget"]["cost"]["lines"]
    ]
    assert told == [
        {"label": "Lokal", "group": "Möten", "note": "Med mat"},
        {"label": "Resor", "group": "Möten", "note": None},
        {"label": "Film", "group": None, "note": None},
    ]
    page = render_to_string("committee/_budget.html", {"budget": chapter["budget"]})
    assert page.count("Möten</th>") == 1
    assert "Med mat" in page

"""Plans that aren't ready to be decided, in a database with nothing else: the reasons, and what to know."""

import pytest

from sodertorn.publication.compose import compose
from sodertorn.publication.decide import DecisionRefusedError, decide
from sodertorn.publication.review import Remark, Topic, review
from tests.budget_factories import BudgetFactory
from tests.factories import ChapterFactory, NodeFactory, PlanFactory
from tests.publication.rows import AT, DECIDED_ON, all_rows

pytestmark = pytest.mark.django_db


def test_plan_without_chapters_is_not_decided():
    plan = PlanFactory(year=2017)
    before = all_rows()

    with pytest.raises(DecisionRefusedError) as refused:
        decide(plan, on=DECIDED_ON, at=AT)

    assert refused.value.reasons == ["Planen har inga kapitel."]
    assert all_rows() == before


def test_review_tells_what_stops_first_and_then_what_to_know():
    plan = PlanFactory(year=2017)
    empty = ChapterFactory(plan=plan, number="1", title="Inledning")
    half = ChapterFactory(plan=plan, number="2", title="Syfte")
    NodeFactory(parent=half)
    heading = NodeFactory(parent=half, kind="section", title="Tomt", text="")
    BudgetFactory(year=2017)

    remarks = review(plan, compose(plan, number=1, decided_on=None))

    assert remarks == [
        Remark(Topic.STOPS, "Kapitel 1 Inledning är tomt.", empty.pk),
        Remark(Topic.STOPS, "Budgeten för 2017 har inga poster."),
        Remark(Topic.PARTS, "Planen har inget kapitel som fylls från kalendern."),
        Remark(Topic.PARTS, "Planen har inget kapitel som fylls från budgeten."),
        Remark(Topic.EMPTY, "Rubriken ”Tomt” i kapitel 2 har inget under sig.", heading.pk),
    ]

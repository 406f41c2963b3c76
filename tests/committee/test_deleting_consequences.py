"""What goes with a row that is deleted in the admin: said before it goes."""

import pytest

from committee.models import (
    Assignment,
    Body,
    Municipality,
    Organisation,
    Person,
    Plan,
    PlanNode,
    PlanReference,
)
from tests.budget_factories import PopulationFactory
from tests.conftest import admin_address
from tests.deleting import delete, said, selected
from tests.factories import (
    AssignmentFactory,
    BodyFactory,
    DutyFactory,
    MeetingFactory,
    MunicipalityFactory,
    NodeFactory,
    OrganisationFactory,
    PersonFactory,
    PlanFactory,
    PlanReferenceFactory,
)
from tests.meeting_factories import (
    StandingItemFactory,
    SubscriptionFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]


def test_municipality_goes_with_its_figures(desk):
    sund = MunicipalityFactory(name="Sund")
    PopulationFactory(municipality=sund)
    PersonFactory(municipality=sund)

    assert said(desk, sund) == [
        "Sund är publicerat och försvinner för alla.",
        "1 folkmängd tas också bort.",
        "1 person står kvar, med ”kommun” tomt.",
    ]
    assert "Tog bort kommun" in delete(desk, sund)
    assert (Municipality.objects.count(), Person.objects.count()) == (0, 1)


def test_body_goes_with_its_standing_items(desk):
    rad = BodyFactory(draft=True)
    for _ in range(2):
        StandingItemFactory(body=rad)
    BodyFactory(prepares=rad)
    rad.partners.add(OrganisationFactory())

    assert said(desk, rad) == [
        "2 återkommande ärenden tas också bort.",
        "1 organ står kvar, med ”förbereder möten för” tomt.",
    ]
    delete(desk, rad)
    assert (Body.objects.count(), Organisation.objects.count()) == (1, 1)


def test_person_goes_with_assignments_and_subscription(desk):
    kim = PersonFactory()
    for _ in range(2):
        AssignmentFactory(person=kim)
    SubscriptionFactory(person=kim)

    assert set(said(desk, kim)) == {"2 uppdrag tas också bort.", "1 prenumeration tas också bort."}
    delete(desk, kim)
    assert (Person.objects.count(), Assignment.objects.count()) == (0, 0)


def test_assignment_says_what_is_lost(desk):
    row = AssignmentFactory()

    assert said(desk, row) == [
        "Att uppdraget har funnits syns inte längre. Har det gällt ger du det en sista dag i stället."
    ]
    delete(desk, row)
    assert not Assignment.objects.exists()


def test_organisation_that_takes_part_nowhere_goes_alone(desk):
    row = OrganisationFactory()

    assert said(desk, row) == []
    assert "Inget annat tas bort." in desk.get(admin_address(Organisation, "delete", row.pk)).content.decode()
    delete(desk, row)
    assert not Organisation.objects.exists()


def test_draft_plan_goes_with_its_parts(desk):
    reference = PlanReferenceFactory()
    plan = reference.node.plan
    DutyFactory(plan=plan)
    MeetingFactory(plan=plan)

    assert set(said(desk, plan)) == {
        "2 delar av planen tas också bort.",
        "1 hänvisning tas också bort.",
        "1 löfte tas också bort.",
        "1 möte står kvar, med ”kommer från planen” tomt.",
    }
    delete(desk, plan)
    assert [model.objects.count() for model in (Plan, PlanNode, PlanReference)] == [0, 0, 0]


def test_many_rows_say_what_goes_with_them(desk):
    rows = [BodyFactory(name=name, draft=True) for name in ("Rådet", "Gruppen")]
    for row in rows:
        StandingItemFactory(body=row)
    chosen = {"action": "delete_selected", "_selected_action": [row.pk for row in rows], "index": 0}

    page = desk.post(admin_address(Body, "changelist"), chosen)
    selected(desk, *rows)

    assert page.context["deletable_objects"] == [["2 återkommande ärenden tas också bort."]]
    assert "<li>Rådet</li>" in page.content.decode()
    assert not Body.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_deleting_a_plan_asks_the_same_number_of_questions_for_any_number_of_parts(
    desk, django_assert_num_queries, count
):
    plan = PlanFactory(year=2018)
    for _ in range(count):
        NodeFactory(parent__plan=plan)

    with django_assert_num_queries(23):
        desk.get(admin_address(Plan, "delete", plan.pk))

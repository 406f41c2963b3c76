"""Who takes part and when, and in which order names stand."""

import datetime as dt

import pytest

from committee.models import Assignment, Body, Cooperation, Membership, Municipality, Organisation
from committee.reader import Reader
from tests.factories import (
    AT,
    AssignmentFactory,
    BodyFactory,
    CooperationFactory,
    MembershipFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PlanEditionFactory,
)

pytestmark = pytest.mark.django_db
SWEDISH = ["adel", "Botkyrka", "Zinkgruvan", "Åmål", "Åre", "Ängelholm", "Örebro", "östra Göinge"]


def test_municipalities_stand_in_swedish_order():
    for number, name in enumerate(reversed(SWEDISH)):
        MunicipalityFactory(name=name, slug=f"k{number}")

    assert [str(municipality) for municipality in Municipality.objects.all()] == SWEDISH


def test_organisations_stand_in_swedish_order():
    for name in reversed(SWEDISH):
        OrganisationFactory(name=name)

    assert [str(organisation) for organisation in Organisation.objects.all()] == SWEDISH


@pytest.mark.parametrize(
    ("day", "which"),
    [
        ("2016-12-31", {"always"}),
        ("2017-01-01", {"always", "year"}),
        ("2017-12-31", {"always", "year"}),
        ("2018-01-01", {"always"}),
        ("2009-12-31", set()),
    ],
)
def test_membership_and_assignment_hold_from_the_first_day_through_the_last(day, which):
    always, year = (
        {"starts_on": dt.date(2010, 1, 1)},
        {"starts_on": dt.date(2017, 1, 1), "ends_on": dt.date(2017, 12, 31)},
    )
    members = {"always": MembershipFactory(**always), "year": MembershipFactory(**year)}
    assigned = {"always": AssignmentFactory(**always), "year": AssignmentFactory(**year)}
    MunicipalityFactory()
    day = dt.date.fromisoformat(day)

    assert set(Membership.objects.on(day)) == {members[name] for name in which}
    assert set(Municipality.objects.members(day)) == {members[name].municipality for name in which}
    assert set(Assignment.objects.on(day)) == {assigned[name] for name in which}


@pytest.mark.parametrize("factory", [MunicipalityFactory, BodyFactory])
def test_draft_municipality_and_body_are_hidden_until_announced(factory):
    draft, public = factory(draft=True), factory()
    rows = type(draft).objects

    assert set(rows.visible_to(Reader())) == {public}
    assert set(rows.visible_to(Reader(is_secretariat=True))) == {draft, public}
    assert rows.announce(at=AT) == 1
    assert set(rows.visible_to(Reader())) == {draft, public}


def test_announcing_again_keeps_the_first_moment():
    public = MunicipalityFactory()

    assert Municipality.objects.announce(at=AT + dt.timedelta(days=1)) == 0
    assert Municipality.objects.get() == public
    assert Municipality.objects.get().announced_at == AT


def test_cooperation_counts_public_members_on_the_day_and_tells_the_latest_publication(django_assert_num_queries):
    CooperationFactory(secretariat_host=MunicipalityFactory(name="Nordvik"))
    MembershipFactory()
    MembershipFactory(ends_on=dt.date(2017, 6, 30))
    MembershipFactory(municipality=MunicipalityFactory(draft=True))
    PlanEditionFactory()
    PlanEditionFactory(decided_at=AT + dt.timedelta(hours=1))

    with django_assert_num_queries(1):
        facts = Cooperation.objects.with_site_facts(dt.date(2017, 7, 1)).get()
        found = (facts.member_count, facts.published_at, str(facts.secretariat_host))

    assert found == (1, AT + dt.timedelta(hours=1), "Nordvik")


def test_cooperation_without_members_or_editions_has_none():
    CooperationFactory()

    facts = Cooperation.objects.with_site_facts(dt.date(2017, 7, 1)).get()

    assert (facts.member_count, facts.published_at) == (0, None)


def test_body_goes_by_its_short_name():
    assert str(BodyFactory(name="Regional konferens", short_name="Vikkonferensen")) == "Vikkonferensen"
    assert str(BodyFactory(name="Ledningsgrupp")) == "Ledningsgrupp"


def test_bodies_stand_in_their_own_order():
    second, first = BodyFactory(position=2), BodyFactory(position=1)

    assert list(Body.objects.all()) == [first, second]

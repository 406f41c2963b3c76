"""The people who are asked about are the readers that the portal makes of them."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission, User
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from committee.models import Assignment, Body, Person
from committee.reader import Reader
from sodertorn.accounts.operations import create_account
from sodertorn.insight.people import holders, of_the_secretariat, staff_with
from tests.factories import BodyFactory, PersonFactory, UserFactory
from tests.insight.world import TODAY, make_people

NEAR = st.dates(TODAY - dt.timedelta(days=2), TODAY + dt.timedelta(days=2))
ASSIGNMENTS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), NEAR, st.none() | NEAR), max_size=6)


class TestReaders(TestCase):
    @given(ASSIGNMENTS)
    def test_readers_are_those_behind_the_people_on_the_day(self, assignments):
        prepared = BodyFactory()
        bodies = [prepared, BodyFactory(prepares=prepared), BodyFactory()]
        people = [PersonFactory() for _ in range(3)]
        for person, body, starts_on, ends_on in assignments:
            last = max(starts_on, ends_on) if ends_on else None
            Assignment.objects.create(person=people[person], body=bodies[body], starts_on=starts_on, ends_on=last)

        found = holders(TODAY)

        assert {one.person: one.reader() for one in found} == {one: Reader.behind(one, TODAY) for one in people}
        for one in found:
            assert {held.assignment for held in one.in_force} == set(one.person.assignments.on(TODAY))


@pytest.mark.django_db
@pytest.mark.parametrize("count", [3, 30])
def test_holders_cost_two_queries_for_any_number(django_assert_num_queries, count):
    make_people()
    for _ in range(count):
        Assignment.objects.create(person=PersonFactory(), body=Body.objects.first(), starts_on=TODAY)

    with django_assert_num_queries(2):
        rows = holders(TODAY)
        words = {(one.login_words, str(one.person.municipality), one.held[0].words(set())) for one in rows if one.held}

    assert len(rows) == Person.objects.count()
    assert ("ja", "None", "ledamot i Kommittén") in words


@pytest.mark.django_db
def test_holders_tell_who_can_log_in():
    make_people()

    words = {one.person.name: (one.login_words, one.can_log_in) for one in holders(TODAY) if one.person.user}

    assert words == {"Ledamoten": ("ja", True), "Förberedaren": ("nej, inloggningen är avstängd", False)}
    invited = PersonFactory(user=create_account("ny@vik.example"))
    said = {one.person: one.login_words for one in holders(TODAY)}
    assert said[invited] == "nej, har inte använt sin inbjudan"
    assert {one.login_words for one in holders(TODAY) if not one.person.user} == {"nej, har ingen inloggning"}
    assert {one.can_log_in for one in holders(TODAY) if not one.person.user} == {False}


def everyone_with_a_login() -> list[User]:
    """Users of every sort, in and out of the secretariat."""
    both = UserFactory(secretary=True, superuser=True)
    users = [UserFactory(), UserFactory(is_staff=True), UserFactory(secretary=True), UserFactory(superuser=True), both]
    for user in [UserFactory(secretary=True), UserFactory(superuser=True)]:
        User.objects.filter(pk=user.pk).update(is_active=False)
    return users


@pytest.mark.django_db
def test_secretariat_is_the_users_who_read_as_it():
    everyone_with_a_login()

    assert list(of_the_secretariat()) == [
        user for user in User.objects.order_by("username") if Reader.of(user, TODAY).is_secretariat
    ]
    assert len(of_the_secretariat()) == 3


@pytest.mark.django_db
def test_staff_with_a_right_are_the_others_who_may_view_or_change():
    everyone_with_a_login()
    viewer, changer, closed, visitor = [UserFactory(is_staff=True) for _ in range(3)] + [UserFactory()]
    for user, codename in ((viewer, "view"), (changer, "change"), (closed, "view"), (visitor, "view")):
        user.user_permissions.add(Permission.objects.get(codename=f"{codename}_person"))
    User.objects.filter(pk=closed.pk).update(is_active=False)

    assert set(staff_with("committee.view_person")) == {viewer, changer}

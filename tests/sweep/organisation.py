"""Who is there, in the sweep's world: bodies and municipalities, public and not yet, and those who read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission, User

from committee.models import Body, Municipality, Person
from tests.factories import (
    AssignmentFactory,
    BodyFactory,
    CooperationFactory,
    MembershipFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PersonFactory,
    UserFactory,
)
from tests.sweep.canaries import (
    BY_RIGHT,
    CLOSED,
    DESK,
    EVERYONE,
    FORMER,
    MEMBER,
    OUTSIDER,
    PREPARER,
    PUBLIC,
    SECRETARY,
    STAFF,
    World,
)

APPS = ("committee", "calendar_app", "budget")


@dataclass(frozen=True)
class Here:
    """What the other rows of the world are about."""

    council: Body
    group: Body
    others: Body
    hidden_body: Body
    host: Municipality
    second: Municipality
    hidden_host: Municipality
    people: dict[str, Person]
    users: dict[str, User | None]


def settle(world: World) -> Here:
    """A council, the group that prepares it, another body, and drafts of bodies before and behind the council."""
    host, second = (world.add(MunicipalityFactory, EVERYONE) for _ in range(2))
    hidden_host, former_host = (world.add(MunicipalityFactory, DESK, draft=True) for _ in range(2))
    for municipality in (host, second, hidden_host):
        MembershipFactory(municipality=municipality)
    MembershipFactory(municipality=former_host, starts_on=dt.date(2015, 1, 1), ends_on=dt.date(2015, 12, 31))
    world.add(CooperationFactory, EVERYONE, secretariat_host=hidden_host)
    behind = world.add(BodyFactory, DESK, draft=True, position=9)
    council = world.add(BodyFactory, EVERYONE, prepares=behind, position=1)
    group = world.add(BodyFactory, EVERYONE, prepares=council, position=2)
    others = world.add(BodyFactory, EVERYONE, position=3)
    hidden_body = world.add(BodyFactory, DESK, draft=True, prepares=council, position=0)
    council.partners.add(world.add(OrganisationFactory, EVERYONE))
    # An organisation is public wherever it is named; the one of a draft is named nowhere but in the admin's list.
    hidden_body.partners.add(world.add(OrganisationFactory, EVERYONE, fields={"name": BY_RIGHT}))
    bodies = {MEMBER: council, PREPARER: group, OUTSIDER: others, FORMER: council}
    people = {reader: person_in(world, body, reader, host) for reader, body in bodies.items()}
    users = users_of(people)
    return Here(council, group, others, hidden_body, host, second, hidden_host, people, users)


def person_in(world: World, body: Body, reader: str, municipality: Municipality) -> Person:
    """One who reads as a member. All are of the same municipality, so that nothing but the assignment differs."""
    user = UserFactory(username=f"sweep-{reader}")
    to = BY_RIGHT | {reader}
    seen = {"name": to | {MEMBER}}  # who adjusts minutes reads who else does
    person = world.add(PersonFactory, to, user=user, municipality=municipality, is_known=True, fields=seen)
    ends_on = dt.date(2017, 1, 10) if reader == FORMER else None
    AssignmentFactory(person=person, body=body, starts_on=dt.date(2016, 1, 1), ends_on=ends_on)
    return person


def users_of(people: dict[str, Person]) -> dict[str, User | None]:
    users = {reader: person.user for reader, person in people.items()}
    closed = UserFactory(username="sweep-closed", secretary=True, is_active=False)
    return users | {
        PUBLIC: None,
        SECRETARY: UserFactory(username="sweep-secretary", secretary=True),
        STAFF: staff(),
        CLOSED: closed,
    }


def staff() -> User:
    """One who looks after users, and for the sake of the sweep may view and change every row of ours, and add some."""
    user = UserFactory(username="sweep-staff", is_staff=True)
    user.groups.add(Group.objects.get_or_create(name="Förvaltare")[0])
    ours = Permission.objects.filter(content_type__app_label__in=APPS)
    user.user_permissions.set(ours.exclude(codename__startswith="delete_meetingchange"))
    return user

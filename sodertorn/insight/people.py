"""The people who may have a right to read: those with assignments, and those with a login to the desk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from committee.models import Assignment, Person
from committee.querysets import swedish_order
from committee.reader import SECRETARIAT, Reader


@dataclass(frozen=True)
class Held:
    """An assignment, and the readers that ask what it gives by itself, to anyone or to one person."""

    assignment: Assignment
    is_in_force: bool

    def in_body(self, person: int | None = None) -> Reader:
        """One with an assignment in the body, whichever body that one prepares."""
        return Reader(bodies=frozenset({self.assignment.body_id}), person=person)

    def reader(self, person: int | None = None) -> Reader:
        """What `Reader.behind` makes of this assignment alone."""
        bodies = {self.assignment.body_id, self.assignment.body.prepares_id} - {None}
        return Reader(bodies=frozenset(bodies), person=person)

    def words(self, seen: set[Reader], person: int | None = None) -> str:
        """Role and body; and the body that it prepares, when it is that which gives the right."""
        role, body = self.assignment.get_role_display(), self.assignment.body
        if self.in_body(person) in seen or not body.prepares:
            return f"{role} i {body}"
        return f"{role} i {body}, som förbereder möten för {body.prepares}"


@dataclass(frozen=True)
class Holder:
    """A person with all their assignments, of whatever time."""

    person: Person
    held: tuple[Held, ...]

    @property
    def in_force(self) -> list[Held]:
        return [one for one in self.held if one.is_in_force]

    def reader(self, *, in_person: bool = True) -> Reader:
        """The person as `Reader.behind` makes it; or all who hold the same assignments, as one."""
        bodies = frozenset().union(*(one.reader().bodies for one in self.in_force))
        return Reader(bodies=bodies, person=self.person.pk if in_person else None)

    def readers(self, *, in_person: bool) -> Iterable[Reader]:
        """All that have to be asked to know whether the person reads something, and why."""
        yield self.reader(in_person=in_person)
        for one in self.held:
            yield from (one.in_body(), one.reader())
        for one in self.in_force if in_person else ():
            yield from (one.in_body(self.person.pk), one.reader(self.person.pk))

    @property
    def login_words(self) -> str:
        user = self.person.user
        if user is None:
            return "nej, har ingen inloggning"
        if not user.is_active:
            return "nej, inloggningen är avstängd"
        return "ja" if is_in_use(user) else "nej, har inte använt sin inbjudan"

    @property
    def can_log_in(self) -> bool:
        return self.login_words == "ja"


def is_in_use(user: User) -> bool:
    """Whether the account has a password, or has been logged in to without one."""
    return user.has_usable_password() or user.last_login is not None


def holders(today: dt.date) -> list[Holder]:
    """Everybody, in the order of the alphabet: two queries."""
    is_in_force = Exists(Assignment.objects.on(today).filter(pk=OuterRef("pk")))
    assignments = Assignment.objects.select_related("body__prepares").annotate(is_in_force=is_in_force)
    people = Person.objects.select_related("municipality", "user").order_by(swedish_order("name"), "pk")
    rows = people.prefetch_related(Prefetch("assignments", assignments.order_by("starts_on", "pk")))
    return [Holder(row, tuple(Held(one, one.is_in_force) for one in row.assignments.all())) for row in rows]


def of_the_secretariat() -> QuerySet:
    """The users whom `Reader.of` takes for the secretariat: one query."""
    rows = get_user_model().objects.filter(Q(is_superuser=True) | Q(groups__name=SECRETARIAT), is_active=True)
    return rows.distinct().order_by("username")


def staff_with(permission: str) -> QuerySet:
    """Others of the staff with a right, or with the one to change what it lets them view: one query."""
    users = get_user_model().objects
    right = users.with_perm(permission) | users.with_perm(permission.replace("view_", "change_"))
    return right.filter(is_staff=True).exclude(pk__in=of_the_secretariat().order_by().values("pk")).order_by("username")

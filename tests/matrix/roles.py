"""The roles that ask, and how each is logged in."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from committee.models import Assignment
from sodertorn.accounts.operations import create_account
from tests.factories import PASSWORD, AssignmentFactory, PersonFactory, UserFactory
from tests.sweep.canaries import FORMER as SWEEP_FORMER
from tests.sweep.canaries import MEMBER as SWEEP_MEMBER
from tests.sweep.canaries import OUTSIDER as SWEEP_OUTSIDER
from tests.sweep.canaries import PREPARER as SWEEP_PREPARER
from tests.sweep.canaries import SECRETARY as SWEEP_SECRETARY
from tests.sweep.organisation import Here
from tests.sweep.world import TODAY, session_of

ANONYMOUS = "anonymous"
MEMBER = "member"
"""Of the body whose meetings and documents the table is about."""
PREPARER = "preparer"
"""Member of the body that prepares those meetings."""
OTHER = "other"
"""Member of another body."""
FORMER = "former"
"""Member of the body until yesterday."""
SECRETARIAT = "secretariat"
ADMINISTRATOR = "administrator"
"""Förvaltare."""
CLOSED = "closed"
"""Deactivated while logged in: until then of the secretariat, and a member of the body."""
STAFF = "staff"
"""With every right to every table, and no role."""
HALF = "half"
"""Of the secretariat, logged in by the form, without a second factor."""

ROLES = (ANONYMOUS, MEMBER, PREPARER, OTHER, FORMER, SECRETARIAT, ADMINISTRATOR, CLOSED, STAFF, HALF)


def users_of(here: Here) -> dict[str, User]:
    """Everyone's account; those with assignments are the sweep's."""
    Assignment.objects.filter(person=here.people[SWEEP_FORMER]).update(ends_on=TODAY - dt.timedelta(days=1))
    closed = UserFactory(username="matrix-closed", secretary=True)
    person = PersonFactory(user=closed, municipality=here.host)
    AssignmentFactory(person=person, body=here.council, starts_on=dt.date(2016, 1, 1))
    staff = UserFactory(username="matrix-staff", is_staff=True)
    staff.user_permissions.set(Permission.objects.all())
    return {
        MEMBER: here.users[SWEEP_MEMBER],
        PREPARER: here.users[SWEEP_PREPARER],
        OTHER: here.users[SWEEP_OUTSIDER],
        FORMER: here.users[SWEEP_FORMER],
        SECRETARIAT: here.users[SWEEP_SECRETARY],
        ADMINISTRATOR: UserFactory(username="matrix-administrator", administrator=True),
        CLOSED: closed,
        STAFF: staff,
        HALF: half(),
    }


def half() -> User:
    user = create_account("halv@vik.example", roles=["Sekretariat"])
    user.set_password(PASSWORD)
    user.save()
    return user


def cookies_of(users: dict[str, User]) -> dict[str, str]:
    """Each role's session, which no answer changes: what a request writes is taken back."""
    cookies = {role: session_of(user) for role, user in users.items() if role != HALF}
    User.objects.filter(pk=users[CLOSED].pk).update(is_active=False)
    return {ANONYMOUS: ""} | cookies | {HALF: by_the_form(users[HALF])}


def by_the_form(user: User) -> str:
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client.cookies["sessionid"].value

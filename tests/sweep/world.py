"""The whole of the sweep's world, made once and looked at by every test of it."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass

from allauth.account.internal.flows.login import record_authentication
from django.test import Client, RequestFactory
from django.urls import reverse

from calendar_app.models import Meeting
from sodertorn.accounts.sessions import begin
from tests.sweep.budgets import budget
from tests.sweep.canaries import World
from tests.sweep.meetings import Calendar, hold_meetings, note_readings
from tests.sweep.minutes import call, secret_addresses, write_minutes
from tests.sweep.organisation import Here, settle
from tests.sweep.plans import plan

TODAY = dt.date(2017, 1, 16)


@dataclass(frozen=True)
class Made:
    """The world, who is in it, and the addresses that are known to one reader only."""

    world: World
    here: Here
    secrets: dict[str, list[str]]
    cookies: dict[str, str]

    @property
    def forms(self) -> list[tuple[str, dict]]:
        """What no page has filled in: a day for a meeting without one, on which there is a draft of another."""
        meeting = Meeting.objects.exclude(announced_at=None).get(precision=Meeting.Precision.MONTH)
        return [(reverse("calendar:meeting-day", args=[meeting.pk]), {"starts_on": "2017-02-03"})]

    @property
    def slugs(self) -> set[str]:
        return {word for word, canary in self.world.canaries.items() if canary.field == "slug"}


def make() -> Made:
    world = World()
    here = settle(world)
    calendar = Calendar(world, here, plan(world, here))
    called = hold_meetings(calendar)
    write_minutes(calendar)
    call(calendar, called)
    note_readings(calendar)
    budget(world, here, calendar.plans)
    cookies = {reader: session_of(user) for reader, user in here.users.items()}
    return Made(world, here, secret_addresses(calendar), cookies)


def session_of(user) -> str:
    """The session cookie of one who has logged in with a second factor; of a login closed since it is still there."""
    if user is None:
        return ""
    client = Client()
    client.force_login(user)
    request = RequestFactory().get("/")
    request.session = client.session
    record_authentication(request, user, "mfa")
    begin(request.session, user, now=time.time())  # or each request would do it anew
    request.session.save()
    return client.cookies["sessionid"].value

"""The objects that the table asks for, by the names it gives them, and who asks."""

from __future__ import annotations

from tests.matrix.money import hold_budgets
from tests.matrix.objects import World
from tests.matrix.organisation import hold_accounts, hold_bodies, hold_plans, hold_questions
from tests.matrix.roles import cookies_of, users_of
from tests.matrix.sittings import hold_documents, hold_letters, hold_meetings, hold_minutes
from tests.sweep.canaries import World as Canaries
from tests.sweep.meetings import Calendar
from tests.sweep.organisation import settle
from tests.sweep.plans import plan


def make() -> World:
    canaries = Canaries()
    here = settle(canaries)
    calendar = Calendar(canaries, here, plan(canaries, here))
    users = users_of(here)
    world = World(users, cookies_of(users))
    hold_bodies(world, here)
    hold_plans(world, calendar.plans)
    hold_meetings(world, calendar)
    hold_documents(world, calendar)
    hold_minutes(world, calendar)
    hold_letters(world, calendar)
    hold_budgets(world, calendar)
    hold_accounts(world)
    hold_questions(world, here)
    return world

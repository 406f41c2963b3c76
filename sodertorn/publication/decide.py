"""Decides a plan: its content becomes an edition that nothing can change."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from calendar_app.models import HostTurn, Meeting
from committee.canonical import checksum
from committee.models import Body, Municipality, Plan, PlanEdition
from committee.swedish import long_date
from sodertorn.publication.compose import budget_of, compose, named
from sodertorn.publication.difference import difference_from
from sodertorn.publication.review import review

EARLIEST_YEAR = 1900
LONGEST_PARAGRAPH = PlanEdition._meta.get_field("decided_in").max_length


class DecisionRefusedError(Exception):
    """The plan can't be decided; `reasons` says why, in Swedish."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def next_number(plan: Plan) -> int:
    current = plan.current_edition()
    return current.number + 1 if current else 1


def compose_next(plan: Plan, *, decided_on: dt.date | None, decided_in: str = "") -> dict:
    """What the plan's next edition will say."""
    return compose(
        plan,
        number=next_number(plan),
        decided_on=decided_on,
        decided_in=decided_in,
        reason=plan.reopened_because,
    )


@transaction.atomic
def decide(
    plan: Plan,
    *,
    on: dt.date,
    paragraph: str = "",
    at: dt.datetime,
    by: AbstractBaseUser | None = None,
    previewed: str = "",
) -> PlanEdition:
    """Store the plan as an edition decided on a day, adopt its draft of a budget and announce its meetings and hosts.

    A plan that was reopened gets its next edition, which supersedes the one before, and is closed.

    `at` is when it is published; `previewed` the fingerprint of the content that was looked at, when someone did.
    Raises DecisionRefusedError, and changes nothing, when something stops it.
    """
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    current = plan.current_edition()
    content = compose_next(plan, decided_on=on, decided_in=paragraph)
    if reason := why_not(plan, on=on, paragraph=paragraph, today=at.date()):
        raise DecisionRefusedError([reason])
    if previewed and previewed != fingerprint(content):
        raise DecisionRefusedError(["Planen har ändrats sedan du förhandsgranskade den. Läs den en gång till."])
    if reasons := [remark.text for remark in review(plan, content) if remark.stops]:
        raise DecisionRefusedError(reasons)
    if current and difference_from(current, content).is_alike:
        raise DecisionRefusedError([f"Inget skiljer planen från utgåva {current.number}. Avsluta rättelsen i stället."])
    edition = PlanEdition.objects.create(
        plan=plan,
        number=content["edition"],
        supersedes=current,
        reason=plan.reopened_because,
        content=content,
        sha256=checksum(content),
        decided_on=on,
        decided_in=paragraph,
        decided_at=at,
        decided_by=by,
    )
    if (budget := budget_of(plan)) and not budget.is_adopted:
        budget.adopt(on=on, paragraph=paragraph)
    announce(content, at=at)
    plan.close()
    return edition


def why_not(plan: Plan, *, on: dt.date, paragraph: str, today: dt.date) -> str:
    """Why the plan can't be decided so, whatever it says; empty when it can."""
    current = plan.current_edition()
    if current and not plan.is_open:
        return f"Verksamhetsplanen för {plan.year} är redan fastställd."
    if current and on < current.decided_on:
        return f"Rättelsen kan inte vara fastställd före utgåva {current.number}, {long_date(current.decided_on)}."
    if on > today:
        return f"Beslutsdatumet {long_date(on)} har inte varit än."
    if on.year < EARLIEST_YEAR:
        return f"Beslutsdatumet {long_date(on)} är för länge sedan. Kontrollera årtalet."
    if len(paragraph) > LONGEST_PARAGRAPH:
        return f"Paragrafen får ha högst {LONGEST_PARAGRAPH} tecken, till exempel § 12."
    return ""


def announce(content: dict, *, at: dt.datetime) -> None:
    """Show the meetings, hosts, bodies and municipalities that the content names to everyone, and no others."""
    for model, part in ((Body, "bodies"), (Municipality, "municipalities")):
        model.objects.filter(slug__in=[row["slug"] for row in content[part]]).announce(at=at)
    for model, part in ((Meeting, "meetings"), (HostTurn, "turns")):
        model.objects.filter(pk__in=named(content, part)).announce(at=at)


def fingerprint(content: dict) -> str:
    """A checksum of what the plan says, whatever the day and paragraph of the decision."""
    return checksum(content | {"decided_on": None, "decided_in": ""})

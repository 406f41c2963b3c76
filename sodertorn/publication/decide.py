"""Decides a plan: its content becomes an edition that nothing can change."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from calendar_app.models import HostTurn, Meeting
from committee.canonical import checksum
from committee.models import Body, Municipality, Plan, PlanEdition
from committee.swedish import long_date
from sodertorn.publication.compose import budget_of, compose, meetings_of

EARLIEST_YEAR = 1900
LONGEST_PARAGRAPH = PlanEdition._meta.get_field("decided_in").max_length


@dataclass(frozen=True)
class Remark:
    """Something to know before deciding; `stops` when the plan can't be decided like this."""

    text: str
    stops: bool
    node_id: int | None = None


class DecisionRefusedError(Exception):
    """The plan can't be decided; `reasons` says why, in Swedish."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def review(plan: Plan, content: dict) -> list[Remark]:
    """Look a plan's content through, what stops the decision first."""
    remarks = [] if content["chapters"] else [Remark("Planen har inga kapitel.", stops=True)]
    for chapter in content["chapters"]:
        remarks += review_chapter(chapter)
    if (budget := budget_of(plan)) and (reason := budget.imbalance_in_words()):
        remarks.append(Remark(reason, stops=True))
    kinds = {chapter["kind"] for chapter in content["chapters"]}
    if "calendar" not in kinds:
        remarks.append(Remark("Planen har inget kapitel som fylls från kalendern.", stops=False))
    if "budget" not in kinds:
        remarks.append(Remark("Planen har inget kapitel som fylls från budgeten.", stops=False))
    remarks += [
        Remark(f"{meeting} står inte i planen och blir inte synligt för andra än sekretariatet.", stops=False)
        for meeting in meetings_of(plan)
        if meeting.is_draft and meeting.pk not in named(content, "meetings")
    ]
    return sorted(remarks, key=lambda remark: not remark.stops)


def review_chapter(chapter: dict) -> list[Remark]:
    name = f"Kapitel {chapter['number']} {chapter['title']}".replace("  ", " ")
    budget = chapter.get("budget")
    if budget and not any(side["lines"] for side in budget.values()):
        return [Remark(f"{name} är tomt: årets budget har inga poster.", True, chapter["id"])]
    if not budget and not has_words(chapter):
        return [Remark(f"{name} är tomt.", True, chapter["id"])]
    return [
        Remark(f"Rubriken ”{node['title']}” i kapitel {chapter['number']} har inget under sig.", False, node["id"])
        for node in walk(chapter)
        if node is not chapter and node["title"] and not has_words(node)
    ]


def has_words(node: dict) -> bool:
    """Whether anything stands under a heading: text, meetings or hosts."""
    return any(
        below["text"] or below.get("rows") or below.get("meetings") or below.get("turns") for below in walk(node)
    )


def walk(node: dict) -> list[dict]:
    return [node, *(below for child in node["children"] for below in walk(child))]


def next_number(plan: Plan) -> int:
    current = plan.current_edition()
    return current.number + 1 if current else 1


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

    `at` is when it is published; `previewed` the fingerprint of the content that was looked at, when someone did.
    Raises DecisionRefusedError, and changes nothing, when something stops it.
    """
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    number = next_number(plan)
    content = compose(plan, number=number, decided_on=on, decided_in=paragraph)
    if reason := why_not(plan, on=on, paragraph=paragraph, today=at.date()):
        raise DecisionRefusedError([reason])
    if previewed and previewed != fingerprint(content):
        raise DecisionRefusedError(["Planen har ändrats sedan du förhandsgranskade den. Läs den en gång till."])
    if reasons := [remark.text for remark in review(plan, content) if remark.stops]:
        raise DecisionRefusedError(reasons)
    edition = PlanEdition.objects.create(
        plan=plan,
        number=number,
        supersedes=plan.current_edition(),
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
    return edition


def why_not(plan: Plan, *, on: dt.date, paragraph: str, today: dt.date) -> str:
    """Why the plan can't be decided so, whatever it says; empty when it can."""
    if plan.current_edition():
        return f"Verksamhetsplanen för {plan.year} är redan fastställd."
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


def named(content: dict, part: str) -> set[int]:
    """The ids of the meetings or turns that stand anywhere in the content."""
    return {row["id"] for chapter in content["chapters"] for node in walk(chapter) for row in node.get(part, [])}


def fingerprint(content: dict) -> str:
    """A checksum of what the plan says, whatever the day and paragraph of the decision."""
    return checksum(content | {"decided_on": None, "decided_in": ""})

"""Begins next year's plan from a decided one: rows of its own, which remember what they continue."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from operator import itemgetter

from django.db import IntegrityError, transaction

from budget.models import Budget
from budget.operations import draft_next_year
from calendar_app.models import Meeting
from committee.models import Duty, Plan, PlanNode, PlanReference
from committee.refusal import RefusedError
from committee.swedish import MONTHS, number_word
from sodertorn.publication.compose import budget_of, compose, meetings_of, named

LAST_YEAR = 2199
OF_NODES = ("position", "kind", "number", "title", "text", "is_focus", "body_id", "series_kind", "owner_id")
OF_DUTIES = ("kind", "body_id", "preparer_id", "minimum_meetings", "period_years")
CHANGED_MEANWHILE = "Planen har ändrats. Ladda om sidan."

Tree = list[tuple[PlanNode, int]]


class Do(StrEnum):
    KEEP = "keep"
    CHANGE = "change"
    DROP = "drop"


@dataclass(frozen=True)
class Choice:
    """What becomes of a commitment next year; `text` is read only when it is changed."""

    do: Do = Do.KEEP
    text: str = ""
    is_focus: bool = False

    def outcome(self, before: str) -> Do:
        """What it comes to: to change a text into itself is to keep it.

        >>> [Choice(Do.CHANGE, text).outcome("Vi ses.").value for text in ("Vi ses.\\r\\n", "Vi hörs.")]
        ['keep', 'change']
        """
        return Do.KEEP if self.do == Do.CHANGE and tidy(self.text) == tidy(before) else self.do


@dataclass(frozen=True)
class RolledOver:
    """The draft, what became of the commitments, its meetings without a day, and what else to know, in Swedish."""

    plan: Plan
    counts: Mapping[Do, int]
    undated: list[Meeting]
    notes: list[str] = field(default_factory=list)


def tidy(text: str) -> str:
    """A typed text as it is stored.

    >>> tidy(" Ett\\r\\ntvå ")
    'Ett\\ntvå'
    """
    return re.sub(r"\r\n?", "\n", text).strip()


def with_next_year(words: str, year: int) -> str:
    """A heading's words for the year after: a year of its own becomes the next, that of a date or a period doesn't.

    >>> with_next_year("Budget 2017", 2017), with_next_year("Plan för 2017: mål", 2017)
    ('Budget 2018', 'Plan för 2018: mål')
    >>> [with_next_year(words, 2017) for words in ("Program 2013–2017", "Efter 5 oktober 2017", "Dnr 12017")]
    ['Program 2013–2017', 'Efter 5 oktober 2017', 'Dnr 12017']
    """
    months = "|".join(MONTHS)
    found = re.compile(rf"(?P<month>\b(?:{months})\s+)?(?<![\w/–-]){year}(?![\w/–-])", re.IGNORECASE)
    return found.sub(lambda match: match[0] if match["month"] else str(year + 1), words)


def why_not(plan: Plan) -> str:
    """Why next year's plan can't begin from this one; empty when it can. Two queries at most."""
    if Plan.objects.filter(year=plan.year + 1).exists():
        return exists_already(plan.year + 1)
    if not plan.editions.exists():
        return f"Verksamhetsplanen för {plan.year} är ett utkast. Fastställ den först."
    if plan.reopened_at:
        return f"Avsluta rättelsen av verksamhetsplanen för {plan.year} först."
    if plan.year >= LAST_YEAR:
        return f"Planer kan göras till och med {LAST_YEAR}."
    return ""


def exists_already(year: int) -> str:
    return f"Det finns redan en verksamhetsplan för {year}."


@transaction.atomic
def roll_over(plan: Plan, *, choices: Mapping[int, Choice]) -> RolledOver:
    """Make next year's draft of a decided plan, with a choice for each of its commitments by their nodes' ids.

    Parts, duties and references are cloned, the budget's lines copied; meetings and hosts of next year stay where they
    are and are listed by the new plan too. The old plan is held meanwhile: of two presses, one is refused.
    About thirty queries, and one more for each level of the tree. Raises RefusedError, and changes nothing, when it
    can't be done.
    """
    held = Plan.objects.select_for_update().filter(pk=plan.pk).first()
    if held is None:
        raise RefusedError("Planen finns inte längre.")
    if reason := why_not(held):
        raise RefusedError(reason)
    tree = held.nodes.tree()
    check(choices, commitments_of(tree))
    draft = begin_draft(held)
    nodes = clone_nodes(tree, choices, into=draft, year=held.year)
    notes = [clone_duties(held, draft, nodes), clone_references(held, nodes), copy_budget(held)]
    counts = count(choices, commitments_of(tree))
    return RolledOver(draft, counts, undated_meetings(draft), [note for note in notes if note])


def commitments_of(tree: Tree) -> list[PlanNode]:
    return [node for node, _ in tree if node.kind == PlanNode.Kind.COMMITMENT]


def check(choices: Mapping[int, Choice], commitments: list[PlanNode]) -> None:
    if choices.keys() != {node.pk for node in commitments}:
        raise RefusedError(CHANGED_MEANWHILE)
    if any(choice.do == Do.CHANGE and not tidy(choice.text) for choice in choices.values()):
        raise RefusedError("Skriv den nya texten för varje åtagande som ändras.")


def count(choices: Mapping[int, Choice], commitments: list[PlanNode]) -> dict[Do, int]:
    outcomes = [choices[node.pk].outcome(node.text) for node in commitments]
    return {do: outcomes.count(do) for do in Do}


def begin_draft(plan: Plan) -> Plan:
    """Next year's plan without parts. Raises RefusedError when someone else has made one in this moment."""
    words = {name: with_next_year(getattr(plan, name), plan.year) for name in ("title", "subtitle")}
    draft, is_new = Plan.objects.get_or_create(year=plan.year + 1, defaults={**words, "issuer": plan.issuer})
    if not is_new:
        raise RefusedError(exists_already(draft.year))
    return draft


def clone_nodes(tree: Tree, choices: Mapping[int, Choice], *, into: Plan, year: int) -> dict[int, PlanNode]:
    """The new parts by the ids of those that they continue; one query for each level of the tree."""
    made: dict[int, PlanNode] = {}
    depth = itemgetter(1)
    for _, level in groupby(sorted(tree, key=depth), key=depth):
        clones = {}
        for node, _ in level:
            choice = choices.get(node.pk)
            if (choice and choice.do == Do.DROP) or (node.parent_id and node.parent_id not in made):
                continue
            clones[node.pk] = clone = clone_of(node, choice, year)
            clone.plan, clone.parent = into, made.get(node.parent_id)
        PlanNode.objects.bulk_create(clones.values())
        made |= clones
    return made


def clone_of(node: PlanNode, choice: Choice | None, year: int) -> PlanNode:
    """A new part that continues one; a commitment as was chosen."""
    clone = PlanNode(ancestor=node.origin, **{name: getattr(node, name) for name in OF_NODES})
    clone.title = with_next_year(node.title, year)
    if choice:
        clone.is_focus = choice.is_focus
        if choice.outcome(node.text) == Do.CHANGE:
            clone.text = tidy(choice.text)
    return clone


def clone_duties(plan: Plan, draft: Plan, nodes: Mapping[int, PlanNode]) -> str:
    """The same promises, each in the part that continues its own; what to know about those whose part was dropped."""
    duties = list(plan.duties.order_by("pk"))
    Duty.objects.bulk_create(
        Duty(plan=draft, node=nodes.get(duty.node_id), **{name: getattr(duty, name) for name in OF_DUTIES})
        for duty in duties
    )
    homeless = sum(duty.node_id is not None and duty.node_id not in nodes for duty in duties)
    if not homeless:
        return ""
    those = "Ett löfte" if homeless == 1 else f"{number_word(homeless).capitalize()} löften"
    return f"{those} stod i åtaganden som är strukna men gäller ändå. Ta bort det som inte ska gälla."


def clone_references(plan: Plan, nodes: Mapping[int, PlanNode]) -> str:
    """The same references between the new parts; what to know about those that have lost their words or an end."""
    references = list(PlanReference.objects.filter(node__plan=plan).select_related("node"))
    kept = [row for row in references if row.target_id in nodes and has_words(nodes.get(row.node_id), row)]
    PlanReference.objects.bulk_create(
        PlanReference(node=nodes[row.node_id], words=row.words, target=nodes[row.target_id]) for row in kept
    )
    lost = len(references) - len(kept)
    if not lost:
        return ""
    those = "En hänvisning" if lost == 1 else f"{number_word(lost).capitalize()} hänvisningar"
    return f"{those} följer inte med, eftersom det som pekade eller pekades på är struket eller ändrat."


def has_words(clone: PlanNode | None, reference: PlanReference) -> bool:
    """Whether the part is there and still says what refers; one that isn't changed does."""
    return clone is not None and (clone.text == reference.node.text or reference.words in clone.text)


def copy_budget(plan: Plan) -> str:
    """Begin next year's budget when there is none; what came of it, in words."""
    year = plan.year + 1
    budget = budget_of(plan)
    if Budget.objects.filter(year=year).exists():
        return f"Det fanns redan en budget för {year}. Den är orörd."
    if budget is None:
        return f"Det finns ingen budget för {plan.year} att utgå från. Gör en för {year} när det är dags."
    try:
        draft_next_year(budget)
    except (RefusedError, IntegrityError):  # someone else began it in this moment
        return f"Det fanns redan en budget för {year}. Den är orörd."
    return f"Budget {year} är ett utkast med posterna från {plan.year}."


def undated_meetings(plan: Plan) -> list[Meeting]:
    """Those that the plan lists and that have only a month. Twelve queries at most."""
    listed = named(compose(plan, number=1, decided_on=None), "meetings")
    return [meeting for meeting in meetings_of(plan) if meeting.is_month_only and meeting.pk in listed]

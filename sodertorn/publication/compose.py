"""From a plan's rows to one JSON value: the whole plan, with its calendar chapter and its budget."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from django.db.models import Q

from budget.models import Budget, BudgetLine
from calendar_app.models import HostTurn, Meeting
from committee.audience import Audience
from committee.models import Body, Duty, Municipality, Plan, PlanNode
from committee.reading import walk

FORMAT = 2
"""Raised when the value's shape changes, so that old editions can still be read.

2: each part has its `ancestor` and each budget line its `lineage`, by which plans are compared; a part may have
`references`. In older editions a part's own id is its ancestor.
"""


def not_of_another_draft(plan: Plan) -> Q:
    """Rows that the plan brought, that are announced, or that the secretariat has added by hand."""
    return Q(plan=plan) | Q(announced_at__isnull=False) | Q(plan__isnull=True)


def meetings_of(plan: Plan) -> list[Meeting]:
    """What the plan's calendar may list: its year's meetings and its words on the next, none cancelled. Two queries."""
    listed = Meeting.objects.filter(Q(plan=plan) | Q(starts_on__year=plan.year), not_of_another_draft(plan))
    listed = listed.not_cancelled().filter(audience=Audience.PUBLIC)
    return list(listed.with_body_and_hosts().order_by("starts_on", "starts_at", "pk"))


def turns_of(plan: Plan) -> list[HostTurn]:
    turns = HostTurn.objects.from_year(plan.year).filter(not_of_another_draft(plan))
    return list(turns.select_related("municipality"))


def budget_of(plan: Plan) -> Budget | None:
    """The year's budget in force, or its first draft: a revision on its way is no part of the plan. Two queries."""
    return Budget.objects.current().filter(year=plan.year).prefetch_related("lines").first()


def compose(plan: Plan, *, number: int, decided_on: dt.date | None, decided_in: str = "", reason: str = "") -> dict:
    """Compose what an edition will say. The same rows always give the same value. Ten queries at most.

    `reason` is why an earlier edition is corrected.
    """
    decision = {
        "edition": number,
        "decided_on": decided_on.isoformat() if decided_on else None,
        "decided_in": decided_in,
    }
    return Composer(plan).content() | decision | ({"reason": reason} if reason else {})


class Composer:
    """Holds the plan's rows while its tree is walked."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.children: dict[int | None, list[PlanNode]] = defaultdict(list)
        nodes = list(plan.nodes.select_related("body").prefetch_related("references").order_by("position"))
        for node in nodes:
            self.children[node.parent_id].append(node)
        self.meetings = meetings_of(plan)
        self.turns = turns_of(plan)
        self.budget = budget_of(plan)
        duties = list(plan.duties.select_related("body", "preparer"))
        self.duties = {duty.body_id: duty for duty in duties if duty.kind == Duty.Kind.MEETINGS}
        self.promises = [duty for duty in duties if duty.kind != Duty.Kind.MEETINGS]
        named = {node.body_id for node in nodes if node.body_id}
        named |= {body for duty in duties for body in (duty.body_id, duty.preparer_id) if body}
        self.bodies = list(Body.objects.filter(pk__in=named).select_related("prepares"))

    def content(self) -> dict:
        hosts = {host.pk for meeting in self.meetings for host in meeting.host_municipalities}
        hosts |= {turn.municipality_id for turn in self.turns}
        members = Municipality.objects.members(dt.date(self.plan.year, 12, 31))
        members = members.filter(Q(announced_at__isnull=False) | Q(pk__in=hosts))
        return {
            "format": FORMAT,
            "year": self.plan.year,
            "title": self.plan.title,
            "subtitle": self.plan.subtitle,
            "issuer": self.plan.issuer,
            "chapters": [self.node(node) for node in self.children[None]],
            "bodies": [self.body(body) for body in self.bodies],
            "promises": [self.promise(duty) for duty in self.promises],
            "municipalities": [{"slug": member.slug, "name": member.name} for member in members],
        }

    def node(self, node: PlanNode) -> dict:
        """One place in the tree with all below it; calendar, rota and budget get the rows they stand for."""
        value: dict = {
            "id": node.pk,
            "ancestor": node.origin,
            "kind": node.kind,
            "number": node.number,
            "title": node.title,
            "text": "" if node.kind == PlanNode.Kind.TABLE else node.text,
            "is_focus": node.is_focus,
            "children": [self.node(child) for child in self.children[node.pk]],
        }
        if node.body:
            value["body"] = node.body.slug
        if node.series_kind:
            value["series_kind"] = node.series_kind
        if references := node.references.all():
            value["references"] = [{"words": row.words, "node": row.target_id} for row in references]
        match node.kind:
            case PlanNode.Kind.TABLE:
                value["rows"] = node.rows
            case PlanNode.Kind.MEETING_SERIES:
                value["meetings"] = [self.meeting(meeting) for meeting in self.series(node)]
            case PlanNode.Kind.HOST_ROTA:
                turns = [turn for turn in self.turns if turn.body_id == node.body_id]
                value["turns"] = [
                    {"id": turn.pk, "year": turn.year, "municipality": turn.municipality.name} for turn in turns
                ]
            case PlanNode.Kind.BUDGET:
                value["budget"] = {kind.value: self.budget_side(kind) for kind in BudgetLine.Kind}
        return value

    def series(self, node: PlanNode) -> list[Meeting]:
        """The meetings of the node's body that are of its kind."""
        of_body = [meeting for meeting in self.meetings if meeting.body_id == node.body_id]
        return [meeting for meeting in of_body if (meeting.kind.name if meeting.kind else "") == node.series_kind]

    def meeting(self, meeting: Meeting) -> dict:
        return {
            "id": meeting.pk,
            "name": meeting.name,
            "title": meeting.title,
            "precision": meeting.precision,
            "starts_on": meeting.starts_on.isoformat(),
            "ends_on": meeting.ends_on.isoformat(),
            "starts_at": clock(meeting.starts_at),
            "ends_at": clock(meeting.ends_at),
            "hosts": [host.name for host in meeting.host_municipalities],
        }

    def budget_side(self, kind: BudgetLine.Kind) -> dict:
        lines = self.budget.lines_of(kind) if self.budget else []
        return {
            "lines": [self.budget_line(line) for line in lines],
            "total_sek": sum(line.amount_sek for line in lines),
        }

    def budget_line(self, line: BudgetLine) -> dict:
        """A line; one without heading or note has the shape that lines had before there were any."""
        words = {name: getattr(line, name) for name in ("group", "note") if getattr(line, name)}
        figures = {"id": line.pk, "lineage": str(line.lineage), "label": line.label, "amount_sek": line.amount_sek}
        return figures | words

    def body(self, body: Body) -> dict:
        duty = self.duties.get(body.pk)
        return {
            "slug": body.slug,
            "name": body.name,
            "short_name": str(body),
            "usual_weekday": body.usual_weekday,
            "usual_starts_at": clock(body.usual_starts_at),
            "usual_ends_at": clock(body.usual_ends_at),
            "prepares": body.prepares.slug if body.prepares else None,
            "duty": duty
            and {
                "minimum_meetings": duty.minimum_meetings,
                "period_years": duty.period_years,
                "node": duty.node_id,
            },
        }

    def promise(self, duty: Duty) -> dict:
        """A promise of another kind than a number of meetings, which stands with its body."""
        return {
            "kind": duty.kind,
            "body": duty.body.slug if duty.body else "",
            "preparer": duty.preparer.slug if duty.preparer else "",
            "node": duty.node_id,
        }


def clock(time: dt.time | None) -> str | None:
    return f"{time:%H:%M}" if time else None


def named(content: dict, part: str) -> set[int]:
    """The ids of the meetings or turns that stand anywhere in the content."""
    return {row["id"] for node in walk(content["chapters"]) for row in node.get(part, [])}

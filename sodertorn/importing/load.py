"""From a ParsedPlan to a draft's rows, all or nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Model
from django.utils.text import slugify

from budget.models import Budget, BudgetLine
from budget.operations import inherit
from calendar_app.models import HostTurn, Meeting, MeetingHost, MeetingKind
from committee.models import Body, Cooperation, Membership, Municipality, Plan, PlanNode
from committee.swedish import date_span, long_date
from sodertorn.importing.load_links import load_ancestors, load_references
from sodertorn.importing.load_promises import load_cycles, load_duties
from sodertorn.importing.values import Finding, ParsedMeeting, ParsedNode, ParsedPlan

FEE = "avgift"
"""What the line that the municipalities pay together is called, to begin with."""


class LoadError(Exception):
    """The rows that are there stand in the way; the message says why, in Swedish."""


class DraftExistsError(LoadError):
    """The year has a draft, and nobody has said that it may be replaced; the caller says how to."""


@dataclass
class Loaded:
    """What came of it: the draft, and findings that only the rows already there could give."""

    plan: Plan
    findings: list[Finding] = field(default_factory=list)


@transaction.atomic
def load_plan(parsed: ParsedPlan, *, replace_draft: bool = False) -> Loaded:
    """Write a parsed plan as a draft: municipalities and bodies that don't exist are made, existing ones are kept.

    Raises LoadError when the year has a decided plan, or a draft and `replace_draft` isn't given, and for texts that
    are too long.
    """
    check_lengths(parsed)
    clear_the_way(parsed.year, replace_draft=replace_draft)
    plan = Plan.objects.create(
        year=parsed.year,
        title=parsed.title,
        subtitle=parsed.subtitle,
        issuer=parsed.issuer,
        document_decided_on=parsed.decided_on,
    )
    return Loader(parsed, plan).load()


def check_lengths(parsed: ParsedPlan) -> None:
    """Refuse texts that are longer than their column, with the line they stand on."""
    for line, text, model, column in short_texts(parsed):
        longest = model._meta.get_field(column).max_length
        if len(text) > longest:
            place = f"Rad {line}" if line else "Dokumentet"
            raise LoadError(f"{place}: ”{text[:40]}…” är {len(text)} tecken långt. Högst {longest} får plats.")


def short_texts(parsed: ParsedPlan) -> Iterator[tuple[int, str, type[Model], str]]:
    """The texts whose length has a limit, each with its line (0 when that isn't known) and its column."""
    for column in ("title", "subtitle", "issuer"):
        yield 0, getattr(parsed, column), Plan, column
    for node in parsed.nodes():
        yield node.lines[0], node.title, PlanNode, "title"
        yield node.lines[0], node.body, Body, "name"
        yield node.lines[0], node.series_kind, PlanNode, "series_kind"
    for body in parsed.bodies:
        yield 0, body.short_name, Body, "short_name"
    for meeting in parsed.meetings:
        yield meeting.lines[0], meeting.title, Meeting, "title"
        yield from ((meeting.lines[0], host, Municipality, "name") for host in meeting.hosts)
    for line in parsed.budget_lines:
        yield line.lines[0], line.label, BudgetLine, "label"


def clear_the_way(year: int, *, replace_draft: bool) -> None:
    """Remove the year's draft with what only it brought in; never anything announced, adopted or decided."""
    plan = Plan.objects.select_for_update().filter(year=year).first()  # held, and then asked about its editions
    budget = Budget.objects.filter(year=year).order_by("number").first()
    if (plan and plan.has_edition) or (budget and budget.is_adopted):
        raise LoadError(f"Verksamhetsplanen för {year} är fastställd och ändras inte av en import.")
    if (plan or budget) and not replace_draft:
        raise DraftExistsError(f"Det finns redan ett utkast för {year}.")
    if plan:
        plan.meetings.filter(announced_at=None).delete()
        plan.host_turns.filter(announced_at=None).delete()
        plan.delete()
    if budget:
        budget.delete()


def unused_slug(model: type[Body | Municipality], name: str) -> str:
    """An address made from a name, with a number behind it when it is taken."""
    base = slugify(name)[:60] or "namn"
    taken = set(model.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for n in range(1, len(taken) + 2) if (slug := base if n == 1 else f"{base}-{n}") not in taken)


class Loader:
    def __init__(self, parsed: ParsedPlan, plan: Plan) -> None:
        self.parsed = parsed
        self.loaded = Loaded(plan)
        self.nodes_by_line: dict[int, PlanNode] = {}
        self.new_kinds: set[str] = set()

    @property
    def plan(self) -> Plan:
        return self.loaded.plan

    def load(self) -> Loaded:
        self.municipalities = {name: self.municipality(name) for name in self.parsed.municipalities}
        self.load_cooperation()
        self.load_bodies()
        for position, chapter in enumerate(self.parsed.chapters, start=1):
            self.load_node(chapter, None, position)
        load_references(self.parsed, self.nodes_by_line)
        load_ancestors(self.plan)
        load_duties(self.parsed, self.plan, self.bodies, self.nodes_by_line)
        for meeting in self.parsed.meetings:
            self.load_meeting(meeting)
        self.load_host_turns()
        load_cycles(self.parsed, self.plan, self.bodies, self.municipalities, self.new_kinds)
        self.load_budget()
        return self.loaded

    def municipality(self, name: str) -> Municipality:
        """The municipality, a member from the plan's first day unless it has a membership already."""
        row = Municipality.objects.filter(name=name).first()
        if row is None:
            row = Municipality.objects.create(name=name, slug=unused_slug(Municipality, name))
        if not row.memberships.exists():
            Membership.objects.create(municipality=row, starts_on=dt.date(self.parsed.year, 1, 1))
        return row

    def load_cooperation(self) -> None:
        if not Cooperation.objects.exists():
            host = self.municipalities.get(self.parsed.secretariat_host)
            Cooperation.objects.create(name=self.parsed.issuer or self.parsed.title, secretariat_host=host)

    def load_bodies(self) -> None:
        self.bodies: dict[str, Body] = {}
        highest = Body.objects.count()
        for position, parsed in enumerate(self.parsed.bodies, start=highest + 1):
            body = Body.objects.filter(name=parsed.name).first()
            self.bodies[parsed.name] = body or Body.objects.create(
                name=parsed.name,
                short_name="" if parsed.short_name == parsed.name else parsed.short_name,
                slug=unused_slug(Body, parsed.name),
                position=position,
                usual_weekday=parsed.weekday,
                usual_starts_at=parsed.starts_at,
                usual_ends_at=parsed.ends_at,
            )
        for parsed in self.parsed.bodies:
            body = self.bodies[parsed.name]
            prepared = self.bodies.get(parsed.prepares)
            if prepared and body.prepares is None and body.announced_at is None and prepared != body:
                body.prepares = prepared
                body.save(update_fields=["prepares"])

    def load_node(self, parsed: ParsedNode, parent: PlanNode | None, position: int) -> None:
        node = PlanNode.objects.create(
            plan=self.plan,
            parent=parent,
            position=position,
            kind=parsed.kind,
            number=parsed.number,
            title=parsed.title,
            text=parsed.text,
            is_focus=parsed.is_focus,
            body=self.bodies.get(parsed.body),
            series_kind=parsed.series_kind,
        )
        self.nodes_by_line.setdefault(parsed.lines[0], node)
        for child_position, child in enumerate(parsed.children, start=1):
            self.load_node(child, node, child_position)

    def load_meeting(self, parsed: ParsedMeeting) -> None:
        """Add a draft meeting, unless the calendar already has it."""
        kind = self.kind(parsed.kind)
        precision = Meeting.Precision.MONTH if parsed.is_month_only else Meeting.Precision.DAY
        if self.is_in_calendar(parsed, kind, precision):
            return
        body = self.bodies[parsed.body]
        meeting = Meeting.objects.create(
            body=body,
            agenda_audience=body.agenda_audience,
            kind=kind,
            title=parsed.title,
            precision=precision,
            starts_on=parsed.starts_on,
            ends_on=parsed.ends_on,
            starts_at=parsed.starts_at,
            ends_at=parsed.ends_at,
            plan=self.plan,
        )
        MeetingHost.objects.bulk_create(
            MeetingHost(meeting=meeting, municipality=self.municipalities[host], position=position)
            for position, host in enumerate(parsed.hosts, start=1)
        )

    def kind(self, name: str) -> MeetingKind | None:
        if not name:
            return None
        kind, is_new = MeetingKind.objects.get_or_create(name=name)
        if is_new:
            self.new_kinds.add(name)
        return kind

    def is_in_calendar(self, parsed: ParsedMeeting, kind: MeetingKind | None, precision: Meeting.Precision) -> bool:
        """Whether the body has the meeting: on that date, or in that month, and then a person gives it the day."""
        body, line = self.bodies[parsed.body], parsed.lines[0]
        same_body = Meeting.objects.filter(body=body, kind=kind)
        same_date = same_body.filter(starts_on=parsed.starts_on, precision=precision)
        if same_date.exists():
            self.find(line, f"{body} har redan ett möte {long_date(parsed.starts_on)}. Det ändras inte.")
            # Announced from a draft that this one replaced: the plan lists it still.
            same_date.filter(plan=None).update(plan=self.plan)
            return True
        first_of_month = parsed.starts_on.replace(day=1)
        if month_only := same_body.filter(precision=Meeting.Precision.MONTH, starts_on=first_of_month).first():
            when = date_span(parsed.starts_on, parsed.ends_on)
            self.find(line, f"{month_only} finns redan i kalendern. Ge det mötet dagen {when} där, så består adressen.")
            return True
        return False

    def load_host_turns(self) -> None:
        for turn in self.parsed.host_turns:
            existing = HostTurn.objects.filter(body=self.bodies[turn.body], year=turn.year).first()
            if existing is None:
                HostTurn.objects.create(
                    body=self.bodies[turn.body],
                    year=turn.year,
                    municipality=self.municipalities[turn.municipality],
                    plan=self.plan,
                )
            elif existing.municipality.name != turn.municipality:
                self.find(
                    turn.lines[0],
                    f"{turn.body} {turn.year}: värdlistan säger {existing.municipality}. Den ändras inte.",
                )

    def load_budget(self) -> None:
        if not self.parsed.budget_lines:
            return
        budget = Budget.objects.create(year=self.parsed.year)
        lines = [
            BudgetLine(
                budget=budget,
                kind=line.kind,
                position=position,
                label=line.label,
                group=line.group,
                note=line.note,
                amount_sek=line.amount_sek,
                is_fee=line.kind == BudgetLine.Kind.INCOME and line.label.casefold().startswith(FEE),
            )
            for position, line in enumerate(self.parsed.budget_lines, start=1)
        ]
        before = Budget.objects.current().filter(year__lt=budget.year).order_by("-year").first()
        inherit(lines, before.lines.all() if before else [])
        BudgetLine.objects.bulk_create(lines)

    def find(self, line: int, text: str) -> None:
        self.loaded.findings.append(Finding(line, text))

"""From what a plan promises to rules that can be checked, and from its calendar to the order of hosts."""

from __future__ import annotations

from collections.abc import Mapping

from calendar_app.models import HostTurn, MeetingKind
from calendar_app.rota import find_cycle
from committee.models import Body, Duty, Municipality, Plan, PlanNode
from sodertorn.importing.values import ParsedMeeting, ParsedPlan


def load_duties(parsed: ParsedPlan, plan: Plan, bodies: Mapping[str, Body], nodes: Mapping[int, PlanNode]) -> None:
    """Write the plan's promises, each with the part that states it; `nodes` are found by their first line."""
    for duty in parsed.duties:
        Duty.objects.create(
            plan=plan,
            body=bodies[duty.body],
            node=nodes.get(duty.line),
            minimum_meetings=duty.minimum_meetings,
            period_years=duty.period_years,
        )
    for body in parsed.bodies:
        prepared = bodies.get(body.prepares)
        if prepared and prepared != bodies[body.name]:
            where = nodes.get(body.prepares_line)
            Duty.objects.get_or_create(
                plan=plan,
                body=prepared,
                kind=Duty.Kind.PREPARED,
                defaults={"preparer": bodies[body.name], "node": where},
            )
    for rota in plan.nodes.filter(kind=PlanNode.Kind.HOST_ROTA):
        promise_hosts(plan, rota.body, rota)
    if {line.kind for line in parsed.budget_lines} >= {"income", "cost"}:
        chapter = plan.nodes.filter(kind=PlanNode.Kind.BUDGET).first()
        Duty.objects.create(plan=plan, kind=Duty.Kind.BALANCE, node=chapter)


def promise_hosts(plan: Plan, body: Body, node: PlanNode | None) -> None:
    Duty.objects.get_or_create(plan=plan, body=body, kind=Duty.Kind.HOSTS, defaults={"node": node})


def load_cycles(
    parsed: ParsedPlan,
    plan: Plan,
    bodies: Mapping[str, Body],
    municipalities: Mapping[str, Municipality],
    new_kinds: set[str],
) -> None:
    """Write, as drafts, the order in which hosts follow each other when the calendar shows one.

    A kind of meeting that this import made counts in the order when the order is longer with it.
    """
    counted = new_kinds | set(MeetingKind.objects.filter(counts_in_rota=True).values_list("name", flat=True))
    for name, body in bodies.items():
        meetings = sorted((one for one in parsed.meetings if one.body == name), key=lambda one: one.starts_on)
        kinds = {meeting.kind for meeting in meetings if meeting.kind in counted}
        ordinary = cycle_of(meetings, {""})
        longest = max(ordinary, cycle_of(meetings, {"", *kinds}), key=len)
        if not longest or HostTurn.objects.in_cycle().filter(body=body).exists():
            continue
        if len(longest) > len(ordinary):
            MeetingKind.objects.filter(name__in=kinds).update(counts_in_rota=True)
        HostTurn.objects.bulk_create(
            HostTurn(body=body, position=position, municipality=municipalities[host], plan=plan)
            for position, host in enumerate(longest, start=1)
        )
        promise_hosts(plan, body, plan.nodes.filter(kind=PlanNode.Kind.MEETING_SERIES, body=body).first())


def cycle_of(meetings: list[ParsedMeeting], kinds: set[str]) -> tuple[str, ...]:
    """The order of the hosts in meetings of these kinds; none when a meeting has several or no host."""
    hosts = [meeting.hosts for meeting in meetings if meeting.kind in kinds]
    return find_cycle([host[0] for host in hosts]) if all(len(host) == 1 for host in hosts) else ()

"""A small decided plan with something of each kind in it, to correct, and what is compared before and after."""

from __future__ import annotations

import datetime as dt
import html
import re

from django.core.serializers import serialize
from django.http import HttpResponse
from django.utils.text import slugify

from committee.models import Body, Duty, Plan, PlanEdition, PlanNode, PlanReference
from sodertorn.publication.compose import compose
from sodertorn.publication.decide import decide
from tests.factories import (
    BodyFactory,
    ChapterFactory,
    CommitmentFactory,
    DutyFactory,
    HostTurnFactory,
    MeetingFactory,
    NodeFactory,
    PlanFactory,
    PlanReferenceFactory,
)
from tests.publication.rows import AT, DECIDED_ON, ROWS

Kind = PlanNode.Kind
LATER = dt.date(2016, 12, 20)
OF_THE_DECISION = ("edition", "decided_on", "decided_in", "reason")


def body(name: str) -> Body:
    return Body.objects.filter(name=name).first() or BodyFactory(slug=slugify(name), name=name)


def small_plan(year: int = 2017) -> Plan:
    """A draft: prose with a reference, goals with commitments, a table, a calendar and promises."""
    group, council = body("Gruppen"), body("Rådet")
    plan = PlanFactory(year=year)
    prose = ChapterFactory(plan=plan, position=1, number="1", title="Inledning", text="Vi samarbetar.")
    goals = ChapterFactory(plan=plan, position=2, number="2", title="Mål")
    calendar = ChapterFactory(plan=plan, position=3, number="3", title="Kalendarium", kind=Kind.CALENDAR)
    section = NodeFactory(parent=prose, position=1, kind=Kind.SECTION, title="Rådet", text="", body=council)
    states = NodeFactory(parent=section, position=1, text="Rådet möts sex gånger (jfr kap. 2).")
    PlanReferenceFactory(node=states, words="jfr kap. 2", target=goals)
    NodeFactory(parent=section, position=2, kind=Kind.ITEM, text="En punkt.")
    NodeFactory(parent=section, position=3, kind=Kind.TABLE, text="Vad | När\nRåd | I a\\|b")
    area = NodeFactory(parent=goals, position=1, kind=Kind.GOAL_AREA, title="Klimat", text="Så gör vi.")
    CommitmentFactory(parent=area, position=1, text="Vi ger råd.", is_focus=True, owner=council)
    CommitmentFactory(parent=area, position=2, text="Vi ses.", owner=group)
    NodeFactory(parent=calendar, position=1, kind=Kind.MEETING_SERIES, title="Rådet", text="", body=council)
    NodeFactory(parent=calendar, position=2, kind=Kind.HOST_ROTA, title="Värdar", text="", body=council)
    MeetingFactory(body=council, starts_on=dt.date(year, 2, 2))
    HostTurnFactory(body=council, year=year)
    DutyFactory(plan=plan, body=council, node=states)
    DutyFactory(plan=plan, body=council, kind=Duty.Kind.PREPARED, preparer=group, minimum_meetings=1)
    DutyFactory(plan=plan, body=None, kind=Duty.Kind.BALANCE, minimum_meetings=1)
    return plan


def decided_plan(year: int = 2017) -> Plan:
    """The small plan, decided as edition 1; from here its rows rest."""
    plan = small_plan(year)
    decide(plan, on=DECIDED_ON, at=AT)
    return Plan.objects.get(pk=plan.pk)


def opened(plan: Plan, because: str = "Fel antal.") -> Plan:
    """The plan as it is in the database, open for correction."""
    plan.reopen(because=because, at=AT, by=None)
    return Plan.objects.get(pk=plan.pk)


def change(plan: Plan, text: str = "Vi ger fler råd.") -> None:
    """Let an open plan's first commitment say something else."""
    node = plan.nodes.filter(kind=Kind.COMMITMENT).first()
    PlanNode.objects.filter(pk=node.pk).update(text=text)


def corrected(plan: Plan, text: str = "Vi ger fler råd.", because: str = "Fel antal.") -> PlanEdition:
    """Correct a commitment of the plan and decide it again."""
    change(opened(plan, because), text)
    return decide(plan, on=LATER, at=AT)


def what_it_says(plan: Plan) -> dict:
    """All that a plan's rows say, whatever the decision."""
    return said(compose(Plan.objects.get(pk=plan.pk), number=1, decided_on=None))


def said(content: dict) -> dict:
    return {name: value for name, value in content.items() if name not in OF_THE_DECISION}


def everything() -> str:
    """All rows that a correction may touch."""
    return "".join(serialize("json", model.objects.order_by("pk")) for model in (*ROWS, Duty, PlanReference))


def words_of(response: HttpResponse) -> str:
    """A page's words as they are read."""
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(html.unescape(text).split())


def told(response: HttpResponse) -> list[str]:
    """The messages that the next page shows."""
    return [str(message) for message in response.context["messages"]]

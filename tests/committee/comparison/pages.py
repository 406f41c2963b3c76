"""Editions to compare, and the pages about them as text."""

from __future__ import annotations

import datetime as dt

from django.test import Client
from django.urls import reverse

from committee.canonical import checksum
from committee.models import Plan, PlanEdition
from tests.committee.comparison.contents import content, node
from tests.factories import PlanEditionFactory, PlanFactory

HOSTILE = "<script>alert(1)</script> & \"<ins>\" '</del>'"


def plan_of(year: int) -> Plan:
    return Plan.objects.filter(year=year).first() or PlanFactory(year=year)


def decide(year: int, number: int = 1, text: str = "Vi ger fler råd.", **values) -> PlanEdition:
    """An edition of one chapter with one commitment; the second supersedes the first, and so on."""
    plan = plan_of(year)
    made = content(node(1, "chapter", node(2, text=text), number="5", title="Mål"), year=year, edition=number, **values)
    return PlanEditionFactory(
        plan=plan,
        number=number,
        supersedes=plan.editions.filter(number=number - 1).first(),
        content=made,
        sha256=checksum(made),
        decided_on=dt.date(year - 1, 12, 8),
    )


def address(year: int, other: int, **query) -> str:
    return reverse("committee:plan-comparison", args=[year, other], query=query)


def page_of(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()

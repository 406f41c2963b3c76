"""Budgets made of a few words, for tests of what readers meet."""

import datetime as dt
import uuid

from django.test import Client

from budget.models import Budget, BudgetLine
from tests.budget_factories import BudgetFactory

ADOPTED_ON = dt.date(2016, 12, 8)


def cost(label: str, amount_sek: int, *, descends_from: str = "", **values) -> dict:
    """A line; lines of one name are of one lineage, in all budgets, unless it descends from one of another name."""
    lineage = uuid.uuid5(uuid.NAMESPACE_URL, descends_from or label)
    return {"kind": "cost", "label": label, "amount_sek": amount_sek, "lineage": lineage} | values


def income(label: str, amount_sek: int, **values) -> dict:
    return cost(label, amount_sek, kind="income", **values)


def draft_of(*lines: dict, year: int = 2017, number: int = 1, **values) -> Budget:
    """A draft with these lines, in this order."""
    budget = BudgetFactory(year=year, number=number, **values)
    BudgetLine.objects.bulk_create(
        BudgetLine(budget=budget, position=position, **line) for position, line in enumerate(lines, start=1)
    )
    return budget


def adopted(*lines: dict, on: dt.date = ADOPTED_ON, paragraph: str = "", **values) -> Budget:
    """An adopted budget with these lines; costs alone are balanced by a fee."""
    costs = sum(line["amount_sek"] for line in lines if line["kind"] == "cost")
    if not any(line["kind"] == "income" for line in lines):
        lines = (income("Avgifter", costs), *lines)
    budget = draft_of(*lines, **values)
    budget.adopt(on=on, paragraph=paragraph)
    return budget


def large_budget(**values) -> Budget:
    """400 costs under 20 headings."""
    return adopted(
        *(cost(f"Post {number}", number, group=f"Verksamhet {number % 20}") for number in range(1, 401)), **values
    )


def text(client: Client, address: str) -> str:
    """A page's words with one space between them, as they are read."""
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().replace("\xa0", " ").split())

"""The day of the decision, and all that a decision may change."""

import datetime as dt

from django.core.serializers import serialize

from budget.models import Budget, BudgetLine
from calendar_app.models import HostTurn, Meeting
from committee.models import Body, Municipality, Plan, PlanEdition, PlanNode

DECIDED_ON, AT = dt.date(2016, 12, 8), dt.datetime(2017, 1, 9, 8, tzinfo=dt.UTC)
ROWS = (Body, Municipality, Meeting, HostTurn, Budget, BudgetLine, Plan, PlanNode, PlanEdition)
ANNOUNCED = (Body, Municipality, Meeting, HostTurn)


def all_rows() -> str:
    return "".join(serialize("json", model.objects.order_by("pk")) for model in ROWS)

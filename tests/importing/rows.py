"""What the database holds, to compare before with after."""

from budget.models import BudgetLine
from calendar_app.models import HostTurn, Meeting
from committee.models import Body, Duty, Membership, Municipality, Plan
from tests.own_models import own_models


def row_counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in own_models()}


def everything() -> list[tuple]:
    """All that the rows say, without their ids."""
    nodes = [
        (depth, *(getattr(node, name) for name in ("position", "kind", "number", "title", "text", "is_focus")))
        for plan in Plan.objects.all()
        for node, depth in plan.nodes.tree()
    ]
    return [
        *nodes,
        *Body.objects.values_list("name", "short_name", "slug", "position", "usual_weekday", "prepares__name"),
        *Municipality.objects.values_list("name", "slug"),
        *Membership.objects.values_list("municipality__name", "starts_on", "ends_on"),
        *Duty.objects.values_list(
            "kind", "body__name", "preparer__name", "node__text", "minimum_meetings", "period_years"
        ),
        *Meeting.objects.values_list(
            "body__name", "kind__name", "title", "starts_on", "ends_on", "starts_at", "precision"
        ),
        *Meeting.objects.order_by("starts_on", "meeting_hosts__position").values_list(
            "starts_on", "meeting_hosts__municipality__name", "meeting_hosts__position"
        ),
        *HostTurn.objects.values_list("body__name", "year", "position", "municipality__name"),
        *BudgetLine.objects.values_list("budget__year", "kind", "position", "label", "amount_sek"),
    ]

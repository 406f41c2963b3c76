"""What is new in a plan since the edition that its readers have."""

from __future__ import annotations

from committee.comparison.reading import ReadDifference, read_difference
from committee.models import Plan, PlanEdition


def edition_before(plan: Plan) -> PlanEdition | None:
    """The edition that the plan's next one will supersede; for a year's first, the one in force for the year before."""
    earlier = PlanEdition.objects.current().filter(plan__year__lt=plan.year).select_related("plan")
    return plan.current_edition() or earlier.order_by("-plan__year").first()


def difference_from(before: PlanEdition, content: dict) -> ReadDifference:
    """What a content that isn't decided yet says otherwise than an edition, with links into the edition."""
    names = (f"{before.year}, utgåva {before.number}", "Förslaget")
    return read_difference(before.content, content, before_link=before.get_absolute_url(), names=names)

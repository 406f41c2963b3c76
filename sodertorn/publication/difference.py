"""What is new in a plan since the edition that its readers have."""

from __future__ import annotations

from committee.comparison.reading import DECISION, ReadDifference, read_difference
from committee.models import Plan, PlanEdition

OF_THE_DECISION = DECISION - {"year"}


def edition_before(plan: Plan) -> PlanEdition | None:
    """The edition that the plan's next one will supersede; for a year's first, the one in force for the year before."""
    earlier = PlanEdition.objects.current().filter(plan__year__lt=plan.year).select_related("plan")
    return plan.current_edition() or earlier.order_by("-plan__year").first()


def difference_from(before: PlanEdition, content: dict) -> ReadDifference:
    """What a content that isn't decided yet says otherwise than an edition, with links into the edition.

    What only the decision will tell isn't compared: its number, day, paragraph and reason.
    """
    names = (f"{before.year}, utgåva {before.number}", "Förslaget")
    proposed = {name: value for name, value in content.items() if name not in OF_THE_DECISION}
    decided = {name: value for name, value in before.content.items() if name not in OF_THE_DECISION}
    return read_difference(decided, proposed, before_link=before.get_absolute_url(), names=names)

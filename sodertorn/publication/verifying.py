"""Whether an edition still is what was decided."""

from __future__ import annotations

from committee.canonical import checksum
from committee.models import PlanEdition


def what_differs(edition: PlanEdition) -> list[str]:
    """What of an edition isn't as it was decided, in words: the content's checksum, and what stands beside it."""
    content, wrong = edition.content, []
    if (found := checksum(content)) != edition.sha256:
        wrong.append(f"kontrollsumman är {found}, inte {edition.sha256} som när den fastställdes")
    beside = {
        "år": (content.get("year"), edition.plan.year),
        "utgåva": (content.get("edition"), edition.number),
        "beslutsdatum": (content.get("decided_on"), edition.decided_on.isoformat()),
        "paragraf": (content.get("decided_in", ""), edition.decided_in),
        "skäl": (content.get("reason", ""), edition.reason),
    }
    differing = [(name, said, row) for name, (said, row) in beside.items() if said != row]
    wrong += [f"{name} är ”{row}” i raden men ”{said}” i innehållet" for name, said, row in differing]
    if edition.number > 1 and edition.supersedes.number != edition.number - 1:
        wrong.append("den ersätter en annan utgåva än den förra")
    return wrong

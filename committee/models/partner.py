"""Which organisations take part in which bodies, as rows that have a history."""

from committee.models.organisation import Body
from committee.tracking import tracked
from committee.versions import counts_in


@tracked(part_of="body")
class BodyPartner(Body.partners.through):
    """An organisation that takes part in a body (extern part)."""

    class Meta:
        proxy = True
        verbose_name = "extern part i organet"
        default_permissions = ()
        triggers = counts_in("committee_body", "body_id")

"""The ground floor's rows."""

from committee.models import staying
from committee.models.cooperation import Cooperation
from committee.models.duty import Duty
from committee.models.edition import PlanEdition
from committee.models.node import PlanNode
from committee.models.organisation import (
    Assignment,
    Body,
    Membership,
    Municipality,
    Organisation,
    Person,
)
from committee.models.partner import BodyPartner
from committee.models.plan import Plan
from committee.models.receipt import Receipt
from committee.models.reference import PlanReference

__all__ = [
    "Assignment",
    "Body",
    "BodyPartner",
    "Cooperation",
    "Duty",
    "Membership",
    "Municipality",
    "Organisation",
    "Person",
    "Plan",
    "PlanEdition",
    "PlanNode",
    "PlanReference",
    "Receipt",
    "staying",
]

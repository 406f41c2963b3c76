"""The secretariat's desk for the ground floor."""

from committee.admin import organisation, plan

__all__ = ["organisation", "plan"]

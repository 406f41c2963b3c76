"""When we meet, who hosts, and what has changed since it was published."""

from calendar_app.models.change import MeetingChange
from calendar_app.models.hosting import HostTurn, MeetingHost
from calendar_app.models.meeting import Meeting, MeetingKind, MeetingQuerySet
from calendar_app.states import State

__all__ = ["HostTurn", "Meeting", "MeetingChange", "MeetingHost", "MeetingKind", "MeetingQuerySet", "State"]

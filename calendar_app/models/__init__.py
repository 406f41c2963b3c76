"""When we meet, who hosts, what is dealt with and decided, and what has changed since it was published."""

from calendar_app.models import staying
from calendar_app.models.agenda import AgendaItem, ItemKind, ItemSource, StandingItem
from calendar_app.models.change import MeetingChange
from calendar_app.models.document import Document, DocumentVersion
from calendar_app.models.follow_up import FollowUp
from calendar_app.models.hosting import HostTurn, MeetingHost
from calendar_app.models.meeting import Meeting, MeetingKind, MeetingQuerySet
from calendar_app.models.member import MeetingReading, Subscription
from calendar_app.models.minutes import Adjuster, Attendance, Minutes, Paragraph
from calendar_app.models.notice import PAUSES, Answer, Delivery, Notice
from calendar_app.states import State

__all__ = [
    "PAUSES",
    "Adjuster",
    "AgendaItem",
    "Answer",
    "Attendance",
    "Delivery",
    "Document",
    "DocumentVersion",
    "FollowUp",
    "HostTurn",
    "ItemKind",
    "ItemSource",
    "Meeting",
    "MeetingChange",
    "MeetingHost",
    "MeetingKind",
    "MeetingQuerySet",
    "MeetingReading",
    "Minutes",
    "Notice",
    "Paragraph",
    "StandingItem",
    "State",
    "Subscription",
    "staying",
]

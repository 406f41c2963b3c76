"""The whole of some minutes as one JSON value: what is adjusted, what the checksum is of, and what the page shows."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from django.db import models

from calendar_app.minutes.sections import numbered
from calendar_app.models import FollowUp, Meeting, Minutes

FORMAT = 1


def compose(minutes: Minutes, *, adjusted_at: dt.datetime | None = None) -> dict:
    """Everything, the confidential too: eight queries at most. In a draft the §§ are as they look now.

    When a follow-up was done is left out: that comes after, and is no part of what was decided.
    """
    return {
        "format": FORMAT,
        "meeting": meeting_facts(minutes.meeting),
        "body": named(minutes.meeting.body),
        "chair": minutes.chair,
        "secretary": minutes.secretary,
        "opened_at": clock_time(minutes.opened_at),
        "closed_at": clock_time(minutes.closed_at),
        "sent_at": moment(minutes.sent_at),
        "adjusted_at": moment(adjusted_at or minutes.adjusted_at),
        "attendance": attendance(minutes),
        "paragraphs": paragraphs(minutes),
        "adjusters": adjusters(minutes),
    }


def meeting_facts(meeting: Meeting) -> dict:
    return {
        "id": meeting.pk,
        "name": meeting.name,
        "starts_on": meeting.starts_on.isoformat(),
        "ends_on": meeting.ends_on.isoformat(),
        "venue": meeting.venue,
        "hosts": [named(host.municipality) for host in meeting.meeting_hosts.select_related("municipality")],
    }


def attendance(minutes: Minutes) -> list[dict]:
    return [
        {
            "name": row.name,
            "municipality": named(row.municipality),
            "role": row.role,
            "is_present": row.is_present,
        }
        for row in minutes.attendances.select_related("municipality")
    ]


def paragraphs(minutes: Minutes) -> list[dict]:
    tasks = defaultdict(list)
    for row in FollowUp.objects.filter(paragraph__minutes=minutes).select_related("municipality").order_by("pk"):
        tasks[row.paragraph_id].append(
            {
                "id": row.pk,
                "task": row.task,
                "municipality": named(row.municipality),
                "owner": row.owner,
                "due_on": row.due_on.isoformat(),
            }
        )
    return [
        {
            "id": paragraph.pk,
            "section": section,
            "item": paragraph.item.number if paragraph.item else None,
            "title": paragraph.title,
            "text": paragraph.text,
            "decision": paragraph.decision,
            "ground": paragraph.ground,
            "follow_ups": tasks[paragraph.pk],
        }
        for section, paragraph in numbered(minutes)
    ]


def adjusters(minutes: Minutes) -> list[dict]:
    return [
        {"person": named(row.person), "adjusted_at": moment(row.adjusted_at), "is_on_paper": row.is_on_paper}
        for row in minutes.adjusters.select_related("person")
    ]


def named(row: models.Model | None) -> dict | None:
    """A row by its id, which stays, and by its name as it was."""
    return {"id": row.pk, "name": str(row)} if row else None


def clock_time(time: dt.time | None) -> str | None:
    return time.isoformat(timespec="minutes") if time else None


def moment(at: dt.datetime | None) -> str | None:
    return at.astimezone(dt.UTC).isoformat() if at else None


NOT_LOCKED = ("name", "venue", "hosts", "starts_on", "ends_on")
"""Of a meeting: what may change afterwards, while the minutes keep what it was."""


def locked_part(content: dict) -> dict:
    """Leave out what rows outside the minutes may become later: the names of bodies, municipalities and people."""
    meeting = {key: value for key, value in content["meeting"].items() if key not in NOT_LOCKED}
    return without_names(content | {"meeting": meeting})


def without_names(value: object) -> object:
    if isinstance(value, dict):
        is_named = value.keys() == {"id", "name"}
        return value["id"] if is_named else {key: without_names(one) for key, one in value.items()}
    return [without_names(one) for one in value] if isinstance(value, list) else value

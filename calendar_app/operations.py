"""What the secretariat does to the calendar, and what its pages put together from many meetings."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from calendar_app.models import HostTurn, Meeting, MeetingChange, MeetingHost, State
from calendar_app.wheel import Occasion, Wheel, draw, ring_names
from committee.models import Municipality
from committee.refusal import RefusedError
from committee.swedish import long_date

REST = "Övriga organ"


@dataclass(frozen=True)
class Occurrence:
    """When something was done, by whom, and the reason that readers are given."""

    at: dt.datetime
    by: AbstractBaseUser | None = None
    reason: str = ""


@contextmanager
def recorded(meetings: Iterable[Meeting], done: Occurrence) -> Iterator[None]:
    """Note, in words, what becomes another in the published ones of these meetings while the block runs. Atomic.

    A body or host that they get is published with them.
    """
    published = Meeting.objects.filter(pk__in=[meeting.pk for meeting in meetings]).exclude(announced_at=None)
    with transaction.atomic():
        before = {meeting.pk: meeting for meeting in published.select_for_update(of=["self"]).with_body_and_hosts()}
        old = {key: meeting.facts() for key, meeting in before.items()}
        yield
        published.announce_body_and_hosts(at=done.at)
        for meeting in published.filter(pk__in=before).with_body_and_hosts():
            got_its_day = before[meeting.pk].is_month_only and not meeting.is_month_only
            MeetingChange.objects.bulk_create(changes_of(meeting, old[meeting.pk], got_its_day, done))


def changes_of(meeting: Meeting, old: dict[str, str], got_its_day: bool, done: Occurrence) -> list[MeetingChange]:
    What = MeetingChange.What
    return [
        MeetingChange(
            meeting=meeting,
            changed_at=done.at,
            changed_by=done.by,
            what=What.DAY if what == What.DATE and got_its_day else what,
            before=old[what],
            after=now,
            reason=done.reason,
        )
        for what, now in meeting.facts().items()
        if now != old[what]
    ]


def locked_meeting(pk: int) -> Meeting:
    """The meeting as it is now, held until the transaction ends: what belongs to it is changed by one at a time."""
    return Meeting.objects.select_for_update(of=["self"]).select_related("body", "kind").get(pk=pk)


@transaction.atomic
def change_state(meeting: Meeting, to: State, done: Occurrence, *, today: dt.date) -> Meeting:
    """Bring a meeting to its next state. Raises RefusedError for a step that isn't allowed on the day."""
    meeting = locked_meeting(meeting.pk)
    if to not in meeting.next_states(today):
        label = State(to).label
        raise RefusedError(f"{meeting} är {meeting.get_state_display()} och kan inte bli {label} {long_date(today)}.")
    if meeting.is_draft:
        Meeting.objects.filter(pk=meeting.pk).announce(at=done.at, usual=to)
    else:
        with recorded([meeting], done):
            Meeting.objects.filter(pk=meeting.pk).update(state=to)
    meeting.refresh_from_db()
    return meeting


@transaction.atomic
def give_day(
    meeting: Meeting,
    done: Occurrence,
    *,
    starts_on: dt.date,
    ends_on: dt.date,
    starts_at: dt.time | None,
    ends_at: dt.time | None,
) -> None:
    """Give a month-only meeting its day; it keeps its address, its id in calendars and its hosts, and is planned."""
    with recorded([meeting], done):
        rows = Meeting.objects.filter(pk=meeting.pk, precision=Meeting.Precision.MONTH)
        times = {"starts_on": starts_on, "ends_on": ends_on, "starts_at": starts_at, "ends_at": ends_at}
        state = State.DRAFT if meeting.is_draft else State.PLANNED
        if not rows.exclude(state=State.CANCELLED).update(precision=Meeting.Precision.DAY, state=state, **times):
            raise RefusedError(f"{meeting} har redan en dag, eller är inställt.")


@transaction.atomic
def set_host(meeting: Meeting, host: Municipality | None, done: Occurrence) -> None:
    """Let a municipality, or none, host the meeting alone; when it is the first host already, nothing changes."""
    first = MeetingHost.objects.filter(meeting=meeting).first()
    if (first.municipality_id if first else None) == (host.pk if host else None):
        return
    with recorded([meeting], done):
        meeting.meeting_hosts.all().delete()
        if host:
            MeetingHost.objects.create(meeting=meeting, municipality=host)


@transaction.atomic
def swap_hosts(first: Meeting, second: Meeting, done: Occurrence) -> None:
    """Let two meetings exchange all their hosts."""
    with recorded([first, second], done):
        rows = MeetingHost.objects.select_for_update().filter(meeting__in=[first, second])
        hosts = list(rows)
        rows.delete()
        others = {first.pk: second.pk, second.pk: first.pk}
        MeetingHost.objects.bulk_create(
            MeetingHost(
                meeting_id=others[host.meeting_id], municipality_id=host.municipality_id, position=host.position
            )
            for host in hosts
        )


@transaction.atomic
def swap_turns(first: HostTurn, second: HostTurn) -> None:
    """Let two municipalities exchange their turns in a rota."""
    first.municipality_id, second.municipality_id = second.municipality_id, first.municipality_id
    HostTurn.objects.bulk_update([first, second], ["municipality"])


def wheel_of(year: int, meetings: Iterable[Meeting]) -> Wheel:
    """The year's meetings as a wheel, the bodies in their own order from the outside in. No query of its own."""
    in_order = sorted(meetings, key=lambda meeting: (meeting.body.position, meeting.starts_on))
    counts = Counter(str(meeting.body) for meeting in in_order)
    rings = ring_names(counts, REST)
    occasions = [
        Occasion(
            ring=rings[str(meeting.body)],
            label=f"{meeting}, inställt" if meeting.is_cancelled else str(meeting),
            starts_on=meeting.starts_on,
            ends_on=meeting.ends_on,
            is_month_only=meeting.is_month_only,
            is_cancelled=meeting.is_cancelled,
        )
        for meeting in in_order
    ]
    return draw(year, list(dict.fromkeys(rings.values())), occasions)

"""Brings the calendar's rows to the pure checker of promises, as they are or as they would be after a change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from django.db import transaction

from calendar_app.models import HostTurn, Meeting, MeetingQuerySet
from calendar_app.promises import Rota, Sitting, check, newly_broken
from calendar_app.rota import next_hosts
from committee.models import Body, Duty
from committee.promises import Promise, PromiseKind, Verdict
from committee.reader import Reader

SECRETARIAT = Reader(is_secretariat=True)
PREPARING_MONTH = 12  # a meeting in January may be prepared in December


def sitting_of(meeting: Meeting) -> Sitting:
    """A meeting as the checker sees it; needs `with_body_and_hosts` to cost nothing."""
    return Sitting(
        key=meeting.pk,
        body=meeting.body.slug,
        starts_on=meeting.starts_on,
        ends_on=meeting.ends_on,
        is_ordinary=meeting.is_ordinary,
        takes_turn=meeting.takes_turn,
        is_month_only=meeting.is_month_only,
        is_cancelled=meeting.is_cancelled,
        hosts=tuple(host.name for host in meeting.host_municipalities) if meeting.pk else (),
        when=meeting.when,
    )


def sittings(meetings: MeetingQuerySet, promises: Iterable[Promise], year: int) -> list[Sitting]:
    """The meetings that promises about the year look at: two queries."""
    earliest = min((year - promise.period_years + 1 for promise in promises), default=year)
    since = min(dt.date(max(earliest, 1900), 1, 1), dt.date(year - 1, PREPARING_MONTH, 1))
    rows = meetings.filter(starts_on__gte=since, starts_on__lte=dt.date(year, 12, 31)).order_by("starts_on", "pk")
    return [sitting_of(meeting) for meeting in rows.with_body_and_hosts()]


def rotas(reader: Reader) -> dict[str, Rota]:
    """The rotas that a reader may know of, by the body's slug: one query."""
    found: dict[str, Rota] = {}
    turns = HostTurn.objects.visible_to(reader).select_related("body", "municipality")
    for turn in turns.order_by("position", "year"):
        rota = found.get(turn.body.slug, Rota())
        if turn.position is not None:
            found[turn.body.slug] = Rota((*rota.cycle, turn.municipality.name), rota.years)
        else:
            found[turn.body.slug] = Rota(rota.cycle, (*rota.years, (turn.year, turn.municipality.name)))
    return found


def verdicts(promises: list[Promise], year: int, reader: Reader) -> list[Verdict]:
    """What a reader's calendar says of the promises about meetings: three queries, none without promises."""
    promises = [promise for promise in promises if promise.kind != PromiseKind.BALANCE]
    if not promises:
        return []
    return check(promises, year, sittings(Meeting.objects.visible_to(reader), promises, year), rotas(reader))


def promises_in_force(year: int) -> list[Promise]:
    """The rules that hold for a year as the secretariat has them, drafts too: one query."""
    return [duty.as_promise() for duty in Duty.objects.in_force(year)]


def broken_by(changed: Meeting, *, years: Iterable[int]) -> list[Verdict]:
    """The promises that would break if a meeting became what it is in memory; its row isn't touched."""
    broken = []
    for year in sorted(set(years)):
        promises = [promise for promise in promises_in_force(year) if promise.kind != PromiseKind.HOSTS]
        now = sittings(Meeting.objects.visible_to(SECRETARIAT), promises, year)
        then = [sitting for sitting in now if sitting.key != changed.pk]
        then.append(sitting_of(changed))
        broken += newly_broken(check(promises, year, now, {}), check(promises, year, then, {}))
    return broken


def deviations_of(meetings: Iterable[Meeting]) -> list[str]:
    """Where the hosts of these meetings' bodies and years aren't those whose turn it is, in words."""
    found: dict[str, None] = {}
    for body, year in {(meeting.body.slug, meeting.starts_on.year) for meeting in meetings}:
        hosts = [promise for promise in promises_in_force(year) if promise.kind == PromiseKind.HOSTS]
        for verdict in verdicts([promise for promise in hosts if promise.body == body], year, SECRETARIAT):
            found |= dict.fromkeys(verdict.details)
    return list(found)


def broken_and_mended(meetings: Iterable[Meeting], change: Callable[[], object], reader: Reader) -> list[str]:
    """What a change of hosts would do to the promised order in these meetings' bodies and years, in sentences.

    The change is made, looked at and taken back. Only the secretariat is told: drafts count too.
    """
    if not reader.is_secretariat:
        return []
    meetings = list(meetings)
    before = deviations_of(meetings)
    with transaction.atomic():
        change()
        after = deviations_of(meetings)
        transaction.set_rollback(True)
    return [
        *(f"Mot värdordningen efter bytet: {one.rstrip('.')}." for one in after if one not in before),
        *(f"Inte längre mot värdordningen: {one.rstrip('.')}." for one in before if one not in after),
    ]


def next_host(cycle: list[HostTurn], meetings: MeetingQuerySet) -> str:
    """Whose turn comes after a body's latest meetings with hosts: two queries. Needs `with_body_and_hosts`."""
    order = [turn.municipality.name for turn in cycle]
    latest = meetings.order_by("-starts_on", "-pk")[: 3 * len(order)]
    turns = [sitting_of(meeting) for meeting in reversed(latest) if meeting.takes_turn]
    hosted = [next(iter(sitting.hosts), "") for sitting in turns]
    while hosted and not hosted[-1]:
        hosted.pop()  # not yet given a host: the turn is still to come
    return next_hosts(order, hosted, 1)[0]


def promises_of(body: Body, promises: Iterable[Promise]) -> list[Promise]:
    return [promise for promise in promises if promise.body == body.slug]

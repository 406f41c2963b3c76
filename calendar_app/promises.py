"""Checks what a plan promises of meetings and hosts against a calendar (pure: plain values in, verdicts out)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from calendar_app.planning_values import is_prepared
from calendar_app.rota import deviations, expected_hosts
from committee.promises import Promise, PromiseKind, Verdict
from committee.swedish import enumerate_words


@dataclass(frozen=True)
class Sitting:
    """A meeting as a promise sees it; `body` is a slug, and a month-only meeting starts on its month's first day."""

    key: int | None
    body: str
    starts_on: dt.date
    ends_on: dt.date
    is_ordinary: bool = True
    takes_turn: bool = True
    is_month_only: bool = False
    is_cancelled: bool = False
    hosts: tuple[str, ...] = ()
    when: str = ""


@dataclass(frozen=True)
class Rota:
    """Whose turn it is at a body's meetings: a cycle that meetings follow one by one, or a host for each year."""

    cycle: tuple[str, ...] = ()
    years: tuple[tuple[int, str], ...] = ()


def check(promises: Iterable[Promise], year: int, sittings: Sequence[Sitting], rotas: dict[str, Rota]) -> list[Verdict]:
    """The verdicts on a year, in the promises' order. Promises of other things, or of rotas not given, are left out.

    `sittings` hold the year, the years before it that promises look back on, and the last weeks before it.
    """
    held = [sitting for sitting in sittings if not sitting.is_cancelled]
    verdicts = []
    for promise in promises:
        match promise.kind:
            case PromiseKind.MEETINGS:
                verdicts.append(check_number(promise, year, held))
            case PromiseKind.PREPARED:
                verdicts.append(check_prepared(promise, year, held))
            case PromiseKind.HOSTS if promise.body in rotas:
                verdicts.append(check_hosts(promise, year, sittings, rotas[promise.body]))
    return verdicts


def check_number(promise: Promise, year: int, held: Sequence[Sitting]) -> Verdict:
    """Count a body's ordinary meetings in the years that end with this one.

    >>> days = [dt.date(2017, month, 2) for month in range(2, 8)]
    >>> sittings = [Sitting(n, "rad", day, day) for n, day in enumerate(days)]
    >>> verdict = check_number(Promise(PromiseKind.MEETINGS, "rad", "Rådet", minimum_meetings=6), 2017, sittings)
    >>> verdict.words, verdict.status
    ('6 av minst 6 sammanträden 2017', 'tight')
    """
    first = year - promise.period_years + 1
    count = sum(
        sitting.body == promise.body and sitting.is_ordinary and first <= sitting.starts_on.year <= year
        for sitting in held
    )
    least = promise.minimum_meetings
    years = str(year) if first == year else f"{first}–{year}"
    words = f"{count} av minst {least} {'sammanträde' if least == 1 else 'sammanträden'} {years}"
    missing = max(least - count, 0)
    return Verdict(promise, year, is_kept=not missing, is_tight=count == least, missing=missing, words=words)


def check_prepared(promise: Promise, year: int, held: Sequence[Sitting]) -> Verdict:
    """Find the ordinary meetings, those with a day, that no meeting of the preparing body comes before in time."""
    dated = [sitting for sitting in held if not sitting.is_month_only]
    preparing = [sitting.ends_on for sitting in dated if sitting.body == promise.preparer]
    meetings = [
        sitting
        for sitting in dated
        if sitting.body == promise.body and sitting.is_ordinary and sitting.starts_on.year == year
    ]
    bare = [sitting for sitting in meetings if not is_prepared(sitting.starts_on, preparing)]
    if not meetings:
        return Verdict(promise, year, is_kept=True, words=f"Inga möten med dag {year} att förbereda än")
    words = f"{len(meetings) - len(bare)} av {len(meetings)} möten {year} förbereds av {promise.preparer_name}"
    details = tuple(f"{sitting.when} saknar förberedande möte en till fem veckor före" for sitting in bare)
    return Verdict(promise, year, is_kept=not bare, words=words, details=details)


def check_hosts(promise: Promise, year: int, sittings: Sequence[Sitting], rota: Rota) -> Verdict:
    """Explain where the year's hosts aren't those whose turn it is. A cancelled meeting's host has had its turn."""
    turns = sorted(
        (sitting for sitting in sittings if sitting.body == promise.body and sitting.takes_turn),
        key=lambda sitting: sitting.starts_on,
    )
    if rota.cycle:
        of_year = [sitting for sitting in turns if sitting.starts_on.year == year]
        due = expected_hosts(rota.cycle, [sitting.hosts[0] if sitting.hosts else "" for sitting in of_year])
        hosted = [(sitting.when, host_in_turn(sitting, host)) for sitting, host in zip(of_year, due, strict=True)]
        details = tuple(deviations(rota.cycle, hosted))
    else:
        expected = dict(rota.years).get(year)
        of_year = [sitting for sitting in turns if sitting.starts_on.year == year and not sitting.is_cancelled]
        details = tuple(
            f"{sitting.when}: enligt värdlistan är det {expected}, men {enumerate_words(sitting.hosts)} står som värd"
            for sitting in of_year
            if expected and sitting.hosts and expected not in sitting.hosts
        )
    words = f"Värdarna {year} följer ordningen" if not details else f"Värdarna {year} följer inte ordningen"
    return Verdict(promise, year, is_kept=not details, words=words, details=details)


def host_in_turn(sitting: Sitting, due: str) -> str:
    """Of several hosts the one whose turn it is, else the first named; "" without any."""
    return due if due in sitting.hosts else next(iter(sitting.hosts), "")


def newly_broken(before: Sequence[Verdict], after: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts that a change turns from kept to broken, or breaks in more places than before."""
    old = {(verdict.promise, verdict.year): verdict for verdict in before}
    return [
        verdict
        for verdict in after
        if not verdict.is_kept
        and ((was := old.get((verdict.promise, verdict.year))) is None or was.is_kept or is_worse(verdict, was))
    ]


def is_worse(verdict: Verdict, was: Verdict) -> bool:
    return verdict.missing > was.missing or bool(set(verdict.details) - set(was.details))

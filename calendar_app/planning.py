"""Proposes a body's meetings for a year from last year's pattern, and the meetings that prepare them (pure).

Each meeting gets the cheapest day that breaks no rule: a day's cost is how far it lies from the pattern, together with
what it costs to have the meeting prepared.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from calendar_app.planning_values import (
    DAY,
    JULY,
    BodyYear,
    Choice,
    OwnDays,
    Proposal,
    Slot,
    Target,
    YearProposal,
    days_near,
    days_of,
    evenly_spread,
    is_prepared,
    objections,
    span,
    targets_for,
    too_close,
)
from committee.swedish import date_span, month_and_year, number_word

__all__ = ["BodyYear", "Proposal", "Slot", "YearProposal", "objections", "propose_year"]

USUAL_DAYS_BEFORE = 14  # from a preparing meeting that isn't in last year's pattern
NO_ONE_BUSY: Mapping[dt.date, str] = MappingProxyType({})


@dataclass
class Desk:
    """One body's year while it is being planned. `taken` is shared by the bodies that are planned together."""

    body: BodyYear
    year: int
    taken: dict[dt.date, str]
    preparer: Desk | None = None
    chosen: list[tuple[Choice, str]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    own: OwnDays = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.dated = [slot for slot in self.body.existing if not slot.is_month_only]
        self.targets = targets_for(self.body, self.year)
        for slot in self.dated:
            self.take(slot.starts_on, slot.ends_on, slot.title)

    def take(self, first: dt.date, last: dt.date, title: str) -> None:
        words = f"{title or 'mötet'} i {self.body.name} {date_span(first, last)}"
        meeting = (len(self.own), first, last)  # meetings that come later have a greater number
        for day in span(first, last):
            self.taken.setdefault(day, words)
            self.own.setdefault(day.toordinal(), meeting)

    @property
    def meetings(self) -> Iterator[Slot | Choice]:
        yield from self.dated
        yield from (choice for choice, _ in self.chosen)

    @property
    def ordinary(self) -> list[Slot | Choice]:
        """This year's ordinary meetings that have a day."""
        meetings = [*(slot for slot in self.dated if slot.kind == ""), *(choice for choice, _ in self.chosen)]
        return [
            each
            for each in meetings
            if each.starts_on.year == self.year and (isinstance(each, Slot) or each.target.kind == "")
        ]

    @property
    def last_days(self) -> list[dt.date]:
        return [each.ends_on for each in self.meetings]

    def reasons(self, target: Target, day: dt.date) -> list[str]:
        """What speaks against a day, apart from preparation."""
        last = target.last_day(day)
        near = too_close(day, last, self.own)
        return [*objections(day, last, busy=self.taken), *([near] if near else [])]

    def choose(self, target: Target, prepares: dt.date | None = None) -> Choice | None:
        """The cheapest day for a target, or None; with `prepares`, only days that prepare a meeting on that day."""
        best = None
        for cost, day in days_near(target, self.body.weekday):
            if best and cost >= best.cost:
                break
            if prepares and not is_prepared(prepares, [target.last_day(day)]):
                continue
            choice = None if self.reasons(target, day) else self.prepared(Choice(target, day))
            if choice and (best is None or choice.cost < best.cost):
                best = choice
        return best

    def prepared(self, choice: Choice) -> Choice | None:
        """The choice, together with what prepares it; None when nothing can."""
        if not self.preparer or choice.target.kind != "" or is_prepared(choice.starts_on, self.preparer.last_days):
            return choice
        support = self.preparer.choose_support(choice.starts_on)
        return replace(choice, support=support) if support else None

    def choose_support(self, prepares: dt.date) -> Choice | None:
        """The cheapest way for this body to prepare a meeting: a target of its own, or an extra meeting."""
        day = prepares - USUAL_DAYS_BEFORE * DAY
        day = min(max(day, dt.date(self.year, 1, 1)), dt.date(self.year, 12, 31))
        if day.month == JULY:  # nothing new then
            before, after = dt.date(self.year, JULY, 1) - DAY, dt.date(self.year, JULY, 31) + DAY
            day = before if is_prepared(prepares, [before]) else after
        extra = Target(day, weekday=self.body.weekday)
        choices = [self.choose(target, prepares) for target in (*self.targets, extra)]
        return min((choice for choice in choices if choice), key=lambda choice: choice.burden, default=None)

    def support(self, slots: Iterable[Slot], preparer_of: str) -> None:
        """Prepare meetings whose day is settled, as far as possible."""
        settled = sorted((slot for slot in slots if not slot.is_month_only), key=lambda slot: slot.starts_on)
        for slot in settled:
            for day in span(slot.starts_on, slot.ends_on):
                self.taken.setdefault(day, f"mötet{preparer_of} {date_span(slot.starts_on, slot.ends_on)}")
        for slot in settled:
            if slot.kind or slot.starts_on.year < self.year:
                continue
            if is_prepared(slot.starts_on, self.last_days):
                continue
            if choice := self.choose_support(slot.starts_on):
                self.settle(choice)
            else:
                when = date_span(slot.starts_on, slot.ends_on)
                self.remarks.append(
                    f"Mötet{preparer_of} {when}: inget möte i {self.body.name} en till fem veckor före."
                )

    def settle(self, choice: Choice) -> None:
        """Write a choice down, with what prepares it."""
        note = self.why(choice)
        if choice.support and self.preparer:
            self.preparer.settle(choice.support)
        self.chosen.append((choice, note))
        self.take(choice.starts_on, choice.ends_on, choice.target.title)
        if choice.target in self.targets:
            self.targets.remove(choice.target)

    def place_targets(self) -> None:
        """Place what is left to place, for a body without any ordinary meeting all that it promised."""
        if not self.ordinary and all(target.kind for target in self.targets):
            self.targets += evenly_spread(self.year, self.body)
        for target in list(self.targets):
            if target not in self.targets:  # settled meanwhile, to prepare another
                continue
            if choice := self.choose(target):
                self.settle(choice)
            else:
                self.targets.remove(target)
                self.remarks.append(self.not_placed(target))

    def fill(self) -> None:
        """Add ordinary meetings in the widest gaps until the body has as many as it promised."""
        while len(self.ordinary) < self.body.minimum:
            choice = next(filter(None, map(self.choose_exactly, self.days_in_gaps())), None)
            if choice is None:
                self.remarks.append(self.too_few())
                return
            self.settle(choice)

    def too_few(self) -> str:
        count, promised = len(self.ordinary), number_word(self.body.minimum)
        meetings = "ordinarie möte" if count == 1 else "ordinarie möten"
        held = f"{number_word(count) if count else 'inga'} {meetings} {self.year}"
        return f"{self.body.name} får {held} men har lovat minst {promised}. Det finns ingen tillåten dag för fler."

    def choose_exactly(self, day: dt.date) -> Choice | None:
        target = Target(day)
        return None if self.reasons(target, day) else self.prepared(Choice(target, day))

    def days_in_gaps(self) -> list[dt.date]:
        """Days outside July for a new meeting: usual weekday first, then those farthest from other meetings."""
        usual = self.body.weekday
        edges = [dt.date(self.year, 1, 1), dt.date(self.year, 12, 31)]
        others = [*edges, *(each.starts_on for each in self.ordinary)]

        def rank(day: dt.date) -> tuple[bool, int]:
            return usual not in (None, day.isoweekday()), -min(abs((day - other).days) for other in others)

        days = (day for day in days_of(self.year) if day.month != JULY)
        return sorted((day for day in days if day.isoweekday() in {1, 2, 3, 4, 5, usual}), key=rank)

    def why(self, choice: Choice) -> str:
        """Why not the day that last year's pattern gives, before the choice is settled."""
        target = choice.target
        if not target.pattern:
            month = target.month and month_and_year(target.month.starts_on)
            return f"Mötet är bestämt till {month}." if month else "Mötet finns inte i förra årets mönster."
        if target.day == choice.starts_on:
            return ""
        return f"Förra årets mönster ger {self.pattern_day(target)}: {self.reason(target)}."

    def pattern_day(self, target: Target) -> str:
        return date_span(target.day, target.last_day(target.day))

    def reason(self, target: Target) -> str:
        """Why a target didn't get its own day."""
        if found := self.reasons(target, target.day):
            return found[0]
        if target.day not in {day for _, day in days_near(target, self.body.weekday)}:
            return "det är ingen mötesdag"
        if self.preparer and target.kind == "":
            return f"andra dagar går bättre att förbereda i {self.preparer.body.name}"
        return "en annan dag passar bättre för det som ska förberedas"

    def not_placed(self, target: Target) -> str:
        reason = self.reason(target)
        if self.preparer and target.kind == "" and not self.reasons(target, target.day):
            reason = f"inget möte i {self.preparer.body.name} kan ligga en till fem veckor före"
        if target.month:
            what, where = f"ingen dag för mötet i {month_and_year(target.month.starts_on)}", "i månaden"
        else:
            what, where = f"inget möte kring {self.pattern_day(target)}", "inom fyra veckor"
        return f"{self.body.name} får {what}: {reason}. Ingen annan dag {where} är tillåten."


def propose_year(
    year: int,
    body: BodyYear,
    *,
    preparer: BodyYear | None = None,
    prepares: tuple[Slot, ...] = (),
    busy: Mapping[dt.date, str] = NO_ONE_BUSY,
) -> YearProposal:
    """Propose a body's year, and with a `preparer` the meetings that prepare it.

    `prepares` has the meetings that this body prepares itself. `busy` names the meetings of all other bodies by day.
    Never proposes what breaks a rule: what has no allowed day becomes a remark.
    """
    taken = dict(busy)
    helper = Desk(preparer, year, taken) if preparer else None
    desk = Desk(body, year, taken, helper)
    if helper:
        helper.support(desk.dated, f" i {body.name}")
    desk.support(prepares, "")
    for each in filter(None, (desk, helper)):
        each.place_targets()
        each.fill()
    return written_up(desk, helper, prepares)


Notes = dict[dt.date, list[str]]  # by a meeting's first day


def written_up(desk: Desk, helper: Desk | None, prepares: Iterable[Slot]) -> YearProposal:
    """The two bodies' choices as a proposal."""
    _, for_others = preparation_notes(prepares, desk, "")
    if not helper:
        return YearProposal(proposals(desk, for_others), (), tuple(desk.remarks))
    by_helper, for_body = preparation_notes(desk.ordinary, helper, f" i {desk.body.name}")
    remarks = (*desk.remarks, *helper.remarks)
    return YearProposal(proposals(desk, by_helper, for_others), proposals(helper, for_body), remarks)


def preparation_notes(prepared: Iterable[Slot | Choice], preparing: Desk, where: str) -> tuple[Notes, Notes]:
    """Say which meeting prepares which: for the prepared and for the preparing meetings."""
    by, of = {}, {}
    for meeting in sorted(prepared, key=lambda each: each.starts_on):
        in_time = [each for each in preparing.meetings if is_prepared(meeting.starts_on, [each.ends_on])]
        if in_time and not (isinstance(meeting, Slot) and (meeting.kind or meeting.is_month_only)):
            last = max(in_time, key=lambda each: each.ends_on)
            when, before = date_span(meeting.starts_on, meeting.ends_on), date_span(last.starts_on, last.ends_on)
            by.setdefault(meeting.starts_on, []).append(f"Förbereds i {preparing.body.name} {before}.")
            of.setdefault(last.starts_on, []).append(f"Förbereder mötet{where} {when}.")
    return by, of


def proposals(desk: Desk, *preparation: Notes) -> tuple[Proposal, ...]:
    """What was chosen, by date, with hosts in turn for what has none."""
    turns = iter(desk.body.hosts_in_turn)
    made = []
    for choice, why in sorted(desk.chosen, key=lambda each: each[0].starts_on):
        target, month = choice.target, choice.target.month
        hosts = month.hosts if month else ()
        if not month and target.kind in desk.body.rota_kinds and (host := next(turns, None)):
            hosts = (host,)
        notes = [why] if why else []
        for each in preparation:
            notes += each.get(choice.starts_on, [])
        key = month.key if month else None
        made.append(Proposal(choice.starts_on, choice.ends_on, target.kind, target.title, hosts, key, tuple(notes)))
    return tuple(made)

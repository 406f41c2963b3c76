"""Who reads an object and why: the rule is asked with one reader after another, and never repeated."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db.models import Model

from calendar_app.models import Delivery
from committee.reader import Reader
from committee.swedish import enumerate_words, long_date, number_word
from sodertorn.insight.kind import Kind
from sodertorn.insight.people import Held, Holder, holders, of_the_secretariat, staff_with

PUBLIC, SECRETARIAT = Reader(), Reader(is_secretariat=True)


@dataclass(frozen=True)
class Reading:
    """A person who reads the object: why, and until when the right lasts (None: until further notice)."""

    holder: Holder
    reasons: tuple[str, ...]
    until: dt.date | None


@dataclass(frozen=True)
class Other:
    """A person who doesn't read it now, but has an assignment of another time that would let them."""

    holder: Holder
    words: str


@dataclass
class Explanation:
    """Who reads one object. Of what is public there is nobody to list."""

    kind: Kind
    row: Model
    decides: list[str]
    is_public: bool = False
    withheld: str = ""
    is_for_secretariat: bool = False
    people: list[Reading] = field(default_factory=list)
    later: list[Other] = field(default_factory=list)
    earlier: list[Other] = field(default_factory=list)
    secretariat: list[User] = field(default_factory=list)
    staff: list[User] = field(default_factory=list)
    sent_to: list[Delivery] = field(default_factory=list)

    @property
    def summary(self) -> str:
        """The answer as one sentence."""
        if self.is_public:
            return "Alla kan läsa det här, även den som inte loggar in."
        who = [f"{counted(self.people)} {'person' if len(self.people) == 1 else 'personer'}"] if self.people else []
        who += ["sekretariatet"] if self.is_for_secretariat else []
        who += [f"{counted(self.staff)} till som arbetar i Redigera"] if self.staff else []
        if not who:
            return "Ingen kan läsa det här."
        words = enumerate_words(who) if len(who) > 1 else f"bara {who[0]}"
        return f"{words[0].upper()}{words[1:]} kan läsa det här."

    @property
    def without_login(self) -> str:
        """How many of them can't log in today, as a sentence; empty when all can."""
        count = sum(not reading.holder.can_log_in for reading in self.people)
        if not count:
            return ""
        if count == len(self.people):
            return "Ingen av personerna kan logga in i dag."
        return f"{number_word(count, one='en').capitalize()} av personerna kan inte logga in i dag."


def counted(rows: list) -> str:
    return number_word(len(rows), one="en")


def explain(kind: Kind, row: Model, today: dt.date) -> Explanation:
    """Ask who reads the row. One query for what is public, beside those of its own words.

    For other rows five: the people, their assignments, the secretariat, and the rule twice: about the public, and then
    about the secretariat and everybody else at once. People with the same assignments are asked about as one, unless
    the rule asks who the person is. It is one query more for each hundred readers.
    """
    answer = Explanation(kind, row, kind.decides(row))
    if kind.seen_by([PUBLIC], row.pk):
        answer.is_public = True
        return answer
    everybody, in_person = holders(today), bool(kind.personally)
    asked = [SECRETARIAT, *(reader for holder in everybody for reader in holder.readers(in_person=in_person))]
    seen = kind.seen_by(asked, row.pk)
    answer.is_for_secretariat = SECRETARIAT in seen
    reads = [holder for holder in everybody if holder.reader(in_person=in_person) in seen]
    answer.people = [reading_of(holder, seen, kind) for holder in reads]
    others = [holder for holder in everybody if holder not in reads]
    answer.later, answer.earlier = at_other_times(others, seen, today)
    answer.secretariat = list(of_the_secretariat())
    answer.staff = list(staff_with(kind.permission)) if kind.permission else []
    answer.sent_to = list(kind.sent_to(row)) if kind.sent_to else []
    answer.withheld = kind.withheld(row) if kind.withheld else ""
    return answer


def reading_of(holder: Holder, seen: set[Reader], kind: Kind) -> Reading:
    """Why a person reads it: by assignments that let in anyone who holds them, or else for a reason of their own."""
    giving = [one for one in holder.in_force if one.reader() in seen]
    if giving:
        return Reading(holder, tuple(f"{one.words(seen)}, {since(one)}" for one in giving), lasts_until(giving))
    pk = holder.person.pk
    own = [one for one in holder.in_force if one.reader(pk) in seen]
    reasons = tuple(f"{kind.personally} och {one.words(seen, pk)}, {since(one)}" for one in own)
    return Reading(holder, reasons or (kind.personally,), lasts_until(own))


def since(one: Held) -> str:
    return f"sedan {long_date(one.assignment.starts_on)}"


def lasts_until(held: list[Held]) -> dt.date | None:
    """The last day of the assignment that lasts the longest; None when one has no last day."""
    days = [one.assignment.ends_on for one in held]
    return None if None in days else max(days, default=None)


def at_other_times(others: list[Holder], seen: set[Reader], today: dt.date) -> tuple[list[Other], list[Other]]:
    """Those whose assignment hasn't begun, with its first day, and those whose assignment is over, with its last."""
    later, earlier = [], []
    for holder in others:
        giving = [one for one in holder.held if one.reader() in seen]
        coming = [one for one in giving if one.assignment.starts_on > today]
        if coming:
            first = min(coming, key=lambda one: one.assignment.starts_on)
            later.append(Other(holder, f"{first.words(seen)}, från {long_date(first.assignment.starts_on)}"))
        elif giving:
            last = max(giving, key=lambda one: one.assignment.ends_on)
            earlier.append(Other(holder, f"{last.words(seen)}, till och med {long_date(last.assignment.ends_on)}"))
    return later, earlier

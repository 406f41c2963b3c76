"""The states of a meeting, and which may follow which: the database's trigger and the pages both read it here."""

import datetime as dt

from django.db import models


class State(models.TextChoices):
    DRAFT = "draft", "utkast"
    TENTATIVE = "tentative", "preliminärt"
    PLANNED = "planned", "planerat"
    CALLED = "called", "kallat"
    HELD = "held", "genomfört"
    ADJUSTED = "adjusted", "justerat"
    CANCELLED = "cancelled", "inställt"


TRANSITIONS: dict[State, tuple[State, ...]] = {
    State.DRAFT: (State.PLANNED, State.TENTATIVE),
    State.TENTATIVE: (State.PLANNED, State.CANCELLED),
    State.PLANNED: (State.CALLED, State.HELD, State.TENTATIVE, State.CANCELLED),
    State.CALLED: (State.HELD, State.CANCELLED),
    State.HELD: (State.ADJUSTED,),
    State.ADJUSTED: (),
    State.CANCELLED: (State.PLANNED, State.TENTATIVE),
}
STATES_WITHOUT_A_DAY = (State.DRAFT, State.TENTATIVE, State.CANCELLED)
WAS_CALLED = (State.CALLED, State.HELD, State.ADJUSTED)
"""The kallelse has been sent: numbers stay, and what is added is late. A trigger is made from it too."""

VERBS = {
    State.TENTATIVE: "Sätt som preliminärt",
    State.PLANNED: "Bekräfta som planerat",
    State.CALLED: "Markera som kallat",
    State.HELD: "Markera som genomfört",
    State.ADJUSTED: "Markera som justerat",
    State.CANCELLED: "Ställ in",
}
"""What the secretariat does to bring a meeting to a state."""
FIRST_VERBS = {State.DRAFT: "Publicera", State.CANCELLED: "Återta"}


def verb(state: str, to: State) -> str:
    """The name of a step: publishing and taking back are called so, whichever state they lead to.

    >>> verb("cancelled", State.PLANNED), verb("planned", State.CANCELLED)
    ('Återta som planerat', 'Ställ in')
    """
    first = FIRST_VERBS.get(State(state))
    return f"{first} som {to.label}" if first else VERBS[to]


def pairs() -> list[tuple[str, str]]:
    """Every allowed step as (from, to)."""
    return [(start.value, end.value) for start, ends in TRANSITIONS.items() for end in ends]


def next_states(
    state: str, *, starts_on: dt.date, last_day: dt.date, is_month_only: bool, today: dt.date
) -> list[State]:
    """The states that may follow on the day: a meeting is called before it is over, and held once it has begun."""
    return [end for end in TRANSITIONS[State(state)] if can_be(end, starts_on, last_day, is_month_only, today)]


def can_be(state: State, starts_on: dt.date, last_day: dt.date, is_month_only: bool, today: dt.date) -> bool:
    if is_month_only and state not in STATES_WITHOUT_A_DAY:
        return False
    if state == State.CALLED:
        return today <= last_day
    return today >= starts_on if state == State.HELD else True

"""How a promise about meetings is put in words (pure)."""

from committee.swedish import number_word


def describe_duty(minimum_meetings: int, period_years: int) -> str:
    """Say how often a body shall meet.

    >>> describe_duty(6, 1)
    'minst sex möten per år'
    >>> describe_duty(1, 1)
    'minst ett möte per år'
    >>> describe_duty(1, 2)
    'minst ett möte vartannat år'
    >>> describe_duty(2, 3)
    'minst två möten vart tredje år'
    """
    meetings = "ett möte" if minimum_meetings == 1 else f"{number_word(minimum_meetings)} möten"
    ordinals = {1: "per år", 2: "vartannat år", 3: "vart tredje år", 4: "vart fjärde år", 5: "vart femte år"}
    return f"minst {meetings} {ordinals.get(period_years, f'på {period_years} år')}"

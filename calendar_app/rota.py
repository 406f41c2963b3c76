"""The order in which municipalities host meetings (turordning): found in the dates, continued, departed from (pure).

Hosts are names; "" is a meeting that has no host yet.
"""

from __future__ import annotations

from collections.abc import Sequence


def find_cycle(hosts: Sequence[str]) -> tuple[str, ...]:
    """The order behind hosts by date: the shortest start without repeats that all the rest repeats; () if none.

    >>> find_cycle(["Ålvik", "Sund", "Näs", "Ålvik"])
    ('Ålvik', 'Sund', 'Näs')
    >>> find_cycle(["Ålvik", "Sund", "Näs"])
    ()
    """
    for length in range(2, len(hosts)):
        start = tuple(hosts[:length])
        if all(start) and len(set(start)) == length and list(hosts) == _turns(start, 0, len(hosts)):
            return start
    return ()


def expected_hosts(cycle: Sequence[str], actual: Sequence[str]) -> list[str]:
    """Whose turn it was at each meeting, by the place in the cycle that agrees with most of the actual hosts.

    >>> expected_hosts(["Ålvik", "Sund", "Näs"], ["Sund", "", "Ålvik"])
    ['Sund', 'Näs', 'Ålvik']
    """
    return _turns(cycle, _offset(cycle, actual), len(actual)) if cycle else [""] * len(actual)


def next_hosts(cycle: Sequence[str], actual: Sequence[str], count: int) -> list[str]:
    """The hosts after the actual ones; from the cycle's beginning when nobody in it has hosted.

    >>> next_hosts(["Ålvik", "Sund", "Näs"], ["Sund", "Näs"], 2)
    ['Ålvik', 'Sund']
    """
    if not set(actual) & set(cycle):
        return _turns(cycle, 0, count) if cycle else []
    return _turns(cycle, _offset(cycle, actual) + len(actual), count)


def deviations(cycle: Sequence[str], hosted: Sequence[tuple[str, str]]) -> list[str]:
    """What departs from the cycle, a sentence each; `hosted` is when (in words) and host, by date.

    >>> deviations(["Ålvik", "Sund", "Näs"], [("2 maj", "Ålvik"), ("9 maj", "Näs"), ("6 juni", "Sund")])
    ['Näs och Sund har bytt: Näs är värd 9 maj och Sund 6 juni.']
    """
    if not cycle:
        return []
    actual = [host for _, host in hosted]
    expected = expected_hosts(cycle, actual)
    swaps = _swaps(expected, actual, cycle)
    explained = set(swaps.values())
    sentences = []
    for place, (when, host) in enumerate(hosted):
        if place in swaps:
            later, other = hosted[swaps[place]]
            sentences.append(f"{host} och {other} har bytt: {host} är värd {when} och {other} {later}.")
        elif place not in explained and host != expected[place]:
            sentences.append(_departure(when, host, expected[place], cycle))
    return sentences


def _departure(when: str, host: str, due: str, cycle: Sequence[str]) -> str:
    if not host:
        return f"{when}: ingen värd är angiven. Enligt turordningen är det {due}."
    if host not in cycle:
        return f"{when}: {host} är värd men ingår inte i turordningen. Enligt den är det {due}."
    return f"{when}: {host} är värd. Enligt turordningen är det {due}."


def _swaps(expected: Sequence[str], actual: Sequence[str], cycle: Sequence[str]) -> dict[int, int]:
    """Earlier meeting -> the nearest later one with which it has changed hosts."""
    swaps: dict[int, int] = {}
    wrong = [place for place, host in enumerate(actual) if host in cycle and host != expected[place]]
    for place in wrong:
        for later in wrong:
            crossed = actual[place] == expected[later] and actual[later] == expected[place]
            if crossed and not {place, later} & {*swaps, *swaps.values()}:
                swaps[place] = later
    return swaps


def _offset(cycle: Sequence[str], actual: Sequence[str]) -> int:
    """Where in the cycle the first meeting falls; the earliest place on ties."""

    def agreement(offset: int) -> int:
        return sum(host == turn for host, turn in zip(actual, _turns(cycle, offset, len(actual)), strict=True))

    return max(range(len(cycle)), key=agreement)


def _turns(cycle: Sequence[str], offset: int, count: int) -> list[str]:
    return [cycle[(offset + number) % len(cycle)] for number in range(count)]

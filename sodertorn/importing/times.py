"""Clock times and a body's usual weekday, as they stand in a calendar (pure)."""

import datetime as dt
import re
from dataclasses import dataclass

from committee.swedish import WEEKDAYS, time_span
from sodertorn.importing.names import folded

DASH = r"\s*[-–—]\s*"
CLOCK = r"(\d{1,2})(?:[.:](\d{2}))?(?!\d)"
KL = r"\bkl(?:ockan\b|\.|\b)\s*"
TIMES = re.compile(rf"({KL})?(?<![\d.:]){CLOCK}{DASH}{CLOCK}", re.IGNORECASE)
LONE_TIME = re.compile(rf"{KL}{CLOCK}", re.IGNORECASE)
SCHEDULE = re.compile(rf"\((?:på\s+)?({'|'.join(WEEKDAYS)})ar,?(?:\s+(?:{KL})?{CLOCK}{DASH}{CLOCK})?\)", re.IGNORECASE)
BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")


class DateProblem(ValueError):
    """The line has the form of a date but names none; the message says why, in Swedish."""


@dataclass(frozen=True)
class Schedule:
    """When a body usually meets; weekday 1-7 with Monday first. `left_out` is what other parentheses say."""

    name: str
    weekday: int | None = None
    starts_at: dt.time | None = None
    ends_at: dt.time | None = None
    left_out: str = ""


def read_times(words: str) -> tuple[str, dt.time | None, dt.time | None]:
    """Take clock times out of words; without `kl.` they must have minutes, so `6-7` stays a date.

    >>> read_times("kl. 9-12, Ålvik")
    (', Ålvik', datetime.time(9, 0), datetime.time(12, 0))
    """
    for match in TIMES.finditer(words):
        if match[1] or (match[3] and match[5]):
            rest = f"{words[: match.start()]}{words[match.end() :]}"
            return rest, make_time(match[2], match[3]), make_time(match[4], match[5])
    return words, None, None


def make_time(hour: str, minute: str | None) -> dt.time:
    try:
        return dt.time(int(hour), int(minute or 0))
    except ValueError:
        raise DateProblem(f"Klockslaget {hour}.{minute or '00'} finns inte.") from None


def check_times(starts_at: dt.time | None, ends_at: dt.time | None) -> None:
    if starts_at and ends_at and ends_at <= starts_at:
        raise DateProblem(f"Sluttiden ligger inte efter starttiden i {time_span(starts_at, ends_at)}.")


def read_series_heading(heading: str) -> Schedule:
    """Split a calendar heading into its name and the usual weekday and times in its parenthesis.

    >>> read_series_heading("Ledningsgruppen (fredagar 08.30-13.00)").weekday
    5
    >>> read_series_heading("Ledningsgruppen (varannan fredag)")
    Schedule(name='Ledningsgruppen', weekday=None, starts_at=None, ends_at=None, left_out='(varannan fredag)')
    """
    match = SCHEDULE.search(heading)
    if not match:
        return without_brackets(heading)
    weekday = WEEKDAYS.index(folded(match[1])) + 1
    times = (make_time(match[2], match[3]), make_time(match[4], match[5])) if match[2] else (None, None)
    check_times(*times)
    rest = without_brackets(f"{heading[: match.start()].strip()} {heading[match.end() :].strip()}")
    return Schedule(rest.name, weekday, *times, left_out=rest.left_out)


def without_brackets(heading: str) -> Schedule:
    """A heading's name, with the parentheses that nobody understood set aside."""
    left_out = " ".join(bracket.strip() for bracket in BRACKETS.findall(heading))
    return Schedule(BRACKETS.sub("", heading).strip(), left_out=left_out)

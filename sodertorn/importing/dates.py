"""Swedish dates, times and hosts as they stand in a calendar's lines (pure)."""

import datetime as dt
import re
from dataclasses import dataclass, replace

from committee.swedish import MONTHS, WEEKDAYS, time_span
from sodertorn.importing.names import folded

DASH = r"\s*[-–—]\s*"
CLOCK = r"(\d{1,2})(?:[.:](\d{2}))?"
TIMES = re.compile(rf"\s*,?\s*(?:kl\.?\s*)?{CLOCK}{DASH}{CLOCK}\s*$", re.IGNORECASE)
PARENTHESIS = re.compile(r"\s*\(([^()]+)\)\s*$")
WEEKDAY = re.compile(rf"(?:({'|'.join(WEEKDAYS)})(?:en)?(?:\s+den)?\s+)?", re.IGNORECASE)
MONTH = r"([a-zåäö]{3,})"
YEAR = r"(?:\s+(\d{4}))?"
ONE_MONTH = re.compile(rf"(\d{{1,2}})(?:{DASH}(\d{{1,2}}))?\s+{MONTH}\.?{YEAR}", re.IGNORECASE)
TWO_MONTHS = re.compile(rf"(\d{{1,2}})\s+{MONTH}{YEAR}{DASH}(\d{{1,2}})\s+{MONTH}{YEAR}", re.IGNORECASE)
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
ONLY_MONTH = re.compile(rf"{MONTH}\s+(\d{{4}})", re.IGNORECASE)
DATE_IN_TEXT = re.compile(rf"\b\d{{1,2}}(?:{DASH}\d{{1,2}})?\s+(?:{'|'.join(MONTHS)})(?:\s+\d{{4}})?\b", re.IGNORECASE)
SCHEDULE = re.compile(
    rf"\((?:på\s+)?({'|'.join(WEEKDAYS)})ar,?(?:\s+(?:kl\.?\s*)?{CLOCK}{DASH}{CLOCK})?\)", re.IGNORECASE
)


class DateProblem(ValueError):
    """The line has the form of a date but names none; the message says why, in Swedish."""


@dataclass(frozen=True)
class DateLine:
    """What a calendar line says. `label` is a parenthesis in lower case (planeringskonferens); others name hosts."""

    starts_on: dt.date
    ends_on: dt.date
    is_month_only: bool = False
    starts_at: dt.time | None = None
    ends_at: dt.time | None = None
    weekday: str = ""
    hosts: tuple[str, ...] = ()
    label: str = ""


def read_date_line(line: str, year: int) -> DateLine | None:
    """Read a line that is a date, with or without time and parentheses; None when it is something else.

    A date without a year is in `year`. Raises DateProblem for 30 februari and for months that don't exist.

    >>> read_date_line("6-7 april (planeringskonferens)", 2017).label
    'planeringskonferens'
    >>> read_date_line("7 september 2017 (Ålvik och Sund)", 2017).hosts
    ('Ålvik', 'Sund')
    >>> read_date_line("Januari 2018", 2017).is_month_only
    True
    >>> read_date_line("30 februari", 2017)
    Traceback (most recent call last):
    sodertorn.importing.dates.DateProblem: 30 februari 2017 finns inte.
    """
    hosts, label = (), ""
    line = " ".join(line.split())
    while parenthesis := PARENTHESIS.search(line):
        line = line[: parenthesis.start()]
        words = parenthesis[1].strip()
        if words[:1].islower():
            label = words
        else:
            hosts = tuple(host for host in re.split(r"\s*,\s*|\s+och\s+|\s+samt\s+", words) if host)
    line, starts_at, ends_at = read_times(line)
    prefix = WEEKDAY.match(line)
    days = read_days(line[prefix.end() :].strip(" ,"), year)
    if days is None:
        return None
    if starts_at and days.is_month_only:
        raise DateProblem("Ett möte som bara har månad kan inte ha klockslag.")
    if days.starts_on == days.ends_on:
        check_times(starts_at, ends_at)
    weekday = (prefix[1] or "").casefold()
    return replace(days, starts_at=starts_at, ends_at=ends_at, weekday=weekday, hosts=hosts, label=label)


def read_days(text: str, year: int) -> DateLine | None:
    if match := ISO.fullmatch(text):
        day = make_date(match[3], int(match[2]), int(match[1]))
        return DateLine(day, day)
    if match := TWO_MONTHS.fullmatch(text):
        last_year = int(match[6] or match[3] or year)
        first = make_date(match[1], month_number(match[2]), int(match[3] or last_year))
        return in_order(first, make_date(match[4], month_number(match[5]), last_year))
    if match := ONE_MONTH.fullmatch(text):
        month, in_year = month_number(match[3]), int(match[4] or year)
        first = make_date(match[1], month, in_year)
        return in_order(first, make_date(match[2], month, in_year) if match[2] else first)
    if (match := ONLY_MONTH.fullmatch(text)) and match[1].casefold() in MONTHS:
        day = make_date("1", month_number(match[1]), int(match[2]))
        return DateLine(day, day, is_month_only=True)
    return None


def in_order(first: dt.date, last: dt.date) -> DateLine:
    if last < first:
        raise DateProblem(f"Sista dagen {last} ligger före den första {first}.")
    return DateLine(first, last)


def month_number(name: str) -> int:
    """Read a month's name, or at least three letters of its beginning.

    >>> month_number("Augusti"), month_number("sept")
    (8, 9)
    """
    for number, month in enumerate(MONTHS, start=1):
        if month.startswith(name.casefold()):
            return number
    raise DateProblem(f"Månaden ”{name}” finns inte.")


def make_date(day: str, month: int, year: int) -> dt.date:
    try:
        return dt.date(year, month, int(day))
    except ValueError:
        name = MONTHS[month - 1] if 1 <= month <= 12 else f"månad {month}"
        raise DateProblem(f"{int(day)} {name} {year} finns inte.") from None


def read_times(line: str) -> tuple[str, dt.time | None, dt.time | None]:
    """Take clock times off the end of a line; without `kl.` they must have minutes, so `6-7` stays a date.

    >>> read_times("2 februari kl. 9-12")
    ('2 februari', datetime.time(9, 0), datetime.time(12, 0))
    """
    match = TIMES.search(line)
    if not match or not ("kl" in match[0].casefold() or (match[2] and match[4])):
        return line.strip(), None, None
    return line[: match.start()].strip(), make_time(match[1], match[2]), make_time(match[3], match[4])


def make_time(hour: str, minute: str | None) -> dt.time:
    try:
        return dt.time(int(hour), int(minute or 0))
    except ValueError:
        raise DateProblem(f"Klockslaget {hour}.{minute or '00'} finns inte.") from None


def check_times(starts_at: dt.time | None, ends_at: dt.time | None) -> None:
    if starts_at and ends_at and ends_at <= starts_at:
        raise DateProblem(f"Sluttiden ligger inte efter starttiden i {time_span(starts_at, ends_at)}.")


@dataclass(frozen=True)
class Schedule:
    """When a body usually meets; weekday 1-7 with Monday first."""

    name: str
    weekday: int | None = None
    starts_at: dt.time | None = None
    ends_at: dt.time | None = None


def read_series_heading(heading: str) -> Schedule:
    """Split a calendar heading into its name and the usual weekday and times in its parenthesis.

    >>> read_series_heading("Ledningsgruppen (fredagar 08.30-13.00)")
    Schedule(name='Ledningsgruppen', weekday=5, starts_at=datetime.time(8, 30), ends_at=datetime.time(13, 0))
    """
    match = SCHEDULE.search(heading)
    if not match:
        return Schedule(heading.strip())
    weekday = WEEKDAYS.index(folded(match[1])) + 1
    times = (make_time(match[2], match[3]), make_time(match[4], match[5])) if match[2] else (None, None)
    check_times(*times)
    name = f"{heading[: match.start()].strip()} {heading[match.end() :].strip()}".strip()
    return Schedule(name, weekday, *times)


def find_date(text: str, year: int) -> DateLine | None:
    """Find the first date written out inside a sentence.

    >>> find_date("Nästa dag äger rum 5 oktober 2017", 2017).starts_on
    datetime.date(2017, 10, 5)
    """
    match = DATE_IN_TEXT.search(text)
    return read_days(match[0], year) if match else None


def read_decision_date(line: str) -> dt.date | None:
    """Find the date in a line such as `Beslutad 2016-12-08` or `Fastställd den 8 december 2016`."""
    if match := ISO.search(line):
        return make_date(match[3], int(match[2]), int(match[1]))
    if re.search(r"\d{1,2}\s+\w+\s+\d{4}", line):
        found = find_date(line, 0) if DATE_IN_TEXT.search(line) else None
        return found.starts_on if found else None
    return None

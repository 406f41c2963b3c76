"""Swedish dates as they stand in a calendar's lines, with the times and hosts behind them (pure)."""

import datetime as dt
import re
from dataclasses import dataclass, replace

from committee.swedish import MONTHS, WEEKDAYS
from sodertorn.importing.times import DASH, LONE_TIME, DateProblem, check_times, read_times

FIRST_YEAR, LAST_YEAR = 1900, 2199
WEEKDAY = re.compile(rf"(?:({'|'.join(WEEKDAYS)})(?:en)?\b,?\s*)?(?:den\s+)?", re.IGNORECASE)
MONTH = r"([a-zåäö]{3,})(?![a-zåäö])\.?"
YEAR = r"(?:\s+(\d{4}))?(?!\w)"
ONE_MONTH = re.compile(rf"(\d{{1,2}})(?:{DASH}(\d{{1,2}}))?\s+{MONTH}{YEAR}", re.IGNORECASE)
TWO_MONTHS = re.compile(rf"(\d{{1,2}})\s+{MONTH}{YEAR}{DASH}(\d{{1,2}})\s+{MONTH}{YEAR}", re.IGNORECASE)
SLASH = re.compile(rf"(\d{{1,2}})(?:{DASH}(\d{{1,2}}))?/(\d{{1,2}}){YEAR}")
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)")
ONLY_MONTH = re.compile(rf"({'|'.join(MONTHS)})\s+(\d{{4}})(?!\w)", re.IGNORECASE)
SHORT_MONTHS = "(?:jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec)"
DATE_IN_TEXT = re.compile(
    rf"\b(?:\d{{4}}-\d\d-\d\d\b|(?:\d{{1,2}}{DASH})?\d{{1,2}}/\d{{1,2}}\b(?:\s+\d{{4}})?\b|"
    rf"(?:\d{{1,2}}{DASH})?\d{{1,2}}\s+(?:{'|'.join(MONTHS)}|{SHORT_MONTHS}\.?)(?:\s+\d{{4}})?\b)",
    re.IGNORECASE,
)
DAY_BEFORE = re.compile(rf"(?:\b({'|'.join(WEEKDAYS)})(?:en)?,?\s+)?(?:\bden\s+)?$", re.IGNORECASE)
PARENTHESIS = re.compile(r"\(([^()]+)\)")
SEPARATOR = re.compile(r"\s*[,:;–—-]")
NAME = r"[A-ZÅÄÖÉ][a-zåäöéü]*(?:[ -][A-ZÅÄÖÉ][a-zåäöéü]+){0,2}(?:\s+(?:kommun|stad))?"
BETWEEN_NAMES = r"\s*,\s*|\s+och\s+|\s+samt\s+"
NAMES = re.compile(rf"{NAME}(?:(?:{BETWEEN_NAMES}){NAME})*")
PUNCTUATION = " ,.;:-–—"


@dataclass(frozen=True)
class DateLine:
    """What a calendar line says. `label` is a parenthesis in lower case (planeringskonferens); others name hosts.

    `named_hosts` are those of the hosts that stand without a parenthesis, `lone_time` a start without an end, and
    `left_over` the words that say something else.
    """

    starts_on: dt.date
    ends_on: dt.date
    is_month_only: bool = False
    starts_at: dt.time | None = None
    ends_at: dt.time | None = None
    weekday: str = ""
    hosts: tuple[str, ...] = ()
    label: str = ""
    named_hosts: tuple[str, ...] = ()
    lone_time: str = ""
    left_over: str = ""


def read_date_line(line: str, year: int) -> DateLine | None:
    """Read a line that is a date, with or without time and hosts; None when it is something else, or more.

    A date without a year is in `year`. Raises DateProblem for 30 februari and for months that don't exist.

    >>> read_date_line("6-7 april (planeringskonferens)", 2017).label
    'planeringskonferens'
    >>> read_date_line("7 september 2017 (Ålvik och Sund)", 2017).hosts
    ('Ålvik', 'Sund')
    >>> read_date_line("Januari 2018", 2017).is_month_only
    True
    >>> read_date_line("30 februari", 2017)
    Traceback (most recent call last):
    sodertorn.importing.times.DateProblem: 30 februari 2017 finns inte.
    """
    date = read_line_with_date(line, year)
    return None if date is None or date.left_over else date


def read_line_with_date(line: str, year: int) -> DateLine | None:
    """Read a line that begins with a date, whatever stands behind it.

    >>> read_line_with_date("7 juni, kl. 13-15, Ålvik", 2031).hosts
    ('Ålvik',)
    >>> read_line_with_date("7 juni om skolan", 2031).left_over
    'om skolan'
    """
    line = " ".join(line.split())
    prefix = WEEKDAY.match(line)
    text = line[prefix.end() :]
    forms = (ISO, TWO_MONTHS, ONE_MONTH, SLASH, ONLY_MONTH)
    match = next((found for form in forms if (found := form.match(text))), None)
    if match is None:
        return None
    try:
        days = read_days(match[0], year)
    except UnknownMonth:
        if read_rest(text[match.end() :]).get("left_over"):
            return None
        raise
    return with_rest(replace(days, weekday=(prefix[1] or "").casefold()), text[match.end() :])


def with_rest(days: DateLine, rest: str) -> DateLine:
    """Add what stands behind a date; raises DateProblem for times that can't be."""
    date = replace(days, **read_rest(rest))
    if date.is_month_only and (date.starts_at or date.lone_time):
        raise DateProblem("Ett möte som bara har månad kan inte ha klockslag.")
    if date.starts_on == date.ends_on:
        check_times(date.starts_at, date.ends_at)
    return date


def read_rest(rest: str) -> dict:
    """Read the words behind a date into the DateLine's other values."""
    hosts, labels, more = read_parentheses(rest)
    rest, starts_at, ends_at = read_times(f"{PARENTHESIS.sub(' ', rest)}{more}")
    lone_time = LONE_TIME.search(rest)
    if lone_time:
        rest = f"{rest[: lone_time.start()]}{rest[lone_time.end() :]}"
    words = rest.strip(PUNCTUATION)
    named = tuple(re.split(BETWEEN_NAMES, words)) if SEPARATOR.match(rest) and NAMES.fullmatch(words) else ()
    left_over = [*labels[1:], *([] if named else [words])]
    return {
        "starts_at": starts_at,
        "ends_at": ends_at,
        "hosts": (*hosts, *named),
        "label": labels[0] if labels else "",
        "named_hosts": named,
        "lone_time": lone_time[0].strip() if lone_time else "",
        "left_over": ", ".join(filter(None, left_over)),
    }


def read_parentheses(rest: str) -> tuple[list[str], list[str], str]:
    """What parentheses say: hosts, labels in lower case, and words with figures, which may be times.

    >>> read_parentheses("(Ålvik och Sund) (konferens) (kl. 9-12)")
    (['Ålvik', 'Sund'], ['konferens'], ' kl. 9-12')
    """
    hosts, labels, more = [], [], ""
    for words in (parenthesis.strip() for parenthesis in PARENTHESIS.findall(rest)):
        if re.search(r"\d", words):
            more += f" {words}"
        elif words[:1].islower():
            labels.append(words)
        else:
            names = (name.strip(" ,") for name in re.split(BETWEEN_NAMES, f" {words} "))
            hosts += [name for name in names if name.strip(PUNCTUATION)]
    return hosts, labels, more


class UnknownMonth(DateProblem):
    """The word where a month should be is none."""


def read_days(text: str, year: int) -> DateLine | None:
    """Read a date and nothing else."""
    if match := ISO.fullmatch(text):
        day = make_date(match[3], int(match[2]), int(match[1]))
        return DateLine(day, day)
    if match := TWO_MONTHS.fullmatch(text):
        last_year = int(match[6] or match[3] or year)
        first = make_date(match[1], month_number(match[2]), int(match[3] or last_year))
        return in_order(first, make_date(match[4], month_number(match[5]), last_year))
    if match := ONE_MONTH.fullmatch(text) or SLASH.fullmatch(text):
        month = int(match[3]) if match[3].isdigit() else month_number(match[3])
        first = make_date(match[1], month, int(match[4] or year))
        return in_order(first, make_date(match[2], month, int(match[4] or year)) if match[2] else first)
    if match := ONLY_MONTH.fullmatch(text):
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
    raise UnknownMonth(f"Månaden ”{name}” finns inte.")


def make_date(day: str, month: int, year: int) -> dt.date:
    try:
        date = dt.date(year, month, int(day))
    except ValueError:
        name = MONTHS[month - 1] if 1 <= month <= 12 else f"månad {month}"
        raise DateProblem(f"{int(day)} {name} {year} finns inte.") from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateProblem(f"Året {year} ligger utanför {FIRST_YEAR}–{LAST_YEAR}.")
    return date


def find_date(text: str, year: int) -> DateLine | None:
    """Find the first date written out inside a sentence.

    >>> find_date("Nästa dag äger rum 5 oktober 2017", 2017).starts_on
    datetime.date(2017, 10, 5)
    """
    match = DATE_IN_TEXT.search(text)
    return read_days(match[0], year) if match else None


def read_sentence(text: str, year: int) -> tuple[str, DateLine] | None:
    """Split a sentence that has a date in it into the words before, and the date with what stands behind it.

    >>> before, date = read_sentence("Nästa dag hålls torsdagen den 5 oktober kl. 9-12", 2017)
    >>> before, date.weekday, date.starts_at
    ('Nästa dag hålls', 'torsdag', datetime.time(9, 0))
    """
    match = DATE_IN_TEXT.search(text)
    if not match:
        return None
    before = text[: match.start()]
    day = DAY_BEFORE.search(before)
    date = replace(read_days(match[0], year), weekday=(day[1] or "").casefold())
    return before[: day.start()].strip(), with_rest(date, text[match.end() :])


def read_decision_date(line: str) -> dt.date | None:
    """Find the date in a line such as `Beslutad 2016-12-08` or `Fastställd den 8 december 2016`."""
    match = DATE_IN_TEXT.search(line)
    if match and re.search(r"\d{4}", match[0]):
        return read_days(match[0], 0).starts_on
    return None

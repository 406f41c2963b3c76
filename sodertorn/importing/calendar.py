"""A calendar chapter: dates under the headings of the bodies that meet (pure)."""

import re
from collections.abc import Callable
from dataclasses import replace

from committee.swedish import MONTHS, WEEKDAYS, long_date, month_and_year, weekdays
from sodertorn.importing.calendar_table import Row, read_rows
from sodertorn.importing.dates import DateLine, read_date_line, read_line_with_date, read_sentence
from sodertorn.importing.draft import DraftNode
from sodertorn.importing.lines import Block, Form, reads_as_heading
from sodertorn.importing.names import Names
from sodertorn.importing.times import SCHEDULE, DateProblem, Schedule, read_series_heading
from sodertorn.importing.values import Finding, ParsedMeeting

NEXT_EVENT = re.compile(r"(?:Nästa|Årets)\s+(.+?)\s+(?:äger\s+rum|hålls|genomförs|arrangeras|infaller|sker|är)\b")
NOT_HELD = re.compile(
    r"\b(?:inställ(?:t|d|da|s)|(?:fram|upp)?flytta(?:t|d|de|s)|uppskjut(?:et|en|na)|utgår)\b", re.IGNORECASE
)
NAMES_A_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b", re.IGNORECASE)
NOT_IN_A_KIND = re.compile(r"[\d()\[\]]")
MUNICIPALITY_SUFFIX = re.compile(r"\s+(?:kommun|stad)$", re.IGNORECASE)


def municipality_name(words: str) -> str:
    """A municipality's name without the word for what it is.

    >>> municipality_name("Ålvik kommun")
    'Ålvik'
    """
    return MUNICIPALITY_SUFFIX.sub("", words.strip())


def hosts_in_lower_case(meetings: list[ParsedMeeting], known: list[str]) -> list[ParsedMeeting]:
    """Meetings whose parenthesis is a municipality in lower case have it for their host, not for their title."""
    by_fold = {name.casefold(): name for name in known}
    return [
        replace(meeting, title="", hosts=(*meeting.hosts, name)) if (name := by_fold.get(meeting.title)) else meeting
        for meeting in meetings
    ]


def is_date_line(text: str, year: int) -> bool:
    try:
        return read_date_line(text, year) is not None
    except DateProblem:
        return True


def date_lines(block: Block) -> list[str]:
    """What a block has that may be dates: its lines, or its rows as lines."""
    return [row.words for row in read_rows(block)] if block.form == Form.TABLE else [*block.texts]


def looks_like_calendar(blocks: list[Block], year: int) -> bool:
    """Tell a calendar chapter by its form: at least two lines that are dates and nothing else."""
    return sum(is_date_line(text, year) for block in blocks for text in date_lines(block)) >= 2


class CalendarReader:
    """Reads a calendar chapter line by line into series headings, meetings and left-over text."""

    def __init__(self, chapter: DraftNode, *, year: int, names: Names, body_of: Callable[[str, int], str]) -> None:
        self.chapter = chapter
        self.year = year
        self.names = names
        self.body_of = body_of
        self.series: DraftNode | None = None
        self.schedule = Schedule("")
        self.schedules: dict[str, Schedule] = {}
        self.short_names: dict[str, str] = {}
        self.meetings: list[ParsedMeeting] = []
        self.named_hosts: list[tuple[int, str]] = []
        self.findings: list[Finding] = []

    def read(self, blocks: list[Block]) -> None:
        for block in blocks:
            if block.form == Form.TABLE:
                for row in read_rows(block):
                    self.read_row(row)
                continue
            for place, (line, text) in enumerate(block.lines_as_text()):
                one = Block(block.form, (line,), (text,), level=block.level)
                self.read_line(one, may_open=place == 0)

    def read_row(self, row: Row) -> None:
        """A table's row is a meeting, or text; only one with a single cell may be a heading."""
        block = Block(Form.TEXT, (row.line,), (row.text,))
        if row.is_frame:
            (self.series or self.chapter).lines += block.lines
            return
        if row.body and (self.series is None or self.series.title != row.body):
            self.open_series(Block(Form.TEXT, block.lines, (row.body,)))
        self.read_line(block, words=row.words, left_over=row.left_over, may_open=row.cells == 1)

    def read_line(self, block: Block, *, may_open: bool, words: str = "", left_over: str = "") -> None:
        """Read one line; `words` are those that may be a date, when the line has them in another order."""
        try:
            if not self.read_meeting(block, words or block.text, left_over):
                self.read_other(block, may_open=may_open)
        except DateProblem as problem:
            self.find(block, f"”{block.text}”: {problem} Mötet kom inte med.")

    def read_meeting(self, block: Block, words: str, left_over: str) -> bool:
        """Read a line that is a date, or a sentence with one; False when there is none."""
        date, sentence = read_line_with_date(words, self.year), None
        if date is None and (sentence := read_sentence(words, self.year)):
            date = sentence[1]
        if date is None:
            return False
        if NOT_HELD.search(block.text):
            self.find(block, f"”{block.text}” talar om ett möte som är inställt eller flyttat. Mötet kom inte med.")
            return True
        event, place = "", "kom inte med"
        if sentence:
            event, before = self.read_event(sentence[0])
            left_over = ", ".join(filter(None, (before, left_over)))
            place = "står kvar som text"
            (self.series or self.chapter).add("paragraph", block, text=block.text)
        left_over = ", ".join(filter(None, (left_over, date.left_over)))
        self.add_meeting(date, block, title=event if sentence else date.label)
        if self.series is not None:
            self.tell_what_was_left(date, block, left_over, place)
        return True

    def read_event(self, before: str) -> tuple[str, str]:
        """`Nästa X äger rum …` names the meeting X, unless X is the body itself; other words are left over."""
        match = NEXT_EVENT.match(before)
        if not match:
            return "", before
        return match[1] if self.names.find(match[1]) is None else "", before[match.end() :].strip()

    def tell_what_was_left(self, date: DateLine, block: Block, left_over: str, place: str) -> None:
        day = month_and_year(date.starts_on) if date.is_month_only else long_date(date.starts_on)
        if left_over:
            self.find(block, f"Läst som möte {day}; resten av raden {place}: {left_over}")
        if date.lone_time:
            self.find(block, f"Mötet {day} har en starttid utan sluttid ({date.lone_time}). Tiden kom inte med.")
        self.named_hosts += [(block.first, municipality_name(host)) for host in date.named_hosts]

    def read_other(self, block: Block, *, may_open: bool) -> None:
        text = block.text
        is_heading = block.form in {Form.HEADING, Form.BOLD_BULLET} or SCHEDULE.search(text)
        is_sentence = text[0].isdigit() or NEXT_EVENT.match(text)
        if is_heading or (may_open and reads_as_heading(text) and not is_sentence):
            self.open_series(block)
            return
        (self.series or self.chapter).add("paragraph", block, text=text)
        if text[0].isdigit():
            self.find(block, f"”{text}” börjar med en siffra men är inget datum. Raden är läst som text.")
        elif NAMES_A_MONTH.search(text):
            self.find(block, f"”{text}” nämner en månad men inget datum. Raden är läst som text.")

    def open_series(self, block: Block) -> None:
        self.schedule = self.read_schedule(block)
        if self.schedule.left_out:
            words = f"{self.schedule.left_out} i rubriken är inte förstått som organets vanliga mötestid"
            self.find(block, f"{words} och kom inte med där.")
        if not self.schedule.name:
            self.series = None
            self.find(block, f"”{block.text}” står utan organets namn.")
            return
        body = self.body_of(self.schedule.name, block.first)
        kind = self.names.rest_after(body, self.schedule.name).casefold()
        self.series = self.chapter.add("meeting_series", block, title=block.text, body=body, series_kind=kind)
        if NOT_IN_A_KIND.search(kind):
            self.find(block, f"”{kind}” kan inte vara ett slags möte. Mötena under rubriken är lästa utan.")
            self.series.series_kind = ""
        elif not kind:
            self.schedules.setdefault(body, self.schedule)
            self.short_names.setdefault(body, self.schedule.name)

    def read_schedule(self, block: Block) -> Schedule:
        try:
            return read_series_heading(block.text)
        except DateProblem as problem:
            self.find(block, f"”{block.text}”: {problem} Organets vanliga tider kom inte med.")
            return Schedule(SCHEDULE.sub("", block.text).strip())

    def add_meeting(self, date: DateLine, block: Block, *, title: str) -> None:
        if self.series is None:
            self.find(block, f"”{block.text}” står inte under något organ. Mötet kom inte med.")
            return
        is_single_day = date.starts_on == date.ends_on and not date.is_month_only
        has_usual_time = is_single_day and not (date.starts_at or date.lone_time or self.series.series_kind)
        usual = self.schedule if has_usual_time else date
        meeting = ParsedMeeting(
            body=self.series.body,
            lines=block.lines,
            starts_on=date.starts_on,
            ends_on=date.ends_on,
            is_month_only=date.is_month_only,
            starts_at=usual.starts_at,
            ends_at=usual.ends_at,
            kind=self.series.series_kind,
            title=title,
            hosts=tuple(dict.fromkeys(municipality_name(host) for host in date.hosts)),
        )
        self.check_day(meeting, date, block.first)
        self.meetings.append(meeting)

    def find(self, block: Block, text: str) -> None:
        self.findings.append(Finding(block.first, text))

    def check_day(self, meeting: ParsedMeeting, date: DateLine, line: int) -> None:
        day = meeting.starts_on
        if any(
            (other.body, other.starts_on, other.is_month_only) == (meeting.body, day, meeting.is_month_only)
            for other in self.meetings
        ):
            self.findings.append(Finding(line, f"{meeting.body} har redan ett möte {long_date(day)}."))
        if meeting.is_month_only:
            return
        if date.weekday and date.weekday != WEEKDAYS[day.weekday()]:
            self.findings.append(
                Finding(line, f"{long_date(day)} är en {WEEKDAYS[day.weekday()]}, inte en {date.weekday}.")
            )
        usual = self.schedule.weekday
        if usual and not (day == meeting.ends_on and day.isoweekday() == usual):
            days, otherwise = weekdays(day, meeting.ends_on), f"organet möts annars på {WEEKDAYS[usual - 1]}ar"
            self.findings.append(Finding(line, f"{long_date(day)} är {days}; {otherwise}.", needs_person=False))

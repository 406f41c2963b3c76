"""A calendar chapter: dates under the headings of the bodies that meet (pure)."""

import re
from collections.abc import Callable

from committee.swedish import WEEKDAYS, long_date, weekdays
from sodertorn.importing.dates import (
    SCHEDULE,
    DateLine,
    DateProblem,
    Schedule,
    find_date,
    read_date_line,
    read_series_heading,
)
from sodertorn.importing.draft import DraftNode
from sodertorn.importing.lines import Block, Form, reads_as_heading
from sodertorn.importing.names import Names
from sodertorn.importing.values import Finding, ParsedMeeting

NEXT_EVENT = re.compile(r"(?:Nästa|Årets)\s+(.+?)\s+(?:äger\s+rum|hålls|genomförs|arrangeras|infaller|sker|är)\b")
MUNICIPALITY_SUFFIX = re.compile(r"\s+(?:kommun|stad)$", re.IGNORECASE)


def municipality_name(words: str) -> str:
    """A municipality's name without the word for what it is.

    >>> municipality_name("Ålvik kommun")
    'Ålvik'
    """
    return MUNICIPALITY_SUFFIX.sub("", words.strip())


def is_date_line(text: str, year: int) -> bool:
    try:
        return read_date_line(text, year) is not None
    except DateProblem:
        return True


def looks_like_calendar(blocks: list[Block], year: int) -> bool:
    """Tell a calendar chapter by its form: at least two lines that are dates and nothing else."""
    return sum(is_date_line(text, year) for block in blocks for _, text in block.lines_as_text()) >= 2


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
        self.findings: list[Finding] = []

    def read(self, blocks: list[Block]) -> None:
        for block in blocks:
            for place, (line, text) in enumerate(block.lines_as_text()):
                one = Block(block.form, (line,), (text,), level=block.level)
                try:
                    self.read_line(one, starts_block=place == 0)
                except DateProblem as problem:
                    self.findings.append(Finding(line, f"”{text}”: {problem} Mötet kom inte med."))

    def read_line(self, block: Block, *, starts_block: bool) -> None:
        text = block.text
        if date := read_date_line(text, self.year):
            self.add_meeting(date, block, is_sentence=False)
        elif date := find_date(text, self.year):
            (self.series or self.chapter).add("paragraph", block, text=text)
            self.add_meeting(date, block, is_sentence=True)
        elif block.form in {Form.HEADING, Form.BOLD_BULLET} or (
            SCHEDULE.search(text) or (starts_block and reads_as_heading(text))
        ):
            self.open_series(block)
        else:
            (self.series or self.chapter).add("paragraph", block, text=text)

    def open_series(self, block: Block) -> None:
        self.schedule = self.read_schedule(block)
        if not self.schedule.name:
            self.series = None
            self.findings.append(Finding(block.first, f"”{block.text}” står utan organets namn."))
            return
        body = self.body_of(self.schedule.name, block.first)
        kind = self.names.rest_after(body, self.schedule.name).casefold()
        self.series = self.chapter.add("meeting_series", block, title=block.text, body=body, series_kind=kind)
        if not kind:
            self.schedules.setdefault(body, self.schedule)
            self.short_names.setdefault(body, self.schedule.name)

    def read_schedule(self, block: Block) -> Schedule:
        try:
            return read_series_heading(block.text)
        except DateProblem as problem:
            self.findings.append(
                Finding(block.first, f"”{block.text}”: {problem} Organets vanliga tider kom inte med.")
            )
            return Schedule(SCHEDULE.sub("", block.text).strip())

    def add_meeting(self, date: DateLine, block: Block, *, is_sentence: bool) -> None:
        if self.series is None:
            self.findings.append(
                Finding(block.first, f"”{block.text}” står inte under något organ. Mötet kom inte med.")
            )
            return
        is_single_day = date.starts_on == date.ends_on and not date.is_month_only
        usual = self.schedule if is_single_day and not date.starts_at and not self.series.series_kind else date
        meeting = ParsedMeeting(
            body=self.series.body,
            lines=block.lines,
            starts_on=date.starts_on,
            ends_on=date.ends_on,
            is_month_only=date.is_month_only,
            starts_at=usual.starts_at,
            ends_at=usual.ends_at,
            kind=self.series.series_kind,
            title=self.event_name(block.text) if is_sentence else date.label,
            hosts=tuple(dict.fromkeys(municipality_name(host) for host in date.hosts)),
        )
        self.check_day(meeting, date, block.first)
        self.meetings.append(meeting)

    def event_name(self, sentence: str) -> str:
        """`Nästa X äger rum …` names the meeting X, unless X is the body itself."""
        match = NEXT_EVENT.match(sentence)
        return match[1] if match and self.names.find(match[1]) is None else ""

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

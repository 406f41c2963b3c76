"""What a plan document says, as plain values (pure). Every value knows the lines it was read from, counted from 1."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Self


class DocumentError(Exception):
    """The document can't be read as a plan; the message says why, in Swedish."""


@dataclass(frozen=True)
class Finding:
    """Something the reader of the import should know; `needs_person` when the rows may be wrong until someone looks."""

    line: int
    text: str
    needs_person: bool = True


@dataclass(frozen=True)
class ParsedNode:
    """A place in the plan's tree; `kind` is a value of PlanNode.Kind, `body` a name in `ParsedPlan.bodies`."""

    kind: str
    lines: tuple[int, ...]
    title: str = ""
    text: str = ""
    number: str = ""
    is_focus: bool = False
    body: str = ""
    series_kind: str = ""
    children: tuple[Self, ...] = ()

    def walk(self) -> Iterator[Self]:
        """This node and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class ParsedBody:
    """A body as the document names it; weekday 1-7 with Monday first; `prepares_line` is where that is said."""

    name: str
    short_name: str = ""
    weekday: int | None = None
    starts_at: dt.time | None = None
    ends_at: dt.time | None = None
    prepares: str = ""
    prepares_line: int = 0


@dataclass(frozen=True)
class ParsedDuty:
    """`minimum_meetings` in every `period_years`; `line` is where the paragraph that says so begins."""

    body: str
    minimum_meetings: int
    period_years: int
    line: int


@dataclass(frozen=True)
class ParsedMeeting:
    """A meeting; `is_month_only` means that `starts_on` is a month's first day and stands for the whole month."""

    body: str
    lines: tuple[int, ...]
    starts_on: dt.date
    ends_on: dt.date
    is_month_only: bool = False
    starts_at: dt.time | None = None
    ends_at: dt.time | None = None
    kind: str = ""
    title: str = ""
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True)
class ParsedHostTurn:
    body: str
    year: int
    municipality: str
    lines: tuple[int, ...]


@dataclass(frozen=True)
class ParsedBudgetLine:
    """`kind` is a value of BudgetLine.Kind; `amount_sek` whole kronor; `group` the heading that it stands under."""

    kind: str
    label: str
    amount_sek: int
    lines: tuple[int, ...]
    group: str = ""
    note: str = ""


@dataclass(frozen=True)
class ParsedSum:
    """A sum as the document states it, beside what its lines add up to."""

    kind: str
    stated_sek: int
    lines_sek: int
    lines: tuple[int, ...]


@dataclass(frozen=True)
class ParsedReference:
    """Words of the part that begins on `line`, and the line that the part they lead to begins on."""

    line: int
    words: str
    target_line: int


@dataclass(frozen=True)
class ParsedPlan:
    """All that the document says, and what in it wants a person's eye."""

    year: int
    title: str
    subtitle: str
    issuer: str
    decided_on: dt.date | None
    secretariat_host: str
    chapters: tuple[ParsedNode, ...]
    bodies: tuple[ParsedBody, ...]
    municipalities: tuple[str, ...]
    duties: tuple[ParsedDuty, ...]
    meetings: tuple[ParsedMeeting, ...]
    host_turns: tuple[ParsedHostTurn, ...]
    budget_lines: tuple[ParsedBudgetLine, ...]
    sums: tuple[ParsedSum, ...]
    references: tuple[ParsedReference, ...]
    title_lines: tuple[int, ...]
    total_lines: int
    findings: tuple[Finding, ...] = field(default=())

    def nodes(self) -> Iterator[ParsedNode]:
        for chapter in self.chapters:
            yield from chapter.walk()

    def nodes_of(self, kind: str) -> list[ParsedNode]:
        return [node for node in self.nodes() if node.kind == kind]

    def placed_lines(self) -> set[int]:
        """The document's lines that became part of some row."""
        rows = (self.nodes(), self.meetings, self.host_turns, self.budget_lines, self.sums)
        return set(self.title_lines).union(*(value.lines for values in rows for value in values))

    @property
    def needs_person(self) -> bool:
        return any(finding.needs_person for finding in self.findings)

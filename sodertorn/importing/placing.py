"""What became of each line of a document (pure)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from committee.swedish import date_span, enumerate_words, kronor, month_and_year
from sodertorn.importing.values import Finding, ParsedMeeting, ParsedPlan

SIDES = {"income": "intäkt", "cost": "kostnad"}


@dataclass
class PlacedLine:
    """A line of the document, what it became in words, and what to know about it."""

    number: int
    text: str
    became: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def needs_person(self) -> bool:
        return any(finding.needs_person for finding in self.findings)


def placed_lines(
    lines: tuple[str, ...], parsed: ParsedPlan, findings: list[Finding], kinds: Mapping[str, str]
) -> list[PlacedLine]:
    """The document's lines that have words, in order; `kinds` are what the parts' kinds are called."""
    became, found = defaultdict(list), defaultdict(list)
    for number, words in understood(parsed, kinds):
        if words not in became[number]:
            became[number].append(words)
    for finding in findings:
        found[finding.line].append(finding)
    return [
        PlacedLine(number, text.strip(), became[number], found[number])
        for number, text in enumerate(lines, start=1)
        if text.strip()
    ]


def understood(parsed: ParsedPlan, kinds: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Each line with what it is, those of the title first."""
    for number in parsed.title_lines:
        yield number, "planens uppgifter"
    for node in parsed.nodes():
        words = f"{kinds[node.kind]}, i fokus" if node.is_focus else kinds[node.kind]
        yield from ((number, words) for number in node.lines)
    for duty in parsed.duties:
        yield duty.line, f"löfte: {duty.body}"
    for meeting in parsed.meetings:
        yield from ((number, meeting_words(meeting)) for number in meeting.lines)
    for turn in parsed.host_turns:
        yield from ((number, f"värdskap {turn.year}: {turn.municipality}") for number in turn.lines)
    for line in parsed.budget_lines:
        words = f"{SIDES[line.kind]}: {line.label}, {kronor(line.amount_sek)}"
        yield from ((number, words) for number in line.lines)
    for total in parsed.sums:
        yield from ((number, "summa, jämförd med posterna") for number in total.lines)


def meeting_words(meeting: ParsedMeeting) -> str:
    """A meeting in one line: when, whose and where."""
    when = month_and_year(meeting.starts_on) if meeting.is_month_only else date_span(meeting.starts_on, meeting.ends_on)
    hosts = enumerate_words(meeting.hosts)
    return ", ".join(filter(None, [f"möte {when}", meeting.body, meeting.title, hosts]))

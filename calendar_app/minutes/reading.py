"""Minutes as one reader may read them: what was adjusted, word for word, or the draft as it is now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from calendar_app.minutes.content import compose
from calendar_app.models import Attendance, FollowUp, Minutes, Paragraph
from committee.reader import Reader
from committee.swedish import NBSP, date_span, time_span, with_municipality

PRESENT = [
    (Attendance.Role.MEMBER, "Ledamöter"),
    (Attendance.Role.SUBSTITUTE, "Tjänstgörande ersättare"),
    (Attendance.Role.OTHER, "Övriga"),
]


@dataclass(frozen=True)
class Task:
    """What a decision asks for, as it was decided, and when it was done."""

    task: str
    owner_words: str
    due_on: dt.date
    done_on: dt.date | None


@dataclass
class Entry:
    """A paragraph; one that is withheld has its § and the ground, and nothing else."""

    section: int
    paragraph: dict | None = None
    ground: str = ""
    follow_ups: list[Task] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        return f"paragraf-{self.section}"


@dataclass(frozen=True)
class Signature:
    """One of those who adjust, and when they did."""

    name: str
    at: dt.datetime | None
    is_on_paper: bool


@dataclass(frozen=True)
class Reading:
    """The minutes of a meeting, ready to be shown."""

    heading: str
    when: str
    clock: str
    venue: str
    hosts: list[str]
    chair: str
    secretary: str
    present: list[tuple[str, list[str]]]
    absent: list[str]
    entries: list[Entry]
    signatures: list[Signature]


def read(minutes: Minutes, reader: Reader) -> Reading:
    """Three queries for adjusted minutes, eleven for a draft; the reader must be one who sees them at all."""
    content = minutes.content or compose(minutes)
    meeting = content["meeting"]
    days = [dt.date.fromisoformat(meeting[name]) for name in ("starts_on", "ends_on")]
    return Reading(
        heading=meeting["name"],
        when=date_span(*days),
        clock=clock_words(content),
        venue=meeting["venue"],
        hosts=[host["name"] for host in meeting["hosts"]],
        chair=content["chair"],
        secretary=content["secretary"],
        present=present(content["attendance"]),
        absent=[
            name_of(row) for row in content["attendance"] if not row["is_present"] and row["role"] == PRESENT[0][0]
        ],
        entries=entries_of(minutes, content["paragraphs"], reader),
        signatures=[
            Signature(row["person"]["name"], moment(row["adjusted_at"]), row["is_on_paper"])
            for row in content["adjusters"]
        ],
    )


def entries_of(minutes: Minutes, paragraphs: list[dict], reader: Reader) -> list[Entry]:
    """The paragraphs that the reader may read, and of the others their § and ground: three queries."""
    visible = Paragraph.objects.visible_to(reader).filter(minutes=minutes).with_ground_in_force()
    grounds = dict(visible.values_list("pk", "ground_in_force"))
    follow_ups = FollowUp.objects.visible_to(reader).filter(paragraph__minutes=minutes)
    done = dict(follow_ups.values_list("pk", "done_on"))
    entries = [
        Entry(row["section"], row, row["ground"] or grounds[row["id"]], tasks_of(row, done))
        for row in paragraphs
        if row["id"] in grounds
    ]
    withheld = Paragraph.objects.withheld_from(reader).filter(minutes=minutes)
    entries += [Entry(row["section"], ground=row["ground_in_force"]) for row in withheld]
    return sorted(entries, key=lambda entry: entry.section)


def tasks_of(paragraph: dict, done: dict[int, dt.date | None]) -> list[Task]:
    """What a paragraph asks for, in its own words; `done` says when each that the reader may read was done."""
    return [
        Task(row["task"], owner_words(row), dt.date.fromisoformat(row["due_on"]), done[row["id"]])
        for row in paragraph["follow_ups"]
        if row["id"] in done
    ]


def owner_words(row: dict) -> str:
    return ", ".join(filter(None, [row["owner"], row["municipality"] and row["municipality"]["name"]]))


def present(rows: list[dict]) -> list[tuple[str, list[str]]]:
    """Those who were there, by role; roles that nobody had are left out."""
    groups = [
        (label, [name_of(row) for row in rows if row["is_present"] and row["role"] == role]) for role, label in PRESENT
    ]
    return [(label, names) for label, names in groups if names]


def name_of(row: dict) -> str:
    return with_municipality(row["name"], row["municipality"]["name"] if row["municipality"] else "")


def clock_words(content: dict) -> str:
    """When the meeting was opened and closed, as far as it is written.

    >>> clock_words({"opened_at": "12:00", "closed_at": None})
    'kl.\\xa012.00'
    """
    opened_at, closed_at = (
        dt.time.fromisoformat(content[name]) if content[name] else None for name in ("opened_at", "closed_at")
    )
    if opened_at and closed_at:
        return time_span(opened_at, closed_at)
    if closed_at:
        return f"till kl.{NBSP}{closed_at:%H.%M}"
    return f"kl.{NBSP}{opened_at:%H.%M}" if opened_at else ""


def moment(words: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(words) if words else None

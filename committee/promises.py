"""A plan's promises as plain values, and what came of checking one (pure). Each is checked where its rows are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from committee.duties import describe_duty


class PromiseKind(StrEnum):
    MEETINGS = "meetings"
    PREPARED = "prepared"
    HOSTS = "hosts"
    BALANCE = "balance"


@dataclass(frozen=True)
class Promise:
    """A rule with the part of the plan that states it; bodies by their slug, names as in the calendar."""

    kind: PromiseKind
    body: str = ""
    body_name: str = ""
    preparer: str = ""
    preparer_name: str = ""
    minimum_meetings: int = 1
    period_years: int = 1
    node: int | None = None

    def __str__(self) -> str:
        match self.kind:
            case PromiseKind.MEETINGS:
                return f"{self.body_name}: {describe_duty(self.minimum_meetings, self.period_years)}"
            case PromiseKind.PREPARED:
                return f"{self.body_name}: varje möte förbereds av {self.preparer_name}"
            case PromiseKind.HOSTS:
                return f"{self.body_name}: värdar enligt ordningen"
        return "Budgeten balanserar"


@dataclass(frozen=True)
class Verdict:
    """Whether a promise is kept in a year, in words; `is_tight`: nothing to spare; `missing`: how many meetings."""

    promise: Promise
    year: int
    is_kept: bool
    words: str
    is_tight: bool = False
    missing: int = 0
    details: tuple[str, ...] = ()

    @property
    def status(self) -> str:
        if not self.is_kept:
            return "broken"
        return "tight" if self.is_tight else "kept"


def promises_in(content: dict) -> list[Promise]:
    """The promises that an edition states; those about numbers of meetings stand with its bodies.

    >>> duty = {"minimum_meetings": 6, "period_years": 1, "node": 7}
    >>> body = {"slug": "rad", "name": "Rådet", "short_name": "Rådet", "duty": duty}
    >>> [str(promise) for promise in promises_in({"bodies": [body]})]
    ['Rådet: minst sex möten per år']
    """
    names = {body["slug"]: body["short_name"] for body in content["bodies"]}
    found = [
        Promise(PromiseKind.MEETINGS, body["slug"], body["short_name"], **body["duty"])
        for body in content["bodies"]
        if body["duty"]
    ]
    return found + [
        Promise(
            PromiseKind(row["kind"]),
            body=row["body"],
            body_name=names.get(row["body"], ""),
            preparer=row["preparer"],
            preparer_name=names.get(row["preparer"], ""),
            node=row["node"],
        )
        for row in content.get("promises", [])
    ]

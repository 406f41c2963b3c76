"""An edition's content made ready to read: heading levels, anchors, lists put together (pure)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from committee.swedish import date_span, month_and_year, time_span

LISTED = {"commitment", "item"}
DEEPEST_HEADING = 6


@dataclass(frozen=True)
class Group:
    """Neighbours of one kind: commitments and items are lists, all else stands alone."""

    kind: str
    nodes: list[Reading]


@dataclass(frozen=True)
class Reading:
    """A node of an edition with its place on the page; `level` is the heading's, 2 for chapters.

    `words` are the text in pieces, each with the anchor that it leads to; empty for plain words.
    """

    content: dict
    level: int
    anchor: str
    groups: list[Group]
    words: list[tuple[str, str]]

    @property
    def heading(self) -> str:
        return f"h{self.level}"

    def walk(self) -> Iterator[Reading]:
        yield self
        for group in self.groups:
            for node in group.nodes:
                yield from node.walk()

    @property
    def below(self) -> list[Reading]:
        return [node for group in self.groups for node in group.nodes]

    @property
    def titled(self) -> list[Reading]:
        """The headings right under this one, for the table of contents."""
        return [node for node in self.below if node.content["title"] and node.content["kind"] != "meeting_series"]


def read_chapters(content: dict) -> list[Reading]:
    """Prepare an edition's chapters for the page.

    >>> chapter = {"id": 7, "kind": "chapter", "number": "2", "title": "Syfte", "children": []}
    >>> read_chapters({"chapters": [chapter]})[0].anchor
    'kapitel-2'
    """
    anchors = anchors_in(content)
    return [read_node(chapter, 2, anchors) for chapter in content["chapters"]]


def anchors_in(content: dict) -> dict[int, str]:
    """Where each node stands on the page, by its id: chapters by their number when only one has it."""
    numbers = [chapter["number"] for chapter in content["chapters"]]
    anchors = {node["id"]: f"del-{node['id']}" for node in walk(content["chapters"])}
    for chapter, number in zip(content["chapters"], numbers, strict=True):
        if number.isalnum() and numbers.count(number) == 1:
            anchors[chapter["id"]] = f"kapitel-{number}"
    return anchors


def origin(node: dict) -> int:
    """The id that a node shares with its likes in other editions; in the first format, where it isn't told, its own."""
    return node.get("ancestor", node["id"])


def walk(nodes: list[dict]) -> Iterator[dict]:
    """Nodes of a content and all below them, in reading order."""
    for node in nodes:
        yield node
        yield from walk(node["children"])


def read_node(node: dict, level: int, anchors: dict[int, str]) -> Reading:
    children = [read_node(child, min(level + 1, DEEPEST_HEADING), anchors) for child in node["children"]]
    runs = groupby(enumerate(children), key=group_key)
    groups = [Group(nodes[0].content["kind"], nodes) for nodes in ([child for _, child in run] for _, run in runs)]
    links = {reference["words"]: anchors.get(reference["node"], "") for reference in node.get("references", [])}
    return Reading(node, level, anchors[node["id"]], groups, link_words(node.get("text", ""), links))


def link_words(text: str, links: dict[str, str]) -> list[tuple[str, str]]:
    """Part a text at the words that lead somewhere, each at its first place.

    >>> link_words("Se planen (jfr sid 4).", {"jfr sid 4": "del-9"})
    [('Se planen (', ''), ('jfr sid 4', 'del-9'), (').', '')]
    """
    pieces = [(text, "")] if text else []
    for words, anchor in links.items():
        if anchor and (found := first_place(words, pieces)):
            here, start = found
            piece = pieces[here][0]
            parted = [(piece[:start], ""), (words, anchor), (piece[start + len(words) :], "")]
            pieces[here : here + 1] = [part for part in parted if part[0]]
    return pieces


def first_place(words: str, pieces: list[tuple[str, str]]) -> tuple[int, int] | None:
    """In which plain piece words stand first, and where: "sid 4" on its own rather than as a part of "sid 40"."""
    for pattern in (rf"(?<!\w){re.escape(words)}(?!\w)", re.escape(words)):
        for place, (piece, anchor) in enumerate(pieces):
            if not anchor and (match := re.search(pattern, piece)):
                return place, match.start()
    return None


def group_key(place_and_node: tuple[int, Reading]) -> str | int:
    """Neighbours of a listed kind share a key, all others have their own."""
    place, node = place_and_node
    return node.content["kind"] if node.content["kind"] in LISTED else place


@dataclass(frozen=True)
class GoalArea:
    """A goal area for a card: how many commitments it has, and how many are in focus this year."""

    title: str
    anchor: str
    commitment_count: int
    focus_count: int


def goal_areas(chapters: list[Reading]) -> list[GoalArea]:
    """The plan's goal areas, in reading order."""
    found = []
    for chapter in chapters:
        for node in chapter.walk():
            if node.content["kind"] == "goal_area":
                commitments = [below.content for below in node.walk() if below.content["kind"] == "commitment"]
                focus = sum(commitment["is_focus"] for commitment in commitments)
                found.append(GoalArea(node.content["title"], node.anchor, len(commitments), focus))
    return found


def find_node(content: dict, key: int) -> tuple[Reading, list[Reading]] | None:
    """A part of an edition by its id, with the parts that it lies in, the chapter first."""
    return next((found for chapter in read_chapters(content) if (found := node_in(chapter, key, []))), None)


def node_in(node: Reading, key: int, above: list[Reading]) -> tuple[Reading, list[Reading]] | None:
    if node.content["id"] == key:
        return node, above
    return next((found for below in node.below if (found := node_in(below, key, [*above, node]))), None)


def find_commitment(content: dict, key: int) -> tuple[Reading, list[Reading]] | None:
    """A commitment of an edition by its node's id, with the parts that it lies in, the chapter first."""
    found = find_node(content, key)
    return found if found and found[0].content["kind"] == "commitment" else None


def words_about_body(content: dict, slug: str) -> list[str]:
    """The paragraphs that an edition has about a body."""
    nodes = [below.content for chapter in read_chapters(content) for below in chapter.walk()]
    sections = [node for node in nodes if node["kind"] == "section" and node.get("body") == slug]
    return [child["text"] for section in sections for child in section["children"] if child["text"]]


def body_facts(content: dict, slug: str) -> dict | None:
    """What an edition says of a body: usual weekday and times, and its promise of meetings."""
    return next((body for body in content["bodies"] if body["slug"] == slug), None)


def meeting_days(meeting: dict) -> str:
    r"""When a meeting is, as in running text.

    >>> meeting_days({"starts_on": "2017-02-02", "ends_on": "2017-02-02", "precision": "day"}).replace("\xa0", " ")
    '2 februari 2017'
    """
    starts_on, ends_on = (dt.date.fromisoformat(meeting[name]) for name in ("starts_on", "ends_on"))
    if meeting.get("precision") == "month":
        return f"{month_and_year(starts_on)} (preliminärt)"
    return date_span(starts_on, ends_on)


def clock_times(row: dict, prefix: str = "") -> str:
    r"""A meeting's times by the clock, or with the prefix `usual_` a body's usual ones; empty when it has none.

    >>> clock_times({"starts_at": "12:00", "ends_at": "15:00"}).replace("\xa0", " ")
    'kl. 12.00–15.00'
    """
    times = [row.get(f"{prefix}{name}") for name in ("starts_at", "ends_at")]
    return time_span(*map(dt.time.fromisoformat, times)) if all(times) else ""

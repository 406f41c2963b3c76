"""An edition's content made ready to read: heading levels, anchors, lists put together (pure)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

LISTED = {"commitment", "item"}
DEEPEST_HEADING = 6


@dataclass(frozen=True)
class Group:
    """Neighbours of one kind: commitments and items are lists, all else stands alone."""

    kind: str
    nodes: list[Reading]


@dataclass(frozen=True)
class Reading:
    """A node of an edition with its place on the page; `level` is the heading's, 2 for chapters."""

    content: dict
    level: int
    anchor: str
    groups: list[Group]

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
    numbers = [chapter["number"] for chapter in content["chapters"]]
    return [
        read_node(chapter, 2, f"kapitel-{number}" if number.isalnum() and numbers.count(number) == 1 else "")
        for chapter, number in zip(content["chapters"], numbers, strict=True)
    ]


def read_node(node: dict, level: int, anchor: str = "") -> Reading:
    children = [read_node(child, min(level + 1, DEEPEST_HEADING)) for child in node["children"]]
    runs = groupby(enumerate(children), key=group_key)
    groups = [Group(nodes[0].content["kind"], nodes) for nodes in ([child for _, child in run] for _, run in runs)]
    return Reading(node, level, anchor or f"del-{node['id']}", groups)


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


def find_commitment(content: dict, key: int) -> tuple[Reading, list[Reading]] | None:
    """A commitment of an edition by its node's id, with the parts that it lies in, the chapter first."""
    return next((found for chapter in read_chapters(content) if (found := commitment_in(chapter, key, []))), None)


def commitment_in(node: Reading, key: int, above: list[Reading]) -> tuple[Reading, list[Reading]] | None:
    if node.content["kind"] == "commitment" and node.content["id"] == key:
        return node, above
    return next((found for below in node.below if (found := commitment_in(below, key, [*above, node]))), None)


def words_about_body(content: dict, slug: str) -> list[str]:
    """The paragraphs that an edition has about a body."""
    nodes = [below.content for chapter in read_chapters(content) for below in chapter.walk()]
    sections = [node for node in nodes if node["kind"] == "section" and node.get("body") == slug]
    return [child["text"] for section in sections for child in section["children"] if child["text"]]


def body_facts(content: dict, slug: str) -> dict | None:
    """What an edition says of a body: usual weekday and times, and its promise of meetings."""
    return next((body for body in content["bodies"] if body["slug"] == slug), None)

"""An edition's content as blocks in reading order, whatever they are written on (pure)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from committee.reading import Group, Reading, clock_times, meeting_days, read_chapters
from committee.swedish import enumerate_words, long_date, thousands

NOTHING = "–"
MOST_WEIGHT = 60
SIDES = {"income": "Intäkter", "cost": "Kostnader"}
Words = list[tuple[str, str]]
"""A text in pieces, each with the anchor that it leads to; empty for plain words."""


@dataclass(frozen=True)
class Heading:
    """A heading; `level` is 1 for chapters, and one more than the heading that it stands under."""

    level: int
    text: str
    number: str = ""
    anchor: str = ""
    block = "heading"


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    words: Words
    anchor: str = ""
    block = "text"


@dataclass(frozen=True)
class Item:
    """A place in a list; one in focus says so in words."""

    words: Words
    mark: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class List:
    items: list[Item]
    block = "list"


@dataclass(frozen=True)
class Table:
    """Rows under a head; a row of one cell is a heading over those below. Columns share the width by their weights."""

    head: list[str]
    rows: list[list[str]]
    weights: list[int]
    foot: list[str]
    anchor: str = ""
    is_money: bool = False
    block = "table"


Block = Heading | Text | List | Table


def decision_words(content: dict) -> str:
    r"""When and where a content was decided, and as which edition.

    >>> decision_words({"decided_on": "2016-12-08", "decided_in": "§ 12", "edition": 1}).replace("\xa0", " ")
    'Fastställd 8 december 2016, § 12. Utgåva 1.'
    >>> decision_words({"decided_on": None, "decided_in": "", "edition": 2})
    'Utkast, inte fastställt.'
    """
    if not content["decided_on"]:
        return "Utkast, inte fastställt."
    day = long_date(dt.date.fromisoformat(content["decided_on"]))
    return f"Fastställd {', '.join(filter(None, [day, content['decided_in']]))}. Utgåva {content['edition']}."


def blocks_of(content: dict) -> list[Block]:
    """All that an edition says under its title, in reading order.

    >>> chapter = {"id": 7, "kind": "chapter", "number": "2", "title": "Syfte", "text": "", "children": []}
    >>> blocks_of({"year": 2017, "chapters": [chapter]})
    [Heading(level=1, text='Syfte', number='2', anchor='kapitel-2')]
    """
    focus = f"Fokus {content['year']}"
    return [block for chapter in read_chapters(content) for block in blocks_of_node(chapter, 1, focus)]


def blocks_of_node(node: Reading, level: int, focus: str) -> Iterator[Block]:
    """A part and all below it; one without a heading leaves its level to those below."""
    content = node.content
    if content["title"]:
        yield Heading(level, content["title"], content["number"], node.anchor)
    if node.words and "rows" not in content:
        yield Text(node.words, "" if content["title"] else node.anchor)
    yield from tables_of(node)
    for group in node.groups:
        yield from blocks_of_group(group, level + bool(content["title"]), focus)
    yield from budget_of(content, level + bool(content["title"]))


def blocks_of_group(group: Group, level: int, focus: str) -> Iterator[Block]:
    if group.kind in {"commitment", "item"}:
        yield List([Item(node.words, focus if node.content["is_focus"] else "", node.anchor) for node in group.nodes])
        return
    for node in group.nodes:
        yield from blocks_of_node(node, level, focus)


def tables_of(node: Reading) -> Iterator[Table]:
    """The rows that a part has or stands for."""
    content = node.content
    if rows := content.get("rows"):
        width = max(map(len, rows))
        cells = [[*row, *[""] * (width - len(row))] for row in rows]
        weights = [min(max(map(len, column)) + 4, MOST_WEIGHT) for column in zip(*cells, strict=True)]
        yield Table(cells[0], cells[1:], weights, [], node.anchor)
    if meetings := content.get("meetings"):
        yield Table(["Datum", "Tid", "Värdkommun"], list(map(meeting_cells, meetings)), [5, 3, 4], [])
    if turns := content.get("turns"):
        yield Table(["År", "Kommun"], [[str(turn["year"]), turn["municipality"]] for turn in turns], [1, 5], [])


def meeting_cells(meeting: dict) -> list[str]:
    days = ", ".join(filter(None, [meeting_days(meeting), meeting["title"]]))
    return [days, clock_times(meeting) or NOTHING, enumerate_words(meeting["hosts"]) or NOTHING]


def budget_of(content: dict, level: int) -> Iterator[Block]:
    """The two sides of a budget, each under a heading of its own."""
    for kind, name in SIDES.items():
        if side := content.get("budget", {}).get(kind):
            yield Heading(level, name)
            foot = ["Summa", thousands(side["total_sek"])]
            yield Table(["Post", "Kronor"], list(line_rows(side)), [5, 1], foot, is_money=True)


def line_rows(side: dict) -> Iterator[list[str]]:
    """Each line with its note, and a row of one cell where a new heading begins."""
    last = ""
    for line in side["lines"]:
        group = line.get("group", "")
        if group and group != last:
            yield [group]
        last = group
        yield [", ".join(filter(None, [line["label"], line.get("note", "")])), thousands(line["amount_sek"])]

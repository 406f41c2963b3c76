"""Reads a Word file that the portal wrote, whatever has been changed in it since, into a ParsedPlan (pure).

Parts are known by their bookmarks, so nothing is guessed of them. A part without one was added in Word: it is what its
style says, at the place where it stands.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace

from committee.paper import marks
from committee.paper.marks import Mark
from committee.tables import join_rows
from sodertorn.importing.dates import read_decision_date
from sodertorn.importing.draft import DraftNode
from sodertorn.importing.marked_tables import TableReader
from sodertorn.importing.times import DateProblem
from sodertorn.importing.values import Finding, ParsedPlan, ParsedReference
from sodertorn.importing.word_lines import Line, WordDocument

YEAR = re.compile(rf"{marks.TITLE}_(\d{{4}})")
NUMBERED = re.compile(r"(\S{1,10})\. (.*)", re.DOTALL)
FRONT = {marks.TITLE, marks.SUBTITLE, marks.ISSUER, marks.DECISION, marks.REASON}
TOP_KINDS = {"chapter", "calendar", "budget"}
LEAF_KINDS = {"commitment", "paragraph", "item", "table"}


def year_marked(document: WordDocument) -> int | None:
    """The year of the plan that the portal wrote the file about; None when it is someone else's file."""
    names = (YEAR.fullmatch(name) for line in document.lines for name in line.bookmarks)
    return next((int(found[1]) for found in names if found), None)


def parse_marked(document: WordDocument) -> ParsedPlan:
    """Read a whole file that has the portal's marks; all doubts become findings."""
    return MarkedReader(document, year_marked(document)).plan()


class MarkedReader:
    """Reads line after line; the open parts are those that the next line may lie under."""

    def __init__(self, document: WordDocument, year: int) -> None:
        self.document, self.year = document, year
        self.findings = list(document.findings)
        self.front = dict.fromkeys(FRONT, "")
        self.general: list[int] = []
        """Lines about the plan as a whole."""
        self.decided_on: dt.date | None = None
        self.chapters: list[DraftNode] = []
        self.open: list[DraftNode] = []
        self.last: DraftNode | None = None
        self.depths: dict[int, int] = {}
        self.first_lines: dict[str, int] = {}
        self.links: list[tuple[DraftNode, str, str]] = []
        self.has_facts = False
        self.tables = TableReader(year)
        self.own_table: DraftNode | None = None

    def plan(self) -> ParsedPlan:
        for number, line in enumerate(self.document.lines, start=1):
            if line.cells:
                self.read_row(number, line)
            elif line.text.strip():
                self.read_paragraph(number, line)
        rows = self.tables.finish(self.first_lines)
        placed = [line for line in self.document.lines if line.text.strip() or any(map(str.strip, line.cells))]
        return ParsedPlan(
            year=self.year,
            title=self.front[marks.TITLE],
            subtitle=self.front[marks.SUBTITLE],
            issuer=self.front[marks.ISSUER],
            decided_on=self.decided_on,
            secretariat_host="",
            chapters=tuple(chapter.freeze() for chapter in self.chapters),
            bodies=tuple(rows.bodies),
            municipalities=tuple(rows.municipalities),
            duties=tuple(rows.duties),
            meetings=tuple(rows.meetings),
            host_turns=tuple(rows.host_turns),
            budget_lines=tuple(rows.budget_lines),
            sums=tuple(rows.sums),
            references=tuple(self.references()),
            title_lines=(*self.general, *rows.lines),
            total_lines=len(placed),
            findings=tuple(sorted([*self.findings, *rows.findings], key=lambda finding: finding.line)),
        )

    def read_paragraph(self, number: int, line: Line) -> None:
        names = marks.plain(line.bookmarks)
        named = FRONT & names
        mark = next(filter(None, map(Mark.of, line.bookmarks)), None)
        if named:
            self.read_front(number, line.text.strip(), named.pop())
        elif marks.FACTS in names:
            self.has_facts = True
            self.general.append(number)
        elif self.has_facts:
            self.findings.append(Finding(number, f"”{line.text[:60]}” står efter planen och kom inte med."))
        elif marks.TEXT in names and self.last:
            self.add_text(number, line)
        elif marks.SERIES in names and self.last:
            self.last.series_kind = line.text.removeprefix(marks.SERIES_WORDS).strip()
            self.last.lines += (number,)
        elif any(name.endswith(marks.ABOVE) for name in names) and self.last:
            self.last.lines += (number,)
        else:
            self.add_part(number, line, mark or self.mark_of_added(line))

    def read_front(self, number: int, text: str, name: str) -> None:
        self.front[name] = text
        self.general.append(number)
        if name == marks.DECISION:
            try:
                self.decided_on = read_decision_date(text)
            except DateProblem as problem:
                self.findings.append(Finding(number, f"Beslutsdatumet kan inte läsas: {problem}"))

    def mark_of_added(self, line: Line) -> Mark:
        """What a part that was added in Word is: by its style, and in a list like the one before it."""
        depth = len(self.open) + 1
        if line.level:
            return Mark("section" if line.level > 1 else "chapter", 0, line.level, line.level)
        if line.is_item:
            before = self.last.kind if self.last else ""
            return Mark(before if before in {"commitment", "item"} else "item", 0, depth, 0)
        return Mark("paragraph", 0, depth, 0)

    def add_part(self, number: int, line: Line, mark: Mark) -> None:
        """Put a part where its depth says: a heading that was moved a level in Word takes what is below with it."""
        is_heading = bool(line.level)
        kind = mark.kind
        if is_heading == (kind in LEAF_KINDS):
            kind = "section" if is_heading else "paragraph"
        depth = mark.depth + line.level - mark.heading if is_heading else mark.depth
        parent = self.parent_at(depth, kind)
        if parent is None and not is_heading:
            self.findings.append(Finding(number, f"”{line.text[:60]}” står utanför kapitlen och kom inte med."))
            return
        if parent is None and kind not in TOP_KINDS:
            kind = "chapter"
        elif parent is not None and kind in TOP_KINDS:
            kind = "section"
        node = self.node_of(number, line, kind, mark)
        (parent.children if parent else self.chapters).append(node)
        self.last = node
        if kind not in LEAF_KINDS:
            self.open.append(node)
            self.depths[id(node)] = max(depth, 1)
        if mark.body:
            self.tables.of_body.append((node, mark.body))
        for name in line.bookmarks:
            self.first_lines[name] = number

    def parent_at(self, depth: int, kind: str) -> DraftNode | None:
        """The part that one of this depth lies under; deeper ones are closed."""
        while self.open and self.depths[id(self.open[-1])] >= depth:
            self.open.pop()
        if not self.open and kind in LEAF_KINDS and self.chapters:
            self.open.append(self.chapters[-1])
        return self.open[-1] if self.open else None

    def node_of(self, number: int, line: Line, kind: str, mark: Mark) -> DraftNode:
        node = DraftNode(kind, (number,))
        if kind in LEAF_KINDS:
            self.fill_text(node, line)
            return node
        numbered = NUMBERED.fullmatch(line.text) if kind in TOP_KINDS and not mark.is_unnumbered else None
        node.number, node.title = numbered.groups() if numbered else ("", line.text)
        return node

    def fill_text(self, node: DraftNode, line: Line) -> None:
        focus = "".join(words for style, words in line.styled if style == marks.FOCUS_STYLE)
        node.is_focus = bool(focus.strip()) and node.kind == "commitment"
        node.text = line.text.removesuffix(focus) if node.is_focus else line.text
        self.links += [(node, words, target) for words, target in line.links]

    def add_text(self, number: int, line: Line) -> None:
        """The text under a heading, which belongs to the heading's part."""
        self.fill_text(self.last, line)
        self.last.lines += (number,)

    def read_row(self, number: int, line: Line) -> None:
        if line.is_first_row:
            self.own_table = None
            if not self.tables.begin(number, line, self.last):
                self.begin_table(number, line)
        elif self.own_table is None:
            self.tables.add(number, line)
        else:
            self.own_table.lines += (number,)
            self.own_table.text += f"\n{row_text(line)}"

    def begin_table(self, number: int, line: Line) -> None:
        """A table that is a part of the plan."""
        mark = next(filter(None, map(Mark.of, line.bookmarks)), None) or Mark("table", 0, len(self.open) + 1, 0)
        self.add_part(number, replace(line, text=row_text(line), level=0), mark)
        self.own_table = self.last

    def references(self) -> Iterable[ParsedReference]:
        for node, words, target in self.links:
            if (line := self.first_lines.get(target)) and words in node.text:
                yield ParsedReference(node.lines[0], words, line)


def row_text(line: Line) -> str:
    """A row of a table as it is stored."""
    return join_rows([[cell.replace("\n", " ") for cell in line.cells]])

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
from committee.paper.blocks import decision_words
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
BODY_KINDS = {"host_rota", "meeting_series"}
"""Parts that are always about a body."""
DEEPEST = 30
"""How deep parts may lie; nobody writes that deep a file."""


DRAFT = decision_words({"decided_on": None}).partition(",")[0]
NO_HEAD = (
    "Tabellen saknar portalens märke, som står i den första raden, och lästes som text. "
    "Hämta planen på nytt om den ska ge möten, värdskap eller belopp."
)


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
        self.depths: dict[int, tuple[int, int]] = {}
        """How deep the open parts lie, and how deep they lay when the file was written."""
        self.first_lines: dict[str, int] = {}
        self.links: list[tuple[DraftNode, str, str]] = []
        self.has_facts = False
        self.is_before_amounts = False
        """Whether the table that comes is a side of the budget."""
        self.tables = TableReader(year)
        self.own_table: DraftNode | None = None
        self.is_lost = False
        """Whether the table that is being read stands nowhere in the plan."""

    def plan(self) -> ParsedPlan:
        for number, line in enumerate(self.document.lines, start=1):
            if line.cells:
                self.read_row(number, line)
            elif line.text.strip():
                self.read_paragraph(number, line)
        rows = self.tables.finish(self.first_lines)
        self.check_parts()
        references = tuple(self.references())
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
            references=references,
            title_lines=(*self.general, *rows.lines),
            total_lines=sum(line.has_words for line in self.document.lines),
            findings=tuple(sorted([*self.findings, *rows.findings], key=lambda finding: finding.line)),
        )

    def read_paragraph(self, number: int, line: Line) -> None:
        names = marks.plain(line.bookmarks)
        mark = mark_of(line)
        can_hold = self.last is not None and self.last.kind not in LEAF_KINDS
        if named := FRONT & names:
            self.read_front(number, line.text.strip(), named.pop())
        elif marks.FACTS in names:
            self.has_facts = True
            self.general.append(number)
        elif any(name.endswith(marks.ABOVE) for name in names) and self.last:
            self.last.lines += (number,)
            self.is_before_amounts = True
        elif marks.SERIES in names and can_hold and line.text.startswith(marks.SERIES_WORDS):
            self.last.series_kind = line.text.removeprefix(marks.SERIES_WORDS).strip()
            self.last.lines += (number,)
        elif marks.TEXT in names and can_hold and not (line.level or self.last.text or self.last.children):
            self.add_text(number, line)
        elif mark is None and self.has_facts:
            self.leave_out(number, line.text, "står efter planen")
        else:
            self.add_part(number, line, mark)

    def leave_out(self, number: int, words: str, why: str) -> None:
        self.findings.append(Finding(number, f"”{words.strip()[:60]}” {why} och kom inte med."))

    def read_front(self, number: int, text: str, name: str) -> None:
        if self.front[name]:
            self.leave_out(number, self.front[name], "står två gånger")
        self.front[name] = text
        self.general.append(number)
        if name == marks.DECISION:
            self.read_decision(number, text)

    def read_decision(self, number: int, text: str) -> None:
        try:
            self.decided_on = read_decision_date(text)
        except DateProblem as problem:
            self.findings.append(Finding(number, f"Beslutsdatumet kan inte läsas: {problem}"))
            return
        if self.decided_on is None and not text.startswith(DRAFT):
            self.findings.append(Finding(number, f"”{text[:60]}” har inget datum. Ange det när planen fastställs."))

    def mark_of_added(self, line: Line) -> Mark:
        """What a part that was added in Word is: by its style, and in a list like the one before it."""
        if line.level:
            return Mark("section" if line.level > 1 else "chapter", 0, line.level, line.level)
        depth = DEEPEST + 1  # under the heading that it stands under
        if line.cells:
            return Mark("table", 0, depth, 0)
        if line.is_item:
            before = self.last.kind if self.last else ""
            return Mark(before if before in {"commitment", "item"} else "item", 0, depth, 0)
        return Mark("paragraph", 0, depth, 0)

    def add_part(self, number: int, line: Line, mark: Mark | None) -> DraftNode | None:
        """Put a part where its depth says; None when it stands nowhere in the plan."""
        mark = mark or self.mark_of_added(line)
        is_heading = bool(line.level)
        kind = mark.kind
        if is_heading == (kind in LEAF_KINDS):
            kind = "section" if is_heading else "paragraph"
        depth = min(max(mark.depth + line.level - mark.heading, 1), DEEPEST) if is_heading else mark.depth
        parent = self.parent_at(depth, is_heading)
        if parent is None and not is_heading:
            self.leave_out(number, line.text, "står utanför kapitlen")
            return None
        if parent is None and kind not in TOP_KINDS:
            kind = "chapter"
        elif parent is not None and kind in TOP_KINDS:
            kind = "section"
        node = self.node_of(number, line, kind, mark)
        if kind in LEAF_KINDS and not node.text.strip():
            self.leave_out(number, line.text, "har ingen text")
            return None
        (parent.children if parent else self.chapters).append(node)
        self.open_part(node, depth, mark)
        self.first_lines |= dict.fromkeys(line.bookmarks, number)
        return node

    def open_part(self, node: DraftNode, depth: int, mark: Mark) -> None:
        self.last, self.is_before_amounts = node, False
        if node.kind not in LEAF_KINDS:
            self.open.append(node)
            self.depths[id(node)] = (depth, mark.depth)
        if mark.body:
            self.tables.of_body.append((node, mark.body))

    def parent_at(self, depth: int, is_heading: bool) -> DraftNode | None:
        """The part that one of this depth lies under; deeper ones are closed.

        What is no heading lies where it lay, so a heading that was moved a level in Word takes it along.
        """
        while self.open and self.depths[id(self.open[-1])][not is_heading] >= depth:
            self.open.pop()
        if not self.open and not is_heading and self.chapters:
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
        before, _, behind = line.text.rpartition(focus) if node.is_focus else (line.text, "", "")
        node.text = before + behind
        self.links += [(node, words, target) for words, target in line.links]

    def add_text(self, number: int, line: Line) -> None:
        """The text under a heading, which belongs to the heading's part."""
        self.fill_text(self.last, line)
        self.last.lines += (number,)

    def read_row(self, number: int, line: Line) -> None:
        if line.is_first_row:
            self.own_table, self.is_lost = None, False
            if not self.tables.begin(number, line, self.last):
                self.begin_table(number, line)
            self.is_before_amounts = False
        elif self.is_lost:
            self.leave_out(number, row_text(line), "står utanför planen")
        elif self.own_table is None:
            self.tables.add(number, line)
        else:
            self.own_table.lines += (number,)
            self.own_table.text += f"\n{row_text(line)}"

    def begin_table(self, number: int, line: Line) -> None:
        """A table that is a part of the plan."""
        mark = mark_of(line)
        if mark is None and self.has_facts:
            self.leave_out(number, row_text(line), "står efter planen")
        else:
            is_strange = mark is None and (self.is_before_amounts or (self.last and self.last.kind in BODY_KINDS))
            self.own_table = self.add_part(number, replace(line, text=row_text(line), level=0), mark)
            if is_strange and self.own_table:
                self.findings.append(Finding(number, NO_HEAD))
        self.is_lost = self.own_table is None

    def check_parts(self) -> None:
        """A part that is always about a body is an ordinary one when the body is gone."""
        for node in (node for chapter in self.chapters for node in chapter.walk()):
            if node.kind in BODY_KINDS and not node.body:
                node.kind = "section"
                words = f"”{node.title[:60]}” hör inte till något organ i tabellen över organ och lästes som en rubrik."
                self.findings.append(Finding(node.lines[0], words))

    def references(self) -> Iterable[ParsedReference]:
        for node, words, target in self.links:
            line = self.first_lines.get(target)
            if line and words in node.text:
                yield ParsedReference(node.lines[0], words, line)
            elif line is None and Mark.of(target):
                words = f"”{words[:60]}” blev ingen länk: delen som den ledde till finns inte kvar."
                self.findings.append(Finding(node.lines[0], words, needs_person=False))


def mark_of(line: Line) -> Mark | None:
    return next(filter(None, map(Mark.of, line.bookmarks)), None)


def row_text(line: Line) -> str:
    """A row of a table as it is stored."""
    return join_rows([[cell.replace("\n", " ") for cell in line.cells]])

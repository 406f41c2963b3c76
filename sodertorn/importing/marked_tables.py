"""The tables in a Word file that the portal wrote, kept until the file is read and the bodies are known (pure)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count

from committee.paper import marks
from sodertorn.importing.draft import DraftNode
from sodertorn.importing.marked_rows import (
    Cells,
    RowProblem,
    read_amount,
    read_body,
    read_budget_line,
    read_meeting,
    read_promise,
    read_turn,
)
from sodertorn.importing.money import AmountProblem
from sodertorn.importing.times import DateProblem
from sodertorn.importing.values import (
    Finding,
    ParsedBody,
    ParsedBudgetLine,
    ParsedDuty,
    ParsedHostTurn,
    ParsedMeeting,
    ParsedSum,
)
from sodertorn.importing.word_lines import Line

COLUMNS = {
    marks.BODIES: ("organ", "kortnamn", "ordinarie tid", "förbereder", "löfte"),
    marks.MUNICIPALITIES: ("kommuner",),
    marks.MEETINGS: ("datum", "tid", "rubrik", "värdkommun"),
    marks.TURNS: ("år", "kommun"),
    marks.INCOME: ("post", "kronor", "rubrik", "anmärkning"),
    marks.COST: ("post", "kronor", "rubrik", "anmärkning"),
}
"""The tables in the order that they are read, and the heads of their columns, the first of which they all have."""
BODY_ROW = re.compile(rf"{marks.BODY_ROW}_(\d{{1,6}})")
SIDES = {marks.INCOME: "income", marks.COST: "cost"}
SUM = "summa"


@dataclass
class MarkedTable:
    """A table of ours under a part: its rows with their lines, by the heads of their columns."""

    name: str
    number: int
    node: DraftNode | None
    head: tuple[str, ...]
    rows: list[tuple[int, Line]] = field(default_factory=list)

    def cells(self, line: Line) -> Cells:
        return dict(zip(self.head, line.cells, strict=False))

    @cached_property
    def in_order(self) -> list[tuple[int, Line]]:
        """The rows, a budget's sum last: the last one with its name, though lines may have been put in behind it."""
        sums = [number for number, line in self.rows if self.cells(line).get("post", "").strip().casefold() == SUM]
        return sorted(self.rows, key=lambda row: row[0] in sums[-1:])

    def strange_columns(self) -> list[str]:
        """Heads of columns that we know nothing of, and that have words."""
        return [
            name
            for place, name in enumerate(self.head)
            if name not in COLUMNS[self.name]
            and (name or any("".join(line.cells[place : place + 1]).strip() for _, line in self.rows))
        ]


@dataclass
class MarkedRows:
    """What the tables say; `lines` are those that became no row of their own."""

    bodies: list[ParsedBody] = field(default_factory=list)
    municipalities: list[str] = field(default_factory=list)
    duties: list[ParsedDuty] = field(default_factory=list)
    meetings: list[ParsedMeeting] = field(default_factory=list)
    host_turns: list[ParsedHostTurn] = field(default_factory=list)
    budget_lines: list[ParsedBudgetLine] = field(default_factory=list)
    sums: list[ParsedSum] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


class TableReader:
    def __init__(self, year: int) -> None:
        self.year = year
        self.tables: list[MarkedTable] = []
        self.rows = MarkedRows()
        self.names: set[str] = set()
        """The bodies' names."""
        self.of_body: list[tuple[DraftNode, int]] = []
        """Parts, and the number of the body that each is about, from 1."""
        self.numbered: list[tuple[str, int]] = []
        """Bodies' names with the numbers in their rows, 0 where there is none."""

    def begin(self, number: int, line: Line, node: DraftNode | None) -> bool:
        """Begin a table with its head; False when it is none of ours."""
        names = marks.plain(line.bookmarks)
        name = next((name for name in COLUMNS if name in names), None)
        if name is None:
            return False
        self.tables.append(MarkedTable(name, number, node, tuple(cell.strip().casefold() for cell in line.cells)))
        self.rows.lines.append(number)
        return True

    def add(self, number: int, line: Line) -> None:
        self.tables[-1].rows.append((number, line))

    def finish(self, first_lines: dict[str, int]) -> MarkedRows:
        """Read all tables, those of bodies first; `first_lines` are where the parts begin, by their bookmarks."""
        self.first_lines = first_lines
        readers: dict[str, Callable[[MarkedTable, int, Line], None]] = {
            marks.BODIES: self.read_body,
            marks.MUNICIPALITIES: self.read_municipality,
            marks.MEETINGS: self.read_meeting,
            marks.TURNS: self.read_turn,
            marks.INCOME: self.read_budget,
            marks.COST: self.read_budget,
        }
        for name in COLUMNS:
            for table in self.tables:
                if table.name == name:
                    self.read(table, readers[name])
            if name == marks.BODIES:
                self.name_bodies()
                self.check_prepared()
        hosts = [host for meeting in self.rows.meetings for host in meeting.hosts]
        hosts += [turn.municipality for turn in self.rows.host_turns]
        self.rows.municipalities = list(dict.fromkeys([*self.rows.municipalities, *hosts]))
        return self.rows

    def read(self, table: MarkedTable, reader: Callable[[MarkedTable, int, Line], None]) -> None:
        if COLUMNS[table.name][0] not in table.head:
            words = f"Tabellens första rad ska säga vad som står i kolumnerna, som ”{COLUMNS[table.name][0].title()}”."
            self.rows.findings.append(Finding(table.number, words))
        elif strange := table.strange_columns():
            words = f"Kolumnen ”{strange[0][:60]}” i tabellen känns inte igen. Det som står i den kom inte med."
            self.rows.findings.append(Finding(table.number, words))
        for number, line in table.in_order:
            if not line.has_words:
                continue
            try:
                reader(table, number, line)
            except (RowProblem, DateProblem, AmountProblem) as problem:
                self.rows.findings.append(Finding(number, str(problem)))

    def name_bodies(self) -> None:
        """Parts are of the body with their number; a row that lost it in Word has the first that no other has."""
        taken = {number for _, number in self.numbered}
        free = (number for number in count(1) if number not in taken)
        names = {number or next(free): name for name, number in self.numbered}
        for node, number in self.of_body:
            node.body = names.get(number, "")

    def check_prepared(self) -> None:
        for table in (table for table in self.tables if table.name == marks.BODIES):
            for number, line in table.rows:
                prepared = table.cells(line).get("förbereder", "").strip()
                if prepared and prepared not in self.names:
                    words = f"”{prepared[:60]}”, som ska förberedas, är inget organ i tabellen och kom inte med."
                    self.rows.findings.append(Finding(number, words))

    def target(self, line: Line, words: str) -> int:
        """The line of the part that words in a row lead to, 0 for none."""
        return next((self.first_lines.get(target, 0) for text, target in line.links if text == words), 0)

    def read_body(self, table: MarkedTable, number: int, line: Line) -> None:
        cells = table.cells(line)
        promised = cells.get("löfte", "")
        body = read_body(cells, prepares_line=self.target(line, cells.get("förbereder", "")))
        if body.name in self.names:
            raise RowProblem(f"”{body.name}” står två gånger i tabellen. Raden kom inte med.")
        self.names.add(body.name)
        self.rows.bodies.append(body)
        self.rows.lines.append(number)
        numbers = (int(found[1]) for found in map(BODY_ROW.fullmatch, line.bookmarks) if found)
        self.numbered.append((body.name, next(numbers, 0)))
        if promise := read_promise(promised):
            name = self.rows.bodies[-1].name
            self.rows.duties.append(ParsedDuty(name, *promise, line=self.target(line, promised)))

    def read_municipality(self, table: MarkedTable, number: int, line: Line) -> None:
        name = line.cells[0].strip()
        if not name:
            raise RowProblem("Raden har ingen kommun i den första kolumnen och kom inte med.")
        self.rows.municipalities.append(name)
        self.rows.lines.append(number)

    def read_meeting(self, table: MarkedTable, number: int, line: Line) -> None:
        body, kind = self.body_of(table), table.node.series_kind
        meeting = read_meeting(table.cells(line), number, body=body, kind=kind, year=self.year)
        self.rows.meetings.append(meeting)

    def read_turn(self, table: MarkedTable, number: int, line: Line) -> None:
        self.rows.host_turns.append(read_turn(table.cells(line), number, body=self.body_of(table)))

    def body_of(self, table: MarkedTable) -> str:
        if table.node is None or not table.node.body:
            raise RowProblem("Tabellen hör inte till något organ. Raden kom inte med.")
        return table.node.body

    def read_budget(self, table: MarkedTable, number: int, line: Line) -> None:
        """A line of a budget, or its sum, which is the last row."""
        cells, kind = table.cells(line), SIDES[table.name]
        if number == table.in_order[-1][0] and cells.get("post", "").strip().casefold() == SUM:
            self.read_sum(number, kind, read_amount(cells))
        else:
            self.rows.budget_lines.append(read_budget_line(cells, number, kind=kind))

    def read_sum(self, number: int, kind: str, stated: int) -> None:
        found = sum(line.amount_sek for line in self.rows.budget_lines if line.kind == kind)
        self.rows.sums.append(ParsedSum(kind, stated, found, (number,)))
        if found != stated:
            self.rows.findings.append(Finding(number, f"Summan är {stated} kronor, men posterna blir {found} kronor."))

"""Reads a plan document's text into a ParsedPlan (pure). It knows the form of such documents, not the words of one.

The form: a title block with decision date and year, numbered chapters, goal areas as bullets with bold names,
commitments that begin with "Vi", focus named by paragraphs that begin with the year, sections that describe bodies and
their duties, rotas of hosts, a chapter of dates under the bodies' headings and one of labels with amounts.
"""

from dataclasses import replace

from sodertorn.importing.bodies import (
    name_sections,
    read_duties,
    read_prepared_body,
    read_secretariat_host,
    sections_outside_areas,
)
from sodertorn.importing.budget import BudgetReader, looks_like_budget
from sodertorn.importing.calendar import CalendarReader, hosts_in_lower_case, looks_like_calendar, municipality_name
from sodertorn.importing.declared import GOAL_AREAS, ISSUES, MUNICIPALITIES, declared_number
from sodertorn.importing.doubts import (
    doubts_about_areas,
    doubts_about_duties,
    doubts_about_goals,
    doubts_about_hosts,
    doubts_about_secretariat,
)
from sodertorn.importing.draft import DraftNode
from sodertorn.importing.lines import Block, Form, read_blocks
from sodertorn.importing.names import Names
from sodertorn.importing.outline import NAMES_A_ROTA, Outline, Rota
from sodertorn.importing.references import read_references
from sodertorn.importing.title import TitleReader
from sodertorn.importing.values import (
    DocumentError,
    Finding,
    ParsedBody,
    ParsedBudgetLine,
    ParsedDuty,
    ParsedHostTurn,
    ParsedMeeting,
    ParsedPlan,
    ParsedSum,
)

Part = tuple[DraftNode, list[Block]]


def parse(text: str) -> ParsedPlan:
    """Read a whole document. Raises DocumentError when it isn't a plan; all lesser doubts become findings."""
    return DocumentReader(text).plan()


class DocumentReader:
    """Gathers what the chapters say; each part is read by the module that knows its form."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.blocks = read_blocks(text)
        first = next((n for n, block in enumerate(self.blocks) if block.form == Form.CHAPTER), None)
        if first is None:
            raise DocumentError(
                "Dokumentet har inga numrerade kapitel (som ”1. Inledning”) och kan inte läsas som en plan."
            )
        self.title_blocks, self.chapter_blocks = self.blocks[:first], self.blocks[first:]
        self.title = TitleReader()
        self.title.read(self.title_blocks)
        self.year = self.title.year
        self.findings: list[Finding] = self.title.findings
        self.chapters: list[DraftNode] = []
        self.names = Names()
        self.bodies: dict[str, ParsedBody] = {}
        self.duties: list[ParsedDuty] = []
        self.meetings: list[ParsedMeeting] = []
        self.host_turns: list[ParsedHostTurn] = []
        self.budget_lines: list[ParsedBudgetLine] = []
        self.sums: list[ParsedSum] = []
        self.named_hosts: list[tuple[int, str]] = []
        self.declared_in_areas: list = []

    def plan(self) -> ParsedPlan:
        self.read_parts(self.split_chapters())
        chapters = tuple(chapter.freeze() for chapter in self.chapters)
        nodes = [node for chapter in chapters for node in chapter.walk()]
        references, findings = read_references(nodes, self.text)
        self.findings += findings
        plan = ParsedPlan(
            year=self.year,
            title=self.title.title,
            subtitle=self.title.subtitle,
            issuer=self.title.issuer,
            decided_on=self.title.decided_on,
            secretariat_host=self.secretariat_host(),
            chapters=chapters,
            bodies=tuple(self.bodies.values()),
            municipalities=tuple(self.municipalities()),
            duties=tuple(self.duties),
            meetings=tuple(self.meetings),
            host_turns=tuple(self.host_turns),
            budget_lines=tuple(self.budget_lines),
            sums=tuple(self.sums),
            references=tuple(references),
            title_lines=tuple(line for block in self.title_blocks for line in block.lines),
            total_lines=sum(len(block.lines) for block in self.blocks),
        )
        return self.with_unplaced_lines(plan)

    def read_parts(self, parts: list[Part]) -> None:
        """Read the chapters of prose first: they describe the bodies that the calendar names."""
        prose = [part for part in parts if part[0].kind == "chapter"]
        rotas = self.read_prose(prose)
        self.read_organisation([chapter for chapter, _ in prose])
        for chapter, blocks in parts:
            if chapter.kind == "calendar":
                self.read_calendar(chapter, blocks)
            elif chapter.kind == "budget":
                self.read_budget(chapter, blocks)
        self.read_rotas(rotas)
        self.meetings = hosts_in_lower_case(self.meetings, self.municipalities())
        self.check_numbers()
        self.find_doubts(prose)

    def find_doubts(self, prose: list[Part]) -> None:
        """Look once more at what may mean more than it was read as."""
        blocks = [block for _, of_chapter in prose for block in of_chapter]
        tables = [block for block in blocks if block.form == Form.TABLE]
        for chapter, _ in prose:
            self.findings += doubts_about_goals(chapter)
        self.findings += doubts_about_areas(tables, [chapter for chapter, _ in prose])
        self.findings += doubts_about_duties(s for s in self.sections.values() if s.body)
        self.findings += doubts_about_secretariat(self.blocks, self.municipalities())
        self.findings += doubts_about_hosts(self.named_hosts, blocks, self.certain_hosts())

    def split_chapters(self) -> list[Part]:
        """Give each chapter its blocks, and its kind by the form of what is in it."""
        parts: list[Part] = []
        for block in self.chapter_blocks:
            if block.form == Form.CHAPTER:
                self.check_chapter_number(block)
                parts.append((DraftNode("chapter", block.lines, title=block.text, number=block.number), []))
                self.chapters.append(parts[-1][0])
            else:
                parts[-1][1].append(block)
        for chapter, blocks in parts:
            if looks_like_budget(blocks):
                chapter.kind = "budget"
            elif looks_like_calendar(blocks, self.year):
                chapter.kind = "calendar"
            if not blocks:
                self.findings.append(Finding(chapter.lines[0], f"Kapitel {chapter.number} är tomt."))
        for kind, name in (("calendar", "kalendarium"), ("budget", "budget")):
            if kind not in (chapter.kind for chapter, _ in parts):
                self.findings.append(Finding(0, f"Dokumentet har inget kapitel med {name}."))
        return parts

    def check_chapter_number(self, block: Block) -> None:
        seen = [chapter.number for chapter in self.chapters]
        if block.number in seen:
            self.findings.append(Finding(block.first, f"Kapitel {block.number} finns två gånger."))
        elif int(block.number) != len(seen) + 1:
            self.findings.append(
                Finding(block.first, f"Kapitel {block.number} kommer där kapitel {len(seen) + 1} väntades.")
            )

    def read_prose(self, parts: list[Part]) -> list[Rota]:
        tables = [block for _, blocks in parts for block in blocks if block.form == Form.TABLE]
        first_cells = {row[0].casefold() for block in tables for row in block.rows[1:] if row}
        declared = declared_number(self.blocks, ISSUES)
        rotas = []
        for chapter, blocks in parts:
            outline = Outline(chapter, year=self.year, area_names=first_cells, declared=declared)
            outline.read(blocks)
            self.findings += outline.findings
            self.declared_in_areas += outline.declared_in_areas
            rotas += outline.rotas
        return rotas

    def read_organisation(self, chapters: list[DraftNode]) -> None:
        """A section is a body's when it promises meetings; the calendar may add more."""
        sections = sections_outside_areas(chapters)
        self.names = name_sections(sections)
        self.sections = {section.title: section for section in sections}
        for section in sections:
            duty = read_duties(section, section.title)
            if duty and section.title in self.bodies:
                problem = f"Organet ”{section.title}” beskrivs två gånger. Det andra löftet kom inte med."
                self.findings.append(Finding(section.lines[0], problem))
            elif duty:
                self.duties.append(duty)
                self.add_body(section.title)

    def add_body(self, name: str) -> None:
        section = self.sections.get(name)
        if section:
            section.body = name
        prepares, line = read_prepared_body(section, self.names) if section else ("", 0)
        self.bodies.setdefault(name, ParsedBody(name, prepares=prepares, prepares_line=line))

    def body_of(self, mention: str, line: int) -> str:
        """The body that a heading means; one that the plan doesn't describe is made, with a finding."""
        name = self.names.find(mention)
        if name is None:
            name = mention
            self.names.add(name)
            self.findings.append(Finding(line, f"Organet ”{mention}” beskrivs inte i planen. Det läggs upp som nytt."))
        self.add_body(name)
        return name

    def read_calendar(self, chapter: DraftNode, blocks: list[Block]) -> None:
        reader = CalendarReader(chapter, year=self.year, names=self.names, body_of=self.body_of)
        reader.read(blocks)
        self.meetings += reader.meetings
        self.findings += reader.findings
        self.named_hosts += reader.named_hosts
        for name, body in self.bodies.items():
            if schedule := reader.schedules.get(name):
                self.bodies[name] = ParsedBody(
                    name=name,
                    short_name=reader.short_names[name],
                    weekday=schedule.weekday,
                    starts_at=schedule.starts_at,
                    ends_at=schedule.ends_at,
                    prepares=body.prepares,
                    prepares_line=body.prepares_line,
                )

    def read_budget(self, chapter: DraftNode, blocks: list[Block]) -> None:
        reader = BudgetReader()
        reader.check_unit(chapter.lines[0], chapter.title)
        for block in blocks:
            reader.read(block)
        self.budget_lines += reader.budget_lines
        self.sums += reader.sums
        self.findings += reader.findings
        chapter.lines += tuple(line for block in reader.headings for line in block.lines)
        for block in reader.texts:
            chapter.add("paragraph", block, text=block.text)

    def read_rotas(self, rotas: list[Rota]) -> None:
        for node, rows in rotas:
            named = NAMES_A_ROTA.fullmatch(node.title)
            node.body = self.body_of(named[1] if named else node.title, node.lines[0])
            for line, year, name in rows:
                if any((turn.body, turn.year) == (node.body, year) for turn in self.host_turns):
                    self.findings.append(
                        Finding(line, f"Året {year} har redan en värdkommun i listan. Raden kom inte med.")
                    )
                else:
                    self.host_turns.append(ParsedHostTurn(node.body, year, municipality_name(name), (line,)))

    def municipalities(self) -> list[str]:
        """Those named as hosts, or where the secretariat is, each once, in order of appearance."""
        hosts = [turn.municipality for turn in self.host_turns]
        hosts += [host for meeting in self.meetings for host in meeting.hosts]
        return list(dict.fromkeys(hosts))

    def certain_hosts(self) -> set[str]:
        """Those named in a rota or in a parenthesis."""
        named = set(self.named_hosts)
        hosts = {(meeting.lines[0], host) for meeting in self.meetings for host in meeting.hosts}
        return {turn.municipality for turn in self.host_turns} | {host for _, host in hosts - named}

    def secretariat_host(self) -> str:
        """The municipality that the secretariat sits in, when it is one of those that take part."""
        host = municipality_name(read_secretariat_host(" ".join(self.text.split())))
        return host if host in self.municipalities() else ""

    def check_numbers(self) -> None:
        """Compare the numbers that the text gives with what was found."""
        found = {MUNICIPALITIES: len(self.municipalities()), GOAL_AREAS: self.count("goal_area")}
        if not self.declared_in_areas:
            found[ISSUES] = self.count("issue")
        for noun, count in found.items():
            if declared := declared_number(self.blocks, noun):
                self.findings += declared.compare(count)

    def count(self, kind: str) -> int:
        return sum(node.kind == kind for chapter in self.chapters for node in chapter.walk())

    def with_unplaced_lines(self, plan: ParsedPlan) -> ParsedPlan:
        """List every line that ended up in no row and in no finding yet: nothing is lost in silence."""
        placed = plan.placed_lines() | {finding.line for finding in self.findings}
        for block in self.blocks:
            for line, text in zip(block.lines, block.texts, strict=True):
                if line not in placed:
                    has_words = any(character.isalnum() for character in text)
                    problem = f"”{text[:60]}” kunde inte placeras."
                    self.findings.append(Finding(line, problem, needs_person=has_words))
        findings = tuple(sorted(self.findings, key=lambda finding: finding.line))
        return replace(plan, findings=findings)

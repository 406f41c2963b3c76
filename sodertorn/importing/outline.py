"""A chapter of prose as a tree: areas, goal areas, development issues, commitments, sections, paragraphs (pure)."""

import re
from dataclasses import replace
from itertools import pairwise, zip_longest

from committee.tables import join_rows
from sodertorn.importing.declared import Declared, declared_issues
from sodertorn.importing.doubts import COMMITS
from sodertorn.importing.draft import DraftNode
from sodertorn.importing.lines import Block, Form, reads_as_heading
from sodertorn.importing.values import Finding

ROTA_LINE = re.compile(r"(?:[-*•–]\s+)?((?:19|20|21)\d\d)[\s:–-]+([A-ZÅÄÖ][^\d,.;:]{1,40})")
NAMES_A_ROTA = re.compile(r"Värd\w*\s+för\s+(.+?):?")
QUOTE = re.compile(r"[”\"“]([^”\"“]+)[”\"]")


Rota = tuple[DraftNode, list[tuple[int, int, str]]]


def rota_rows(block: Block) -> list[tuple[int, int, str]]:
    """Read lines such as `2017 Ålvik` as (line, year, name); empty unless all of the block's lines are such."""
    rows = [(line, ROTA_LINE.fullmatch(text)) for line, text in block.lines_as_text()]
    return [(line, int(match[1]), match[2].strip()) for line, match in rows if match] if all(m for _, m in rows) else []


def split_off_rota(block: Block) -> list[Block]:
    """Part a line such as `Värdar för rådet:` from the rota's lines under it."""
    if block.form != Form.TEXT or len(block.texts) == 1 or not NAMES_A_ROTA.fullmatch(block.texts[0]):
        return [block]
    first, rest = (replace(block, lines=block.lines[cut], texts=block.texts[cut]) for cut in (slice(1), slice(1, None)))
    return [first, rest] if rota_rows(rest) else [block]


class Outline:
    """Reads one chapter's blocks in order, keeping track of which headings are open."""

    def __init__(self, chapter: DraftNode, *, year: int, area_names: set[str], declared: Declared | None) -> None:
        self.chapter = chapter
        self.year = year
        self.area_names = area_names
        self.declared_in_document = declared
        self.declared = declared
        self.declared_here: Declared | None = None
        self.declared_in_areas: list[Declared] = []
        self.intro: list[Block] | None = []
        self.area: DraftNode | None = None
        self.goal_area: DraftNode | None = None
        self.issue: DraftNode | None = None
        self.group: DraftNode | None = None
        self.section: DraftNode | None = None
        self.levels: list[DraftNode] = []
        self.holders: set[int] = set()
        """The lines of headings that other headings lie under, by their levels."""
        self.issue_count = 0
        self.in_focus_list = False
        self.rotas: list[Rota] = []
        self.findings: list[Finding] = []

    @property
    def here(self) -> DraftNode:
        """The innermost open heading: what comes next goes under it."""
        return self.section or self.issue or self.goal_area or self.group or self.area or self.chapter

    def read(self, blocks: list[Block]) -> None:
        blocks = [part for block in blocks for part in split_off_rota(block)]
        headings = [block for block in blocks if block.level]
        self.holders = {one.first for one, next_one in pairwise(headings) if next_one.level > one.level}
        for block, after in zip_longest(blocks, blocks[1:]):
            rota = rota_rows(block) if block.form in {Form.TEXT, Form.TABLE, Form.BULLET} else []
            if rota and (len(rota) > 1 or "värd" in self.here.title.casefold()):
                self.read_rota(rota)
            elif block.form == Form.TABLE:
                if rows := [list(row) for row in block.rows if any(row)]:
                    self.here.add("table", block, text=join_rows(rows))
            elif block.form == Form.BOLD_BULLET:
                self.open_goal_area(block)
            elif block.form == Form.BULLET:
                kind = "commitment" if self.in_focus_list else "item"
                self.here.add(kind, block, text=block.text, is_focus=self.in_focus_list)
            elif self.is_heading(block):
                self.open_heading(block, after)
            else:
                self.read_text(block)
        self.mark_quoted_focus()
        self.check_issues()

    def is_heading(self, block: Block) -> bool:
        return block.form == Form.HEADING or (len(block.texts) == 1 and reads_as_heading(block.text))

    def open_goal_area(self, block: Block) -> None:
        self.in_focus_list, self.issue, self.section = False, None, None
        self.read_intro()
        self.goal_area = (self.area or self.chapter).add("goal_area", block, title=block.text, level=block.level)

    def read_intro(self) -> None:
        """What stands before an area's first goal area may say how many issues the area has."""
        if self.intro and (declared := declared_issues(self.intro)):
            self.declared = self.declared_here = declared
            self.issue_count = 0
            self.declared_in_areas.append(declared)
            if declared == self.declared_in_document:
                self.declared_in_document = None
        self.intro = None

    def open_heading(self, block: Block, after: Block | None) -> None:
        self.in_focus_list = False
        if block.text.casefold() in self.area_names:
            self.check_issues()
            self.area = self.chapter.add("area", block, title=block.text, level=block.level)
            self.declared, self.intro = self.declared_in_document, []
            self.goal_area = self.issue = self.group = self.section = None
            self.levels = []
        elif self.is_goal_area(block):
            self.open_goal_area(block)
        elif self.goal_area and self.is_issue(block):
            self.issue = self.goal_area.add("issue", block, title=block.text)
            self.section = None
            self.issue_count += 1
        else:
            self.tell_of_heading(block)
            self.open_section(block, after)

    def is_goal_area(self, block: Block) -> bool:
        """A heading one level under an area's, with headings of its own: the levels say what else bold names do."""
        return (
            bool(self.area and self.area.level) and block.level == self.area.level + 1 and block.first in self.holders
        )

    def is_issue(self, block: Block) -> bool:
        """A heading right under a goal area is its issue; later ones are, until the declared number is reached."""
        if self.goal_area.level and block.level:
            return block.level > self.goal_area.level
        return not self.goal_area.children or self.issue_count < (self.declared.number if self.declared else 0)

    def tell_of_heading(self, block: Block) -> None:
        """Without a number of issues in the text nobody knows whether a later heading is one."""
        if self.goal_area and not self.goal_area.level and not self.declared:
            words = (
                f"”{block.text}” är läst som en rubrik efter målområdet ”{self.goal_area.title}”, inte som en fråga i"
            )
            self.findings.append(Finding(block.first, f"{words} det: texten säger inte hur många frågor som finns."))

    def check_issues(self) -> None:
        """Compare the number that the area's own text gives with what was found in it."""
        if self.declared_here:
            self.findings += self.declared_here.compare(self.issue_count)
            self.declared_here, self.issue_count = None, 0

    def open_section(self, block: Block, after: Block | None) -> None:
        self.goal_area = self.issue = None
        opens_group = after is not None and not block.level and self.is_heading(after)
        if block.level:
            parent = self.parent_by_level(block.level)
        else:
            parent = self.area or self.chapter
            if self.group and not opens_group:
                parent = self.group
        node = parent.add("section", block, title=block.text, level=block.level)
        if block.level:
            self.levels.append(node)
        self.group, self.section = (node, None) if opens_group and not self.area else (self.group, node)

    def parent_by_level(self, level: int) -> DraftNode:
        """Under the nearest open Markdown heading of less depth."""
        while self.levels and self.levels[-1].level >= level:
            self.levels.pop()
        return self.levels[-1] if self.levels else (self.area or self.chapter)

    def read_text(self, block: Block) -> None:
        commits = self.in_focus_list or COMMITS.match(block.text)
        if commits and (self.in_focus_list or self.may_hold_commitments()):
            self.here.add("commitment", block, text=block.text, is_focus=self.in_focus_list)
            return
        self.here.add("paragraph", block, text=block.text)
        if self.intro is not None:
            self.intro.append(block)
        speaks_of_focus = re.match(rf"(?:Under|År|För|I)\s+{self.year}\b", block.text)
        self.in_focus_list = bool(speaks_of_focus and block.text.endswith(":") and self.may_hold_commitments())

    def may_hold_commitments(self) -> bool:
        return bool(self.goal_area or (self.area and self.section))

    def read_rota(self, rota: list[tuple[int, int, str]]) -> None:
        """The heading just opened is the rota's own; without one the rota goes under what is open."""
        node = self.section
        last = self.here.children[-1] if self.here.children else None
        if last and last.kind == "paragraph" and NAMES_A_ROTA.fullmatch(last.text):
            node, last.title, last.text = last, last.text, ""
        elif node is None or node.children:
            lines = tuple(line for line, _, _ in rota)
            node = DraftNode("host_rota", lines, title="Värdkommuner")
            self.here.children.append(node)
        node.kind = "host_rota"
        self.rotas.append((node, rota))
        self.section = None

    def mark_quoted_focus(self) -> None:
        """A paragraph that begins with the plan's year and quotes commitments puts those in focus."""
        commitments = [node for node in self.chapter.walk() if node.kind == "commitment"]
        for node in self.chapter.walk():
            if node.kind != "paragraph" or not re.match(rf"(?:Under|År|För|I)\s+{self.year}\b", node.text):
                continue
            for quote in QUOTE.findall(node.text):
                same = [c for c in commitments if plain(c.text) == plain(quote)]
                for commitment in same:
                    commitment.is_focus = True
                if not same and COMMITS.match(quote):
                    self.findings.append(
                        Finding(node.lines[0], f"Fokus på ”{quote}” motsvarar inget åtagande i planen, ordagrant.")
                    )


def plain(text: str) -> str:
    return text.strip(" .").casefold()

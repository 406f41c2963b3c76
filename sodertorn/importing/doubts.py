"""What in a plan's prose may mean more than it was read as (pure): it becomes findings."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from sodertorn.importing.bodies import SECRETARIAT, read_duties
from sodertorn.importing.draft import DraftNode
from sodertorn.importing.lines import Block
from sodertorn.importing.values import Finding

COMMITS = re.compile(r"Vi\s+[a-zåäö]")
SPEAKS_OF_MEETING = re.compile(r"möt|träffa|sammanträ", re.IGNORECASE)
SPEAKS_OF_HOW_OFTEN = re.compile(r"\b(?:gång\w*|varje|varannan|vartannat|månad\w*|kvartal\w*|år\w*)\b", re.IGNORECASE)
READ_AS = {"paragraph": "stycke", "item": "punkt i en lista"}
ALIKE = 0.8


def doubts_about_goals(chapter: DraftNode) -> list[Finding]:
    """Commitments that may have been missed in a chapter of goals; other chapters are free to say Vi."""
    nodes = list(chapter.walk())
    if not any(node.kind in {"goal_area", "area"} for node in nodes):
        return []
    found = [
        Finding(node.lines[0], f"”{beginning(node.text)}” är läst som {READ_AS[node.kind]}, inte som åtagande.")
        for node in nodes
        if node.kind in READ_AS and COMMITS.match(node.text)
    ]
    found += [
        Finding(node.lines[0], f"Målområdet ”{node.title}” har inga åtaganden.")
        for node in nodes
        if node.kind == "goal_area" and not has_commitments(node)
    ]
    if not has_commitments(chapter):
        found.append(Finding(chapter.lines[0], f"Kapitel {chapter.number} har mål men inga åtaganden."))
    return found


def has_commitments(node: DraftNode) -> bool:
    return any(child.kind == "commitment" for child in node.walk())


def beginning(text: str) -> str:
    """Enough of a text to find it by.

    >>> beginning("Vi ser över det.")
    'Vi ser över det.'
    """
    return text if len(text) <= 60 else f"{text[:60].rstrip()} …"


def doubts_about_areas(tables: Iterable[Block], chapters: list[DraftNode]) -> list[Finding]:
    """A table that names areas, and rows of it that no heading answers to."""
    titles = {node.title.casefold(): node.title for chapter in chapters for node in chapter.walk() if node.title}
    found: dict[str, Finding] = {}
    for table in tables:
        names = names_in_first_column(table)
        names_areas = any(name.casefold() in titles for _, name in names)
        for line, name in names:
            if name.casefold() in titles or name in found:
                continue
            if similar := next((title for title in titles.values() if alike(name, title)), None):
                words = f"Rubriken ”{similar}” liknar ”{name}” i tabellen men är inte läst som ett samverkansområde."
                found[name] = Finding(line, words)
            elif names_areas:
                found[name] = Finding(line, f"”{name}” i tabellen har ingen egen rubrik i planen.")
    return list(found.values())


def names_in_first_column(table: Block) -> list[tuple[int, str]]:
    """The first cell of each row below the header, with its line; years and amounts are no names."""
    rows = zip(table.lines[1:], table.rows[1:], strict=True)
    return [(line, row[0]) for line, row in rows if row and row[0] and not row[0][0].isdigit()]


def alike(one: str, other: str) -> bool:
    """Tell whether two names may be the same with a slip of the pen.

    >>> alike("Gemensam service", "Gemensamma service"), alike("Gemensam service", "Bygdens utveckling")
    (True, False)
    """
    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio() >= ALIKE


def doubts_about_duties(sections: Iterable[DraftNode]) -> list[Finding]:
    """Bodies whose sections say how often they meet, in words that weren't understood."""
    return [
        Finding(node.lines[0], f"Det gick inte att läsa hur ofta ”{section.title}” möts.", needs_person=False)
        for section in sections
        if read_duties(section, section.title) is None
        for node in [child for child in section.children if not child.title and speaks_of_how_often(child.text)][:1]
    ]


def speaks_of_how_often(text: str) -> bool:
    return any(
        SPEAKS_OF_MEETING.search(sentence) and SPEAKS_OF_HOW_OFTEN.search(sentence)
        for sentence in re.split(r"[.!?]\s+", text)
    )


def doubts_about_secretariat(blocks: Iterable[Block], hosts: list[str]) -> list[Finding]:
    """A place for the secretariat that is none of the municipalities that take part."""
    for block in blocks:
        match = SECRETARIAT.search(block.text)
        if match and match[1][0].isupper() and match[1] not in hosts and match[1].removesuffix("s") not in hosts:
            words = f"Sekretariatet är enligt texten i {match[1]}, som inte är värd i planen. Uppgiften kom inte med."
            return [Finding(block.first, words)]
    return []


def doubts_about_hosts(named: Iterable[tuple[int, str]], prose: Iterable[Block], known: set[str]) -> list[Finding]:
    """Hosts named without a parenthesis that the plan speaks of nowhere else: they may be places."""
    text = " ".join(block.text for block in prose)
    return [
        Finding(line, f"”{host}” är läst som värdkommun men nämns inte på något annat ställe i planen.")
        for line, host in named
        if host not in known and not re.search(rf"\b{re.escape(host)}s?\b", text)
    ]

"""Finds the bodies that a plan describes, what they have promised and whom they prepare for (pure)."""

import re
from collections.abc import Iterable

from sodertorn.importing.draft import DraftNode
from sodertorn.importing.names import Names, compounds_of, folded
from sodertorn.importing.numerals import COUNT, read_number
from sodertorn.importing.values import ParsedDuty

ADJECTIVES = r"(?:[a-zåäö]+\s+){0,2}"
OCCASIONS = r"(?:gånger|gång|möten|möte|sammanträden|sammanträde|träffar|träff)"
TIMES_A_YEAR = re.compile(
    rf"\b{COUNT}\s+{ADJECTIVES}{OCCASIONS}\s+(?:per|om|varje|under)\s+(?:året|år)\b", re.IGNORECASE
)
TIMES_A_PERIOD = re.compile(
    rf"\b{COUNT}\s+{ADJECTIVES}{OCCASIONS}\s+(?:i|per|om|varje|under)\s+(månad|kvartal|halvår|termin)(?:en|et)?\b",
    re.IGNORECASE,
)
EVERY_PERIOD = re.compile(r"\bvarje\s+(månad|kvartal|halvår|termin)\b", re.IGNORECASE)
MEETS = re.compile(r"\b\w*(?:möt|träff|sammanträ|samla)\w*", re.IGNORECASE)
IN_A_YEAR = {"månad": 12, "kvartal": 4, "halvår": 2, "termin": 2}
EVERY_SECOND_YEAR = re.compile(r"\bvartannat\s+år\b", re.IGNORECASE)
EVERY_NTH_YEAR = re.compile(r"\bvart\s+(tredje|fjärde|femte)\s+år\b", re.IGNORECASE)
EVERY_YEAR = re.compile(r"\b(?:varje\s+år|årlig|årligt|årligen)\b", re.IGNORECASE)
NTH = {"tredje": 3, "fjärde": 4, "femte": 5}
PREPARES = re.compile(r"\bförbered\w*\s+(\w{4,}s)\s+(?:möten|sammanträden)", re.IGNORECASE)
SECRETARIAT = re.compile(
    r"\bsekretariat\w*\s+(?:är\s+placerat|är\s+placerad|är|finns|ligger|sitter)\s+(?:hos|i|på)\s+"
    r"([A-ZÅÄÖ][\w-]*?(?:\s[A-ZÅÄÖ][\w-]*)*?)(?:s?\s+kommun)?[.,]",
    re.IGNORECASE,
)


def read_duty(text: str) -> tuple[int, int] | None:
    """Find how often a text promises meetings: at least so many in so many years.

    >>> read_duty("Rådet möts minst fyra gånger per år."), read_duty("En årlig konferens hålls.")
    ((4, 1), (1, 1))
    >>> read_duty("Resultaten presenteras vartannat år."), read_duty("Gruppen arbetar.")
    ((1, 2), None)
    """
    if (match := TIMES_A_YEAR.search(text)) and (count := read_number(match[1])):
        return count, 1
    if count := read_times_in_shorter_periods(text):
        return count, 1
    if EVERY_SECOND_YEAR.search(text):
        return 1, 2
    if match := EVERY_NTH_YEAR.search(text):
        return 1, NTH[folded(match[1])]
    return (1, 1) if EVERY_YEAR.search(text) else None


def read_times_in_shorter_periods(text: str) -> int:
    """How many meetings a year that a promise for each month or quarter makes; 0 when there is none.

    >>> read_times_in_shorter_periods("Rådet möts en gång i kvartalet.")
    4
    >>> read_times_in_shorter_periods("En rapport skrivs varje månad.")
    0
    """
    if match := TIMES_A_PERIOD.search(text):
        return read_number(match[1]) * IN_A_YEAR[folded(match[2])]
    for sentence in re.split(r"[.!?]\s", text):
        match = EVERY_PERIOD.search(sentence)
        if match and MEETS.search(sentence):
            return IN_A_YEAR[folded(match[1])]
    return 0


def read_secretariat_host(text: str) -> str:
    """Find where the secretariat is.

    >>> read_secretariat_host("Sekretariatet är placerat hos Ålviks kommun.")
    'Ålvik'
    """
    match = SECRETARIAT.search(text)
    return match[1] if match else ""


def sections_outside_areas(chapters: Iterable[DraftNode]) -> list[DraftNode]:
    """Headings that may describe a body: those that aren't part of the goals."""
    found = []
    for chapter in chapters:
        goals = {id(node) for child in chapter.children if child.kind == "area" for node in child.walk()}
        found += [node for node in chapter.walk() if node.kind == "section" and id(node) not in goals]
    return found


def name_sections(sections: list[DraftNode]) -> Names:
    """The sections' headings as names, with the proper names their text gives them."""
    names = Names()
    for section in sections:
        names.add(section.title, other_forms=compounds_of(section.title, section.own_text()))
    return names


def read_duties(section: DraftNode, body: str) -> ParsedDuty | None:
    """The first paragraph of a body's section that promises meetings."""
    for node in section.children:
        if not node.title and (duty := read_duty(node.text)):
            return ParsedDuty(body, *duty, line=node.lines[0])
    return None


def read_prepared_body(section: DraftNode, names: Names) -> tuple[str, int]:
    """The body whose meetings a body's section says that it prepares, and the line where; ("", 0) when none."""
    for node in section.children:
        if not node.title and (match := PREPARES.search(node.text)) and (name := names.find(match[1])):
            return name, node.lines[0]
    return "", 0

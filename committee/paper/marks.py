"""What a Word file says of its parts beside their words: names of bookmarks, which Word keeps through edits (pure)."""

from __future__ import annotations

import re
from dataclasses import dataclass

KINDS = {
    "chapter": "kapitel",
    "calendar": "kalendarium",
    "budget": "budget",
    "area": "omrade",
    "goal_area": "malomrade",
    "issue": "fraga",
    "commitment": "atagande",
    "section": "rubrik",
    "paragraph": "stycke",
    "item": "punkt",
    "table": "tabell",
    "host_rota": "vardlista",
    "meeting_series": "moten",
}
BY_NAME = {name: kind for kind, name in KINDS.items()}
MARK = re.compile(
    r"(?P<name>[a-z]+)_(?P<key>\d+)_(?P<depth>\d+)_(?P<heading>\d+)(?:_o(?P<body>\d+))?(?P<unnumbered>_u)?"
)
TITLE, SUBTITLE, ISSUER, DECISION, REASON = "titel", "underrubrik", "beslutas_av", "beslut", "rattelse"
TEXT, MEETINGS, TURNS, INCOME, COST = "text", "motestabell", "vardtabell", "intakter", "kostnader"
ABOVE = "_rubrik"
"""Behind the mark of a table, for the heading above it."""
FACTS, BODIES, MUNICIPALITIES = "uppgifter", "organ", "kommuner"
SERIES, SERIES_WORDS = "sorts_moten", "Sorts möten: "
BODY_ROW = "organ_rad"
"""Before a body's number, in its row: rows may be moved, and parts go by the number."""
FOCUS_STYLE = "Fokus"
"""The character style of the words that say that a commitment is in focus."""


@dataclass(frozen=True)
class Mark:
    """A part's kind and depth in the tree (1 for chapters), and the level of its heading when the file was written.

    `key` makes it unique in the file, `body` is a row in the table of bodies from 1, 0 for none.
    """

    kind: str
    key: int
    depth: int
    heading: int
    body: int = 0
    is_unnumbered: bool = False

    @property
    def name(self) -> str:
        """The bookmark's name, at most 40 letters, digits and underscores as Word wants it.

        >>> Mark("goal_area", 12, 3, 3).name, Mark("chapter", 2, 1, 1, is_unnumbered=True).name
        ('malomrade_12_3_3', 'kapitel_2_1_1_u')
        """
        body = f"_o{self.body}" if self.body else ""
        return f"{KINDS[self.kind]}_{self.key}_{self.depth}_{self.heading}{body}{'_u' * self.is_unnumbered}"

    @classmethod
    def of(cls, name: str) -> Mark | None:
        """Read a bookmark's name; None when it is none of ours.

        >>> Mark.of("moten_7_2_2_o3")
        Mark(kind='meeting_series', key=7, depth=2, heading=2, body=3, is_unnumbered=False)
        >>> Mark.of("_Toc12345") is None
        True
        """
        found = MARK.fullmatch(name)
        if found is None or found["name"] not in BY_NAME:
            return None
        numbers = (int(found[group] or 0) for group in ("key", "depth", "heading", "body"))
        return cls(BY_NAME[found["name"]], *numbers, is_unnumbered=bool(found["unnumbered"]))


def plain(names: tuple[str, ...]) -> set[str]:
    """Bookmarks' names without the numbers that make them unique in the file, which Word wants them to be.

    >>> sorted(plain(("text_12", "sorts_moten", "intakter_rubrik_3")))
    ['intakter_rubrik', 'sorts_moten', 'text']
    """
    return {re.sub(r"_\d+$", "", name) for name in names}

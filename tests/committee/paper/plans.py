"""Contents of plans that the database would hold, made by chance: every kind of part, and words that may confuse."""

from __future__ import annotations

import datetime as dt
import random
from itertools import count

from hypothesis import strategies as st

from tests.committee.comparison.contents import budget, content, node

WORDS = [
    *("Vi", "ger", "råd.", "1.", "2017", "Fokus", "|", "-", "–", "#", "**fet**", "<b>", "&amp;", "”jfr", "sid", "4”"),
    *("\\", "{x}", "#let", "$a$", "@b", "945 000", "2", "februari", "kl.", "å\xa0ö", "Summa", "(preliminärt)", "och"),
]
HEADINGS = ("area", "goal_area", "issue", "section", "host_rota", "meeting_series")
LEAVES = ("commitment", "paragraph", "item", "table")
PLACES = ["Sund", "Näs", "Vik och Dal", "Å"]


class Making:
    """Makes one content from a seed."""

    def __init__(self, seed: int, size: int) -> None:
        self.chance = random.Random(seed)
        self.keys = count(1)
        self.nodes: list[dict] = []
        self.bodies = [self.body(number) for number in range(self.chance.randrange(4))]
        self.size = size

    def words(self, most: int = 8) -> str:
        return " ".join(self.chance.choices(WORDS, k=self.chance.randint(1, most)))

    def maybe(self, value, other=""):
        return value if self.chance.random() < 0.5 else other

    def body(self, number: int) -> dict:
        starts_at = self.maybe("08:30", None)
        return {
            "slug": f"organ-{number}",
            "name": f"Organ {number} {self.words(3)}",
            "short_name": f"O{number}",
            "usual_weekday": self.maybe(self.chance.randint(1, 7), None),
            "usual_starts_at": starts_at,
            "usual_ends_at": "13:00" if starts_at else None,
            "prepares": "organ-0" if number == 2 else None,
            "duty": None,
        }

    def plan(self) -> dict:
        kinds = ["chapter"] * self.chance.randint(1, 3) + self.maybe(["calendar"], []) + self.maybe(["budget"], [])
        chapters = [self.chapter(kind) for kind in kinds]
        parents = list(chapters)
        for _ in range(self.size):
            parent = self.chance.choice(parents)
            new = self.part()
            parent["children"].append(new)
            if new["kind"] not in LEAVES and self.depth_of(chapters, new) < 8:
                parents.append(new)
        self.promise()
        return content(
            *chapters,
            title=f"Verksamhetsplan 2017 {self.words(2)}",
            subtitle=self.maybe("Budget"),
            bodies=self.bodies,
            municipalities=[{"slug": name.casefold(), "name": name} for name in self.places()],
            decided_in=self.maybe("§ 8"),
        )

    def depth_of(self, siblings: list[dict], node: dict, depth: int = 1) -> int:
        if any(one is node for one in siblings):
            return depth
        return max((self.depth_of(one["children"], node, depth + 1) for one in siblings), default=0)

    def kept(self, new: dict) -> dict:
        self.nodes.append(new)
        return new

    def chapter(self, kind: str) -> dict:
        number = self.maybe(str(self.chance.randint(1, 12)))
        new = node(next(self.keys), kind, number=number, title=self.words(5), text=self.maybe(self.text()))
        if kind == "budget":
            new["budget"] = budget(self.lines(), self.lines())
        return self.kept(new)

    def text(self) -> str:
        return "\n".join(self.words() for _ in range(self.chance.randint(1, 2)))

    def part(self) -> dict:
        kind = self.chance.choice((*HEADINGS, *LEAVES, *LEAVES))
        if kind in ("host_rota", "meeting_series") and not self.bodies:
            kind = "section"
        new = node(next(self.keys), kind)
        if kind == "table":
            width = self.chance.randint(1, 3)
            new["rows"] = [[self.maybe(self.words(3)) for _ in range(width)] for _ in range(self.chance.randint(1, 3))]
            new["rows"][0][0] = "Område"
        elif kind in LEAVES:
            new["text"], new["is_focus"] = self.text(), kind == "commitment" and self.maybe(True, False)
            if self.nodes and self.chance.random() < 0.3:
                new["text"] += " (jfr kap. 9) då."
                new["references"] = [{"words": "jfr kap. 9", "node": self.chance.choice(self.nodes)["id"]}]
        else:
            new["title"], new["text"] = self.words(5), self.maybe(self.text())
            self.fill(new)
        return self.kept(new)

    def fill(self, new: dict) -> None:
        """What a part about a body stands for."""
        if self.bodies and (new["kind"] in ("host_rota", "meeting_series") or self.chance.random() < 0.2):
            new["body"] = self.chance.choice(self.bodies)["slug"]
        if new["kind"] == "meeting_series":
            new["series_kind"] = self.maybe(self.words(2))
            new["meetings"] = [self.meeting() for _ in range(self.chance.randrange(4))]
            if not new["series_kind"]:
                del new["series_kind"]
        if new["kind"] == "host_rota":
            new["turns"] = [
                {"id": next(self.keys), "year": 2017 + later, "municipality": self.chance.choice(PLACES)}
                for later in range(self.chance.randrange(4))
            ]

    def meeting(self) -> dict:
        starts_on = dt.date(2017, 1, 1) + dt.timedelta(days=self.chance.randrange(800))
        is_month = self.chance.random() < 0.3
        starts_on = starts_on.replace(day=1) if is_month else starts_on
        ends_on = starts_on if is_month else starts_on + dt.timedelta(days=self.chance.choice([0, 0, 0, 1, 40]))
        has_times = not is_month and self.maybe(True, False)
        return {
            "id": next(self.keys),
            "name": "Organ",
            "title": self.maybe(self.words(3)),
            "precision": "month" if is_month else "day",
            "starts_on": starts_on.isoformat(),
            "ends_on": ends_on.isoformat(),
            "starts_at": "12:00" if has_times else None,
            "ends_at": "15:00" if has_times else None,
            "hosts": self.chance.sample(PLACES, k=self.chance.choice([0, 1, 1, 2])),
        }

    def lines(self) -> list[dict]:
        return [self.line() for _ in range(self.chance.randint(1, 4))]

    def line(self) -> dict:
        new = {"id": next(self.keys), "label": self.words(3), "amount_sek": self.chance.choice([0, 7, 945_000, 10**8])}
        if self.chance.random() < 0.3:
            new |= {"group": self.words(2)}
        if self.chance.random() < 0.3:
            new |= {"note": self.words()}
        return new

    def places(self) -> list[str]:
        return PLACES[: self.chance.randrange(len(PLACES) + 1)]

    def promise(self) -> None:
        for body in self.bodies:
            if self.chance.random() < 0.5:
                promised = self.chance.choice([(1, 1), (6, 1), (2, 2), (1, 3), (14, 1), (3, 7)])
                where = self.chance.choice(self.nodes)["id"]
                body["duty"] = {"minimum_meetings": promised[0], "period_years": promised[1], "node": where}


def plans() -> st.SearchStrategy[dict]:
    return st.builds(lambda seed, size: Making(seed, size).plan(), st.integers(0, 2**32), st.integers(0, 25))

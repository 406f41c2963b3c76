"""Contents of plans as plain values, and what a year does to them, for tests and for hypothesis."""

from __future__ import annotations

import copy
import random
from itertools import count

from hypothesis import strategies as st

LEAF = {"number": "", "title": "", "text": "", "is_focus": False, "children": []}
WORDS = ["vi", "ger", "alla", "fler", "råd", "om", "klimat", "och", "vägar", "i", "tid,", "tillsammans.", "Å\xa0nyo\n"]
KINDS = ("chapter", "area", "goal_area", "issue", "commitment", "section", "paragraph", "item", "budget")
SLUGS = ("rad", "grupp", "kansli")


def node(key: int, kind: str = "commitment", *children: dict, **values) -> dict:
    return {**LEAF, "id": key, "kind": kind, "children": list(children), **values}


def content(*chapters: dict, **values) -> dict:
    top = {"format": 2, "year": 2017, "title": "Verksamhetsplan 2017", "subtitle": "", "issuer": "Rådet"}
    decision = {"edition": 1, "decided_on": "2016-12-08", "decided_in": "§ 8"}
    lists = {"bodies": [], "promises": [], "municipalities": []}
    return {**top, **decision, **lists, "chapters": list(chapters), **values}


def meeting(key: int, starts_on: str = "2017-02-02", **values) -> dict:
    times = {"precision": "day", "starts_on": starts_on, "ends_on": starts_on, "starts_at": None, "ends_at": None}
    return {"id": key, "name": "Rådet", "title": "", **times, "hosts": [], **values}


def line(label: str, amount_sek: int, **values) -> dict:
    return {"id": len(label), "label": label, "amount_sek": amount_sek, **values}


def budget(income: list[dict], cost: list[dict]) -> dict:
    sides = {"income": income, "cost": cost}
    return {
        side: {"lines": lines, "total_sek": sum(line["amount_sek"] for line in lines)} for side, lines in sides.items()
    }


class Invention:
    """Makes a content by chance, and the next year's content of it."""

    def __init__(self, seed: int, size: int) -> None:
        self.chance = random.Random(seed)
        self.ids = count(1)
        self.size = size

    def words(self) -> str:
        return " ".join(self.chance.choices(WORDS, k=self.chance.randrange(12)))

    def content(self) -> dict:
        made = content(**self.lists())
        nodes = []
        for _ in range(self.size):
            new = self.node()
            self.chance.choice([made["chapters"], *(one["children"] for one in nodes)]).append(new)
            nodes.append(new)
        return made

    def lists(self) -> dict:
        keys = [next(self.ids) for _ in range(3)]
        slugs = self.chance.sample(SLUGS, k=self.chance.randrange(4))
        return {
            "bodies": [{"slug": slug, "name": self.words(), "duty": {"node": keys[0]}} for slug in slugs],
            "promises": [{"kind": "hosts", "body": slug, "preparer": "", "node": keys[1]} for slug in slugs],
            "municipalities": [{"slug": slug, "name": slug.title()} for slug in slugs],
        }

    def node(self) -> dict:
        new = node(next(self.ids), self.chance.choice(KINDS), text=self.words(), title=self.words())
        self.maybe(new, "ancestor", self.chance.randrange(1, 40))
        self.maybe(new, "meetings", [self.meeting() for _ in range(self.chance.randrange(4))])
        self.maybe(new, "turns", [{"id": next(self.ids), "year": 2017 + n, "municipality": "Sund"} for n in range(3)])
        self.maybe(new, "rows", [[self.words() for _ in range(self.chance.randrange(3))] for _ in range(3)])
        self.maybe(new, "budget", budget([self.line(), self.line()], [self.line()]))
        self.maybe(new, "references", [{"words": "jfr", "node": self.chance.randrange(1, 40)}])
        self.maybe(new, "budget", None)
        self.maybe(new, "later", {"format": [1, {"node": 3}]})
        return new

    def maybe(self, made: dict, name: str, value: object) -> None:
        if self.chance.random() < 0.2:
            made[name] = value

    def meeting(self) -> dict:
        return meeting(self.chance.randrange(1, 9), f"2017-02-{self.chance.randrange(10, 28)}")

    def line(self) -> dict:
        made = line(self.words()[:12], self.chance.randrange(1000))
        self.maybe(made, "lineage", f"{self.chance.randrange(5)}")
        return made

    def next_year(self, before: dict) -> dict:
        """Edited, moved, dropped, added; every node has a new id and says what it continues."""
        after = copy.deepcopy(before)
        after["year"] += 1
        self.edit(after["chapters"])
        for rows in (after["bodies"], after["municipalities"], after["promises"]):
            self.shuffle(rows)
        return after

    def edit(self, siblings: list[dict]) -> None:
        self.shuffle(siblings)
        for one in siblings:
            one.setdefault("ancestor", one["id"])
            one["id"] = 1000 + next(self.ids)
            self.maybe(one, "text", f"{self.words()} {one['text']}")
            self.maybe(one, "title", one["title"].replace("klimat", "skog"))
            for name in ("meetings", "turns", "rows"):
                self.shuffle(one.get(name, []))
            self.edit(one["children"])
        self.move(siblings)

    def shuffle(self, rows: list) -> None:
        if rows and self.chance.random() < 0.3:
            rows.pop(self.chance.randrange(len(rows)))
        if len(rows) > 1 and self.chance.random() < 0.3:
            rows.insert(0, rows.pop())

    def move(self, siblings: list[dict]) -> None:
        if len(siblings) > 1 and self.chance.random() < 0.3:
            siblings[0]["children"].append(siblings.pop())
        if self.chance.random() < 0.2:
            siblings.append(self.node())


def contents() -> st.SearchStrategy[dict]:
    return st.builds(lambda seed, size: Invention(seed, size).content(), st.integers(0, 2**32), st.integers(0, 14))


def years() -> st.SearchStrategy[tuple[dict, dict]]:
    """A content and the next year's."""

    def two(seed: int, size: int) -> tuple[dict, dict]:
        invention = Invention(seed, size)
        before = invention.content()
        return before, invention.next_year(before)

    return st.builds(two, st.integers(0, 2**32), st.integers(1, 14))

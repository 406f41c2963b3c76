"""How many parts and rows were changed, in Swedish with the right endings, and what happened to the money (pure)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from committee.swedish import kronor


class Fate(StrEnum):
    """What has become of a part or a row, for counting and for marks; one may have two."""

    CHANGED = "changed"
    REMOVED = "removed"
    ADDED = "added"
    MOVED = "moved"


# Of one ett-word, of one en-word, of many.
ENDINGS = {
    Fate.CHANGED: ("ändrat", "ändrad", "ändrade"),
    Fate.REMOVED: ("struket", "struken", "strukna"),
    Fate.ADDED: ("nytt", "ny", "nya"),
    Fate.MOVED: ("flyttat", "flyttad", "flyttade"),
}
MARKS = {Fate.CHANGED: "±", Fate.REMOVED: "−", Fate.ADDED: "+", Fate.MOVED: "→"}


@dataclass(frozen=True)
class Noun:
    """What a sort of parts or rows is called: one, many, and whether it is an ett-word."""

    one: str
    many: str
    is_neuter: bool = False

    def counted(self, count: int) -> str:
        """
        >>> Noun("del", "delar").counted(1), Noun("del", "delar").counted(4)
        ('1 del', '4 delar')
        """
        return f"{count} {self.one if count == 1 else self.many}"

    def ending(self, fate: Fate, count: int) -> str:
        return ENDINGS[fate][2 if count != 1 else 1 - self.is_neuter]


PART = Noun("del", "delar")
CHAPTER = Noun("kapitel", "kapitel", is_neuter=True)
NODES = {
    "chapter": CHAPTER,
    "calendar": CHAPTER,
    "budget": CHAPTER,
    "area": Noun("samverkansområde", "samverkansområden", is_neuter=True),
    "goal_area": Noun("målområde", "målområden", is_neuter=True),
    "issue": Noun("utvecklingsfråga", "utvecklingsfrågor"),
    "commitment": Noun("åtagande", "åtaganden", is_neuter=True),
    "section": Noun("rubrik", "rubriker"),
    "paragraph": Noun("stycke", "stycken", is_neuter=True),
    "item": Noun("punkt", "punkter"),
    "table": Noun("tabell", "tabeller"),
    "host_rota": Noun("värdlista", "värdlistor"),
    "meeting_series": Noun("möteslista", "möteslistor"),
}
ROWS = {
    "meetings": Noun("möte", "möten", is_neuter=True),
    "turns": Noun("värdskap", "värdskap", is_neuter=True),
    "rows": Noun("rad", "rader"),
    "income": Noun("intäktspost", "intäktsposter"),
    "cost": Noun("kostnadspost", "kostnadsposter"),
    "bodies": Noun("organ", "organ", is_neuter=True),
    "promises": Noun("löfte", "löften", is_neuter=True),
    "municipalities": Noun("kommun", "kommuner"),
}
SIDES = {"income": "Intäkterna", "cost": "Kostnaderna"}


def counted_fates(noun: Noun, counts: Counter[Fate]) -> str:
    """Say how many of a sort were changed, struck, added and moved.

    >>> counts = Counter({Fate.CHANGED: 3, Fate.REMOVED: 1, Fate.ADDED: 1, Fate.MOVED: 1})
    >>> counted_fates(NODES["commitment"], counts)
    '3 åtaganden ändrade, 1 struket, 1 nytt, 1 flyttat'
    >>> counted_fates(NODES["section"], Counter({Fate.ADDED: 1, Fate.MOVED: 2}))
    '1 ny rubrik, 2 flyttade'
    """
    phrases = []
    for fate in ENDINGS:
        if count := counts[fate]:
            phrases.append(first_phrase(noun, fate, count) if not phrases else f"{count} {noun.ending(fate, count)}")
    return ", ".join(phrases)


def first_phrase(noun: Noun, fate: Fate, count: int) -> str:
    if fate == Fate.ADDED:
        return f"{count} {noun.ending(fate, count)} {noun.one if count == 1 else noun.many}"
    return f"{noun.counted(count)} {noun.ending(fate, count)}"


def sentences(found: Iterable[tuple[Noun, Fate]]) -> list[str]:
    """One sentence per sort, in the order that the sorts are declared.

    >>> sentences([(ROWS["meetings"], Fate.CHANGED), (NODES["chapter"], Fate.ADDED)])
    ['1 nytt kapitel.', '1 möte ändrat.']
    """
    counts: dict[Noun, Counter[Fate]] = {noun: Counter() for noun in (*NODES.values(), PART, *ROWS.values())}
    for noun, fate in found:
        counts[noun][fate] += 1
    return [f"{words}." for noun, fates in counts.items() if (words := counted_fates(noun, fates))]


def money_words(side: str, before: int, after: int) -> str:
    r"""Say what happened to a side of the budget.

    >>> money_words("income", 945000, 957000).replace("\xa0", " ")
    'Intäkterna ökar med 12 000 kr, från 945 000 kr till 957 000 kr.'
    >>> money_words("cost", 957000, 957000).replace("\xa0", " ")
    'Kostnaderna är lika stora tillsammans, 957 000 kr.'
    """
    if before == after:
        return f"{SIDES[side]} är lika stora tillsammans, {kronor(after)}."
    verb = "ökar" if after > before else "minskar"
    return f"{SIDES[side]} {verb} med {kronor(abs(after - before))}, från {kronor(before)} till {kronor(after)}."

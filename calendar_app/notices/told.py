"""What those who are called have been told of a meeting, and what has become another since (pure)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NotRequired, TypedDict

FACTS = {"date": "Datum", "time": "Tid", "hosts": "Värdkommun", "venue": "Lokal", "name": "Möte"}
"""The keys of `Meeting.facts()` that a change is told of, and what they are called."""
NOTHING = "inget angivet"


class ToldItem(TypedDict):
    """An item of the agenda. A confidential one has its ground and no title: mail is not safe.

    `rest` is a digest of what else the portal shows of it. Notices from before it was kept don't have it.
    """

    title: str
    ground: str
    withdrawn: bool
    rest: NotRequired[str]


class ToldDocument(TypedDict):
    """A document; without a title when its item is confidential."""

    title: str
    item: int | None
    version: int


class Told(TypedDict):
    """Plain values that are kept with each notice; items by number, documents by key."""

    facts: dict[str, str]
    joining_link: str
    items: dict[str, ToldItem]
    documents: dict[str, ToldDocument]


def nothing_told() -> Told:
    return {"facts": {}, "joining_link": "", "items": {}, "documents": {}}


def differences(before: Told, now: Told) -> list[str]:
    """What has changed, a sentence each. Back and forth is no change, and several steps are one.

    >>> before = nothing_told() | {"facts": {"date": "2 februari 2017", "time": "kl. 12.00–15.00"}}
    >>> now = nothing_told() | {"facts": {"date": "9 februari 2017", "time": "kl. 12.00–15.00"}}
    >>> differences(before, now), differences(before, before)
    (['Datum: 9 februari 2017 (förut 2 februari 2017)'], [])
    """
    return [*facts(before, now), *link(before, now), *items(before, now), *documents(before, now)]


def facts(before: Told, now: Told) -> Iterator[str]:
    for key, label in FACTS.items():
        old, new = before["facts"].get(key, ""), now["facts"].get(key, "")
        if old != new:
            yield f"{label}: {new or NOTHING} (förut {old or NOTHING})"


def link(before: Told, now: Told) -> Iterator[str]:
    if before["joining_link"] != now["joining_link"]:
        yield f"Ny möteslänk: {now['joining_link']}" if now["joining_link"] else "Möteslänken gäller inte längre."


def items(before: Told, now: Told) -> Iterator[str]:
    """Items in the agenda's order: numbers are kept as text."""
    for number, item in sorted(now["items"].items(), key=lambda pair: int(pair[0])):
        old = before["items"].get(number)
        if old is None:
            withdrawn = " (utgår)" if item["withdrawn"] else ""
            yield f"Nytt ärende {number}: {words_of(item)}{withdrawn}"
        else:
            yield from item_changes(number, old, item)


def item_changes(number: str, old: ToldItem, item: ToldItem) -> Iterator[str]:
    if old["ground"] != item["ground"]:
        now = words_of(item) if item["ground"] else f"öppet: {item['title']}"
        yield f"Ärende {number} är nu {now}"
    elif old["title"] != item["title"]:
        yield f"Ärende {number} heter nu {item['title']} (förut {old['title']})"
    if old["withdrawn"] != item["withdrawn"]:
        yield f"Ärende {number} {'utgår' if item['withdrawn'] else 'tas upp igen'}: {words_of(item)}"
    if is_rewritten(old, item):
        yield f"Ärende {number} har ändrats{ending(item['title'])}"


def is_rewritten(old: ToldItem, item: ToldItem) -> bool:
    """Whether the rest has become another. One that is opened or closed is news already, and its digests differ."""
    is_known = "rest" in old and bool(old["ground"]) == bool(item["ground"])
    return is_known and old["rest"] != item.get("rest")


def ending(title: str) -> str:
    """What a sentence ends with: nothing for what is confidential."""
    return f": {title}" if title else ""


def words_of(item: ToldItem) -> str:
    """What may be said of an item in a mail.

    >>> words_of({"title": "", "ground": "19 kap. 3 § OSL", "withdrawn": False})
    'sekretess enligt 19 kap. 3 § OSL'
    """
    return f"sekretess enligt {item['ground']}" if item["ground"] else item["title"]


def documents(before: Told, now: Told) -> Iterator[str]:
    for key, document in now["documents"].items():
        old = before["documents"].get(key)
        title, to = document["title"], f" till ärende {document['item']}" if document["item"] else ""
        if old is None:
            yield f"Ny handling{to}{ending(title)}"
            continue
        if title and old["title"] and title != old["title"]:
            yield f"En handling{to} heter nu {title} (förut {old['title']})"
        if document["version"] > old["version"]:
            yield f"Ny version av en handling{to}{ending(title)}"

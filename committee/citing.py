"""How a part of an edition is referred to, so that others find the same words and see that they are the same (pure)."""

from __future__ import annotations

import datetime as dt

from committee.reading import Reading
from committee.swedish import long_date

KINDS = {"paragraph": "stycke", "item": "punkt", "commitment": "åtagande", "table": "tabell"}


def cite(content: dict, above: list[Reading], node: Reading | None = None) -> str:
    """Name an edition, and a part of it by the headings it lies under, the way a reference in another text is written.

    >>> content = {"issuer": "Rådet", "title": "Verksamhetsplan 2017", "edition": 1}
    >>> cite(content | {"decided_on": "2016-12-08", "decided_in": "§ 12"}, [])
    'Rådet, Verksamhetsplan 2017, utgåva 1, fastställd 8 december 2016, § 12'
    """
    decided = f"fastställd {long_date(dt.date.fromisoformat(content['decided_on']))}"
    words = [content["issuer"], content["title"], f"utgåva {content['edition']}", decided, content["decided_in"]]
    if node is not None:
        words += [heading(part.content) for part in [*above, node] if part.content["title"]]
        words += place_among(node, above)
    return ", ".join(word for word in words if word)


def name_of(node: Reading, above: list[Reading]) -> str:
    """What a page about a part of an edition is called."""
    if node.content["title"]:
        return f"{node.content['number']}. {node.content['title']}" if node.content["number"] else node.content["title"]
    return " ".join([*place_among(node, above), "under", *(part.content["title"] for part in above[-1:])])


def heading(content: dict) -> str:
    return f"kap. {content['number']} {content['title']}" if content["number"] else f"”{content['title']}”"


def place_among(node: Reading, above: list[Reading]) -> list[str]:
    """Which of its kind under the same heading a part without a heading of its own is, such as "stycke 2"."""
    if node.content["kind"] not in KINDS or not above:
        return []
    alike = [other for other in above[-1].below if other.content["kind"] == node.content["kind"]]
    place = next(place for place, other in enumerate(alike, start=1) if other.content["id"] == node.content["id"])
    return [f"{KINDS[node.content['kind']]} {place}"]

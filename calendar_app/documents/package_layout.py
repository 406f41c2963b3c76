"""In which order a meeting's package comes, and what stands on its pages (pure)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from pikepdf import Pdf

from calendar_app.documents.joining import Ready
from calendar_app.documents.package_values import Package, PackageItem
from committee.swedish import NBSP, long_date

DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def target(key: str, offset: int = 0, *, joined: bool = False) -> dict:
    """A place to lead to: a mark among the typeset pages, or joined pages just before it; an empty key is nowhere."""
    return {"key": key, "offset": offset, "joined": joined}


@dataclass(frozen=True)
class Joined:
    """A document's own pages, which come before the section with this number."""

    before: int
    pdf: Pdf


@dataclass
class Bookmark:
    """A title in the document's outline, and the target that it leads to."""

    title: str
    target: dict
    below: list[Bookmark] = field(default_factory=list)


class Layout:
    """Sections of typeset pages with joined pages between them, built from first to last.

    A section's `offset` is how many joined pages come before it.
    """

    def __init__(self, package: Package) -> None:
        self.package = package
        self.sections: list[dict] = []
        self.joined: list[Joined] = []
        self.bookmarks: list[Bookmark] = []
        self.items: list[dict] = []
        self.documents: list[dict] = []
        self.offset = 0

    def add_cover(self, documents: list[Ready], notes: list[str] | None = None) -> None:
        """The cover, and the documents of the meeting itself. With `notes` about them their pages are left out."""
        self.add_section("cover")
        cover = Bookmark("Föredragningslista", target("s0"))
        self.bookmarks.append(cover)
        self.documents = self.listed(documents, "Handling till mötet", cover, notes)

    def add_item(self, item: PackageItem, documents: list[Ready], notes: list[str] | None = None) -> None:
        if not self.sections or self.sections[-1]["kind"] != "items" or self.is_before_joined:
            self.add_section("items", items=[])
        place = target(f"i{len(self.items)}", self.offset)
        bookmark = Bookmark(seen(f"{item.number}. {item.heading}"), place)
        self.sections[-1]["items"].append(len(self.items))
        self.bookmarks.append(bookmark)
        above = f"Handling till ärende {item.number}"
        self.items.append(item_words(item) | {"target": place})
        self.items[-1]["documents"] = self.listed(documents, above, bookmark, notes)

    def listed(self, documents: list[Ready], above: str, bookmark: Bookmark, notes: list[str] | None) -> list[dict]:
        """The documents as a list; their pages are added after what there is, unless there are notes instead."""
        rows = []
        for index, ready in enumerate(documents):
            note = ready.document.note if notes is None else facts(ready.document.note, notes[index])
            place = self.add_document(ready, above) if notes is None else target("")
            title = seen(ready.document.title)
            rows.append({"title": title, "facts": ready.facts, "note": seen(note), "target": place})
            if notes is None:
                bookmark.below.append(Bookmark(title, place))
        return rows

    def add_document(self, ready: Ready, above: str) -> dict:
        """Add a document's pages, or a page about it, and say where."""
        place = target(f"s{len(self.sections)}", self.offset, joined=ready.pdf is not None)
        title = seen(ready.document.title)
        if ready.pdf:
            self.joined.append(Joined(len(self.sections), ready.pdf))
            self.offset += len(ready.pdf.pages)
        elif ready.picture:
            picture = {"path": ready.picture.path, "width": ready.picture.width, "height": ready.picture.height}
            flipped = ready.picture.width > ready.picture.height
            self.add_section("picture", title=title, above=above, flipped=flipped, **picture)
        else:
            self.add_section("plain", title=title, above=above, message=message(ready))
        return place

    def add_section(self, kind: str, *, flipped: bool = False, **values: object) -> None:
        self.sections.append({"kind": kind, "offset": self.offset, "flipped": flipped, **values})

    @property
    def is_before_joined(self) -> bool:
        return bool(self.joined) and self.joined[-1].before == len(self.sections)

    def data(self) -> dict:
        """All that the template is given."""
        package = self.package
        return {
            "kind": "agenda",
            "document_title": facts(package.title, package.when),
            "cooperation": seen(package.cooperation),
            "title": seen(package.title),
            "when": seen(package.when),
            "where": seen(package.where),
            "intro": [[seen(line)] for line in package.intro_lines],
            "made_on": long_date(package.made_on),
            "joined": self.offset,
            "sections": self.sections,
            "items": self.items,
            "documents": self.documents,
        }


def item_words(item: PackageItem) -> dict:
    """What is said of an item, in its row and under its heading."""
    return {
        "number": seen(item.number),
        "title": seen(item.heading),
        "kind": seen(item.kind[:1].upper() + item.kind[1:]),
        "presenter": seen(item.presenter),
        "time": f"{item.minutes}{NBSP}min" if item.minutes else "",
        "text": paragraphs(item.text),
        "proposal": paragraphs(item.proposal),
        "ground": f"Sekretess enligt {seen(item.ground).rstrip('.')}." if item.ground.strip() else "",
    }


def message(ready: Ready) -> str:
    """What stands on the page of a document that couldn't be joined."""
    name = f"{seen(ready.document.title)} ({ready.facts})"
    if not ready.is_faulty:
        return f"{name} finns i ZIP-filen och på mötets sida."
    where = "på mötets sida" if ready.size is None else "i ZIP-filen och på mötets sida"
    return f"{name} kunde inte fogas in. Handlingen finns {where}."


def facts(*words: str) -> str:
    return " · ".join(seen(word) for word in words if seen(word))


def paragraphs(text: str) -> list[list[str]]:
    r"""Split text at empty lines, and each paragraph into its lines.

    >>> paragraphs("Ett\r\nTvå\n \n\nTre\n")
    [['Ett', 'Två'], ['Tre']]
    """
    parts = re.split(r"\n\s*\n", "\n".join(text.splitlines()).strip())
    return [[seen(line) for line in part.split("\n")] for part in parts if seen(part)]


def seen(text: str) -> str:
    r"""The text on one line, without what can't be seen: controls, and marks that turn the order of letters around.

    >>> seen(" En\x00 \t\u202eårs-\nplan\ud800 ")
    'En års- plan'
    """
    spaced = DIRECTIONS.sub("", re.sub(r"\s+", " ", text))
    return "".join(char for char in spaced if unicodedata.category(char) not in {"Cc", "Cs"}).strip()

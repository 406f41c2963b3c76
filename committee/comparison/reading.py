"""Two contents ready to be read side by side: a summary, and chapter by chapter what differs and where (pure)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from committee.comparison.difference import Comparison, NodeDifference, Tree, ValueDifference
from committee.comparison.fields import Field, Status
from committee.comparison.notes import notes_on
from committee.comparison.order import Key
from committee.comparison.row_words import Names
from committee.comparison.rows import NODE_ROWS
from committee.comparison.shown import Change, Chapter, Fold, ReadDifference
from committee.comparison.tables import FATES, facts_table, read_tables, row_fates, side_totals
from committee.comparison.wording import NODES, PART, ROWS, Fate, Noun, money_words, sentences
from committee.comparison.words import Op, Segment, segments
from committee.reading import read_chapters

DECISION = {"year", "edition", "decided_on", "decided_in", "reason"}
COUNTED_BY_ROWS = {"meetings", "turns", "income", "cost"}
PATH = " › "


def read_difference(
    before: dict,
    after: dict,
    *,
    before_link: str = "",
    after_link: str = "",
    names: tuple[str, str] | None = None,
) -> ReadDifference:
    """Compare two contents for a reader. A link is the address of an edition; empty for a draft, which has none.

    >>> commitment = {"id": 2, "kind": "commitment", "text": "Vi ger fler råd.", "children": []}
    >>> chapter = {"id": 1, "kind": "chapter", "number": "5", "title": "Mål", "children": [commitment]}
    >>> late = chapter | {"children": [commitment | {"text": "Vi ger alla råd."}]}
    >>> read_difference({"chapters": [chapter]}, {"chapters": [late]}).summary
    ('1 åtagande ändrat.',)
    """
    return DifferenceReader(before, after, before_link, after_link, names).read()


class DifferenceReader:
    """Holds two contents and what differs, while it is put in words."""

    def __init__(
        self, before: dict, after: dict, before_link: str, after_link: str, names: tuple[str, str] | None
    ) -> None:
        self.comparison = Comparison(before, after)
        self.difference = self.comparison.difference()
        self.before, self.after = self.comparison.before, self.comparison.after
        self.names = names or names_of(before, after)
        self.years = before.get("year"), after.get("year")
        self.urls = (urls_in(before, before_link), urls_in(after, after_link))
        bodies = [*before.get("bodies", []), *after.get("bodies", [])]
        self.bodies: Names = {body.get("slug"): body.get("short_name") or body.get("name", "") for body in bodies}

    def read(self) -> ReadDifference:
        own = self.difference.own
        return ReadDifference(
            self.names,
            tuple(self.summary()),
            facts_table(own.visible_fields, PART),
            tuple(map(self.chapter, self.difference.chapters)),
            read_tables(own, "", self.bodies),
        )

    def summary(self) -> Iterator[str]:
        own = self.difference.own
        if any(self.says_more_than_the_year(field) for field in own.visible_fields):
            yield "Uppgifterna om planen är ändrade."
        yield from sentences(self.found())
        for node in self.difference.walk():
            for side, (before, after) in side_totals(node.own):
                yield money_words(side, before, after)

    def says_more_than_the_year(self, field: Field) -> bool:
        """Whether more is changed than when the plan was decided and for which year."""
        if field.name in DECISION:
            return False
        before, after = field.before, field.after(field.before)
        both = isinstance(before, str) and isinstance(after, str)
        return not both or before.replace(*map(str, self.years)) != after

    def found(self) -> Iterator[tuple[Noun, Fate]]:
        """Each part and row that differs, with its fate; a list of rows isn't counted when only its rows differ."""
        for node in self.difference.walk():
            fates = node_fates(node)
            if node.status == Status.CHANGED and not has_words_of_its_own(node):
                fates = tuple(fate for fate in fates if fate != Fate.CHANGED)
            yield from ((self.noun(node.key), fate) for fate in fates)
        for own in (self.difference.own, *map(self.own, self.difference.walk())):
            for rows in own.rows:
                if rows.name != "rows":
                    yield from ((ROWS[rows.name], fate) for row in rows.rows for fate in row_fates(row))

    def own(self, node: NodeDifference) -> ValueDifference:
        """What differs in a node by itself; of one that was added or struck the rows it stands for, and its focus."""
        if node.status not in (Status.ADDED, Status.REMOVED):
            return node.own
        value = self.shown(node.key)
        if node.status == Status.REMOVED:
            return ValueDifference(rows=self.comparison.own(value, {}, NODE_ROWS).rows)
        whole = self.comparison.own({}, value, NODE_ROWS)
        return ValueDifference(tuple(field for field in whole.fields if is_in_focus(field)), whole.rows)

    def noun(self, key: Key) -> Noun:
        return NODES.get(self.shown(key).get("kind"), PART)

    def shown(self, key: Key) -> dict:
        """A node in its latest words."""
        return (self.after.places.get(key) or self.before.places[key]).node

    def chapter(self, chapter: NodeDifference) -> Chapter:
        return Chapter(heading_of(self.shown(chapter.key)), tuple(self.entries(chapter)))

    def entries(self, chapter: NodeDifference) -> Iterator[Change | Fold]:
        """The chapter's parts in reading order; what is alike is folded together."""
        alike = 0
        for node in chapter.walk():
            if node.is_kept:
                alike += node is not chapter
                continue
            if alike:
                yield Fold(alike)
                alike = 0
            yield self.change(node)
        if alike:
            yield Fold(alike)

    def change(self, node: NodeDifference) -> Change:
        key = node.key
        old, new = ((tree.places[key].node if key in tree.places else None) for tree in (self.before, self.after))
        tree = self.before if new is None else self.after
        own = self.own(node)
        return Change(
            self.noun(key),
            node_fates(node),
            tree.places[key].parent is None,
            context_of(self.above(key, tree)),
            words_between(old, new, heading_of),
            known_words(node.own, "text") or words_between(old, new, text_of),
            self.moved_words(key) if node.is_moved else "",
            notes_on(own, self.bodies),
            read_tables(own, self.shown(key).get("title", ""), self.bodies),
            self.urls[0].get(old["id"], "") if old else "",
            self.urls[1].get(new["id"], "") if new else "",
        )

    def above(self, key: Key, tree: Tree) -> list[str]:
        """The headings that a node lies under, the chapter first."""
        found = []
        while (parent := tree.places[key].parent) is not None:
            node, key = tree.places[parent].node, parent
            is_chapter = tree.places[parent].parent is None
            if name := short_heading(node) if is_chapter else node.get("title"):
                found.append(name)
        return found[::-1]

    def moved_words(self, key: Key) -> str:
        """From where to where, in words."""
        above = [self.above(key, tree) or ["planen"] for tree in (self.before, self.after)]
        start, end = above[0][-1], above[1][-1]
        verb = self.noun(key).ending(Fate.MOVED, 1).capitalize()
        if self.before.places[key].parent == self.after.places[key].parent:
            return f"{verb} inom {end}"
        if start == end and above[0] != above[1]:
            start, end = (PATH.join(names) for names in above)
        return f"{verb} inom {end}" if start == end else f"{verb} från {start} till {end}"


def is_in_focus(field: Field) -> bool:
    return field.name == "is_focus" and field.value is True


def node_fates(node: NodeDifference) -> tuple[Fate, ...]:
    moved = (Fate.MOVED,) if node.is_moved else ()
    return ((FATES[node.status],) if node.status in FATES else ()) + moved


def has_words_of_its_own(node: NodeDifference) -> bool:
    """Whether more than the rows that it stands for differs; those are counted by themselves, but a table's aren't."""
    fields = [field for field in node.own.visible_fields if field.name != "budget"]
    return bool(fields) or any(rows.is_changed and rows.name not in COUNTED_BY_ROWS for rows in node.own.rows)


def heading_of(node: dict) -> str:
    number, title = node.get("number") or "", node.get("title") or ""
    return f"{number}. {title}" if number and title else number or title


def short_heading(node: dict) -> str:
    return f"kap. {node['number']}" if node.get("number") else node.get("title") or ""


def context_of(above: list[str]) -> str:
    """The headings above a part; the chapter alone is no context, as it stands right there.

    >>> context_of(["kap. 5", "Klimat"]), context_of(["kap. 5"])
    ('Kap. 5 › Klimat', '')
    """
    words = PATH.join(above)
    return words[:1].upper() + words[1:] if len(above) > 1 else ""


def text_of(node: dict) -> str:
    return node.get("text") or ""


def known_words(own: ValueDifference, name: str) -> tuple[Segment, ...]:
    """The marks of a text that the comparison has made already."""
    return next((field.words for field in own.fields if field.name == name), ())


def words_between(old: dict | None, new: dict | None, words: Callable[[dict], str]) -> tuple[Segment, ...]:
    """A node's words with marks; a whole that was added or struck is one mark."""
    if old is None or new is None:
        text = words(new or old)
        return (Segment(Op.ADDED if old is None else Op.REMOVED, text),) if text else ()
    return segments(words(old), words(new))


def names_of(before: dict, after: dict) -> tuple[str, str]:
    """What two contents are called: by year, or by edition when the year is the same."""
    years = before.get("year"), after.get("year")
    if years[0] != years[1]:
        return str(years[0]), str(years[1])
    return f"Utgåva {before.get('edition')}", f"Utgåva {after.get('edition')}"


def urls_in(content: dict, link: str) -> dict[int, str]:
    """Each node's address in an edition's page."""
    if not link:
        return {}
    nodes = (node for chapter in read_chapters(content) for node in chapter.walk())
    return {node.content["id"]: f"{link}#{node.anchor}" for node in nodes}

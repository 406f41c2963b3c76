"""A plan's tree while it is being read (pure): like ParsedNode, but open for more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sodertorn.importing.lines import Block
from sodertorn.importing.values import ParsedNode


@dataclass
class DraftNode:
    kind: str
    lines: tuple[int, ...]
    title: str = ""
    text: str = ""
    number: str = ""
    level: int = 0
    is_focus: bool = False
    body: str = ""
    series_kind: str = ""
    children: list[DraftNode] = field(default_factory=list)

    def add(self, kind: str, block: Block, **values: str | int | bool) -> DraftNode:
        """Put a new node last under this one."""
        node = DraftNode(kind, block.lines, **values)
        self.children.append(node)
        return node

    def walk(self) -> Iterator[DraftNode]:
        yield self
        for child in self.children:
            yield from child.walk()

    def own_text(self) -> str:
        """The words directly under this heading, those of deeper headings left out."""
        return " ".join(child.text for child in self.children if not child.title)

    def freeze(self) -> ParsedNode:
        return ParsedNode(
            kind=self.kind,
            lines=self.lines,
            title=self.title,
            text=self.text,
            number=self.number,
            is_focus=self.is_focus,
            body=self.body,
            series_kind=self.series_kind,
            children=tuple(child.freeze() for child in self.children),
        )

"""The tags of a PDF: what a screen reader is told of its parts."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary


def tags(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Dictionary]]:
    """Every element of the structure in reading order, with its role as PDF knows it."""
    tree = pdf.Root.StructTreeRoot
    roles = {str(name): str(role) for name, role in tree.get("/RoleMap", Dictionary()).items()}
    yield from below(tree.K, roles)


def below(element, roles: dict[str, str]) -> Iterator[tuple[str, Dictionary]]:
    if isinstance(element, Array):
        for one in element:
            yield from below(one, roles)
    elif isinstance(element, Dictionary) and "/S" in element:
        name = str(element.S)
        yield roles.get(name, name).removeprefix("/"), element
        yield from below(element.get("/K", Array()), roles)


def attribute(element: Dictionary, name: str):
    """A value that the element's attributes give, None when none does."""
    owners = element.get("/A", Array())
    owners = owners if isinstance(owners, Array) else [owners]
    return next((owner[name] for owner in owners if isinstance(owner, Dictionary) and name in owner), None)


def outline(pdf: pikepdf.Pdf) -> list[str]:
    """The titles that a reader's program lists in its side, from the top down."""
    with pdf.open_outline() as found:
        waiting, titles = list(found.root), []
        while waiting:
            item = waiting.pop(0)
            titles.append(str(item.title))
            waiting = [*item.children, *waiting]
    return titles

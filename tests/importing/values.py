"""What was understood of a document, wherever in it each thing stands."""

from __future__ import annotations

from dataclasses import fields, is_dataclass

from sodertorn.importing.values import ParsedPlan

PLACES = {"lines", "line", "prepares_line", "target_line", "title_lines", "total_lines", "findings", "references"}


def without_places(value):
    """A value's fields as a dictionary, without those that say where in the document it stands."""
    if is_dataclass(value):
        named = {field.name: getattr(value, field.name) for field in fields(value) if field.name not in PLACES}
        return {name: without_places(inner) for name, inner in named.items()}
    return [without_places(inner) for inner in value] if isinstance(value, tuple | list) else value


def said_where(parsed: ParsedPlan) -> list[tuple[str, str]]:
    """Each promise with the words that state it."""
    words = {node.lines[0]: node.title or node.text for node in parsed.nodes()}
    return [(duty.body, words[duty.line]) for duty in parsed.duties]


def led_where(parsed: ParsedPlan) -> list[tuple[str, str]]:
    """Each reference with the words it leads to."""
    words = {node.lines[0]: node.title or node.text for node in parsed.nodes()}
    return [(reference.words, words[reference.target_line]) for reference in parsed.references]

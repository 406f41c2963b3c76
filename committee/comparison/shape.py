"""A value and the lists of rows inside it, taken apart and put together again (pure)."""

from __future__ import annotations

from typing import Any

from committee.comparison.rows import Row, Sort

Lists = dict[str, list[Row]]


def take_apart(value: dict, sorts: tuple[Sort, ...]) -> tuple[dict, Lists]:
    """A value without its lists of rows, and them by name; what has an unknown shape stays where it is.

    >>> from committee.comparison.rows import NODE_ROWS
    >>> take_apart({"id": 1, "rows": [["Område", "Syfte"]]}, NODE_ROWS)
    ({'id': 1}, {'rows': [{0: 'Område', 1: 'Syfte'}]})
    """
    lists = {}
    for sort in sorts:
        rows = rows_at(value, sort.path)
        if rows is not None:
            lists[sort.name] = rows
            value = without(value, sort.path)
    return value, lists


def rows_at(value: Any, path: tuple[str, ...]) -> list[Row] | None:
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    if not isinstance(value, list):
        return None
    if path == ("rows",):
        return [dict(enumerate(row)) for row in value] if all(isinstance(row, list) for row in value) else None
    return value if all(isinstance(row, dict) for row in value) else None


def without(value: dict, path: tuple[str, ...]) -> dict:
    name, *below = path
    if below:
        return value | {name: without(value[name], tuple(below))}
    return {key: inner for key, inner in value.items() if key != name}


def put_together(value: dict, lists: Lists, sorts: tuple[Sort, ...]) -> dict:
    """The value that was taken apart.

    >>> from committee.comparison.rows import NODE_ROWS
    >>> budget = {"budget": {"income": {"lines": [{"label": "Avgift"}], "total_sek": 1}}}
    >>> put_together(*take_apart(budget, NODE_ROWS), NODE_ROWS) == budget
    True
    """
    for sort in sorts:
        if sort.name in lists:
            value = with_rows(value, sort.path, lists[sort.name])
    return value


def with_rows(value: dict, path: tuple[str, ...], rows: list[Row]) -> dict:
    name, *below = path
    if below:
        return value | {name: with_rows(value[name], tuple(below), rows)}
    return value | {name: [list(row.values()) for row in rows] if path == ("rows",) else rows}

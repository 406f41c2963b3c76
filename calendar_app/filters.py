"""The calendar's filters as links: which body, which municipality (pure)."""

from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True)
class Choice:
    """One link in a row of filters; `query` is what follows the page's address."""

    label: str
    query: str
    is_current: bool


def choices(parameter: str, options: list[tuple[str, str]], chosen: dict[str, str], all_label: str) -> list[Choice]:
    """The links for one parameter, the one that clears it first; what other parameters say is kept.

    >>> choices("organ", [("rad", "Rådet")], {"organ": "rad", "kommun": "sund"}, "Alla organ")
    [Choice(label='Alla organ', query='?kommun=sund', is_current=False), \
Choice(label='Rådet', query='?kommun=sund&organ=rad', is_current=True)]
    """
    others = {name: value for name, value in chosen.items() if name != parameter and value}
    current = chosen.get(parameter, "")
    rows = [Choice(all_label, f"?{urlencode(others)}" if others else "?", not current)]
    for slug, label in options:
        rows.append(Choice(label, f"?{urlencode(others | {parameter: slug})}", current == slug))
    return rows

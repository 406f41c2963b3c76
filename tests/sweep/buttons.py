"""What others try with the secretary's forms: every button on every page, with the rows that it names."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator

from tests.sweep.addresses import FORMS, INPUTS, OPTIONS, SELECTS, named, within
from tests.sweep.crawl import OWN, Crawler, shape_of

BUTTONS = re.compile(r"<button\b[^>]*>")
AREAS = re.compile(r'<textarea\b[^>]*\bname="([^"]+)"[^>]*>(.*?)</textarea>', re.DOTALL)
LEAVING = re.compile(r"/(?:svara|logga-ut|logga-in|mina-sidor/(?!prenum)|admin/auth|admin/(?:login|logout|password))")


def buttons(reader: Crawler, most: int = 1) -> list[tuple[str, dict]]:
    """Where each form that a reader finds is sent, and what it sends; so many of each kind."""
    kinds, found = Counter(), []
    for address, answer in reader.answers.items():
        if not answer.is_page or "html" not in answer.kind or LEAVING.match(address):
            continue
        for target, data in posted(address, answer.body.decode(errors="replace")):
            kind = kind_of(target, data)
            kinds[kind] += 1
            if kinds[kind] <= most and not LEAVING.match(target):
                found.append((target, data))
    return found


def kind_of(target: str, data: dict) -> tuple:
    """What is the same in forms that do the same, with however many rows."""
    names = frozenset(OWN.sub("1", name) for name in data)
    return shape_of(target).partition("?")[0], names, data.get("do") or data.get("action")


def posted(address: str, body: str) -> Iterator[tuple[str, dict]]:
    for start, inside in FORMS.findall(body):
        action = next(iter(re.findall(r'action="([^"]*)"', start)), "") or address
        target = within(address, html.unescape(action))
        if 'method="post"' not in start.lower() or target is None:
            continue
        data = dict(
            pair for pair in map(filled, INPUTS.findall(inside)) if pair[0] and pair[0] != "csrfmiddlewaretoken"
        )
        data |= {name: html.unescape(text) for name, text in AREAS.findall(inside)}
        data |= {name: next(filter(None, OPTIONS.findall(options)), "") for name, options in SELECTS.findall(inside)}
        pressed = [dict([pair]) for pair in map(named, BUTTONS.findall(inside)) if pair[0]]
        yield from ((target, data | one) for one in pressed or [{}])


def filled(tag: str) -> tuple[str, str]:
    """A field as it is sent; every box is ticked."""
    name, value = named(tag)
    return name, value or ("on" if 'type="checkbox"' in tag else "")

"""Where an answer leads: every link, form and feed in it, as addresses of this portal."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import urldefrag, urlencode, urljoin, urlsplit

from django.urls import URLPattern, get_resolver, resolve

HOST = "http://testserver"
LINKS = re.compile(r'\b(?:href|src|action|formaction)="([^"]*)"|="((?:http://testserver)?/[^"]*)"')
ELSEWHERE = re.compile(r'(?:^|["\s>])((?:http://testserver)?/[a-z][^\s"<>\\]*)')
FORMS = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
INPUTS = re.compile(r"<input\b[^>]*>")
SELECTS = re.compile(r'<select\b[^>]*\bname="([^"]+)"[^>]*>(.*?)</select>', re.DOTALL)
ARGUMENTS = re.compile(r"<(?:\w+:)?(\w+)>")
OPTIONS = re.compile(r'<option\b[^>]*\bvalue="([^"]*)"')
# Leaving is no page; files of the site itself hold no rows; the rest show the same rows in another order.
NOT_OURS = ("/static/", "/media/", "/admin/jsi18n/", "/logga-ut/", "/admin/logout/")
SAME_ROWS = re.compile(r"[?&](?:o|_changelist_filters|_popup|_facets|e|next|all)=|[?].*__gte=")
TWO_FILTERS = re.compile(r"^/(?:admin|kalender)/.*[?].*&")


def leads(address: str, body: str, kind: str) -> Iterator[str]:
    """The addresses that an answer names, as paths with their queries."""
    is_html = "html" in kind
    links = ["".join(link) for link in LINKS.findall(body)] if is_html else ELSEWHERE.findall(body)
    ours = [within(address, html.unescape(link)) for link in links]
    yield from (one for one in ours if one and not TWO_FILTERS.search(one))
    asked = [within(address, html.unescape(link)) for link in forms(body)] if is_html else []
    yield from filter(None, asked)


def within(address: str, link: str) -> str | None:
    """A link as an address of the portal, or None when it leads elsewhere or nowhere."""
    if link.startswith(("mailto:", "data:", "#")) or not link:
        return None
    parts = urlsplit(urldefrag(urljoin(HOST + address, link.replace("webcal:", "http:", 1))).url)
    if f"{parts.scheme}://{parts.netloc}" != HOST or parts.path.startswith(NOT_OURS):
        return None
    ours = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return None if SAME_ROWS.search(ours) else ours


def forms(body: str) -> Iterator[str]:
    """What forms that only ask lead to: each choice of each list, beside what is filled in from the start."""
    for start, inside in FORMS.findall(body):
        if 'method="post"' in start.lower():
            continue
        action = next(iter(re.findall(r'action="([^"]*)"', start)), "")
        filled = {name: value for name, value in map(named, INPUTS.findall(inside)) if name and value}
        for name, options in SELECTS.findall(inside):
            yield from (f"{action}?{urlencode(filled | {name: value})}" for value in OPTIONS.findall(options) if value)


def named(tag: str) -> tuple[str, str]:
    """The name and the value of a field, empty where it has none."""
    found = (re.search(rf'\b{part}="([^"]*)"', tag) for part in ("name", "value"))
    return tuple(html.unescape(one[1]) if one else "" for one in found)


def patterns(resolver=None, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every pattern of the portal with its whole route."""
    for one in (resolver or get_resolver()).url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield route, one
        else:
            yield from patterns(one, route)


def takes_nothing(route: str) -> bool:
    return "<" not in route and "(?P" not in route and not route.endswith("(.*)$")


def beginnings() -> list[str]:
    """Where anyone can begin: every address without arguments, and the search for what is everywhere."""
    found = [f"/{route.removesuffix('$').removeprefix('^')}" for route, _ in patterns() if takes_nothing(route)]
    found.append("/admin/sok/?q=zq")
    return [address for address in dict.fromkeys(found) if not address.startswith(NOT_OURS)]


def beneath(address: str) -> Iterator[str]:
    """A row's own address, and those under it that the same arguments lead to."""
    path = address.partition("#")[0]
    arguments = {name: str(value) for name, value in resolve(path).kwargs.items()}
    for route, one in patterns():
        if arguments and one.pattern.converters.keys() == arguments.keys() and "(" not in route:
            found = "/" + ARGUMENTS.sub(lambda place: arguments[place[1]], route)
            if found.startswith(path.rstrip("/")):
                yield found


def guesses(slug: str) -> list[str]:
    """Every address that a slug alone leads to."""
    routes = [route for route, _ in patterns() if route.count("<") == 1 and "<slug:slug>" in route]
    return [f"/{route.replace('<slug:slug>', slug)}" for route in routes]

"""Asks at an address as a role, and says in a word what came of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple
from urllib.parse import urlsplit

from django.db import transaction
from django.http import HttpResponse
from django.test.client import ClientHandler, RequestFactory
from django.urls import Resolver404, URLPattern, get_resolver, resolve

from tests.sweep.answers import UNSAID

PLACE = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")
LOGIN, SECOND_STEP = "login", "second step"
LEADS = {"account_login": LOGIN, "admin/login/": LOGIN, "mfa_index": SECOND_STEP}


class Listed(NamedTuple):
    """A pattern by its full name, or by its route where it has no name."""

    name: str
    route: str
    pattern: URLPattern


def patterns(resolver=None, before: str = "", spaces: str = "") -> Iterator[Listed]:
    """Every pattern that the resolver knows."""
    for one in (resolver or get_resolver()).url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield Listed(f"{spaces}{one.name}" if one.name else route, route, one)
        else:
            yield from patterns(one, route, f"{spaces}{one.namespace}:" if one.namespace else spaces)


def routes() -> dict[str, str]:
    return {one.name: one.route for one in patterns()}


def filled(route: str, values: dict) -> str:
    """The address of a route, with values in its places."""
    return "/" + PLACE.sub(lambda place: str(values[place[1] or place[2]]), route.replace("^", "")).removesuffix("$")


@cache
def name_at(path: str) -> str:
    """The pattern that answers at an address."""
    try:
        match = resolve(path)
    except Resolver404:
        return "nowhere"
    return match.view_name if match.url_name else match.route


@dataclass(frozen=True)
class Got:
    """What came back: a status, or where it leads; the body, and the headers that say something."""

    answer: int | str
    body: bytes
    headers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Visitor:
    """One role with the cookie of its login and nothing else."""

    cookie: str
    checks_csrf: bool = False

    @cached_property
    def handler(self) -> ClientHandler:
        return ClientHandler(enforce_csrf_checks=self.checks_csrf)

    @cached_property
    def requests(self) -> RequestFactory:
        requests = RequestFactory()
        requests.cookies["sessionid"] = self.cookie
        return requests

    def ask(self, method: str, address: str, data: dict | None = None) -> Got:
        """The answer; what the asking writes is taken back, such as that someone has logged out."""
        make = getattr(self.requests, method.lower())
        path, _, query = address.partition("?")
        request = make(path, data, QUERY_STRING=query) if data else make(path, QUERY_STRING=query)
        with transaction.atomic():
            response = self.handler(request.environ)
            body = b"".join(response.streaming_content) if response.streaming else response.content
            transaction.set_rollback(True)
        headers = tuple(sorted(pair for pair in response.headers.items() if pair[0] not in UNSAID))
        return Got(answer_of(response), body, headers)


def answer_of(response: HttpResponse) -> int | str:
    location = response.headers.get("Location", "")
    if not location:
        return response.status_code
    name = name_at(urlsplit(location).path)
    return LEADS.get(name, f"to {name}")

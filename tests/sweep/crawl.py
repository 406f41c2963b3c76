"""Asks the portal as one of the readers, and leaves no trace of it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie

from django.db import transaction
from django.http import HttpResponse
from django.test.client import ClientHandler, RequestFactory

from tests.sweep.addresses import beginnings, leads, within
from tests.sweep.answers import Answer, heard
from tests.sweep.canaries import PUBLIC, READERS, SECRETARY, STAFF
from tests.sweep.gaps import is_known
from tests.sweep.world import Made

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
OWN = re.compile(r"zq\d{3}vx|\d+")
ALIKE = re.compile(r"[?]|/(?:history|delete|flytta/\w+|lage/\w+|bjud-in)/$|^/admin/vem-ser-vad/")
"""Addresses of a kind whose answers are made alike, so that one is enough."""
OF_ALL = re.compile(r"^/admin/(?:andringar|sok)/")
"""Pages that tell of what has pages of its own: what is read there is still new where it belongs."""
MOST = dict.fromkeys(READERS, 1) | {SECRETARY: 2}
"""How many addresses of a kind each reader asks for, beside those that hide what is another's; the secretary goes on
while there are new words."""


@dataclass(repr=False)
class Crawler:
    """One reader on their way through the portal, with the cookie of their login and nothing else."""

    made: Made
    reader: str
    answers: dict[str, Answer] = field(default_factory=dict)
    passed: dict[tuple[str, int], dict[str | int, None]] = field(default_factory=lambda: defaultdict(dict))
    asked: int = 0
    asking: str | int = ""
    kinds: Counter = field(default_factory=Counter)
    latest: Counter = field(default_factory=Counter)
    found: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.handler = ClientHandler(enforce_csrf_checks=False)
        self.requests = RequestFactory(SERVER_NAME="testserver")
        self.requests.cookies["sessionid"] = self.made.cookies[self.reader]
        self.hidden = self.made.world.hidden_from(self.reader)

    def note(self, module: str, number: int) -> None:
        """A door was passed on the way to what is being asked for."""
        self.passed[module, number][self.asking] = None

    def ask(self, address: str, method: str = "GET") -> Answer:
        """One answer; what the asking writes, such as that a page was read, is taken back."""
        self.asked, self.asking = self.asked + 1, address
        with transaction.atomic():
            answer = heard(self.sent(address, method))
            transaction.set_rollback(True)
        return answer

    def press(self, number: int, address: str, data: dict) -> list[Answer]:
        """What a form's button gives: the answer, and the page that it leads to, with what is said there."""
        self.asked, self.asking = self.asked + 1, number
        kept = self.requests.cookies.output()
        with transaction.atomic():
            first = self.sent(address, "POST", data)
            answers = [heard(first)]
            if onward := within(address, answers[0].location):
                self.requests.cookies.update(first.cookies)
                answers.append(heard(self.sent(onward, "GET")))
            transaction.set_rollback(True)
        self.requests.cookies = SimpleCookie(kept.replace("Set-Cookie: ", ""))
        return answers

    def sent(self, address: str, method: str, data: dict | None = None) -> HttpResponse:
        path, _, query = address.partition("?")
        make = getattr(self.requests, method.lower())
        request = make(path, data, QUERY_STRING=query) if data is not None else make(path, QUERY_STRING=query)
        return self.handler(request.environ)

    def crawl(self, told: Mapping[str, object]) -> None:
        """Everything that can be reached; and the addresses they are told of, of which one of each kind is enough."""
        own = self.made.secrets.get(self.reader, [])
        waiting = deque([*beginnings(), *own, *told])
        while waiting:
            address = waiting.popleft()
            kind = (address, "own") if address in own else self.kind_of(address, told)
            if address in self.answers or self.is_enough(kind):
                continue
            answer = self.answers[address] = self.ask(address)
            self.note_words(kind, frozenset() if OF_ALL.match(address) else answer.words)
            if answer.location and (onward := within(address, answer.location)):
                waiting.append(onward)
            elif answer.is_page and is_read(answer.kind):
                waiting += leads(address, answer.body.decode(errors="replace"), answer.kind)

    def kind_of(self, address: str, told: Mapping[str, object]) -> tuple[str, object]:
        """What is the same in addresses that are answered alike. All of the admin is behind one login for the others:
        the public tries each of its pages, as who else is not of the staff is no other to it."""
        shape = shape_of(address)
        if not shape.startswith("/admin/") or self.reader in (SECRETARY, STAFF):
            return shape, told.get(address)
        return (shape if self.reader == PUBLIC else "/admin/"), "closed"

    def is_enough(self, kind: tuple[str, object]) -> bool:
        """Whether enough of a kind have been asked for; the secretary goes on until one has said nothing new."""
        shape, told = kind
        most = 1 if told or ALIKE.search(shape) else MOST[self.reader]
        return self.kinds[kind] >= (max(most, self.latest[kind] + 1) if self.reader == SECRETARY else most)

    def note_words(self, kind: tuple[str, object], words: frozenset[str]) -> None:
        self.kinds[kind] += 1
        if not words <= self.found:
            self.found |= words
            self.latest[kind] = self.kinds[kind]

    def faults(self, address: str, answer: Answer) -> list[str]:
        """What is wrong with an answer: words that aren't for the reader, or an error."""
        words = sorted(word for word in answer.words & self.hidden if word not in address.lower())
        leaked = [self.made.world.canaries[word] for word in words]
        found = [
            f"{self.reader} reads {canary} at {address}"
            for canary in leaked
            if not is_known(self.reader, canary, address)
        ]
        return found + ([f"{self.reader} breaks {address}"] if answer.status >= 500 else [])


def shape_of(address: str) -> str:
    """What is the same in the addresses of rows that differ; a list of the admin is one, however it is sifted."""
    path = address.partition("?" if address.startswith("/admin/") else "=")[0]
    return OWN.sub("1", UUID.sub("1", path)) + ("?" if "?" in address else "")


def is_read(kind: str) -> bool:
    return any(word in kind for word in ("html", "/xml", "+xml", "json", "calendar"))

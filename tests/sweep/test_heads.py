"""HEAD is GET without the body: the same status and headers, and nothing hidden in them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import resolve

from tests.sweep.answers import Answer
from tests.sweep.crawl import Crawler
from tests.sweep.sweep import Sweep

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("sweep")]


def sample(swept: Sweep) -> Iterator[tuple[Crawler, str, Answer]]:
    """Of each pattern an address, by the first reader who got it, and a missing one; no pages of Django's own."""
    seen = set()
    for crawler in swept.crawlers.values():
        for address, answer in crawler.answers.items():
            match = resolve(address.partition("?")[0]) if answer.status != 404 else None
            kind = match.route if match else "missing"
            if kind not in seen and not (match and "admin" in match.app_names):
                seen.add(kind)
                yield crawler, address, answer


def test_head_says_what_get_says_without_a_body(swept):
    sampled = list(sample(swept))

    heads = [crawler.ask(address, "HEAD") for crawler, address, _ in sampled]

    asked = list(zip(sampled, heads, strict=True))
    differ = [one for (_, one, answer), head in asked if told(head) != told(answer)]
    assert differ == []
    assert {head.body for head in heads} == {b""}
    assert [fault for (crawler, one, _), head in asked for fault in crawler.faults(one, head)] == []
    assert len(sampled) > 90


def told(answer: Answer) -> tuple[int, dict[str, str]]:
    return answer.status, answer.headers

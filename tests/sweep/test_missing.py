"""The address of a hidden row is answered as that of a row that isn't there."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.urls import resolve, reverse

from tests.sweep.answers import WORDS
from tests.sweep.canaries import MEMBER, OUTSIDER, PUBLIC, SECRETARY
from tests.sweep.sweep import told_to

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("sweep")]

NO_ROW, NO_YEAR, NO_SLUG = 987654, 2098, "zq000vx"


def missing(address: str) -> str:
    """The same page of a row that doesn't exist; the same address where it is of no row."""
    path, mark, query = address.partition("?")
    match = resolve(path)
    values = {name: of_no_row(value) for name, value in match.kwargs.items()}
    return reverse(match.view_name, kwargs=values) + mark + query


def of_no_row(value: object) -> object:
    if isinstance(value, int):
        return NO_YEAR if 1900 < value < 2100 else NO_ROW
    return NO_SLUG if isinstance(value, str) and WORDS.fullmatch(value) else value


def asked_for(address: str) -> list[str]:
    """What an answer may say again: the address, as it is and as the way back after the login."""
    return [address, quote(address, safe=""), quote(address)]


@pytest.mark.parametrize("reader", [PUBLIC, MEMBER, OUTSIDER])
def test_hidden_row_is_answered_as_one_that_is_not_there(swept, reader):
    crawler = swept.crawlers[reader]
    told = told_to(swept.crawlers[SECRETARY], crawler)
    closed = [one for one in told if one in crawler.answers and not crawler.answers[one].is_page]
    pairs = {one: missing(one) for one in closed if not one.startswith("/admin/") and missing(one) != one}

    none = {other: crawler.ask(other).without(*asked_for(other)) for other in set(pairs.values())}

    assert [one for one in pairs if crawler.answers[one].without(*asked_for(one)) != none[pairs[one]]] == []
    assert len(none) > 10

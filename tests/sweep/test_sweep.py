"""No reader gets a word that isn't for them, on any page, in any file or header; and all words are there to find."""

from __future__ import annotations

import pytest

from tests.sweep.answers import Answer
from tests.sweep.bare import bare
from tests.sweep.canaries import (
    CLOSED,
    FORMER,
    IN_FULL,
    MEMBER,
    OUTSIDER,
    PREPARER,
    PUBLIC,
    READERS,
    SECRETARY,
    STAFF,
)
from tests.sweep.crawl import Crawler, shape_of

AT_LEAST = {SECRETARY: 366, STAFF: 309, PUBLIC: 265, OUTSIDER: 151, MEMBER: 152, PREPARER: 134, FORMER: 107, CLOSED: 82}
"""Nine tenths of how many addresses each reader asked for when this was written; one that loses its way is seen."""
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("sweep")]


@pytest.mark.parametrize("reader", READERS)
def test_reader_gets_no_word_that_is_hidden_from_them(swept, reader):
    crawler = swept.crawlers[reader]

    assert [fault for one, answer in crawler.answers.items() for fault in crawler.faults(one, answer)] == []


def test_secretary_finds_every_word(swept):
    found = set().union(*(answer.words for answer in swept.crawlers[SECRETARY].answers.values()))

    assert [str(canary) for word, canary in swept.made.world.canaries.items() if word not in found] == []


@pytest.mark.parametrize("reader", IN_FULL)
def test_answers_are_those_of_a_portal_with_nothing_hidden(swept, reader):
    """So nothing that is hidden is counted, hinted at or in the way: not by one word, one year, one link."""
    crawler = swept.crawlers[reader]

    shared = swept.crawlers[PUBLIC].answers if reader != PUBLIC else {}  # what the public reads is shown of the public
    own = [one for one, was in crawler.answers.items() if is_open(one, was) and shared.get(one) != was]
    asked = {shape_of(one): one for one in own}.values()

    with bare(swept.made.world, reader):
        differ = [one for one in asked if is_another(crawler, one, crawler.answers[one])]

    assert differ == []


def is_open(address: str, answer: Answer) -> bool:
    """Whether it is more than a 404 or the login to the admin."""
    return answer.status != 404 and not address.startswith("/admin/")


def is_another(crawler: Crawler, address: str, was: Answer) -> bool:
    """Whether the answer is another than it was, though it is the same each time."""
    now = crawler.ask(address)
    return now.mark != was.mark and now.mark == crawler.ask(address).mark


def test_no_button_of_the_secretary_tells_others_a_hidden_word(swept):
    faults = [
        fault
        for (reader, number), answers in swept.pressed.items()
        for answer in answers
        for fault in swept.crawlers[reader].faults(swept.forms[number][0], answer)
    ]

    assert faults == []


def test_one_whose_login_is_closed_reads_as_the_public(swept):
    public, closed = (swept.crawlers[reader].answers for reader in (PUBLIC, CLOSED))
    both = public.keys() & closed.keys()

    assert {one: closed[one].mark for one in both} == {one: public[one].mark for one in both}
    assert len(both) > 68


def test_sweep_is_as_wide_as_it_was(swept):
    addresses = set().union(*(crawler.answers for crawler in swept.crawlers.values()))

    asked = {reader: len(crawler.answers) for reader, crawler in swept.crawlers.items()}

    assert {reader: count for reader, count in asked.items() if count < AT_LEAST[reader]} == {}
    assert len(addresses) > 446
    assert len(swept.forms) > 107

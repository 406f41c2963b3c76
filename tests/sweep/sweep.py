"""The sweep itself: every reader's way through the portal, once, with the doors that each request passed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.leaks import watched
from tests.sweep.addresses import beneath, guesses
from tests.sweep.answers import Answer, words_in
from tests.sweep.buttons import buttons
from tests.sweep.canaries import CLOSED, FORMER, MEMBER, OUTSIDER, PUBLIC, READERS, SECRETARY, STAFF
from tests.sweep.crawl import Crawler, shape_of
from tests.sweep.world import Made

WHO_TRY = (PUBLIC, OUTSIDER, STAFF)
"""Those who try the forms that the secretary and a member find."""


@dataclass(frozen=True, repr=False)
class Sweep:
    """All answers by reader; `pressed` are those to the secretary's forms, by reader and form."""

    made: Made
    crawlers: dict[str, Crawler]
    pressed: dict[tuple[str, int], list[Answer]] = field(default_factory=dict)
    forms: list[tuple[str, dict]] = field(default_factory=list)

    def passed(self, key: tuple[str, int]) -> list[tuple[Crawler, str | int]]:
        """Who passed a door, and where: an address or a form's number. One of each kind comes before the next ones."""
        found = [
            (crawler, one)
            for reader, crawler in self.crawlers.items()
            if reader != SECRETARY
            for one in crawler.passed.get(key, ())
        ]
        seen, places = Counter(), []
        for one in found:
            places.append(seen[kind_of(*one)])
            seen[kind_of(*one)] += 1
        return [one for _, one in sorted(zip(places, found, strict=True), key=lambda pair: pair[0])]


def kind_of(crawler: Crawler, one: str | int) -> str:
    return f"{crawler.reader} {shape_of(one) if isinstance(one, str) else 'form'}"


def sweep(made: Made) -> Sweep:
    crawlers = {reader: Crawler(made, reader) for reader in READERS}
    going = [crawlers[SECRETARY]]
    with watched(lambda module, number: going[-1].note(module, number)):
        for crawler in crawlers.values():
            going.append(crawler)
            crawler.crawl(told_to(crawlers[SECRETARY], crawler))
        swept = Sweep(made, crawlers, forms=[*buttons(crawlers[SECRETARY]), *buttons(crawlers[MEMBER], 9), *made.forms])
        for reader in WHO_TRY:
            going.append(crawlers[reader])
            swept.pressed.update(tried(swept, crawlers[reader]))
    return swept


def tried(swept: Sweep, crawler: Crawler) -> Iterator[tuple[tuple[str, int], list[Answer]]]:
    for number, (address, data) in enumerate(swept.forms):
        yield (crawler.reader, number), crawler.press(number, address, data)


def is_news(to: frozenset[str], crawler: Crawler) -> bool:
    """Whether it is worth telling: one who was a member reads as the public, and is tried with what members read."""
    return crawler.reader != FORMER or MEMBER in to


def told_to(secretary: Crawler, crawler: Crawler) -> dict[str, object]:
    """The addresses at which the secretary reads what isn't for another reader, or whose own words aren't, those of
    hidden rows, and what a stranger would guess; with whom the words are for: of those alike in that, one is enough."""
    if crawler.reader in (SECRETARY, CLOSED):  # there is nothing to tell; and what is hidden from one who is the public
        return {}
    canaries = secretary.made.world.canaries
    guessed = {slug: guesses(slug) for slug in sorted(crawler.hidden & secretary.made.slugs)}
    told = {address: canaries[slug].model for slug, addresses in guessed.items() for address in addresses}
    for row in secretary.made.world.rows:
        is_hidden = crawler.reader not in row.to and not row.is_known and is_news(row.to, crawler)
        if is_hidden and hasattr(row.instance, "get_absolute_url"):
            told |= dict.fromkeys(beneath(row.instance.get_absolute_url()), row.to)
    for address, answer in secretary.answers.items():
        words = (answer.words | set(words_in(address))) & crawler.hidden
        readers = [canaries[word].to for word in words if is_news(canaries[word].to, crawler)]
        if readers:
            told[address] = min(readers, key=lambda to: (len(to), sorted(to)))
    return told

"""The words of what is sent: kallelse, change and cancellation, from plain values (pure)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LINE_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
FILLERS = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and a symbol that are written as nothing at all."""
MAX_SUBJECT = 250


@dataclass(frozen=True)
class Facts:
    """What a letter says of the meeting; `page` is its address, and empty values are left out."""

    name: str
    when: str
    weekday: str
    clock: str
    venue: str
    hosts: str
    joining_link: str
    page: str

    @property
    def day(self) -> str:
        """The date in running text: torsdag 2 februari 2017, kl. 12.00–15.00."""
        return ", ".join(filter(None, [" ".join(filter(None, [self.weekday, self.when])), self.clock]))


@dataclass(frozen=True)
class AgendaLine:
    """One item: a confidential one has a ground, and its title is never known here."""

    number: int
    words: str
    is_withdrawn: bool = False


@dataclass(frozen=True)
class Secretariat:
    """Whom the reader can ask."""

    name: str
    email: str
    phone: str


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


def one_line(text: str) -> str:
    r"""Text that can't begin a new line, whatever was typed: of a header, of a letter or of a calendar.

    What isn't seen is taken away: such signs can turn the text around them (U+202E), or make two names look alike.

    >>> one_line("Rådet\r\nBcc: alla@example.se "), one_line("Bo\u202e Ek\u200b"), one_line("\u200b")
    ('Rådet Bcc: alla@example.se', 'Bo Ek', '')
    """
    return LINE_BREAKS.sub(" ", "".join(sign for sign in text if is_seen(sign))).strip()


def is_seen(sign: str) -> bool:
    """Whether a sign is more than an instruction to the program that shows it (Unicode's Cf)."""
    return unicodedata.category(sign) != "Cf" and sign not in FILLERS


def written(subject: str, lines: Iterable[str]) -> Letter:
    """Each line is one line, so a title that was typed with line breaks can't pretend to be our words."""
    return Letter(one_line(subject)[:MAX_SUBJECT], "\n".join(one_line(line) for line in lines) + "\n")


def summons(facts: Facts, agenda: Sequence[AgendaLine], secretariat: Secretariat, *, answer_link: str) -> Letter:
    """The kallelse."""
    lines = [
        f"Du kallas till {facts.name} {facts.day}.",
        *place(facts),
        *answer_words("Svara om du kommer, om en ersättare kommer eller om du har förhinder:", answer_link),
        *agenda_words(agenda),
        *("", "Handlingarna finns på mötets sida:" if agenda else "Mötets sida:", facts.page),
        *("", "Filen som följer med lägger mötet i din kalender."),
        *ending(secretariat),
    ]
    return written(f"Kallelse: {facts.name} {facts.when}", lines)


def change(
    facts: Facts, changes: Sequence[str], secretariat: Secretariat, *, answer_link: str, is_moved: bool
) -> Letter:
    """What has changed since the last notice, all in one; a meeting that is moved asks for a new answer."""
    ask = "Mötet har en ny tid, så svara på nytt:" if is_moved else "Har ditt svar ändrats? Svara på nytt:"
    lines = [
        f"Det här har ändrats i kallelsen till {facts.name}:",
        "",
        *(f"– {sentence}" for sentence in changes),
        *("", f"Mötet är {facts.day}."),
        *place(facts),
        *answer_words(ask, answer_link),
        *("", "Hela föredragningslistan och handlingarna finns på mötets sida:", facts.page),
        *("", "Filen som följer med uppdaterar mötet i din kalender."),
        *ending(secretariat),
    ]
    return written(f"Ändring: {facts.name} {facts.when}", lines)


def cancellation(facts: Facts, reason: str, secretariat: Secretariat) -> Letter:
    """The meeting is cancelled."""
    lines = [
        f"{facts.name} {facts.day} är inställt. Du behöver inte svara.",
        *(["", f"Skäl: {reason}"] if reason else []),
        *("", "Mötets sida:", facts.page),
        *("", "Filen som följer med tar bort mötet ur din kalender."),
        *ending(secretariat),
    ]
    return written(f"Inställt: {facts.name} {facts.when}", lines)


def place(facts: Facts) -> list[str]:
    lines = [
        f"Lokal: {facts.venue}" if facts.venue else "",
        f"Värdkommun: {facts.hosts}" if facts.hosts else "",
        f"Delta på distans: {facts.joining_link}" if facts.joining_link else "",
    ]
    return ["", *filter(None, lines)] if any(lines) else []


def answer_words(ask: str, link: str) -> list[str]:
    """A calendar program sends its answer as a mail that the portal never sees, so that is said."""
    after = "Länken är din egen, så skicka den inte vidare. Portalen ser inte svar som du ger i kalenderprogrammet."
    return ["", ask, link, after]


def agenda_words(agenda: Sequence[AgendaLine]) -> list[str]:
    if not agenda:
        return []
    lines = [f"{line.number}. {line.words}{' (utgår)' if line.is_withdrawn else ''}" for line in agenda]
    return ["", "Föredragningslista", *lines]


def ending(secretariat: Secretariat) -> list[str]:
    reach = " eller ".join(filter(None, [secretariat.email, secretariat.phone]))
    return ["", *([f"Frågor? Hör av dig till sekretariatet: {reach}"] if reach else []), secretariat.name]

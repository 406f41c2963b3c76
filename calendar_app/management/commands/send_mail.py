"""Sends the mails that wait: once, or in a loop until it is told to stop.

Kallelser are drained by us, so that none is sent twice. The letters about accounts are the library's own queue:
an invitation that comes twice does no harm.
"""

from __future__ import annotations

import logging
import signal
import time
from collections import Counter
from contextlib import contextmanager

from django.core.management.base import BaseCommand, CommandParser
from django.db import connections
from post_office.mail import send_queued
from post_office.models import STATUS, Email

from calendar_app.models import Delivery
from calendar_app.notices.drain import DATABASE_IS_AWAY, drain
from committee import clock

Status = Delivery.Status
logger = logging.getLogger(__name__)
WORDS = {Status.SENT: "skickade", Status.FAILED: "gick inte fram", Status.SENDING: "ovissa"}


class Command(BaseCommand):
    help = "Skickar de brev som väntar. Misslyckade försöks igen senare; sidan Kallelse visar dem."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--forever", action="store_true", help="fortsätt tills processen får SIGTERM eller SIGINT")
        parser.add_argument("--pause", type=float, default=5.0, help="sekunder mellan varven (5 om inget anges)")

    def handle(self, *, forever: bool, pause: float, **options) -> None:
        if not forever:
            self.stdout.write(in_words(drain(clock.now)))
            send_letters()
            return
        with told_to_stop() as stop:
            while not stop.asked:
                self.round(stop)
                stop.sleep(pause)

    def round(self, stop: Stop) -> None:
        """Send what is due; silent when nothing is, and patient when the database is away."""
        try:
            counts = drain(clock.now, goes_on=lambda: not stop.asked)
            if counts:
                self.stdout.write(in_words(counts))
            send_letters()
        except DATABASE_IS_AWAY as error:
            logger.warning("Databasen svarar inte, nytt försök snart: %s", str(error).strip())
            connections.close_all()


def send_letters() -> None:
    """Send what waits in the library's own queue, and forget the words of what has left: they hold one-time links."""
    send_queued()
    Email.objects.filter(status=STATUS.sent, delivery=None).exclude(message="").update(message="")


def in_words(counts: Counter[str]) -> str:
    """How it went.

    >>> in_words(Counter({"sent": 3, "failed": 1}))
    'Brev: 3 skickade, 1 gick inte fram, 0 ovissa.'
    """
    return f"Brev: {', '.join(f'{counts[status]} {words}' for status, words in WORDS.items())}."


class Stop:
    """Whether someone has asked us to stop. A mail that is under way is finished first."""

    asked = False

    def ask(self, number: int, frame: object) -> None:
        self.asked = True

    def sleep(self, seconds: float) -> None:
        """Wait, in short naps: a handler that raised could do so in the middle of a mail."""
        deadline = time.monotonic() + seconds
        while not self.asked and time.monotonic() < deadline:
            time.sleep(0.1)


@contextmanager
def told_to_stop():
    """Let SIGTERM and SIGINT ask for an end instead of making one."""
    stop = Stop()
    numbers = (signal.SIGTERM, signal.SIGINT)
    before = [signal.signal(number, stop.ask) for number in numbers]
    try:
        yield stop
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)

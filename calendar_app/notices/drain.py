"""Sends what waits in the mail queue, one mail at a time, and never one twice by itself.

A mail server can't be asked to take a mail "once", so what is promised is this: before a mail leaves, its delivery is
claimed in a transaction of its own, and only a claimed one is sent. If the process dies before the result is written,
or the connection breaks while the mail is under way, nobody knows whether it left. It is then not sent again by
itself; the secretariat is asked. A failure that surely came before the server took the mail is retried after a pause.
"""

from __future__ import annotations

import datetime as dt
import logging
import smtplib
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from django.core.mail import get_connection
from django.db import InterfaceError, OperationalError, transaction
from django.db import connections as databases
from post_office.models import STATUS, Email
from post_office.settings import get_backend

from calendar_app.models import PAUSES, Delivery

Status = Delivery.Status
DATABASE_IS_AWAY = (OperationalError, InterfaceError)
WRITES_FOR = 60
"""How many seconds a result is tried to be written while the database is away."""
BROKE_UNDER_WAY = (smtplib.SMTPServerDisconnected, TimeoutError, ConnectionResetError, BrokenPipeError)
REASONS = {
    smtplib.SMTPRecipientsRefused: "Mottagarens mejlserver tog inte emot adressen",
    smtplib.SMTPSenderRefused: "Mejlservern tog inte emot avsändarens adress",
    smtplib.SMTPAuthenticationError: "Portalen fick inte logga in på mejlservern",
    smtplib.SMTPException: "Mejlservern tog inte emot brevet",
    FileNotFoundError: "Kalenderfilen som hör till brevet saknas",
    OSError: "Mejlservern svarar inte",
}
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outcome:
    """What became of an attempt: sent, failed, or uncertain (still on its way, for all we know)."""

    status: str
    error: str = ""
    exception: str = ""

    @classmethod
    def of(cls, error: Exception, *, had_begun: bool) -> Outcome:
        """Uncertain when the connection broke after the mail began to leave; a server that said no is a failure."""
        if had_begun and isinstance(error, BROKE_UNDER_WAY):
            words = "Anslutningen bröts medan brevet skickades. Det kan ha kommit fram"
            return cls(Status.SENDING, sentence(words, error), type(error).__name__)
        return cls(Status.FAILED, sentence(reason_for(error), error), type(error).__name__)


def reason_for(error: Exception) -> str:
    return next((words for kind, words in REASONS.items() if isinstance(error, kind)), "Brevet gick inte att skicka")


def sentence(words: str, error: Exception) -> str:
    """The words, and what the server or Python said.

    >>> sentence("Nej", smtplib.SMTPRecipientsRefused({"a@b.se": (550, b"no such user")}))
    'Nej (550 no such user).'
    """
    said = str(error)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, text = next(iter(error.recipients.values()), ("", b""))
        said = f"{code} {text.decode(errors='replace') if isinstance(text, bytes) else text}"
    elif isinstance(error, smtplib.SMTPResponseException):
        text = error.smtp_error
        said = f"{error.smtp_code} {text.decode(errors='replace') if isinstance(text, bytes) else text}"
    return f"{words} ({' '.join(said.split()) or type(error).__name__})."[:500]


def drain(now: Callable[[], dt.datetime], *, goes_on: Callable[[], bool] = lambda: True) -> Counter[str]:
    """Send what is due, and say how many got which status. Several drains can run at once: each takes its own mails.

    `goes_on` is asked before each mail. Raises OperationalError or InterfaceError when the database is away.
    """
    counts: Counter[str] = Counter()
    while goes_on() and (delivery := claim(now())):
        outcome = attempt(delivery.mail)
        write_for_sure(delivery, outcome, now, goes_on)
        counts[outcome.status] += 1
    return counts


@transaction.atomic
def claim(at: dt.datetime) -> Delivery | None:
    """Take the next due delivery; None when there is none that another drain hasn't taken."""
    rows = Delivery.objects.due(at).exclude(mail=None).select_related("mail")
    delivery = rows.select_for_update(skip_locked=True, of=["self"]).first()
    if delivery:
        delivery.status, delivery.changed_at, delivery.error = Status.SENDING, at, ""
        delivery.attempts += 1
        delivery.save(update_fields=["status", "attempts", "changed_at", "error"])
    return delivery


def attempt(mail: Email) -> Outcome:
    """Send one mail over a connection of its own: one that has idled may have been closed, and seems to break."""
    has_begun = False
    server = get_connection(get_backend(mail.backend_alias or "default"))
    try:
        mail.email_message()  # reads the calendar file, before anything can have left
        server.open()
        has_begun = True
        mail.dispatch(commit=False, disconnect_after_delivery=False, connection=server)
    except Exception as error:
        logger.warning("Brev %s: %s", mail.pk, type(error).__name__)
        return Outcome.of(error, had_begun=has_begun)
    finally:
        with suppress(Exception):  # the server has taken the mail, or not; how it says goodbye changes nothing
            server.close()
    return Outcome(Status.SENT)


def write_for_sure(
    delivery: Delivery, outcome: Outcome, now: Callable[[], dt.datetime], goes_on: Callable[[], bool]
) -> None:
    """Write the result, also when the database restarts meanwhile: otherwise what was sent becomes uncertain."""
    deadline = time.monotonic() + WRITES_FOR
    while True:
        try:
            return write(delivery, outcome, now())
        except DATABASE_IS_AWAY:
            if time.monotonic() > deadline or not goes_on():
                raise
            databases.close_all()
            time.sleep(0.5)


@transaction.atomic
def write(claimed: Delivery, outcome: Outcome, at: dt.datetime) -> None:
    """Keep the result, unless the secretariat has settled the matter meanwhile. What was sent is sent."""
    delivery = Delivery.objects.select_for_update(of=["self"]).get(pk=claimed.pk)
    is_ours = (delivery.status, delivery.attempts) == (Status.SENDING, claimed.attempts)
    if not (is_ours or outcome.status == Status.SENT):
        return
    is_retried = outcome.status == Status.FAILED and delivery.attempts <= len(PAUSES)
    delivery.status = Status.QUEUED if is_retried else outcome.status
    delivery.error, delivery.changed_at = outcome.error, at
    delivery.save(update_fields=["status", "error", "changed_at"])
    log(claimed.mail, outcome)


def log(mail: Email, outcome: Outcome) -> None:
    """Tell post_office, whose own records say what became of a mail."""
    status = STATUS.sent if outcome.status == Status.SENT else STATUS.failed
    Email.objects.filter(pk=mail.pk).update(status=status)
    if outcome.error:
        mail.logs.create(status=status, message=outcome.error, exception_type=outcome.exception)

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
import ssl
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import InterfaceError, OperationalError, transaction
from django.db import connections as databases
from post_office.models import STATUS, Email
from post_office.settings import get_backend

from calendar_app.models import PAUSES, Delivery
from calendar_app.notices.letters import one_line

Status = Delivery.Status
DATABASE_IS_AWAY = (OperationalError, InterfaceError)
WRITES_FOR = 60
"""How many seconds a result is tried to be written while the database is away."""
BROKE_UNDER_WAY = (smtplib.SMTPServerDisconnected, TimeoutError, ConnectionResetError, BrokenPipeError)
REASONS = {
    smtplib.SMTPRecipientsRefused: "Mottagarens mejlserver tog inte emot adressen",
    smtplib.SMTPSenderRefused: "Mejlservern tog inte emot avsändarens adress",
    smtplib.SMTPAuthenticationError: "Portalen fick inte logga in på mejlservern",
    smtplib.SMTPConnectError: "Mejlservern tog inte emot anslutningen",
    smtplib.SMTPServerDisconnected: "Mejlservern bröt anslutningen",
    smtplib.SMTPException: "Mejlservern tog inte emot brevet",
    FileNotFoundError: "Kalenderfilen som hör till brevet saknas",
    ssl.SSLError: "Mejlservern har ingen säker anslutning som portalen godtar",
    OSError: "Mejlservern svarar inte",
}
WRONG_SETTING = "Portalens inställning för mejl är fel. Be den som sköter driften att rätta EMAIL_URL."
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outcome:
    """What became of an attempt: sent, failed, or uncertain (still on its way, for all we know).

    `error` is for the secretariat, in Swedish; `raw` is what the server or Python said, for the logs.
    """

    status: str
    error: str = ""
    raw: str = ""
    exception: str = ""

    @classmethod
    def of(cls, error: Exception, *, had_begun: bool) -> Outcome:
        """Uncertain when the connection broke after the mail began to leave; a server that said no is a failure."""
        if had_begun and isinstance(error, BROKE_UNDER_WAY):
            words = "Anslutningen bröts medan brevet skickades. Det kan ha kommit fram."
            return cls(Status.SENDING, words, *raw(error))
        return cls(Status.FAILED, sentence(reason_for(error), error), *raw(error))


def raw(error: Exception) -> tuple[str, str]:
    """What was said, as one line: it comes from other people's servers. And the kind of error."""
    return one_line(str(error)), type(error).__name__


def reason_for(error: Exception) -> str:
    return next((words for kind, words in REASONS.items() if isinstance(error, kind)), "Brevet gick inte att skicka")


def sentence(words: str, error: Exception) -> str:
    """The words, and the server's code if it gave one: its own words are seldom Swedish.

    >>> sentence("Nej", smtplib.SMTPRecipientsRefused({"a@b.se": (550, b"no such user")}))
    'Nej (felkod 550).'
    >>> sentence("Nej", ConnectionRefusedError(111, "Connection refused"))
    'Nej.'
    """
    code = getattr(error, "smtp_code", None)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, _ = next(iter(error.recipients.values()), (None, b""))
    return f"{words} (felkod {code})." if code else f"{words}."


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
    try:
        server = get_connection(get_backend(mail.backend_alias or "default"))
    except Exception as error:  # the settings are wrong, which must neither end the loop nor hide the mail
        outcome = Outcome(Status.FAILED, WRONG_SETTING, *raw(error))
    else:
        outcome = attempt_over(server, mail)
    if outcome.error:
        logger.warning("Brev %s: %s: %s", mail.pk, outcome.exception, outcome.raw)
    return outcome


def attempt_over(server: BaseEmailBackend, mail: Email) -> Outcome:
    has_begun = False
    try:
        mail.email_message()  # reads the calendar file, before anything can have left
        server.open()
        has_begun = True
        mail.dispatch(commit=False, disconnect_after_delivery=False, connection=server)
    except Exception as error:  # each kind is judged by Outcome: what surely didn't leave, and what may have
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
        message = f"{outcome.error} {outcome.raw}".strip()
        mail.logs.create(status=status, message=message, exception_type=outcome.exception)

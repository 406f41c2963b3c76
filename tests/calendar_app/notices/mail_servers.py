"""Mail servers for tests: backends that fail for certain addresses, and an SMTP server that can stop in the middle."""

from __future__ import annotations

import smtplib
import socketserver
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from django.core import mail
from django.core.mail.backends.locmem import EmailBackend


class PickyBackend(EmailBackend):
    """Keeps mails in `mail.outbox`, except to addresses that begin with the name of something that goes wrong."""

    errors = {
        "refused": lambda address: smtplib.SMTPRecipientsRefused({address: (550, b"no such user")}),
        "greylisted": lambda address: smtplib.SMTPRecipientsRefused({address: (451, b"later")}),
        "spam": lambda address: smtplib.SMTPDataError(554, b"rejected"),
        "broken": lambda address: smtplib.SMTPServerDisconnected("Connection unexpectedly closed"),
        "slow": lambda address: TimeoutError("timed out"),
    }

    def send_messages(self, messages) -> int:
        for message in messages:
            name = message.to[0].partition("@")[0]
            if name in self.errors:
                raise self.errors[name](message.to[0])
        return super().send_messages(messages)


class DeafBackend(EmailBackend):
    """A server that can't be reached."""

    def open(self) -> None:
        raise ConnectionRefusedError(111, "Connection refused")


class FarBackend(EmailBackend):
    """A server that doesn't answer in time."""

    def open(self) -> None:
        raise TimeoutError("timed out")


class RudeBackend(EmailBackend):
    """A server whose words can't be kept as they are: PostgreSQL takes no NUL, and a log has one line for each."""

    def open(self) -> None:
        raise OSError("nej\x00\r\npåhitt")


class WrongBackend(EmailBackend):
    """One that its settings keep from being made."""

    def __init__(self, **kwargs) -> None:
        raise ValueError("EMAIL_USE_TLS/EMAIL_USE_SSL are mutually exclusive")


class GoodbyeBackend(EmailBackend):
    """Takes the mail, and stumbles when the connection is closed."""

    def close(self) -> None:
        raise smtplib.SMTPServerDisconnected("too late")


def backend(settings, kind: type[EmailBackend]) -> None:
    settings.EMAIL_BACKEND = f"{kind.__module__}.{kind.__qualname__}"
    mail.outbox = []


class Sink(socketserver.ThreadingTCPServer):
    """An SMTP server that counts the mails it takes. Told to, it takes a mail and then says nothing more."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Session)
        self.taken: Counter[str] = Counter()
        self.ids: list[str] = []
        self.silent_for = ""
        self.fell_silent, self.goes_on = threading.Event(), threading.Event()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"


class Session(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.say("220 sink")
        address = ""
        while line := self.rfile.readline().decode().strip():
            word = line.upper().partition(" ")[0]
            if word == "RCPT":
                address = line.partition("<")[2].partition(">")[0]
            if word == "DATA":
                self.say("354 go on")
                self.take(address)
                continue
            self.say("221 bye" if word == "QUIT" else "250 ok")

    def take(self, address: str) -> None:
        lines = list(iter(self.rfile.readline, b".\r\n"))
        server: Sink = self.server
        server.taken[address] += 1
        server.ids += [line.decode().partition(": ")[2].strip() for line in lines if line.startswith(b"Message-ID")]
        if address == server.silent_for:
            server.fell_silent.set()
            server.goes_on.wait(30)
        self.say("250 taken")

    def say(self, words: str) -> None:
        try:
            self.wfile.write(f"{words}\r\n".encode())
        except OSError:  # whoever spoke to us has been killed
            return


@contextmanager
def sink() -> Iterator[Sink]:
    with Sink() as server:
        thread = threading.Thread(target=server.serve_forever, args=[0.01], daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.goes_on.set()
            server.shutdown()
            thread.join()

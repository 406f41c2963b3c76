"""The portal on this computer (`make run`): database, demo, web server and mail, and an orderly end of them all."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, closing, contextmanager, nullcontext, suppress
from pathlib import Path

import django
import environ
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connections, transaction

from sodertorn.child_processes import Stopped, dying_with_us, signals_end_the_process, stop, take
from sodertorn.embedded_postgres import BASE_DIR, database_for_this_process, naming_the_stranger, var_dir
from sodertorn.web_role import as_web_role, make_web_role

HOST = "127.0.0.1"
STARTS_WITHIN = 60.0  # seconds
GUNICORN = [
    *("--workers=2", "--worker-class=gthread", "--threads=4", "--no-control-socket", "--log-level=warning"),
    # Whether a proxy is believed is for TRUSTS_PROXY_HEADERS to say; gunicorn would believe any on this machine.
    "--forwarded-allow-ips=",
]
SENDER = ["manage.py", "send_mail", "--forever"]
"""What sends the mails that wait; without EMAIL_URL it prints them here."""


def main() -> None:
    environ.Env.read_env(BASE_DIR / ".env")
    if os.environ.get("PORTAL_ENV") == "production":
        sys.exit("make run är för den egna datorn. I drift startas gunicorn, se deploy/README.md.")
    try:
        port = chosen_port()
        with signals_end_the_process(), only_portal_in(var_dir()):
            refuse_taken(port)
            is_ours = not os.environ.get("DATABASE_URL", "").strip()
            with database_for_this_process(as_owner=True):
                prepare_database(with_web_role=is_ours)
                with as_web_role() if is_ours else nullcontext():
                    serve(port)
    except (KeyboardInterrupt, Stopped):
        say("Portalen är stoppad.")


def chosen_port() -> int:
    wanted = os.environ.get("PORT") or "8000"
    if not (wanted.isdecimal() and 0 < int(wanted) < 65536):
        sys.exit(f"PORT är ”{wanted}” men ska vara ett tal från 1 till 65535.")
    return int(wanted)


@contextmanager
def only_portal_in(folder: Path):
    """Hold the folder for one portal: two would share a database that ends with the first."""
    with naming_the_stranger():
        folder.mkdir(parents=True, exist_ok=True)
        lock = take(folder / "portal.lock")
    if lock is None:
        owner = (folder / "portal.lock").read_text()
        sys.exit(f"En portal på {folder} körs redan (process {owner}). Stoppa den, eller ange VAR_DIR och PORT.")
    with lock:
        yield


def refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            sys.exit(f"Port {port} går inte att använda ({error.strerror}). Välj en annan: make run PORT={port + 1}")


def prepare_database(*, with_web_role: bool) -> None:
    """Bring the tables up to date, and fill an empty database with the demo: all of it or nothing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sodertorn.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        call_command("load_demo")
    if with_web_role:
        make_web_role()


def serve(port: int) -> None:
    """Serve until someone ends us, or the web server or the sender ends by itself: then the program fails."""
    greeting = welcome(port)
    connections.close_all()
    with ExitStack() as at_the_end:
        gunicorn = child(at_the_end, "-m", "gunicorn", "sodertorn.wsgi", *GUNICORN, f"--bind={HOST}:{port}")
        sender = child(at_the_end, *SENDER)
        if answers_in_time(gunicorn, port):
            say(greeting)
            while gunicorn.poll() is None and sender.poll() is None:
                time.sleep(0.2)
        sender_ended = sender.poll() is not None and gunicorn.poll() is None
    ended, name = (sender, "Brevutskicket") if sender_ended else (gunicorn, "Webbservern")
    sys.exit(f"{name} slutade av sig själv (kod {ended.returncode}).")


def child(at_the_end: ExitStack, *words: str) -> subprocess.Popen:
    """A program of ours, which is stopped when the stack is left and ends if we are killed."""
    process = subprocess.Popen(  # noqa: S603 our own words
        [*dying_with_us(signal.SIGTERM), sys.executable, *words], cwd=BASE_DIR, start_new_session=True
    )
    at_the_end.callback(stop, process, politely=signal.SIGTERM)
    return process


def answers_in_time(gunicorn: subprocess.Popen, port: int) -> bool:
    deadline = time.monotonic() + STARTS_WITHIN
    while gunicorn.poll() is None and time.monotonic() < deadline:
        with closing(http.client.HTTPConnection(HOST, port, timeout=5)) as connection, suppress(OSError):
            connection.request("GET", "/halsa/liv")
            if connection.getresponse().status == 200:
                return True
        time.sleep(0.05)
    return False


def welcome(port: int) -> str:
    """What to open and how to log in: the demo's accounts, as far as this database has them."""
    from sodertorn.demo import LOGINS, PASSWORD  # needs the apps to be loaded

    names = set(get_user_model().objects.values_list("username", flat=True))
    accounts = [f"  {name}  {PASSWORD}  ({role})" for name, role in LOGINS if name in names]
    logins = ["Logga in med", *accounts, "Där en engångskod behövs visar sidan den."] if accounts else []
    today = [f"Portalen tror att det är {settings.PORTAL_TODAY}."] if settings.PORTAL_TODAY else []
    return "\n".join(["", f"Portalen finns på http://{HOST}:{port}", *today, *logins, "Stoppa med Ctrl-C."])


def say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    main()

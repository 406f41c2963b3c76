"""The database when no DATABASE_URL is given: a PostgreSQL of our own in VAR_DIR, that lives as long as we do."""

import os
import secrets
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TextIO

import environ

from sodertorn.child_processes import signals_end_the_process, take
from sodertorn.postgres_server import DatabaseDidNotStart, PostgresServer

BASE_DIR = Path(__file__).resolve().parent.parent
WAITS_FOR_ANOTHER = 10.0  # seconds; longer than another process needs to start or stop the server


def var_dir() -> Path:
    """Where everything that isn't source is kept: VAR_DIR, or `var` beside the code."""
    return Path(os.environ.get("VAR_DIR") or BASE_DIR / "var").expanduser().resolve()


@contextmanager
def naming_the_stranger() -> Iterator[None]:
    """Say in one sentence that VAR_DIR was made by another account: root perhaps, once."""
    try:
        yield
    except PermissionError as error:
        raise DatabaseDidNotStart(
            f"{error.filename} tillhör ett annat konto. Kör som det kontot, eller ange en annan VAR_DIR."
        ) from error


@naming_the_stranger()
def local_secret_key(folder: Path) -> str:
    """The key of this machine's portal, made the first time. Two processes that race get the same one."""
    kept = folder / "secret-key"
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=folder, prefix=".secret-key-") as new:  # mode 0600
            new.write(secrets.token_urlsafe(50))
            new.flush()
            with suppress(FileExistsError):  # a link is made whole or not at all
                os.link(new.name, kept)
    return kept.read_text()


@contextmanager
def database_for_this_process(*, as_owner: bool = False) -> Iterator[None]:
    """Set DATABASE_URL for as long as we run, unless the environment or .env has one or the portal is in production.

    `as_owner` refuses to share a server that ends with another process.
    """
    environ.Env.read_env(BASE_DIR / ".env")
    if os.environ.get("DATABASE_URL", "").strip() or os.environ.get("PORTAL_ENV") == "production":
        yield
        return
    with embedded_server(var_dir(), as_owner=as_owner) as url:
        os.environ["DATABASE_URL"] = url
        try:
            yield
        finally:
            del os.environ["DATABASE_URL"]


@contextmanager
def embedded_server(folder: Path, *, durable: bool = True, as_owner: bool = False) -> Iterator[str]:
    """Start the server in a folder, or join the one that runs there, and give its DATABASE_URL.

    The one who started it stops it. `durable=False` forgets what was written if the machine stops: for tests.
    """
    folder = folder.resolve()
    server = PostgresServer(folder, durable=durable)
    with signals_end_the_process(), ExitStack() as at_the_end:
        with naming_the_stranger():
            folder.mkdir(parents=True, exist_ok=True)
            if lock := _lock_or_join(folder / "postgres.lock", server, as_owner=as_owner):
                at_the_end.enter_context(lock)
                at_the_end.callback(server.stop)
                server.start()
        yield server.url()


def _lock_or_join(lock: Path, server: PostgresServer, *, as_owner: bool) -> TextIO | None:
    """The lock of the server's owner, or None when another process owns a server that answers."""
    deadline = time.monotonic() + WAITS_FOR_ANOTHER
    while (taken := take(lock)) is None:
        if not as_owner and server.answers():
            return None
        if time.monotonic() > deadline:
            raise DatabaseDidNotStart(
                f"Databasen i {lock.parent} används av process {lock.read_text()}. Försök igen när den är klar."
            )
        time.sleep(0.1)
    return taken

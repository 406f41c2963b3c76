"""Child processes: started so that they end when we end, and stopped so that nothing of them remains."""

import fcntl
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TextIO

NO_TERMINAL = {signal.SIGTERM, signal.SIGHUP}  # "stop", and "your terminal was closed"


class Stopped(SystemExit):
    """SIGTERM or SIGHUP, raised where the program stands: every `with` on the way out is left in order."""


@contextmanager
def handling(numbers: set[signal.Signals], handler: Callable | signal.Handlers) -> Iterator[None]:
    """Handle signals for a while. Does nothing outside the main thread, and leaves ignored ones (nohup) ignored."""
    if threading.current_thread() is not threading.main_thread():
        numbers = set()
    before = {number: signal.getsignal(number) for number in numbers}
    before = {number: was for number, was in before.items() if was is not signal.SIG_IGN}
    for number in before:
        signal.signal(number, handler)
    try:
        yield
    finally:
        for number, was in before.items():
            signal.signal(number, was)


@contextmanager
def signals_end_the_process() -> Iterator[None]:
    """Let SIGTERM and SIGHUP run the clean-up that Ctrl-C runs. The exit status is the shell's: 128 + the signal."""

    def end(number: int, frame: object) -> None:
        for again in NO_TERMINAL:  # make and the terminal may both tell us; once is enough
            signal.signal(again, signal.SIG_IGN)
        raise Stopped(128 + number)

    with handling(NO_TERMINAL, end):
        yield


def stop(process: subprocess.Popen, *, politely: signal.Signals) -> None:
    """End a child and wait for it."""
    insist(politely, send=process.send_signal, has_ended=lambda: process.poll() is not None)


def insist(politely: signal.Signals, *, send: Callable[[signal.Signals], None], has_ended: Callable[[], bool]) -> None:
    """Ask a process to end, then demand it, then kill it.

    Signals to ourselves are ignored meanwhile: a second, impatient Ctrl-C must not leave the process behind.
    """
    with handling({signal.SIGINT, *NO_TERMINAL}, signal.SIG_IGN):
        for number, patience in [(politely, 15), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)]:
            if has_ended():
                return
            with suppress(ProcessLookupError):
                send(number)
            deadline = time.monotonic() + patience
            while not has_ended() and time.monotonic() < deadline:
                time.sleep(0.02)


@cache
def _setpriv() -> str | None:
    """The setpriv of util-linux; none on macOS, and none where it is busybox's, which can't do what we ask."""
    found = shutil.which("setpriv")
    return found if found and _succeeds([found, "--pdeathsig", "TERM", "--", "true"]) else None


def dying_with_us(last_word: signal.Signals) -> list[str]:
    """Words before a command that make the kernel send it this signal even if we are killed by `kill -9`."""
    setpriv = _setpriv()
    return [setpriv, "--pdeathsig", last_word.name.removeprefix("SIG"), "--"] if setpriv else []


def as_account(uid: int, gid: int, *, needs: Sequence[Path]) -> list[str]:
    """Words before a command that make root run it as another account. Raises LookupError without setpriv.

    Where that account can't reach what it needs (a clone in a 0700 folder), it gets the one capability that lets it,
    instead of us opening folders that aren't ours. `no_setuid_fixup` makes access(2), which PostgreSQL asks, agree.
    """
    setpriv = _setpriv()
    if setpriv is None:
        raise LookupError("setpriv")
    drop = [setpriv, f"--reuid={uid}", f"--regid={gid}", "--clear-groups"]
    if all(_succeeds([*drop, "--", "test", "-x", str(path)]) for path in needs):
        return [*drop, "--"]
    only = "-all,+dac_override"
    return [*drop, f"--inh-caps={only}", f"--ambient-caps={only}", "--securebits=+no_setuid_fixup", "--"]


def _succeeds(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0  # noqa: S603 our own words


def command_line(pid: int) -> str:
    """What a process runs, each word followed by a space; empty when it is gone."""
    if Path("/proc/self").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_text(errors="replace").replace("\0", " ")
        except (FileNotFoundError, ProcessLookupError):
            return ""
    ps = ["/bin/ps", "-o", "command=", "-p", str(pid)]
    said = subprocess.run(ps, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603 our own words
    return said and f"{said} "


def take(lock: Path) -> TextIO | None:
    """Take a lock that the kernel lets go when we end, however we end; None when another process holds it.

    The file says who holds it. Keep the returned file open for as long as the lock is wanted.
    """
    file = lock.open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()
    return file

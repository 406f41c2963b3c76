"""Real processes for tests: start one of our programs, and see what remains of it."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

from sodertorn.child_processes import command_line

BASE_DIR = Path(__file__).resolve().parent.parent
# An empty value stands against a developer's .env, which only fills in what the environment doesn't have.
UNSET = dict.fromkeys(
    [
        *("PORTAL_ENV", "SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "CSRF_TRUSTED_ORIGINS", "PORTAL_TODAY"),
        *("VAR_DIR", "MEDIA_ROOT", "EMAIL_URL", "MAIL_FROM", "PORTAL_URL"),
        "PYTHONDONTWRITEBYTECODE",  # or each of them compiles all of ours anew
    ],
    "",
)


def start(*words: str, stdout: IO | int = subprocess.PIPE, **environment: str) -> subprocess.Popen:
    """A Python program with none of the portal's variables but these; what it says is read from its stdout."""
    return subprocess.Popen(
        [sys.executable, *words],
        cwd=BASE_DIR,
        env={**os.environ, **UNSET, "PORTAL_ENV": "local", **environment},
        stdin=subprocess.PIPE,
        stdout=stdout,
        stderr=subprocess.STDOUT,
        text=True,
    )


def family(pid: int) -> set[int]:
    """A process and everything it started, directly or not."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    found = {pid}
    while children := {child for child, parent in parents.items() if parent in found} - found:
        found |= children
    return found


def living(pids: set[int]) -> set[int]:
    return {pid for pid in pids if command_line(pid)}


def within(seconds: float, happens: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + seconds
    while not (happened := happens()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return happened

"""pytest plugin: the tests get a PostgreSQL of their own, unless the environment names one."""

import os
import signal
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest

from sodertorn.child_processes import NO_TERMINAL, handling
from sodertorn.embedded_postgres import embedded_server


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config):
    """Before pytest-django reads the settings. The workers of xdist inherit the address of the one server."""
    if not os.environ.get("DATABASE_URL"):
        at_the_end = ExitStack()
        early_config.add_cleanup(at_the_end.close)
        folder = Path(at_the_end.enter_context(tempfile.TemporaryDirectory(prefix="portal-tests-")))
        os.environ["DATABASE_URL"] = at_the_end.enter_context(embedded_server(folder, durable=False))
        # pytest takes Stopped, a SystemExit, for a failed test and goes on; a KeyboardInterrupt ends the run in order.
        at_the_end.enter_context(handling(NO_TERMINAL, signal.default_int_handler))
    return (yield)

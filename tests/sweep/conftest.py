"""One world for all tests of the sweep, in a transaction that is taken back when they are done."""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import override_settings

from tests.sweep.sweep import Sweep, sweep
from tests.sweep.world import TODAY, Made, make


@pytest.fixture(autouse=True)
def media() -> None:
    """The world has a folder for all its tests, instead of one for each."""


@pytest.fixture(scope="package")
def made(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Made]:
    folder = tmp_path_factory.mktemp("sweep")
    with (
        django_db_blocker.unblock(),
        override_settings(PORTAL_TODAY=TODAY, MEDIA_ROOT=folder),
        transaction.atomic(),
    ):
        yield make()
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def swept(made) -> Sweep:
    return sweep(made)


@pytest.fixture(scope="package", autouse=True)
def haste() -> Iterator[None]:
    """Thousands of requests: no log of each 404, and no looking through all of Django for what is garbage."""
    usual = gc.get_threshold()
    logging.disable()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)
    yield
    gc.set_threshold(*usual)
    gc.unfreeze()
    logging.disable(logging.NOTSET)

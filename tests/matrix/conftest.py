"""One world for all tests of the matrix, in a transaction that is taken back when they are done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from tests.matrix.objects import World
from tests.matrix.world import make
from tests.shared_world import made_once
from tests.sweep.world import TODAY


@pytest.fixture(autouse=True)
def media() -> None:
    """The world has a folder for all its tests, instead of one for each."""


@pytest.fixture(scope="package")
def world(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[World]:
    settings = {
        "PORTAL_TODAY": TODAY,
        "MEDIA_ROOT": tmp_path_factory.mktemp("matrix"),
        # Nobody is asked to confirm a login that is older than the machine is slow.
        "ACCOUNT_REAUTHENTICATION_TIMEOUT": dt.timedelta(days=1).total_seconds(),
    }
    with made_once(django_db_blocker, make, **settings) as world:
        yield world

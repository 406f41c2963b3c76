"""The world that the tests here look at."""

from collections.abc import Iterator

import pytest

from tests.insight.world import make_rows
from tests.shared_world import made_once


@pytest.fixture(scope="module")
def rows(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[None]:
    """Something of every kind in every state, for tests that only read."""
    with made_once(django_db_blocker, make_rows, MEDIA_ROOT=tmp_path_factory.mktemp("insight")):
        yield

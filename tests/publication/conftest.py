"""The demo's plan as a draft, and one of a single chapter."""

from collections.abc import Iterator

import pytest

from committee.models import Plan, PlanNode
from sodertorn.importing.document import parse
from sodertorn.importing.load import load_plan
from tests.factories import ChapterFactory
from tests.shared_world import made_once


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, demo_text) -> Iterator[int]:
    with made_once(django_db_blocker, lambda: load_plan(parse(demo_text)).plan.pk) as key:
        yield key


@pytest.fixture
def plan(db, loaded) -> Plan:
    """Loaded once for the tests of a module: in one that uses it, no test counts on an empty database."""
    return Plan.objects.get(pk=loaded)


@pytest.fixture
def chapter(db) -> PlanNode:
    """The one part of 2018's plan."""
    return ChapterFactory(plan__year=2018, position=1, number="1", title="Mål")

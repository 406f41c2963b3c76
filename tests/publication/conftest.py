"""The demo's plan as a draft."""

import pytest

from committee.models import Plan
from sodertorn.importing.document import parse
from sodertorn.importing.load import load_plan


@pytest.fixture
def plan(db, demo_text) -> Plan:
    return load_plan(parse(demo_text)).plan

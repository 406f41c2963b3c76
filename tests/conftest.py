"""What tests of every part share: the documents that a plan is read from, and people who log in."""

import os
from pathlib import Path

import hypothesis
import pytest
from django.contrib.auth.models import User

from tests.factories import UserFactory

BASE_DIR = Path(__file__).resolve().parent.parent
SEED = BASE_DIR.parent / "shared" / "seed" / "verksamhetsplan-2017.txt"
DEMO = BASE_DIR / "demo" / "verksamhetsplan-2017.md"
INVENTED = BASE_DIR / "tests" / "documents" / "fjardkommunerna-2031.md"

# No time limits, which a busy machine breaks; in CI the same examples every time, and nothing written beside the code.
hypothesis.settings.register_profile("portal", deadline=None, database=None, derandomize=os.environ.get("CI") == "true")
hypothesis.settings.load_profile("portal")


@pytest.fixture(scope="session")
def seed_file() -> Path:
    """The real document, which isn't in the repository."""
    if not SEED.exists():
        reason = f"Det riktiga dokumentet finns inte: {SEED}"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return SEED


@pytest.fixture(scope="session")
def seed_text(seed_file) -> str:
    return seed_file.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def demo_text() -> str:
    return DEMO.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def invented_text() -> str:
    return INVENTED.read_text(encoding="utf-8")


@pytest.fixture
def secretary(db) -> User:
    return UserFactory(username="sekreterare", secretary=True)


@pytest.fixture
def superuser(db) -> User:
    return UserFactory(username="forvaltare", superuser=True)

"""What the page hands on opens to the plan that was shown, and to nothing when it isn't ours."""

from __future__ import annotations

import pytest
from django.core import signing

from committee.paper.word import plan_docx
from sodertorn.importing.parcels import SALT, opened, token_of
from sodertorn.importing.readers import ReadPlan, read_plan
from sodertorn.importing.values import DocumentError
from tests.conftest import DEMO
from tests.importing.editing import AT
from tests.importing.plan_in_word import PLAN
from tests.importing.words import word_of

FORMS = {
    "text": lambda: read_plan(DEMO.read_bytes(), "plan.md"),
    "word": lambda: read_plan(word_of(DEMO.read_text(encoding="utf-8"), with_styles=True), "plan.docx"),
    "own": lambda: read_plan(plan_docx(PLAN, AT), "plan.docx"),
}


@pytest.fixture(params=FORMS)
def read(request) -> ReadPlan:
    return FORMS[request.param]()


def test_token_opens_to_the_same_plan(read):
    again = opened(token_of(read))

    assert (again.parsed, again.lines) == (read.parsed, read.lines)


def test_token_that_was_changed_opens_to_nothing(read):
    token = token_of(read)
    middle = len(token) // 2
    other = "A" if token[middle] != "A" else "B"
    changes = [
        token[:-1],
        token[1:],
        token[:middle],
        "",
        ":",
        f"{token}A",
        token[:middle] + other + token[middle + 1 :],
    ]

    assert [opened(changed) for changed in changes] == [None] * len(changes)


@pytest.mark.parametrize("value", ["1. Syfte", [["a"]]], ids=["text", "lines"])
def test_what_was_signed_for_something_else_opens_to_nothing(value):
    assert opened(signing.dumps(value, salt="other", compress=True)) is None


def test_what_was_signed_before_the_form_changed_opens_to_nothing():
    assert opened(signing.dumps([["x"] * 40], salt=SALT)) is None


def test_plan_that_is_too_long_to_be_handed_on_is_refused(monkeypatch):
    read = FORMS["own"]()
    monkeypatch.setattr("sodertorn.importing.parcels.LONGEST", len(token_of(read)) - 1)

    with pytest.raises(
        DocumentError, match=r"^Dokumentet är för långt att läsas in här\. Läs in det med import_plan\.$"
    ):
        token_of(read)

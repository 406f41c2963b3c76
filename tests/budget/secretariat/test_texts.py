"""What is typed in a line's form is what its download brings back."""

import pytest
from django.urls import reverse

from budget.models import Budget
from tests.budget.secretariat.test_lines import typed
from tests.budget_factories import BudgetFactory
from tests.factories import CooperationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Budget:
    CooperationFactory()
    return BudgetFactory(year=2018)


def save(desk, draft: Budget, **values: str) -> str:
    return desk.post(reverse("budget:line-add", args=[draft.pk]), typed(**values)).content.decode()


def test_name_and_heading_become_one_line(desk, draft):
    save(desk, draft, label="Löner\r\n och\tannat\xa0", group="Per \t sonal", note=" rad 1\r\nrad 2\r\n")

    line = draft.lines.get()
    assert (line.label, line.group, line.note) == ("Löner och annat", "Per sonal", "rad 1\nrad 2")


@pytest.mark.parametrize("field", ["label", "group", "note"])
@pytest.mark.parametrize("sign", ["\x01", "\x85", "\ufffe"])
def test_control_character_is_refused_as_in_a_file(desk, draft, field, sign):
    assert "Texten innehåller styrtecken som inte går att spara." in save(desk, draft, **{field: f"a{sign}b"})
    assert not draft.lines.exists()


@pytest.mark.parametrize("text", ["\u200b", "\u202e \xad", "\ufeff"])
@pytest.mark.parametrize(("field", "noun"), [("label", "benämning"), ("group", "rubrik")])
def test_name_that_shows_nothing_is_refused_as_in_a_file(desk, draft, field, noun, text):
    assert f"Skriv en {noun} som går att läsa." in save(desk, draft, **{field: text})
    assert not draft.lines.exists()


def test_line_is_saved_without_heading_and_note(desk, draft):
    save(desk, draft, label="–")

    assert list(draft.lines.values_list("label", "group", "note")) == [("–", "", "")]

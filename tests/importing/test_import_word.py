"""The command import_plan reads Word files: how it ends, and what it stores."""

from __future__ import annotations

import pytest

from budget.models import BudgetLine
from committee.models import Duty, PlanReference
from committee.paper.word import plan_docx
from tests.conftest import DEMO, INVENTED
from tests.importing.editing import AT
from tests.importing.plan_in_word import PLAN
from tests.importing.rows import everything, row_counts
from tests.importing.test_import_plan import run, write
from tests.importing.words import word_of

__all__ = ["run", "write"]

pytestmark = pytest.mark.django_db


def test_word_file_of_the_seed_ends_with_nothing_to_say(run, write, seed_text):
    code, said = run(write(word_of(seed_text, with_styles=True), "plan.docx"))

    assert code == 0
    assert said.endswith("Utkastet för 2017 är sparat. Fastställ det med decide_plan 2017.\n")


def test_word_file_with_a_fault_ends_with_one_and_loads_the_rest(run, write, demo_text):
    faulty = demo_text.replace("2 februari", "30 februari")
    assert faulty != demo_text

    code, said = run(write(word_of(faulty, with_styles=True), "plan.docx"))

    assert code == 1
    assert "30 februari 2017 finns inte." in said
    assert row_counts()["Plan"] == 1


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "plan.docx är tom."),
        (INVENTED.read_bytes(), "Filen är inget Word-dokument (.docx)."),
        (b"PK\x03\x04", "Word-dokumentet är skadat och kan inte läsas. Spara det på nytt i Word."),
    ],
    ids=["empty", "text", "cut off"],
)
def test_file_that_is_no_word_file_ends_with_two_and_writes_nothing(run, write, data, reason):
    assert run(write(data, "plan.docx")) == (2, reason)
    assert set(row_counts().values()) == {0}


def test_word_file_is_tried_and_replaces_a_draft_when_asked(run, write, demo_text):
    run(DEMO)
    before = everything()
    changed = write(word_of(demo_text.replace("1. Inledning", "1. Förord"), with_styles=True), "plan.docx")

    assert (run(changed, dry_run=True, replace_draft=True)[0], everything()) == (0, before)
    assert run(changed) == (2, "Det finns redan ett utkast för 2017. Lägg till --replace-draft för att ersätta det.")
    assert everything() == before
    assert run(changed, replace_draft=True)[0] == 0
    assert [str(row) for row in everything()] == [str(row).replace("'Inledning'", "'Förord'") for row in before]


def test_file_that_the_portal_wrote_gives_its_rows(run, write):
    code, said = run(write(plan_docx(PLAN, AT), "plan.docx"))

    assert (code, "Inga anmärkningar." in said) == (0, True)
    assert list(
        BudgetLine.objects.order_by("position").values_list("kind", "label", "amount_sek", "group", "note")
    ) == [
        *(("income", "Avgifter", 7, "", ""), ("cost", "Hyra", 2, "Lokaler", ""), ("cost", "Lön", 5, "", "två")),
    ]
    assert [(one.node.text, one.words, one.target.title) for one in PlanReference.objects.all()] == [
        ("Vi hörs (jfr kap. 3).", "jfr kap. 3", "Budget")
    ]
    duty = Duty.objects.get(minimum_meetings=6)
    assert (duty.body.name, duty.node.text) == ("Rådet", "Vi möts.")

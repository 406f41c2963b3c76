"""A draft that is decided while an import waits to replace it."""

import threading

import pytest
from django.db import transaction

from committee.models import Plan, PlanEdition, PlanNode
from sodertorn.importing.document import parse
from sodertorn.importing.load import LoadError
from sodertorn.importing.read_in import read_in
from sodertorn.publication.decide import decide
from tests.at_once import together
from tests.publication.rows import AT, DECIDED_ON

TEXT = "Beslutad 2016-12-08\n\nRådet\n\nVerksamhetsplan 2017\n\n1. Syfte\n\nVi hörs.\n"


@pytest.mark.usefixtures("committed")
def test_import_that_waited_for_a_decision_is_refused_in_words():
    plan = read_in(parse(TEXT), replace_draft=False).plan
    decided = threading.Event()

    def decide_slowly() -> str:
        with transaction.atomic():
            edition = decide(plan, on=DECIDED_ON, at=AT)
            decided.set()
            threading.Event().wait(0.3)  # the draft would be replaced by now, if the import didn't wait
        return f"utgåva {edition.number}"

    def replace_meanwhile() -> str:
        decided.wait(10)
        try:
            read_in(parse(TEXT.replace("hörs", "ses")), replace_draft=True)
        except LoadError as refused:
            return str(refused)
        return "replaced"

    said = together([decide_slowly, replace_meanwhile])

    assert said == ["Verksamhetsplanen för 2017 är fastställd och ändras inte av en import.", "utgåva 1"]
    assert (Plan.objects.get(), PlanEdition.objects.count()) == (plan, 1)
    assert PlanNode.objects.filter(text="Vi hörs.").exists()

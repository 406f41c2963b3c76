"""The command that decides: an edition, or exit code 2 and the reason."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from budget.models import BudgetLine
from committee.models import Plan, PlanEdition
from tests.publication.rows import DECIDED_ON, all_rows

pytestmark = pytest.mark.django_db


def test_command_decides_on_the_documents_day(plan, demo_day, capsys):
    call_command("decide_plan", "2017")

    edition = PlanEdition.objects.get()
    assert (edition.decided_on, edition.decided_in, edition.decided_by) == (DECIDED_ON, "", None)
    assert timezone.localdate(edition.decided_at) == dt.date(2017, 1, 16)
    assert capsys.readouterr().out == (
        f"Verksamhetsplan 2017, utgåva 1 är fastställd 8 december 2016 (sha256 {edition.sha256}).\n"
    )


def test_command_takes_another_day_and_a_paragraph(plan, demo_day):
    call_command("decide_plan", "2017", "--on", "2016-12-15", "--paragraph", "§ 12")

    edition = PlanEdition.objects.get()
    assert (edition.decided_on, edition.decided_in) == (dt.date(2016, 12, 15), "§ 12")


def forget_the_date():
    Plan.objects.update(document_decided_on=None)


def unbalance():
    BudgetLine.objects.filter(label="Personal").update(amount_sek=1)


@pytest.mark.parametrize(
    ("words", "prepare", "message"),
    [
        (["2016"], None, "Det finns ingen verksamhetsplan för 2016. Läs in en med import_plan."),
        (["2017"], forget_the_date, "Dokumentet har inget beslutsdatum. Ange det med --on ÅÅÅÅ-MM-DD."),
        (["2017", "--on", "2017-01-17"], None, "Beslutsdatumet 17 januari 2017 har inte varit än."),
        (
            ["2017"],
            unbalance,
            "Budgeten för 2017 balanserar inte: intäkterna är 945\xa0000\xa0kr och kostnaderna 50\xa0001\xa0kr.",
        ),
    ],
    ids=["no_plan", "no_date", "tomorrow", "unbalanced"],
)
def test_command_ends_with_two_and_the_reason(plan, demo_day, words, prepare, message):
    if prepare:
        prepare()
    before = all_rows()

    with pytest.raises(CommandError) as refused:
        call_command("decide_plan", *words)

    assert all_rows() == before
    assert (refused.value.returncode, str(refused.value)) == (2, message)


def test_command_refuses_a_day_that_is_none(plan, demo_day):
    with pytest.raises(CommandError, match="--on"):
        call_command("decide_plan", "2017", "--on", "8/12")

    assert PlanEdition.objects.count() == 0


def test_command_ends_with_two_when_decided_already(plan, demo_day):
    call_command("decide_plan", "2017")

    with pytest.raises(CommandError, match="Verksamhetsplanen för 2017 är redan fastställd") as refused:
        call_command("decide_plan", "2017")

    assert refused.value.returncode == 2

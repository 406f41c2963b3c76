"""An edition never changes, whichever way someone tries."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from committee.models import Plan, PlanEdition
from tests.factories import PlanEditionFactory, PlanFactory

pytestmark = pytest.mark.django_db


def save_with_another_number(edition):
    edition.number = 2
    edition.save()


def save_only_the_paragraph(edition):
    edition.decided_in = "§ 13"
    edition.save(update_fields=["decided_in"])


def bulk_update(edition):
    edition.content = {}
    PlanEdition.objects.bulk_update([edition], ["content"])


def bulk_create_over(edition):
    PlanEdition.objects.bulk_create(
        [edition], update_conflicts=True, unique_fields=["id"], update_fields=["content", "sha256"]
    )


def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


CHANGE, EMPTY = "update or delete", "truncate"
ATTEMPTS = {
    "save": (save_with_another_number, CHANGE),
    "save_of_one_field": (save_only_the_paragraph, CHANGE),
    "queryset_update": (lambda edition: PlanEdition.objects.update(decided_on=dt.date(2016, 12, 9)), CHANGE),
    "bulk_update": (bulk_update, CHANGE),
    "bulk_create_with_update": (bulk_create_over, CHANGE),
    "sql_update": (lambda edition: run("UPDATE committee_planedition SET decided_in = '§ 13'"), CHANGE),
    "sql_update_to_the_same": (lambda edition: run("UPDATE committee_planedition SET number = number"), CHANGE),
    "delete": (lambda edition: edition.delete(), CHANGE),
    "queryset_delete": (lambda edition: PlanEdition.objects.all().delete(), CHANGE),
    "raw_delete": (lambda edition: PlanEdition.objects.all()._raw_delete("default"), CHANGE),
    "sql_delete": (lambda edition: run("DELETE FROM committee_planedition"), CHANGE),
    "sql_truncate": (lambda edition: run("TRUNCATE committee_planedition CASCADE"), EMPTY),
    "sql_truncate_of_plans": (lambda edition: run("TRUNCATE committee_plan CASCADE"), EMPTY),
}


@pytest.mark.parametrize(("attempt", "verb"), ATTEMPTS.values(), ids=ATTEMPTS)
def test_edition_refuses_to_change(attempt, verb):
    edition = PlanEditionFactory()
    before = PlanEdition.objects.filter(pk=edition.pk).values().get()
    run("SET CONSTRAINTS ALL IMMEDIATE")

    refusal = f"pgtrigger: Cannot {verb} rows from committee_planedition table"
    with pytest.raises(DatabaseError, match=refusal), transaction.atomic():
        attempt(edition)

    assert list(PlanEdition.objects.values()) == [before]


def chain_of_two():
    first = PlanEditionFactory(plan=PlanFactory(year=2017))
    second = PlanEditionFactory(plan=first.plan, number=2, supersedes=first)
    return first, second


def test_edition_that_a_later_one_supersedes_is_not_current():
    first, second = chain_of_two()
    other_year = PlanEditionFactory(plan=PlanFactory(year=2018))

    assert set(PlanEdition.objects.current()) == {second, other_year}
    assert first.plan.current_edition() == second
    assert PlanFactory(year=2019).current_edition() is None


def test_editions_of_a_year_come_latest_first():
    first, second = chain_of_two()
    PlanEditionFactory(plan=PlanFactory(year=2018))

    assert list(PlanEdition.objects.in_year(2017)) == [second, first]


@pytest.mark.parametrize(
    ("day", "year"), [("2017-06-01", 2017), ("2018-06-01", 2017), ("2019-01-01", 2019), ("2025-01-01", 2021)]
)
def test_edition_in_force_is_the_years_own_or_the_latest_before(day, year):
    chain_of_two()
    PlanEditionFactory(plan=PlanFactory(year=2019))
    PlanEditionFactory(plan=PlanFactory(year=2021))
    PlanEditionFactory(plan=PlanFactory(year=2026))

    edition = PlanEdition.objects.in_force(dt.date.fromisoformat(day))

    assert (edition.year, edition.number) == (year, 2 if year == 2017 else 1)


def test_edition_in_force_before_the_first_is_the_first():
    chain_of_two()
    PlanEditionFactory(plan=PlanFactory(year=2019))

    assert PlanEdition.objects.in_force(dt.date(2015, 1, 1)).year == 2017


def test_edition_list_leaves_the_content_in_the_database(django_assert_num_queries):
    chain_of_two()
    PlanEditionFactory(plan=PlanFactory(year=2018, title="Plan för 2018"))

    with django_assert_num_queries(1):
        rows = [(edition.title, str(edition)) for edition in PlanEdition.objects.current().with_title()]

    assert rows == [
        ("Plan för 2018", "Verksamhetsplan 2018, utgåva 1"),
        ("Verksamhetsplan 2017", "Verksamhetsplan 2017, utgåva 2"),
    ]


def test_edition_of_another_plan_cannot_be_superseded():
    other = PlanEditionFactory(plan=PlanFactory(year=2016))
    first = PlanEditionFactory(plan=PlanFactory(year=2017))

    with pytest.raises(DatabaseError, match="supersedes_the_one_before"):
        PlanEditionFactory(plan=first.plan, number=2, supersedes=other)


def test_year_of_a_plan_stays_once_it_has_an_edition():
    decided = PlanEditionFactory(plan=PlanFactory(year=2017)).plan
    draft = PlanFactory(year=2018)

    Plan.objects.filter(pk=draft.pk).update(year=2019)
    with pytest.raises(DatabaseError, match="year_stays_once_decided"):
        Plan.objects.filter(pk=decided.pk).update(year=2040)

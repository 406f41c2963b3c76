"""Whoever could change an edition past the database's guards is found out."""

import datetime as dt
import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from committee.models import PlanEdition
from tests.factories import PlanEditionFactory, PlanFactory, edition_content

pytestmark = pytest.mark.django_db
TABLE = "committee_planedition"
DAY = dt.date(2016, 12, 8)


def verified() -> tuple[int, str, list[str]]:
    """The command's code, what it says in the end, and what it says of each edition that differs."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("verify_editions", stdout=out, stderr=err)
    except CommandError as wrong:
        return wrong.returncode, str(wrong), err.getvalue().splitlines()
    return 0, out.getvalue().strip(), err.getvalue().splitlines()


def past_the_guards(edition: PlanEdition, change: str) -> None:
    """What only someone who may switch off the triggers can do to an edition."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {TABLE} DISABLE TRIGGER USER")
        cursor.execute(f"UPDATE {TABLE} SET {change} WHERE id = %s", [edition.pk])
        cursor.execute(f"ALTER TABLE {TABLE} ENABLE TRIGGER USER")


def first_and_second() -> tuple[PlanEdition, PlanEdition]:
    first = PlanEditionFactory(plan__year=2017)
    content = edition_content(first.plan, number=2, decided_on=DAY) | {"reason": "Fel i ett datum."}
    return first, PlanEditionFactory(plan=first.plan, number=2, supersedes=first, content=content)


def test_editions_that_are_as_they_were_decided_are_counted():
    first_and_second()
    PlanEditionFactory(plan__year=2018)

    assert verified() == (0, "Alla 3 utgåvor stämmer.", [])


def test_portal_without_editions_says_so():
    PlanFactory(year=2017)

    assert verified() == (0, "Ingen plan är fastställd än.", [])


@pytest.mark.parametrize(
    "change",
    [
        """content = jsonb_set(content, '{title}', '"Verksamhetsplan 2018"')""",
        """content = jsonb_set(content, '{chapters,0,title}', '"Inledning "')""",
        """content = content - 'subtitle'""",
        """content = content || '{"added": null}'""",
        """content = jsonb_set(content, '{chapters,0,is_focus}', 'true')""",
    ],
)
def test_edition_whose_content_was_changed_is_named_with_both_checksums(change):
    edition = PlanEditionFactory(plan__year=2017)
    PlanEditionFactory(plan__year=2018)

    past_the_guards(edition, change)

    code, told, [line] = verified()
    assert (code, told) == (1, "1 av 2 utgåvor stämmer inte.")
    assert line.startswith("Verksamhetsplan 2017, utgåva 1: kontrollsumman är ")
    assert line.endswith(f", inte {edition.sha256} som när den fastställdes.")


def test_checksum_that_was_changed_is_found():
    edition = PlanEditionFactory(plan__year=2017)

    past_the_guards(edition, f"sha256 = '{'0' * 64}'")

    assert verified() == (
        1,
        "1 av 1 utgåvor stämmer inte.",
        [
            f"Verksamhetsplan 2017, utgåva 1: kontrollsumman är {edition.sha256}, inte {'0' * 64} "
            "som när den fastställdes."
        ],
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("decided_on = '2016-12-09'", "beslutsdatum är ”2016-12-09” i raden men ”2016-12-08” i innehållet"),
        ("decided_in = '§ 9'", "paragraf är ”§ 9” i raden men ”” i innehållet"),
        ("reason = 'Annat.'", "skäl är ”Annat.” i raden men ”Fel i ett datum.” i innehållet"),
        ("number = 3", "utgåva är ”3” i raden men ”2” i innehållet; den ersätter en annan utgåva än den förra"),
    ],
)
def test_fact_beside_the_content_that_was_changed_is_named(change, words):
    _, second = first_and_second()

    past_the_guards(second, change)

    number = 3 if change == "number = 3" else 2
    assert verified() == (1, "1 av 2 utgåvor stämmer inte.", [f"Verksamhetsplan 2017, utgåva {number}: {words}."])


def test_edition_that_was_given_to_another_year_is_named():
    edition, other = PlanEditionFactory(plan__year=2017), PlanFactory(year=2019)

    past_the_guards(edition, f"plan_id = {other.pk}")

    line = "Verksamhetsplan 2019, utgåva 1: år är ”2019” i raden men ”2017” i innehållet."
    assert verified() == (1, "1 av 1 utgåvor stämmer inte.", [line])


def test_all_that_differ_are_named_in_order():
    late, early, well = (PlanEditionFactory(plan__year=year) for year in (2019, 2017, 2018))

    for edition in (late, early):
        past_the_guards(edition, "decided_in = '§ 9'")

    code, told, lines = verified()
    assert (code, told) == (1, "2 av 3 utgåvor stämmer inte.")
    assert [line.split(":")[0] for line in lines] == [str(early), str(late)]
    assert well.year == 2018


def test_order_of_keys_and_spaces_between_them_say_nothing():
    edition = PlanEditionFactory.build(plan=PlanFactory(year=2017))
    edition.content = dict(reversed(edition.content.items()))
    edition.save()
    past_the_guards(edition, "content = content::text::jsonb")

    assert verified() == (0, "Alla 1 utgåvor stämmer.", [])


@pytest.mark.parametrize("count", [1, 3])
def test_editions_are_verified_in_one_query(django_assert_num_queries, count):
    for year in range(2017, 2017 + count):
        PlanEditionFactory(plan__year=year)

    with django_assert_num_queries(1):
        assert verified()[0] == 0

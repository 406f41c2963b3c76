"""What the database refuses is said in Swedish."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DataError, IntegrityError, connection, transaction

from committee.models import Municipality, Plan
from sodertorn.importing.read_in import describe_refusal
from tests.conftest import INVENTED
from tests.factories import PlanFactory
from tests.importing.rows import row_counts


def refused(write) -> str:
    with pytest.raises((IntegrityError, DataError)) as error, transaction.atomic():
        write()
    return describe_refusal(error.value, 2031)


@pytest.mark.django_db
def test_plan_of_the_same_year_means_that_somebody_was_first():
    PlanFactory(year=2031)

    assert refused(lambda: Plan.objects.create(year=2031, title="Plan")) == (
        "Någon annan läste in verksamhetsplanen för 2031 just nu. Inget lästes in. Se över det utkastet först."
    )


@pytest.mark.django_db
def test_constraint_is_told_in_the_words_of_its_model():
    assert refused(lambda: Plan.objects.create(year=3000, title="Plan")) == (
        "Inget lästes in, databasen tog inte emot planen: Året ska vara mellan 1900 och 2199. (plan_year_is_a_year)"
    )


@pytest.mark.django_db
def test_other_refusal_has_no_english_in_it():
    assert refused(lambda: Municipality.objects.create(name="x" * 5000, slug="x")) == (
        "Inget lästes in, databasen tog inte emot planen: Ett värde är för stort, för långt eller finns redan."
    )


RACE = """
CREATE FUNCTION lose_race() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE unique_violation USING TABLE = 'committee_plan', CONSTRAINT = 'committee_plan_year_key';
END $$;
CREATE TRIGGER lose_race BEFORE INSERT ON committee_plan FOR EACH ROW EXECUTE FUNCTION lose_race();
"""


@pytest.mark.django_db
def test_import_that_loses_a_race_says_so_and_writes_nothing():
    """The database refuses the plan's row as it does when another import has saved the year since it was looked for."""
    with connection.cursor() as cursor:
        cursor.execute(RACE)

    with pytest.raises(CommandError) as error:
        call_command("import_plan", INVENTED)

    assert error.value.returncode == 2
    assert str(error.value).startswith("Någon annan läste in verksamhetsplanen för 2031 just nu.")
    assert set(row_counts().values()) == {0}

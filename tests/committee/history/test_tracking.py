"""Every edited row has a history, bulk updates and SQL too, and nothing changes what it says."""

from __future__ import annotations

import pghistory
import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from pghistory.core import event_models

from committee.history.context import address_without_secrets
from committee.history.reading import event_model
from committee.models import Body, Person
from committee.tracking import begin_history
from sodertorn.models import Account
from tests.factories import BodyFactory, OrganisationFactory, PersonFactory, UserFactory
from tests.forms import form_of
from tests.own_models import APPS, own_models

pytestmark = pytest.mark.django_db

UNTRACKED = {
    "PlanEdition": "never changes",
    "MeetingChange": "is a record itself",
    "Notice": "is kept as it was sent",
    "Delivery": "is a record of a mail",
    "MeetingReading": "what a person has read is nobody else's to know",
    "Subscription": "a secret of the person's own",
    "InvoiceBasis": "never changes",
    "Invoice": "never changes",
    "Receipt": "is forgotten after a day",
}


def events_of(row) -> list[tuple[str, str]]:
    events = event_model(type(row)).objects.filter(pgh_obj_id=row.pk)
    return list(events.order_by("pgh_id").values_list("pgh_label", "name"))


def test_every_model_that_is_edited_is_tracked():
    assert {model.__name__ for model in own_models(*APPS) if event_model(model) is None} == set(UNTRACKED)
    assert {event_model(model) is not None for model in (Account, User)} == {True}


def test_insert_save_bulk_update_sql_and_delete_are_all_in_it():
    body = BodyFactory(name="Ett")
    body.name = "Två"
    body.save()
    Body.objects.update(name="Tre")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE committee_body SET name = 'Fyra'")
    Body.objects.bulk_update([Body(pk=body.pk, name="Fem")], ["name"])
    Body.objects.all().delete()

    assert events_of(body) == [
        *(("insert", "Ett"), ("update", "Två"), ("update", "Tre"), ("update", "Fyra"), ("update", "Fem")),
        ("delete", "Fem"),
    ]


def test_save_that_changes_nothing_is_no_event():
    body = BodyFactory(name="Ett")

    body.save()
    Body.objects.update(version=7)

    assert events_of(body) == [("insert", "Ett")]


def test_who_and_where_are_noted_of_what_a_request_does(desk, secretary):
    body = BodyFactory(name="Ett")
    page = reverse("admin:committee_body_change", args=[body.pk])

    desk.post(page, form_of(desk.get(page), "name") | {"name": "Två"})

    event = event_model(Body).objects.latest("pgh_id")
    assert (event.name, event.pgh_context) == ("Två", {"user": secretary.pk, "url": page})
    assert event.pgh_context_id is not None


def test_two_requests_are_told_apart_and_what_no_request_does_has_no_user(desk):
    body = BodyFactory(name="Ett")
    page = reverse("admin:committee_body_change", args=[body.pk])
    for name in ("Två", "Tre"):
        desk.post(page, form_of(desk.get(page), "name") | {"name": name})

    events = event_model(Body).objects.filter(pgh_obj_id=body.pk)
    contexts = events.order_by("pgh_id").values_list("pgh_context_id", flat=True)

    assert contexts[0] is None
    assert len(set(contexts)) == 3


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/svara/hemligt:123/", "/svara/…/"),
        ("/kalender/min/abc.ics", "/kalender/min/….ics"),
        ("/kalender/", "/kalender/"),
        ("/admin/andringar/committee.body/5/", "/admin/andringar/committee.body/5/"),
        ("/finns/inte/", "/finns/inte/"),
    ],
)
def test_address_tells_no_secret(path, told):
    assert address_without_secrets(path) == told


def test_password_is_nobody_s_history():
    user = UserFactory(first_name="Kim")
    user.set_password("hemligt-hemligt")
    user.save()

    assert {"password", "last_login"} & {field.name for field in event_model(Account)._meta.fields} == set()
    assert [event.pgh_label for event in event_model(Account).objects.filter(pgh_obj_id=user.pk)] == ["insert"]


def test_partners_and_roles_are_rows_with_a_history():
    body = BodyFactory()
    body.partners.add(OrganisationFactory())
    user = UserFactory(secretary=True)

    partners = apps.get_model("committee.BodyPartnerEvent").objects.filter(body_id=body.pk)
    roles = apps.get_model("sodertorn.AccountRoleEvent").objects.filter(user_id=user.pk)
    assert [event.pgh_label for event in (*partners, *roles)] == ["insert", "insert"]


CHANGES = [
    "UPDATE {table} SET pgh_label = 'x'",
    "DELETE FROM {table}",
    "TRUNCATE {table}",
    "TRUNCATE {table} CASCADE",
]


@pytest.mark.parametrize("statement", CHANGES)
@pytest.mark.parametrize("model", event_models(), ids=lambda model: model.__name__)
def test_history_refuses_to_be_changed_even_by_its_owner(model, statement):
    if not statement.startswith("TRUNCATE"):
        with connection.cursor() as cursor:  # a row to change, of whatever sort: triggers of rows need one
            cursor.execute("SET LOCAL session_replication_role = replica")
            columns = [field for field in model._meta.fields if field.column != "pgh_id"]
            instance = model(**{field.attname: made_up(field) for field in columns})
            instance.save()
            cursor.execute("SET LOCAL session_replication_role = origin")

    with pytest.raises(DatabaseError, match="pgtrigger: Cannot"), transaction.atomic():
        connection.cursor().execute(statement.format(table=model._meta.db_table))


def made_up(field):
    """Some value that the column takes."""
    if field.null:
        return None
    made = {"UUIDField": "7c9e6679-7425-40de-944b-e07fc1f90ae7", "DateField": "2017-01-16", "BooleanField": False}
    made |= {
        "DateTimeField": "2017-01-16T12:00Z",
        "TimeField": "12:00",
        "JSONField": {},
        "CharField": "x",
        "FileField": "x",
    }
    return made.get(field.get_internal_type(), "x" if "Text" in field.get_internal_type() else 1)


def test_rows_that_are_older_than_their_history_begin_it():
    person = PersonFactory(name="Kim")
    events = event_model(Person)
    columns = [field.column for field in events._meta.fields if not field.name.startswith("pgh_")]

    with connection.cursor() as cursor:
        cursor.execute(begin_history(events, columns))

    assert events_of(person) == [("insert", "Kim"), ("snapshot", "Kim")]
    assert issubclass(events, pghistory.models.Event)

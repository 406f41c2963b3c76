"""Personal data is erased when its time is over, in the rows and in the history."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from calendar_app.models import Answer, Delivery, MeetingReading, Subscription
from committee.history.export import lines_of_history
from committee.models import Assignment, Person
from sodertorn.erasure import ERASED, cutoff, erase_personal_data
from tests.factories import AssignmentFactory, CooperationFactory, PersonFactory, UserFactory
from tests.forms import form_of
from tests.meeting_factories import (
    AnswerFactory,
    AttendanceFactory,
    DeliveryFactory,
    MeetingFactory,
    SubscriptionFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
BEFORE = dt.date(2015, 1, 16)
LONG_AGO, LATELY = dt.date(2014, 12, 31), dt.date(2015, 1, 16)


def former(name: str, ended: dt.date | None, **values) -> Person:
    person = PersonFactory(name=name, email=f"{name.lower()}@example.se", **values)
    AssignmentFactory(person=person, starts_on=dt.date(2010, 1, 1), ends_on=ended)
    return person


def everything_told() -> str:
    """All that the history says, as the archive would get it."""
    return "".join(lines_of_history())


def age_events(table: str, days: int) -> None:
    """Let all events of a table be older: past their triggers, which refuse it."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(f"UPDATE {table} SET pgh_created_at = now() - interval '{days} days'")
        cursor.execute("SET LOCAL session_replication_role = origin")


def test_person_whose_time_is_over_is_erased_and_others_are_not():
    for name, ended in (("Gamla", LONG_AGO), ("Nyliga", LATELY), ("Sittande", None)):
        former(name, ended)

    erased = erase_personal_data(BEFORE)

    assert erased.persons == 1
    assert sorted(Person.objects.values_list("name", "email")) == [
        ("Nyliga", "nyliga@example.se"),
        ("Sittande", "sittande@example.se"),
        (ERASED, ""),
    ]
    assert Assignment.objects.count() == 3


def test_someone_who_has_come_back_keeps_everything():
    person = former("Kim", LONG_AGO)
    AssignmentFactory(person=person, starts_on=dt.date(2016, 1, 1), ends_on=None)

    assert erase_personal_data(BEFORE).persons == 0


def test_what_hangs_on_the_person_goes_too_but_not_what_the_minutes_say():
    person = former("Kim", LONG_AGO)
    AnswerFactory(person=person, municipality=None, choice="substitute", substitute="Bo Ek")
    SubscriptionFactory(person=person)
    MeetingReading.objects.create(person=person, meeting=MeetingFactory(), read_at=timezone.now())
    DeliveryFactory(person=person, address="kim@example.se", status="sent")
    attendance = AttendanceFactory(name="Kim")

    erase_personal_data(BEFORE)

    assert not Answer.objects.exists()
    assert not Subscription.objects.exists()
    assert not MeetingReading.objects.exists()
    assert Delivery.objects.values_list("address", "status").get() == ("", "sent")
    attendance.refresh_from_db()
    assert attendance.name == "Kim"


def test_history_forgets_them_too_and_stays_otherwise_as_it_was():
    person = former("Hemlige", LONG_AGO)
    AnswerFactory(person=person, municipality=None, choice="substitute", substitute="Ersättare Ek")
    Person.objects.filter(pk=person.pk).update(name="Hemligare")
    kept = former("Kvar", None)
    before = everything_told()

    erase_personal_data(BEFORE)

    after = everything_told()
    for word in ("Hemlige", "hemlige@", "Ersättare Ek"):
        assert word in before
        assert word not in after
    rows = [json.loads(line) for line in after.splitlines()[:-1]]
    told = [row["values"]["name"] for row in rows if row["table"] == "committee.Person" and row["row"] == kept.pk]
    assert told == ["Kvar"]


def test_history_is_append_only_again_when_they_are_erased():
    former("Kim", LONG_AGO)

    erase_personal_data(BEFORE)

    with pytest.raises(DatabaseError, match="Cannot update"):
        connection.cursor().execute("UPDATE committee_personevent SET name = 'x'")


def test_person_who_was_deleted_is_forgotten_when_that_was_long_ago():
    old = PersonFactory(name="Borttagne")
    old.delete()
    age_events("committee_personevent", days=20 * 365)
    PersonFactory(name="Nyss borttagne").delete()

    erase_personal_data(BEFORE)

    told = everything_told()
    assert '"Borttagne"' not in told
    assert '"Nyss borttagne"' in told


def test_account_is_closed_and_forgotten_with_its_person_unless_staff_use_it():
    users = {name: UserFactory(first_name=name, email=f"{name}@example.se") for name in ("Kim", "Bo")}
    users["Bo"].is_staff = True
    users["Bo"].save()
    for user in users.values():
        former(user.first_name, LONG_AGO, user=user)

    erased = erase_personal_data(BEFORE)

    for user in users.values():
        user.refresh_from_db()
    kim, bo = users["Kim"], users["Bo"]
    assert erased.accounts == 1
    assert (kim.username, kim.email, kim.first_name, kim.is_active) == (f"borttagen-{kim.pk}", "", "", False)
    assert not kim.has_usable_password()
    assert (bo.first_name, bo.is_active) == ("Bo", True)
    assert "Kim@example.se" not in everything_told()


@pytest.mark.parametrize(("used", "is_active", "count"), [(2014, False, 1), (2014, True, 0), (2016, False, 0)])
def test_closed_account_that_was_last_used_long_ago_is_forgotten(used, is_active, count):
    used_at = dt.datetime(used, 1, 1, tzinfo=dt.UTC)
    UserFactory(is_active=is_active, last_login=used_at, email="kim@example.se")

    assert erase_personal_data(BEFORE).accounts == count


def test_old_mails_go(django_capture_on_commit_callbacks):
    old, new = (Email.objects.create(from_email="a@b.se", to="c@d.se", subject=name) for name in ("gammalt", "nytt"))
    Email.objects.filter(pk=old.pk).update(created=dt.datetime(2014, 1, 1, tzinfo=dt.UTC))

    with django_capture_on_commit_callbacks(execute=True):
        erased = erase_personal_data(BEFORE)

    assert erased.mails == 1
    assert list(Email.objects.all()) == [new]


def test_command_tells_what_it_would_do_and_does_it(capsys):
    CooperationFactory(retention_years=2)
    former("Kim", LONG_AGO)

    call_command("erase_personal_data", dry_run=True)
    between = Person.objects.values_list("name", flat=True).get()
    call_command("erase_personal_data")
    call_command("erase_personal_data")

    assert between == "Kim"
    assert capsys.readouterr().out.splitlines() == [
        "Skulle ta bort, före 2015-01-16: personer: 1, konton: 0, brev: 0.",
        "Borttaget, före 2015-01-16: personer: 1, konton: 0, brev: 0.",
        "Borttaget, före 2015-01-16: personer: 0, konton: 0, brev: 0.",
    ]


def test_years_are_counted_from_the_day():
    assert cutoff(dt.date(2017, 1, 16), 2) == BEFORE


def test_admin_s_own_log_forgets_what_they_were_called(desk):
    person, kept = former("Hemlige", LONG_AGO), former("Kvar", None)
    for row in (person, kept):
        page = reverse("admin:committee_person_change", args=[row.pk])
        desk.post(page, form_of(desk.get(page), "name") | {"email": f"ny@{row.pk}.example.se"})
    gone = PersonFactory(name="Borttagne")
    entry = LogEntry.objects.create(
        user_id=LogEntry.objects.first().user_id,
        content_type=ContentType.objects.get_for_model(Person),
        object_id=str(gone.pk),
        object_repr="Borttagne",
        action_flag=3,
        action_time=dt.datetime(2014, 1, 1, tzinfo=dt.UTC),
    )
    gone.delete()

    erase_personal_data(BEFORE)

    told = dict(LogEntry.objects.values_list("object_id", "object_repr"))
    assert told == {str(person.pk): ERASED, str(kept.pk): "Kvar", entry.object_id: ERASED}

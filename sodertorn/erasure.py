"""Erases personal data when its time is over: in the rows, and in the history that nothing else may change."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pgtrigger
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from post_office.models import Email
from post_office.utils import cleanup_expired_mails

from calendar_app.models import Answer, Delivery, MeetingReading, Subscription
from committee.history.reading import event_model
from committee.models import Assignment, Person
from sodertorn.accounts.operations import forget_ways_in
from sodertorn.models import Account

ERASED = "Tidigare ledamot"
ERASED_TABLES = (Person, Answer, Account)
"""Those whose history holds what is erased."""


@dataclass(frozen=True)
class Erased:
    """How many of each were erased, or would be."""

    persons: int
    accounts: int
    mails: int

    def __str__(self) -> str:
        return f"personer: {self.persons}, konton: {self.accounts}, brev: {self.mails}"


def cutoff(today: dt.date, years: int) -> dt.date:
    """So many years ago.

    >>> cutoff(dt.date(2028, 2, 29), 1), cutoff(dt.date(2017, 1, 16), 2)
    (datetime.date(2027, 2, 28), datetime.date(2015, 1, 16))
    """
    return today.replace(year=today.year - years, day=28 if (today.month, today.day) == (2, 29) else today.day)


def lapsed_persons(before: dt.date) -> QuerySet[Person]:
    """Those whose last assignment ended before the day; those who never had one, if nobody has touched them since."""
    events = event_model(Person).objects.filter(pgh_obj_id=OuterRef("pk"))
    own = Assignment.objects.filter(person=OuterRef("pk"))
    lasting = own.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=before))
    touched = events.filter(pgh_created_at__gte=midnight(before))
    rows = Person.objects.exclude(name=ERASED, email="", user=None)
    return rows.filter(~Exists(lasting)).filter(Exists(own) | ~Exists(touched))


def lapsed_accounts(persons: QuerySet[Person], before: dt.date) -> QuerySet[User]:
    """Those of these persons, and those that are closed and were last used before the day; never one that staff use."""
    is_old = Q(last_login__lt=midnight(before)) | Q(last_login=None, date_joined__lt=midnight(before))
    of_persons = Q(person__in=persons) & ~Q(is_staff=True, is_active=True)
    return User.objects.filter(of_persons | (Q(is_active=False) & is_old)).exclude(email="")


def midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


@transaction.atomic
def erase_personal_data(before: dt.date) -> Erased:
    """Erase who had assignments and accounts that ended before the day, and the mails that were sent before it.

    Names in minutes that are adjusted stay, as does what a meeting decided: they are kept for the archive. Needs the
    right to change the history, which the web server's own role in the database shouldn't have.
    """
    persons = list(lapsed_persons(before).select_for_update(of=("self",)))
    accounts = list(lapsed_accounts(Person.objects.filter(pk__in=[person.pk for person in persons]), before))
    mails = Email.objects.filter(created__lt=midnight(before)).count()
    keys = [person.pk for person in persons], [account.pk for account in accounts]
    erase_rows(keys[0], accounts)
    erase_names_in_the_log(*keys, before)
    with pgtrigger.ignore(*(f"{event_model(model)._meta.label}:append_only" for model in ERASED_TABLES)):
        erase_history(*keys, before)
    transaction.on_commit(lambda: cleanup_expired_mails(midnight(before), delete_attachments=True))
    return Erased(len(persons), len(accounts), mails)


def erase_rows(persons: list[int], accounts: list[User]) -> None:
    for model in (MeetingReading, Subscription, Answer):
        model.objects.filter(person__in=persons).delete()
    sent = Delivery.objects.filter(person__in=persons).exclude(status__in=["queued", "sending"])
    sent.update(address="", error="")
    Person.objects.filter(pk__in=persons).update(name=ERASED, email="", user=None)
    for account in accounts:
        forget_ways_in(account)
        account.emailaddress_set.all().delete()
        User.objects.filter(pk=account.pk).update(**nobody(account.pk), is_active=False)


def erase_names_in_the_log(persons: list[int], accounts: list[int], before: dt.date) -> None:
    """The admin's own log repeats what rows were called: theirs, and those of rows that were deleted before the day."""
    assignments = Assignment.objects.filter(person__in=persons).values_list("pk", flat=True)
    for model, keys in ((Person, persons), (Assignment, assignments), (User, accounts)):
        there = model.objects.annotate(key=Cast("pk", TextField())).filter(key=OuterRef("object_id"))
        is_gone = ~Exists(there) & Q(action_time__lt=midnight(before))
        entries = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(model))
        entries.filter(Q(object_id__in=[str(key) for key in keys]) | is_gone).update(
            object_repr=ERASED, change_message=""
        )


def erase_history(persons: list[int], accounts: list[int], before: dt.date) -> None:
    """What the events say of them, and of persons whose rows were deleted before the day."""
    events = event_model(Person).objects
    there = Person.objects.filter(pk=OuterRef("pgh_obj_id"))
    later = events.filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_created_at__gte=midnight(before))
    gone = events.filter(~Exists(there), ~Exists(later))
    for rows in (events.filter(pgh_obj_id__in=persons), gone):
        rows.update(name=ERASED, email="")
    event_model(Answer).objects.filter(person_id__in=persons).update(substitute="")
    for account in accounts:
        event_model(Account).objects.filter(pgh_obj_id=account).update(**nobody(account))


def nobody(account: int) -> dict[str, str]:
    """The names of an account that is nobody's any longer."""
    return {"username": f"borttagen-{account}", "email": "", "first_name": "", "last_name": ""}

"""Mails that failed are queued again, to the present address."""

import datetime as dt

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from post_office.models import Email

from calendar_app.models import Delivery, Meeting
from calendar_app.notices.operations import (
    call_meeting,
    mark_as_sent,
    retry,
)
from calendar_app.notices.proposals import last_notice
from committee.models import Assignment, Person
from committee.refusal import RefusedError
from tests.calendar_app.notices.conftest import AT, DONE, TODAY, later
from tests.calendar_app.notices.mailbox import cancel, event_of
from tests.meeting_factories import DeliveryFactory

pytestmark = pytest.mark.django_db
Status = Delivery.Status


def of(name: str) -> Delivery:
    return Delivery.objects.select_related("notice", "person", "mail").get(person__name=f"Direktör {name}")


@pytest.mark.parametrize("status", [Status.FAILED, Status.NO_ADDRESS, Status.SENDING, Status.QUEUED])
def test_retry_goes_to_the_present_address_with_the_same_message_id(meeting, status):
    Person.objects.filter(name="Direktör Sund").update(email="" if status == Status.NO_ADDRESS else "fel@example.se")
    call_meeting(meeting, DONE, today=TODAY)
    was = of("Sund").mail.message_id
    Delivery.objects.filter(pk=of("Sund").pk).update(status=status, attempts=1, error="Nej")
    Person.objects.filter(name="Direktör Sund").update(email="ratt@example.se")

    retry(of("Sund"), later(30), today=TODAY)

    delivery = of("Sund")
    assert (delivery.status, delivery.attempts, delivery.error) == ("queued", 0, "")
    assert (delivery.address, delivery.mail.to) == ("ratt@example.se", ["ratt@example.se"])
    assert delivery.mail.message_id == was
    event = event_of(delivery.mail)
    assert event["ATTENDEE"] == "mailto:ratt@example.se"


@pytest.mark.parametrize(
    ("status", "changed_at"),
    [
        (Status.SENT, AT),
        (Status.QUEUED, AT),
        (Status.SENDING, later(29)),
        (Status.ELSEWHERE, AT),
        (Status.SUPERSEDED, AT),
    ],
)
def test_retry_is_refused_for_what_needs_none(called, status, changed_at):
    delivery = DeliveryFactory(notice=last_notice(called), status=status, changed_at=changed_at)

    with pytest.raises(RefusedError, match="Det behöver inte skickas igen"):
        retry(delivery, later(30), today=TODAY)


@pytest.mark.parametrize(
    ("meanwhile", "words"),
    [
        (lambda m: Person.objects.update(email=""), "saknar e-postadress"),
        (lambda m: Assignment.objects.update(ends_on=dt.date(2017, 1, 15)), "har inte längre något uppdrag"),
        (cancel, "Skicka att det är inställt i stället"),
        (lambda m: Email.objects.all().delete(), "Brevet är gallrat"),
        (lambda m: Meeting.objects.update(starts_on=TODAY.replace(day=1), ends_on=TODAY.replace(day=1)), "har varit"),
    ],
)
def test_retry_is_refused_with_the_reason(meeting, meanwhile, words):
    call_meeting(meeting, DONE, today=TODAY)
    Delivery.objects.update(status=Status.FAILED)
    meanwhile(meeting)

    with pytest.raises(RefusedError, match=words):
        retry(of("Sund"), later(30), today=TODAY)

    assert of("Sund").status == Status.FAILED


def test_uncertain_delivery_is_marked_as_sent_and_stays_so(meeting):
    call_meeting(meeting, DONE, today=TODAY)
    Delivery.objects.filter(pk=of("Sund").pk).update(status=Status.SENDING, attempts=1)
    with pytest.raises(RefusedError, match="oviss"):
        mark_as_sent(of("Sund"), later(4))

    mark_as_sent(of("Sund"), later(5))

    assert of("Sund").status == Status.SENT
    with pytest.raises(ProgrammingError, match="Cannot update rows"), transaction.atomic():
        Delivery.objects.filter(pk=of("Sund").pk).update(status=Status.QUEUED)


def test_delivery_that_is_to_be_sent_has_an_address(called):
    with pytest.raises(IntegrityError, match="delivery_goes_to_an_address"), transaction.atomic():
        DeliveryFactory(notice=last_notice(called), address="")

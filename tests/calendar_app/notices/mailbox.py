"""What the tests of notices look at in the mail queue."""

import email
import email.policy

from icalendar import Calendar, Event
from post_office.models import Email

from calendar_app.models import Delivery, Meeting, State
from calendar_app.operations import Occurrence, change_state, recorded
from tests.calendar_app.notices.conftest import TODAY, after, later

Status = Delivery.Status


def mails() -> dict[str, Email]:
    """The mails in the queue that wait to be sent, by address."""
    waiting = Delivery.objects.filter(status=Status.QUEUED).select_related("mail")
    return {delivery.mail.to[0]: delivery.mail for delivery in waiting}


def file_of(mail: Email) -> str:
    """The calendar file that follows with the mail."""
    with mail.attachments.get().file.open() as file:
        return file.read().decode()


def event_of(mail: Email) -> Event:
    return Calendar.from_ical(file_of(mail)).walk("VEVENT")[0]


def message(mail: Email) -> email.message.EmailMessage:
    """The mail as it leaves, read back as a mail program does."""
    sent = mail.email_message().message().as_bytes(linesep="\r\n")
    return email.message_from_bytes(sent, policy=email.policy.default)


def all_sent() -> None:
    Delivery.objects.filter(status=Status.QUEUED).update(status=Status.SENT)


def edit(meeting: Meeting, minutes: int, **values) -> None:
    with recorded([meeting], after(minutes)):
        Meeting.objects.filter(pk=meeting.pk).update(**values)


def cancel(meeting: Meeting) -> None:
    change_state(meeting, State.CANCELLED, Occurrence(later(5), reason="För få ärenden"), today=TODAY)

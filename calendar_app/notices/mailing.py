"""Puts the letters of a notice in the mail queue: a delivery, a mail and a calendar file for each recipient."""

from __future__ import annotations

import datetime as dt
from email.utils import make_msgid

from django.conf import settings
from django.core.files.base import ContentFile
from django.db.models import Max
from post_office.models import PRIORITY, Attachment, Email

from calendar_app.models import Delivery, Meeting, Notice
from calendar_app.notices.contents import invitation
from calendar_app.notices.letters import Letter
from calendar_app.notices.links import Portal, answer_link
from calendar_app.notices.proposals import Proposal
from calendar_app.notices.recipients import Recipient
from calendar_app.operations import Occurrence

Status = Delivery.Status
UNSENT = (Status.QUEUED, Status.FAILED, Status.NO_ADDRESS)


def make_notice(proposal: Proposal, done: Occurrence) -> Notice:
    """The notice without its deliveries. Takes for granted that the meeting is locked."""
    letter = proposal.letter()
    last = proposal.meeting.notices.aggregate(last=Max("number"))["last"] or 0
    return Notice.objects.create(
        meeting=proposal.meeting,
        number=last + 1,
        kind=proposal.kind,
        subject=letter.subject,
        body=letter.body,
        told=proposal.told,
        made_at=done.at,
        made_by=done.by,
    )


def send(proposal: Proposal, done: Occurrence) -> Notice:
    """Make the notice and queue a mail to each recipient; what still waits from earlier notices is superseded."""
    supersede(proposal, done.at)
    notice = make_notice(proposal, done)
    reply_to = proposal.secretariat.email
    for recipient in proposal.recipients:
        delivery = Delivery.objects.create(
            notice=notice,
            person=recipient.person,
            address=recipient.address,
            status=Status.QUEUED if recipient.address else Status.NO_ADDRESS,
            changed_at=done.at,
        )
        letter = proposal.letter(to=recipient, link=answer_link(delivery))
        delivery.mail = make_mail(letter, recipient.address, reply_to)
        delivery.save(update_fields=["mail"])
        if recipient.address:
            attach(delivery.mail, proposal.meeting, recipient, done.at)
    return notice


def supersede(proposal: Proposal, at: dt.datetime) -> None:
    """Let what has not left give way to the notice that comes: it would be read after it, or twice."""
    people = [recipient.person for recipient in proposal.recipients]
    earlier = Delivery.objects.filter(notice__meeting=proposal.meeting, person__in=people, status__in=UNSENT)
    earlier.update(status=Status.SUPERSEDED, changed_at=at)


def make_mail(letter: Letter, address: str, reply_to: str) -> Email:
    """A mail in the queue. Its Message-ID stays through all attempts, so that programs know a second copy.

    It is made here and not by `post_office.mail.send`, which would read titles as Django templates. Without status,
    the library's own command leaves it alone: only our drain sends it, so it is sent by one.
    """
    return Email.objects.create(
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[address] if address else [],
        subject=letter.subject,
        message=letter.body,
        headers={"Reply-To": reply_to} if reply_to else None,
        message_id=make_msgid(domain=Portal.host()),
        priority=PRIORITY.medium,
    )


def attach(mail: Email, meeting: Meeting, recipient: Recipient, at: dt.datetime) -> None:
    """Let the invitation follow with the mail, in place of an earlier one; `meeting` needs `fresh`.

    The earlier one's file is left for `cleanup_mail`: files don't come back when a transaction is rolled back.
    """
    mail.attachments.clear()
    method = "CANCEL" if meeting.is_cancelled else "REQUEST"
    file = Attachment(name="mote.ics", mimetype=f"text/calendar; method={method}")
    file.file.save("mote.ics", ContentFile(invitation(meeting, recipient, at)), save=True)
    mail.attachments.add(file)

"""What would be sent now: the page shows it before, and the operation sends the same."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from calendar_app.models import AgendaItem, Delivery, Document, Meeting, MeetingChange, Notice, State
from calendar_app.notices.contents import agenda_in, facts_of, secretariat, told_of
from calendar_app.notices.letters import Letter, Secretariat, cancellation, change, summons
from calendar_app.notices.links import example_link
from calendar_app.notices.recipients import Recipient, recipients_of
from calendar_app.notices.told import Told, differences, nothing_told
from committee.audience import Audience

Kind = Notice.Kind


@dataclass(frozen=True)
class Proposal:
    """A notice that isn't made yet. `changes` are the sentences of a change notice; `newcomers` get the kallelse."""

    meeting: Meeting
    kind: str
    told: Told
    recipients: list[Recipient]
    items: list[AgendaItem]
    documents: list[Document]
    secretariat: Secretariat
    changes: list[str] = field(default_factory=list)
    newcomers: set[int] = field(default_factory=set)
    reason: str = ""

    @property
    def with_address(self) -> list[Recipient]:
        return [recipient for recipient in self.recipients if recipient.address]

    @property
    def publishes(self) -> bool:
        """Whether drafts become readable when it is sent."""
        return bool(self.items or self.documents)

    @property
    def documents_with_readers(self) -> list[tuple[Document, str]]:
        """What is published, and who then reads it in truth: the narrowest of what its surroundings let in."""
        return [(document, READ_BY[narrowest(audiences(document, self.meeting))]) for document in self.documents]

    def letter(self, *, to: Recipient | None = None, link: str = "") -> Letter:
        """The letter to a recipient; without one, as most of them read it."""
        facts, link = facts_of(self.meeting), link or example_link()
        if self.kind == Kind.CANCELLATION:
            return cancellation(facts, self.reason, self.secretariat)
        if self.kind == Kind.SUMMONS or not self.changes or (to and to.person.pk in self.newcomers):
            return summons(facts, agenda_in(self.told), self.secretariat, answer_link=link)
        is_moved = any(sentence.startswith(("Datum:", "Tid:")) for sentence in self.changes)
        return change(facts, self.changes, self.secretariat, answer_link=link, is_moved=is_moved)

    @property
    def digest(self) -> str:
        """Tells whether what is sent is what was looked at: letter, recipients and the drafts that are published."""
        letter = self.letter()
        people = sorted((recipient.person.pk, recipient.address) for recipient in self.recipients)
        drafts = [[row.pk for row in rows] for rows in (self.items, self.documents)]
        looked_at = [self.kind, letter.subject, letter.body, self.told, people, drafts, sorted(self.newcomers)]
        return sha256(json.dumps(looked_at, sort_keys=True).encode()).hexdigest()


READ_BY = {
    Audience.PUBLIC: "läses av alla",
    Audience.MEMBERS: "läses av organets ledamöter",
    Audience.SECRETARIAT: "läses bara av sekretariatet",
}


def audiences(document: Document, meeting: Meeting) -> list[str]:
    """What decides who reads a document: itself, a ground of its item, the agenda and the meeting."""
    ground = [Audience.MEMBERS] if document.item and document.item.ground else []
    return [document.audience, *ground, meeting.agenda_audience, meeting.audience]


def narrowest(audiences: Iterable[str]) -> Audience:
    return max(map(Audience, audiences), key=list(Audience).index)


def summons_to(meeting: Meeting, today: dt.date) -> Proposal:
    """The kallelse as it would be sent today; needs `fresh`. Six queries."""
    recipients = recipients_of(meeting, today)
    return Proposal(meeting, Kind.SUMMONS, told_of(meeting), recipients, *drafts_of(meeting), secretariat())


def drafts_of(meeting: Meeting) -> tuple[list[AgendaItem], list[Document]]:
    """What is published with a notice, the secretariat's own documents too."""
    items = meeting.items.filter(announced_at=None).in_order()
    documents = meeting.documents.filter(announced_at=None).select_related("item").in_order()
    return list(items), list(documents)


def last_notice(meeting: Meeting) -> Notice | None:
    return meeting.notices.order_by("-number").first()


def changes_since(meeting: Meeting, notice: Notice | None) -> list[str]:
    """What has become another since a notice, a sentence each; needs `with_body_and_hosts`. Two queries.

    What was told is compared with what is, not read from the record of changes: so nothing falls between two
    clocks, the joining link counts too, and what was moved and moved back is no news.
    """
    return differences(notice.told if notice and notice.told else nothing_told(), told_of(meeting))


def changes_to(meeting: Meeting, today: dt.date) -> Proposal:
    """The changes since the last notice, for all; without any, the kallelse for those who came after it.

    Needs `fresh`. A called meeting without a notice gets its kallelse. Nine queries.
    """
    previous = last_notice(meeting)
    if previous is None:
        return summons_to(meeting, today)
    told, recipients = told_of(meeting), recipients_of(meeting, today)
    changes = differences(previous.told or nothing_told(), told)
    reached, known = since_the_summons(meeting)
    newcomers = {recipient.person.pk for recipient in recipients} - reached
    if not changes:  # only those who have come since have something to read
        recipients = [recipient for recipient in recipients if recipient.person.pk not in known and recipient.address]
    drafts = drafts_of(meeting)
    return Proposal(meeting, Kind.CHANGE, told, recipients, *drafts, secretariat(), changes, newcomers)


def since_the_summons(meeting: Meeting) -> tuple[set[int], set[int]]:
    """Who has been reached since the last kallelse, and who stands in any list of recipients since: two queries.

    Whoever only waits for their kallelse isn't reached: it is superseded, and they get it with the changes in it.
    """
    summons_number = meeting.notices.filter(kind=Kind.SUMMONS).order_by("-number").values("number")[:1]
    deliveries = Delivery.objects.filter(notice__meeting=meeting, notice__number__gte=summons_number)
    return (
        set(deliveries.reached().values_list("person", flat=True)),
        set(deliveries.values_list("person", flat=True)),
    )


def cancellation_of(meeting: Meeting, today: dt.date) -> Proposal:
    """The news that the meeting is cancelled; needs `fresh`."""
    cancelled = meeting.changes.filter(what=MeetingChange.What.STATE, after=State.CANCELLED).last()
    reason = cancelled.reason if cancelled else ""
    recipients = recipients_of(meeting, today)
    return Proposal(
        meeting, Kind.CANCELLATION, told_of(meeting), recipients, [], [], secretariat=secretariat(), reason=reason
    )

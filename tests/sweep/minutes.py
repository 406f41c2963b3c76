"""What was decided and what was sent, in the sweep's world."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q
from django.urls import reverse

from budget.models import Budget
from calendar_app.member.subscriptions import make_subscription
from calendar_app.minutes.content import compose
from calendar_app.models import Answer, Delivery, DocumentVersion, Meeting, Minutes, Paragraph, State
from calendar_app.notices.contents import told_of
from calendar_app.notices.links import SIGNER
from committee.models import PlanNode
from tests.factories import AT, PersonFactory
from tests.meeting_factories import (
    AdjusterFactory,
    AnswerFactory,
    AttendanceFactory,
    DeliveryFactory,
    FollowUpFactory,
    MinutesFactory,
    NoticeFactory,
    ParagraphFactory,
)
from tests.sweep.canaries import BY_RIGHT, DESK, FORMER, MEMBER, OUTSIDER, PUBLIC, SECRETARY, STAFF, World
from tests.sweep.meetings import GROUND, OF_COUNCIL, Calendar, day


def write_minutes(calendar: Calendar) -> None:
    """Minutes of the council in every state: two adjusted, a draft, and one sent to those who adjust it."""
    council, world = calendar.here.council, calendar.world
    held = {"state": State.HELD}
    for date, to in ((3, "public"), (4, "members")):
        meeting = calendar.meeting(council, day(1, date), "public", to, **held)
        lock(world, written(calendar, meeting, calendar.readers(council, to)))
    written(calendar, calendar.meeting(council, day(1, 5), "public", "public", **held), DESK)
    sent = calendar.meeting(council, day(1, 6), "public", "public", **held)
    asked = written(calendar, sent, DESK | {MEMBER})
    for reader in (MEMBER, OUTSIDER, FORMER):
        AdjusterFactory(minutes=asked, person=calendar.here.people[reader])
    Minutes.objects.filter(pk=asked.pk).update(sent_at=AT)


def written(calendar: Calendar, meeting: Meeting, to: frozenset[str]) -> Minutes:
    """A draft with an open paragraph, a confidential one, and one whose item has become confidential."""
    world, members = calendar.world, to & OF_COUNCIL
    minutes = world.add(MinutesFactory, to, meeting=meeting)
    agenda = calendar.readers(meeting.body, meeting.agenda_audience)
    item, secret = calendar.item(meeting, agenda, commitment=calendar.plans.decided), None
    secret = calendar.item(meeting, agenda & OF_COUNCIL, is_known=True, ground=GROUND)
    rows = ((to, item, ""), (members, None, GROUND), (members, secret, ""))
    for section, (readers, about, ground) in enumerate(rows, start=meeting.starts_on.day * 10):
        paragraph = {"minutes": minutes, "item": about, "ground": ground, "section": section}
        made = world.add(ParagraphFactory, readers, is_known=readers != to, **paragraph)
        follow_up(calendar, made, readers)
    world.add(AttendanceFactory, to, minutes=minutes, municipality=calendar.here.host)
    adjuster = world.add(PersonFactory, BY_RIGHT, fields={"name": to | BY_RIGHT}, is_known=True)
    AdjusterFactory(minutes=minutes, person=adjuster)
    return minutes


def follow_up(calendar: Calendar, paragraph: Paragraph, to: frozenset[str]) -> None:
    calendar.world.add(FollowUpFactory, to, paragraph=paragraph, municipality=calendar.here.host)


def lock(world: World, minutes: Minutes) -> None:
    """Adjust the minutes as the operation does, with the content that their page reads."""
    rows = Minutes.objects.filter(pk=minutes.pk)
    rows.update(sent_at=AT)
    content = compose(rows.get())
    rows.update(adjusted_at=AT, content=content, sha256="0" * 64)
    Meeting.objects.filter(pk=minutes.meeting_id).update(state=State.ADJUSTED)


def call(calendar: Calendar, called: Meeting) -> None:
    """The kallelse that was sent, what became of its mails, and an answer that names a substitute."""
    world, people = calendar.world, calendar.here.people
    venue, told = world.word(), told_of(called)
    told["facts"]["venue"] = venue
    notice = world.add(NoticeFactory, DESK, meeting=called, told=told, is_known=True)
    world.hide(venue, notice, "told", DESK)
    stranger = world.add(PersonFactory, BY_RIGHT, is_known=True)
    for person in (stranger, people[MEMBER], people[FORMER]):
        world.add(DeliveryFactory, DESK, is_known=True, notice=notice, person=person, status=Delivery.Status.SENT)
    closed = Meeting.objects.filter(body=called.body, audience="members", state=State.PLANNED).first()
    notice = world.add(NoticeFactory, DESK, meeting=closed, is_known=True)
    world.add(DeliveryFactory, DESK, is_known=True, notice=notice, person=people[FORMER], status="sent")
    answer = {"meeting": called, "person": stranger, "municipality": calendar.here.second}
    world.add(AnswerFactory, OF_COUNCIL, choice=Answer.Choice.SUBSTITUTE, **answer)


def secret_addresses(calendar: Calendar) -> dict[str, list[str]]:
    """By reader, the addresses that only they have: their own calendar, the link in the kallelse; and pages that have
    much in them, which are to be among the few of a kind that are asked for."""
    people = calendar.here.people
    found = {reader: [f"/kalender/min/{make_subscription(person, at=AT)}.ics"] for reader, person in people.items()}
    for delivery in Delivery.objects.all():
        reader = next((reader for reader, person in people.items() if person == delivery.person), None)
        if reader:
            found[reader].append(f"/svara/{SIGNER.sign(str(delivery.pk))}/")
    rich = Meeting.objects.annotate(size=Count("items") + Count("notices") + Count("minutes")).order_by("-size", "pk")
    pages = ("agenda", "minutes", "notices")
    found[SECRETARY] = [reverse(f"calendar:meeting-{page}", args=[one.pk]) for one in rich[:3] for page in pages]
    found[SECRETARY] += [version.get_absolute_url() for version in DocumentVersion.objects.all()]
    found[SECRETARY] += [reverse("admin:committee_plannode_change", args=[node.pk]) for node in PlanNode.objects.all()]
    draft = Budget.objects.exclude(pk__in=Budget.objects.adopted()).first()
    found[SECRETARY] += [reverse("insight-detail", args=["budget", draft.pk])]
    meeting = ContentType.objects.get_for_model(Meeting).pk
    full = Q(items__source__in=["minutes", "follow_ups"]) | Q(minutes__isnull=False) | Q(notices__isnull=False)
    pages = [one.get_absolute_url() for one in Meeting.objects.filter(full).distinct()]
    for reader in (PUBLIC, MEMBER, OUTSIDER):
        found[reader] = [*found.get(reader, []), *pages]
    found[STAFF] = [reverse("admin:view_on_site", args=[meeting, Meeting.objects.filter(announced_at=None).first().pk])]
    return found

"""A small portal in which everything of an agenda that can be hidden is: the words of it begin with ”hemli”."""

import datetime as dt

from calendar_app.minutes.content import compose
from calendar_app.models import (
    Meeting,
    MeetingReading,
    State,
)
from committee.models import Person
from tests.calendar_app.documents.files import pdf_bytes
from tests.factories import (
    AT,
    AssignmentFactory,
    BodyFactory,
    CooperationFactory,
    MeetingChangeFactory,
    MeetingFactory,
    MeetingHostFactory,
    MunicipalityFactory,
    PersonFactory,
    PlanEditionFactory,
    PlanFactory,
    UserFactory,
    edition_content,
)
from tests.meeting_factories import (
    AdjusterFactory,
    AgendaItemFactory,
    AnswerFactory,
    DocumentFactory,
    FollowUpFactory,
    MinutesFactory,
    ParagraphFactory,
)

GROUND = "19 kap. 3 § OSL"
COMMITMENT = 7001


def fill_portal() -> None:
    """Two bodies: the reader who is logged in is a member of `own`; of `other` only what is public is for them."""
    CooperationFactory()
    own, other = BodyFactory(name="Eget råd", slug="eget"), BodyFactory(name="Rådet", slug="radet")
    host = MunicipalityFactory(name="Sund", slug="sund")
    decide_plan()
    hold_meeting(other, host)
    meeting = MeetingFactory(body=other, agenda_audience="public", starts_on=dt.date(2017, 2, 2), state=State.CALLED)
    hide_on_agenda(meeting)
    hide_from_own_member(own, host)
    closed = MeetingFactory(
        body=other, audience="members", agenda_audience="members", title="Hemligt möte", starts_on=dt.date(2017, 3, 2)
    )
    MeetingHostFactory(meeting=closed, municipality=host)
    MeetingChangeFactory(meeting=closed, before="hemlig dag", what="date")
    shut = MeetingFactory(body=other, agenda_audience="members", starts_on=dt.date(2017, 4, 2))
    for where in (closed, shut):
        item = AgendaItemFactory(meeting=where, number=1, title="Hemligt ärende", commitment_id=COMMITMENT)
        DocumentFactory(meeting=where, item=item, title="Hemlig handling")
    AgendaItemFactory(meeting=meeting, number=5, title="Öppet och flyttat")
    AgendaItemFactory(meeting=closed, number=2, title="Hemligt flyttat", carried_from=meeting.items.get(number=5))
    DocumentFactory(meeting=shut, title="Hemlig handling till hela mötet")
    after_closed = MeetingFactory(body=other, agenda_audience="public", starts_on=dt.date(2017, 3, 5))
    AgendaItemFactory(meeting=after_closed, number=1, title="Protokoll", source="minutes")
    AnswerFactory(meeting=meeting, municipality=host, choice="substitute", substitute="Hemlig Person")
    hide_minutes(other, host)


def decide_plan() -> None:
    plan = PlanFactory(year=2017)
    content = edition_content(plan, decided_on=dt.date(2016, 12, 8))
    leaf = {"number": "", "title": "", "is_focus": False, "children": []}
    commitment = {**leaf, "id": COMMITMENT, "kind": "commitment", "text": "Vi bygger broar."}
    content["chapters"][0]["children"].append(commitment)
    PlanEditionFactory(plan=plan, content=content)
    chapter = plan.nodes.create(position=1, kind="chapter", title="Broar", number="9")
    words = "Hemlig ny lydelse"  # of rows that are being corrected
    plan.nodes.create(pk=COMMITMENT, parent=chapter, position=1, kind="commitment", text=words)


def hold_meeting(body, host) -> None:
    """An adjusted meeting: one open paragraph, and one that is confidential and asks for something to be done."""
    held = MeetingFactory(body=body, agenda_audience="public", starts_on=dt.date(2017, 1, 9), state=State.HELD)
    protocol = MinutesFactory(meeting=held)
    open_item = AgendaItemFactory(meeting=held, number=1, title="Öppet ärende", commitment_id=COMMITMENT)
    secret_item = AgendaItemFactory(meeting=held, number=2, title="Hemligt ärende", ground=GROUND)
    open_one = ParagraphFactory(minutes=protocol, section=1, item=open_item, title="Öppet ärende")
    secret = ParagraphFactory(
        minutes=protocol, section=2, item=secret_item, title="Hemligt", decision="Hemligt beslut", ground=GROUND
    )
    FollowUpFactory(paragraph=open_one, municipality=host, task="Räkna broar")
    FollowUpFactory(paragraph=secret, municipality=host, task="Hemlig uppgift")
    lock(protocol)


def lock(protocol) -> None:
    """Adjust the minutes as the operation does, with the content that their page reads."""
    type(protocol).objects.filter(pk=protocol.pk).update(sent_at=AT)
    protocol.refresh_from_db()
    content = compose(protocol)
    type(protocol).objects.filter(pk=protocol.pk).update(adjusted_at=AT, content=content, sha256="0" * 64)
    Meeting.objects.filter(pk=protocol.meeting_id).update(state=State.ADJUSTED)


def hide_on_agenda(meeting) -> None:
    """A public agenda with a confidential item, drafts, and documents for members and the secretariat."""
    pdf = pdf_bytes(text="Hemligt innehåll")
    AgendaItemFactory(meeting=meeting, number=1, title="Protokoll", source="minutes")
    AgendaItemFactory(meeting=meeting, number=2, title="Uppföljning", source="follow_ups")
    item = AgendaItemFactory(meeting=meeting, number=3, title="Öppet", commitment_id=COMMITMENT)
    DocumentFactory(meeting=meeting, item=item, title="Öppen handling")
    secret = AgendaItemFactory(
        meeting=meeting, number=4, title="Hemligt ärende", text="Hemlig text", ground=GROUND, commitment_id=COMMITMENT
    )
    DocumentFactory(meeting=meeting, item=secret, title="Hemlig bilaga", version__content=pdf)
    DocumentFactory(meeting=meeting, title="Hemlig för ledamöter", audience="members", version__name="Hemlig.pdf")
    DocumentFactory(meeting=meeting, item=item, title="Hemlig för oss", audience="secretariat")
    AgendaItemFactory(draft=True, meeting=meeting, title="Hemligt utkast", commitment_id=COMMITMENT)
    AgendaItemFactory(draft=True, meeting=meeting, title="Hemligt", ground="hemlig grund")
    DocumentFactory(draft=True, meeting=meeting, item=item, title="Hemligt utkast till handling")


def hide_from_own_member(own, host) -> None:
    """What is hidden also from members: drafts, and what is for the secretariat alone."""
    user = UserFactory(username="utomstaende")
    person = PersonFactory(name="Utomstående", user=user, municipality=host)
    AssignmentFactory(person=person, body=own)
    mine = MeetingFactory(body=own, agenda_audience="members", starts_on=dt.date(2017, 2, 9))
    MeetingFactory(body=own, audience="secretariat", title="Hemligt möte", starts_on=dt.date(2017, 2, 10))
    ours = MeetingFactory(body=own, agenda_audience="secretariat", starts_on=dt.date(2017, 2, 16))
    DocumentFactory(meeting=ours, item=AgendaItemFactory(meeting=ours, number=1, title="Hemligt"), title="Hemlig")
    for meeting in (mine, ours):
        MeetingReading.objects.create(person=person, meeting=meeting, read_at=AT - dt.timedelta(days=1))
    DocumentFactory(meeting=mine, title="Hemlig för oss", audience="secretariat")
    DocumentFactory(draft=True, meeting=mine, title="Hemligt utkast")
    AgendaItemFactory(draft=True, meeting=mine, title="Hemligt utkast")


def hide_minutes(other, host) -> None:
    """Minutes that are no more than a draft, and those of a closed agenda, which asked someone who has left."""
    draft = MinutesFactory(
        meeting=MeetingFactory(body=other, agenda_audience="public", starts_on=dt.date(2017, 1, 11), state="held")
    )
    item = AgendaItemFactory(meeting=draft.meeting, number=1, title="Öppet", commitment_id=COMMITMENT)
    paragraph = ParagraphFactory(minutes=draft, item=item, title="Hemligt utkast", decision="Hemligt beslut")
    FollowUpFactory(paragraph=paragraph, municipality=host, task="Hemlig uppgift")
    closed = MinutesFactory(
        meeting=MeetingFactory(body=other, agenda_audience="members", starts_on=dt.date(2017, 1, 10), state="held")
    )
    paragraph = ParagraphFactory(minutes=closed, section=3, title="Hemligt")
    AdjusterFactory(minutes=draft, person=PersonFactory(name="Hemlig justerare"))
    asked = MinutesFactory(
        meeting=MeetingFactory(body=other, title="Hemligt möte", audience="members", state="held"), sent=True
    )
    AdjusterFactory(minutes=asked, person=Person.objects.get(name="Utomstående"))
    FollowUpFactory(paragraph=paragraph, municipality=host, task="Hemlig uppgift")
    lock(closed)

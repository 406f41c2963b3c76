"""Rows of a meeting's agenda, documents, notices and minutes for tests; see factories.py."""

import datetime as dt
import hashlib

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory

from calendar_app.models import (
    Adjuster,
    AgendaItem,
    Answer,
    Attendance,
    Delivery,
    Document,
    DocumentVersion,
    FollowUp,
    Minutes,
    Notice,
    Paragraph,
    StandingItem,
    Subscription,
)
from tests.factories import AT, DraftFactory, MeetingFactory, MunicipalityFactory, PersonFactory


class StandingItemFactory(DjangoModelFactory):
    class Meta:
        model = StandingItem

    body = factory.SubFactory("tests.factories.BodyFactory")
    position = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence("Återkommande {}".format)


class AgendaItemFactory(DraftFactory):
    """A published item of a meeting whose agenda everyone may read, unless other values say otherwise."""

    class Meta:
        model = AgendaItem

    class Params:
        draft = factory.Trait(announced_at=None, number=None)

    meeting = factory.SubFactory(MeetingFactory, agenda_audience="public")
    position = factory.Sequence(lambda n: n + 1)
    number = factory.LazyAttribute(lambda item: item.position)
    title = factory.Sequence("Ärende {}".format)


class DocumentFactory(DraftFactory):
    """A published document with one version, of a meeting whose agenda everyone may read."""

    class Meta:
        model = Document
        skip_postgeneration_save = True

    meeting = factory.SubFactory(MeetingFactory, agenda_audience="public")
    title = factory.Sequence("Handling {}".format)
    dated_on = dt.date(2017, 1, 9)
    language = "sv"

    @factory.post_generation
    def version(document, create, values, **kwargs):
        if values is not False:
            DocumentVersionFactory(document=document, **kwargs)


class DocumentVersionFactory(DjangoModelFactory):
    """A text file that calls itself a PDF; `content` is its bytes. Needs the `media` fixture, which holds its files."""

    class Meta:
        model = DocumentVersion

    class Params:
        content = b"%PDF-1.7 ett exempel"

    document = factory.SubFactory(DocumentFactory, version=False)
    number = 1
    name = "exempel.pdf"
    format = "pdf"
    file = factory.LazyAttribute(lambda version: ContentFile(version.content, name="exempel.pdf"))
    size = factory.LazyAttribute(lambda version: len(version.content))
    sha256 = factory.LazyAttribute(lambda version: hashlib.sha256(version.content).hexdigest())
    pages = 1
    uploaded_at = AT


class NoticeFactory(DjangoModelFactory):
    class Meta:
        model = Notice

    meeting = factory.SubFactory(MeetingFactory, state="called")
    number = 1
    kind = Notice.Kind.SUMMONS
    subject = "Kallelse"
    body = "Välkommen."
    made_at = AT


class DeliveryFactory(DjangoModelFactory):
    class Meta:
        model = Delivery

    notice = factory.SubFactory(NoticeFactory)
    person = factory.SubFactory(PersonFactory)
    address = factory.Sequence("person{}@example.se".format)
    changed_at = AT


class AnswerFactory(DjangoModelFactory):
    class Meta:
        model = Answer

    meeting = factory.SubFactory(MeetingFactory, state="called")
    municipality = factory.SubFactory(MunicipalityFactory)
    person = factory.SubFactory(PersonFactory)
    choice = Answer.Choice.COMING
    answered_at = AT


class MinutesFactory(DjangoModelFactory):
    """A draft, of a meeting that was held and whose minutes everyone may read. `adjusted` locks it, without parts."""

    class Meta:
        model = Minutes

    class Params:
        sent = factory.Trait(sent_at=AT)
        adjusted = factory.Trait(sent_at=AT, adjusted_at=AT, content={}, sha256="0" * 64)

    meeting = factory.SubFactory(MeetingFactory, state="held", agenda_audience="public")


class ParagraphFactory(DjangoModelFactory):
    class Meta:
        model = Paragraph

    minutes = factory.SubFactory(MinutesFactory)
    position = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence("Paragraf {}".format)
    # The database gives both, from the meeting.
    body = factory.SelfAttribute("minutes.meeting.body")
    year = factory.SelfAttribute("minutes.meeting.starts_on.year")


class AttendanceFactory(DjangoModelFactory):
    class Meta:
        model = Attendance

    minutes = factory.SubFactory(MinutesFactory)
    name = factory.Sequence("Ledamot {}".format)


class AdjusterFactory(DjangoModelFactory):
    class Meta:
        model = Adjuster

    minutes = factory.SubFactory(MinutesFactory)
    person = factory.SubFactory(PersonFactory)


class FollowUpFactory(DjangoModelFactory):
    class Meta:
        model = FollowUp

    paragraph = factory.SubFactory(ParagraphFactory)
    task = factory.Sequence("Uppgift {}".format)
    owner = "sekretariatet"
    due_on = dt.date(2017, 3, 1)


class SubscriptionFactory(DjangoModelFactory):
    class Meta:
        model = Subscription

    person = factory.SubFactory(PersonFactory)
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    made_at = AT

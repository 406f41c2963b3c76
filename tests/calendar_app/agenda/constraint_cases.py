"""Rows that each constraint of agendas, documents, notices and members' own rows refuses."""

from post_office.models import Email

from calendar_app.models import MeetingReading
from tests.committee.provoking import Case
from tests.factories import AT, BodyFactory, MeetingFactory, MunicipalityFactory, PersonFactory
from tests.meeting_factories import (
    AgendaItemFactory,
    AnswerFactory,
    DeliveryFactory,
    DocumentFactory,
    DocumentVersionFactory,
    NoticeFactory,
    StandingItemFactory,
    SubscriptionFactory,
)

MINUTES = "Tiden ska vara 1 till 600 minuter."
NUMBERED = "Ett ärende får sitt nummer när det publiceras."
SUBSTITUTE = "Skriv vem som är ersättare, och bara då."
DELIVERY_ADDRESS = "Ett brev som ska skickas behöver en e-postadress."
TOLD = {"items": []}
SIZE = "En handling är minst 1 byte och högst 25 MB."


def no_choice(value: str) -> tuple[str]:
    return (f"Värdet '{value}' är inget giltigt alternativ.",)


def item(**values):
    return AgendaItemFactory.build(meeting=MeetingFactory(), **values)


def item_with_a_taken_number():
    there = AgendaItemFactory(number=3)
    return AgendaItemFactory.build(meeting=there.meeting, number=3)


def item_carried_twice():
    there = AgendaItemFactory(carried_from=AgendaItemFactory())
    return item(carried_from=there.carried_from)


def standing(**values):
    return StandingItemFactory.build(body=BodyFactory(), **values)


def standing_at_a_taken_place():
    there = StandingItemFactory()
    return StandingItemFactory.build(body=there.body, position=there.position)


def document(**values):
    return DocumentFactory.build(meeting=MeetingFactory(), version=False, **values)


def document_with_a_taken_address():
    there = DocumentFactory()
    there.refresh_from_db()
    return document(uuid=there.uuid)


def version(**values):
    return DocumentVersionFactory.build(document=DocumentFactory(version=False), **values)


def version_again():
    there = DocumentFactory().versions.get()
    return DocumentVersionFactory.build(document=there.document, number=there.number)


def notice(**values):
    return NoticeFactory.build(meeting=MeetingFactory(), told=TOLD, **values)


def notice_again():
    there = NoticeFactory()
    return NoticeFactory.build(meeting=there.meeting, number=there.number, told=TOLD)


def delivery(**values):
    return DeliveryFactory.build(notice=NoticeFactory(), person=PersonFactory(), **values)


def delivery_again():
    there = DeliveryFactory()
    return DeliveryFactory.build(notice=there.notice, person=there.person)


def answer(**values):
    meeting = MeetingFactory()
    return AnswerFactory.build(meeting=meeting, municipality=MunicipalityFactory(), person=PersonFactory(), **values)


def answer_of_the_municipality_again():
    there = AnswerFactory()
    return AnswerFactory.build(meeting=there.meeting, municipality=there.municipality, person=PersonFactory())


def answer_of_the_person_again():
    there = AnswerFactory(municipality=None)
    return AnswerFactory.build(meeting=there.meeting, municipality=None, person=there.person)


def reading_again():
    values = {"meeting": MeetingFactory(), "person": PersonFactory(), "read_at": AT}
    MeetingReading.objects.create(**values)
    return MeetingReading(**values)


def second_subscription():
    return SubscriptionFactory.build(person=SubscriptionFactory().person, sha256="f" * 64)


def mail():
    return Email.objects.create(from_email="a@example.se", to=["b@example.se"])


AGENDA_CASES = [
    Case("meeting_audiences_are_known", "Välj vem som ser mötet och vem som läser dess handlingar.", row, form=form)
    for row, form in (
        (
            lambda: MeetingFactory.build(body=BodyFactory(), audience="andra"),
            no_choice("andra"),
        ),
        (
            lambda: MeetingFactory.build(body=BodyFactory(), agenda_audience="andra"),
            no_choice("andra"),
        ),
    )
]
AGENDA_CASES += [
    Case("agenda_item_is_numbered_when_published", NUMBERED, lambda: item(number=None)),
    Case("agenda_item_is_numbered_when_published", NUMBERED, lambda: item(announced_at=None)),
    Case("agenda_item_is_numbered_when_published", NUMBERED, lambda: item(number=0)),
    Case("agenda_item_is_numbered_when_published", NUMBERED, lambda: item(draft=True, is_late=True)),
    Case("agenda_item_number_once", "Ett annat ärende på mötet har redan det numret.", item_with_a_taken_number),
    *(Case("agenda_item_minutes_in_a_day", MINUTES, lambda value=value: item(minutes=value)) for value in (0, 601)),
    *(
        Case(
            "agenda_item_kind_and_source_are_known",
            "Välj en av ärendets sorter.",
            lambda field=field: item(**{field: "annat"}),
            form=no_choice("annat"),
        )
        for field in ("kind", "source")
    ),
    Case(
        "standing_item_position_once",
        "Ett annat återkommande ärende har redan den platsen.",
        standing_at_a_taken_place,
    ),
    *(
        Case("standing_item_minutes_in_a_day", MINUTES, lambda value=value: standing(minutes=value))
        for value in (0, 601)
    ),
    Case(
        "document_audience_is_known",
        "Välj vem som läser handlingen.",
        lambda: document(audience="andra"),
        form=no_choice("andra"),
    ),
    Case(
        "document_is_late_only_when_published",
        "Bara en publicerad handling kan vara skickad efter kallelsen.",
        lambda: document(draft=True, is_late=True),
    ),
    Case("document_version_number_once", "Handlingen har redan en version med det numret.", version_again),
    *(Case("document_version_has_a_size", SIZE, lambda size=size: version(size=size)) for size in (0, 25 * 2**20 + 1)),
    Case("document_version_has_a_size", SIZE, lambda: version(number=0)),
    Case(
        "document_version_format_is_known",
        "Formatet är inte ett av dem som portalen tar emot.",
        lambda: version(format="exe"),
        form=no_choice("exe"),
    ),
    Case("notice_number_once", "Mötet har redan ett utskick med det numret.", notice_again),
    Case(
        "notice_kind_is_known", "Välj en av utskickets sorter.", lambda: notice(kind="annat"), form=no_choice("annat")
    ),
    Case("notice_kind_is_known", "Välj en av utskickets sorter.", lambda: notice(number=0)),
    Case("delivery_once_per_person", "Personen får redan det här utskicket.", delivery_again),
    Case("delivery_goes_to_an_address", DELIVERY_ADDRESS, lambda: delivery(address="")),
    Case("delivery_status_is_known", "Välj ett av lägena.", lambda: delivery(status="annat"), form=no_choice("annat")),
    Case("answer_once_per_municipality", "Kommunen har redan svarat.", answer_of_the_municipality_again),
    Case("answer_once_per_person", "Personen har redan svarat.", answer_of_the_person_again),
    Case("answer_names_a_substitute", SUBSTITUTE, lambda: answer(choice="substitute")),
    Case("answer_names_a_substitute", SUBSTITUTE, lambda: answer(choice="coming", substitute="Kim Ek")),
    Case("meeting_reading_once", "Mötet är redan noterat som läst.", reading_again),
    Case(
        "subscription_one_at_a_time",
        "Personen har redan en prenumeration. Återkalla den först.",
        second_subscription,
    ),
]
AGENDA_UNIQUE_FIELDS = [
    Case(
        "calendar_app_agendaitem_carried_from_id_key", "Ärende med detta Flyttat från finns redan.", item_carried_twice
    ),
    Case(
        "calendar_app_document_uuid_key", "Handling med detta Id i adressen finns redan.", document_with_a_taken_address
    ),
    Case(
        "calendar_app_subscription_sha256_key",
        "Prenumeration med detta Hemlighetens sha256 finns redan.",
        lambda: SubscriptionFactory.build(person=PersonFactory(), sha256=SubscriptionFactory().sha256),
    ),
    Case(
        "calendar_app_delivery_mail_id_key",
        "Mottagare med detta Brev finns redan.",
        lambda: delivery(mail=DeliveryFactory(mail=mail()).mail),
    ),
]

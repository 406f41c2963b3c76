"""The kinds of objects that can be asked about."""

from __future__ import annotations

from django.db.models import Model, QuerySet

from budget.models import Budget, FeeDivision, InvoiceBasis
from calendar_app.models import AgendaItem, Answer, Document, FollowUp, HostTurn, Meeting, Minutes, Notice, Paragraph
from committee.models import Body, Municipality, Person, Plan, PlanEdition
from committee.querysets import swedish_order
from sodertorn.insight import openness, withheld
from sodertorn.insight.kind import Kind

ADJUSTER = "justerare av protokollet"


def of_a_meeting(path: str = "") -> tuple[str, ...]:
    """What finds a meeting, at the end of a path to it."""
    return tuple(
        f"{path}{name}" for name in ("body__name", "body__short_name", "kind__name", "title", "starts_on", "venue")
    )


def with_the_meeting(path: str) -> tuple[str, ...]:
    """What a meeting's name needs."""
    return f"{path}__body", f"{path}__kind"


def deliveries(notice: Notice) -> QuerySet:
    reached = notice.deliveries.reached().select_related("person")
    return reached.order_by(swedish_order("person__name"), "pk")


MEETINGS = [
    Kind(
        slug="mote",
        label="Möte",
        model=Meeting,
        decides=openness.of_meeting,
        withheld=withheld.hidden("mötet"),
        searched=of_a_meeting(),
        order=("-starts_on",),
        related=("body", "kind"),
    ),
    Kind(
        slug="foredragningslista",
        label="Föredragningslista",
        model=Meeting,
        door="with_agenda_visible_to",
        decides=openness.of_agenda,
        withheld=withheld.agenda,
        searched=of_a_meeting(),
        order=("-starts_on",),
        related=("body", "kind"),
    ),
    Kind(
        slug="arende",
        label="Ärende",
        model=AgendaItem,
        decides=openness.of_item,
        withheld=withheld.item,
        searched=("title", "presenter", *of_a_meeting("meeting__")),
        order=("-meeting__starts_on", "position"),
        related=with_the_meeting("meeting"),
        place=lambda item: item.meeting,
    ),
    Kind(
        slug="handling",
        label="Handling",
        model=Document,
        decides=openness.of_document,
        withheld=withheld.hidden("handlingen"),
        searched=("title", "registration_number", "item__title", *of_a_meeting("meeting__")),
        order=("-meeting__starts_on", "position"),
        related=(*with_the_meeting("meeting"), *with_the_meeting("item__meeting")),
        place=lambda document: document.meeting,
    ),
    Kind(
        slug="kallelse",
        label="Kallelse och andra utskick",
        model=Notice,
        door="",
        decides=openness.of_notice,
        withheld=withheld.notice,
        searched=("subject", *of_a_meeting("meeting__")),
        order=("-made_at",),
        related=with_the_meeting("meeting"),
        place=lambda notice: f"utskick {notice.number}, {openness.day(notice.made_at)}",
        sent_to=deliveries,
    ),
    Kind(
        slug="svar",
        label="Svar på kallelse",
        model=Answer,
        decides=openness.of_answer,
        withheld=withheld.answer,
        searched=("person__name", "municipality__name", *of_a_meeting("meeting__")),
        order=("-answered_at",),
        related=("person", "municipality", *with_the_meeting("meeting")),
        place=lambda answer: answer.meeting,
    ),
    Kind(
        slug="protokoll",
        label="Protokoll",
        model=Minutes,
        decides=openness.of_minutes,
        withheld=withheld.minutes,
        searched=of_a_meeting("meeting__"),
        order=("-meeting__starts_on",),
        related=with_the_meeting("meeting"),
        heavy=("content",),
        personally=ADJUSTER,
    ),
    Kind(
        slug="paragraf",
        label="Paragraf i protokoll",
        model=Paragraph,
        decides=openness.of_paragraph,
        withheld=withheld.paragraph,
        searched=("title", *of_a_meeting("minutes__meeting__")),
        order=("-minutes__meeting__starts_on", "position"),
        related=("item", *with_the_meeting("minutes__meeting")),
        heavy=("minutes__content",),
        place=lambda paragraph: paragraph.minutes.meeting,
        personally=ADJUSTER,
    ),
    Kind(
        slug="uppfoljning",
        label="Uppföljning av beslut",
        model=FollowUp,
        decides=openness.of_follow_up,
        withheld=withheld.hidden("uppföljningen"),
        searched=("task", "owner", "municipality__name", "paragraph__title"),
        order=("-due_on",),
        related=("paragraph__item", *with_the_meeting("paragraph__minutes__meeting")),
        heavy=("paragraph__minutes__content",),
        place=lambda follow_up: f"{follow_up.paragraph}, {follow_up.paragraph.minutes.meeting}",
        personally=ADJUSTER,
    ),
]
PLANS = [
    Kind(
        slug="verksamhetsplan",
        label="Verksamhetsplan, arbetsmaterialet",
        model=Plan,
        decides=openness.of_plan,
        withheld=withheld.plan,
        searched=("title", "year"),
        order=("-year",),
    ),
    Kind(
        slug="utgava",
        label="Verksamhetsplan, utgåva",
        model=PlanEdition,
        decides=openness.of_edition,
        withheld=None,
        searched=("plan__title", "plan__year"),
        order=("-plan__year", "-number"),
        related=("plan",),
        heavy=("content",),
    ),
]
MONEY = [
    Kind(
        slug="budget",
        label="Budget",
        model=Budget,
        decides=openness.of_budget,
        withheld=withheld.budget,
        searched=("year", "reason"),
        order=("-year", "-number"),
    ),
    Kind(
        slug="avgiftsfordelning",
        label="Avgiftsfördelning",
        model=FeeDivision,
        decides=openness.of_division,
        withheld=withheld.division,
        searched=("budget__year",),
        order=("-budget__year", "-budget__number"),
        related=("budget",),
        place=lambda division: division.budget,
    ),
    Kind(
        slug="faktureringsunderlag",
        label="Faktureringsunderlag",
        model=InvoiceBasis,
        decides=openness.of_basis,
        withheld=withheld.basis,
        searched=("year",),
        order=("-year", "-instalment"),
    ),
]
WHO_WE_ARE = [
    Kind(
        slug="organ",
        label="Organ",
        model=Body,
        decides=openness.of_body,
        withheld=withheld.hidden("organet"),
        searched=("name", "short_name"),
        order=("position",),
    ),
    Kind(
        slug="kommun",
        label="Kommun",
        model=Municipality,
        decides=openness.of_municipality,
        withheld=withheld.hidden("kommunen"),
        searched=("name",),
        order=(swedish_order("name"),),
    ),
    Kind(
        slug="vardskap",
        label="Värdskap",
        model=HostTurn,
        decides=openness.of_turn,
        withheld=withheld.hidden("värdskapet"),
        searched=("body__name", "municipality__name", "year"),
        order=("-year", "position"),
        related=("body", "municipality"),
    ),
    Kind(
        slug="person",
        label="Personuppgifter",
        model=Person,
        door="",
        decides=openness.of_person,
        withheld=withheld.person,
        searched=("name", "municipality__name"),
        order=(swedish_order("name"),),
        related=("municipality",),
        place=lambda person: person.municipality or "",
        permission="committee.view_person",
    ),
]
GROUPS = {
    "Möten": MEETINGS,
    "Verksamhetsplan": PLANS,
    "Budget": MONEY,
    "Vilka vi är": WHO_WE_ARE,
}
KINDS = {kind.slug: kind for kinds in GROUPS.values() for kind in kinds}

NOT_ASKED_ABOUT = {
    "Cooperation": "Samverkans namn och kontaktuppgifter är alltid offentliga.",
    "Organisation": "Externa parters namn är alltid offentliga.",
    "PriceIndex": "Prisindex är alltid offentligt.",
    "Population": "Folkmängd läses av dem som ser kommunen.",
    "PlanNode": "Planens delar läses av dem som läser verksamhetsplanens arbetsmaterial.",
    "PlanReference": "Hänvisningar mellan planens delar läses av dem som läser verksamhetsplanens arbetsmaterial.",
    "MeetingChange": "Ändringar av ett möte läses av dem som ser mötet.",
    "DocumentVersion": "Handlingars versioner läses av dem som läser handlingen.",
}
"""Why the other rows that have readers aren't kinds of their own."""

# What lies under a row and may have other readers: kind and the field by which it points there.
PARTS = {
    "mote": [("foredragningslista", "pk"), ("arende", "meeting"), ("handling", "meeting"), ("protokoll", "meeting")],
    "arende": [("handling", "item"), ("paragraf", "item")],
    "protokoll": [("paragraf", "minutes")],
    "paragraf": [("uppfoljning", "paragraph")],
    "verksamhetsplan": [("utgava", "plan")],
    "budget": [("avgiftsfordelning", "budget")],
    "avgiftsfordelning": [("faktureringsunderlag", "division")],
}


def kind_of(model: type[Model]) -> Kind | None:
    """The first kind of a model's rows, if they can be asked about."""
    return next((kind for kind in KINDS.values() if kind.model is model), None)

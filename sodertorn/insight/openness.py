"""What decides who reads a row, in words: what the row itself says about it, never the rule that reads it."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from budget.models import Budget, FeeDivision, InvoiceBasis
from calendar_app.models import AgendaItem, Answer, Document, FollowUp, HostTurn, Meeting, Minutes, Notice, Paragraph
from committee.models import Body, Municipality, Person, Plan, PlanEdition
from committee.swedish import long_date


def day(at: dt.datetime) -> str:
    return long_date(timezone.localdate(at))


def published(row: Meeting | AgendaItem | Document | Body | Municipality | HostTurn, what: str) -> str:
    return f"{what} publicerades {day(row.announced_at)}." if row.announced_at else f"{what} är ett utkast."


def read_by(what: str, audience: str) -> str:
    """Who reads it; an audience of only one kind begins with that word."""
    only = " bara" if audience.startswith("bara ") else ""
    return f"{what} läses{only} av {audience.removeprefix('bara ')}."


def of_meeting(meeting: Meeting) -> list[str]:
    return [published(meeting, "Mötet"), read_by("Mötet", meeting.get_audience_display())]


def of_agenda(meeting: Meeting) -> list[str]:
    audience = meeting.get_agenda_audience_display()
    return [*of_meeting(meeting), read_by("Föredragningslista, handlingar och protokoll", audience)]


def of_item(item: AgendaItem) -> list[str]:
    secret = [f"Ärendet har sekretess enligt {item.ground}."] if item.ground else []
    return [*of_agenda(item.meeting), published(item, "Ärendet"), *secret]


def of_document(document: Document) -> list[str]:
    return [
        *(of_item(document.item) if document.item else of_agenda(document.meeting)),
        published(document, "Handlingen"),
        read_by("Handlingen", document.get_audience_display()),
        "Handlingens tidigare versioner läses av dem som läser den senaste.",
    ]


def of_minutes(minutes: Minutes) -> list[str]:
    if minutes.is_adjusted:
        state = f"Protokollet justerades {day(minutes.adjusted_at)}."
    elif minutes.is_sent:
        state = f"Protokollet skickades för justering {day(minutes.sent_at)} och är inte justerat än."
    else:
        state = "Protokollet är ett utkast."
    return [*of_agenda(minutes.meeting), state]


def of_paragraph(paragraph: Paragraph) -> list[str]:
    grounds = {"Paragrafen": paragraph.ground, "Paragrafens ärende": paragraph.item.ground if paragraph.item else ""}
    secret = [f"{what} har sekretess enligt {ground}." for what, ground in grounds.items() if ground]
    return [*of_minutes(paragraph.minutes), *secret]


def of_follow_up(follow_up: FollowUp) -> list[str]:
    return [*of_paragraph(follow_up.paragraph), "Uppföljningen läses av dem som läser beslutet."]


def of_answer(answer: Answer) -> list[str]:
    return [*of_meeting(answer.meeting), "Svar på en kallelse läses av dem som har uppdrag i organet."]


def of_notice(notice: Notice) -> list[str]:
    return [
        f"Utskicket gjordes {day(notice.made_at)}.",
        "Det står bara på sekretariatets egen sida. De som fick det har det i sin e-post.",
    ]


def of_plan(plan: Plan) -> list[str]:
    edition = plan.current_edition()
    decided = f"Planen är fastställd som utgåva {edition.number}." if edition else "Planen är inte fastställd."
    return ["Planens rader är sekretariatets arbetsmaterial. Alla andra läser utgåvor.", decided]


def of_edition(edition: PlanEdition) -> list[str]:
    later = PlanEdition.objects.filter(supersedes=edition).without_content().first()
    superseded = [f"Den är ersatt av utgåva {later.number} men går att läsa."] if later else []
    return [f"Utgåvan fastställdes {long_date(edition.decided_on)}.", *superseded]


def of_body(body: Body) -> list[str]:
    return [published(body, "Organet")]


def of_municipality(municipality: Municipality) -> list[str]:
    return [published(municipality, "Kommunen")]


def of_turn(turn: HostTurn) -> list[str]:
    return [published(turn, "Värdskapet")]


def of_budget(budget: Budget) -> list[str]:
    if not budget.is_adopted:
        return ["Budgeten är ett utkast."]
    superseded = [] if budget.is_in_force else ["Den är ersatt av en senare version men går att läsa."]
    return [f"Budgeten fastställdes {long_date(budget.adopted_on)}.", *superseded]


def of_division(division: FeeDivision) -> list[str]:
    if not division.is_published:
        return ["Fördelningen är vald men inte publicerad."]
    return [f"Fördelningen publicerades {day(division.published_at)}."]


def of_basis(basis: InvoiceBasis) -> list[str]:
    return [f"Underlaget låstes {day(basis.locked_at)}.", "Faktureringsunderlag publiceras inte."]


def of_person(person: Person) -> list[str]:
    return ["E-postadressen och inloggningen visas bara på sidorna under Redigera."]

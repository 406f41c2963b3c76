"""What everyone else sees of a row that is withheld from them, in words; asked with the public as reader."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Model

from budget.models import Budget, FeeDivision, InvoiceBasis
from budget.shares.reading import division_of
from calendar_app.models import AgendaItem, Answer, Meeting, Minutes, Notice, Paragraph
from committee.models import Person, Plan, PlanEdition
from committee.reader import Reader
from committee.swedish import long_date

PUBLIC = Reader()


def nothing(what: str) -> str:
    return f"Alla andra ser ingenting, inte ens att {what} finns."


def hidden(what: str) -> Callable[[Model], str]:
    """For kinds of which nothing is shown instead."""
    return lambda row: nothing(what)


def only_the_meeting(meeting: Meeting, without: str) -> str:
    """That the meeting is seen, but not this of it; or that nothing is."""
    if Meeting.objects.visible_to(PUBLIC).filter(pk=meeting.pk).exists():
        return f"Alla andra ser mötet i kalendern, men {without}."
    return nothing("mötet")


def agenda(meeting: Meeting) -> str:
    return only_the_meeting(meeting, "ingen föredragningslista, inga handlingar och inget protokoll")


def item(row: AgendaItem) -> str:
    shown = AgendaItem.objects.withheld_from(PUBLIC).filter(pk=row.pk).first()
    if shown is None:
        return nothing("ärendet")
    return f"Alla andra ser ärendets nummer ({shown['number']}) och grunden {shown['ground']}, inget mer."


def minutes(row: Minutes) -> str:
    return only_the_meeting(row.meeting, "inte protokollet")


def paragraph(row: Paragraph) -> str:
    shown = Paragraph.objects.withheld_from(PUBLIC).filter(pk=row.pk).first()
    if shown is None:
        return minutes(row.minutes)
    return f"Alla andra ser § {shown['section']} och grunden {shown['ground_in_force']}, inget mer."


def answer(row: Answer) -> str:
    return only_the_meeting(row.meeting, "inga svar på kallelsen")


def notice(row: Notice) -> str:
    return only_the_meeting(row.meeting, "inte utskicket")


def plan(row: Plan) -> str:
    edition = PlanEdition.objects.visible_to(PUBLIC).current().without_content().filter(plan=row).first()
    if edition is None:
        return nothing("planen")
    return f"Alla andra läser utgåva {edition.number}, fastställd {long_date(edition.decided_on)}."


def budget(row: Budget) -> str:
    shown = Budget.objects.visible_to(PUBLIC).current().in_year(row.year).first()
    if shown is None:
        return nothing("budgeten")
    return f"Alla andra läser {str(shown).lower()}, fastställd {long_date(shown.adopted_on)}."


def division(row: FeeDivision) -> str:
    shown = division_of(row.budget.year, PUBLIC).first()
    if shown is None:
        return nothing("fördelningen")
    return f"Alla andra ser hur avgiften i {str(shown.budget).lower()} är fördelad."


def basis(row: InvoiceBasis) -> str:
    if FeeDivision.objects.visible_to(PUBLIC).filter(pk=row.division_id).exists():
        return "Alla andra ser hur årets avgift är fördelad, men inte underlaget."
    return nothing("underlaget")


def person(row: Person) -> str:
    return "Alla andra ser namnet där personen nämns, till exempel i ett protokoll, men inte e-postadressen."

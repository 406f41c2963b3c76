"""A small portal with rows of every kind in every state, and people with every sort of assignment."""

from __future__ import annotations

import datetime as dt
from itertools import product

from calendar_app.models import Document, Meeting, Minutes
from committee.audience import Audience
from committee.models import Body, Person
from tests.budget_factories import BudgetFactory, FeeDivisionFactory, InvoiceBasisFactory
from tests.factories import (
    AT,
    AssignmentFactory,
    BodyFactory,
    HostTurnFactory,
    MeetingFactory,
    MunicipalityFactory,
    PersonFactory,
    PlanEditionFactory,
    PlanFactory,
    UserFactory,
)
from tests.meeting_factories import (
    AdjusterFactory,
    AgendaItemFactory,
    AnswerFactory,
    DocumentFactory,
    FollowUpFactory,
    MinutesFactory,
    NoticeFactory,
    ParagraphFactory,
)

TODAY = dt.date(2017, 1, 16)
GROUND = "19 kap. 3 § OSL"
OVER, COMING = {"ends_on": dt.date(2017, 1, 15)}, {"starts_on": dt.date(2017, 1, 17)}
STATES = ("draft", "sent", "adjusted")
LAST_DAY, FIRST_DAY = {"ends_on": TODAY}, {"starts_on": TODAY}


def make_people() -> tuple[Body, Body]:
    """A committee and a group that prepares its meetings, with their people; gives them in that order."""
    committee = BodyFactory(name="Kommittén")
    group = BodyFactory(name="Gruppen", prepares=committee)
    other = BodyFactory(name="Nätverket")
    assignments = {
        "Ledamoten": [(committee, {})],
        "Den som slutar i dag": [(committee, LAST_DAY)],
        "Den som börjar i dag": [(committee, FIRST_DAY)],
        "Den som har slutat": [(committee, OVER)],
        "Den som ska börja": [(committee, COMING)],
        "Förberedaren": [(group, {"role": "director"})],
        "Den i flera organ": [(committee, {}), (group, {}), (other, {})],
        "Den utanför": [(other, {})],
        "Justeraren": [(committee, {})],
        "Justeraren som har slutat": [(committee, OVER)],
        "Justeraren i gruppen": [(group, {})],
        "Den utan uppdrag": [],
    }
    for name, held in assignments.items():
        person = PersonFactory(name=name)
        for body, when in held:
            AssignmentFactory(person=person, body=body, **when)
    Person.objects.filter(name="Ledamoten").update(user=UserFactory(username="ledamoten"))
    Person.objects.filter(name="Förberedaren").update(user=UserFactory(username="avstangd", is_active=False))
    return committee, group


def make_rows() -> None:
    """Everything that can be asked about, among it all that differs in who reads it."""
    committee, _ = make_people()
    MeetingFactory(draft=True, body=committee)
    for audience in Audience:
        AnswerFactory(meeting=MeetingFactory(body=committee, audience=audience, agenda_audience="public"))
        fill_agenda(MeetingFactory(body=committee, agenda_audience=audience))
    for audience, state in (*product(["members"], STATES), ("public", "adjusted"), ("secretariat", "sent")):
        write_minutes(MeetingFactory(body=committee, agenda_audience=audience, state="held"), state)
    NoticeFactory(meeting=MeetingFactory(body=committee, state="called"))
    make_plans_and_places()


def fill_agenda(meeting: Meeting) -> None:
    """Items that are open, confidential and drafts, and documents for each audience."""
    AgendaItemFactory(meeting=meeting, draft=True)
    secret = AgendaItemFactory(meeting=meeting, number=2, ground=GROUND)
    for audience in Audience:
        Document.objects.create(meeting=meeting, audience=audience, title=audience, dated_on=TODAY, announced_at=AT)
    DocumentFactory(meeting=meeting, item=secret, version=False)
    DocumentFactory(draft=True, meeting=meeting, item=AgendaItemFactory(meeting=meeting, number=3), version=False)


def write_minutes(meeting: Meeting, state: str) -> Minutes:
    """Minutes with an open paragraph and one whose item is confidential, in one of their three states."""
    minutes = MinutesFactory(meeting=meeting)
    item = AgendaItemFactory(meeting=meeting, number=1, ground=GROUND)
    first = meeting.body.meetings.count() * 10
    ParagraphFactory(minutes=minutes, section=first)
    FollowUpFactory(paragraph=ParagraphFactory(minutes=minutes, section=first + 1, item=item))
    for person in Person.objects.filter(name__startswith="Justeraren"):
        AdjusterFactory(minutes=minutes, person=person)
    moments = {
        "sent": {"sent_at": AT},
        "adjusted": {"sent_at": AT, "adjusted_at": AT, "content": {}, "sha256": "0" * 64},
    }
    Minutes.objects.filter(pk=minutes.pk).update(**moments.get(state, {"sent_at": None}))
    return minutes


def make_plans_and_places() -> None:
    PlanEditionFactory(plan=PlanFactory(year=2017))
    PlanFactory(year=2018)
    for draft in (False, True):
        BodyFactory(draft=draft)
        MunicipalityFactory(draft=draft)
        HostTurnFactory(draft=draft)
    BudgetFactory(year=2019)
    InvoiceBasisFactory(division=FeeDivisionFactory(budget=BudgetFactory(year=2017, adopted=True), published_at=AT))
    InvoiceBasisFactory(division=FeeDivisionFactory(budget=BudgetFactory(year=2018, adopted=True)))

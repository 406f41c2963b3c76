"""Who reads one object, and the words that say why."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission

from calendar_app.models import Document, Minutes
from committee.models import Assignment, Person
from committee.reader import Reader
from sodertorn.insight.explaining import Explanation, explain
from sodertorn.insight.objects import KINDS
from tests.budget_factories import BudgetFactory
from tests.factories import AT, AssignmentFactory, BodyFactory, MeetingFactory, PersonFactory, UserFactory
from tests.insight.world import TODAY, make_people, write_minutes
from tests.meeting_factories import AdjusterFactory, DeliveryFactory, MinutesFactory, NoticeFactory

pytestmark = pytest.mark.django_db


def ask(slug: str, row) -> Explanation:
    """As the page asks: about the row as it is got for it."""
    kind = KINDS[slug]
    return explain(kind, kind.rows(Reader(is_secretariat=True)).get(pk=row.pk), TODAY)


def document_for_members(committee, **values) -> Document:
    meeting = MeetingFactory(body=committee, agenda_audience="members")
    return Document.objects.create(meeting=meeting, title="Avtal", dated_on=TODAY, announced_at=AT, **values)


def reasons(answer: Explanation) -> dict[str, tuple[tuple[str, ...], dt.date | None]]:
    return {reading.holder.person.name: (reading.reasons, reading.until) for reading in answer.people}


def test_document_for_members_says_by_which_assignment_each_reads_it():
    committee, _ = make_people()

    answer = ask("handling", document_for_members(committee))

    member = "ledamot i Kommittén, sedan 1 januari 2017"
    prepares = "i Gruppen, som förbereder möten för Kommittén, sedan 1 januari 2017"
    assert reasons(answer) == {
        "Den i flera organ": ((member, f"ledamot {prepares}"), None),
        "Den som börjar i dag": (("ledamot i Kommittén, sedan 16 januari 2017",), None),
        "Den som slutar i dag": ((member,), TODAY),
        "Förberedaren": ((f"kommundirektör {prepares}",), None),
        "Justeraren": ((member,), None),
        "Justeraren i gruppen": ((f"ledamot {prepares}",), None),
        "Ledamoten": ((member,), None),
    }
    assert not answer.is_public
    assert answer.summary == "Sju personer och sekretariatet kan läsa det här."
    assert answer.without_login == "Sex av personerna kan inte logga in i dag."
    assert answer.withheld == "Alla andra ser ingenting, inte ens att handlingen finns."


def test_document_of_the_group_that_prepares_is_read_by_assignments_in_it_alone():
    _, group = make_people()

    answer = ask("handling", document_for_members(group))

    member = (("ledamot i Gruppen, sedan 1 januari 2017",), None)
    assert reasons(answer) == {
        "Den i flera organ": member,
        "Förberedaren": (("kommundirektör i Gruppen, sedan 1 januari 2017",), None),
        "Justeraren i gruppen": member,
    }


def test_document_for_members_names_those_whose_assignment_is_of_another_time():
    committee, _ = make_people()

    answer = ask("handling", document_for_members(committee))

    assert [(other.holder.person.name, other.words) for other in answer.later] == [
        ("Den som ska börja", "ledamot i Kommittén, från 17 januari 2017")
    ]
    assert [(other.holder.person.name, other.words) for other in answer.earlier] == [
        ("Den som har slutat", "ledamot i Kommittén, till och med 15 januari 2017"),
        ("Justeraren som har slutat", "ledamot i Kommittén, till och med 15 januari 2017"),
    ]


def test_person_with_two_assignments_reads_until_the_last_of_them_ends():
    body = BodyFactory()
    person = PersonFactory(name="Den med två")
    for month in (2, 5):
        AssignmentFactory(person=person, body=body, ends_on=dt.date(2017, month, 1))

    answer = ask("handling", document_for_members(body))

    assert [reading.until for reading in answer.people] == [dt.date(2017, 5, 1)]
    assert answer.summary == "En person och sekretariatet kan läsa det här."
    assert answer.without_login == "Ingen av personerna kan logga in i dag."

    Assignment.objects.filter(ends_on=dt.date(2017, 2, 1)).update(ends_on=None)
    assert [reading.until for reading in ask("handling", document_for_members(body)).people] == [None]


def test_minutes_sent_for_adjustment_are_read_by_their_adjusters():
    committee, _ = make_people()
    minutes = write_minutes(MeetingFactory(body=committee, state="held"), "sent")

    answer = ask("protokoll", minutes)

    words = "justerare av protokollet och ledamot i"
    assert reasons(answer) == {
        "Justeraren": ((f"{words} Kommittén, sedan 1 januari 2017",), None),
        "Justeraren i gruppen": (
            (f"{words} Gruppen, som förbereder möten för Kommittén, sedan 1 januari 2017",),
            None,
        ),
    }
    assert answer.withheld == "Alla andra ser mötet i kalendern, men inte protokollet."


def test_draft_is_read_by_the_secretariat_alone():
    make_people()
    budget = BudgetFactory(year=2018)
    secretary = UserFactory(secretary=True)

    answer = ask("budget", budget)

    assert (answer.summary, answer.people) == ("Bara sekretariatet kan läsa det här.", [])
    assert answer.secretariat == [secretary]
    assert answer.decides == ["Budgeten är ett utkast."]
    assert (answer.without_login, answer.later, answer.earlier, answer.staff) == ("", [], [], [])


def test_what_is_public_lists_nobody():
    committee, _ = make_people()
    UserFactory(secretary=True)

    answer = ask("mote", MeetingFactory(body=committee))

    assert answer.summary == "Alla kan läsa det här, även den som inte loggar in."
    assert answer.decides == ["Mötet publicerades 9 januari 2017.", "Mötet läses av alla."]
    assert (answer.is_public, answer.people, answer.secretariat, answer.withheld) == (True, [], [], "")


def test_notice_names_those_who_got_it():
    notice = NoticeFactory()
    sent, elsewhere, failed = (PersonFactory(name=name) for name in ("Öst", "Ask", "Berg"))
    for person, status in ((sent, "sent"), (elsewhere, "elsewhere"), (failed, "failed")):
        DeliveryFactory(notice=notice, person=person, status=status)
    DeliveryFactory(status="sent")

    answer = ask("kallelse", notice)

    assert [(row.person, row.status) for row in answer.sent_to] == [(elsewhere, "elsewhere"), (sent, "sent")]
    assert answer.summary == "Bara sekretariatet kan läsa det här."


def test_person_is_seen_by_those_of_the_staff_who_may_view_people():
    make_people()
    viewer = UserFactory(is_staff=True)
    viewer.user_permissions.add(Permission.objects.get(codename="view_person"))

    answer = ask("person", Person.objects.get(name="Ledamoten"))

    assert (answer.staff, answer.people) == ([viewer], [])
    assert answer.summary == "Sekretariatet och en till som arbetar i Redigera kan läsa det här."


@pytest.mark.parametrize("bodies", [1, 3])
@pytest.mark.parametrize("people", [3, 30])
def test_answer_costs_the_same_for_any_number_of_people_and_bodies(django_assert_num_queries, people, bodies):
    meeting = MeetingFactory(agenda_audience="members")
    row = Document.objects.create(meeting=meeting, title="Avtal", dated_on=TODAY, announced_at=AT)
    held = [meeting.body, *(BodyFactory(prepares=meeting.body) for _ in range(bodies - 1))]
    for number in range(people):
        AssignmentFactory(body=held[number % bodies])
    kind = KINDS["handling"]
    row = kind.rows(Reader(is_secretariat=True)).get(pk=row.pk)

    with django_assert_num_queries(5):
        answer = explain(kind, row, TODAY)

    assert len(answer.people) == people


@pytest.mark.parametrize(("people", "queries"), [(3, 6), (30, 6), (120, 7)])
def test_answer_about_minutes_asks_about_each_person_a_hundred_at_a_time(django_assert_num_queries, people, queries):
    minutes = MinutesFactory(sent=True, meeting__agenda_audience="members", meeting__state="held")
    for number in range(people):
        assignment = AssignmentFactory(body=minutes.meeting.body)
        if number < 2:
            AdjusterFactory(minutes=minutes, person=assignment.person)
    row = KINDS["protokoll"].rows(Reader(is_secretariat=True)).get(pk=minutes.pk)

    with django_assert_num_queries(queries):
        answer = explain(KINDS["protokoll"], row, TODAY)

    assert {reading.holder.person for reading in answer.people} == set(Person.objects.filter(adjustings__minutes=row))
    assert Minutes.objects.count() == 1


def test_public_answer_costs_one_query(django_assert_num_queries):
    make_people()
    row = KINDS["mote"].rows(Reader()).get(pk=MeetingFactory().pk)

    with django_assert_num_queries(1):
        explain(KINDS["mote"], row, TODAY)

"""The member's page: what waits for them and for their municipality, and nothing of anyone else's."""

import datetime as dt

import pytest
from django.urls import reverse

from calendar_app.member.reading import note_reading
from calendar_app.models import Meeting, State
from committee.reader import Reader
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
    UserFactory,
)
from tests.meeting_factories import (
    AdjusterFactory,
    AgendaItemFactory,
    AnswerFactory,
    DocumentFactory,
    FollowUpFactory,
    MinutesFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]


@pytest.fixture
def person():
    return PersonFactory(user=UserFactory(), municipality=MunicipalityFactory(name="Sund"))


@pytest.fixture
def body(person):
    return AssignmentFactory(person=person, body__name="Rådet", body__agenda_audience="members").body


@pytest.fixture
def member(client, person, body):
    client.force_login(person.user)
    return client


def page(client) -> str:
    return client.get(reverse("calendar:my-pages")).content.decode()


def test_page_needs_login(client):
    assert client.get("/mina-sidor/").url == "/logga-in/?next=/mina-sidor/"


def test_account_without_person_is_told_what_to_do(client):
    client.force_login(UserFactory())

    assert "inte kopplat till någon person" in page(client)


def test_coming_meetings_of_own_bodies_are_listed_and_no_others(member, body):
    MeetingFactory(body=body, title="Den som kommer")
    MeetingFactory(body=body, title="Den som var", starts_on=dt.date(2017, 1, 2))
    MeetingFactory(body=body, title="Utkastet", draft=True)
    MeetingFactory(body=BodyFactory(name="Ett annat"), title="En annans")

    shown = page(member)

    assert "den som kommer" in shown
    assert not {word for word in ("den som var", "utkastet", "en annans") if word in shown}


def test_meetings_of_the_body_that_the_own_one_prepares_are_not_own_meetings(member, body):
    body.prepares = BodyFactory(name="Nämnden")
    body.save()
    MeetingFactory(body=body.prepares)

    assert "Nämnden" not in page(member)


def test_ended_assignment_empties_the_page(member, body, person, settings):
    DocumentFactory(meeting=MeetingFactory(body=body, agenda_audience="members"), title="Handlingen")
    assert "Handlingen" in page(member)
    person.assignments.update(ends_on=dt.date(2017, 1, 16))

    settings.PORTAL_TODAY = dt.date(2017, 1, 17)

    shown = page(member)
    assert "du har inget uppdrag just nu" in shown
    assert not {word for word in ("Handlingen", "Rådet") if word in shown}


def test_changed_since_read_is_said(member, body, person):
    meeting = MeetingFactory(body=body, agenda_audience="members")
    AgendaItemFactory(meeting=meeting)
    assert "oläst föredragningslista" in page(member)

    reader = Reader.behind(person, dt.date(2017, 1, 16))
    note_reading(meeting.pk, reader, at=AT)
    assert "sedan du läste" not in page(member)
    MeetingChangeFactory(meeting=meeting, what="venue", changed_at=AT + dt.timedelta(hours=1))
    DocumentFactory(meeting=meeting, announced_at=AT + dt.timedelta(hours=1))

    shown = page(member)
    assert "ändrat sedan du läste" in shown
    assert "nya handlingar" in shown


def test_answer_is_given_from_the_page(member, body, person):
    meeting = MeetingFactory(body=body, state=State.CALLED)
    assert "Svara för Sund" in page(member)

    address = reverse("calendar:answer", args=[meeting.pk])
    response = member.post(address, {"choice": "coming", "next": "/mina-sidor/"}, follow=True)

    assert response.redirect_chain[-1][0] == "/mina-sidor/"
    assert "Sund: kommer" in response.content.decode()


def test_answer_of_another_municipality_is_not_shown(member, body):
    AnswerFactory(meeting=MeetingFactory(body=body, state=State.CALLED), municipality__name="Vik")

    assert "Vik" not in page(member)


def test_what_the_municipality_has_to_do_is_listed(member, body, person):
    minutes = MinutesFactory(meeting=MeetingFactory(body=body, state=State.ADJUSTED, agenda_audience="members"))
    other = MunicipalityFactory(name="Vik")
    FollowUpFactory(paragraph__minutes=minutes, municipality=person.municipality, task="Räkna broar")
    FollowUpFactory(paragraph__minutes=minutes, municipality=other, task="Räkna båtar")
    FollowUpFactory(
        paragraph__minutes=minutes, municipality=person.municipality, task="Räkna öar", done_on=dt.date(2017, 1, 5)
    )
    assert "Räkna" not in page(member)  # not adjusted yet
    type(minutes).objects.update(sent_at=AT, adjusted_at=AT, content={}, sha256="0" * 64)

    shown = page(member)

    assert "Räkna broar" in shown
    assert not {word for word in ("Räkna båtar", "Räkna öar") if word in shown}


def test_meetings_that_the_municipality_hosts_are_listed(member, person):
    meeting = MeetingFactory(body__name="Konferensen")
    MeetingHostFactory(meeting=meeting, municipality=person.municipality)
    MeetingHostFactory(meeting=MeetingFactory(body__name="Dagen"))

    shown = page(member)

    assert "Konferensen" in shown
    assert "Dagen" not in shown


def test_minutes_to_adjust_are_listed_until_they_are(member, body, person):
    minutes = MinutesFactory(meeting=MeetingFactory(body=body, state=State.HELD))
    mine = AdjusterFactory(minutes=minutes, person=person)
    AdjusterFactory(minutes=minutes)
    assert "Att justera" not in page(member)
    type(minutes).objects.update(sent_at=AT)
    assert "Att justera" in page(member)

    type(mine).objects.filter(pk=mine.pk).update(adjusted_at=AT)

    assert "Att justera" not in page(member)


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_for_any_length(member, body, person, django_assert_num_queries, count):
    CooperationFactory()
    for _ in range(count):
        meeting = MeetingFactory(body=body, agenda_audience="members", state=State.CALLED)
        MeetingHostFactory(meeting=meeting, municipality=person.municipality)
        DocumentFactory.create_batch(count, meeting=meeting, item=AgendaItemFactory(meeting=meeting, number=1))
        AnswerFactory(meeting=meeting, municipality=person.municipality, person=person)
        AssignmentFactory(person=person)

    with django_assert_num_queries(18):
        response = member.get(reverse("calendar:my-pages"))

    assert len(response.context["meetings"]) == count
    assert Meeting.objects.count() == count

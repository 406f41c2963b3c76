"""The page of a meeting's minutes, as each reader may read it."""

import datetime as dt

import pytest
from django.urls import reverse

from calendar_app.minutes.operations import take_back
from calendar_app.models import Minutes
from tests.calendar_app.minutes.examples import (
    adjusted_minutes,
    called_meeting,
    draft_of,
    meeting_with_items,
    member,
    sent_minutes,
)
from tests.factories import BodyFactory, UserFactory
from tests.meeting_factories import AdjusterFactory, AnswerFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("march")]
GROUND = "19 kap. 3 § OSL"


@pytest.fixture
def march(settings):
    settings.PORTAL_TODAY = dt.date(2017, 3, 3)


def address(minutes: Minutes) -> str:
    return reverse("calendar:minutes-detail", args=[minutes.meeting_id])


def login(client, person):
    person.user = UserFactory()
    person.save()
    client.force_login(person.user)
    return person


def page(client, minutes: Minutes) -> str:
    response = client.get(address(minutes))
    assert response.status_code == 200
    return response.content.decode()


def adjuster_of(minutes: Minutes):
    return minutes.adjusters.order_by("pk").first().person


def test_minutes_detail_shows_adjusted_minutes_to_everyone(client):
    minutes = adjusted_minutes(("Mötet öppnas", "Taxan"), venue="Rådssalen")

    html = page(client, minutes)

    for words in (
        "Protokoll: Vikarnas råd 2 februari 2017",
        "Justerat 3 mars 2017",
        'id="paragraf-1"',
        'href="#paragraf-2"',
        "Om Taxan.",
        "Ja till Taxan.",
        "Räkna på Taxan",
        "ekonomichefen",
        "Rådssalen",
        "Direktören i Näs",
        "Direktören i Sund",
        "3 mars 2017 kl.&nbsp;14.30",
        minutes.sha256,
        "också det som omfattas av sekretess",
    ):
        assert words in html
    assert "<form" not in html
    assert "set-cookie" not in {name.lower() for name in client.get(address(minutes)).headers}
    assert not client.cookies


def test_text_and_decision_are_read_as_markdown_and_nothing_more(client, secretary):
    minutes = draft_of(meeting_with_items(["Taxan"]))
    minutes.paragraphs.update(text="**Viktigt** <script>alert(1)</script>", decision="- ett\n- två")
    client.force_login(secretary)

    html = page(client, minutes)

    assert "<strong>Viktigt</strong>" in html
    assert "<li>två</li>" in html
    assert "<script" not in html


def test_minutes_detail_is_missing_until_it_is_adjusted(client):
    drafts = [draft_of(called_meeting()), sent_minutes(body=called_meeting(body=council_named("Annat råd")).body)]

    for minutes in drafts:
        assert client.get(address(minutes)).status_code == 404
        assert client.post(address(minutes), {"is_approved": "on"}).status_code == 404
    assert client.get("/kalender/sammantrade/0/protokoll/").status_code == 404


def council_named(name: str):
    body = BodyFactory(name=name)
    member(body, "Någon")
    return body


def test_confidential_paragraph_shows_the_public_its_section_and_ground_alone(client):
    minutes = adjusted_minutes(("Mötet öppnas", "Hemliga anbudet"), secret=GROUND)

    html = page(client, minutes)

    assert f"Grund: {GROUND}" in html
    assert "§ 2</a> Paragrafen omfattas av sekretess" in html
    assert "Mötet öppnas" in html
    assert "emliga" not in html


def test_confidential_paragraph_is_read_by_members_and_the_secretariat(client, secretary):
    minutes = adjusted_minutes(("Mötet öppnas", "Hemliga anbudet"), secret=GROUND)
    login(client, adjuster_of(minutes))
    as_member = page(client, minutes)
    client.force_login(secretary)
    as_secretary = page(client, minutes)

    for html in (as_member, as_secretary):
        assert f"Sekretess enligt {GROUND}" in html
        assert "Ja till Hemliga anbudet." in html
        assert "Räkna på Hemliga anbudet" in html


def test_member_of_another_body_reads_what_the_public_reads(client):
    minutes = adjusted_minutes(("Mötet öppnas", "Hemliga anbudet"), secret=GROUND)
    other = council_named("Annat råd").assignments.get().person
    login(client, other)

    assert "emliga" not in page(client, minutes)


def test_minutes_of_an_agenda_for_members_are_theirs_alone(client):
    minutes = adjusted_minutes(agenda_audience="members")

    assert client.get(address(minutes)).status_code == 404
    login(client, adjuster_of(minutes))
    assert "Ja till Taxan." in page(client, minutes)


def test_page_shows_what_was_adjusted_though_a_person_is_called_something_else_since(client):
    minutes = adjusted_minutes()
    person = adjuster_of(minutes)
    person.name = "Bytt namn"
    person.save()
    type(minutes.meeting).objects.filter(pk=minutes.meeting_id).update(venue="Annan sal")

    html = page(client, minutes)

    assert "Direktören i Sund" in html
    assert "Bytt namn" not in html
    assert "Annan sal" not in html


def test_attendance_names_substitutes_and_the_absent(client, secretary):
    meeting = called_meeting()
    nas = meeting.body.assignments.get(person__name="Direktören i Näs").person.municipality
    AnswerFactory(meeting=meeting, municipality=nas, choice="substitute", substitute="Kim Ek")
    client.force_login(secretary)

    html = page(client, draft_of(meeting))

    assert "Tjänstgörande ersättare" in html
    assert "<li>Kim Ek, Näs</li>" in html
    assert "Frånvarande ledamöter" in html


def test_adjuster_reads_the_sent_minutes_and_adjusts_them(client):
    minutes = sent_minutes(("Mötet öppnas", "Hemliga anbudet"))
    login(client, adjuster_of(minutes))

    before = page(client, minutes)
    unticked = client.post(address(minutes), {}).content.decode()
    minutes.refresh_from_db()
    assert not minutes.is_adjusted
    after = client.post(address(minutes), {"is_approved": "on"}, follow=True).content.decode()

    assert "Jag har läst protokollet och justerar det" in before
    assert "Kryssa i rutan när du har läst protokollet." in unticked
    assert "Tack, du har justerat protokollet." in after
    assert "Justerat 3 mars 2017" in after
    minutes.refresh_from_db()
    assert minutes.is_adjusted
    assert minutes.meeting.changes.get(after="adjusted").changed_by == adjuster_of(minutes).user


def test_adjuster_who_is_not_last_waits_for_the_others(client):
    minutes = sent_minutes()
    AdjusterFactory(minutes=minutes)
    login(client, adjuster_of(minutes))

    client.post(address(minutes), {"is_approved": "on"})
    html = page(client, minutes)
    again = client.post(address(minutes), {"is_approved": "on"}, follow=True).content.decode()

    assert "Det publiceras när alla justerare är klara." in html
    assert "har inte justerat än" in html
    assert "har redan justerat protokollet" in again
    minutes.refresh_from_db()
    assert not minutes.is_adjusted


def test_adjuster_adjusts_in_no_other_name(client):
    minutes = sent_minutes()
    second = AdjusterFactory(minutes=minutes, person=member(minutes.meeting.body, "Andra justeraren"))
    login(client, second.person)

    client.post(address(minutes), {"is_approved": "on"})

    assert [row.person for row in minutes.adjusters.exclude(adjusted_at=None)] == [second.person]


def test_adjuster_whose_assignment_has_ended_finds_nothing(client):
    minutes = sent_minutes()
    person = login(client, adjuster_of(minutes))
    person.assignments.update(ends_on="2017-03-02")

    assert client.get(address(minutes)).status_code == 404
    assert client.post(address(minutes), {"is_approved": "on"}).status_code == 404
    assert minutes.adjusters.filter(adjusted_at=None).count() == 1


def test_other_member_does_not_see_the_sent_minutes(client):
    minutes = sent_minutes()
    other = minutes.meeting.body.assignments.exclude(person=adjuster_of(minutes)).first().person
    login(client, other)

    assert client.get(address(minutes)).status_code == 404
    assert client.post(address(minutes), {"is_approved": "on"}).status_code == 404


def test_adjuster_sees_nothing_while_the_minutes_are_taken_back(client):
    minutes = take_back(sent_minutes())
    login(client, adjuster_of(minutes))

    assert client.get(address(minutes)).status_code == 404


def test_secretary_is_not_taken_for_an_adjuster(client, secretary):
    minutes = sent_minutes()
    client.force_login(secretary)

    assert "Jag har läst protokollet" not in page(client, minutes)
    assert client.post(address(minutes), {"is_approved": "on"}).status_code == 404


def test_draft_shows_the_secretary_sections_as_they_look_now(client, secretary):
    client.force_login(secretary)

    html = page(client, draft_of(meeting_with_items(["Taxan", "Avtalet"])))

    assert "Utkast." in html
    assert 'id="paragraf-2"' in html


@pytest.mark.parametrize("count", [1, 3])
def test_minutes_detail_costs_the_same_for_any_number_of_paragraphs(client, django_assert_num_queries, count):
    minutes = adjusted_minutes(tuple(f"Ärende {number}" for number in range(count)), secret=GROUND)

    with django_assert_num_queries(5):
        response = client.get(address(minutes))

    assert len(response.context["reading"].entries) == count


@pytest.mark.parametrize("count", [1, 3])
def test_draft_costs_the_same_for_any_number_of_paragraphs(client, secretary, django_assert_num_queries, count):
    minutes = draft_of(meeting_with_items([f"Ärende {number}" for number in range(count)]))
    client.force_login(secretary)

    with django_assert_num_queries(13):
        response = client.get(address(minutes))

    assert len(response.context["reading"].entries) == count

"""Answers: who may give one, for which seat, and until when; from the member's page and by the link in the mail."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from calendar_app.models import Answer, Delivery, Meeting
from calendar_app.notices.answers import AnswerForm, answer, answer_boxes
from calendar_app.notices.links import SIGNER, answer_link
from committee.models import Assignment, Person
from committee.refusal import RefusedError
from tests.calendar_app.notices.conftest import AT, TODAY, later, member
from tests.factories import AssignmentFactory, MeetingFactory, UserFactory

pytestmark = pytest.mark.django_db
ENDED = dt.date(2017, 1, 15)


def person(name: str = "Sund") -> Person:
    return Person.objects.get(name=f"Direktör {name}")


def colleague(meeting: Meeting) -> Person:
    return AssignmentFactory(
        body=meeting.body, person__name="Kim Ek", person__municipality=person().municipality
    ).person


def link(name: str = "Sund") -> str:
    return answer_link(Delivery.objects.get(person=person(name))).removeprefix("https://portal.example")


# --- The rules ----------------------------------------------------------------------------------------------------


def test_later_answer_of_the_same_seat_replaces_the_earlier(called):
    answer(called, person(), "coming", "", AT)
    answer(called, colleague(called), "substitute", "Bo Ek", later(5))
    answer(called, person("Näs"), "absent", "", AT)

    rows = Answer.objects.values_list("municipality__name", "person__name", "choice", "substitute", "answered_at")
    assert set(rows) == {
        ("Sund", "Kim Ek", "substitute", "Bo Ek", later(5)),
        ("Näs", "Direktör Näs", "absent", "", AT),
    }


def test_person_without_municipality_answers_for_themselves(called):
    alone = [AssignmentFactory(body=called.body).person for _ in range(2)]
    for one in [*alone, alone[0]]:
        answer(called, one, "coming", "", AT)

    assert set(Answer.objects.values_list("municipality", "person")) == {(None, one.pk) for one in alone}


def test_answer_is_given_before_the_call_too(meeting):
    assert str(answer(meeting, person(), "coming", "", AT)) == "Sund: kommer"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"state": "cancelled"}, "Mötet är inställt. Du behöver inte svara."),
        ({"state": "held"}, "Mötet har varit"),
        ({"starts_on": ENDED, "ends_on": ENDED}, "Mötet har varit"),
        ({"state": "tentative"}, "Mötet är inte bestämt än"),
    ],
)
def test_answer_is_refused_with_the_reason(db, values, words):
    meeting = MeetingFactory(**values)
    one = member(meeting, "Sund")

    with pytest.raises(RefusedError, match=words):
        answer(meeting, one, "coming", "", AT)

    assert not Answer.objects.exists()


def test_answer_is_refused_without_an_assignment_in_the_body_on_the_day(called):
    Assignment.objects.filter(person=person()).update(ends_on=ENDED)
    elsewhere = AssignmentFactory().person

    for one in (person(), elsewhere):
        with pytest.raises(RefusedError, match="Du har inget uppdrag i Rådet nu"):
            answer(called, one, "coming", "", AT)


@pytest.mark.parametrize(
    ("typed", "cleaned", "errors"),
    [
        ({"choice": "coming", "substitute": "Bo"}, "", set()),
        ({"choice": "substitute", "substitute": " Bo\nEk "}, "Bo Ek", set()),
        ({"choice": "substitute", "substitute": "  "}, None, {"substitute"}),
        ({"choice": "substitute", "substitute": "\u200b"}, None, {"substitute"}),
        ({"choice": "substitute", "substitute": "\u3164 \u0301"}, None, {"substitute"}),
        ({"choice": "substitute", "substitute": "–"}, None, {"substitute"}),
        ({"choice": "substitute", "substitute": "Bo\u202e Ek\u00ad\u200b"}, "Bo Ek", set()),
        ({"choice": "substitute", "substitute": "Zoë d’Ör-Åk"}, "Zoë d’Ör-Åk", set()),
        ({"choice": "maybe"}, None, {"choice"}),
        ({}, None, {"choice"}),
        ({"choice": "substitute", "substitute": "x" * 121}, None, {"substitute"}),
    ],
)
def test_form_asks_for_a_substitute_only_when_one_comes(typed, cleaned, errors):
    form = AnswerForm(typed)

    assert set(form.errors) == errors
    assert cleaned is None or form.cleaned_data["substitute"] == cleaned


@pytest.mark.parametrize("count", [1, 3])
def test_boxes_cost_the_same_for_any_number_of_meetings(meeting, django_assert_num_queries, count):
    meetings = [meeting, *MeetingFactory.create_batch(count - 1, body=meeting.body)]
    answer(meeting, person(), "coming", "", AT)
    others = [MeetingFactory(), MeetingFactory(body=meeting.body, cancelled=True)]
    one = Person.objects.select_related("municipality").get(pk=person().pk)

    with django_assert_num_queries(2):
        boxes = answer_boxes(one, [*meetings, *others], today=TODAY, next="/mina-sidor/")
        answers = {pk: str(box.answer) for pk, box in boxes.items()}

    assert answers == {row.pk: "Sund: kommer" if row == meeting else "None" for row in meetings}


# --- A member who is logged in ----------------------------------------------------------------------------------


@pytest.fixture
def logged_in(client, called) -> Client:
    user = UserFactory()
    Person.objects.filter(pk=person().pk).update(user=user)
    client.force_login(user)
    return client


def post(client: Client, meeting: Meeting, **typed):
    return client.post(reverse("calendar:answer", args=[meeting.pk]), typed)


def test_member_answers_and_comes_back_with_a_message(logged_in, called):
    response = post(logged_in, called, choice="coming", next="/mina-sidor/")

    assert (response.status_code, response.url) == (302, "/mina-sidor/")
    assert Answer.objects.get().person == person()
    page = logged_in.get(called.get_absolute_url()).content.decode()
    assert "Svaret är sparat. Rådet 2 februari 2017: Sund: kommer." in page


NOT_OURS = [
    *("https://ond.example/", "//ond.example", "///ond.example", r"/\ond.example", "javascript:alert(1)", ""),
    *("?a", "logga-in", "calendar:meeting-list", "admin:index", "."),
]


@pytest.mark.parametrize("wanted", NOT_OURS)
def test_member_comes_back_to_this_portal_only(logged_in, called, wanted):
    assert post(logged_in, called, choice="coming", next=wanted).url == called.get_absolute_url()


def test_member_who_forgets_the_substitute_is_told(logged_in, called):
    post(logged_in, called, choice="substitute")

    page = logged_in.get(called.get_absolute_url()).content.decode()
    assert "Skriv vem som kommer i stället. Ditt svar är inte sparat." in page
    assert not Answer.objects.exists()


def test_member_whose_assignment_has_ended_is_refused(logged_in, called):
    Assignment.objects.filter(person=person()).update(ends_on=ENDED)

    post(logged_in, called, choice="coming")

    assert not Answer.objects.exists()


def test_answer_of_others_is_refused(client, called):
    assert post(client, called, choice="coming").url.startswith("/")
    client.force_login(UserFactory())
    assert post(client, called, choice="coming").status_code == 403
    assert client.get(reverse("calendar:answer", args=[called.pk])).status_code == 405
    hidden = MeetingFactory(audience="secretariat", body=called.body)
    assert post(client, hidden, choice="coming").status_code == 404
    assert not Answer.objects.exists()


def test_member_s_form_is_guarded_against_other_sites(called):
    strict = Client(enforce_csrf_checks=True)
    user = UserFactory()
    Person.objects.filter(pk=person().pk).update(user=user)
    strict.force_login(user)

    assert post(strict, called, choice="coming").status_code == 403


# --- The link in the mail ----------------------------------------------------------------------------------------


def test_reading_the_link_shows_the_form_and_changes_nothing(client, called):
    for _ in range(3):
        response = client.get(link())

    page = response.content.decode()
    assert response.status_code == 200
    assert "Kommer du till Rådet 2 februari 2017?" in page
    assert "Svara för Sund" in page
    assert not Answer.objects.exists()
    assert response.cookies == {}
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in response["Cache-Control"]


def test_link_names_the_municipality_once(client, called):
    Person.objects.filter(name="Direktör Näs").update(name="Direktör, Näs")
    named = answer_link(Delivery.objects.get(person__name="Direktör, Näs")).removeprefix("https://portal.example")
    Person.objects.filter(name="Direktör Sund").update(name="Kim Ek")
    unnamed = answer_link(Delivery.objects.get(person__name="Kim Ek")).removeprefix("https://portal.example")

    assert "<dd>Direktör, Näs</dd>" in client.get(named).content.decode()
    assert "<dd>Kim Ek, Sund</dd>" in client.get(unnamed).content.decode()


def test_link_shows_no_joining_link_and_no_agenda(client, called):
    page = client.get(link()).content.decode()

    assert "mote.example" not in page
    assert "add:1" not in page


def test_answer_by_link_is_saved_without_login_and_cookie(called):
    strict = Client(enforce_csrf_checks=True)

    response = strict.post(link(), {"choice": "substitute", "substitute": "Bo Ek"})

    assert (response.status_code, response.url) == (302, link())
    assert str(Answer.objects.get()) == "Sund: ersättare: Bo Ek"
    page = strict.get(link()).content.decode()
    assert "<b>Sund: ersättare: Bo Ek</b>" in page
    assert re.search(r'value="substitute"[^>]*checked', page)
    assert strict.cookies == {}


def test_wrong_answer_by_link_is_shown_where_it_is_wrong(client, called):
    response = client.post(link(), {"choice": "substitute"})

    assert response.status_code == 200
    assert "Skriv vem som kommer i stället." in response.content.decode()
    assert not Answer.objects.exists()


def test_forged_link_is_not_found(client, called):
    right = link().split("/")[2]
    own, sign = right.split(".")

    forged = [f"{int(own) + 1}.{sign}", own, f"{own}.", f"{right}x", "x.y", SIGNER.sign("abc"), SIGNER.sign("999999")]

    assert {client.get(reverse("calendar:answer-by-link", args=[token])).status_code for token in forged} == {404}
    assert {client.post(f"/svara/{token}/", {"choice": "coming"}).status_code for token in forged} == {404}


@pytest.mark.parametrize(
    ("meanwhile", "words", "names_the_meeting"),
    [
        (lambda m: Assignment.objects.update(ends_on=ENDED), "inget uppdrag i", True),
        (lambda m: Meeting.objects.update(state="cancelled"), "Mötet är inställt", True),
        (lambda m: Meeting.objects.update(state="held"), "Mötet har varit", True),
        (lambda m: Meeting.objects.update(starts_on=ENDED, ends_on=ENDED), "Mötet har varit", True),
        (
            lambda m: (Meeting.objects.update(audience="members"), Assignment.objects.update(ends_on=ENDED)),
            "Du har inte längre något uppdrag",
            False,
        ),
    ],
)
def test_link_that_is_over_explains_and_saves_nothing(client, called, meanwhile, words, names_the_meeting):
    address = link()
    meanwhile(called)

    read, posted = client.get(address), client.post(address, {"choice": "coming"})

    for response in (read, posted):
        page = response.content.decode()
        assert response.status_code == 410
        assert words in page
        assert ("Rådet" in page) is names_the_meeting
        assert "<form" not in page
    assert not Answer.objects.exists()


def test_link_costs_the_same_whoever_has_answered(client, called, django_assert_num_queries):
    address = link()
    answer(called, person(), "coming", "", AT)

    with django_assert_num_queries(7):
        client.get(address)

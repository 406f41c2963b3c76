"""The secretariat's page: preview, press, follow up; and nobody else opens it."""

import datetime as dt
import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.urls import reverse
from post_office.models import Attachment, Email, EmailTemplate, Log

from calendar_app.models import Delivery, Meeting, Notice, State
from calendar_app.notices.answers import answer
from calendar_app.notices.operations import call_meeting
from calendar_app.operations import Occurrence, change_state, recorded
from committee.models import Assignment, Person
from tests.calendar_app.notices.conftest import AT, DONE, NAMES, TODAY, after, later, make_meeting, member
from tests.factories import MeetingFactory, UserFactory
from tests.meeting_factories import DocumentFactory

pytestmark = pytest.mark.django_db


def address(meeting: Meeting) -> str:
    return reverse("calendar:meeting-notices", args=[meeting.pk])


def read(desk, meeting: Meeting) -> str:
    return desk.get(address(meeting)).content.decode()


def press(desk, meeting: Meeting, action: str, **typed) -> str:
    """Press a button of the form as it was last read; what the page says then."""
    seen = re.search(r'name="seen" value="(\w+)"', read(desk, meeting))
    typed = {"action": action, "seen": seen.group(1) if seen else "", **typed}
    response = desk.post(address(meeting), typed)
    assert (response.status_code, response.url) == (302, address(meeting))
    return read(desk, meeting)


@pytest.fixture
def called(meeting) -> Meeting:
    call_meeting(meeting, DONE, today=TODAY)
    meeting.refresh_from_db()
    return meeting


def test_page_before_the_call_shows_letter_recipients_and_drafts(desk, meeting):
    DocumentFactory(meeting=meeting, draft=True, title="Underlag till budget")
    Person.objects.filter(name="Direktör Näs").update(email="")

    page = read(desk, meeting)

    assert "Kallelse: Rådet 2 februari 2017" in page
    assert "Du kallas till Rådet torsdag 2 februari 2017" in page
    assert "Mottagare (3)" in page
    assert "Saknar e-postadress och nås inte: Direktör Näs." in page
    assert "Ärende: Budget {{ 7|add:1 }}" in page
    assert "Handling: Underlag till budget" in page
    assert "Jag har granskat handlingarna för personuppgifter och sekretess" in page


def test_call_is_sent_from_the_page_once(desk, meeting):
    page = press(desk, meeting, "call", is_reviewed="on")
    again = press(desk, meeting, "call", is_reviewed="on")

    assert "Rådet 2 februari 2017 är nu kallat. 3 brev väntar och skickas inom någon minut." in page
    assert "är redan kallat. Ingen kallelse skickades den här gången." in again
    assert Email.objects.count() == 3
    assert Notice.objects.get().made_by.username == "sekreterare"


@pytest.mark.parametrize("action", ["call", "mark"])
def test_call_asks_for_the_review(desk, meeting, action):
    page = press(desk, meeting, action)

    assert "Kryssa i att du har granskat handlingarna. Inget skickades." in page
    meeting.refresh_from_db()
    assert meeting.state == State.PLANNED


def test_call_that_was_not_previewed_is_refused(desk, meeting):
    page = press(desk, meeting, "call", is_reviewed="on", seen="")

    assert "Något har ändrats sedan du granskade" in page
    assert not Notice.objects.exists()


def test_meeting_is_marked_as_called_without_mail(desk, meeting):
    page = press(desk, meeting, "mark", is_reviewed="on")

    assert "är nu kallat. Portalen skickade ingenting." in page
    assert page.count("kallad utan utskick") == 3
    assert not Email.objects.exists()


def test_state_page_leads_here(desk, meeting):
    response = desk.get(reverse("calendar:meeting-state", args=[meeting.pk, "called"]))

    assert response.url == address(meeting)
    assert desk.post(reverse("calendar:meeting-state", args=[meeting.pk, "called"])).url == address(meeting)
    meeting.refresh_from_db()
    assert meeting.state == State.PLANNED


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"month_only": True}, "Mötet har bara månad. Ge det en dag först."),
        ({"state": "tentative"}, "Mötet är preliminärt. Bekräfta det som planerat först."),
        ({"cancelled": True}, "Mötet är inställt. Ingen var kallad"),
        ({"starts_on": dt.date(2017, 1, 2)}, "Mötet har varit"),
    ],
)
def test_page_of_a_meeting_that_can_t_be_called_says_why(desk, values, words):
    page = read(desk, MeetingFactory(**values))

    assert words in page
    assert "Skicka kallelsen" not in page


def test_page_warns_of_what_is_missing(desk, meeting, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    meeting.items.all().delete()
    Assignment.objects.all().delete()
    member(meeting, "Nyvik", starts_on=dt.date(2017, 1, 20))
    Meeting.objects.update(starts_at=None, ends_at=None, venue="", joining_link="", audience="secretariat")

    page = read(desk, meeting)

    for words in [
        "Ingen har ett uppdrag i Rådet som gäller i dag.",
        "Portalen har ingen mejlserver.",
        "Mötet syns bara för sekretariatet",
        "Föredragningslistan är tom.",
        "Mötet har ingen tid.",
        "Mötet har varken lokal eller möteslänk.",
        "Direktör Nyvik kallas inte än: uppdraget börjar 2017-01-20, före mötet.",
    ]:
        assert words in page


def test_page_after_the_call_shows_each_delivery_and_what_can_be_done(desk, called, settings):
    def set_to(name: str, **values) -> Delivery:
        Delivery.objects.filter(person__name=f"Direktör {name}").update(**values)
        return Delivery.objects.get(person__name=f"Direktör {name}")

    set_to("Sund", status="sent", attempts=1)
    set_to("Näs", status="failed", attempts=5, error="Mejlservern svarar inte (nej).")
    set_to("Ålvik", status="sending", attempts=1, error="Anslutningen bröts.")

    page = read(desk, called)

    assert page.count("Försök igen nu") == page.count("Skicka igen") == page.count("Markera som skickat") == 1
    assert "Mejlservern svarar inte (nej)." in page
    assert ">oviss<" in page


def test_kallelse_that_failed_is_not_tried_again_when_the_meeting_is_cancelled(desk, called):
    Delivery.objects.update(status="failed", attempts=5)
    assert read(desk, called).count("Försök igen nu") == 3

    change_state(called, State.CANCELLED, after(1), today=TODAY)

    assert "Försök igen nu" not in read(desk, called)


def test_failed_mail_is_retried_from_the_page(desk, called):
    delivery = Delivery.objects.get(person__name="Direktör Näs")
    Delivery.objects.filter(pk=delivery.pk).update(status="failed", attempts=5)
    Person.objects.filter(name="Direktör Näs").update(email="ratt@example.se")

    page = press(desk, called, "retry", delivery=delivery.pk)

    assert "Brevet till Direktör Näs väntar på att skickas till ratt@example.se." in page


def test_uncertain_mail_is_settled_from_the_page(desk, called):
    delivery = Delivery.objects.get(person__name="Direktör Näs")
    Delivery.objects.filter(pk=delivery.pk).update(status="sending", attempts=1, error="Bröts.")

    assert "Brevet till Direktör Näs är markerat som skickat." in press(desk, called, "settle", delivery=delivery.pk)


@pytest.mark.parametrize("key", ["", "x", "9" * 30, "-1"])
def test_delivery_of_another_meeting_is_not_found(desk, called, key):
    other = call_meeting(make_another(), DONE, today=TODAY).deliveries.get()

    for wanted in (key, other.pk):
        assert desk.post(address(called), {"action": "retry", "delivery": wanted}).status_code == 404


def make_another() -> Meeting:
    meeting = MeetingFactory()
    member(meeting, "Udd")
    return meeting


def test_unknown_button_is_refused(desk, called):
    assert "Knappen finns inte längre." in press(desk, called, "annat")


def test_changes_are_previewed_and_sent_once_from_the_page(desk, called):
    assert "Inget nytt att berätta." in read(desk, called)
    with recorded([called], after(1)):
        Meeting.objects.update(venue="Lilla salen")
    assert "– Lokal: Lilla salen (förut Stora salen)" in read(desk, called)

    page = press(desk, called, "changes", is_reviewed="on")

    assert "Ändringarna är samlade i ett utskick. 3 brev väntar" in page
    assert "Inget nytt att berätta." in page
    assert "Det finns inget nytt att berätta" in press(desk, called, "changes", is_reviewed="on", seen="")
    assert Notice.objects.count() == 2


def test_cancelled_meeting_is_told_of_once_from_the_page(desk, called):
    change_state(called, State.CANCELLED, Occurrence(later(1), reason="För få ärenden"), today=TODAY)
    assert "Skäl: För få ärenden" in read(desk, called)

    page = press(desk, called, "cancellation")

    assert "Alla får veta att mötet är inställt. 3 brev väntar" in page
    assert "Skicka att mötet är inställt" not in page


def test_answers_are_shown_by_seat_with_who_has_not_answered_and_who_did_before_the_move(desk, called):
    answer(called, Person.objects.get(name="Direktör Sund"), "coming", "", AT)
    with recorded([called], after(5)):
        Meeting.objects.update(starts_on=dt.date(2017, 2, 9), ends_on=dt.date(2017, 2, 9))
    answer(called, Person.objects.get(name="Direktör Ålvik"), "substitute", "Bo Ek", later(9))

    seats = desk.get(address(called)).context["seats"]

    assert [(str(row.seat), row.answer and row.answer.words, row.is_old) for row in seats] == [
        ("Näs", None, False),
        ("Sund", "kommer", True),
        ("Ålvik", "ersättare: Bo Ek", False),
    ]


def test_mails_that_nobody_sends_are_pointed_out(desk, called):
    Delivery.objects.update(changed_at=dt.datetime(2017, 1, 15, 9, tzinfo=dt.UTC))

    assert "Breven har väntat länge." in read(desk, called)


def test_page_is_the_secretariat_s_alone(client, called):
    staff = UserFactory(is_staff=True)
    staff.user_permissions.add(Permission.objects.get(codename="change_meeting"))

    assert client.get(address(called)).status_code == 302
    client.force_login(staff)
    assert client.get(address(called)).status_code == 403
    assert client.post(address(called), {"action": "call", "is_reviewed": "on"}).status_code == 403


@pytest.mark.parametrize("model", [Attachment, Email, EmailTemplate, Log])
def test_mail_queue_is_not_in_the_admin(model):
    assert not admin.site.is_registered(model)


@pytest.mark.parametrize("count", [1, 3])
def test_page_before_the_call_costs_the_same_for_any_number_of_recipients(desk, django_assert_num_queries, count):
    meeting = make_meeting(members=count)

    with django_assert_num_queries(20):
        assert len(desk.get(address(meeting)).context["proposal"].recipients) == count


@pytest.mark.parametrize("count", [1, 3])
def test_page_after_the_call_costs_the_same_for_any_number_of_recipients(desk, django_assert_num_queries, count):
    meeting = make_meeting(members=count)
    call_meeting(meeting, DONE, today=TODAY)
    for name in NAMES[:count]:
        answer(meeting, Person.objects.get(name=f"Direktör {name}"), "coming", "", AT)

    with django_assert_num_queries(22):
        assert len(desk.get(address(meeting)).context["seats"]) == count

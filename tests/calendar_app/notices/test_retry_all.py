"""One button for all mails of a notice that failed."""

import pytest
from django.urls import reverse

from calendar_app.models import Delivery, Meeting, State
from calendar_app.notices.operations import call_meeting
from calendar_app.operations import change_state
from committee.models import Assignment, Person
from tests.calendar_app.notices.conftest import DONE, NAMES, TODAY, after, make_meeting
from tests.meeting_factories import NoticeFactory

pytestmark = pytest.mark.django_db
BUTTON = "Försök igen med alla"


@pytest.fixture
def called(meeting) -> Meeting:
    call_meeting(meeting, DONE, today=TODAY)
    return meeting


def address(meeting: Meeting) -> str:
    return reverse("calendar:meeting-notices", args=[meeting.pk])


def set_to(status: str, *names: str, **values) -> None:
    people = [f"Direktör {name}" for name in names or NAMES]
    Delivery.objects.filter(person__name__in=people).update(status=status, **values)


def press(desk, meeting: Meeting) -> str:
    typed = {"action": "retry_all", "notice": meeting.notices.get().pk}
    return desk.post(address(meeting), typed, follow=True).content.decode()


def statuses() -> dict[str, tuple[str, int]]:
    rows = Delivery.objects.values_list("person__name", "status", "attempts")
    return {name.removeprefix("Direktör "): (status, attempts) for name, status, attempts in rows}


@pytest.mark.parametrize("status", ["failed", "queued"])
def test_all_that_failed_are_tried_again_by_one_press(desk, called, status):
    set_to(status, attempts=2, error="Mejlservern svarar inte.")
    Person.objects.filter(name="Direktör Näs").update(email="ratt@example.se")
    assert f"{BUTTON} 3 som misslyckades" in desk.get(address(called)).content.decode()

    page = press(desk, called)

    assert "3 brev väntar på att skickas igen." in page
    assert BUTTON not in page
    assert statuses() == dict.fromkeys(NAMES, ("queued", 0))
    assert Delivery.objects.get(person__name="Direktör Näs").mail.to == ["ratt@example.se"]


@pytest.mark.parametrize("status", ["sent", "queued", "sending", "no_address", "elsewhere", "superseded", "failed"])
def test_button_is_there_only_when_several_failed(desk, called, status):
    set_to(status, "Sund", "Näs")

    assert (BUTTON in desk.get(address(called)).content.decode()) is (status == "failed")


def test_button_is_not_there_for_one(desk, called):
    set_to("failed", "Sund")

    assert BUTTON not in desk.get(address(called)).content.decode()


def test_what_may_have_arrived_is_left_for_a_person(desk, called):
    set_to("failed", "Sund", "Näs", attempts=5)
    set_to("sending", "Ålvik", attempts=1, error="Anslutningen bröts.")

    page = press(desk, called)

    assert "2 brev väntar på att skickas igen." in page
    assert statuses() == {"Sund": ("queued", 0), "Näs": ("queued", 0), "Ålvik": ("sending", 1)}


def test_one_who_can_t_be_reached_stops_nobody_else_and_is_named(desk, called):
    set_to("failed", attempts=5)
    Person.objects.filter(name="Direktör Näs").update(email="")
    Assignment.objects.filter(person__name="Direktör Sund").update(ends_on=TODAY.replace(day=15))

    page = press(desk, called)

    assert "1 brev väntar på att skickas igen." in page
    assert "Direktör Näs saknar e-postadress." in page
    assert "Direktör Sund har inte längre något uppdrag i Rådet." in page
    assert statuses() == {"Sund": ("failed", 5), "Näs": ("failed", 5), "Ålvik": ("queued", 0)}


def test_reason_that_holds_for_all_is_said_once(desk, called):
    set_to("failed", attempts=5)
    change_state(called, State.CANCELLED, after(1), today=TODAY)
    assert BUTTON not in desk.get(address(called)).content.decode()

    page = press(desk, called)

    assert page.count("är inställt. Skicka att det är inställt i stället.") == 1
    assert statuses() == dict.fromkeys(NAMES, ("failed", 5))


def test_second_press_finds_nothing_to_try(desk, called):
    set_to("failed", attempts=5)
    press(desk, called)

    assert "Inget brev behöver skickas igen." in press(desk, called)


@pytest.mark.parametrize("key", ["", "x", "9" * 30, "-1"])
def test_notice_of_another_meeting_is_not_found(desk, called, key):
    other = NoticeFactory()

    for wanted in (key, other.pk):
        assert desk.post(address(called), {"action": "retry_all", "notice": wanted}).status_code == 404


@pytest.mark.parametrize("count", [2, 3])
def test_page_with_failures_costs_the_same_for_any_number(desk, django_assert_num_queries, count):
    meeting = make_meeting(members=count)
    call_meeting(meeting, DONE, today=TODAY)
    set_to("failed", attempts=5)

    with django_assert_num_queries(22):
        assert BUTTON in desk.get(address(meeting)).content.decode()

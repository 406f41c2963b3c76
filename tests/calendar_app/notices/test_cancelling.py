"""A called meeting that is cancelled: the secretary is led to tell those called, and reminded until it is done."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from calendar_app.models import Delivery, Meeting, State
from calendar_app.notices.operations import call_meeting, send_cancellation
from calendar_app.operations import change_state
from committee.reader import Reader
from sodertorn.desk.tasks import Asker, untold_cancellations
from tests.calendar_app.notices.conftest import DONE, TODAY, after
from tests.conftest import admin_address
from tests.factories import MeetingFactory, UserFactory
from tests.meeting_factories import NoticeFactory

pytestmark = pytest.mark.django_db
REMINDER = "Berätta att Rådet 2 februari 2017 är inställt"


@pytest.fixture
def called(meeting) -> Meeting:
    call_meeting(meeting, DONE, today=TODAY)
    meeting.refresh_from_db()
    return meeting


def cancel(desk, meeting: Meeting):
    address = reverse("calendar:meeting-state", args=[meeting.pk, "cancelled"])
    return desk.post(address, {"reason": "", "is_confirmed": "on"})


def desk_page(desk) -> str:
    return desk.get(reverse("admin:index")).content.decode()


def test_cancelling_a_called_meeting_leads_to_telling_those_who_were_called(desk, called):
    asked = desk.get(reverse("calendar:meeting-state", args=[called.pk, "cancelled"])).content.decode()

    response = cancel(desk, called)

    assert "De som är kallade får veta det först när det skickas" in asked
    assert response.url == reverse("calendar:meeting-notices", args=[called.pk])
    page = desk.get(response.url).content.decode()
    assert "Rådet 2 februari 2017 är nu inställt. De som är kallade vet inte om det än. Skicka det härifrån." in page
    assert "Skicka att mötet är inställt" in page


def test_cancelling_a_meeting_nobody_was_called_to_leads_back_as_before(desk, meeting):
    asked = desk.get(reverse("calendar:meeting-state", args=[meeting.pk, "cancelled"])).content.decode()

    response = cancel(desk, meeting)

    assert "De som är kallade" not in asked
    assert response.url == admin_address(Meeting, "change", meeting.pk)
    assert "Berätta att" not in desk_page(desk)


def test_meeting_whose_cancellation_was_told_is_cancelled_again_without_a_reminder(desk, called):
    change_state(called, State.CANCELLED, after(1), today=TODAY)
    send_cancellation(called, after(2), today=TODAY)
    change_state(called, State.PLANNED, after(3), today=TODAY)
    asked = desk.get(reverse("calendar:meeting-state", args=[called.pk, "cancelled"])).content.decode()

    response = cancel(desk, called)

    assert "De som är kallade" not in asked
    assert response.url == admin_address(Meeting, "change", called.pk)


def test_staff_outside_the_secretariat_cancel_nothing(client, called):
    staff = UserFactory(is_staff=True)
    staff.user_permissions.add(Permission.objects.get(codename="change_meeting"))
    client.force_login(staff)

    assert cancel(client, called).status_code == 403
    called.refresh_from_db()
    assert not called.is_cancelled


def test_desk_reminds_until_the_cancellation_is_sent(desk, called):
    assert REMINDER not in desk_page(desk)
    change_state(called, State.CANCELLED, after(1), today=TODAY)

    page = desk_page(desk)

    assert f'<a href="{reverse("calendar:meeting-notices", args=[called.pk])}">{REMINDER}</a>' in page
    send_cancellation(called, after(2), today=TODAY)
    assert REMINDER not in desk_page(desk)


def test_desk_says_when_the_cancellation_has_not_reached_everyone(desk, called):
    Delivery.objects.update(status="failed")
    change_state(called, State.CANCELLED, after(1), today=TODAY)
    assert "har inte nått alla" not in desk_page(desk)  # the kallelse that failed needs no one's attention any more

    notice = send_cancellation(called, after(2), today=TODAY)
    notice.deliveries.filter(person__name="Direktör Sund").update(status="failed")

    assert "Brev om Rådet 2 februari 2017 har inte nått alla" in desk_page(desk)


@pytest.mark.parametrize("count", [1, 3])
def test_untold_cancellations_cost_one_query(django_assert_num_queries, count):
    meetings = MeetingFactory.create_batch(count, cancelled=True)
    for meeting in meetings:
        NoticeFactory(meeting=meeting)
        NoticeFactory(meeting=meeting, number=2, kind="change")
    told = NoticeFactory(meeting__cancelled=True, meeting__state="cancelled")
    NoticeFactory(meeting=told.meeting, number=2, kind="cancellation")
    again = NoticeFactory(meeting=MeetingFactory(cancelled=True), kind="cancellation")
    NoticeFactory(meeting=again.meeting, number=2, kind="summons")
    NoticeFactory(meeting__state="called")
    MeetingFactory(cancelled=True)

    with django_assert_num_queries(1):
        tasks = list(untold_cancellations(Asker(Reader(is_secretariat=True), TODAY, DONE.at)))

    told = [reverse("calendar:meeting-notices", args=[meeting.pk]) for meeting in [*meetings, again.meeting]]
    assert sorted(task.address for task in tasks) == sorted(told)

"""The secretariat's pages of the calendar are the secretariat's alone."""

import pytest
from django.urls import reverse

from tests.factories import MeetingFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]


@pytest.mark.parametrize(
    "page",
    [
        lambda meeting: reverse("calendar:year-planning"),
        lambda meeting: reverse("calendar:meeting-state", args=[meeting.pk, "cancelled"]),
        lambda meeting: reverse("calendar:meeting-day", args=[meeting.pk]),
    ],
)
def test_pages_are_the_secretariats_alone(client, page):
    meeting = MeetingFactory(month_only=True)
    address = page(meeting)

    anonymous = client.get(address)
    client.force_login(UserFactory())
    other = client.get(address)
    client.force_login(UserFactory(is_staff=True))
    staff = client.get(address)

    assert (anonymous.status_code, other.status_code, staff.status_code) == (302, 302, 403)

"""A form that makes something makes it once."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from calendar_app.models import AgendaItem
from committee.models import Organisation, Receipt
from tests.at_once import at_once
from tests.factories import MeetingFactory, UserFactory
from tests.forms import form_of

ONCE = "_en-gang"
pytestmark = pytest.mark.usefixtures("demo_day")


def add_page() -> str:
    return reverse("admin:committee_organisation_add")


@pytest.mark.django_db
def test_second_press_leads_to_what_the_first_made(desk):
    form = form_of(desk.get(add_page()), ONCE) | {"name": "Länsstyrelsen"}

    first, second = (desk.post(add_page(), form) for _ in range(2))

    assert (first.status_code, second.status_code) == (302, 302)
    assert first.url == second.url
    assert list(Organisation.objects.values_list("name", flat=True)) == ["Länsstyrelsen"]
    assert "Det är redan sparat." in desk.get(second.url).content.decode()


@pytest.mark.django_db
def test_form_with_a_fault_can_be_sent_again(desk):
    form = form_of(desk.get(add_page()), ONCE)

    faulty = desk.post(add_page(), form | {"name": ""})
    same = desk.post(add_page(), form | {"name": "Länsstyrelsen"})

    assert (faulty.status_code, same.status_code) == (200, 302)
    assert Organisation.objects.count() == 1


@pytest.mark.django_db
def test_each_page_has_its_own_number_and_two_forms_make_two(desk):
    forms = [form_of(desk.get(add_page()), ONCE) for _ in range(2)]

    for form, name in zip(forms, ("Ett", "Två"), strict=True):
        desk.post(add_page(), form | {"name": name})

    assert set(Organisation.objects.values_list("name", flat=True)) == {"Ett", "Två"}


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["", "x", "1"])
def test_form_without_a_number_is_taken_as_it_is(desk, number):
    for name in ("Ett", "Två"):
        desk.post(add_page(), {ONCE: number, "name": name})

    assert Organisation.objects.count() == 2


@pytest.mark.django_db
def test_receipts_are_forgotten_after_a_day(desk):
    old = Receipt.objects.create(key=uuid.uuid4(), address="/")
    Receipt.objects.filter(pk=old.pk).update(made_at=timezone.now() - dt.timedelta(days=2))

    desk.post(add_page(), form_of(desk.get(add_page()), ONCE) | {"name": "Ett"})

    assert list(Receipt.objects.values_list("address", flat=True)) == [
        reverse("admin:committee_organisation_changelist")
    ]


def test_presses_at_the_same_moment_make_one_item(committed):
    meeting, user = MeetingFactory(), UserFactory(secretary=True)
    page = reverse("calendar:item-add", args=[meeting.pk])
    client = Client()
    client.force_login(user)
    form = form_of(client.get(page), ONCE) | {"title": "Vägar", "kind": "decision"}

    def press() -> str:
        own = Client()
        own.cookies = client.cookies
        response = own.post(page, form)
        return f"{response.status_code} {response.url}"

    said = at_once(press, count=4)

    assert said == [f"302 {reverse('calendar:meeting-agenda', args=[meeting.pk])}"] * 4
    assert list(AgendaItem.objects.values_list("title", flat=True)) == ["Vägar"]

"""Many who edit one agenda at the same time: nothing that was saved is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from calendar_app.models import AgendaItem, Meeting
from committee.history.reading import event_model
from tests.factories import MeetingFactory, UserFactory
from tests.forms import form_of
from tests.meeting_factories import AgendaItemFactory

pytestmark = pytest.mark.usefixtures("demo_day")
SHOWN = "_visat"
EDITS = 5


def in_threads(count: int, work: Callable[[Client, int], None]) -> None:
    """Let so many editors, each logged in, do the work at the same time."""
    user, start = UserFactory(secretary=True), threading.Barrier(count)

    def one(who: int) -> None:
        client = Client()
        client.force_login(user)
        start.wait(60)
        try:
            work(client, who)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=[who]) for who in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)


def write(client: Client, item: AgendaItem, mark: str) -> int:
    """Open the item's page, write something below what stands there, and save; what the save answers."""
    page = reverse("calendar:item-change", args=[item.pk])
    form = form_of(client.get(page), SHOWN)
    return client.post(page, form | {"text": f"{form['text'][0].strip()}\n{mark}".strip()}).status_code


def saves() -> tuple[int, int]:
    """How many the meeting's version and the history have counted."""
    version = Meeting.objects.values_list("version", flat=True).get()
    return version, event_model(AgendaItem).objects.filter(pgh_label="update").count()


def test_twenty_five_editors_of_one_agenda_save_five_times_each(committed):
    meeting = MeetingFactory()
    items = [AgendaItemFactory(meeting=meeting, text="") for _ in range(25)]
    before, answers = saves(), []

    in_threads(25, lambda client, who: answers.extend(write(client, items[who], f"{n}") for n in range(EDITS)))

    assert answers == [302] * 125
    assert set(AgendaItem.objects.values_list("text", flat=True)) == {"0\n1\n2\n3\n4"}
    assert saves() == (before[0] + 125, before[1] + 125)


def test_editors_of_one_item_who_try_again_when_they_meet_lose_nothing(committed):
    item = AgendaItemFactory(text="")
    before, met = saves(), []

    def work(client: Client, who: int) -> None:
        for n in range(EDITS):
            while write(client, item, f"{who}:{n}") == 409:
                met.append(who)

    in_threads(4, work)

    item.refresh_from_db()
    assert sorted(item.text.split()) == [f"{who}:{n}" for who in range(4) for n in range(EDITS)]
    assert saves() == (before[0] + 20, before[1] + 20)
    assert met

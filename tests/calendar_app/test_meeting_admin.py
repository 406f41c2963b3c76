"""Meetings in the admin: what is noted, asked about and refused; hosts swapped."""

import datetime as dt

import pytest
from django.db import ProgrammingError, transaction

from calendar_app.models import HostTurn, Meeting, MeetingChange, State
from tests.confirming import choose, confirm, told
from tests.conftest import admin_address
from tests.factories import (
    BodyFactory,
    HostTurnFactory,
    MeetingFactory,
    MeetingHostFactory,
)
from tests.meeting_factories import MinutesFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
BROKEN = "Det blir 5 av minst 6 sammanträden 2017."


def typed(meeting: Meeting, **values) -> dict:
    return {
        "body": meeting.body_id,
        "kind": meeting.kind_id or "",
        "title": meeting.title,
        "precision": meeting.precision,
        "starts_on": meeting.starts_on,
        "ends_on": meeting.ends_on,
        "starts_at": meeting.starts_at or "",
        "ends_at": meeting.ends_at or "",
        "audience": meeting.audience,
        "agenda_audience": meeting.agenda_audience,
        "meeting_hosts-TOTAL_FORMS": 0,
        "meeting_hosts-INITIAL_FORMS": 0,
    } | values


def test_moving_the_sixth_meeting_out_of_the_year_is_asked_about_once_more(desk, committee):
    meeting = Meeting.objects.get(body=committee, starts_on=dt.date(2017, 12, 7))
    page = admin_address(Meeting, "change", meeting.pk)
    moved = typed(meeting, starts_on="2018-01-11", ends_on="2018-01-11")

    first = desk.post(page, moved)
    between = Meeting.objects.get(pk=meeting.pk).starts_on
    second = desk.post(page, moved | {"is_confirmed": "on"})

    assert BROKEN in first.content.decode()
    assert between == meeting.starts_on
    assert second.status_code == 302
    change = MeetingChange.objects.get()
    assert (change.what, change.before, change.after) == ("date", "7 december 2017", "11 januari 2018")


@pytest.mark.parametrize("state", [State.PLANNED, State.CALLED, State.HELD])
def test_meeting_that_is_planned_can_not_be_typed_back_to_a_month(desk, state):
    meeting = MeetingFactory(state=state)

    page = desk.post(
        admin_address(Meeting, "change", meeting.pk),
        typed(meeting, precision="month", starts_on="2017-02-01", ends_on="2017-02-01"),
    )

    assert "Ett möte som bara har månad är utkast, preliminärt eller inställt." in page.content.decode()
    assert Meeting.objects.get(pk=meeting.pk).precision == Meeting.Precision.DAY


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2017-12-16", "lördag 16 december 2017 är en helg."),
        ("2017-04-14", "14 april 2017 är Långfredagen."),
        ("2017-05-12", "12 maj 2017 krockar med Ledningsgruppen 12 maj 2017."),
    ],
)
def test_unusual_day_typed_in_the_admin_is_asked_about_once_more(desk, committee, day, words):
    meeting = Meeting.objects.get(body=committee, starts_on=dt.date(2017, 12, 7))
    new = {"body": committee.pk, "precision": "day", "starts_on": day, "ends_on": day, "audience": "public"}
    empty = {"meeting_hosts-TOTAL_FORMS": 0, "meeting_hosts-INITIAL_FORMS": 0}

    moved = desk.post(admin_address(Meeting, "change", meeting.pk), typed(meeting, starts_on=day, ends_on=day))
    added = desk.post(admin_address(Meeting, "add"), new | empty)
    confirmed = desk.post(admin_address(Meeting, "add"), new | empty | {"is_confirmed": "on"})

    assert words in moved.content.decode()
    assert words in added.content.decode()
    assert confirmed.status_code == 302
    assert Meeting.objects.get(pk=meeting.pk).starts_on == dt.date(2017, 12, 7)


def test_same_host_twice_is_refused_in_swedish(desk):
    meeting, host = MeetingFactory(), MeetingHostFactory().municipality
    twice = {"meeting_hosts-TOTAL_FORMS": 2} | {f"meeting_hosts-{place}-municipality": host.pk for place in (0, 1)}

    page = desk.post(admin_address(Meeting, "change", meeting.pk), typed(meeting) | twice).content.decode()

    assert "Två rader har samma" in page
    assert "municipality" not in page[page.index("Två rader") :][:80]


def test_moving_within_the_year_is_noted_and_shown_as_moved(desk, client, committee):
    meeting = Meeting.objects.get(body=committee, starts_on=dt.date(2017, 12, 7))

    response = desk.post(
        admin_address(Meeting, "change", meeting.pk), typed(meeting, starts_on="2017-12-14", ends_on="2017-12-14")
    )

    assert response.status_code == 302
    client.logout()
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "Flyttat från 7 december 2017" in page
    assert "<del>7 december 2017</del> <ins>14 december 2017</ins>" in page
    assert "EventRescheduled" in page
    assert "flyttat från 7 december 2017" in client.get("/kalender/").content.decode()
    assert "flyttat från 7 december 2017" in client.get("/kalender/2017/").content.decode()


def test_published_meeting_is_not_deleted_from_the_admin_and_a_draft_is(desk):
    published, draft = MeetingFactory(), MeetingFactory(draft=True)
    chosen = {"action": "delete_selected", "_selected_action": [published.pk, draft.pk], "post": "yes"}

    alone = desk.post(admin_address(Meeting, "delete", published.pk), {"post": "yes"})
    together = desk.post(admin_address(Meeting, "changelist"), chosen)
    desk.post(admin_address(Meeting, "delete", draft.pk), {"post": "yes"})

    assert alone.status_code == 403
    assert "är publicerat. Ställ in det i stället." in together.content.decode()
    assert list(Meeting.objects.all()) == [published]


def test_two_chosen_meetings_swap_hosts_and_other_numbers_are_refused(desk):
    rows = [MeetingHostFactory(municipality__name=name) for name in ("Sund", "Näs", "Vik")]
    refusal = ["Välj två möten som ska byta värdkommuner."]

    assert told(choose(desk, "swap", rows[0].meeting)) == refusal
    assert told(choose(desk, "swap", *(row.meeting for row in rows))) == refusal
    done = confirm(desk, "swap", rows[0].meeting, rows[1].meeting)
    assert "Mötena har bytt värdkommuner." in done.content.decode()
    hosts = Meeting.objects.order_by("pk").values_list("meeting_hosts__municipality__name", flat=True)
    assert list(hosts) == ["Näs", "Sund", "Vik"]


def test_two_chosen_turns_of_one_body_swap_and_of_two_bodies_do_not(desk):
    first, other = HostTurnFactory(year=2018), HostTurnFactory(year=2018)
    second = HostTurnFactory(body=first.body, year=2019)
    refused = choose(desk, "swap", first, other)
    confirm(desk, "swap", first, second)

    assert told(refused) == ["Välj två värdskap i samma organ."]
    assert HostTurn.objects.get(pk=first.pk).municipality == second.municipality


@pytest.mark.parametrize("change", ["body", "year"])
def test_meeting_with_minutes_keeps_its_body_and_year(desk, change):
    meeting = MinutesFactory(meeting__starts_on=dt.date(2017, 1, 12)).meeting
    new = {"body": BodyFactory().pk} if change == "body" else dict.fromkeys(("starts_on", "ends_on"), "2018-01-11")

    refused = desk.post(admin_address(Meeting, "change", meeting.pk), typed(meeting, **new, is_confirmed="on"))

    assert "behåller sitt organ och sitt år" in refused.content.decode()
    columns = {
        "body": {"body": BodyFactory()},
        "year": {"starts_on": dt.date(2018, 1, 11), "ends_on": dt.date(2018, 1, 11)},
    }
    with pytest.raises(ProgrammingError, match="minutes_keep_body_and_year"), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(**columns[change])
    moved = dict.fromkeys(("starts_on", "ends_on"), "2017-01-13")
    assert desk.post(admin_address(Meeting, "change", meeting.pk), typed(meeting, **moved)).status_code == 302


@pytest.mark.parametrize(("chosen", "kept"), [("", "members"), ("public", "public")])
def test_new_meeting_s_agenda_is_for_those_that_its_body_says(desk, chosen, kept):
    body = BodyFactory(agenda_audience="members")
    page = desk.get(admin_address(Meeting, "add")).content.decode()
    assert "de som organet anger" in page

    new = {"body": body.pk, "precision": "day", "starts_on": "2017-02-02", "ends_on": "2017-02-02"}
    empty = {"meeting_hosts-TOTAL_FORMS": 0, "meeting_hosts-INITIAL_FORMS": 0}
    desk.post(admin_address(Meeting, "add"), new | empty | {"audience": "public", "agenda_audience": chosen})

    assert Meeting.objects.get().agenda_audience == kept

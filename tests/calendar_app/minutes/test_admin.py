"""What is to be followed up, in the admin."""

import datetime as dt

import pytest
from django.urls import reverse

from calendar_app.models import FollowUp
from committee.models import Municipality
from tests.calendar_app.minutes.examples import adjusted_minutes
from tests.confirming import choose, confirm, press, told
from tests.conftest import admin_address
from tests.factories import MunicipalityFactory
from tests.meeting_factories import FollowUpFactory, MinutesFactory, ParagraphFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_after")]
LIST = reverse("admin:calendar_app_followup_changelist")


@pytest.fixture
def day_after(settings):
    settings.PORTAL_TODAY = dt.date(2017, 3, 3)


def shown(response) -> set[str]:
    return {row.task for row in response.context["cl"].result_list}


def three() -> None:
    FollowUpFactory(task="Väntar", due_on=dt.date(2017, 3, 3))
    FollowUpFactory(task="Försenad", due_on=dt.date(2017, 3, 2))
    FollowUpFactory(task="Klar", due_on=dt.date(2017, 3, 1), done_on=dt.date(2017, 2, 20))


@pytest.mark.parametrize(
    ("query", "tasks"),
    [
        ("", {"Väntar", "Försenad"}),
        ("?lage=vantar", {"Väntar", "Försenad"}),
        ("?lage=forsenad", {"Försenad"}),
        ("?lage=klar", {"Klar"}),
        ("?lage=alla", {"Väntar", "Försenad", "Klar"}),
    ],
)
def test_list_shows_what_waits_and_filters_the_rest(desk, query, tasks):
    three()

    assert shown(desk.get(LIST + query)) == tasks


def test_list_says_what_is_late(desk):
    three()

    html = desk.get(f"{LIST}?lage=alla").content.decode()

    assert html.count('field-state">försenad<') == 1
    assert 'field-state">klar 2017-02-20<' in html


def test_list_is_filtered_by_municipality(desk):
    sund = MunicipalityFactory(name="Sund", slug="sund")
    FollowUpFactory(task="Sunds", municipality=sund, owner="")
    FollowUpFactory(task="Annans")

    assert shown(desk.get(f"{LIST}?municipality__id__exact={Municipality.objects.get(slug='sund').pk}")) == {"Sunds"}


def test_action_marks_as_done_and_opens_again(desk):
    three()
    done = confirm(desk, "mark_done", *FollowUp.objects.all(), query="?lage=alla").content.decode()
    days = dict(FollowUp.objects.values_list("task", "done_on"))
    again = confirm(desk, "mark_waiting", *FollowUp.objects.all(), query="?lage=alla").content.decode()

    assert "2 uppföljningar är klara." in done
    assert days == {"Väntar": dt.date(2017, 3, 3), "Försenad": dt.date(2017, 3, 3), "Klar": dt.date(2017, 2, 20)}
    assert "3 uppföljningar väntar igen." in again
    assert not FollowUp.objects.exclude(done_on=None).exists()


def test_follow_up_of_sent_minutes_only_gets_its_day(desk):
    adjusted_minutes()
    follow_up = FollowUp.objects.get()
    page = admin_address(FollowUp, "change", follow_up.pk)

    html = desk.get(page).content.decode()
    desk.post(page, {"done_on": "2017-03-02", "task": "Något annat", "due_on": "2030-01-01", "owner": "en annan"})

    assert 'name="task"' not in html
    follow_up.refresh_from_db()
    assert (follow_up.task, follow_up.done_on) == ("Räkna på Taxan", dt.date(2017, 3, 2))


def test_follow_up_is_written_in_the_minutes_and_not_here(desk):
    assert desk.get(admin_address(FollowUp, "add")).status_code == 403


def test_follow_up_that_is_done_or_sent_is_not_deleted(desk):
    adjusted_minutes()
    done = FollowUpFactory(task="Klar", done_on=dt.date(2017, 2, 20))
    draft = FollowUpFactory(task="I ett utkast")
    locked = FollowUp.objects.get(task="Räkna på Taxan")

    for row in (done, locked):
        assert desk.post(admin_address(FollowUp, "delete", row.pk), {"post": "yes"}).status_code == 403
    chosen = {"_selected_action": [row.pk for row in (done, locked, draft)], "action": "delete_selected", "post": "yes"}
    html = desk.post(f"{LIST}?lage=alla", chosen).content.decode()
    assert "”Klar” är klar och står kvar." in html
    assert "”Räkna på Taxan” står i ett protokoll som är skickat för justering." in html
    assert FollowUp.objects.count() == 3
    desk.post(admin_address(FollowUp, "delete", draft.pk), {"post": "yes"})

    assert set(FollowUp.objects.all()) == {done, locked}


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_any_length(desk, django_assert_num_queries, count):
    for _ in range(count):
        FollowUpFactory(paragraph=ParagraphFactory(minutes=MinutesFactory()), municipality=MunicipalityFactory())

    with django_assert_num_queries(13):
        response = desk.get(LIST)

    assert len(response.context["cl"].result_list) == count


def test_marking_as_done_says_what_happens_before_it_does(desk):
    three()

    page = choose(desk, "mark_done", *FollowUp.objects.all(), query="?lage=alla")

    assert told(page) == [
        "2 uppföljningar blir klara 3 mars 2017: Försenad och Väntar.",
        "Det som är klart står inte på föredragningslistor för möten efter den dagen.",
        "1 uppföljning har redan en dag och behåller den: Klar.",
    ]
    assert FollowUp.objects.exclude(done_on=None).count() == 1


def test_opening_again_says_which_days_are_lost(desk):
    three()

    page = choose(desk, "mark_waiting", *FollowUp.objects.all(), query="?lage=alla")

    assert told(page) == [
        "Klar väntar igen. Dagen då det blev klart tas bort: 20 februari 2017.",
        "Det som väntar står på organets föredragningslistor tills det är klart.",
        "2 uppföljningar väntar redan och förblir som förut: Försenad och Väntar.",
    ]
    assert FollowUp.objects.exclude(done_on=None).count() == 1


def test_nothing_to_mark_is_told(desk):
    done, waiting = FollowUpFactory(done_on=dt.date(2017, 2, 20)), FollowUpFactory()

    assert told(choose(desk, "mark_done", done, query="?lage=alla")) == [
        "Det du har valt är redan klart. Det finns inget att göra."
    ]
    assert told(choose(desk, "mark_waiting", waiting)) == [
        "Det du har valt väntar redan. Det finns inget att öppna igen."
    ]


def test_second_press_meets_a_list_where_the_row_is_filtered_away_and_is_told_that_it_is_done(desk):
    page = choose(desk, "mark_done", FollowUpFactory(task="Räkna"))

    first, second = press(desk, page), press(desk, page)

    assert (first.status_code, second.status_code) == (302, 409)
    assert "något har ändrats sedan sidan visades (Räkna)" in second.content.decode()
    assert told(second) == ["Det du har valt är redan klart. Det finns inget att göra."]

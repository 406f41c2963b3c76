"""What publishing meetings and turns and swapping hosts is said to do, all of it, and that it is done only then."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from calendar_app.models import HostTurn, Meeting, MeetingChange, MeetingHost
from tests.at_once import at_once
from tests.confirming import choose, confirm, press, told
from tests.conftest import admin_address
from tests.factories import (
    BodyFactory,
    DutyFactory,
    HostTurnFactory,
    MeetingFactory,
    MeetingHostFactory,
    MunicipalityFactory,
    PlanFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
FEBRUARY, MARCH = dt.date(2017, 2, 2), dt.date(2017, 3, 2)


def hosted(name: str, day: dt.date, **values) -> Meeting:
    """A meeting of "Rådet" with a host of that name."""
    host = MeetingHostFactory(municipality__name=name, meeting__starts_on=day, **values)
    return host.meeting


def hosts() -> list[str]:
    rows = MeetingHost.objects.order_by("meeting__starts_on", "position")
    return list(rows.values_list("municipality__name", flat=True))


def test_publishing_meetings_says_who_sees_them_and_what_comes_with_them(desk):
    body = BodyFactory(name="Rådet", draft=True)
    day = {"body": body, "draft": True}
    rows = [
        MeetingHostFactory(
            meeting=MeetingFactory(starts_on=FEBRUARY, **day),
            municipality__name="Sund",
            municipality__draft=True,
        ).meeting,
        MeetingFactory(starts_on=dt.date(2018, 3, 1), precision="month", **day),
        MeetingFactory(starts_on=MARCH, audience="members", **day),
        MeetingFactory(starts_on=dt.date(2017, 4, 6), audience="secretariat", **day),
        MeetingFactory(starts_on=dt.date(2017, 5, 4), body__name="Gruppen"),
    ]

    page = choose(desk, "announce", *rows)
    before = Meeting.objects.filter(announced_at=None).count()
    press(desk, page)

    assert told(page) == [
        "2 möten visas för alla: Rådet 2 februari 2017 och Rådet mars 2018 (preliminärt).",
        "1 möte visas för organets ledamöter: Rådet 2 mars 2017.",
        "1 möte visas bara för sekretariatet: Rådet 6 april 2017.",
        "1 möte har ingen dag och blir preliminärt: Rådet mars 2018 (preliminärt).",
        "Den som får se mötena och prenumererar får dem i sin kalender.",
        "Ett publicerat möte kan ställas in men inte tas bort.",
        "Det som nämns och är utkast visas samtidigt: organ Rådet och kommun Sund.",
        "1 möte visas redan och förblir som förut: Gruppen 4 maj 2017.",
    ]
    assert before == 4
    assert not Meeting.objects.filter(announced_at=None).exists()


def test_publishing_turns_says_what_comes_with_them(desk):
    body = BodyFactory(name="Rådet", draft=True)
    turn = HostTurnFactory(body=body, year=2018, municipality__name="Sund", draft=True)

    page = choose(desk, "announce", turn)
    before = HostTurn.objects.filter(announced_at=None).count()
    press(desk, page)

    assert told(page) == [
        "1 värdskap visas för alla: Rådet 2018: Sund.",
        "Det som nämns och är utkast visas samtidigt: organ Rådet.",
    ]
    assert before == 1
    assert not HostTurn.objects.filter(announced_at=None).exists()


@pytest.fixture
def promised_rota(db):
    """Rådet promises that hosts follow the order Sund, Näs, Vik, and does so at three meetings."""
    body = BodyFactory(name="Rådet")
    DutyFactory(plan=PlanFactory(year=2017), body=body, kind="hosts")
    days = {"Sund": FEBRUARY, "Näs": MARCH, "Vik": dt.date(2017, 4, 6)}
    meetings = [hosted(name, day, meeting__body=body) for name, day in days.items()]
    for position, meeting in enumerate(meetings, start=1):
        HostTurnFactory(body=body, year=None, position=position, municipality=meeting.hosts.get())
    return meetings[:2]


def test_swap_of_hosts_says_what_readers_see_and_what_it_breaks(desk, promised_rota):
    page = choose(desk, "swap", *promised_rota)
    before = hosts()
    press(desk, page)

    assert told(page) == [
        "Rådet 2 februari 2017: Näs blir värd i stället för Sund.",
        "Rådet 2 mars 2017: Sund blir värd i stället för Näs.",
        "Bytet visas som en ändring på mötets sida, och hos den som prenumererar.",
        "Mot värdordningen efter bytet: Näs och Sund har bytt: Näs är värd 2 februari 2017 och Sund 2 mars 2017.",
    ]
    assert before == ["Sund", "Näs", "Vik"]
    assert hosts() == ["Näs", "Sund", "Vik"]
    assert MeetingChange.objects.count() == 2  # what was tried for the page left nothing
    assert told(choose(desk, "swap", *promised_rota))[-1] == (
        "Inte längre mot värdordningen: Näs och Sund har bytt: Näs är värd 2 februari 2017 och Sund 2 mars 2017."
    )


def test_swap_of_hosts_of_drafts_and_of_what_is_called_or_over(desk):
    day = dt.date(2017, 1, 12)
    over = hosted("Sund", day, meeting__body__name="Rådet", municipality__draft=True, meeting__state="held")
    called = MeetingFactory(body=over.body, starts_on=FEBRUARY, state="called")
    drafts = [hosted(name, MARCH, meeting__body=over.body, meeting__draft=True) for name in ("Näs", "Vik")]

    assert told(choose(desk, "swap", over, called)) == [
        "Rådet 12 januari 2017: ingen blir värd i stället för Sund.",
        "Rådet 2 februari 2017: Sund blir värd i stället för ingen.",
        "Bytet visas som en ändring på mötets sida, och hos den som prenumererar.",
        "Sund är utkast och publiceras.",
        "Rådet 12 januari 2017 har redan varit.",
        "Kallelsen till Rådet 2 februari 2017 är skickad. Berätta om bytet för dem som är kallade.",
    ]
    assert told(choose(desk, "swap", *drafts)) == [
        "Rådet 2 mars 2017: Vik blir värd i stället för Näs.",
        "Rådet 2 mars 2017: Näs blir värd i stället för Vik.",
    ]


def test_meetings_with_the_same_hosts_have_nothing_to_swap(desk):
    rows = [MeetingFactory(), MeetingFactory()]

    assert told(choose(desk, "swap", *rows)) == ["Mötena har redan samma värdkommuner. Det finns inget att byta."]


def test_host_of_a_draft_that_changed_after_the_page_was_shown_is_not_swapped(desk):
    rows = [hosted(name, FEBRUARY, meeting__draft=True, meeting__body__name=name) for name in ("Sund", "Näs")]
    page = choose(desk, "swap", *rows)
    MeetingHost.objects.filter(meeting=rows[0]).update(municipality=MunicipalityFactory(name="Vik"))

    again = press(desk, page)

    assert again.status_code == 409
    assert told(again)[0] == "Sund 2 februari 2017: Näs blir värd i stället för Vik."
    assert set(hosts()) == {"Vik", "Näs"}


def test_two_presses_at_once_swap_once(committed, settings):
    settings.PORTAL_TODAY = dt.date(2017, 1, 16)
    body = BodyFactory()
    rows = [hosted(name, day, meeting__body=body) for name, day in (("Sund", FEBRUARY), ("Näs", MARCH))]
    reading = Client()
    reading.force_login(UserFactory(secretary=True))
    page = choose(reading, "swap", *rows)

    def press_it() -> str:
        client = Client()
        client.cookies = reading.cookies
        return str(press(client, page).status_code)

    assert at_once(press_it, 2) == ["302", "409"]
    assert hosts() == ["Näs", "Sund"]


def test_swap_of_turns_says_what_it_breaks(desk):
    body = BodyFactory(name="Rådet")
    DutyFactory(plan=PlanFactory(year=2017), body=body, kind="hosts")
    first = HostTurnFactory(body=body, year=2017, municipality__name="Sund")
    second = HostTurnFactory(body=body, year=2018, municipality__name="Näs")
    MeetingHostFactory(municipality=first.municipality, meeting__body=body, meeting__starts_on=FEBRUARY)

    page = choose(desk, "swap", first, second)
    before = HostTurn.objects.get(pk=first.pk).municipality
    press(desk, page)

    assert told(page) == [
        "Rådet 2017: Näs i stället för Sund.",
        "Rådet 2018: Sund i stället för Näs.",
        "Alla ser bytet direkt, också i kalendern.",
        "Mot värdordningen efter bytet: 2 februari 2017: enligt värdlistan är det Näs, men Sund står som värd.",
    ]
    assert before == first.municipality
    assert HostTurn.objects.get(pk=first.pk).municipality == second.municipality


def test_turns_that_can_t_be_swapped_say_why(desk):
    body, sund = BodyFactory(), MunicipalityFactory()
    same = [HostTurnFactory(body=body, year=year, municipality=sund) for year in (2018, 2019)]
    draft = HostTurnFactory(body=body, year=2020, municipality__name="Vik", municipality__draft=True, draft=True)

    assert told(choose(desk, "swap", same[0])) == ["Välj två värdskap i samma organ."]
    assert told(choose(desk, "swap", *same)) == ["Värdskapen har redan samma kommun. Det finns inget att byta."]
    assert told(choose(desk, "swap", same[0], draft)) == ["Vik är ett utkast. Publicera kommunen först."]


def test_meetings_that_the_reader_doesn_t_see_can_t_be_chosen(client):
    user = UserFactory(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["change_meeting", "change_hostturn"]))
    client.force_login(user)
    draft = MeetingFactory(draft=True, body__name="Hemligt")
    turn = HostTurnFactory(draft=True, body=draft.body)

    for row in (draft, turn):
        page = choose(client, "announce", row)
        assert told(page) == ["Det du har valt finns inte."]
        assert "Hemligt" not in page.content.decode()


def test_promises_that_a_swap_breaks_are_told_to_the_secretariat_alone(client, promised_rota):
    user = UserFactory(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="change_meeting"))
    client.force_login(user)

    page = choose(client, "swap", *promised_rota)
    done = confirm(client, "swap", *promised_rota)

    assert told(page) == [
        "Rådet 2 februari 2017: Näs blir värd i stället för Sund.",
        "Rådet 2 mars 2017: Sund blir värd i stället för Näs.",
        "Bytet visas som en ändring på mötets sida, och hos den som prenumererar.",
    ]
    assert "turordningen" not in done.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_asking_about_meetings_costs_the_same_for_any_number(desk, django_assert_num_queries, count):
    rows = [MeetingHostFactory(meeting__draft=True).meeting for _ in range(count)]

    with django_assert_num_queries(23):
        choose(desk, "announce", *rows)


def test_all_drafts_across_the_pages_are_published_with_the_list_s_filter(desk):
    body = BodyFactory(name="Rådet")
    days = [dt.date(2018, 1, 1) + dt.timedelta(days=n) for n in range(110)]
    Meeting.objects.bulk_create(Meeting(body=body, starts_on=day, ends_on=day) for day in days)
    other = MeetingFactory(draft=True)

    query = f"?body__id__exact={body.pk}"
    page = choose(desk, "announce", Meeting.objects.filter(body=body).first(), query=query, select_across=1)
    done = press(desk, page)

    assert "Du har valt 110 möten, alla i listan." in page.content.decode()
    assert done["Location"] == admin_address(Meeting, "changelist") + query
    assert list(Meeting.objects.filter(announced_at=None)) == [other]


def test_published_meetings_are_told_of_when_done(desk):
    done = confirm(desk, "announce", MeetingFactory(draft=True), MeetingFactory(draft=True))

    assert "2 rader publicerades." in done.content.decode()

"""The calendar's pages and the bodies'."""

import datetime as dt

import pytest
from django.urls import reverse

from calendar_app.models import Meeting
from tests.factories import (
    BodyFactory,
    CooperationFactory,
    HostTurnFactory,
    MeetingFactory,
    MeetingHostFactory,
    MeetingKindFactory,
    MunicipalityFactory,
    PlanEditionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
DAY = dt.date(2017, 1, 16)


@pytest.fixture(autouse=True)
def on_the_day(settings):
    settings.PORTAL_TODAY = DAY


@pytest.fixture
def secretary_client(client):
    client.force_login(UserFactory(secretary=True))
    return client


def hosted(count: int, **values) -> list[Meeting]:
    meetings = MeetingFactory.create_batch(count, **values)
    for meeting in meetings:
        MeetingHostFactory(meeting=meeting)
    return meetings


@pytest.mark.parametrize("count", [1, 3, 100])
def test_meeting_list_costs_the_same_for_any_length(client, django_assert_num_queries, count):
    CooperationFactory()
    upcoming = hosted(count)
    past = hosted(count, starts_on=dt.date(2016, 12, 1))

    with django_assert_num_queries(8):
        response = client.get(reverse("calendar:meeting-list"))

    assert set(response.context["upcoming"]) == set(upcoming)
    assert set(response.context["past"]) <= set(past)
    assert len(response.context["past"]) == min(count, 12)


def test_meeting_list_with_nothing_to_come_says_so_and_shows_the_latest(client):
    old, older = (MeetingFactory(starts_on=dt.date(2016, month, 1)) for month in (12, 10))

    response = client.get(reverse("calendar:meeting-list"))

    assert "Inga kommande möten är publicerade." in response.content.decode()
    assert list(response.context["past"]) == [old, older]


def test_meeting_list_hides_drafts_from_all_but_the_secretariat(client):
    shown = MeetingFactory()
    draft = MeetingFactory(draft=True, title="Hemligt möte")

    public = client.get(reverse("calendar:meeting-list"))
    client.force_login(UserFactory(secretary=True))
    internal = client.get(reverse("calendar:meeting-list"))

    assert set(public.context["upcoming"]) == {shown}
    assert "emligt möte" not in public.content.decode()
    assert set(internal.context["upcoming"]) == {shown, draft}
    assert 'data-status="draft"' in internal.content.decode()


def test_meeting_list_filters_by_body_and_host(client):
    mine, other = MeetingFactory(), MeetingFactory()
    host = MeetingHostFactory(meeting=mine).municipality
    address = reverse("calendar:meeting-list")

    by_body = client.get(address, {"organ": mine.body.slug})
    by_host = client.get(address, {"kommun": host.slug})
    by_both = client.get(address, {"organ": other.body.slug, "kommun": host.slug})

    assert list(by_body.context["upcoming"]) == [mine]
    assert list(by_host.context["upcoming"]) == [mine]
    assert list(by_both.context["upcoming"]) == []
    assert "Inga kommande möten passar urvalet." in by_both.content.decode()
    assert f"?organ={other.body.slug}&amp;kommun={host.slug}" in by_host.content.decode() or (
        f"?kommun={host.slug}&amp;organ={other.body.slug}" in by_host.content.decode()
    )


@pytest.mark.parametrize("value", ["finns-inte", "a" * 5000, "'; DROP TABLE x", "%"])
@pytest.mark.parametrize("parameter", ["organ", "kommun"])
def test_meeting_list_with_an_unknown_filter_is_not_found(client, parameter, value):
    assert client.get(reverse("calendar:meeting-list"), {parameter: value}).status_code == 404


def test_meeting_list_does_not_name_a_body_that_is_a_draft(client):
    BodyFactory(draft=True, name="Hemligt organ", slug="hemligt")
    MunicipalityFactory(draft=True, name="Hemlig kommun", slug="hemlig")
    address = reverse("calendar:meeting-list")

    assert "emlig" not in client.get(address).content.decode()
    assert client.get(address, {"organ": "hemligt"}).status_code == 404
    assert client.get(address, {"kommun": "hemlig"}).status_code == 404


@pytest.mark.parametrize("count", [1, 3, 100])
def test_year_detail_costs_the_same_for_any_length(client, django_assert_num_queries, count):
    CooperationFactory()
    meetings = hosted(count)

    with django_assert_num_queries(7):
        response = client.get(reverse("calendar:year-detail", args=[2017]))

    assert set(response.context["meetings"]) == set(meetings)
    assert response.context["wheel"].count == count


def test_year_detail_lists_what_the_wheel_draws(client):
    body = BodyFactory(name="Rådet")
    MeetingFactory(body=body, starts_on=dt.date(2018, 8, 16), ends_on=dt.date(2018, 8, 17))
    MeetingFactory(body=body, month_only=True)

    page = client.get(reverse("calendar:year-detail", args=[2018])).content.decode()

    assert "<title>Rådet 16–17 augusti 2018</title>" in page
    assert "<title>Rådet mars 2018 (preliminärt)</title>" in page
    assert page.count('class="span"') == 2
    assert page.count("data-tentative") == 1
    assert '<time datetime="2018-03">mars 2018 (preliminärt)</time>' in page


def test_year_detail_without_meetings_is_not_found(client):
    MeetingFactory(draft=True, starts_on=dt.date(2019, 1, 1))

    assert client.get(reverse("calendar:year-detail", args=[2019])).status_code == 404
    assert client.get("/kalender/0000/").status_code == 404
    assert client.get("/kalender/10000/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_meeting_detail_costs_the_same_for_any_number_of_hosts(client, django_assert_num_queries, count):
    CooperationFactory()
    meeting = MeetingFactory(starts_at=dt.time(12), ends_at=dt.time(15))
    for position in range(1, count + 1):
        MeetingHostFactory(meeting=meeting, position=position)

    with django_assert_num_queries(11):
        response = client.get(meeting.get_absolute_url())

    assert response.context["meeting"] == meeting
    assert f"Värdkommun{'er' if count > 1 else ''}</dt>" in response.content.decode()


def test_meeting_detail_leads_to_neighbours_and_to_what_prepares_it(client):
    body = BodyFactory()
    preparing = BodyFactory(prepares=body)
    days = [dt.date(2017, month, 1) for month in (2, 3, 4)]
    before, meeting, after = (MeetingFactory(body=body, starts_on=day) for day in days)
    prepared = MeetingFactory(body=preparing, starts_on=dt.date(2017, 2, 20))
    MeetingFactory(body=preparing, starts_on=dt.date(2017, 2, 25), draft=True)

    context = client.get(meeting.get_absolute_url()).context

    assert (context["previous"], context["next"], context["prepared_at"]) == (before, after, prepared)


def test_cancelled_meeting_prepares_nothing(client):
    body = BodyFactory()
    meeting = MeetingFactory(body=body, starts_on=dt.date(2017, 3, 1))
    preparing = BodyFactory(prepares=body)
    held = MeetingFactory(body=preparing, starts_on=dt.date(2017, 2, 10))
    MeetingFactory(body=preparing, starts_on=dt.date(2017, 2, 20), cancelled=True)

    assert client.get(meeting.get_absolute_url()).context["prepared_at"] == held


def test_meeting_detail_of_a_month_gives_no_day(client):
    page = client.get(MeetingFactory(month_only=True, body__name="Rådet").get_absolute_url()).content.decode()

    assert "mars 2018 (preliminärt)" in page
    assert "1 mars 2018" not in page
    assert "2018-03-01" not in page


def test_meeting_detail_of_a_draft_answers_as_one_that_does_not_exist(client):
    draft = MeetingFactory(draft=True)

    hidden = client.get(draft.get_absolute_url())
    missing = client.get(reverse("calendar:meeting-detail", args=[draft.pk + 1000]))
    huge = client.get("/kalender/sammantrade/99999999999999999999/")

    assert (hidden.status_code, missing.status_code, huge.status_code) == (404, 404, 404)
    assert hidden.content == missing.content


def test_meeting_detail_of_a_draft_is_the_secretariats(secretary_client):
    draft = MeetingFactory(draft=True)

    assert secretary_client.get(draft.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_body_list_costs_the_same_for_any_length(client, django_assert_num_queries, count):
    CooperationFactory()
    PlanEditionFactory(plan__year=2017)
    bodies = BodyFactory.create_batch(count)
    BodyFactory(draft=True)

    with django_assert_num_queries(4):
        response = client.get(reverse("calendar:body-list"))

    assert {row["body"] for row in response.context["bodies"]} == set(bodies)


@pytest.mark.parametrize("count", [1, 3])
def test_body_detail_costs_the_same_for_any_length(client, django_assert_num_queries, count):
    CooperationFactory()
    PlanEditionFactory(plan__year=2017)
    body = BodyFactory()
    BodyFactory(prepares=body)
    upcoming = hosted(count, body=body)
    hosted(count, body=body, starts_on=dt.date(2016, 12, 1))
    turns = HostTurnFactory.create_batch(count, body=body)

    with django_assert_num_queries(11):
        response = client.get(reverse("calendar:body-detail", args=[body.slug]))

    assert set(response.context["upcoming"]) == set(upcoming)
    assert set(response.context["turns"]) == {turn for turn in turns if turn.year >= DAY.year}


def test_body_detail_of_a_draft_is_not_found(client):
    body = BodyFactory(draft=True)

    assert client.get(reverse("calendar:body-detail", args=[body.slug])).status_code == 404


def test_body_detail_hides_host_turns_that_are_drafts(client):
    body = BodyFactory()
    shown = HostTurnFactory(body=body, year=2018)
    HostTurnFactory(body=body, year=2019, draft=True, municipality__name="Hemlig kommun")

    response = client.get(reverse("calendar:body-detail", args=[body.slug]))

    assert list(response.context["turns"]) == [shown]
    assert "Hemlig kommun" not in response.content.decode()


def test_body_names_no_neighbour_that_is_a_draft(client):
    body = BodyFactory(prepares=BodyFactory(draft=True, name="Hemligt råd"))
    BodyFactory(prepares=body, draft=True, name="Hemligt utskott")

    for address in (reverse("calendar:body-detail", args=[body.slug]), reverse("calendar:body-list")):
        assert "Hemligt" not in client.get(address).content.decode()


def test_meeting_of_another_kind_or_after_a_meeting_is_not_said_to_be_prepared(client):
    body = BodyFactory()
    MeetingFactory(body=BodyFactory(prepares=body), starts_on=dt.date(2017, 5, 12))
    conference = MeetingFactory(body=body, kind=MeetingKindFactory(), starts_on=dt.date(2017, 8, 16))

    assert client.get(conference.get_absolute_url()).context["prepared_at"] is None


def test_month_that_has_passed_is_not_said_to_come(client, settings):
    meeting = MeetingFactory(month_only=True)
    settings.PORTAL_TODAY = dt.date(2020, 1, 16)

    page = client.get(meeting.get_absolute_url()).content.decode()

    assert "Någon dag blev aldrig publicerad." in page
    assert "har varit" in page
    assert "Dagen är inte bestämd än." not in page


def test_body_detail_says_whose_turn_it_is_when_the_order_is_published(client):
    body = BodyFactory()
    hosts = [MunicipalityFactory(name=name) for name in ("Sund", "Näs", "Vik")]
    for position, host in enumerate(hosts, start=1):
        HostTurnFactory(body=body, year=None, position=position, municipality=host)
    for month, host in ((2, hosts[1]), (3, hosts[2])):
        MeetingHostFactory(meeting=MeetingFactory(body=body, starts_on=dt.date(2017, month, 2)), municipality=host)
    MeetingFactory(body=body, starts_on=dt.date(2017, 4, 2))
    MeetingFactory(body=body, starts_on=dt.date(2017, 5, 2), kind=MeetingKindFactory())

    response = client.get(reverse("calendar:body-detail", args=[body.slug]))

    assert response.context["next_host"] == "Sund"
    assert "Näst på tur: <b>Sund</b>" in response.content.decode()

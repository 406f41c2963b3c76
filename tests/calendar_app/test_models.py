"""Meetings: which are to come, who sees them, and what they are called."""

import datetime as dt

import pytest

from calendar_app.models import HostTurn, Meeting
from committee.models import Body, Municipality
from committee.reader import Reader
from tests.factories import (
    AT,
    BodyFactory,
    HostTurnFactory,
    MeetingFactory,
    MeetingHostFactory,
    MeetingKindFactory,
    MunicipalityFactory,
)

pytestmark = pytest.mark.django_db
PUBLIC, SECRETARIAT = Reader(), Reader(is_secretariat=True)


def day(iso):
    return dt.date.fromisoformat(iso)


@pytest.fixture
def meetings():
    return {
        "january": MeetingFactory(starts_on=day("2018-01-20")),
        "two_days": MeetingFactory(starts_on=day("2018-03-16"), ends_on=day("2018-03-17")),
        "some_day_in_march": MeetingFactory(month_only=True),
        "april": MeetingFactory(starts_on=day("2018-04-01")),
    }


@pytest.mark.parametrize(
    ("today", "upcoming"),
    [
        ("2018-01-20", ["january", "some_day_in_march", "two_days", "april"]),
        ("2018-01-21", ["some_day_in_march", "two_days", "april"]),
        ("2018-03-01", ["some_day_in_march", "two_days", "april"]),
        ("2018-03-17", ["some_day_in_march", "two_days", "april"]),
        ("2018-03-18", ["some_day_in_march", "april"]),
        ("2018-03-31", ["some_day_in_march", "april"]),
        ("2018-04-01", ["april"]),
        ("2018-04-02", []),
    ],
)
def test_meeting_is_upcoming_through_its_last_day_and_a_month_through_its_end(meetings, today, upcoming):
    names = {meeting.pk: name for name, meeting in meetings.items()}

    coming = [names[meeting.pk] for meeting in Meeting.objects.upcoming(day(today))]
    past = [names[meeting.pk] for meeting in Meeting.objects.past(day(today))]

    latest_first = ["april", "two_days", "some_day_in_march", "january"]
    assert coming == upcoming
    assert past == [name for name in latest_first if name not in upcoming]


def test_meeting_over_new_year_is_in_both_years():
    new_year = MeetingFactory(starts_on=day("2017-12-31"), ends_on=day("2018-01-01"))
    before, after = MeetingFactory(starts_on=day("2017-12-30")), MeetingFactory(starts_on=day("2018-01-02"))

    assert list(Meeting.objects.in_year(2017)) == [before, new_year]
    assert list(Meeting.objects.in_year(2018)) == [new_year, after]
    assert list(Meeting.objects.in_year(2019)) == []


def test_meetings_on_one_day_come_by_the_clock():
    late = MeetingFactory(starts_on=day("2017-02-02"), starts_at=dt.time(13), ends_at=dt.time(15))
    early = MeetingFactory(starts_on=day("2017-02-02"), starts_at=dt.time(9), ends_at=dt.time(11))

    assert list(Meeting.objects.in_year(2017)) == [early, late]


def test_years_are_those_with_meetings_in_order():
    for start in ("2018-01-01", "2017-02-02", "2017-03-03"):
        MeetingFactory(starts_on=day(start))

    assert Meeting.objects.years() == [2017, 2018]


@pytest.mark.parametrize("factory", [MeetingFactory, HostTurnFactory])
def test_draft_is_the_secretariats_alone_until_announced(factory):
    draft, public = factory(draft=True), factory()
    rows = type(draft).objects

    assert set(rows.visible_to(PUBLIC)) == {public}
    assert set(rows.visible_to(SECRETARIAT)) == {draft, public}
    assert rows.announce(at=AT) == 1
    assert set(rows.visible_to(PUBLIC)) == {draft, public}


def test_announcing_a_meeting_announces_its_body_and_hosts_and_no_others():
    meeting = MeetingFactory(draft=True, body=BodyFactory(draft=True))
    host = MeetingHostFactory(meeting=meeting, municipality=MunicipalityFactory(draft=True)).municipality
    other = MeetingFactory(draft=True, body=BodyFactory(draft=True))
    MeetingHostFactory(meeting=other, municipality=MunicipalityFactory(draft=True))

    assert Meeting.objects.filter(pk=meeting.pk).announce(at=AT) == 1

    assert set(Meeting.objects.visible_to(PUBLIC)) == {meeting}
    assert set(Body.objects.visible_to(PUBLIC)) == {meeting.body}
    assert set(Municipality.objects.visible_to(PUBLIC)) == {host}


def test_announcing_a_turn_announces_its_body_and_host():
    turn = HostTurnFactory(draft=True, body=BodyFactory(draft=True), municipality=MunicipalityFactory(draft=True))

    assert HostTurn.objects.announce(at=AT) == 1

    assert set(Body.objects.visible_to(PUBLIC)) == {turn.body}
    assert set(Municipality.objects.visible_to(PUBLIC)) == {turn.municipality}


def test_turns_begin_with_the_year():
    turns = [HostTurnFactory(year=year) for year in (2018, 2016, 2017)]

    assert list(HostTurn.objects.from_year(2017)) == [turns[2], turns[0]]


def test_meetings_hosted_by_a_municipality_are_found_whatever_its_place():
    hosting = MeetingHostFactory(position=2)
    MeetingHostFactory(meeting=hosting.meeting)
    MeetingHostFactory()

    assert set(Meeting.objects.hosted_by(hosting.municipality)) == {hosting.meeting}


def test_neighbours_of_a_meeting_are_the_nearest_first():
    first, second, third = (
        MeetingFactory(starts_on=day(start)) for start in ("2017-02-02", "2017-03-23", "2017-06-01")
    )

    assert list(Meeting.objects.before(third)) == [second, first]
    assert list(Meeting.objects.after(first)) == [second, third]


def test_preparing_meetings_are_those_of_the_preparing_body_before_it():
    committee = BodyFactory()
    group = BodyFactory(prepares=committee)
    early, late, after = (
        MeetingFactory(body=group, starts_on=day(start)) for start in ("2017-01-20", "2017-02-01", "2017-02-24")
    )
    MeetingFactory(starts_on=day("2017-02-01"))
    meeting = MeetingFactory(body=committee, starts_on=day("2017-02-02"))
    in_march = MeetingFactory(body=committee, month_only=True)

    assert list(Meeting.objects.preparing(meeting)) == [late, early]
    assert list(Meeting.objects.preparing(in_march)) == []
    assert after in Meeting.objects.after(meeting)


def test_meeting_is_named_by_its_body_and_its_title_or_kind():
    council = BodyFactory(name="Vikrådet")
    kind = MeetingKindFactory(name="Planeringskonferens")

    names = [MeetingFactory.build(body=council, **values).name for values in ({}, {"kind": kind}, {"title": "Bokslut"})]

    assert names == ["Vikrådet", "Vikrådet, planeringskonferens", "Vikrådet, bokslut"]


@pytest.mark.parametrize(
    ("values", "when", "weekday", "week", "clock"),
    [
        (
            {"starts_on": day("2017-02-02"), "starts_at": dt.time(12), "ends_at": dt.time(15)},
            "2 februari 2017",
            "torsdag",
            5,
            "kl.\xa012.00–15.00",
        ),
        (
            {"starts_on": day("2017-04-06"), "ends_on": day("2017-04-07")},
            "6–7 april 2017",
            "torsdag–fredag",
            14,
            "",
        ),
        ({"month_only": True}, "mars 2018 (preliminärt)", "", None, ""),
        ({"starts_on": day("2017-01-01")}, "1 januari 2017", "söndag", 52, ""),
    ],
)
def test_meeting_tells_when_it_is(values, when, weekday, week, clock):
    meeting = MeetingFactory(**values)

    assert (meeting.when, meeting.weekday, meeting.week, meeting.clock) == (when, weekday, week, clock)
    assert meeting.is_month_only is ("month_only" in values)


def test_hosts_are_named_in_the_order_of_the_plan(django_assert_num_queries):
    meeting = MeetingFactory()
    for position, name in ((2, "Nordvik"), (1, "Östervik"), (3, "Sunda")):
        MeetingHostFactory(
            meeting=meeting, position=position, municipality=MunicipalityFactory(name=name, slug=name[0].lower())
        )

    with django_assert_num_queries(2):
        found = Meeting.objects.with_body_and_hosts().get()
        names = found.host_names

    assert names == "Östervik, Nordvik och Sunda"
    assert MeetingFactory().host_names == ""


@pytest.mark.parametrize("count", [1, 3])
def test_meetings_with_body_and_hosts_cost_the_same_for_any_number(django_assert_num_queries, count):
    for meeting in MeetingFactory.create_batch(count, kind=MeetingKindFactory()):
        MeetingHostFactory(meeting=meeting)

    with django_assert_num_queries(2):
        told = [(str(meeting), meeting.host_names) for meeting in Meeting.objects.with_body_and_hosts()]

    assert len(told) == count

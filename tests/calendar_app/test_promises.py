"""The pure checker: numbers of meetings, preparation, hosts; and what breaks by a change."""

import datetime as dt
from dataclasses import replace

import pytest

from calendar_app.promises import Rota, Sitting, check, newly_broken
from committee.promises import Promise, PromiseKind

SIX = Promise(PromiseKind.MEETINGS, "rad", "Rådet", minimum_meetings=6)
EVERY_OTHER_YEAR = Promise(PromiseKind.MEETINGS, "rad", "Rådet", minimum_meetings=1, period_years=2)
PREPARED = Promise(PromiseKind.PREPARED, "rad", "Rådet", "grupp", "Gruppen")
HOSTS = Promise(PromiseKind.HOSTS, "rad", "Rådet")
DAYS = [dt.date(2017, *day) for day in ((2, 2), (3, 23), (6, 1), (9, 14), (10, 26), (12, 7))]


def sitting(day: dt.date, body: str = "rad", **values) -> Sitting:
    return Sitting(None, body, day, day, when=day.isoformat(), **values)


SITTINGS = [replace(sitting(day), key=number) for number, day in enumerate(DAYS)]


def verdict(promise: Promise, sittings: list[Sitting], year: int = 2017, rotas: dict | None = None):
    [found] = check([promise], year, sittings, rotas or {})
    return found


@pytest.mark.parametrize(
    ("changed", "words", "status"),
    [
        ({}, "6 av minst 6 sammanträden 2017", "tight"),
        ({"is_cancelled": True}, "5 av minst 6 sammanträden 2017", "broken"),
        ({"is_ordinary": False}, "5 av minst 6 sammanträden 2017", "broken"),
        ({"body": "grupp"}, "5 av minst 6 sammanträden 2017", "broken"),
        ({"starts_on": dt.date(2018, 1, 1), "is_month_only": True}, "5 av minst 6 sammanträden 2017", "broken"),
        ({"starts_on": dt.date(2017, 12, 1), "is_month_only": True}, "6 av minst 6 sammanträden 2017", "tight"),
    ],
)
def test_number_of_meetings_is_counted_in_the_year(changed, words, status):
    found = verdict(SIX, [*SITTINGS[:5], replace(SITTINGS[5], **changed)])

    assert (found.words, found.status) == (words, status)


def test_seventh_meeting_is_something_to_spare():
    assert verdict(SIX, [*SITTINGS, sitting(dt.date(2017, 4, 6))]).status == "kept"


@pytest.mark.parametrize(("year", "status"), [(2016, "broken"), (2017, "tight"), (2018, "tight"), (2019, "broken")])
def test_promise_of_every_other_year_looks_back_one_year(year, status):
    assert verdict(EVERY_OTHER_YEAR, [sitting(dt.date(2017, 10, 5))], year).status == status


@pytest.mark.parametrize(
    ("days_before", "is_kept"), [(6, False), (7, True), (20, True), (35, True), (36, False), (0, False), (-7, False)]
)
def test_meeting_is_prepared_one_to_five_weeks_before(days_before, is_kept):
    meeting = sitting(DAYS[0])
    before = sitting(DAYS[0] - dt.timedelta(days=days_before), "grupp")

    found = verdict(PREPARED, [meeting, before])

    assert found.is_kept == is_kept
    details = () if is_kept else ("2017-02-02 saknar förberedande möte en till fem veckor före",)
    assert found.details == details


def test_preparing_meeting_counts_from_its_last_day_and_not_when_cancelled_or_without_day():
    meeting, start = sitting(DAYS[0]), DAYS[0] - dt.timedelta(days=8)
    long = replace(sitting(start, "grupp"), ends_on=start + dt.timedelta(days=2))
    cancelled = replace(sitting(start, "grupp"), is_cancelled=True)
    month_only = replace(sitting(dt.date(2017, 1, 1), "grupp"), is_month_only=True)

    assert [verdict(PREPARED, [meeting, one]).is_kept for one in (long, cancelled, month_only)] == [False, False, False]


def test_meeting_in_january_may_be_prepared_in_december():
    found = verdict(PREPARED, [sitting(dt.date(2018, 1, 11)), sitting(dt.date(2017, 12, 15), "grupp")], 2018)

    assert (found.words, found.is_kept) == ("1 av 1 möten 2018 förbereds av Gruppen", True)


def hosted(*hosts: str) -> list[Sitting]:
    return [replace(one, hosts=(host,)) for one, host in zip(SITTINGS, hosts, strict=False)]


def test_hosts_in_the_order_of_a_cycle_are_kept_and_a_swap_is_explained():
    rotas = {"rad": Rota(("Sund", "Näs", "Vik"))}

    assert verdict(HOSTS, hosted("Näs", "Vik", "Sund"), rotas=rotas).details == ()
    assert verdict(HOSTS, hosted("Sund", "Vik", "Näs", "Sund"), rotas=rotas).details == (
        "Vik och Näs har bytt: Vik är värd 2017-03-23 och Näs 2017-06-01.",
    )


def test_planning_conference_takes_its_turn_in_the_cycle_and_a_cancelled_meeting_too():
    rotas = {"rad": Rota(("Sund", "Näs", "Vik"))}
    meetings = hosted("Sund", "Näs", "Vik")

    outside = [meetings[0], replace(meetings[1], takes_turn=False), meetings[2]]
    cancelled = [meetings[0], replace(meetings[1], is_cancelled=True), meetings[2]]

    assert verdict(HOSTS, meetings, rotas=rotas).is_kept
    assert not verdict(HOSTS, outside, rotas=rotas).is_kept
    assert verdict(HOSTS, cancelled, rotas=rotas).is_kept


def test_second_host_is_no_deviation_when_the_first_in_turn_is_there():
    rotas = {"rad": Rota(("Sund", "Näs", "Vik"))}
    first, second, third = hosted("Sund", "Näs", "Vik")

    for hosts, is_kept in ((("Näs", "Ö"), True), (("Ö", "Näs"), True), (("Ö", "Å"), False)):
        meetings = [first, replace(second, hosts=hosts), third]
        assert verdict(HOSTS, meetings, rotas=rotas).is_kept == is_kept


def test_year_without_meetings_has_none_to_prepare():
    assert verdict(PREPARED, []).words == "Inga möten med dag 2017 att förbereda än"


def test_host_of_the_year_is_checked_and_a_rota_not_given_is_not():
    rotas = {"rad": Rota(years=((2017, "Sund"), (2018, "Näs")))}

    assert verdict(HOSTS, hosted("Sund"), rotas=rotas).is_kept
    assert verdict(HOSTS, hosted("Näs"), rotas=rotas).details == (
        "2017-02-02: enligt värdlistan är det Sund, men Näs står som värd",
    )
    assert check([HOSTS], 2017, hosted("Näs"), {}) == []


def test_only_what_a_change_breaks_is_newly_broken():
    before = check([SIX, PREPARED], 2017, SITTINGS, {})
    fewer = check([SIX, PREPARED], 2017, SITTINGS[:5], {})
    fewest = check([SIX], 2017, SITTINGS[:4], {})

    assert [one.promise for one in newly_broken(before, fewer)] == [SIX]
    assert [one.words for one in newly_broken(fewer, fewest)] == ["4 av minst 6 sammanträden 2017"]
    assert newly_broken(fewest, check([SIX], 2017, SITTINGS[:5], {})) == []
    assert newly_broken(before, before) == []


def test_another_unprepared_meeting_is_newly_broken_though_one_was_already():
    before = check([PREPARED], 2017, SITTINGS[:1], {})
    after = check([PREPARED], 2017, SITTINGS[:2], {})

    assert [one.promise for one in newly_broken(before, after)] == [PREPARED]

"""The planner: all its rules, in any year and with anything in the calendar."""

import datetime as dt
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from calendar_app.free_days import free_days
from calendar_app.planning import BodyYear, Slot, propose_year
from committee.swedish import long_date, month_and_year, number_word
from tests.calendar_app.planning_examples import CONFERENCE, WEEK


def days_in(year: int) -> st.SearchStrategy[dt.date]:
    return st.dates(dt.date(year, 1, 1), dt.date(year, 12, 28))


@st.composite
def slots(draw, year: int, *, most: int) -> tuple[Slot, ...]:
    def one(first):
        last = first + dt.timedelta(days=draw(st.sampled_from([0, 0, 0, 1, 2])))
        return Slot(first, last, draw(st.sampled_from(["", "", CONFERENCE])), draw(st.sampled_from(["", "", "Extra"])))

    return tuple(one(first) for first in draw(st.lists(days_in(year), max_size=most)))


@st.composite
def bodies(draw, name: str, year: int) -> BodyYear:
    months = draw(st.lists(st.integers(1, 12), max_size=4))
    month_only = tuple(
        Slot(dt.date(year, number, 1), dt.date(year, number, 1), hosts=(f"M{key}",), is_month_only=True, key=key)
        for key, number in enumerate(months)
    )
    before = draw(st.lists(st.dates(dt.date(year - 1, 11, 27), dt.date(year - 1, 12, 31)), max_size=2))
    return BodyYear(
        name,
        draw(st.sampled_from([None, 1, 2, 3, 4, 5])),
        draw(st.integers(0, 12)),
        draw(slots(year - 1, most=9)),
        (*draw(slots(year, most=4)), *month_only, *(Slot(each, each) for each in before)),
        tuple(f"H{number}" for number in range(draw(st.integers(0, 9)))),
    )


@st.composite
def busy_days(draw, year: int) -> dict[dt.date, str]:
    """Single days, and long stretches that leave hardly any."""
    days = dict.fromkeys(draw(st.lists(days_in(year), max_size=30)), "annat")
    for first in draw(st.lists(days_in(year), max_size=2)):
        days |= {first + dt.timedelta(days=number): "annat" for number in range(draw(st.integers(1, 120)))}
    return days


@st.composite
def years(draw):
    year = draw(st.integers(1990, 2100))
    body = draw(bodies("Styrelsen", year))
    preparer = draw(st.none() | bodies("Gruppen", year))
    prepares = draw(st.just(()) | slots(year, most=5)) if preparer is None else ()
    return year, body, preparer, prepares, draw(busy_days(year))


def days_between(first: dt.date, last: dt.date) -> list[dt.date]:
    return [first + dt.timedelta(days=number) for number in range((last - first).days + 1)]


def days_held(meetings) -> Counter:
    return Counter(each for meeting in meetings for each in days_between(meeting.starts_on, meeting.ends_on))


def dated(body: BodyYear | None) -> list[Slot]:
    return [each for each in body.existing if not each.is_month_only] if body else []


def is_ready(first: dt.date, meetings) -> bool:
    return any(7 <= (first - each.ends_on).days <= 35 for each in meetings)


@given(years())
@settings(max_examples=200)
def test_proposals_break_no_rule(case):
    year, body, preparer, prepares, busy = case

    proposal = propose_year(year, body, preparer=preparer, prepares=prepares, busy=busy)

    proposed = [*proposal.body, *proposal.preparing]
    held = days_held(proposed)
    kept = days_held([*dated(body), *dated(preparer), *prepares])
    assert set(held.values()) <= {1}
    assert not set(held) & {*busy, *kept, *free_days(year)}
    assert {each.year for each in held} <= {year}
    assert all(each.starts_on.isoweekday() < 6 for each in proposed if each.starts_on == each.ends_on)
    assert_bodys_own_rules(year, body, proposal.body, proposal.remarks)
    if preparer:
        assert_bodys_own_rules(year, preparer, proposal.preparing, proposal.remarks)
        ready = [*dated(preparer), *proposal.preparing]
        assert all(is_ready(each.starts_on, ready) for each in proposal.body if each.kind == "")
        assert_prepared_or_remarked([each for each in dated(body) if each.starts_on.year == year], ready, proposal)
    assert_prepared_or_remarked(prepares, [*dated(body), *proposal.body], proposal)
    assert proposal == propose_year(year, body, preparer=preparer, prepares=prepares, busy=busy)


def assert_prepared_or_remarked(meetings, ready, proposal):
    remarks = " ".join(proposal.remarks)
    for each in meetings:
        if each.kind == "" and not is_ready(each.starts_on, ready):
            assert f"{long_date(each.ends_on)}: inget möte i" in remarks


def assert_bodys_own_rules(year, body, proposals, remarks):
    assert list(proposals) == sorted(proposals, key=lambda each: each.starts_on)
    own = [*dated(body), *proposals]
    for each in proposals:
        others = [other for other in own if other is not each]
        gaps = [max(other.starts_on - each.ends_on, each.starts_on - other.ends_on) for other in others]
        assert not [gap for gap in gaps if gap < WEEK]
        if "Mötet finns inte i förra årets mönster." in each.notes:
            assert each.starts_on.month != 7
    assert_months(body, proposals, remarks)
    turns = [each.hosts for each in proposals if each.month_only is None and each.kind == ""]
    assert [host for hosts in turns for host in hosts] == list(body.hosts_in_turn[: len(turns)])
    ordinary = [each for each in own if each.kind == "" and each.starts_on.year == year]
    how_many = {0: "inga ordinarie möten", 1: "ett ordinarie möte"}.get(
        len(ordinary), f"{number_word(len(ordinary))} ordinarie möten"
    )
    few = f"{body.name} får {how_many} {year} men har lovat minst {number_word(body.minimum)}."
    assert (len(ordinary) < body.minimum) == any(remark.startswith(few) for remark in remarks)


def assert_months(body, proposals, remarks):
    given_days = {each.month_only: each for each in proposals if each.month_only is not None}
    for existing in (each for each in body.existing if each.is_month_only):
        if existing.key in given_days:
            made = given_days.pop(existing.key)
            assert {made.starts_on.replace(day=1), made.ends_on.replace(day=1)} == {existing.starts_on}
            assert (made.kind, made.title, made.hosts) == (existing.kind, existing.title, existing.hosts)
        else:
            what = f"{body.name} får ingen dag för mötet i {month_and_year(existing.starts_on)}: "
            assert any(remark.startswith(what) for remark in remarks)
    assert not given_days


@given(years())
@settings(max_examples=75)
def test_promises_are_broken_only_when_no_day_is_left(case):
    year, body, _, _, busy = case

    proposal = propose_year(year, body, busy=busy)

    if proposal.remarks and "har lovat" in proposal.remarks[-1]:
        near = {
            each + dt.timedelta(days=number)
            for each in days_held([*dated(body), *proposal.body])
            for number in range(-6, 7)
        }
        taken = {*near, *busy, *free_days(year)}
        possible = [each for each in days_between(dt.date(year, 1, 1), dt.date(year, 12, 31)) if each.isoweekday() < 6]
        assert not [each for each in possible if each.month != 7 and each not in taken]


def test_every_year_is_planned_from_the_one_before():
    """A committee and the group that prepares it, year upon year from 1990 through 2100."""
    council = tuple(Slot(dt.date(1989, *each), dt.date(1989, *each)) for each in ((2, 2), (3, 23), (6, 1), (9, 14)))
    council += (Slot(dt.date(1989, 8, 16), dt.date(1989, 8, 17), CONFERENCE),)
    group = tuple(Slot(dt.date(1989, *each), dt.date(1989, *each)) for each in ((1, 20), (3, 3), (5, 12), (9, 1)))
    for year in range(1990, 2101):
        body = BodyYear("Rådet", 4, 6, last_year=council)
        preparer = BodyYear("Gruppen", 5, 6, last_year=group)

        proposal = propose_year(year, body, preparer=preparer)

        assert proposal.remarks == ()
        assert sum(each.kind == "" for each in proposal.body) >= 6
        assert len(proposal.preparing) >= 6
        held = days_held([*proposal.body, *proposal.preparing])
        assert set(held.values()) == {1}
        assert not set(held) & set(free_days(year))
        assert all(is_ready(each.starts_on, proposal.preparing) for each in proposal.body if each.kind == "")
        council, group = (
            tuple(Slot(each.starts_on, each.ends_on, each.kind, each.title) for each in proposals)
            for proposals in (proposal.body, proposal.preparing)
        )

"""The order of hosts, with the real plan's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_app.rota import deviations, expected_hosts, find_cycle, next_hosts

EIGHT = ("Haninge", "Nykvarn", "Salem", "Nynäshamn", "Botkyrka", "Tyresö", "Södertälje", "Huddinge")
cycles = st.lists(st.sampled_from("ABCDEFGHIJ"), min_size=2, unique=True)


@pytest.mark.parametrize(
    ("hosts", "cycle"),
    [
        ([*EIGHT, "Haninge", "Nykvarn"], EIGHT),  # the plan, with the planning conference
        ([host for host in [*EIGHT, *EIGHT[:2]] if host != "Nynäshamn"], (*EIGHT[:3], *EIGHT[4:])),
        (EIGHT, ()),
        ([*EIGHT, "Nykvarn"], ()),
        (["Salem", "Salem", "Salem"], ()),
        (["Salem", "", "Salem"], ()),
        (["Salem", "Tyresö", "Salem", "Tyresö"], ("Salem", "Tyresö")),
        ([], ()),
    ],
)
def test_find_cycle(hosts, cycle):
    assert find_cycle(hosts) == cycle


@given(cycles, st.integers(1, 30))
def test_find_cycle_finds_what_was_repeated(cycle, more):
    hosts = [cycle[number % len(cycle)] for number in range(len(cycle) + more)]

    assert find_cycle(hosts) == tuple(cycle)


@given(cycles, st.integers(0, 9), st.integers(1, 30), st.integers(0, 12))
def test_next_hosts_continue_the_cycle(cycle, start, length, count):
    hosts = [cycle[(start + number) % len(cycle)] for number in range(length + count)]

    assert expected_hosts(cycle, hosts[:length]) == hosts[:length]
    assert next_hosts(cycle, hosts[:length], count) == hosts[length:]
    assert deviations(cycle, [("", host) for host in hosts]) == []


def test_expected_hosts_follow_most_of_the_meetings():
    assert expected_hosts(EIGHT, ["Salem", "Botkyrka", "", "Tyresö"]) == ["Salem", "Nynäshamn", "Botkyrka", "Tyresö"]


@pytest.mark.parametrize("actual", [[], ["", ""], ["Uppsala"]])
def test_next_hosts_begin_the_cycle_when_nobody_in_it_has_hosted(actual):
    assert next_hosts(EIGHT, actual, 2) == ["Haninge", "Nykvarn"]


def test_without_a_cycle_nobody_is_due():
    assert (expected_hosts((), ["Salem"]), next_hosts((), ["Salem"], 2), deviations((), [("2 maj", "Salem")])) == (
        [""],
        [],
        [],
    )


def test_deviations_explain_each_kind_in_a_sentence():
    hosted = [
        ("2 februari 2017", "Haninge"),
        ("23 mars 2017", "Nykvarn"),
        ("1 juni 2017", "Botkyrka"),
        ("16–17 augusti 2017", "Nynäshamn"),
        ("14 september 2017", "Salem"),
        ("26 oktober 2017", "Uppsala"),
        ("7 december 2017", ""),
        ("januari 2018", "Haninge"),
    ]

    assert deviations(EIGHT, hosted) == [
        "Botkyrka och Salem har bytt: Botkyrka är värd 1 juni 2017 och Salem 14 september 2017.",
        "26 oktober 2017: Uppsala är värd men ingår inte i turordningen. Enligt den är det Tyresö.",
        "7 december 2017: ingen värd är angiven. Enligt turordningen är det Södertälje.",
        "januari 2018: Haninge är värd. Enligt turordningen är det Huddinge.",
    ]


def test_deviations_tell_each_swap_apart():
    hosted = [
        ("a", "Nykvarn"),
        ("b", "Haninge"),
        ("c", "Salem"),
        ("d", "Botkyrka"),
        ("e", "Nynäshamn"),
        ("f", "Tyresö"),
    ]

    assert deviations(EIGHT, hosted) == [
        "Nykvarn och Haninge har bytt: Nykvarn är värd a och Haninge b.",
        "Botkyrka och Nynäshamn har bytt: Botkyrka är värd d och Nynäshamn e.",
    ]


def test_a_meeting_swaps_once():
    hosted = [("a", "B"), ("b", "A"), ("c", "C"), ("d", "A"), ("e", "A"), ("f", "C"), ("g", "A"), ("h", "B")]

    assert deviations(("A", "B", "C"), hosted) == [
        "B och A har bytt: B är värd a och A b.",
        "e: A är värd. Enligt turordningen är det B.",
    ]

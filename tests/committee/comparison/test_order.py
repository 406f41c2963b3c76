"""Who was moved in a list."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from committee.comparison.order import in_step, keys_of, with_gone


@given(st.permutations(range(7)))
def test_in_step_is_rising_and_as_long_as_can_be(places):
    found = [place for place in places if place in in_step(places)]
    longest = max(size for size in range(8) for some in combinations(places, size) if list(some) == sorted(some))

    assert found == sorted(found)
    assert len(found) == longest


@given(st.lists(st.integers(0, 3)))
def test_keys_are_all_different(identities):
    keys = keys_of(identities)

    assert [key[0] for key in keys] == identities
    assert len(set(keys)) == len(identities)


def test_gone_come_first_when_nothing_before_them_stayed():
    a, b, c = keys_of("abc")

    assert with_gone([a, b], [c], set()) == [a, b, c]

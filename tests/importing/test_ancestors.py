"""A new document's parts continue those of the plan before that say the same, when there is no doubt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sodertorn.importing.ancestors import Part, continued


def pairs(new: list[Part], old: list[Part]) -> dict:
    return continued(new, 2018, old, 2017)


def chapter(key, words: str) -> Part:
    return Part(key, None, "chapter", words)


def paragraph(key, parent, words: str) -> Part:
    return Part(key, parent, "paragraph", words)


@pytest.mark.parametrize(
    ("words", "before"),
    [
        ("Syfte", "Syfte"),
        ("SYFTE", "Syfte"),
        (" Syfte\n och  mål ", "Syfte och mål"),
        ("Vi ses.", "Vi ses"),
        ("Budget 2018", "Budget 2017"),
        ("Budget år", "Budget 2017"),
        ("2018 års mål 2018", "2017 års mål 2017"),
    ],
)
def test_same_words_continue_whatever_case_spaces_stop_and_the_plan_s_own_year(words, before):
    assert pairs([chapter("a", words)], [chapter(1, before)]) == {"a": 1}


@pytest.mark.parametrize(
    ("words", "before"),
    [
        ("Syfte", "Mål"),
        ("Vi ses mer.", "Vi ses."),
        ("Budget 2017", "Budget 2017"),  # the year before in the new plan is another year than its own
        ("Mål 2025", "Mål 2024"),
        ("Nr 12018", "Nr 12017"),
    ],
)
def test_other_words_or_other_years_continue_nothing(words, before):
    assert pairs([chapter("a", words)], [chapter(1, before)]) == {}


def test_part_of_another_kind_continues_nothing():
    assert pairs([Part("a", None, "section", "Syfte")], [chapter(1, "Syfte")]) == {}


def test_part_that_was_moved_continues_and_place_says_nothing():
    old = [chapter(1, "Syfte"), chapter(2, "Mål"), paragraph(3, 1, "Vi ses.")]
    new = [chapter("b", "Mål"), paragraph("c", "b", "Vi ses."), chapter("a", "Syfte")]

    assert pairs(new, old) == {"a": 1, "b": 2, "c": 3}


def test_words_that_stand_twice_are_told_apart_by_what_they_lie_under():
    old = [chapter(1, "Syfte 2017"), chapter(2, "Mål"), paragraph(3, 1, "Inget."), paragraph(4, 2, "Inget.")]
    new = [chapter("b", "Mål"), chapter("a", "Syfte 2018"), paragraph("d", "b", "Inget"), paragraph("c", "a", "Inget.")]

    assert pairs(new, old) == {"a": 1, "b": 2, "c": 3, "d": 4}


def test_words_that_can_t_be_told_apart_continue_nothing():
    old = [chapter(1, "Mål"), paragraph(2, 1, "Inget."), paragraph(3, 1, "Inget.")]
    new = [chapter("a", "Mål"), paragraph("b", "a", "Inget."), paragraph("c", "a", "Inget.")]

    assert pairs(new, old) == {"a": 1}


@pytest.mark.parametrize("count", [1, 2])
def test_words_that_were_one_part_and_are_two_continue_where_they_still_lie_under_the_same(count):
    old = [chapter(1, "Mål"), chapter(2, "Syfte"), paragraph(3, 1, "Inget.")]
    new = [chapter("a", "Mål"), chapter("b", "Syfte")]
    new += [paragraph(place, "a", "Inget.") for place in range(count)] + [paragraph("c", "b", "Inget.")]

    expected = {"a": 1, "b": 2} | ({0: 3} if count == 1 else {})
    assert pairs(new, old) == expected


def test_nothing_continues_without_an_earlier_plan_or_parts():
    assert pairs([chapter("a", "Syfte")], []) == pairs([], [chapter(1, "Syfte")]) == {}


def test_parts_may_be_given_one_by_one():
    assert pairs(iter([chapter("a", "Syfte")]), iter([chapter(1, "Syfte")])) == {"a": 1}


PARTS = st.lists(
    st.tuples(
        st.none() | st.integers(0, 8), st.sampled_from(["chapter", "item"]), st.sampled_from(["", "Å", "å.", "B 2017"])
    ),
    max_size=8,
).map(lambda rows: [Part(key, *row) for key, row in enumerate(rows)])


@given(new=PARTS, old=PARTS, year=st.integers(1900, 2199))
def test_any_parts_are_paired_one_to_one_and_with_their_own_kind(new, old, year):
    found = continued(new, year, old, year - 1)

    assert len(set(found.values())) == len(found)
    assert [new[key].kind for key in found] == [old[key].kind for key in found.values()]


@given(parts=PARTS)
def test_parts_continue_themselves_or_nothing(parts):
    assert all(key == old for key, old in continued(parts, 2017, parts, 2017).items())

"""Two texts word by word."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from committee.comparison import words
from committee.comparison.words import Op, Segment, is_quick, segments

SENTENCES = st.lists(
    st.sampled_from(["vi", "ger", "alla", "råd.", " ", "\n", "12 000", "i", ",", "\xa0", "YH-utbildning"])
)


def written(before: str, after: str) -> str:
    """Marks as text: what was struck in [-brackets-], what was added in {+braces+}."""
    signs = {Op.SAME: "{}", Op.REMOVED: "[-{}-]", Op.ADDED: "{{+{}+}}"}
    return "".join(signs[segment.op].format(segment.text) for segment in segments(before, after))


def assert_lossless(before: str, after: str) -> None:
    found = segments(before, after)
    assert "".join(segment.text for segment in found if segment.op != Op.ADDED) == before
    assert "".join(segment.text for segment in found if segment.op != Op.REMOVED) == after
    assert all(segment.text for segment in found)
    assert all(one.op != other.op for one, other in itertools.pairwise(found))


@given(st.text(), st.text())
def test_segments_of_any_texts_give_both_back(before, after):
    assert_lossless(before, after)


@given(SENTENCES.map("".join), SENTENCES.map("".join))
def test_segments_of_similar_texts_give_both_back(before, after):
    assert_lossless(before, after)


@given(st.text(min_size=1))
def test_segments_of_one_text_are_all_same(text):
    assert segments(text, text) == (Segment(Op.SAME, text),)


@pytest.mark.parametrize(
    ("before", "after", "marks"),
    [
        ("Vi ger fler råd.", "Vi ger alla råd.", "Vi ger [-fler-]{+alla+} råd."),
        ("Vi ger råd.", "Vi ger alla goda råd.", "Vi ger{+ alla goda+} råd."),
        ("Vi ger råd.", "Vi ger råd. Vi lyssnar.", "Vi ger råd.{+ Vi lyssnar.+}"),
        ("Vi ger råd.", "Nu så: Vi ger råd.", "{+Nu så: +}Vi ger råd."),
        ("Avgiften är 945 000 kr.", "Avgiften är 957 000 kr.", "Avgiften är [-945 000-]{+957 000+} kr."),
        ("Plan 2017", "Plan 2018", "Plan [-2017-]{+2018+}"),
        ("Fler YH-utbildningar i norr", "Fler YH-kurser i norr", "Fler [-YH-utbildningar-]{+YH-kurser+} i norr"),
        ("YH-utbildningar i norr", "YH-utbildning i norr", "[-YH-utbildningar i norr-]{+YH-utbildning i norr+}"),
        ("", "Nytt", "{+Nytt+}"),
        ("Gammalt", "", "[-Gammalt-]"),
        ("två  blanka", "två blanka", "två [- -]blanka"),
    ],
)
def test_segments_mark_whole_words(before, after, marks):
    assert written(before, after) == marks


def test_segments_of_texts_with_little_in_common_are_two_wholes():
    before, after = "Vi verkar för bättre vägar i hela regionen", "Kommunerna bygger bostäder i norr"

    assert written(before, after) == f"[-{before}-]{{+{after}+}}"


def test_segments_of_a_text_that_only_grew_keep_what_was_there():
    more = " Dessutom lyssnar vi på alla." * 9

    assert written("Vi ger råd.", f"Vi ger råd.{more}") == f"Vi ger råd.{{+{more}+}}"


def test_segments_leave_no_short_word_alone_between_two_marks():
    before = "Kommunerna ordnar kurser i språk för alla som vill lära sig"
    after = "Kommunerna ordnar läger i data för alla som vill lära sig"

    assert written(before, after) == ("Kommunerna ordnar [-kurser i språk-]{+läger i data+} för alla som vill lära sig")


@pytest.mark.parametrize("word", ["a ", ". ", "å", " ", "a\n", "a-"])
def test_segments_of_hostile_repetition_are_lossless(word):
    assert_lossless(word * 20_000, f"x{word * 19_999}y{word * 300}")


def test_segments_bound_the_matchers_work(monkeypatch):
    """It is given few units or unlike ones: the product of units and repetitions has a limit."""
    steps = []

    class Watched(words.SequenceMatcher):
        def __init__(self, junk, left, right, autojunk) -> None:
            steps.append(sum(left.count(unit) * right.count(unit) for unit in set(left)) * min(len(left), len(right)))
            super().__init__(junk, left, right, autojunk)

    monkeypatch.setattr(words, "SequenceMatcher", Watched)
    for count in (50, 150, 700):
        assert_lossless("".join(f"a x{n} " for n in range(count)), "".join(f"a y{n}. " for n in range(count)))

    assert max(steps) <= words.MOST_STEPS
    assert len(steps) == 3


def test_long_texts_are_compared_by_sentences():
    same = "".join(f"Mening {n} är lika i båda. " for n in range(600))
    by_sentence = written(f"Först. {same}Sist vi.", f"Början. {same}Slutligen vi.")
    assert by_sentence == f"[-Först.-]{{+Början.+}} {same}[-Sist vi.-]{{+Slutligen vi.+}}"

    before = f"Först. {same}"
    after = f"Början. {same}".replace("Mening 300 är", "Mening 300 var")
    assert written(f"{before}Slut", f"{after}Stopp") == (
        f"[-Först.-]{{+Början.+}} {same.partition('Mening 300')[0]}"
        "[-Mening 300 är lika i båda.-]{+Mening 300 var lika i båda.+}"
        f" {same.partition('Mening 300 är lika i båda. ')[2]}[-Slut-]{{+Stopp+}}"
    )


def test_very_long_texts_are_compared_by_paragraphs():
    paragraphs = [f"Stycke {n}. " + "Ja. Nej. " * 20 + "Slut.\n" for n in range(200)]
    later = [*paragraphs]
    later[0], later[100], later[199] = "Först.\n", "Mitten.\n", "Sist.\n"

    assert written("".join(paragraphs), "".join(later)) == "".join(
        old if old == new else f"[-{old[:-1]}-]{{+{new[:-1]}+}}\n" for old, new in zip(paragraphs, later, strict=True)
    )


def test_work_is_not_quick_with_many_units_or_many_repetitions():
    assert is_quick([f"a{n}" for n in range(2000)], [f"b{n}" for n in range(2000)])
    assert not is_quick([f"a{n}" for n in range(2001)], [f"b{n}" for n in range(2000)])
    assert not is_quick(["a"] * 200, ["a"] * 200)

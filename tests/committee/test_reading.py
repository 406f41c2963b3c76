"""References in an edition's words become links to the parts they name, and nothing is lost or linked twice."""

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from committee.reading import find_node, link_words, read_chapters
from tests.committee.comparison.contents import content, node


def refers(words: str, target: int) -> dict:
    return {"words": words, "node": target}


def html_of(words: list[tuple[str, str]]) -> str:
    return render_to_string("committee/_words.html", {"words": words}).strip()


def linked(text: str, **links: str) -> str:
    """The text as HTML; `sid_4="del-9"` links its words."""
    return html_of(link_words(text, {words.replace("_", " "): anchor for words, anchor in links.items()}))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Se (jfr sid 4).", 'Se (<a href="#del-9">jfr sid 4</a>).'),
        ("jfr sid 4", '<a href="#del-9">jfr sid 4</a>'),
        ("jfr sid 4, jfr sid 4", '<a href="#del-9">jfr sid 4</a>, jfr sid 4'),
        ("**jfr sid 4** och [jfr](x)", '**<a href="#del-9">jfr sid 4</a>** och [jfr](x)'),
        ("<b>jfr sid 4</b> & \"'", '&lt;b&gt;<a href="#del-9">jfr sid 4</a>&lt;/b&gt; &amp; &quot;&#x27;'),
        ("Jfr sid 4 och jfr  sid 4", "Jfr sid 4 och jfr  sid 4"),
        ("jfr sid 40, se jfr sid 4", 'jfr sid 40, se <a href="#del-9">jfr sid 4</a>'),
        ("förjfr sid 40", 'för<a href="#del-9">jfr sid 4</a>0'),
        ("", ""),
    ],
)
def test_words_are_linked_once_where_they_stand_on_their_own_first(text, html):
    assert linked(text, jfr_sid_4="del-9") == html


def test_words_of_a_link_are_escaped():
    words = '<img src="x">'

    assert html_of(link_words(f"Se {words}.", {words: "del-9"})) == (
        'Se <a href="#del-9">&lt;img src=&quot;x&quot;&gt;</a>.'
    )


def test_words_without_a_place_to_lead_to_are_only_words():
    assert linked("Se sid 4 och sid 5.", sid_4="", sid_5="del-9") == 'Se sid 4 och <a href="#del-9">sid 5</a>.'


def test_words_within_a_link_are_not_linked_again():
    assert linked("(jfr sid 4)", jfr_sid_4="del-9", sid_4="del-8") == '(<a href="#del-9">jfr sid 4</a>)'
    assert linked("(jfr sid 4) sid 4", jfr_sid_4="del-9", sid_4="del-8") == (
        '(<a href="#del-9">jfr sid 4</a>) <a href="#del-8">sid 4</a>'
    )


def test_several_words_are_linked_in_any_order():
    html = '<a href="#a">kap. 1</a>, <a href="#b">kap. 2</a> och <a href="#c">kap. 3</a>'

    for links in ({"kap. 1": "a", "kap. 2": "b", "kap. 3": "c"}, {"kap. 3": "c", "kap. 1": "a", "kap. 2": "b"}):
        assert html_of(link_words("kap. 1, kap. 2 och kap. 3", links)) == html


WORDS = st.text(alphabet="ab 4(", max_size=6)


@given(text=st.text(alphabet="ab 4(<", max_size=20), links=st.dictionaries(WORDS.filter(bool), st.sampled_from("xy")))
def test_any_words_linked_in_any_text_leave_it_as_it_was(text, links):
    pieces = link_words(text, links)

    assert "".join(piece for piece, _ in pieces) == text
    assert all(piece for piece, _ in pieces)
    found = [piece for piece, anchor in pieces if anchor]
    assert len(set(found)) == len(found)
    assert {piece: anchor for piece, anchor in pieces if anchor}.items() <= links.items()


def test_references_of_an_edition_lead_to_their_parts_anchors():
    here = node(2, "paragraph", text="Se kap. 2, del 4 och del 9.")
    here["references"] = [refers("kap. 2", 3), refers("del 4", 4), refers("del 9", 9)]
    plan = content(
        node(1, "chapter", here, number="1", title="Inledning"),
        node(3, "chapter", node(4, text="Vi ses."), number="2", title="Mål"),
    )

    part, _ = find_node(plan, 2)

    assert part.words == [
        ("Se ", ""),
        ("kap. 2", "kapitel-2"),
        (", ", ""),
        ("del 4", "del-4"),
        (" och del 9.", ""),  # that part has been struck
    ]


def test_edition_without_references_has_plain_words():
    (chapter,) = read_chapters(content(node(1, "chapter", number="1", title="Mål", text="Se kap. 1.")))

    assert chapter.words == [("Se kap. 1.", "")]


@pytest.mark.parametrize(
    ("numbers", "anchors"),
    [
        (["1", "2"], ["kapitel-1", "kapitel-2"]),
        (["1", "1"], ["del-1", "del-2"]),
        (["", "2"], ["del-1", "kapitel-2"]),
        (["1.1", "2 a"], ["del-1", "del-2"]),
    ],
)
def test_chapters_are_found_by_their_number_when_it_is_theirs_alone(numbers, anchors):
    chapters = [node(key, "chapter", number=number, title="Mål") for key, number in enumerate(numbers, start=1)]

    assert [chapter.anchor for chapter in read_chapters(content(*chapters))] == anchors


def test_part_is_found_with_those_it_lies_in_or_not_at_all():
    plan = content(node(1, "chapter", node(2, "area", node(3), title="Område"), number="1", title="Mål"))

    part, above = find_node(plan, 3)

    assert (part.content["id"], [one.content["id"] for one in above]) == (3, [1, 2])
    assert find_node(plan, 4) is None
    assert find_node(content(), 1) is None

"""The line that refers to an edition or a part of it, word for word."""

import pytest

from committee.citing import cite, name_of
from committee.reading import find_node
from tests.committee.comparison.contents import content, node

ISSUER = "Rådet, Verksamhetsplan 2017, utgåva 1, fastställd 8 december 2016, § 8"
CONTENT = content(
    node(1, "chapter", node(2, "paragraph", text="Vi ses."), number="1", title="Inledning"),
    node(
        3,
        "chapter",
        node(
            4,
            "goal_area",
            node(5, text="Vi ger råd."),
            node(6, "paragraph", text="Så gör vi."),
            node(7, text="Vi ger fler råd."),
            node(8, "item", text="En punkt."),
            node(9, "table", rows=[["Vad"], ["Råd"]]),
            title="Klimat",
        ),
        number="",
        title="Mål, och medel",
    ),
    node(10, "calendar", node(11, "meeting_series", title="Rådet"), number="7", title="Kalendarium"),
)


def cited(key: int, plan: dict = CONTENT) -> str:
    part, above = find_node(plan, key)
    return cite(plan, above, part)


def test_edition_is_cited_with_issuer_title_number_day_and_paragraph():
    assert cite(CONTENT, []) == ISSUER


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"decided_in": ""}, "Rådet, Verksamhetsplan 2017, utgåva 1, fastställd 8 december 2016"),
        ({"issuer": ""}, "Verksamhetsplan 2017, utgåva 1, fastställd 8 december 2016, § 8"),
        (
            {"edition": 3, "decided_on": "2017-03-01"},
            "Rådet, Verksamhetsplan 2017, utgåva 3, fastställd 1 mars 2017, § 8",
        ),
    ],
)
def test_what_an_edition_doesn_t_tell_leaves_no_gap(values, words):
    assert cite(CONTENT | values, []) == words


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (1, "kap. 1 Inledning"),
        (2, "kap. 1 Inledning, stycke 1"),
        (3, "”Mål, och medel”"),
        (4, "”Mål, och medel”, ”Klimat”"),
        (5, "”Mål, och medel”, ”Klimat”, åtagande 1"),
        (6, "”Mål, och medel”, ”Klimat”, stycke 1"),
        (7, "”Mål, och medel”, ”Klimat”, åtagande 2"),
        (8, "”Mål, och medel”, ”Klimat”, punkt 1"),
        (9, "”Mål, och medel”, ”Klimat”, tabell 1"),
        (11, "kap. 7 Kalendarium, ”Rådet”"),
    ],
)
def test_part_is_cited_by_its_headings_and_its_place_among_its_like(key, words):
    assert cited(key) == f"{ISSUER}, {words}"


@pytest.mark.parametrize(
    ("key", "name"),
    [
        (1, "1. Inledning"),
        (2, "stycke 1 under Inledning"),
        (3, "Mål, och medel"),
        (4, "Klimat"),
        (7, "åtagande 2 under Klimat"),
        (9, "tabell 1 under Klimat"),
        (11, "Rådet"),
    ],
)
def test_part_is_named_by_its_heading_or_its_place_under_one(key, name):
    assert name_of(*find_node(CONTENT, key)) == name

"""The part of the page that a draft's preview can have as well."""

from __future__ import annotations

import re

from django.template.loader import render_to_string

from committee.comparison.reading import read_difference
from tests.committee.comparison.contents import budget, content, line, meeting, node


def rendered(before: dict, after: dict, **values) -> str:
    return render_to_string("committee/_difference.html", {"difference": read_difference(before, after, **values)})


def test_difference_partial_needs_nothing_but_the_reading_and_drafts_have_no_links():
    before = content(node(1, "chapter", node(2, text="Vi ger fler råd."), number="5", title="Mål"))
    after = content(
        node(
            1, "chapter", node(2, text="Vi ger alla råd."), node(3, text="Nytt.", title="Tips"), number="5", title="Mål"
        )
    )

    page = rendered(before, after, before_link="/verksamhetsplan/2017/utgava/1/", names=("2017", "Utkastet"))

    assert page.count("<a href") == 1
    assert '<a href="/verksamhetsplan/2017/utgava/1/#del-2">Visa i 2017' in page
    assert "<ins>Nytt.</ins>" in page
    assert "<ins>Tips</ins>" in page
    assert re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page)).count("+ Nytt åtagande") == 1


def test_difference_partial_has_tables_with_captions_and_heads_of_rows():
    before = content(node(1, "budget", budget=budget([line("Avgift", 945_000)], []), title="Budget"))
    after = content(node(1, "budget", budget=budget([line("Avgift", 957_000)], []), title="Budget"), year=2018)

    page = rendered(before, after)

    assert "<caption>Intäkter</caption>" in page
    assert '<th scope="col">Post</th><th scope="col" class="num">2017</th><th scope="col" class="num">2018</th>' in page
    assert '<th scope="row">Avgift</th>' in page
    assert '<td class="num" data-label="2018">957\xa0000</td>' in page.replace("\n", "")


def test_difference_partial_says_each_title_once():
    """A chapter's is its heading, a list of meetings' is in the caption of its table; a changed one is marked too."""
    before = content(node(1, "chapter", node(2, "meeting_series", title="Rådet", meetings=[]), title="Möten"))
    series = node(2, "meeting_series", title="Rådet", meetings=[meeting(1)])
    after = content(node(1, "chapter", series, title="Möten"), node(3, "chapter", title="Trygghet"))

    page = re.sub(r'<span class="visually-hidden">.*?</span>', "", rendered(before, after))

    assert (page.count("Rådet"), page.count("Trygghet")) == (1, 1)
    renamed = rendered(before, content(node(1, "chapter", title="Dagar")))
    assert re.search(r"<del>.*Möten.*</del><ins>.*Dagar.*</ins>", renamed)


def test_difference_partial_marks_no_bare_space():
    before, after = (content(node(1, "chapter", node(2, text=text))) for text in ("Vi  ger råd.", "Vi ger råd."))

    page = rendered(before, after)

    assert "<del>" not in page
    assert "<ins>" not in page

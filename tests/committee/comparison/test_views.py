"""The page of two editions."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from committee.models import PlanEdition
from tests.committee.comparison.contents import budget, content, line, meeting, node
from tests.committee.comparison.pages import HOSTILE, address, decide, page_of, plan_of
from tests.factories import ChapterFactory, CooperationFactory, NodeFactory, PlanEditionFactory


def heading(page: str) -> str:
    return re.search(r"<h1>(.*?)</h1>", page)[1]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_plan_comparison_costs_three_queries_whatever_the_number_of_editions(client, django_assert_num_queries, count):
    CooperationFactory()
    for number in range(1, count + 1):
        before, after = decide(2017, number), decide(2018, number)

    with django_assert_num_queries(3):
        response = client.get(address(2018, 2017))

    assert (response.context["before"], response.context["after"]) == (before, after)


@pytest.mark.django_db
def test_plan_comparison_of_two_years_marks_words_for_eyes_and_ears(client):
    decide(2017)
    decide(2018, text="Vi ger alla råd.", decided_in="§ 41")

    page = page_of(client, address(2018, 2017))

    assert heading(page) == "2018 jämfört med 2017"
    assert "<li>1 åtagande ändrat.</li>" in page
    struck, added, end = (f'<span class="visually-hidden"> {word} </span>' for word in ("struket:", "tillagt:", "slut"))
    assert f"Vi ger <del>{struck}fler{end}</del><ins>{added}alla{end}</ins> råd." in page
    assert '<a href="/verksamhetsplan/2017/utgava/1/#del-2">Visa i 2017' in page
    assert '<a href="/verksamhetsplan/2018/utgava/1/#del-2">Visa i 2018' in page
    assert (
        '<a href="/verksamhetsplan/2017/utgava/1/">Verksamhetsplan 2017, utgåva 1</a>, fastställd 8 december 2016'
        in page
    )
    assert '<a href="/verksamhetsplan/2017/jamfor/2018/?fran=1&amp;till=1">Vänd på jämförelsen</a>' in page


@pytest.mark.django_db
def test_plan_comparison_takes_the_current_editions_unless_numbers_are_given(client):
    for number, word in enumerate(("ett", "två", "tre"), start=1):
        decide(2017, number, f"Vi ger {word} råd.")
        decide(2018, number, f"Vi ger {word} tips.")

    def shown(**query) -> tuple[str, str]:
        context = client.get(address(2018, 2017, **query)).context
        return str(context["before"]), str(context["after"])

    assert shown() == ("Verksamhetsplan 2017, utgåva 3", "Verksamhetsplan 2018, utgåva 3")
    assert shown(fran=1) == ("Verksamhetsplan 2017, utgåva 1", "Verksamhetsplan 2018, utgåva 3")
    assert shown(fran=2, till=1) == ("Verksamhetsplan 2017, utgåva 2", "Verksamhetsplan 2018, utgåva 1")


@pytest.mark.django_db
def test_plan_comparison_of_one_year_takes_the_edition_before(client):
    for number in (1, 2, 3):
        decide(2017, number)

    titles = [heading(page_of(client, address(2017, 2017, **query))) for query in ({}, {"till": 2}, {"fran": 1})]

    assert titles == [
        "2017: utgåva 3 jämförd med utgåva 2",
        "2017: utgåva 2 jämförd med utgåva 1",
        "2017: utgåva 3 jämförd med utgåva 1",
    ]


@pytest.mark.django_db
def test_plan_comparison_of_editions_with_the_same_words_says_that_they_are_alike(client):
    decide(2017)
    decide(2017, 2)

    page = page_of(client, address(2017, 2017))
    itself = page_of(client, address(2017, 2017, fran=2, till=2))

    assert "Planerna är lika. Bara det här skiljer:" in page
    assert "Planerna är lika.</p>" in itself
    assert "Det här skiljer" not in page + itself
    assert "<ins>" not in page + itself


@pytest.mark.django_db
@pytest.mark.parametrize(
    "nonsense", ["", "0", "-1", "+1", "1.0", "01", "ett", "3", "99999", "9" * 5000, "1\n", "١", "1 ", "' OR 1=1"]
)
@pytest.mark.parametrize("name", ["fran", "till"])
def test_plan_comparison_of_an_edition_that_is_not_there_is_not_found(client, name, nonsense):
    decide(2017)
    decide(2018)
    missing = client.get("/verksamhetsplan/2019/")

    response = client.get(address(2018, 2017, **{name: nonsense}))

    assert response.status_code == missing.status_code == 404
    assert response.content == missing.content


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["2018/jamfor/2017/?fran=%00", "2018/jamfor/2017/?till=1%00", "jamfor/?fran=2017.1%00"])
def test_plan_comparison_refuses_nul_as_every_page_does(client, url):
    decide(2017)
    decide(2018)

    assert client.get(f"/verksamhetsplan/{url}").status_code == client.get("/?q=%00").status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize(("year", "other"), [(2017, 2017), (2017, 2019), (2019, 2017), (2019, 2019)])
def test_plan_comparison_without_two_editions_is_not_found(client, year, other):
    decide(2017)

    assert client.get(address(year, other)).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["1/jamfor/2017/", "2017/jamfor/3017/", "2017/jamfor/", "2017/jamfor/x/"])
def test_plan_comparison_of_no_year_is_not_found(client, path):
    decide(2017)

    assert client.get(f"/verksamhetsplan/{path}").status_code == 404


@pytest.mark.django_db
def test_plan_comparison_never_reads_a_draft_not_even_for_the_secretariat(client, desk):
    for year in (2017, 2018, 2019):
        NodeFactory(parent=ChapterFactory(plan=plan_of(year)), text="Hemligt utkast")
    decide(2017)
    decide(2018, text="Vi ger alla råd.")

    for reader in (Client(), desk):
        page = page_of(reader, address(2018, 2017))
        assert "Vi ger" in page
        assert "Hemligt utkast" not in page
        assert reader.get(address(2019, 2018)).status_code == 404
        assert "2019" not in page_of(reader, reverse("committee:plan-comparison-choose"))


@pytest.mark.django_db
def test_plan_comparison_escapes_what_is_written_in_the_plan(client):
    def hostile(word: str) -> dict:
        made = node(2, text=f"{word} {HOSTILE}", title=f"{HOSTILE} {word}")
        table = node(3, "table", rows=[[HOSTILE, word]])
        money = node(4, "budget", budget=budget([line(HOSTILE, len(word), note=HOSTILE)], []), title=HOSTILE)
        series = node(5, "meeting_series", meetings=[meeting(1, title=HOSTILE, hosts=[word])], title=HOSTILE)
        bodies = [{"slug": "rad", "name": f"{HOSTILE} {word}", "duty": None}]
        whole = node(len(word) * 10, "paragraph", text=HOSTILE)
        return content(node(1, "chapter", made, table, money, series, whole, title=f"{HOSTILE} {word}"), bodies=bodies)

    for number, word in ((1, "ett"), (2, "tolv")):
        edition = PlanEditionFactory.build(plan=plan_of(2017), number=number, content=hostile(word))
        edition.supersedes = PlanEdition.objects.filter(number=number - 1).first()
        edition.save()

    page = page_of(client, address(2017, 2017))

    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert page.count("<ins>") == page.count("</ins>") > 3
    assert page.count("<del>") == page.count("</del>") > 3
    assert page.count("<table") == 4


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_plan_comparison_is_only_read(client, method):
    decide(2017)
    decide(2018)

    assert getattr(client, method)(address(2018, 2017)).status_code == 405
    assert getattr(client, method)(reverse("committee:plan-comparison-choose")).status_code == 405


@pytest.mark.django_db
def test_plan_comparison_of_one_year_says_why_it_was_corrected(client):
    first = decide(2017)
    again = PlanEditionFactory.build(plan=first.plan, number=2, supersedes=first, content=first.content)
    again.reason = "Ett ord var fel."
    again.save()
    decide(2018)

    assert "<dt>Varför</dt><dd>Ett ord var fel.</dd>" in page_of(client, address(2017, 2017))
    assert "Varför" not in page_of(client, address(2017, 2018))


@pytest.mark.django_db
def test_plan_comparison_names_a_chapter_that_is_alike_in_one_line(client):
    for year, word in ((2017, "fler"), (2018, "alla")):
        chapters = [node(3, "chapter", node(4), number="1", title="Syfte")]
        chapters += [node(1, "chapter", node(2, text=f"Vi ger {word} råd."), number="5", title="Mål")]
        PlanEditionFactory(plan=plan_of(year), content=content(*chapters, year=year))

    page = page_of(client, address(2018, 2017))

    assert '<p class="difference-fold">1. Syfte: lika</p>' in page
    assert re.findall(r"<h2>(.*?)</h2>", page) == ["5. Mål"]

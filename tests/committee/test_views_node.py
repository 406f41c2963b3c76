"""A part of an edition has an address of its own for ever, which says how to refer to it."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from committee.canonical import checksum
from committee.models import PlanEdition
from committee.reading import walk
from tests.committee.comparison.contents import content, node
from tests.factories import ChapterFactory, CooperationFactory, PlanEditionFactory, PlanFactory

pytestmark = pytest.mark.django_db


def decide(year: int = 2017, number: int = 1, *parts: dict) -> PlanEdition:
    """An edition of one chapter with these parts, that supersedes the year's one before."""
    old = PlanEdition.objects.filter(plan__year=year, number=number - 1).select_related("plan").first()
    made = content(node(1, "chapter", *parts, number="5", title="Mål"), year=year, edition=number)
    return PlanEditionFactory(
        plan=old.plan if old else PlanFactory(year=year),
        number=number,
        supersedes=old,
        content=made,
        sha256=checksum(made),
    )


def address(key: int, year: int = 2017, number: int = 1) -> str:
    return reverse("committee:plan-node", args=[year, number, key])


def page_of(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def listed(html: str) -> list[tuple[str, str]]:
    """The same part in other editions: the address of each, and what is said of it."""
    return re.findall(
        r'<li><a href="([^"]+)">[^<]+</a>([^<]*)</li>', html[html.index('id="hanvisa"') : html.index("</main>")]
    )


def test_every_part_of_the_demo_s_edition_has_a_page_that_leads_to_its_place(client, decided):
    edition = decided.current_edition()
    plan = page_of(client, edition.get_absolute_url())
    keys = [part["id"] for part in walk(edition.content["chapters"])]

    led = [
        re.findall(r'<a href="([^"]+)">Läs den på dess plats', page_of(client, address(key)))[0].split("#")
        for key in keys
    ]

    assert len(keys) == 86
    assert {page for page, _ in led} == {edition.get_absolute_url()}
    assert len({anchor for _, anchor in led}) == len(keys)
    assert [anchor for _, anchor in led if plan.count(f'id="{anchor}"') != 1] == []


def test_part_is_shown_with_its_words_headings_and_citation(client):
    edition = decide(2017, 1, node(2, "goal_area", node(3, text="Vi ger <alla> råd."), title="Klimat & väg"))

    html = page_of(client, address(3))

    assert "<title>Åtagande 1 under Klimat &amp; väg, Verksamhetsplan 2017, utgåva 1" in html
    assert "<h1>Åtagande 1 under Klimat &amp; väg</h1>" in html
    assert '<blockquote class="cited"><p>Vi ger &lt;alla&gt; råd.</p></blockquote>' in html
    trail = html[html.index('class="breadcrumb"') : html.index("<h1>")]
    assert re.findall(r'<a href="([^"]+)">([^<]+)</a>', trail) == [
        ("/verksamhetsplan/2017/utgava/1/", "Verksamhetsplan 2017, utgåva 1"),
        ("/verksamhetsplan/2017/utgava/1/#kapitel-5", "5. Mål"),
        ("/verksamhetsplan/2017/utgava/1/#del-2", "Klimat &amp; väg"),
    ]
    cited = html[html.index('<div class="citation">') :]
    assert re.findall(r"<p>(.*?)</p>", cited)[:3] == [
        "Rådet, Verksamhetsplan 2017, utgåva 1, fastställd 8 december 2016, § 8, "
        "kap. 5 Mål, ”Klimat &amp; väg”, åtagande 1.",
        f'<a href="{address(3)}">http://testserver{address(3)}</a>',
        f"Kontrollsumma (sha256): <code>{edition.sha256}</code>",
    ]


def test_table_is_shown_as_a_table(client):
    decide(2017, 1, node(2, "table", rows=[["Vad", "När"], ["Råd", "I <mars>"]]))

    assert '<tr><th scope="row">Råd</th><td>I &lt;mars&gt;</td></tr>' in page_of(client, address(2))


@pytest.mark.parametrize(
    "url",
    [
        address(4),  # in no edition
        address(2, number=2),  # in no such edition
        address(2, year=2018),  # of a year without one
        address(2, number=10**20),
        address(10**20),
        address(0),
        f"{address(2)[:-2]}-2/",
        f"{address(2)[:-2]}tva/",
        f"{address(2)[:-2]}2.0/",
        f"{address(2)[:-2]}%C2%B2/",
        f"{address(2)[:-2]}%D9%A2/x/",
        f"{address(2)[:-2]}",
        "/verksamhetsplan/0000/utgava/1/del/2/",
        "/verksamhetsplan/2017/utgava/ett/del/2/",
        "/verksamhetsplan/2017/utgava/0/del/2/",
    ],
)
def test_address_of_no_part_is_not_found(client, url):
    decide(2017, 1, node(2))

    assert client.get(url).status_code == 404


def test_part_of_a_draft_is_not_found_by_anyone(client, admin_client):
    decide()
    chapter = ChapterFactory(pk=900, plan=PlanFactory(year=2018))

    for reader in (client, admin_client):
        assert reader.get(address(chapter.pk, year=2018)).status_code == 404
        assert reader.get(address(chapter.pk)).status_code == 404


def test_part_that_a_correction_adds_is_found_when_it_is_decided(client, admin_client):
    plan = decide().plan
    plan.reopen(because="En rad saknas.", at=plan.current_edition().decided_at, by=None)
    added = ChapterFactory(pk=900, plan=plan)

    for reader in (client, admin_client):
        assert reader.get(address(added.pk)).status_code == 404


def test_part_of_an_old_edition_says_so_and_leads_to_itself_in_the_current_one(client):
    decide(2017, 1, node(2, text="Vi ger råd."), node(3, text="Vi ses."))
    decide(2017, 2, node(2, text="Vi ger fler råd."))

    kept, struck, now = (page_of(client, url) for url in (address(2), address(3), address(2, number=2)))

    banner = 'Utgåva 1 är ersatt. <a href="/verksamhetsplan/2017/utgava/2/">Utgåva 2 gäller nu</a>.'
    assert [banner in html for html in (kept, struck, now)] == [True, True, False]
    assert listed(kept) == [(address(2, number=2), ": Vi ger fler råd.")]
    assert listed(now) == [(address(2), ": Vi ger råd.")]
    assert "I andra utgåvor" not in struck
    assert "Vi ger råd." in kept
    assert client.get(address(3, number=2)).status_code == 404


def test_part_is_found_in_other_years_by_what_it_continues(client):
    decide(2017, 1, node(2, text="Vi ger råd."))
    decide(2018, 1, node(12, text="Vi ger råd.", ancestor=2), node(2, text="En annan.", ancestor=9))
    decide(2019, 1, node(22, text="Vi ger fler råd.", ancestor=2))

    assert listed(page_of(client, address(2))) == [
        (address(22, year=2019), ": Vi ger fler råd."),
        (address(12, year=2018), ": samma ord"),
    ]
    assert listed(page_of(client, address(22, year=2019))) == [
        (address(12, year=2018), ": Vi ger råd."),
        (address(2), ": Vi ger råd."),
    ]
    assert "I andra utgåvor" not in page_of(client, address(2, year=2018))


@pytest.mark.parametrize("count", [1, 3])
def test_part_costs_two_queries_whatever_the_number_of_editions(client, django_assert_num_queries, count):
    CooperationFactory()
    for number in range(1, count + 1):
        decide(2017, number, node(2))

    with django_assert_num_queries(2):
        page_of(client, address(2))


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_part_is_only_read(client, method):
    decide(2017, 1, node(2))

    assert getattr(client, method)(address(2)).status_code == 405

"""The page of a plan with several editions: which one holds and why, and how to refer to it and its parts."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from committee.canonical import canonical_bytes, checksum
from committee.models import PlanEdition
from committee.reading import walk
from tests.committee.comparison.contents import content, node
from tests.factories import PlanEditionFactory, PlanFactory

pytestmark = pytest.mark.django_db


def decide(number: int = 1, text: str = "Vi ger råd.", reason: str = "", year: int = 2017) -> PlanEdition:
    """The edition of that number, which supersedes the one before."""
    plan = PlanFactory(year=year) if number == 1 else PlanEdition.objects.get(plan__year=year, number=1).plan
    points = node(3, "paragraph", text="Se kap. 5 och kap. 9.", references=[{"words": "kap. 5", "node": 1}])
    table = node(4, "table", rows=[["Vad"], ["Råd"]])
    chapters = [
        node(1, "chapter", node(2, text=text), node(5, "item", text="En punkt."), number="5", title="Mål"),
        node(6, "chapter", points, table, number="6", title="Former"),
    ]
    made = content(*chapters, year=year, edition=number, title=f"Verksamhetsplan {year}")
    return PlanEditionFactory(
        plan=plan,
        number=number,
        supersedes=plan.editions.filter(number=number - 1).first(),
        content=made,
        sha256=checksum(made),
        reason=reason,
        decided_on=dt.date(2016, 12, 7 + number),
    )


def page_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def notices(html: str) -> list[str]:
    return re.findall(r'<p class="notice"[^>]*>(.*?)</p>', html, re.DOTALL)


def test_old_editions_lead_to_the_current_one_and_say_why_they_were_replaced(client):
    first, second = decide(), decide(2, "Vi ger fler råd.", "Fel <antal>.")
    decide(3, "Vi ger alla råd.", "Fel datum.")

    read, compare = '<a href="/verksamhetsplan/2017/">Läs utgåva 3, som gäller nu</a>', "se vad som skiljer</a>."
    assert notices(page_of(client, first.get_absolute_url())) == [
        f"Den här utgåvan är ersatt. Varför: Fel &lt;antal&gt;. {read}, eller "
        f'<a href="/verksamhetsplan/2017/jamfor/2017/?fran=1&amp;till=3">{compare}'
    ]
    assert notices(page_of(client, second.get_absolute_url())) == [
        f"Den här utgåvan är ersatt. Varför: Fel datum. {read}, eller "
        f'<a href="/verksamhetsplan/2017/jamfor/2017/?fran=2&amp;till=3">{compare}'
    ]
    assert notices(page_of(client, "/verksamhetsplan/2017/")) == []


def test_edition_keeps_its_own_words_when_a_later_one_has_others(client):
    first = decide()
    before, stored = page_of(client, first.get_absolute_url()), canonical_bytes(first.content)

    second = decide(2, "Vi ger fler råd.", "Fel ord.")

    after = page_of(client, first.get_absolute_url())
    assert "Vi ger råd." in before
    assert "Vi ger råd." in after
    assert "Vi ger fler råd." not in after
    assert "Vi ger fler råd." in page_of(client, "/verksamhetsplan/2017/")
    assert client.get("/verksamhetsplan/2017/utgava/1.json").content == stored
    assert client.get("/verksamhetsplan/2017/utgava/2.json").content == canonical_bytes(second.content)
    assert client.get("/verksamhetsplan/2017/verksamhetsplan-2017.json").content == canonical_bytes(second.content)


def test_correction_says_which_edition_it_corrects_and_why(client):
    decide()
    assert "rättar" not in page_of(client, "/verksamhetsplan/2017/")
    second = decide(2, reason="Fel antal.")

    for address in ("/verksamhetsplan/2017/", second.get_absolute_url()):
        html = page_of(client, address)
        assert "<p>Utgåva 2 rättar utgåva 1. Varför: Fel antal.</p>" in html
        assert 'href="/verksamhetsplan/2017/jamfor/2017/?fran=1&amp;till=2">Jämför med utgåva 1</a>' in html


def test_editions_are_listed_with_days_and_reasons_and_the_one_that_holds(client):
    decide()
    assert 'id="utgavor"' not in page_of(client, "/verksamhetsplan/2017/")
    decide(2, reason="Fel antal.")

    html = page_of(client, "/verksamhetsplan/2017/utgava/1/")

    listed = html[html.index('id="utgavor"') : html.index('id="hanvisa"')]
    assert re.findall(r"<li>(.*?)</li>", listed) == [
        '<a href="/verksamhetsplan/2017/utgava/2/">Utgåva 2</a>, fastställd 9 december 2016, gäller nu. Fel antal.',
        '<a href="/verksamhetsplan/2017/utgava/1/" aria-current="true">Utgåva 1</a>, fastställd 8 december 2016',
    ]


def test_search_engines_are_led_to_the_year_s_address_or_an_old_edition_s_own(client):
    decide()
    decide(2, reason="Fel antal.")

    assert [
        re.findall(r'<link rel="canonical" href="([^"]+)">', page_of(client, address))
        for address in ("/verksamhetsplan/2017/", "/verksamhetsplan/2017/utgava/2/", "/verksamhetsplan/2017/utgava/1/")
    ] == [
        ["http://testserver/verksamhetsplan/2017/"],
        ["http://testserver/verksamhetsplan/2017/"],
        ["http://testserver/verksamhetsplan/2017/utgava/1/"],
    ]


def test_plan_is_compared_with_the_year_before_that_has_an_edition(client):
    PlanFactory(year=2016)
    decide(year=2015)
    decide()

    assert 'jamfor/2015/?till=1">Jämför med planen för 2015</a>' in page_of(client, "/verksamhetsplan/2017/")
    assert "Jämför med planen" not in page_of(client, "/verksamhetsplan/2015/")


def test_plan_s_citation_has_the_edition_its_own_address_and_the_whole_checksum(client):
    edition = decide()

    html = page_of(client, "/verksamhetsplan/2017/")

    cited = html[html.index('<div class="citation">') :]
    assert [" ".join(line.split()) for line in re.findall(r"<p>(.*?)</p>", cited)][:3] == [
        "Rådet, Verksamhetsplan 2017, utgåva 1, fastställd 8 december 2016, § 8.",
        '<a href="/verksamhetsplan/2017/utgava/1/">http://testserver/verksamhetsplan/2017/utgava/1/</a>',
        f"Kontrollsumma (sha256): <code>{edition.sha256}</code>",
    ]


def test_each_part_has_its_reference_only_when_they_are_asked_for(client):
    edition = decide()
    link = re.compile(r'<a class="node-link" href="([^"]+)">')

    plain = page_of(client, edition.get_absolute_url())
    cited = page_of(client, f"{edition.get_absolute_url()}?visa=hanvisningar")

    keys = [part["id"] for part in walk(edition.content["chapters"])]
    assert link.findall(plain) == link.findall(page_of(client, f"{edition.get_absolute_url()}?visa=annat")) == []
    assert link.findall(cited) == [reverse("committee:plan-node", args=[2017, 1, key]) for key in keys]
    assert [client.get(address).status_code for address in link.findall(cited)] == [200] * len(keys)
    assert '<a href="?visa=hanvisningar">' in plain
    assert '<a href="/verksamhetsplan/2017/utgava/1/#hanvisa">Visa planen utan hänvisningar</a>' in cited
    assert ('class="follow"' in plain, 'class="follow"' in cited) == (True, False)


def test_reference_in_the_words_of_the_plan_is_a_link_to_the_part_on_the_page(client):
    decide()

    html = " ".join(page_of(client, "/verksamhetsplan/2017/").split())

    assert '<p id="del-3"> Se <a href="#kapitel-5">kap. 5</a> och kap. 9. </p>' in html
    assert html.count('id="kapitel-5"') == 1

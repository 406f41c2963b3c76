"""The plan's pages: editions and nothing else."""

import datetime as dt
import hashlib

import pytest
from django.urls import reverse

from committee.models import PlanEdition
from committee.reading import goal_areas, read_chapters
from tests.factories import AT, ChapterFactory, CooperationFactory, PlanEditionFactory, PlanFactory, edition_content

pytestmark = pytest.mark.django_db


def succeed(edition: PlanEdition, *, decided_on: dt.date) -> PlanEdition:
    """The next edition of the same plan."""
    content = edition_content(edition.plan, number=edition.number + 1, decided_on=decided_on)
    return PlanEditionFactory(
        plan=edition.plan, number=edition.number + 1, supersedes=edition, content=content, decided_on=decided_on
    )


@pytest.mark.parametrize("count", [1, 3])
def test_plan_list_costs_the_same_for_any_length(client, django_assert_num_queries, count):
    CooperationFactory()
    editions = PlanEditionFactory.create_batch(count)

    with django_assert_num_queries(2):
        response = client.get(reverse("committee:plan-list"))

    assert set(response.context["editions"]) == set(editions)


def test_plan_list_without_editions_says_so(client):
    PlanFactory(year=2018)

    response = client.get(reverse("committee:plan-list"))

    assert "Ingen verksamhetsplan är publicerad än." in response.content.decode()
    assert "2018" not in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_plan_detail_costs_three_queries_whatever_the_number_of_editions(client, django_assert_num_queries, count):
    CooperationFactory()
    edition = PlanEditionFactory(plan__year=2017)
    for month in range(1, count):
        edition = succeed(edition, decided_on=dt.date(2017, month, 1))

    with django_assert_num_queries(3):
        response = client.get(reverse("committee:plan-detail", args=[2017]))

    assert response.context["edition"] == edition


def test_plan_detail_shows_the_edition_though_the_rows_have_changed(client):
    edition = PlanEditionFactory(plan__year=2017)
    edition.plan.reopen(because="Hemligt skäl.", at=AT, by=None)
    ChapterFactory(plan=edition.plan, title="Hemligt utkast")
    edition.plan.title = "Ändrad titel"
    edition.plan.save()

    page = client.get(reverse("committee:plan-detail", args=[2017])).content.decode()

    assert "Verksamhetsplan 2017" in page
    assert "Vad som står under Syfte." in page
    assert "Hemligt" not in page
    assert "Ändrad titel" not in page


def test_plan_detail_of_a_draft_is_not_found_even_for_the_secretariat(client, admin_client):
    PlanFactory(year=2018)

    assert client.get(reverse("committee:plan-detail", args=[2018])).status_code == 404
    assert admin_client.get(reverse("committee:plan-detail", args=[2018])).status_code == 404


def test_plan_edition_that_is_superseded_says_which_one_holds(client):
    first = PlanEditionFactory(plan__year=2017)
    second = succeed(first, decided_on=dt.date(2017, 3, 1))

    old = client.get(first.get_absolute_url()).content.decode()
    new = client.get(second.get_absolute_url()).content.decode()

    assert "Den här utgåvan är ersatt." in old
    assert "Läs utgåva 2, som gäller nu" in old
    assert "Den här utgåvan är ersatt." not in new
    assert 'Fastställd</b> <time datetime="2017-03-01">1 mars 2017</time>' in new


@pytest.mark.parametrize(
    "address",
    [
        "/verksamhetsplan/0/",
        "/verksamhetsplan/0000/",
        "/verksamhetsplan/10000/",
        "/verksamhetsplan/2999/",
        "/verksamhetsplan/2017/utgava/0/",
        "/verksamhetsplan/2017/utgava/99999999999999999999/",
        "/verksamhetsplan/2017/utgava/99999999999999999999.json",
        "/verksamhetsplan/2017/utgava/0.json",
        "/verksamhetsplan/2017/verksamhetsplan-2018.json",
    ],
)
def test_plan_addresses_that_name_nothing_are_not_found(client, address):
    PlanEditionFactory(plan__year=2017)

    assert client.get(address).status_code == 404


def test_plan_json_is_the_bytes_behind_the_checksum(client, django_assert_num_queries):
    edition = PlanEditionFactory(plan__year=2017)

    with django_assert_num_queries(1):
        response = client.get(reverse("committee:plan-json", args=[2017, 2017]))

    assert hashlib.sha256(response.content).hexdigest() == edition.sha256
    assert response.json() == edition.content
    assert response["Content-Type"] == "application/json; charset=utf-8"
    assert response["ETag"] == f'"{edition.sha256}"'


def test_plan_json_that_the_reader_has_is_not_sent_again(client):
    edition = PlanEditionFactory(plan__year=2017)
    address = reverse("committee:plan-edition-json", args=[2017, 1])

    response = client.get(address, headers={"If-None-Match": f'"{edition.sha256}"'})

    assert (response.status_code, response.content) == (304, b"")


def test_reading_gives_levels_anchors_and_lists():
    leaf = {"number": "", "title": "", "text": "", "is_focus": False, "children": []}
    commitments = [{**leaf, "id": n, "kind": "commitment", "text": f"Vi {n}.", "is_focus": n == 4} for n in (3, 4)]
    goal = {**leaf, "id": 2, "kind": "goal_area", "title": "Klimat", "children": commitments}
    chapter = {**leaf, "id": 1, "kind": "chapter", "number": "5", "title": "Mål", "children": [goal]}

    (read,) = read_chapters({"chapters": [chapter]})

    assert [(node.anchor, node.level) for node in read.walk()] == [
        ("kapitel-5", 2),
        ("del-2", 3),
        ("del-3", 4),
        ("del-4", 4),
    ]
    assert [(group.kind, len(group.nodes)) for group in read.groups[0].nodes[0].groups] == [("commitment", 2)]
    assert [(area.title, area.commitment_count, area.focus_count) for area in goal_areas([read])] == [("Klimat", 2, 1)]


def test_words_of_a_plan_are_escaped(client):
    edition = PlanEditionFactory.build(plan=PlanFactory(year=2017))
    edition.content["chapters"][0]["children"][0]["text"] = "<script>alert(1)</script>"
    edition.save()

    page = client.get(reverse("committee:plan-detail", args=[2017])).content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page

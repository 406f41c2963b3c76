"""A commitment's page shows which meetings have dealt with it, to those who may read them."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from tests.factories import (
    AT,
    BodyFactory,
    CommitmentFactory,
    MeetingFactory,
    PlanEditionFactory,
    PlanFactory,
    edition_content,
)
from tests.meeting_factories import AgendaItemFactory, MinutesFactory, ParagraphFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]


def decide(commitment, text: str, *, number: int = 1, supersedes=None):
    """An edition in which the commitment has these words."""
    plan = commitment.plan
    content = edition_content(plan, number=number, decided_on=dt.date(2016, 12, 8))
    leaf = {"number": "", "title": "", "is_focus": False, "children": []}
    area = {**leaf, "id": 900, "kind": "goal_area", "title": "Klimat", "text": ""}
    area["children"] = [{**leaf, "id": commitment.pk, "kind": "commitment", "text": text}]
    content["chapters"][0]["children"].append(area)
    return PlanEditionFactory(plan=plan, content=content, number=number, supersedes=supersedes)


@pytest.fixture
def commitment():
    return CommitmentFactory(parent__plan=PlanFactory(year=2017), text="Hemliga ord under arbete")


def address(commitment) -> str:
    return reverse("calendar:commitment-detail", args=[2017, commitment.pk])


def test_commitment_has_a_page_in_the_words_of_the_latest_edition_that_has_it(client, commitment):
    first = decide(commitment, "Vi bygger broar.")
    assert "Vi bygger broar." in client.get(address(commitment)).content.decode()

    decide(commitment, "Vi bygger fler broar.", number=2, supersedes=first)

    page = client.get(address(commitment)).content.decode()
    assert "Vi bygger fler broar." in page
    assert "Vi bygger broar." not in page
    assert "Klimat" in page
    assert "Hemliga ord" not in page


def test_commitment_of_no_edition_is_not_found(client, commitment):
    assert client.get(address(commitment)).status_code == 404
    decide(commitment, "Vi bygger broar.")
    assert client.get(reverse("calendar:commitment-detail", args=[2017, 10**9])).status_code == 404
    assert client.get(reverse("calendar:commitment-detail", args=[2018, commitment.pk])).status_code == 404


def test_meetings_that_dealt_with_it_are_listed_with_what_was_decided(client, commitment):
    decide(commitment, "Vi bygger broar.")
    meeting = MeetingFactory(state="held", agenda_audience="public", starts_on=dt.date(2017, 1, 12))
    item = AgendaItemFactory(meeting=meeting, title="Broarna", commitment=commitment)
    minutes = MinutesFactory(meeting=meeting)
    ParagraphFactory(minutes=minutes, item=item, section=4, decision="Kommittén bygger **en bro**.")
    AgendaItemFactory(title="Om annat")
    assert "§ 4" not in client.get(address(commitment)).content.decode()  # not adjusted yet
    type(minutes).objects.update(sent_at=AT, adjusted_at=AT, content={}, sha256="0" * 64)

    page = client.get(address(commitment)).content.decode()

    assert "Broarna" in page
    assert f'href="{minutes.get_absolute_url()}#paragraf-4">§ 4' in page
    assert "<strong>en bro</strong>" in page
    assert "Om annat" not in page


def owner_told(client, commitment) -> str:
    page = client.get(address(commitment)).content.decode()
    return "".join(re.findall(r"Ansvarigt organ:.*", page))


def test_body_that_sees_to_it_is_told_as_it_is_now_when_the_reader_may_see_it(client, commitment):
    decide(commitment, "Vi bygger broar.")
    assert owner_told(client, commitment) == ""

    commitment.owner = BodyFactory(name="Brorådet", slug="broradet")
    commitment.save(update_fields=["owner"])
    assert '<a href="/organ/broradet/">Brorådet</a>' in owner_told(client, commitment)

    commitment.owner = BodyFactory(draft=True)
    commitment.save(update_fields=["owner"])
    assert owner_told(client, commitment) == ""


def test_commitments_in_the_plan_lead_to_their_pages(client, commitment):
    decide(commitment, "Vi bygger broar.")

    assert f'href="{address(commitment)}"' in client.get("/verksamhetsplan/2017/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_commitment_page_costs_the_same_for_any_length(client, commitment, django_assert_num_queries, count):
    decide(commitment, "Vi bygger broar.")
    AgendaItemFactory.create_batch(count, commitment=commitment)

    with django_assert_num_queries(5):
        assert len(client.get(address(commitment)).context["rows"]) == count

"""What the page of the new draft says of the meetings that follow."""

import re
from html import unescape

import pytest
from django.urls import reverse

from tests.factories import BodyFactory, MeetingFactory, NodeFactory
from tests.publication.rollover_rows import Kind, answers, decided, goals, page_of, said, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]


def test_meetings_without_a_day_are_named_with_links_to_give_them_one(desk):
    plan, nodes = goals("Vi ses.")
    bodies = [BodyFactory(name=name, slug=slug) for name, slug in (("Rådet", "radet"), ("Gruppen", "gruppen"))]
    for position, body in enumerate(bodies, start=7):
        NodeFactory(
            parent=nodes[0].parent, position=position, kind=Kind.MEETING_SERIES, title="Möten", text="", body=body
        )
    decided(plan)
    meetings = [MeetingFactory(body=body, month_only=True, plan=plan) for body in (bodies[0], bodies[0], bodies[1])]

    response = desk.post(page_of(plan), answers(*nodes), follow=True)

    message = str(list(response.context["messages"])[1])
    assert said(response)[1] == (
        "Tre möten med bara månad följer med: Rådet mars 2018 (preliminärt), Rådet mars 2018 (preliminärt), "
        "Gruppen mars 2018 (preliminärt). Ge dem dagar i planeringen: Rådet 2018, Gruppen 2018."
    )
    planning = reverse("calendar:year-planning")
    links = [unescape(link) for link in re.findall(r'href="([^"]+)"', message)]
    assert links == [
        *(reverse("admin:calendar_app_meeting_change", args=[meeting.pk]) for meeting in meetings),
        f"{planning}?organ=radet&ar=2018",
        f"{planning}?organ=gruppen&ar=2018",
    ]
    assert message in response.content.decode()
    assert [desk.get(link).status_code for link in links] == [200] * 5
    assert "Planera året: Rådet 2018" in words_of(desk.get(links[3]))


def test_one_meeting_without_a_day_is_one(desk):
    plan, nodes = goals("Vi ses.")
    series = NodeFactory(parent=nodes[0].parent, kind=Kind.MEETING_SERIES, title="M", text="", body=BodyFactory())
    decided(plan)
    MeetingFactory(body=series.body, month_only=True)

    response = desk.post(page_of(plan), answers(*nodes), follow=True)

    assert re.fullmatch(
        r"Ett möte med bara månad följer med: .*\. Ge det en dag i planeringen: .*\.", said(response)[1]
    )

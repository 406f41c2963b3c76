"""Search over everything that is edited."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from committee.reader import Reader
from sodertorn.desk.searching import search
from tests.budget_factories import BudgetFactory, BudgetLineFactory
from tests.factories import (
    BodyFactory,
    CommitmentFactory,
    MeetingFactory,
    OrganisationFactory,
    PersonFactory,
    UserFactory,
)
from tests.meeting_factories import AgendaItemFactory, DocumentFactory, ParagraphFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
TODAY = dt.date(2017, 1, 16)


def found(desk, words: str) -> dict[str, list[tuple[str, str]]]:
    response = desk.get(reverse("desk-search"), {"q": words})
    return {sort.kind: [(hit.title, hit.address) for hit in sort.hits] for sort in response.context["found"]}


def test_every_sort_is_found_and_leads_to_where_it_is_edited(desk):
    item = AgendaItemFactory(title="Vattenvägar", draft=True)
    document = DocumentFactory(title="Karta över vattenvägar")
    paragraph = ParagraphFactory(title="Vattenvägar")
    line = BudgetLineFactory(budget=BudgetFactory(), label="Vattenvägar")
    person = PersonFactory(name="Chefen för vattenvägar")
    node = CommitmentFactory(text="Vi rensar vattenvägar.")
    meeting = MeetingFactory(title="Möte om vattenvägar", draft=True)

    told = {kind: [address for _, address in hits] for kind, hits in found(desk, "VATTENVÄG").items()}

    assert told == {
        "Personer": [reverse("admin:committee_person_change", args=[person.pk])],
        "Planens delar": [reverse("admin:committee_plannode_change", args=[node.pk])],
        "Möten": [reverse("admin:calendar_app_meeting_change", args=[meeting.pk])],
        "Ärenden": [reverse("calendar:item-change", args=[item.pk])],
        "Handlingar": [reverse("calendar:document-change", args=[document.pk])],
        "Paragrafer": [reverse("calendar:meeting-minutes", args=[paragraph.minutes.meeting_id])],
        "Budgetposter": [reverse("budget:line-change", args=[line.budget_id, line.pk])],
    }


def test_words_are_marked_where_they_stand_and_nothing_that_was_typed_is_markup(desk):
    AgendaItemFactory(title="Avtal", text="Parterna <b>ska</b> dela på kostnaden för broar & vägar.")

    page = desk.get(reverse("desk-search"), {"q": "broar"}).content.decode()

    assert "<mark>broar</mark> &amp; vägar." in page
    assert "<b>ska</b>" not in page


def test_each_word_must_be_found_in_some_field(desk):
    AgendaItemFactory(title="Broar", text="I norr.")
    AgendaItemFactory(title="Broar", text="I söder.")

    assert len(found(desk, "broar norr")["Ärenden"]) == 1


def test_ten_of_a_sort_are_shown_and_the_rest_is_a_link_away(desk):
    for number in range(12):
        OrganisationFactory(name=f"Förening {number}")

    response = desk.get(reverse("desk-search"), {"q": "förening"})

    (sort,) = response.context["found"]
    assert (len(sort.hits), sort.all_at) == (
        10,
        reverse("admin:committee_organisation_changelist") + "?q=f%C3%B6rening",
    )
    assert f'href="{sort.all_at}"' in response.content.decode()


@pytest.mark.parametrize("words", ["", "   ", "x" * 5_000, "%", "_", "'", '"', "\\", "<script>", "(((", "* +"])
def test_whatever_is_typed_gives_a_page(desk, words):
    AgendaItemFactory(title="Vägar")

    response = desk.get(reverse("desk-search"), {"q": words})

    assert response.status_code == 200
    assert "Vägar" not in [hit.title for sort in response.context["found"] for hit in sort.hits]


def test_nul_is_refused(desk):
    assert desk.get(reverse("desk-search"), {"q": "a\x00b"}).status_code == 400


def test_page_says_what_can_be_searched_and_what_to_try(desk):
    assert "Sök efter ord i möten" in desk.get(reverse("desk-search")).content.decode()
    assert "Inget innehåller ”vattenväg”." in desk.get(reverse("desk-search"), {"q": "vattenväg"}).content.decode()


def test_only_the_secretariat_searches(client):
    for user, code in ((UserFactory(is_staff=True), 403), (UserFactory(), 302)):
        client.force_login(user)
        assert client.get(reverse("desk-search"), {"q": "x"}).status_code == code


@pytest.mark.parametrize("count", [1, 3])
def test_search_costs_the_same_for_any_number_of_hits(rf, secretary, django_assert_num_queries, count):
    for number in range(count):
        AgendaItemFactory(title=f"Vägar {number}")
        BodyFactory(name=f"Vägrådet {number}")
    request = rf.get("/")
    request.user, request.reader, request.today = secretary, Reader(is_secretariat=True), TODAY
    search(request, "väg")

    with django_assert_num_queries(20):
        search(request, "väg")

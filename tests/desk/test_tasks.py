"""What the desk says there is to do: each sort of thing when it waits, and not when it doesn't."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from calendar_app.models import Document, Meeting
from committee.models import PlanNode
from tests.factories import (
    BodyFactory,
    ChapterFactory,
    CommitmentFactory,
    DutyFactory,
    MeetingFactory,
    PlanEditionFactory,
    PlanFactory,
    UserFactory,
)
from tests.meeting_factories import AgendaItemFactory, DocumentFactory, MinutesFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
TODAY = dt.date(2017, 1, 16)


def tasks(desk) -> dict[str, tuple[str, bool]]:
    """What waits, in words, with where it is done and whether it is urgent."""
    groups = desk.get(reverse("admin:index")).context["groups"]
    return {task.words: (task.address, task.is_urgent) for group in groups for task in group.tasks}


def planned(days: int, state: str = "planned", **values) -> Meeting:
    day = TODAY + dt.timedelta(days=days)
    known = {} if "draft" in values else {"state": state}
    return MeetingFactory(starts_on=day, ends_on=day, **known, **values)


def test_desk_asks_for_the_kallelse_of_the_three_weeks_to_come(desk):
    soon, urgent, today = planned(21), planned(7), planned(0)
    for days, state in ((22, "planned"), (3, "called"), (4, "cancelled")):
        planned(days, state)
    planned(5, draft=True)

    found = {words: told for words, told in tasks(desk).items() if words.startswith("Kalla")}

    assert found == {
        f"Kalla till {today}, i dag": (reverse("calendar:meeting-notices", args=[today.pk]), True),
        f"Kalla till {urgent}, om 7 dagar": (reverse("calendar:meeting-notices", args=[urgent.pk]), True),
        f"Kalla till {soon}, om 21 dagar": (reverse("calendar:meeting-notices", args=[soon.pk]), False),
    }


def test_desk_asks_to_publish_what_is_drafted_for_meetings_that_are_public(desk):
    meeting = planned(30)
    for number in range(2):
        AgendaItemFactory(meeting=meeting, draft=True, position=number + 1)
    DocumentFactory(meeting=meeting, draft=True, language="sv", is_accessible=True)
    AgendaItemFactory(meeting=planned(31))
    AgendaItemFactory(meeting=planned(32, draft=True), draft=True)

    found = {words: told for words, told in tasks(desk).items() if words.startswith("Publicera")}

    address = reverse("calendar:meeting-agenda", args=[meeting.pk])
    assert found == {f"Publicera 2 ärenden och 1 handling till {meeting}": (address, False)}


def test_desk_asks_whether_a_meeting_was_held_and_for_its_minutes(desk):
    over, held = planned(-1, "called"), planned(-10, "held")
    planned(-200, "called")
    planned(-201, "held")
    MinutesFactory(meeting=planned(-5, "held"), adjusted=True)

    found = tasks(desk)

    assert found[f"Säg om {over} hölls"] == (reverse("admin:calendar_app_meeting_change", args=[over.pk]), False)
    assert found[f"Skriv protokollet från {held}"] == (reverse("calendar:meeting-minutes", args=[held.pk]), False)
    assert len(found) == 2


def test_desk_shows_the_first_five_of_many_and_leads_to_the_rest(desk):
    for days in range(7):
        planned(-1 - days, "called")

    found = [words for words in tasks(desk) if "hölls" in words or "fler" in words]

    assert len(found) == 6
    assert found[-1] == "… och fler: möten vars dag är över"


@pytest.mark.parametrize(
    ("make", "rest"),
    [
        (lambda days: AgendaItemFactory(meeting=planned(30 + days), draft=True), "möten med utkast"),
        (lambda days: planned(-1 - days, "held"), "möten utan protokoll"),
        (
            lambda days: DocumentFactory(meeting=planned(30 + days), language=""),
            "handlingar utan språk eller tillgänglighet",
        ),
    ],
)
def test_nothing_that_waits_is_left_out_without_a_word(desk, make, rest):
    for days in range(6):
        make(days)

    found = tasks(desk)

    words = f"… och fler: {rest}"
    assert len(found) == 6
    assert found[words][0] not in [address for other, (address, _) in found.items() if other != words]


@pytest.mark.parametrize(
    ("language", "is_accessible", "missing"),
    [("", None, "språk och tillgänglighet"), ("sv", None, "tillgänglighet"), ("", False, "språk")],
)
def test_desk_asks_for_the_marks_that_a_document_lacks(desk, language, is_accessible, missing):
    document = DocumentFactory(meeting=planned(30), title="Karta", language=language, is_accessible=is_accessible)
    DocumentFactory(meeting=planned(31), language="sv", is_accessible=False)
    DocumentFactory(meeting=planned(-3, "held"), language="", is_accessible=None)

    found = {words: address for words, (address, _) in tasks(desk).items() if words.startswith("Ange")}

    assert found == {f"Ange {missing} för ”Karta”": reverse("calendar:document-change", args=[document.pk])}
    assert Document.objects.count() == 3


def test_desk_names_open_plans_and_commitments_without_an_owner(desk):
    draft, decided, corrected = (PlanFactory(year=year) for year in (2018, 2017, 2016))
    chapter = ChapterFactory(plan=draft)
    for number in range(3):
        CommitmentFactory(parent=chapter, position=number, owner=BodyFactory() if number == 2 else None)
    CommitmentFactory(parent=ChapterFactory(plan=corrected))
    for plan in (decided, corrected):
        PlanEditionFactory(plan=plan)
    type(corrected).objects.filter(pk=corrected.pk).update(
        reopened_at="2017-01-10T12:00Z", reopened_because="Fel årtal", reopened_by=UserFactory()
    )

    found = tasks(desk)

    chosen = f"?plan__id__exact={draft.pk}&kind__exact=commitment&owner__isnull=True"
    owners = reverse("admin:committee_plannode_changelist") + chosen
    assert found == {
        f"{draft} är ett utkast": (reverse("admin:committee_plan_change", args=[draft.pk]), False),
        f"{corrected} rättas. Fastställ rättelsen eller avsluta den": (
            reverse("admin:committee_plan_change", args=[corrected.pk]),
            False,
        ),
        "2 åtaganden i planen för 2018 saknar ansvarigt organ": (owners, False),
    }
    assert set(desk.get(owners).context["cl"].queryset) == set(
        PlanNode.objects.filter(plan=draft, kind="commitment", owner=None)
    )


def test_promise_of_this_year_that_breaks_is_something_to_do(desk):
    body = BodyFactory(name="Rådet")
    DutyFactory(plan=PlanFactory(year=2017), body=body, kind="meetings", minimum_meetings=2, period_years=1)
    planned(30, body=body)

    found = [words for words in tasks(desk) if words.startswith("Löftet")]

    assert found == ["Löftet hålls inte: Rådet: 1 av minst 2 sammanträden 2017"]


def test_desk_where_nothing_waits_says_what_comes_next(desk):
    meeting = planned(60)

    page = " ".join(desk.get(reverse("admin:index")).content.decode().split())

    assert f'Inget väntar på dig. Nästa möte är <a href="/admin/calendar_app/meeting/{meeting.pk}/change/">' in page


def test_desk_without_meetings_leads_to_planning_and_an_empty_portal_to_its_beginning(desk):
    empty = desk.get(reverse("admin:index")).content.decode()
    BodyFactory()
    begun = desk.get(reverse("admin:index")).content.decode()

    assert "Portalen är tom." in empty
    assert f'href="{reverse("plan-import")}"' in empty
    assert "Inget möte är planerat framöver" in begun


def test_year_is_drawn_with_its_drafts(desk):
    planned(30)
    planned(31, draft=True)

    wheel = desk.get(reverse("admin:index")).context["wheel"]

    assert (wheel.year, wheel.count) == (2017, 2)


@pytest.mark.parametrize("count", [1, 3, 30])
def test_desk_costs_the_same_however_much_waits(desk, django_assert_max_num_queries, count):
    body = BodyFactory()
    for number in range(count):
        meeting = planned(number + 1, body=body)
        AgendaItemFactory(meeting=meeting, draft=True)
        DocumentFactory(meeting=meeting, language="")
        planned(-number - 1, "called", body=body)
    desk.get(reverse("admin:index"))

    with django_assert_max_num_queries(45):
        desk.get(reverse("admin:index"))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("calendar_app_meeting", "Inga möten än."),
        ("committee_person", "Inga personer än."),
        ("calendar_app_followup", "Inget väntar."),
        ("committee_organisation", "Här är tomt än."),
    ],
)
def test_empty_list_says_what_to_do_and_an_empty_search_leads_back(desk, name, words):
    address = reverse(f"admin:{name}_changelist")

    assert words in desk.get(address).content.decode()
    assert "Inget stämmer med det du har sökt eller valt." in desk.get(address, {"q": "finns inte"}).content.decode()

"""The desk: the promises with their sources, and what waits to be done."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from budget.operations import revise
from calendar_app.models import Meeting
from committee.models import Plan
from tests.budget_factories import BudgetFactory, FeeDivisionFactory
from tests.confirming import confirm
from tests.conftest import admin_address
from tests.factories import (
    BodyFactory,
    DutyFactory,
    MeetingFactory,
    PlanFactory,
    UserFactory,
)
from tests.meeting_factories import DeliveryFactory, FollowUpFactory, MinutesFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]


def tasks_of(page: str) -> list[str]:
    """What the page says there is to do, without what it shows below."""
    return [words.strip() for words in re.findall(r"<li[^>]*>(?:<b>Bråttom:</b> )?<a [^>]*>([^<]*)</a></li>", page)]


def test_desk_shows_promises_with_their_source_and_what_waits(desk, committee):
    MeetingFactory(draft=True, body=committee, starts_on=dt.date(2017, 7, 6))
    page = desk.get(reverse("admin:index")).content.decode()

    assert "7 av minst 6 sammanträden 2017" in page
    assert "Budgeten 2017 balanserar" in page
    assert "6 av 7 möten 2017 förbereds av Ledningsgruppen" in page
    assert "6 juli 2017 saknar förberedande möte en till fem veckor före" in page
    assert "Ge Södertörns samarbetskommitté januari 2018 (preliminärt) en dag" in page
    assert "1 möte är utkast" in page
    source = Plan.objects.get().duties.get(kind="balance").node_id
    assert admin_address(Plan.objects.get().nodes.model, "change", source) in page


def test_desk_explains_a_swap_of_hosts(desk, committee):
    first, second = (Meeting.objects.get(starts_on=dt.date(2017, *day)) for day in ((6, 1), (9, 14)))
    confirm(desk, "swap", first, second)

    page = desk.get(reverse("admin:index")).content.decode()

    assert "Botkyrka och Salem har bytt: Botkyrka är värd 1 juni 2017 och Salem 14 september 2017." in page


def test_desk_without_a_plan_says_so(desk):
    assert "Ingen plan lovar något för 2017." in desk.get(reverse("admin:index")).content.decode()


def test_desk_s_promises_are_not_shown_to_staff_outside_the_secretariat(client):
    client.force_login(UserFactory(is_staff=True))
    DutyFactory(plan=PlanFactory(year=2017), body=BodyFactory(name="Hemligt råd"))

    assert "Hemligt" not in client.get(reverse("admin:index")).content.decode()


def test_desk_says_which_mails_minutes_and_decisions_wait(desk):
    call = DeliveryFactory(status="failed", notice__meeting__body__name="Rådet", notice__meeting__state="called")
    DeliveryFactory(status="sent", notice__meeting__body__name="Nämnden", notice__meeting__state="called")
    draft = MinutesFactory(meeting__body__name="Styrelsen")
    MinutesFactory(meeting__body__name="Klubben", adjusted=True)
    FollowUpFactory(paragraph__minutes=draft, due_on=dt.date(2017, 1, 15))
    FollowUpFactory(paragraph__minutes=draft, due_on=dt.date(2017, 1, 16))

    page = desk.get(reverse("admin:index")).content.decode()

    assert f"Brev om {call.notice.meeting} har inte nått alla" in page
    assert f"{draft} är inte skickat för justering" in page
    assert "1 beslut är försenat" in page
    told = tasks_of(page)
    assert [words for words in told if "Nämnden" in words] == []
    assert [words for words in told if "Klubben" in words] == []


def test_desk_says_which_budgets_lack_outcome_after_the_year(desk):
    past = BudgetFactory(year=2016, adopted=True)
    past.lines.filter(kind="cost").update(outcome_sek=0)
    BudgetFactory(year=2015, adopted=True).lines.update(outcome_sek=1)
    for year in (2014, 2013):
        BudgetFactory(year=year, balanced=year == 2014)  # drafts
    BudgetFactory(year=2017, adopted=True)

    page = desk.get(reverse("admin:index")).content.decode()

    assert (
        f'<a href="{reverse("budget:budget-results", args=[past.pk])}">1 post i budget 2016 saknar utfall</a>' in page
    )
    assert page.count("saknar utfall") == 1


def test_desk_asks_for_the_outcome_of_the_version_in_force_only(desk):
    first = BudgetFactory(year=2016, adopted=True)
    revision = revise(first, reason="")
    revision.adopt(on=dt.date(2016, 12, 20))

    page = desk.get(reverse("admin:index")).content.decode()

    assert "2 poster i budget 2016, revidering 1 saknar utfall" in page
    assert "i budget 2016 saknar" not in page


def test_desk_asks_for_the_fee_to_be_divided_anew_after_a_revision(desk):
    first = FeeDivisionFactory(budget__year=2017).budget
    FeeDivisionFactory(budget__year=2015)
    BudgetFactory(year=2014, adopted=True)
    assert "Fördela avgiften" not in desk.get(reverse("admin:index")).content.decode()

    revision = revise(first, reason="")
    revision.adopt(on=dt.date(2017, 1, 16))
    page = desk.get(reverse("admin:index")).content.decode()

    address = reverse("budget:fee-scenarios", args=[revision.pk])
    assert page.count("Fördela avgiften i") == 1
    assert f'<a href="{address}">Fördela avgiften i budget 2017, revidering 1 på nytt</a>' in page

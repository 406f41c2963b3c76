"""Nobody is lost or left to guess at the desk: every page leads back, and fields say what they are for."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.urls import reverse

from committee.reader import Reader
from tests.budget_factories import BudgetFactory, BudgetLineFactory
from tests.factories import MeetingFactory, PlanFactory
from tests.meeting_factories import AgendaItemFactory, DocumentFactory, MinutesFactory
from tests.own_models import APPS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]

PLAIN = {
    "Cooperation": {"secretariat_host", "phone", "visiting_address", "stated_on", "supervisor", "supervisor_url"}
    | {"data_protection_email"},
    "Assignment": {"person", "body"},
    "PlanNode": {"plan"},
    "Meeting": {"is_confirmed"},
}
"""Fields whose labels say all there is to say."""


@pytest.mark.parametrize(
    "model",
    [model for model in admin.site._registry if model._meta.app_label in APPS],
    ids=lambda model: model.__name__,
)
def test_every_field_says_what_it_is_for(rf, superuser, model):
    request = rf.get("/")
    request.user, request.reader = superuser, Reader(is_secretariat=True)
    page = admin.site._registry[model]
    if not page.has_add_permission(request):
        return

    fields = page.get_form(request).base_fields

    assert {name for name, field in fields.items() if not field.help_text} <= PLAIN.get(model.__name__, set())


def addresses() -> list[str]:
    meeting = MeetingFactory(starts_on="2017-01-10", ends_on="2017-01-10", state="held")
    item, document = AgendaItemFactory(meeting=meeting), DocumentFactory(meeting=meeting)
    MinutesFactory(meeting=meeting)
    budget = BudgetFactory(year=2018)
    line = BudgetLineFactory(budget=budget)
    plan = PlanFactory(year=2018)
    tabs = ["calendar:meeting-agenda", "calendar:meeting-notices", "calendar:meeting-minutes"]
    of_budget = ["budget:budget-lines", "budget:lines-import", "budget:budget-adopt", "budget:line-add"]
    return [
        *(reverse(name, args=[meeting.pk]) for name in [*tabs, "calendar:item-add", "calendar:document-add"]),
        reverse("calendar:item-change", args=[item.pk]),
        reverse("calendar:document-change", args=[document.pk]),
        reverse("calendar:year-planning"),
        *(reverse(name, args=[budget.pk]) for name in [*of_budget, "budget:fee-scenarios"]),
        reverse("budget:line-change", args=[budget.pk, line.pk]),
        reverse("budget:population-form", args=[2017]),
        *(reverse(name, args=[plan.pk]) for name in ("plan-preview", "admin:committee_plan_change")),
        *(reverse(name) for name in ("plan-import", "insight-search", "desk-search", "committee:history-list")),
        reverse("committee:history-detail", args=["calendar_app.meeting", meeting.pk]),
        reverse("insight-detail", args=["mote", meeting.pk]),
        reverse("admin:calendar_app_meeting_changelist"),
    ]


def test_every_page_of_the_secretariat_leads_back_to_the_desk(desk):
    lost = []
    for address in addresses():
        response = desk.get(address)
        trail = response.content.decode().partition("breadcrumb")[2].partition("</nav>")[0].partition("</div>")[0]
        if response.status_code != 200 or 'href="/admin/"' not in trail:
            lost.append((address, response.status_code))

    assert lost == []

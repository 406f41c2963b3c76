"""The secretariat's desk: everything is there, in Swedish, and what is decided can only be read."""

import datetime as dt

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from budget.models import Budget
from calendar_app.models import Meeting
from committee.models import Body, PlanEdition, PlanNode
from committee.reader import Reader
from tests.budget_factories import BudgetFactory
from tests.confirming import confirm
from tests.conftest import admin_address
from tests.factories import (
    BodyFactory,
    CooperationFactory,
    MeetingFactory,
    MeetingHostFactory,
    MunicipalityFactory,
    NodeFactory,
    PlanEditionFactory,
    PlanFactory,
)
from tests.own_models import own_models

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
OURS = own_models()
# Inlines of what they belong to, and what has pages of its own: a meeting's agenda, documents, notices
# and minutes, a budget's lines, shares and invoices.
EDITED_ELSEWHERE = {
    *("Membership", "Duty", "PlanReference", "MeetingChange", "MeetingHost", "BudgetLine"),
    *("AgendaItem", "Document", "DocumentVersion", "Notice", "Delivery", "Answer", "MeetingReading", "Subscription"),
    *("Minutes", "Paragraph", "Attendance", "Adjuster"),
    *("FeeDivision", "FeeShare", "InvoiceBasis", "Invoice"),
    "Receipt",
}


def test_every_model_is_in_the_admin_or_an_inline_there():
    assert {model.__name__ for model in OURS} == {model.__name__ for model in admin.site._registry} - {
        "User",
        "Group",
    } | EDITED_ELSEWHERE


DECIDES = {"adopted_on", "adopted_in", "decided_on", "decided_at", "state", "announced_at", "published_at"}
DECIDES |= {"locked_at", "sent_at", "adjusted_at", "is_superuser", "user_permissions", "groups", "password"}


@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model.__name__)
def test_nothing_is_decided_by_filling_in_a_form(rf, secretary, model):
    """Deciding, adopting, calling, adjusting and giving rights have pages of their own, which ask first."""
    request = rf.get("/")
    request.user, request.reader = secretary, Reader(is_secretariat=True)
    model_admin = admin.site._registry[model]
    is_edited = model_admin.has_add_permission(request) or model_admin.has_change_permission(request)
    shown = set(model_admin.get_form(request).base_fields) if is_edited else set()
    shown -= set(model_admin.get_readonly_fields(request))
    for inline in model_admin.get_inline_instances(request):
        shown |= set(inline.get_formset(request).form.base_fields)

    assert shown & DECIDES == set()


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_label_is_swedish(model):
    named = [model._meta.verbose_name, model._meta.verbose_name_plural]
    named += [field.verbose_name for field in model._meta.local_fields if not field.primary_key]

    english = {model._meta.model_name} | {field.name.replace("_", " ") for field in model._meta.local_fields}
    same_in_both = {"plan", "text", "budget", "version", "organisation", "person", "position", "format", "sha256"}
    assert [name for name in named if str(name) in english - same_in_both] == []


@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model.__name__)
def test_every_list_opens_for_the_superuser_with_search_and_bad_parameters(client, superuser, model):
    client.force_login(superuser)
    page = admin_address(model, "changelist")

    assert client.get(page).status_code == 200
    if admin.site._registry[model].search_fields:
        assert client.get(page, {"q": "åäö"}).status_code == 200
        assert client.get(page, {"q": "a\x00b"}).status_code == 400
    assert client.get(page, {"p": "9" * 500}).status_code in {200, 302}
    assert client.get(page, {"o": "99"}).status_code == 200
    if day := admin.site._registry[model].date_hierarchy:
        assert client.get(page, {f"{day}__year": "9" * 400}).status_code == 302


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("model", "make", "queries"),
    [
        (Meeting, lambda: MeetingHostFactory().meeting, 15),
        (Body, BodyFactory, 10),
        (Budget, lambda: BudgetFactory(balanced=True), 10),
        (PlanNode, lambda: NodeFactory(parent__plan__year=2019 + PlanNode.objects.count()), 11),
        (PlanEdition, PlanEditionFactory, 13),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_list_costs_the_same_for_any_length(desk, django_assert_num_queries, model, make, queries, count):
    CooperationFactory()
    for _ in range(count):
        make()

    with django_assert_num_queries(queries):
        assert desk.get(admin_address(model, "changelist")).status_code == 200


def test_staff_outside_the_secretariat_sees_no_draft(client, django_user_model):
    staff = django_user_model.objects.create_user("vikarie", is_staff=True)
    views = ["view_body", "view_meeting", "view_budget", "view_plan", "view_plannode"]
    staff.user_permissions.set(Permission.objects.filter(codename__in=views))
    client.force_login(staff)
    hidden = [MeetingFactory(draft=True, body__draft=True, body__name="Hemligt"), BudgetFactory(year=2099)]
    hidden += [hidden[0].body, NodeFactory(parent__plan__title="Hemlig plan", text="Hemliga ord")]

    for row in [*hidden, hidden[-1].plan]:
        assert "emlig" not in client.get(admin_address(type(row), "changelist")).content.decode()
        assert client.get(admin_address(type(row), "change", row.pk)).status_code == 302
    looked_up = {"app_label": "calendar_app", "model_name": "meeting", "field_name": "body", "term": "Hem"}
    assert "emlig" not in client.get(reverse("admin:autocomplete"), looked_up).content.decode()


def test_what_the_secretariat_reads_is_kept_out_of_caches(desk, client):
    for page in ("/kalender/", "/admin/", reverse("plan-preview", args=[PlanFactory(year=2018).pk])):
        assert "no-store" in desk.get(page)["Cache-Control"]
        assert "private" in desk.get(page)["Cache-Control"]


def test_adopted_budget_is_neither_changed_nor_deleted(desk, decided):
    budget = Budget.objects.get()

    assert desk.post(admin_address(Budget, "change", budget.pk), {"year": 2019}).status_code == 302
    assert desk.post(admin_address(Budget, "delete", budget.pk), {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [budget.pk], "post": "yes"}
    page = desk.post(admin_address(Budget, "changelist"), chosen).content.decode()
    assert "Budget 2017 är fastställd och står kvar. Revidera den i stället." in page
    assert Budget.objects.get().year == 2017


def test_budget_in_the_admin_leads_to_its_own_page(desk):
    response = desk.post(admin_address(Budget, "add"), {"year": "2018"})

    assert response["Location"] == reverse("budget:budget-lines", args=[Budget.objects.get().pk])
    change = desk.get(admin_address(Budget, "change", Budget.objects.get().pk))
    assert change["Location"] == response["Location"]


@pytest.mark.parametrize("adopted", [True, False])
def test_second_budget_of_a_year_is_refused_with_the_reason(desk, adopted):
    BudgetFactory(year=2018, adopted=adopted)

    assert (
        "Året har redan en budget. Revidera den i stället."
        in desk.post(admin_address(Budget, "add"), {"year": "2018"}).content.decode()
    )
    assert Budget.objects.count() == 1


def test_edition_can_only_be_read(desk, decided):
    edition = PlanEdition.objects.get()

    assert desk.get(admin_address(PlanEdition, "change", edition.pk)).status_code == 200
    assert desk.post(admin_address(PlanEdition, "change", edition.pk), {"number": 7}).status_code == 403
    assert desk.get(admin_address(PlanEdition, "add")).status_code == 403


def test_drafts_are_published_by_an_action_with_their_body_and_host(desk):
    meeting = MeetingFactory(draft=True, body__draft=True)
    host = MeetingHostFactory(meeting=meeting, municipality__draft=True).municipality

    confirm(desk, "announce", meeting)

    for row in (meeting, meeting.body, host):
        row.refresh_from_db()
        assert timezone.localdate(row.announced_at) == dt.date(2017, 1, 16)


def test_host_without_a_place_comes_last(desk):
    meeting = MeetingFactory()
    first = MeetingHostFactory(meeting=meeting)
    second = MunicipalityFactory()
    typed = {
        "body": meeting.body_id,
        "precision": "day",
        "audience": "public",
        "agenda_audience": "members",
        "starts_on": meeting.starts_on,
        "ends_on": meeting.ends_on,
        "meeting_hosts-TOTAL_FORMS": 2,
        "meeting_hosts-INITIAL_FORMS": 1,
        "meeting_hosts-0-id": first.pk,
        "meeting_hosts-0-meeting": meeting.pk,
        "meeting_hosts-0-municipality": first.municipality_id,
        "meeting_hosts-0-position": 1,
        "meeting_hosts-1-meeting": meeting.pk,
        "meeting_hosts-1-municipality": second.pk,
        "meeting_hosts-1-position": "",
    }

    assert desk.post(admin_address(Meeting, "change", meeting.pk), typed).status_code == 302
    assert Meeting.objects.with_body_and_hosts().get().host_municipalities == [first.municipality, second]

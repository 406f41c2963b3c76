"""The secretariat's desk: everything is there, in Swedish, and what is decided can only be read."""

import datetime as dt

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.urls import reverse

from budget.models import Budget
from calendar_app.models import Meeting
from committee.models import Body, Plan, PlanEdition, PlanNode
from tests.conftest import DEMO
from tests.factories import (
    BodyFactory,
    BudgetFactory,
    ChapterFactory,
    CommitmentFactory,
    CooperationFactory,
    MeetingFactory,
    MeetingHostFactory,
    MunicipalityFactory,
    NodeFactory,
    PlanEditionFactory,
    PlanFactory,
)

pytestmark = pytest.mark.django_db
OURS = [model for label in ("committee", "calendar_app", "budget") for model in apps.get_app_config(label).get_models()]
EDITED_ELSEWHERE = {"Membership", "Duty", "MeetingHost", "BudgetLine"}  # inlines of what they belong to


@pytest.fixture(autouse=True)
def on_the_day(settings):
    settings.PORTAL_TODAY = dt.date(2017, 1, 16)


@pytest.fixture
def desk(client, secretary):
    client.force_login(secretary)
    return client


@pytest.fixture
def decided(settings) -> Plan:
    call_command("import_plan", DEMO)
    call_command("decide_plan", 2017)
    return Plan.objects.get()


def address(model, page: str, *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def test_every_model_is_in_the_admin_or_an_inline_there():
    assert {model.__name__ for model in OURS} == {model.__name__ for model in admin.site._registry} - {
        "User",
        "Group",
    } | EDITED_ELSEWHERE


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_label_is_swedish(model):
    named = [model._meta.verbose_name, model._meta.verbose_name_plural]
    named += [field.verbose_name for field in model._meta.local_fields if not field.primary_key]

    english = {model._meta.model_name} | {field.name.replace("_", " ") for field in model._meta.local_fields}
    same_in_both = {"plan", "text", "budget", "organisation", "person", "position"}
    assert [name for name in named if str(name) in english - same_in_both] == []


@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model.__name__)
def test_every_list_opens_for_the_superuser_with_search_and_bad_parameters(client, superuser, model):
    client.force_login(superuser)
    page = address(model, "changelist")

    assert client.get(page).status_code == 200
    if admin.site._registry[model].search_fields:
        assert client.get(page, {"q": "åäö"}).status_code == 200
        assert client.get(page, {"q": "a\x00b"}).status_code == 400
    assert client.get(page, {"p": "9" * 500}).status_code in {200, 302}
    assert client.get(page, {"o": "99"}).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("model", "make", "queries"),
    [
        (Meeting, lambda: MeetingHostFactory().meeting, 15),
        (Body, BodyFactory, 10),
        (Budget, lambda: BudgetFactory(balanced=True), 12),
        (PlanNode, lambda: NodeFactory(parent__plan__year=2019 + PlanNode.objects.count()), 11),
        (PlanEdition, PlanEditionFactory, 12),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_list_costs_the_same_for_any_length(desk, django_assert_num_queries, model, make, queries, count):
    CooperationFactory()
    for _ in range(count):
        make()

    with django_assert_num_queries(queries):
        assert desk.get(address(model, "changelist")).status_code == 200


def test_draft_is_shown_as_a_tree_in_reading_order(desk):
    chapter = ChapterFactory(plan__year=2018, position=1)
    later = ChapterFactory(plan=chapter.plan, position=2)
    second = NodeFactory(parent=chapter, position=2)
    first = NodeFactory(parent=chapter, position=1)

    response = desk.get(address(Plan, "change", chapter.plan.pk))

    assert response.context["tree"] == [(chapter, 0), (first, 1), (second, 1), (later, 0)]
    assert "Förhandsgranska och fastställ" in response.content.decode()


def test_part_is_added_last_under_another(desk):
    chapter = ChapterFactory(plan__year=2018, position=1)
    NodeFactory(parent=chapter, position=4)
    words = {
        "plan": chapter.plan.pk,
        "parent": chapter.pk,
        "kind": "commitment",
        "text": "Vi provar.",
        "is_focus": "on",
    }

    response = desk.post(address(PlanNode, "add"), words)

    added = PlanNode.objects.get(text="Vi provar.")
    assert (added.position, added.is_focus) == (5, True)
    assert response.url == f"{address(Plan, 'change', chapter.plan.pk)}#del-{added.pk}"


def test_part_cannot_lie_under_itself_or_in_another_plan(desk):
    chapter = ChapterFactory(plan__year=2018, position=1)
    section = NodeFactory(parent=chapter, kind="section", title="Rubrik", position=1)
    below = NodeFactory(parent=section, kind="section", title="Under", position=1)
    other = ChapterFactory(plan__year=2019, position=1)
    page = address(PlanNode, "change", section.pk)

    under_itself = desk.post(page, {"plan": chapter.plan.pk, "parent": below.pk, "kind": "section", "title": "Rubrik"})
    elsewhere = desk.post(page, {"plan": chapter.plan.pk, "parent": other.pk, "kind": "section", "title": "Rubrik"})

    assert "En del kan inte ligga under sig själv." in under_itself.content.decode()
    assert elsewhere.status_code == 200
    section.refresh_from_db()
    assert section.parent == chapter


def test_part_stays_in_its_plan_and_keeps_what_lies_under_it(desk):
    section = NodeFactory(parent__plan__year=2018, kind="section", title="Rubrik", text="", position=1)
    below = NodeFactory(parent=section)
    other = PlanFactory(year=2019)
    page = address(PlanNode, "change", section.pk)

    desk.post(page, {"plan": other.pk, "parent": section.parent_id, "kind": "section", "title": "Rubrik två"})
    refused = desk.post(page, {"parent": section.parent_id, "kind": "paragraph", "text": "Ord."})

    section.refresh_from_db()
    assert (section.plan.year, section.title, section.kind) == (2018, "Rubrik två", "section")
    assert "Andra delar ligger under den här." in refused.content.decode()
    assert PlanNode.objects.filter(pk=below.pk, parent=section).exists()


@pytest.mark.parametrize("plan", ["abc", "", "-1", "99999999999999999999", "å"])
def test_part_s_form_opens_whatever_the_address_says(desk, plan):
    assert desk.get(address(PlanNode, "add"), {"plan": plan, "parent": plan, "kind": plan}).status_code == 200


def test_staff_outside_the_secretariat_sees_no_draft(client, django_user_model):
    staff = django_user_model.objects.create_user("vikarie", is_staff=True)
    views = ["view_body", "view_meeting", "view_budget", "view_plan", "view_plannode"]
    staff.user_permissions.set(Permission.objects.filter(codename__in=views))
    client.force_login(staff)
    hidden = [MeetingFactory(draft=True, body__draft=True, body__name="Hemligt"), BudgetFactory(year=2099)]
    hidden += [hidden[0].body, NodeFactory(parent__plan__title="Hemlig plan", text="Hemliga ord")]

    for row in [*hidden, hidden[-1].plan]:
        assert "emlig" not in client.get(address(type(row), "changelist")).content.decode()
        assert client.get(address(type(row), "change", row.pk)).status_code == 302
    looked_up = {"app_label": "calendar_app", "model_name": "meeting", "field_name": "body", "term": "Hem"}
    assert "emlig" not in client.get(reverse("admin:autocomplete"), looked_up).content.decode()


def test_what_the_secretariat_reads_is_kept_out_of_caches(desk, client):
    for page in ("/kalender/", "/admin/", reverse("plan-preview", args=[PlanFactory(year=2018).pk])):
        assert "no-store" in desk.get(page)["Cache-Control"]
        assert "private" in desk.get(page)["Cache-Control"]


def test_constraint_s_words_are_shown_when_a_form_breaks_it(desk):
    chapter = ChapterFactory(plan__year=2018, position=1)

    response = desk.post(
        address(PlanNode, "add"),
        {"plan": chapter.plan.pk, "parent": chapter.pk, "kind": "paragraph", "text": "Ord.", "is_focus": "on"},
    )

    assert "Bara åtaganden kan vara i fokus." in response.content.decode()


def test_part_is_moved_by_its_buttons(desk):
    chapter = ChapterFactory(plan__year=2018, position=1)
    first, second = (CommitmentFactory(parent=chapter, position=position) for position in (1, 2))
    down = reverse("admin:committee_plannode_move", args=[first.pk, "ned"])

    assert desk.get(down).url == f"{address(Plan, 'change', chapter.plan.pk)}#del-{first.pk}"
    assert [node for node, _ in chapter.plan.nodes.tree()][1:] == [first, second]
    assert desk.post(down).status_code == 302
    assert [node for node, _ in chapter.plan.nodes.tree()][1:] == [second, first]
    assert desk.post(reverse("admin:committee_plannode_move", args=[first.pk, "bort"])).status_code == 404


def test_decided_plan_can_only_be_read(desk, decided):
    node = decided.nodes.first()

    page = desk.get(address(Plan, "change", decided.pk)).content.decode()
    assert "kan bara läsas" in page
    assert 'name="_save"' not in page
    assert "Förhandsgranska och fastställ" not in page
    assert desk.post(address(Plan, "change", decided.pk), {"title": "Ändrad"}).status_code == 403
    assert desk.post(address(PlanNode, "change", node.pk), {"title": "Ändrad"}).status_code == 403
    assert desk.post(address(PlanNode, "delete", node.pk), {"post": "yes"}).status_code == 403
    assert desk.post(reverse("admin:committee_plannode_move", args=[node.pk, "ned"])).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [node.pk], "post": "yes"}
    desk.post(address(PlanNode, "changelist"), chosen)
    assert PlanNode.objects.filter(pk=node.pk, title=node.title).exists()
    adding = {"plan": decided.pk, "kind": "chapter", "title": "Insmuget"}
    assert desk.post(address(PlanNode, "add"), adding).status_code == 200
    assert not PlanNode.objects.filter(title="Insmuget").exists()


def test_adopted_budget_can_only_be_read(desk, decided):
    budget = Budget.objects.get()

    assert desk.get(address(Budget, "change", budget.pk)).status_code == 200
    assert desk.post(address(Budget, "change", budget.pk), {"year": 2019}).status_code == 403
    assert desk.post(address(Budget, "delete", budget.pk), {"post": "yes"}).status_code == 403


def test_edition_can_only_be_read(desk, decided):
    edition = PlanEdition.objects.get()

    assert desk.get(address(PlanEdition, "change", edition.pk)).status_code == 200
    assert desk.post(address(PlanEdition, "change", edition.pk), {"number": 7}).status_code == 403
    assert desk.get(address(PlanEdition, "add")).status_code == 403


def test_drafts_are_published_by_an_action_with_their_body_and_host(desk):
    meeting = MeetingFactory(draft=True, body__draft=True)
    host = MeetingHostFactory(meeting=meeting, municipality__draft=True).municipality

    desk.post(address(Meeting, "changelist"), {"action": "announce", "_selected_action": [meeting.pk]})

    for row in (meeting, meeting.body, host):
        row.refresh_from_db()
        assert row.announced_at.date() == dt.date(2017, 1, 16)


def lines(*rows: tuple[str, str, str, str]) -> dict[str, str]:
    """A budget's form with lines of (kind, position, label, amount)."""
    typed = {"year": "2018", "lines-TOTAL_FORMS": str(len(rows)), "lines-INITIAL_FORMS": "0"}
    for place, row in enumerate(rows):
        names = ("kind", "position", "label", "amount_sek")
        typed |= {f"lines-{place}-{name}": value for name, value in zip(names, row, strict=True)}
    return typed


def test_budget_is_typed_as_people_type_and_lines_without_a_place_come_last(desk):
    rows = [("cost", "", "Personal", "895 000 kr"), ("cost", "7", "Kontor", "50\xa0000"), ("cost", "", "Resor", "1")]

    desk.post(address(Budget, "add"), lines(*rows))

    written = Budget.objects.get().lines.values_list("label", "position", "amount_sek")
    assert set(written) == {("Kontor", 7, 50000), ("Personal", 8, 895000), ("Resor", 9, 1)}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("cost", "1", "Personal", "945.000"), "Skriv beloppet i hela kronor"),
        (("cost", "1", "Personal", "-5"), "Beloppet kan inte vara negativt."),
        (("", "1", "Personal", "5"), "måste fyllas i"),
    ],
)
def test_budget_line_that_is_wrong_is_refused_with_the_reason(desk, row, words):
    response = desk.post(address(Budget, "add"), lines(row))

    assert words in response.content.decode()
    assert not Budget.objects.exists()


def test_host_without_a_place_comes_last(desk):
    meeting = MeetingFactory()
    first = MeetingHostFactory(meeting=meeting)
    second = MunicipalityFactory()
    typed = {
        "body": meeting.body_id,
        "precision": "day",
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

    assert desk.post(address(Meeting, "change", meeting.pk), typed).status_code == 302
    assert Meeting.objects.with_body_and_hosts().get().host_municipalities == [first.municipality, second]

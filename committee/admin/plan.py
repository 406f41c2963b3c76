"""The plan in the admin: a draft is edited as a tree, a decided plan is read."""

from __future__ import annotations

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse

from committee.admin.base import VisibleAdmin
from committee.forms import PlanNodeForm
from committee.models import Duty, Plan, PlanEdition, PlanNode


class DraftOnly:
    """Lets a plan's rows be changed only while the plan is a draft; then they can still be read."""

    def plan_of(self, obj) -> Plan:
        """The plan that decides; an inline is asked about the plan it stands in."""
        return obj

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return super().has_change_permission(request, obj) and self.is_open(obj)

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return super().has_delete_permission(request, obj) and self.is_open(obj)

    def is_open(self, obj) -> bool:
        return obj is None or self.plan_of(obj).current_edition() is None


class DutyInline(DraftOnly, admin.StackedInline):
    model = Duty
    extra = 0
    autocomplete_fields = ["body"]
    raw_id_fields = ["node"]

    def has_add_permission(self, request: HttpRequest, obj: Plan | None) -> bool:
        return super().has_add_permission(request, obj) and self.is_open(obj)


@admin.register(Plan)
class PlanAdmin(DraftOnly, VisibleAdmin):
    list_display = ["year", "title", "is_decided"]
    search_fields = ["year", "title"]
    inlines = [DutyInline]

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).with_decision()

    @admin.display(description="fastställd", boolean=True, ordering="is_decided")
    def is_decided(self, plan: Plan) -> bool:
        return plan.is_decided

    def view_on_site(self, plan: Plan) -> str | None:
        """A draft has no page to show."""
        return plan.get_absolute_url() if plan.current_edition() else None

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            context |= {"tree": obj.nodes.tree(), "edition": obj.current_edition()}
        return super().render_change_form(request, context, add, change, form_url, obj)


@admin.register(PlanNode)
class PlanNodeAdmin(DraftOnly, VisibleAdmin):
    form = PlanNodeForm
    list_display = ["__str__", "kind", "plan", "is_focus"]
    list_filter = ["plan", "kind", "is_focus"]
    list_select_related = ["plan"]
    search_fields = ["title", "text"]
    autocomplete_fields = ["body"]
    fields = ["plan", "parent", "kind", "number", "title", "text", "is_focus", "body", "series_kind"]

    def plan_of(self, obj: PlanNode) -> Plan:
        return obj.plan

    STEPS = {"upp": -1, "ned": 1}

    def get_readonly_fields(self, request: HttpRequest, obj: PlanNode | None = None) -> list[str]:
        return ["plan"] if obj else []

    def get_urls(self):
        return [
            path("<int:pk>/flytta/<str:way>/", self.admin_site.admin_view(self.move), name="committee_plannode_move"),
            *super().get_urls(),
        ]

    def move(self, request: HttpRequest, pk: int, way: str) -> HttpResponse:
        """Move a part of the plan one step up or down among its neighbours; a mere visit moves nothing."""
        if way not in self.STEPS:
            raise Http404
        node = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_change_permission(request, node):
            raise PermissionDenied
        if request.method == "POST":
            node.move(steps=self.STEPS[way])
        return redirect(reverse("admin:committee_plan_change", args=[node.plan_id]) + f"#del-{node.pk}")

    def save_model(self, request: HttpRequest, obj: PlanNode, form, change: bool) -> None:
        if not change or "parent" in form.changed_data:
            obj.place_last()
        super().save_model(request, obj, form, change)

    def response_post_save_add(self, request: HttpRequest, obj: PlanNode) -> HttpResponse:
        return self.back_to_the_tree(obj)

    def response_post_save_change(self, request: HttpRequest, obj: PlanNode) -> HttpResponse:
        return self.back_to_the_tree(obj)

    def back_to_the_tree(self, node: PlanNode) -> HttpResponse:
        return redirect(reverse("admin:committee_plan_change", args=[node.plan_id]) + f"#del-{node.pk}")


@admin.register(PlanEdition)
class PlanEditionAdmin(VisibleAdmin):
    """Editions can be looked at; nothing changes them."""

    list_display = ["__str__", "decided_on", "decided_in", "decided_by"]
    list_filter = ["plan__year"]
    list_select_related = ["plan", "decided_by"]
    search_fields = ["plan__year", "sha256"]
    date_hierarchy = "decided_on"
    exclude = ["content"]  # read on its own page, by the link there

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return False
